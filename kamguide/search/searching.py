"""Searching: a query understood, an index asked, hits with snippets and facets. Pure but for the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kamguide.model.text import LANGUAGES, Language
from kamguide.search.answer import Answer, answer
from kamguide.search.catalogue import Catalogue
from kamguide.search.companies import asked_for
from kamguide.search.entries import Entry, Kind
from kamguide.search.index import Index
from kamguide.search.ranking import ranked
from kamguide.search.snippets import Snippet, snippet
from kamguide.search.understanding import Understanding


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
    answer: Answer | None = None
    """The direct answer; its entry is the first hit, where the filters leave it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asks for beside the words."""

    language: Language | None = None
    kind: Kind | None = None
    role: str | None = None
    topic: str | None = None
    company: str | None = None
    limit: int = 20
    offset: int = 0


def search(catalogue: Catalogue, index: Index, query: str, wanted: Wanted) -> Result:
    """The hits for a query, best first, each thing once, in the language wanted or the one that matched best."""
    understood = catalogue.reader.read(query)
    direct = answer(understood, catalogue.library, catalogue.matcher)
    if direct is not None and catalogue.below:
        direct = replace(direct, path=catalogue.below + direct.path)
    company = asked_for(understood.text, catalogue.company_names, catalogue.matcher)
    chosen = ranked(catalogue, index, understood, direct, company) if company or not understood.hopeless else []
    facets = _facets([entry for entry, _ in chosen], wanted)
    chosen = [(entry, score) for entry, score in chosen if _fits(entry, wanted)]
    shown = chosen[wanted.offset : wanted.offset + wanted.limit]
    hits = [_hit(catalogue, understood, entry, score, wanted.language) for entry, score in shown]
    return Result(understood.text, understood, hits, len(chosen), facets, direct)


def _fits(entry: Entry, wanted: Wanted) -> bool:
    return (
        (wanted.kind is None or entry.kind == wanted.kind)
        and (wanted.role is None or any(role.partition("@")[0] == wanted.role for role in entry.roles))
        and (wanted.topic is None or entry.topic == wanted.topic)
        and (wanted.company is None or entry.company == wanted.company)
    )


def _hit(catalogue: Catalogue, understood: Understanding, entry: Entry, score: float, language: Language | None) -> Hit:
    if language is not None:
        spoken = language if language in entry.title else next(iter(entry.title))
        return Hit(entry, spoken, score, snippet(entry, spoken, understood, catalogue.texts))
    made = [(code, snippet(entry, code, understood, catalogue.texts)) for code in LANGUAGES if code in entry.title]
    first = catalogue.tongue.of(understood.words, understood.matches, catalogue.matcher)
    code, cut = max(made, key=lambda item: (item[1].marked > 0, item[0] == first, item[1].marked))
    return Hit(entry, code, score, cut)


def _facets(found: Sequence[Entry], wanted: Wanted) -> dict[str, dict[str, int]]:
    """How many hits each value would leave: of those that fit what is wanted beside the facet itself."""
    by_kind: Counter[str] = Counter(entry.kind for entry in found if _fits(entry, replace(wanted, kind=None)))
    by_topic: Counter[str] = Counter(
        entry.topic for entry in found if entry.topic and _fits(entry, replace(wanted, topic=None))
    )
    by_role: Counter[str] = Counter(
        role
        for entry in found
        if _fits(entry, replace(wanted, role=None))
        for role in dict.fromkeys(reference.partition("@")[0] for reference in entry.roles)
    )
    by_company: Counter[str] = Counter(
        entry.company for entry in found if entry.company and _fits(entry, replace(wanted, company=None))
    )
    counts = {"kind": by_kind, "role": by_role, "topic": by_topic, "company": by_company}
    return {name: dict(counter.most_common()) for name, counter in counts.items()}
