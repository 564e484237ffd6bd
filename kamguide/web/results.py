"""What the search page shows of a result: hits in groups, ways to narrow it, what was understood, further pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from markupsafe import Markup

from kamguide.language import translate
from kamguide.library.library import Library
from kamguide.model.text import Language
from kamguide.render.markdown import plain
from kamguide.search.catalogue import Catalogue
from kamguide.search.desk import Desk
from kamguide.search.searching import Hit, Result, Wanted
from kamguide.search.telling import address
from kamguide.titles import FACETS, KIND_TITLES, TOPIC_TITLES

CHOICES = 8
"""Values of a facet that are offered."""


@dataclass(frozen=True)
class Shown:
    """A hit as it stands on the page."""

    title: str
    url: str
    language: Language
    snippet: Markup
    other: Markup
    """Its snippet in the other language, where only that one holds what was searched for."""


@dataclass(frozen=True)
class Group:
    """Hits about one role, or of one kind; of hits that are not in the language of the page one group."""

    title: str
    hits: Sequence[Shown]
    role: str = ""
    notation: str = ""


@dataclass(frozen=True)
class Choice:
    """A value of a facet as a link: to the hits it leaves, or back to all where it is chosen."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A way to narrow the hits."""

    name: str
    title: str
    choices: Sequence[Choice]


def groups(desk: Desk, result: Result, language: Language) -> list[Group]:
    """The hits in the language by role, else by kind, each group where its best hit stands."""
    library = desk.catalogue.library
    gathered: dict[tuple[str, str], list[Hit]] = {}
    for hit in result.hits:
        if spoken(hit, language) == language:
            role = hit.entry.role if hit.entry.role in library.roles else None
            gathered.setdefault(("role", role) if role else ("kind", hit.entry.kind), []).append(hit)
    return [_group(desk, result, key, hits, language) for key, hits in gathered.items()]


def elsewhere(desk: Desk, result: Result, language: Language) -> list[Shown]:
    """The hits that there are in the other language only, told in it."""
    shown = []
    for hit in result.hits:
        code = spoken(hit, language)
        if code != language:
            html = hit.snippet.html if hit.language == code else desk.other_snippet(result, hit)
            shown.append(Shown(hit.entry.title[code], address(hit.entry.path, code), code, _escaped(html), Markup()))
    return shown


def spoken(hit: Hit, language: Language) -> Language:
    """The language asked for where the hit says something in it, else the one in which it does."""
    said = [code for code in hit.entry.title if hit.entry.parts.get(code)] or list(hit.entry.title)
    return language if language in said else said[0]


def _group(desk: Desk, result: Result, key: tuple[str, str], hits: Sequence[Hit], language: Language) -> Group:
    by, name = key
    shown = [
        Shown(
            _within_role(hit, language) if by == "role" else hit.entry.title[language],
            address(hit.entry.path, language),
            language,
            _escaped(hit.snippet.html),
            _escaped(desk.other_snippet(result, hit)),
        )
        for hit in hits
    ]
    if by == "kind":
        return Group(translate(KIND_TITLES[name], language), shown)
    role = desk.catalogue.roles[name]
    return Group(plain(role.preferred_label.to(language)), shown, name, role.notation)


def _within_role(hit: Hit, language: Language) -> str:
    """The title under a heading that names the role already; a company's own words are named in full."""
    topic = hit.entry.topic
    short = hit.entry.kind == "role" and topic and not hit.entry.company
    return translate(TOPIC_TITLES[topic], language) if short and topic else hit.entry.title[language]


def _escaped(html: str) -> Markup:
    """A snippet as it goes into the page."""
    return Markup(html)  # noqa: S704 - escaped where it was cut


def facets(catalogue: Catalogue, result: Result, chosen: Mapping[str, str], language: Language) -> list[Facet]:
    """The ways to narrow the hits; those that would change nothing are left out."""
    made = []
    for name, counts in result.facets.items():
        picked = chosen.get(name)
        kept = dict(islice(counts.items(), CHOICES))
        if picked is not None:
            kept.setdefault(picked, counts.get(picked, 0))
        choices = [
            Choice(
                _label(catalogue, name, value, language),
                count,
                _url(result.query, {k: v for k, v in {**chosen, name: value}.items() if (k, v) != (name, picked)}),
                value == picked,
            )
            for value, count in kept.items()
        ]
        if len(choices) > 1 or picked is not None:
            made.append(Facet(name, translate(FACETS[name], language), choices))
    return made


def _label(catalogue: Catalogue, name: str, value: str, language: Language) -> str:
    if name == "role":
        return plain(catalogue.roles[value].preferred_label.to(language))
    if name == "company":
        return next(plain(company.label.to(language)) for company, _ in catalogue.listed if company.slug == value)
    tables: Mapping[str, Mapping[str, str]] = {
        "kind": KIND_TITLES,
        "topic": {str(k): v for k, v in TOPIC_TITLES.items()},
    }
    return translate(tables.get(name, {}).get(value, value), language)


def understood(library: Library, result: Result, language: Language) -> list[str]:
    """What the query was taken to be about, in words."""

    def named() -> Iterator[str]:
        for role in result.understanding.roles:
            if role in library.roles:
                yield plain(library.roles[role].preferred_label.to(language))
        for skill in result.understanding.skills:
            if skill in library.skills:
                yield plain(library.skills[skill].short_label.to(language))
        if result.understanding.pair:
            yield translate("Comparison", language)
        terms = [] if result.understanding.roles else result.understanding.glossary
        for term in terms:
            if term in library.glossary:
                yield plain(library.glossary[term].label.to(language))
        topics = result.understanding.topics
        asked = [topic for topic in topics if not (topic == "definition" and (terms or result.understanding.skills))]
        yield from (translate(TOPIC_TITLES[topic], language) for topic in asked)

    return list(dict.fromkeys(named()))


def turned(result: Result, wanted: Wanted, chosen: Mapping[str, str]) -> tuple[str, str]:
    """The addresses of the previous and the next page of hits; empty where there is none."""
    number = wanted.offset // wanted.limit + 1
    before = _url(result.query, chosen, number - 1) if number > 1 else ""
    after = _url(result.query, chosen, number + 1) if wanted.offset + wanted.limit < result.total else ""
    return before, after


def _url(query: str, chosen: Mapping[str, str], number: int = 1) -> str:
    values: dict[str, Any] = {"q": query, **chosen}
    if number > 1:
        values["page"] = number
    return f"{url_for('search.index')}?{urlencode(values)}"  # a company narrows here, it is no part of the path
