"""Hindi in Latin letters: told from English, and read as the Devanagari it stands for, so that one grammar serves both.

A word that is found in no list stays as it is. Spellings by ear are one: ``uthayega`` and ``uthaega``, ``sambhalta``
and ``sambhaalta``, ``padhti`` and ``parhti``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from kamguide.job_description.lint_text import fold
from kamguide.job_description.lint_verbs import Verbs
from kamguide.model.rule import Rule, WordLists
from kamguide.word import Word

_CONSONANTS = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch", "छ": "chh", "ज": "j", "झ": "jh", "ञ": "n",
    "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n", "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n",
    "प": "p", "फ": "ph", "ब": "b", "भ": "bh", "म": "m", "य": "y", "र": "r", "ल": "l", "व": "v",
    "श": "sh", "ष": "sh", "स": "s", "ह": "h", "ज\u093c": "z", "फ\u093c": "f", "ड\u093c": "d", "ढ\u093c": "dh",
}  # fmt: skip
_SIGNS = dict(zip("ािीुूृेैोौॉॅ", ["a", "i", "i", "u", "u", "ri", "e", "ai", "o", "au", "o", "e"], strict=True))
_VOWELS = dict(zip("अआइईउऊऋएऐओऔऑ", ["a", "a", "i", "i", "u", "u", "ri", "e", "ai", "o", "au", "o"], strict=True))
_VIRAMA, _NASALS = "\u094d", frozenset("ंँ")
_FLAP = "ड\u093c"
"""ड़, which is spelt as d or as r."""
_NASAL_ENDS = ("ों", "ाँ", "ां", "ें", "एँ", "एं")
_ENDINGS = (("", ""), ("ना", "na"), ("ने", "ne"), ("नी", "ni"), ("कर", "kar"))
"""What may follow the stem of a verb and shows no gender of a person."""
_SPELLINGS = tuple(
    (re.compile(found), usual)
    for found, usual in (
        ("chh", "ch"), ("ph", "f"), ("w", "v"), ("z", "j"), ("q", "k"), ("x", "ks"), ("rh", "dh"), ("aa+", "a"),
        ("ee+", "i"), ("oo+", "u"), ("(?<=[aeiou])y(?=[ei])", ""), ("eh(?=[^aeiou])", "ah"), ("n(?=[bpf])", "m"),
        ("ndh", "nd"), (r"([^n])\1+", r"\1"),
    )
)  # fmt: skip
"""How spellings by ear are made one, in this order."""
_POLITE = re.compile("en$")
_TELLING = 2
"""What a word counts that is Hindi only; one that may be English too counts 1, and so does an English one."""


class Read(NamedTuple):
    """The words of a sentence as Devanagari, and as they stand but for the small words: what English rules may see."""

    hindi: tuple[Word, ...]
    english: tuple[Word, ...]


@dataclass(frozen=True)
class Latin:
    """What Latin spellings stand for, and the words that tell Hindi from English."""

    words: Mapping[str, str]
    """Folded Devanagari by the spelling made one (``heard``)."""
    exact: Mapping[str, str]
    """Folded Devanagari by a spelling itself, which goes before how it is heard: छुट्टी is no form of छूना."""
    loans: Collection[str]
    """English words that stand for a Hindi one, as they are written."""
    small: Collection[str]
    """Of ``words``, postpositions, pronouns and the like."""
    usual: Mapping[str, str]
    """How a word is spelt that is not spelt as it sounds, by its folded Devanagari."""
    telling: Collection[str]
    """Words that are Hindi only, made one."""
    unsure: Collection[str]
    """Words that may be English too, made one."""
    english: Collection[str]
    """Words that are no Hindi, as they are written."""
    verbs: Verbs

    def read(self, found: Sequence[Word]) -> Read | None:
        """A sentence as Hindi, each word at its place; None where the sentence is English."""
        sound = [heard(word.folded) for word in found]
        score = against = 0
        for word, one in zip(found, sound, strict=True):
            if word.folded in self.english:
                against += 1
            elif word.folded in self.loans:
                continue
            elif one in self.telling:
                score += _TELLING
            else:
                form = self.verbs.form(self.words.get(one, ""))
                told = form is not None and form.kind == "future"
                score += _TELLING if told else one in self.unsure or form is not None
        if score < _TELLING or score <= against:
            return None
        meant = [self._meant(word.folded, one) for word, one in zip(found, sound, strict=True)]
        hindi = tuple(replace(word, folded=one) for word, one in zip(found, meant, strict=True))
        english = (
            read if one in self.small and word.folded not in self.loans else word
            for word, read, one in zip(found, hindi, sound, strict=True)
        )
        return Read(hindi, tuple(english))

    def beside(self, found: Sequence[Word]) -> tuple[Word, ...]:
        """A Hindi sentence with its Latin words as Devanagari: titles and things, verbs, what is Hindi only."""
        return tuple(replace(word, folded=self._beside(word)) for word in found)

    def _beside(self, word: Word) -> str:
        if word.devanagari or word.number:
            return word.folded
        sound = heard(word.folded)
        meant = self._meant(word.folded, sound)
        sure = word.folded in self.loans or sound in self.telling or self.verbs.form(meant) is not None
        return meant if sure else word.folded

    def _meant(self, word: str, sound: str) -> str:
        return word if word in self.english else self.exact.get(word) or self.words.get(sound, word)

    def written(self, text: str) -> str:
        """Words in Devanagari as they are usually spelt in Latin letters: करें as karein."""
        return " ".join(self._written(word) for word in text.split())

    def _written(self, word: str) -> str:
        spelt = self.usual.get(fold(word)) or _POLITE.sub("ein", spellings(word)[0])
        return spelt or word


def latin(rules: Mapping[str, Rule], verbs: Verbs) -> Latin:
    """What the rule ``gendered-verb`` says about Latin spellings, for all words of the rules about gender."""
    rule, others = rules["gendered-verb"], _devanagari(rules.values())
    listed = {name: rule.lists.get(name, WordLists()) for name in ("latin-telling", "latin-unsure", "latin-english")}
    small, loans = (_pairs(rule.lists.get(name, WordLists())) for name in ("latin-words", "latin-loans"))
    spelt = [*_spelt_forms(verbs), *((spelling, fold(word)) for word in others for spelling in spellings(word))]
    # बनता is banta, and so is बाँटता by ear: what is spelt as it is heard comes first
    spelt.sort(key=lambda one: len(one[0]) - len(heard(one[0])))
    return Latin(
        words=_first((heard(spelling), word) for spelling, word in (*small, *spelt)),
        exact=_first((*loans, *spelt)),
        loans=frozenset(spelling for spelling, _ in loans),
        small=frozenset(heard(spelling) for spelling, _ in small),
        usual=_first((word, spelling) for spelling, word in (*small, *loans)),
        telling=frozenset(map(heard, listed["latin-telling"].en)),
        unsure=frozenset(map(heard, listed["latin-unsure"].en)),
        english=frozenset(listed["latin-english"].en),
        verbs=verbs,
    )


def _devanagari(rules: Iterable[Rule]) -> Iterator[str]:
    """The words that the rules about gender look for in Hindi."""
    for rule in rules:
        if rule.group == "gender":
            listed = [*(list_.hi for list_ in rule.lists.values()), rule.unless.hi]
            listed += [
                each for one in rule.words.hi.values() for each in (one.find, one.near, one.unless, one.unless_after)
            ]
            yield from (
                word.strip("?*") for each in listed for pattern in each for word in re.split(r"[\s|]+", pattern)
            )


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A mapping of pairs, of which the first of the same key counts."""
    found: dict[str, str] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found


