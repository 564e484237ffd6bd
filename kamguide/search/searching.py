"""Searching: a query understood, an index asked, hits with snippets and facets. Pure but for the index."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kamguide.library.library import Library
from kamguide.model.role import Role
from kamguide.model.text import LANGUAGES, Language
from kamguide.search.analysis import Word, hard_fold, stem
from kamguide.search.answer import Answer, answer
from kamguide.search.companies import Listed, company_entries, company_names, named_companies, weight
from kamguide.search.comparisons import comparison, comparisons
from kamguide.search.concepts import Matcher
from kamguide.search.documents import document, vocabulary
from kamguide.search.entries import Entry, Kind, entries
from kamguide.search.evidence import Spoken
from kamguide.search.ideas import ideas_of
from kamguide.search.index import Document, Index
from kamguide.search.names import matcher
from kamguide.search.passages import Passages, rarities
from kamguide.search.query import Reader
from kamguide.search.repair import repairer
from kamguide.search.snippets import Snippet, snippet
from kamguide.search.texts import Texts
from kamguide.search.tongue import Tongue, tongue
from kamguide.search.understanding import Understanding

CANDIDATES = 200
"""Documents that an index is asked for; hits and facets come from these."""
UNASKED = 8.0
"""What is taken off a comparison for which nobody asked."""
WEIGHED = 40
"""Documents of which the claims are weighed."""
NEAR = 0.12
"""A hit scores at least this share of the best one."""


@dataclass(frozen=True)
class Catalogue:
    """Everything about a library that searching needs, made once per version."""

    library: Library
    listed: Listed = ()
    """Companies whose own words are found too."""
    below: str = ""
    """What stands before every address: ``/c/<company>`` where the library is a company's."""

    @cached_property
    def version(self) -> str:
        """Changes with everything that can be found."""
        if not self.listed and not self.below:
            return self.library.version
        parts = [self.library.version, self.below]
        parts += [text for company, own in self.listed for text in (company.model_dump_json(), own.version)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        shared = {entry.id: entry for entry in (*entries(self.library), *comparisons(self.library))}
        found = [*shared.values()]
        for company, own in self.listed:
            theirs = [*entries(own), *comparisons(own)]
            found += company_entries(company, theirs, shared, own)
        if self.below:
            found = [replace(entry, path=self.below + entry.path) for entry in found]
        return {entry.id: entry for entry in found}

    @cached_property
    def company_names(self) -> Mapping[str, str]:
        """The folded names of the listed companies, each to its slug."""
        return company_names(self.listed)

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """The roles of the library, and those that listed companies add."""
        return {**{slug: role for _, own in self.listed for slug, role in own.roles.items()}, **self.library.roles}

    @cached_property
    def matcher(self) -> Matcher:
        return matcher(self.library)

    @cached_property
    def texts(self) -> Texts:
        return Texts(self.matcher)

    @property
    def documents(self) -> list[Document]:
        """What an index is built from; made anew each time, since nobody needs it twice."""
        return [document(entry, self.texts) for entry in self.entries.values()]

    @cached_property
    def reader(self) -> Reader:
        found = frozenset(self.counts)
        common = self.matcher.stop_words | self.matcher.everyday
        spoken = Spoken(frozenset(map(hard_fold, found)), frozenset(map(stem, found)))
        ideas = ideas_of(self.library, self.matcher.concepts)
        return Reader(
            self.library, self.matcher, repairer(self.matcher.vocabulary | ideas.words, common, found), spoken, ideas
        )

    @cached_property
    def tongue(self) -> Tongue:
        """What tells the language of a query."""
        return tongue(self.library)

    @cached_property
    def counts(self) -> Counter[str]:
        """Words, folded, with the number of entries in which each stands."""
        return vocabulary(self.entries.values())

    @cached_property
    def passages(self) -> Passages:
        """The claims by which hits are put in order."""
        counts: Counter[str] = Counter()
        for folded, count in self.counts.items():
            counts[self.matcher.term(Word(folded, 0, 0))] += count
        return Passages(self.texts, rarities(counts, len(self.entries)))


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
    chosen = [] if understood.hopeless else _found(catalogue, index, understood, direct)
    facets = _facets([entry for entry, _ in chosen], wanted)
    chosen = [(entry, score) for entry, score in chosen if _fits(entry, wanted)]
    shown = chosen[wanted.offset : wanted.offset + wanted.limit]
    hits = [_hit(catalogue, understood, entry, score, wanted.language) for entry, score in shown]
    return Result(understood.text, understood, hits, len(chosen), facets, direct)


def _found(
    catalogue: Catalogue, index: Index, understood: Understanding, direct: Answer | None
) -> list[tuple[Entry, float]]:
    """Entries with their scores, best first, that of the direct answer before all: one per kind, role and topic."""
    found = [
        (catalogue.entries[hit.id], hit.score)
        for hit in index.search(understood.terms, understood.marks, CANDIDATES)
        if hit.id in catalogue.entries
    ]
    if catalogue.listed:
        named = named_companies(understood.text, catalogue.company_names)
        found = [(entry, score * weight(entry, named)) for entry, score in found]
        found.sort(key=lambda item: -item[1])
    if understood.needed:
        found = [(entry, score) for entry, score in found if _holds_most(catalogue, entry, understood.needed)]
    found = _by_passages(catalogue, found, understood)
    best = found[0][1] if found else 0.0
    asked = comparison(catalogue.library, understood.pair) or catalogue.entries.get(direct.entry if direct else "")
    if asked is not None:
        best = max([best, *(score + 1.0 for _, score in found[:1])])
        found.insert(0, (asked, best))
    kept: dict[object, tuple[Entry, float]] = {}
    for entry, score in found:
        if score >= best * NEAR:
            kept.setdefault(_told_once(entry), (entry, score))
    return list(kept.values())


def _by_passages(
    catalogue: Catalogue, found: list[tuple[Entry, float]], understood: Understanding
) -> list[tuple[Entry, float]]:
    """The first entries in order of their claims too: the whole of a long section dilutes the one that answers."""
    terms = understood.telling
    named = understood.glossary and not (understood.roles or understood.topics)
    if "definition" in understood.topics or named or not terms:
        return found
    unasked = 0.0 if understood.comparing else UNASKED
    first = [
        (entry, score + catalogue.passages.best(entry, terms) - (unasked if entry.kind == "comparison" else 0.0))
        for entry, score in found[:WEIGHED]
    ]
    return sorted(first, key=lambda hit: (-hit[1], hit[0].id)) + found[WEIGHED:]


def _told_once(entry: Entry) -> object:
    """What only one hit may have: kind, role, topic and company; else the entry itself."""
    if entry.role is None or entry.kind == "comparison":
        return entry.id
    return entry.kind, entry.role, entry.topic, entry.company


def _holds_most(catalogue: Catalogue, entry: Entry, needed: Collection[str]) -> bool:
    """Whether the entry holds most of the terms."""
    texts = (text for code in LANGUAGES for text in (entry.title.get(code, ""), *entry.parts.get(code, ())))
    held = {term for text in texts for term in catalogue.texts.of(text).terms}
    return len(held.intersection(needed)) > len(needed) / 2


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
