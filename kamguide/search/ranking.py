"""From an understood query to entries in order: the index's scores, and what is said and asked of single claims."""

from __future__ import annotations

from collections.abc import Collection

from kamguide.model.text import LANGUAGES
from kamguide.search.answer import Answer
from kamguide.search.catalogue import Catalogue
from kamguide.search.companies import named_companies, weight
from kamguide.search.comparisons import comparison
from kamguide.search.entries import Entry
from kamguide.search.index import Index
from kamguide.search.understanding import Understanding

CANDIDATES = 200
"""Documents that an index is asked for; hits and facets come from these."""
UNASKED = 8.0
"""What is taken off a comparison for which nobody asked."""
ASKED = 18.0
"""What it counts to name what is said and asked of what an entry tells."""
PLAINLY_ASKED = 0.5
"""Share of it where a role and a topic, or a skill, are named and nothing else: then their section is meant, whatever
else is asked in these words."""
NEAR = 0.12
"""A hit scores at least this share of the best one."""

_SHOWN_FIRST = 3
"""Hits among which the nearest to what is said and asked always stands."""


def ranked(
    catalogue: Catalogue, index: Index, understood: Understanding, direct: Answer | None, company: str | None = None
) -> list[tuple[Entry, float]]:
    """Entries with their scores, best first: one per kind, role and topic. The company asked for, or the direct answer,
    stands before all."""
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
    found = _by_what_is_asked(catalogue, found, understood)
    best = found[0][1] if found else 0.0
    asked = comparison(catalogue.library, understood.pair) or catalogue.entries.get(
        f"company:{company}" if company else direct.entry if direct else ""
    )
    if asked is not None:
        best = max([best, *(score + 1.0 for _, score in found[:1])])
        found.insert(0, (asked, best))
    kept: dict[object, tuple[Entry, float]] = {}
    for entry, score in found:
        if score >= best * NEAR:
            kept.setdefault(_told_once(entry), (entry, score))
    return _with_nearest(catalogue, list(kept.values()), understood)


def _with_nearest(
    catalogue: Catalogue, hits: list[tuple[Entry, float]], understood: Understanding
) -> list[tuple[Entry, float]]:
    """The hits with that in third place, at the latest, of which most is said and asked of what the query names."""
    known = (name for name in understood.near if name in catalogue.entries)
    fitting = (name for name in known if _of_those(catalogue.entries[name], understood.roles))
    nearest = max(fitting, key=lambda name: (understood.near[name].score, name), default=None)
    at = next((place for place, (entry, _) in enumerate(hits) if entry.id == nearest), 0)
    if at < _SHOWN_FIRST:
        return hits
    first = hits[: _SHOWN_FIRST - 1]
    return [*first, (hits[at][0], hits[_SHOWN_FIRST - 1][1]), *hits[_SHOWN_FIRST - 1 : at], *hits[at + 1 :]]


def _by_what_is_asked(
    catalogue: Catalogue, found: list[tuple[Entry, float]], understood: Understanding
) -> list[tuple[Entry, float]]:
    """The entries in order of their claims too: the whole of a long section dilutes the one that answers.

    An entry that only answers a question which is like the query comes in.
    """
    if understood.glossary and not understood.roles and not set(understood.topics) - {"definition"}:
        return found  # what a word means is told by its own entry
    share = PLAINLY_ASKED if understood.plain else 1.0
    of_terms = 0.0 if understood.plain else share * (PLAINLY_ASKED if understood.roles and understood.topics else 1.0)
    roles = () if understood.lacking else understood.roles
    gains: dict[str, float] = {}
    for name, near in understood.near.items():
        entry = catalogue.entries.get(name)
        if entry is not None and _of_those(entry, roles):
            gains[name] = ASKED * near.score * (of_terms if entry.kind == "term" else share)
    if not gains:
        return found
    unasked = 0.0 if understood.comparing else UNASKED
    scores = {entry.id: score - (unasked if entry.kind == "comparison" else 0.0) for entry, score in found}
    scores.update({slug: scores.get(slug, 0.0) + gain for slug, gain in gains.items()})
    return sorted(
        ((catalogue.entries[slug], score) for slug, score in scores.items()), key=lambda hit: (-hit[1], hit[0].id)
    )


def _of_those(entry: Entry, roles: Collection[str]) -> bool:
    """Whether the entry is about one of the roles, or about none in particular."""
    return not roles or not entry.roles or any(role.partition("@")[0] in roles for role in entry.roles)


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