def _pairs(listed: WordLists) -> list[tuple[str, str]]:
    """Each Latin spelling of a list and the folded word it stands for: its two languages go side by side."""
    return [(one, fold(word)) for word, spelt in zip(listed.hi, listed.en, strict=False) for one in spelt.split("|")]


def _spelt_forms(verbs: Verbs) -> Iterator[tuple[str, str]]:
    """Each stem and form of each known verb as it may be spelt, and what it stands for."""
    stems = {folded: spellings(stem) for folded, stem in verbs.spelt.items()}
    for folded, spelt in stems.items():
        yield from ((one + end, folded + hindi) for one in spelt for hindi, end in _ENDINGS)
    for form, shown in verbs.forms.items():
        if form.startswith(shown.stem):
            end = _joined(_letters(form.removeprefix(shown.stem)))
            yield from ((one + end, form) for one in stems[shown.stem])
        else:
            yield from ((one, form) for one in spellings(form))
    yield from ((one, form) for form in verbs.participles for one in spellings(form))


@lru_cache(maxsize=20_000)
def heard(word: str) -> str:
    """The one spelling of a word in Latin letters that may be written by ear in several."""
    for pattern, usual in _SPELLINGS:
        word = pattern.sub(usual, word)
    return word


def spellings(word: str) -> tuple[str, ...]:
    """How a word in Devanagari may be spelt in Latin letters, the usual way first: लड़की as ladki or larki."""
    letters = _letters(word)
    usual = _joined(_without_silent(letters))
    closed = [*letters[:-1], (letters[-1][0], "", False)] if letters and letters[-1][2] else letters
    found = [usual, _joined(closed)]
    inside = next((at for at in range(len(closed) - 2, 0, -1) if closed[at][2]), None)
    if inside is not None:  # बदल before -एगा: badlega
        found.append(_joined([*closed[:inside], (closed[inside][0], "", False), *closed[inside + 1 :]]))
    plain = unicodedata.normalize("NFD", word)
    if _FLAP in plain:
        found += spellings(plain.replace(_FLAP, "र"))
    if word.endswith(_NASAL_ENDS):  # दोनों as dono
        found += [one.removesuffix("n") for one in found]
    return tuple(dict.fromkeys(found))


_Letter = tuple[str, str, bool]
"""A consonant, the vowel after it, and whether that is the inherent one, which may be silent."""


def _letters(word: str) -> list[_Letter]:
    found: list[_Letter] = []
    text = unicodedata.normalize("NFD", word)
    for at, sign in enumerate(text):
        last = found[-1] if found else ("", "", False)
        if sign in _CONSONANTS:
            dotted = text[at : at + 2]
            found.append((_CONSONANTS.get(dotted, _CONSONANTS[sign]), "a", True))
        elif sign in _VOWELS:
            found.append(("", _VOWELS[sign], False))
        elif sign in _SIGNS:
            found[-1:] = [(last[0], _SIGNS[sign], False)]
        elif sign == _VIRAMA:
            found[-1:] = [(last[0], "", False)]
        elif sign in _NASALS:
            found[-1:] = [(last[0], last[1] + "n", False)]
    return found


def _without_silent(letters: Sequence[_Letter]) -> list[_Letter]:
    """Letters without the inherent vowels that nobody says: at the end, and between two that are said."""
    found = list(letters)
    for at in range(len(found) - 1, 0, -1):
        consonant, _, inherent = found[at]
        if inherent and (at == len(found) - 1 or (found[at - 1][1] and found[at + 1][1])):
            found[at] = (consonant, "", False)
    return found


def _joined(letters: Iterable[_Letter]) -> str:
    return "".join(consonant + vowel for consonant, vowel, _ in letters)
