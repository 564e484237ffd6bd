"""Everyday words that mean a thing only together: “gussa” and “customer”, in any order, mean the handling of conflicts.

An idea is known under words of all scripts; one that ends in ``*`` stands for every word that begins so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kamguide.library.library import Library
from kamguide.search.analysis import hard_fold, stem, words
from kamguide.search.concepts import Key, Match
from kamguide.word import Word

_K = TypeVar("_K")

_ENDING = 3
"""Letters that a stem may leave off."""
_SHORTEST_BEGINNING = 2
"""Letters of the shortest beginning of words that an idea may have."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A concept that words mean together: from its first word to its last, and the places of those that say it."""

    match: Match
    places: frozenset[int]


@dataclass(frozen=True)
class Ideas:
    """The ideas of a library's lexicon, and what they mean together."""

    names: Mapping[Key, frozenset[str]]
    """Ideas by the words that name them, folded hard; single words by their stems as well."""
    beginnings: Mapping[str, frozenset[str]]
    """Ideas by the beginnings of words."""
    longest: int
    """Words of the longest name."""
    together: Sequence[tuple[frozenset[str], str]]
    """Ideas, and the concept that they mean together."""

    @property
    def words(self) -> frozenset[str]:
        """The whole words that name ideas, folded hard."""
        return frozenset(key[0] for key in self.names if len(key) == 1)

    def names_one(self, word: Word) -> bool:
        """Whether the whole word names an idea."""
        return any((form,) in self.names for form in _forms(word.folded))

    def has(self, word: Word) -> bool:
        """Whether the word, or its beginning, names an idea."""
        return bool(self.of(word))

    def of(self, word: Word) -> Collection[str]:
        """The ideas that a word names."""
        return self._of_word(hard_fold(word.folded), word.folded)

    def meant(self, text_words: Sequence[Word], but: Collection[int]) -> list[Meant]:
        """The concepts that the ideas of a text mean together; words at the places ``but`` name something else.

        Only those that take the most ideas: a chance meeting of two tells less than three that belong together.
        """
        places = self._places(text_words, but)
        found = [(ideas, concept) for ideas, concept in self.together if ideas <= places.keys()]
        most = max((len(ideas) for ideas, _ in found), default=0)
        told: dict[str, Meant] = {}
        for ideas, concept in found:
            if len(ideas) == most:
                told.setdefault(concept, _meant(concept, [places[idea] for idea in sorted(ideas)]))
        return list(told.values())

    def _places(self, text_words: Sequence[Word], but: Collection[int]) -> dict[str, tuple[int, int]]:
        """Where each idea is first named."""
        keys = [hard_fold(word.folded) for word in text_words]
        places: dict[str, tuple[int, int]] = {}
        for at, word in enumerate(text_words):
            if at in but:
                continue
            for idea in self._of_word(keys[at], word.folded):
                places.setdefault(idea, (at, at + 1))
            for length in range(2, min(self.longest, len(keys) - at) + 1):
                for idea in self.names.get(tuple(keys[at : at + length]), ()):
                    places.setdefault(idea, (at, at + length))
        return places

    def _of_word(self, key: str, folded: str) -> Collection[str]:
        begun = (self.beginnings.get(key[:length], ()) for length in range(_SHORTEST_BEGINNING, len(key) + 1))
        return {
            *(idea for form in _forms(folded) for idea in self.names.get((form,), ())),
            *(idea for ideas in begun for idea in ideas),
        }


def _forms(folded: str) -> tuple[str, ...]:
    """The forms by which a word is looked up: itself, and its stem where little is cut off."""
    key, root = hard_fold(folded), stem(folded)
    return (key, root) if len(key) - len(root) <= _ENDING else (key,)


def ideas_of(library: Library, concepts: Collection[str]) -> Ideas:
    """The ideas of a library, and what they mean together, where that is one of the concepts."""
    names: dict[Key, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    for file in library.lexicon.values():
        for idea, variants in file.ideas.items():
            for text in variants.all():
                key = tuple(hard_fold(word.folded) for word in words(text))
                if text.endswith("*"):
                    beginnings.setdefault("".join(key), set()).add(idea)
                    continue
                names.setdefault(key, set()).add(idea)
                if len(key) == 1:
                    for form in _forms(words(text)[0].folded):
                        names.setdefault((form,), set()).add(idea)
    return Ideas(
        names=_frozen(names),
        beginnings=_frozen(beginnings),
        longest=max(map(len, names), default=1),
        together=tuple(_together(library, concepts)),
    )


def _together(library: Library, concepts: Collection[str]) -> Iterable[tuple[frozenset[str], str]]:
    for file in library.lexicon.values():
        for concept, sets in file.together.items():
            if concept in concepts:
                yield from ((frozenset(ideas), concept) for ideas in sets)


def _meant(concept: str, places: Sequence[tuple[int, int]]) -> Meant:
    match = Match(concept, min(start for start, _ in places), max(end for _, end in places))
    return Meant(match, frozenset(at for start, end in places for at in range(start, end)))


def _frozen(sets: Mapping[_K, set[str]]) -> dict[_K, frozenset[str]]:
    return {key: frozenset(ideas) for key, ideas in sets.items()}
