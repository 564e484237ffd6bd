"""Repair of words that nobody knows: what sounds the same, then near spellings; words of the lexicon before others."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from kamguide.search.analysis import hard_fold, sound

_SHORTEST, _LONG = 5, 8
"""Letters of a word in which one slip is mended, and in which two are."""
_SLIPS = 2
"""Letters by which a slip differs from the word that was meant."""
_SHORTEST_SOUND, _LONG_SOUND = 3, 5
"""Letters of a sound that tells a word apart, and of one in which a slip is mended."""

_SHORTEST_JOINED, _LONGEST_JOINED, _SHORTEST_PART = 8, 40, 3
"""Letters of words that may be two or more without the space between, and of each of these."""
_REMEMBERED = 5_000
"""Words whose repair is kept."""

Buckets = Mapping[tuple[str, int], Sequence[str]]
"""Words by how they begin and how long they are, so that a word is compared with few."""


@dataclass(frozen=True, eq=False)
class Repairer:
    """What words may be repaired to. Words of the lexicon win over others that stand in the entries."""

    names: frozenset[str]
    """Words of the lexicon that name something."""
    lexicon: Buckets
    others: Buckets
    sounds: Buckets
    by_sound: Mapping[str, Sequence[str]]
    others_by_sound: Mapping[str, Sequence[str]]

    mended: dict[str, str | None] = field(default_factory=dict)
    """What was asked for lately."""

    def repaired(self, folded: str) -> str | None:
        """The known word that an unknown one most likely stands for; None where none is near enough."""
        if folded not in self.mended:
            if len(self.mended) >= _REMEMBERED:
                self.mended.clear()
            self.mended[folded] = self._found(folded)
        return self.mended.get(folded)

    def parts(self, folded: str) -> list[str]:
        """The words that were typed as one, such as sales and manager; empty where the word is no such thing.

        One of them may be misspelled: the others are known to the letter.
        """
        if not (_SHORTEST_JOINED <= len(folded) <= _LONGEST_JOINED and folded[0].isalpha()):
            return []
        ends = [end for end in range(1, len(folded)) if not unicodedata.category(folded[end]).startswith("M")]
        best: dict[int, list[str]] = {0: []}
        for end in (*ends, len(folded)):
            ways = [[*before, folded[start:end]] for start, before in best.items() if self._is_part(folded[start:end])]
            if ways:
                best[end] = min(ways, key=len)
        whole = best.get(len(folded)) or self._slipped(folded, best)
        return whole if whole and len(whole) > 1 else []

    def _slipped(self, folded: str, best: Mapping[int, list[str]]) -> list[str] | None:
        """The same with a slip in one word: the last, or the first of two."""
        for start, before in best.items():
            near = _nearest(hard_fold(folded[start:]), self.lexicon) if start >= _SHORTEST_PART else None
            if near is not None:
                return [*before, near]
        for start in range(len(folded) - _SHORTEST, _SHORTEST_PART, -1):
            near = _nearest(hard_fold(folded[:start]), self.lexicon, shortest=_SHORTEST_PART + 1)
            if near in self.names and self._is_part(folded[start:]):
                return [near, folded[start:]]
        return None

    def _is_part(self, part: str) -> bool:
        key = hard_fold(part)
        return len(part) >= _SHORTEST_PART and key in self.lexicon.get((_beginning(key), len(key)), ())

    def _found(self, folded: str) -> str | None:
        key, heard = hard_fold(folded), sound(folded)
        if not key[:1].isalpha():
            return None
        return self._name(key, heard) or self._other(key, heard)

    def _name(self, key: str, heard: str) -> str | None:
        """A word of the lexicon: what sounds the same, unless a slip of the fingers in the same script explains it."""
        enough = _SHORTEST_SOUND if key.isascii() else _SHORTEST_SOUND + 1
        alike = _likest(key, self.by_sound.get(heard, ())) if len(heard) >= enough else None
        near = _nearest(key, self.lexicon)
        if alike is not None and alike.isascii() == key.isascii():
            meant = near in self.names and alike not in self.names and _one_slip(key, near or "")
            return near if meant else alike
        if alike is None or len(heard) <= _SHORTEST_SOUND:
            return near
        slipped = near is not None and near.isascii() == key.isascii() and _one_slip(key, near)
        return near if slipped else alike

    def _other(self, key: str, heard: str) -> str | None:
        """A word that sounds nearly so, or one that stands in the entries."""
        if len(heard) >= _LONG_SOUND:
            nearly = _nearest(heard, self.sounds, shortest=_LONG_SOUND, long=2 * _LONG_SOUND)
            alike = _likest(key, self.by_sound.get(nearly, ())) if nearly else None
            if alike is not None:
                return alike
        if len(heard) > _SHORTEST_SOUND:
            alike = _likest(key, self.others_by_sound.get(heard, ()))
            if alike is not None:
                return alike
        return _nearest(key, self.others, shortest=_SHORTEST + 1, long=2 * _LONG)


def is_slip(key: str, spelled: str) -> bool:
    """Whether a word is another that begins alike, with a slip or two."""
    alike = key[:1] == spelled[:1] and key != spelled
    return alike and DamerauLevenshtein.distance(key, spelled, score_cutoff=_SLIPS) <= _SLIPS


def _one_slip(key: str, near: str) -> bool:
    """Whether the words differ by one slip of the fingers."""
    return DamerauLevenshtein.distance(key, near, score_cutoff=1) <= 1


def repairer(
    lexicon: Collection[str], common: Collection[str], others: Collection[str], telling: Collection[str] = ()
) -> Repairer:
    """A repairer to the words of the lexicon, to common words, and to others that stand in the entries; all folded.

    Of words that are as near, one of the ``telling`` wins: “cient” is “client” rather than “cent”.
    """
    by_sound = {**_by_sound(common), **_by_sound(lexicon)}
    return Repairer(
        names=frozenset(lexicon),
        lexicon=_buckets({*lexicon, *common}, telling),
        others=_buckets(others),
        sounds=_buckets(by_sound),
        by_sound=by_sound,
        others_by_sound=_by_sound(others),
    )


def _by_sound(known: Collection[str]) -> dict[str, list[str]]:
    heard: dict[str, list[str]] = defaultdict(list)
    for word in sorted(known):
        heard[sound(word)].append(word)
    return dict(heard)


def _likest(key: str, words: Sequence[str]) -> str | None:
    """Of words that sound alike, the one written most like the key, in its script first; there it must be like it."""
    allowed = 1 if len(key) < _SHORTEST else 2 if len(key) < _LONG else 3
    other_script = [word for word in words if word.isascii() != key.isascii()]
    same_script = [word for word in words if word.isascii() == key.isascii()]
    found = process.extractOne(key, same_script, scorer=DamerauLevenshtein.distance, score_cutoff=allowed)
    return str(found[0]) if found else min(other_script, default=None)


def _buckets(known: Iterable[str], first: Collection[str] = ()) -> dict[tuple[str, int], list[str]]:
    buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in sorted(known, key=lambda word: (word not in first, word)):
        if word[:1].isalpha():
            buckets[_beginning(word), len(word)].append(word)
    return dict(buckets)


def _nearest(key: str, known: Buckets, shortest: int = _SHORTEST, long: int = _LONG) -> str | None:
    """The nearest word within one slip (two in long words) that begins alike."""
    if len(key) < shortest:
        return None
    allowed = 2 if len(key) >= long else 1
    lengths = range(len(key) + allowed, len(key) - allowed - 1, -1)  # a letter left out is the commonest slip
    candidates = [word for length in lengths for word in known.get((_beginning(key), length), ())]
    found = process.extractOne(key, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=allowed)
    return str(found[0]) if found else None


_ALIKE = {"k": "c", "q": "c", "z": "j", "g": "j", "w": "v", "b": "v", "f": "p", "y": "e", "i": "e", "a": "e"}


def _beginning(word: str) -> str:
    return _ALIKE.get(word[0], word[0])
