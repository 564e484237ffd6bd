"""Repair of words that nobody knows: near spellings of the lexicon's words, then how they sound, then other words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from kamguide.search.analysis import hard_fold, sound

_SHORTEST = 4
_LONG = 8


@dataclass(frozen=True)
class Repairer:
    """What words may be repaired to. ``lexicon`` and ``others`` hold folded words; lexicon words win."""

    lexicon: frozenset[str]
    others: frozenset[str]
    by_sound: Mapping[str, str]

    def repaired(self, folded: str) -> str | None:
        """The known word that an unknown one most likely stands for; None where none is near enough."""
        key = hard_fold(folded)
        if len(key) < _SHORTEST or key[:1].isdigit():
            return None
        near = _nearest(key, self.lexicon)
        if near is not None:
            return near
        heard = self.by_sound.get(sound(folded))
        if heard is not None and len(sound(folded)) >= _SHORTEST - 1:
            return heard
        return _nearest(key, self.others, most=1)


def repairer(lexicon: Collection[str], others: Collection[str]) -> Repairer:
    """A repairer to the words of the lexicon and to other words that stand in the entries."""
    by_sound: dict[str, str] = {}
    for word in sorted(lexicon):
        heard = sound(word)
        if len(heard) >= _SHORTEST - 1:
            by_sound.setdefault(heard, word)
    long_enough = frozenset(word for word in others if len(word) > _SHORTEST and not word[:1].isdigit())
    return Repairer(frozenset(lexicon), long_enough, by_sound)


def _nearest(key: str, known: Collection[str], most: int | None = None) -> str | None:
    """The nearest word within one slip (two in long words) that begins alike."""
    allowed = most if most is not None else (2 if len(key) >= _LONG else 1)
    candidates = [word for word in known if abs(len(word) - len(key)) <= allowed and _begin_alike(word, key)]
    found = process.extractOne(key, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=allowed)
    return str(found[0]) if found else None


_ALIKE = {"k": "c", "q": "c", "z": "j", "g": "j", "w": "v", "b": "v", "f": "p", "y": "e", "i": "e", "a": "e"}


def _begin_alike(one: str, other: str) -> bool:
    first, second = one[0], other[0]
    return first == second or _ALIKE.get(first, first) == _ALIKE.get(second, second)
