"""Which language a query is in: Devanagari and romanised Hindi are Hindi; as many Hindi as English words are too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamguide.library.library import Library
from kamguide.model.text import Language
from kamguide.search.analysis import words
from kamguide.search.concepts import Match, Matcher
from kamguide.word import Word


@dataclass(frozen=True)
class Tongue:
    """Words by which romanised Hindi is told from English."""

    romanised: frozenset[str]

    def of(self, query: Sequence[Word], matches: Sequence[Match], matcher: Matcher) -> Language:
        """The language of a query; the names of roles belong to both."""
        if any(word.devanagari for word in query):
            return "hi"
        names = {at for m in matches if matcher.concepts[m.concept].role for at in range(m.start, m.end)}
        rest = [word.folded in self.romanised for at, word in enumerate(query) if at not in names and not word.number]
        return "hi" if any(rest) and 2 * sum(rest) >= len(rest) else "en"


def tongue(library: Library) -> Tongue:
    """What tells the languages apart: the Latin spellings of the lexicon that are no English words in it."""
    english: set[str] = set()
    latin: set[str] = set()
    for file in library.lexicon.values():
        concepts = file.concepts.values()
        for variants in (
            file.stop_words, file.everyday_words, *file.ideas.values(),
            *(concept.variants for concept in concepts), *(concept.weak for concept in concepts),
        ):  # fmt: skip
            english.update(word.folded for text in variants.en for word in words(text))
            latin.update(word.folded for text in variants.latin for word in words(text))
    return Tongue(frozenset(latin - english))
