"""Texts analysed once: their words, the concepts they name, their terms; kept for the next search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kamguide.search.analysis import words
from kamguide.search.concepts import Match, Matcher
from kamguide.word import Word

KEPT = 30_000
"""Texts that are kept; a guide of a few thousand entries fits."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """A text as the search sees it."""

    words: Sequence[Word]
    matches: Sequence[Match]
    terms: Sequence[str]
    """For each word its term; empty where the word carries nothing."""
    inner: Sequence[Match]
    """Names inside the names that matched."""


@dataclass(frozen=True, eq=False)
class Texts:
    """Analyses texts with the matcher of a library, each once."""

    matcher: Matcher
    kept: dict[str, Analysed] = field(default_factory=dict)

    def of(self, text: str) -> Analysed:
        """The text analysed."""
        known = self.kept.get(text)
        if known is None:
            found = words(text)
            terms = ["" if self.matcher.is_stop(word) else self.matcher.term(word) for word in found]
            matches = self.matcher.matches(found, written=True)
            known = Analysed(found, matches, terms, self.matcher.inner(found, matches))
            if len(self.kept) >= KEPT:
                self.kept.clear()
            self.kept[text] = known
        return known
