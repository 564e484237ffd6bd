"""Searching: a query understood, an index asked, hits with snippets and facets. Pure but for the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kamguide.library.library import Library
from kamguide.model.text import LANGUAGES, Language
from kamguide.search.analysis import hard_fold, stem, words
from kamguide.search.concepts import Matcher, matcher
from kamguide.search.documents import document, vocabulary
from kamguide.search.entries import Entry, Kind, entries
from kamguide.search.index import Document, Index
from kamguide.search.query import Reader, Understanding
from kamguide.search.repair import repairer
from kamguide.search.snippets import Snippet, snippet

CANDIDATES = 200
"""Documents that an index is asked for; hits and facets come from these."""
NEAR = 0.12
"""A hit scores at least this share of the best one."""


@dataclass(frozen=True)
class Catalogue:
    """Everything about a library that searching needs, made once per library version."""

    library: Library

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in entries(self.library)}

    @cached_property
    def matcher(self) -> Matcher:
        return matcher(self.library)

    @cached_property
    def documents(self) -> list[Document]:
        """What an index is built from."""
        return [document(entry, self.matcher) for entry in self.entries.values()]

    @cached_property
    def reader(self) -> Reader:
        found = vocabulary(self.entries.values())
        names = {
            tuple(hard_fold(word.folded) for word in words(name)): term.slug
            for term in self.library.glossary.values()
            for name in filter(None, (term.abbreviation, term.label.hi, term.label.en))
        }
        stems = frozenset(stem(word) for word in found)
        lexicon = self.matcher.vocabulary | {word for key in names for word in key}
        return Reader(self.matcher, repairer(lexicon, found), stems, names)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, told in one language."""

    entry: Entry
    language: Language
    score: float
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query."""

    query: str
    understanding: Understanding
    hits: Sequence[Hit]
    total: int
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asks for beside the words."""

    language: Language | None = None
    kind: Kind | None = None
    role: str | None = None
    topic: str | None = None
    limit: int = 20
    offset: int = 0


def search(catalogue: Catalogue, index: Index, query: str, wanted: Wanted) -> Result:
    """The hits for a query, best first, each thing once, in the language wanted or the one that matched best."""
    understood = catalogue.reader.read(query)
    found = [] if understood.hopeless else index.search(understood.terms, understood.marks, CANDIDATES)
    best = found[0].score if found else 0.0
    chosen = [
        (catalogue.entries[hit.id], hit.score)
        for hit in found
        if hit.id in catalogue.entries and hit.score >= best * NEAR
    ]
    facets = _facets([entry for entry, _ in chosen])
    chosen = [(entry, score) for entry, score in chosen if _fits(entry, wanted)]
    shown = chosen[wanted.offset : wanted.offset + wanted.limit]
    hits = [_hit(catalogue, understood, entry, score, wanted.language) for entry, score in shown]
    return Result(understood.text, understood, hits, len(chosen), facets)


def _fits(entry: Entry, wanted: Wanted) -> bool:
    return (
        (wanted.kind is None or entry.kind == wanted.kind)
        and (wanted.role is None or wanted.role in entry.roles)
        and (wanted.topic is None or entry.topic == wanted.topic)
    )


def _hit(catalogue: Catalogue, understood: Understanding, entry: Entry, score: float, language: Language | None) -> Hit:
    if language is not None:
        spoken = language if language in entry.title else next(iter(entry.title))
        return Hit(entry, spoken, score, snippet(entry, spoken, understood, catalogue.matcher))
    made = [(code, snippet(entry, code, understood, catalogue.matcher)) for code in LANGUAGES if code in entry.title]
    first = _script(understood)
    code, cut = max(made, key=lambda item: (item[1].marked, item[0] == first))
    return Hit(entry, code, score, cut)


def _script(understood: Understanding) -> Language:
    return "hi" if any(word.devanagari for word in understood.words) else "en"


def _facets(found: Sequence[Entry]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {"kind": Counter(), "role": Counter(), "topic": Counter(), "company": Counter()}
    for entry in found:
        counts["kind"][entry.kind] += 1
        counts["role"].update(role for role in entry.roles if "@" not in role)
        if entry.topic:
            counts["topic"][entry.topic] += 1
        if entry.company:
            counts["company"][entry.company] += 1
    return {name: dict(counter.most_common()) for name, counter in counts.items()}
