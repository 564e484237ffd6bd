"""The one door for Whoosh: the index in files, so that a start need not analyse the whole library again.

Whoosh keeps lists of postings here and adds up, no more. Terms come ready from our analyzer. What a term counts in a
document (BM25, with true lengths; Whoosh keeps lengths in one byte) is worked out when the index is written. Not used,
because they hang or answer wrongly: its query parser, ``Searcher.refresh()``, and its skipping of postings that seem
hopeless.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock

import whoosh
from whoosh.collectors import TopCollector
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.formats import Existence
from whoosh.query import ConstantScoreQuery, Or, Term
from whoosh.scoring import TF_IDF

from kamguide.search.index import K1, B, Document, Found

FORMAT = f"whoosh {whoosh.versionstring()} {K1} {B}"
"""What the files depend on beside the documents; part of the index's stamp."""

_LOCK_FILE = "MAIN_WRITELOCK"


class Weighed(FieldType):  # type: ignore[misc] # whoosh is untyped
    """A field that takes terms with their weights. Its name stands in every index: move it and raise ``SCHEMA``."""

    def __init__(self) -> None:
        super().__init__(Existence(), analyzer=None)

    def index(self, value: Mapping[str, float], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Called by Whoosh: each term with its frequency, weight and value."""
        for term, weight in value.items():
            yield term.encode(), 1, weight, b""


class WhooshIndex:
    """An index over the files of a directory that ``write`` made, held in memory.

    They are given as bytes, so that what was verified is what is searched: whatever happens to the files later cannot
    change an answer, or kill the process as a mapped file cut short would. Whoosh unpickles them: never give it files
    that were not made here.

    :param kept: what was kept beside the documents when the index was built.
    """

    def __init__(self, files: Mapping[str, bytes], kept: bytes = b"") -> None:
        self.kept = kept
        storage = RamStorage()
        storage.files.update(files)
        self._searcher = storage.open_index().searcher(weighting=TF_IDF())
        self._lock = Lock()  # a searcher has one place in its files
        self._ids: dict[int, str] = {}

    def search(self, terms: Mapping[str, float], marks: Mapping[str, float], limit: int) -> list[Found]:
        wanted = Or(
            [
                *(Term("terms", term, boost=weight) for term, weight in terms.items()),
                *(ConstantScoreQuery(Term("marks", mark), weight) for mark, weight in marks.items()),
            ]
        )
        wanted.matcher_type = Or.ARRAY_MATCHER
        if limit < 1 or not len(wanted):
            return []
        collector = TopCollector(limit, usequality=False, replace=0)
        with self._lock:
            self._searcher.search_with_collector(wanted, collector)
            return [Found(self._id(number), float(score)) for score, number in collector.results().top_n]

    def count(self) -> int:
        return int(self._searcher.doc_count_all())

    def _id(self, number: int) -> str:
        if number not in self._ids:
            self._ids[number] = str(self._searcher.stored_fields(number)["id"])
        return self._ids[number]


def write(directory: Path, documents: Iterable[Document]) -> None:
    """Write a fresh index of one segment into an empty directory."""
    ordered = sorted(documents, key=lambda document: document.id)  # ties are told apart by number, so by id
    average = sum(len(document.terms) for document in ordered) / len(ordered) if ordered else 1.0
    index = FileStorage(str(directory)).create_index(Schema(id=STORED(), terms=Weighed(), marks=Weighed()))
    writer = index.writer()
    for document in ordered:
        marks = dict.fromkeys(document.marks, 1.0)
        writer.add_document(id=document.id, terms=_weights(document, average), marks=marks)
    writer.commit(merge=False)
    index.close()
    (directory / _LOCK_FILE).unlink(missing_ok=True)


def _weights(document: Document, average: float) -> dict[str, float]:
    """What each term counts in the document, but for its rarity: that is Whoosh's part."""
    norm = K1 * (1 - B + B * len(document.terms) / average) if document.terms else K1
    frequencies = Counter(document.terms)
    return {term: frequency * (K1 + 1) / (frequency + norm) for term, frequency in frequencies.items()}
