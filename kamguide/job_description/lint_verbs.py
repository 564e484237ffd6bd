"""Hindi verbs that show a gender: their forms, made from stems as the grammar makes them.

A form that agrees with a person's gender ends in -ता/-ती/-ते, follows a bare stem as रहा/चुका/सका, or is the future in
-एगा/-एगी/-एँगे. Requests (करें), infinitives (करना) and frozen forms (करते हुए) show none and are not made here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kamguide.job_description.lint_text import fold

Kind = Literal["habitual", "future", "perfect"]
Gender = Literal["m", "f", "p"]
"""Masculine, feminine, plural (or polite masculine)."""

_GENDERS: tuple[Gender, Gender, Gender] = ("m", "f", "p")
_VOWELS = frozenset("ािीुूृेैोौअआइईउऊएऐओऔ")
_IRREGULAR: Mapping[str, str] = {"दे": "दे", "ले": "ले", "हो": "हो"}
"""Stems of which the future is made without another vowel: देगा, लेगा, होगा."""
_PERFECT: Mapping[str, tuple[str, str, str]] = {
    "जा": ("गया", "गई", "गए"),
    "हो": ("हुआ", "हुई", "हुए"),
    "कर": ("किया", "की", "किए"),
    "दे": ("दिया", "दी", "दिए"),
    "ले": ("लिया", "ली", "लिए"),
    "पी": ("पिया", "पी", "पिए"),
    "सी": ("सिया", "सी", "सिए"),
}
HABITUAL_ENDINGS: tuple[tuple[str, Gender], ...] = (("ता", "m"), ("ती", "f"), ("ते", "p"))
FUTURE_ENDINGS: tuple[tuple[str, Gender], ...] = (
    ("ेगा", "m"), ("एगा", "m"), ("ेगी", "f"), ("एगी", "f"), ("ेंगे", "p"), ("एंगे", "p"),
    ("ोगे", "p"), ("ओगे", "p"), ("ोगी", "f"), ("ओगी", "f"),
    ("ेंगी", "f"), ("एंगी", "f"), ("ूंगा", "m"), ("ऊंगा", "m"), ("ूंगी", "f"), ("ऊंगी", "f"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """What a word is as a verb: its stem (folded), its kind, its gender."""

    stem: str
    kind: Kind
    gender: Gender


@dataclass(frozen=True)
class Verbs:
    """The verbs that are known, and the words that only look like one."""

    transitive: Collection[str]
    """Stems as they are spelt."""
    intransitive: Collection[str]
    nouns: Collection[str]
    """Words in -ता, -ती, -ते that are no verbs, folded."""

    @cached_property
    def spelt(self) -> Mapping[str, str]:
        """Stems by their folded spelling."""
        return {fold(stem): stem for stem in (*self.transitive, *self.intransitive)}

    @cached_property
    def acting(self) -> frozenset[str]:
        """Stems of verbs with an object, folded."""
        return frozenset(map(fold, self.transitive))

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        forms: dict[str, Form] = {}
        for stem in self.spelt:
            for ending, gender in HABITUAL_ENDINGS:
                forms.setdefault(stem + ending, Form(stem, "habitual", gender))
            for future, shown in _futures(stem):
                forms.setdefault(future, Form(stem, "future", shown))
        for stem in map(fold, self.intransitive):
            for form, gender in zip(_perfects(stem), _GENDERS, strict=True):
                forms.setdefault(form, Form(stem, "perfect", gender))
        return forms

    @cached_property
    def participles(self) -> frozenset[str]:
        """भेजा, भेजी, भेजे and the like: what stands before जा in the passive."""
        return frozenset(form for stem in self.acting for form in _perfects(stem))

    def form(self, folded: str, *, certain: bool = False) -> Form | None:
        """The verb form that a word is, or None.

        :param certain: whether its surroundings speak for a verb already: then the stem of a future need not be known.
            A habitual form of no known stem is an adjective or noun more often (मेहनती, कुशलता).
        """
        if folded in self.nouns:
            return None
        known = self.forms.get(folded)
        if known is not None or not certain:
            return known
        for ending, gender in FUTURE_ENDINGS:
            if folded.endswith(ending) and len(folded) > len(ending) + 1:
                return Form(folded.removesuffix(ending), "future", gender)
        return None

    def named(self, folded: str) -> bool:
        """Whether a word is the infinitive of a known verb: बेचना, बेचने, बेचनी."""
        return folded.endswith(("ना", "ने", "नी")) and folded[:-2] in self.spelt

    def infinitive(self, stem: str) -> str:
        """करना of कर."""
        return self.spelt.get(stem, stem) + "ना"

    def request(self, stem: str) -> str:
        """करें of कर, बनाएँ of बना, दें of दे: the polite form that shows no gender."""
        spelt = self.spelt.get(stem, stem)
        if spelt in ("दे", "ले"):
            return spelt + "ं"
        if spelt == "हो":
            return "हों"
        if spelt.endswith("ी"):
            return spelt[:-1] + "िएँ"
        return spelt + ("एँ" if spelt[-1] in _VOWELS else "ें")

    def habit(self, stem: str) -> str:
        """करती of कर."""
        return self.spelt.get(stem, stem) + "ती"

    def coming(self, stem: str) -> str:
        """करेगी of कर."""
        spelt = self.spelt.get(stem, stem)
        if spelt in _IRREGULAR:
            return spelt + "गी"
        return (spelt[:-1] + "िएगी") if spelt.endswith("ी") else spelt + ("एगी" if spelt[-1] in _VOWELS else "ेगी")


def _futures(stem: str) -> list[tuple[str, Gender]]:
    if stem in _IRREGULAR:
        return [
            (stem + "गा", "m"), (stem + "गी", "f"), (stem + "ंगे", "p"), (stem + "ंगी", "f"),
            (stem[:-1] + "ूंगा", "m"), (stem[:-1] + "ूंगी", "f"),
        ]  # fmt: skip
    if stem[-1] not in _VOWELS:
        return [(stem + ending, gender) for ending, gender in FUTURE_ENDINGS if ending[0] in "ेूो"]
    base = stem[:-1] + "ि" if stem.endswith("ी") else stem[:-1] + "ु" if stem.endswith("ू") else stem
    return [(base + ending, gender) for ending, gender in FUTURE_ENDINGS if ending[0] in "एऊओ"]


def _perfects(stem: str) -> tuple[str, str, str]:
    if stem in _PERFECT:
        return _PERFECT[stem]
    if stem[-1] not in _VOWELS:
        return stem + "ा", stem + "ी", stem + "े"
    base = stem[:-1] + "ि" if stem.endswith("ी") else stem
    return base + "या", base + "ई", base + "ए"
