"""What an index can do, whatever is behind it: find documents by weighted terms. Terms come from our analyzer only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

SCHEMA = "3"
"""Raised with every change of what a document holds; part of the index's stamp."""

K1, B = 1.2, 0.75
"""Okapi BM25's usual constants, the same in every index."""


@dataclass(frozen=True, slots=True)
class Document:
    """What an index keeps of an entry: its id, the terms of its text, and marks such as ``role:account-manager``."""

    id: str
    terms: Sequence[str]
    marks: Collection[str]


@dataclass(frozen=True, slots=True)
class Found:
    """An id with its score."""

    id: str
    score: float


class Index(Protocol):
    """A searchable set of documents."""

    def search(self, terms: Mapping[str, float], marks: Mapping[str, float], limit: int) -> list[Found]:
        """The best documents: each term counts by BM25 times its weight, each mark a document bears by its weight.

        Best first, ties by id; documents that match nothing are left out.
        """
        ...

    def count(self) -> int:
        """How many documents there are."""
        ...
