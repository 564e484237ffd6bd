"""The plain index in memory: for tests, for the command line, and wherever no built index can be opened."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kamguide.search.index import K1, B, Document, Found


class MemoryIndex:
    """Inverted lists in dicts, scored by BM25."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._ids: list[str] = []
        self._lengths: list[int] = []
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._marks: dict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(documents):
            self._ids.append(document.id)
            self._lengths.append(len(document.terms))
            for term, frequency in Counter(document.terms).items():
                self._postings[term].append((number, frequency))
            for mark in set(document.marks):
                self._marks[mark].append(number)
        self._average = sum(self._lengths) / len(self._lengths) if self._lengths else 1.0

    def search(self, terms: Mapping[str, float], marks: Mapping[str, float], limit: int) -> list[Found]:
        scores: dict[int, float] = defaultdict(float)
        for term, weight in terms.items():
            postings = self._postings.get(term, ())
            if not postings:
                continue
            rarity = math.log(len(self._ids) / (len(postings) + 1)) + 1.0
            for number, frequency in postings:
                norm = (1 - B) + B * self._lengths[number] / self._average
                scores[number] += weight * rarity * (frequency * (K1 + 1)) / (frequency + K1 * norm)
        for mark, weight in marks.items():
            for number in self._marks.get(mark, ()):
                scores[number] += weight
        best = sorted(scores.items(), key=lambda item: (-item[1], self._ids[item[0]]))
        return [Found(self._ids[number], score) for number, score in best[:limit]]

    def count(self) -> int:
        return len(self._ids)
