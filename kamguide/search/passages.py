"""Passages: how much of a query one claim of an entry answers, so that the section with the very claim wins."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from kamguide.model.text import LANGUAGES
from kamguide.search.documents import concept_term
from kamguide.search.entries import Entry
from kamguide.search.texts import Texts

WEIGHT = 1.3
"""What a passage counts, beside the score of the index, for each unit of weight times rarity that it holds."""
_NAMED = 2.5
"""The rarity of a concept, which no word count tells."""
_KEPT = 5_000
"""Entries whose passages are kept."""


@dataclass(frozen=True)
class Passages:
    """The passages of entries, made when first asked for."""

    texts: Texts
    rarity: Mapping[str, float]
    """How rare a term is among the entries."""
    kept: dict[str, tuple[frozenset[str], ...]] = field(default_factory=dict)

    def best(self, entry: Entry, terms: Mapping[str, float]) -> float:
        """What the best passage of the entry holds of the terms."""
        valued = {term: weight * self.rarity.get(term, _NAMED) for term, weight in terms.items()}
        held = (sum(value for term, value in valued.items() if term in passage) for passage in self.of(entry))
        return WEIGHT * max(held, default=0.0)

    def of(self, entry: Entry) -> tuple[frozenset[str], ...]:
        """The terms and concepts of each passage of an entry, in all languages."""
        known = self.kept.get(entry.id)
        if known is None:
            if len(self.kept) >= _KEPT:
                self.kept.clear()
            parts = [part for code in LANGUAGES for part in entry.parts.get(code, ())]
            known = self.kept[entry.id] = tuple(map(self._terms, parts))
        return known

    def _terms(self, text: str) -> frozenset[str]:
        analysed = self.texts.of(text)
        named = (match for match in (*analysed.matches, *analysed.inner) if not match.weak)
        return frozenset((*filter(None, analysed.terms), *(concept_term(match.concept) for match in named)))


def rarities(counts: Mapping[str, int], entries: int) -> dict[str, float]:
    """The rarity of terms by the number of entries in which each stands."""
    return {term: math.log(entries / (count + 1)) + 1.0 for term, count in counts.items()}
