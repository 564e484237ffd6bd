"""The two template environments, Hindi and English: filters and sentences bound to their language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import Protocol

import jinja2
from flask import g, url_for
from jinja2.ext import Extension
from markupsafe import Markup, escape

from kamguide.guide import Guide
from kamguide.language import catalogue, day, grouped, listed, money, number, region, render, territory, translate
from kamguide.library.library import Library
from kamguide.model.claim import LEVELS, MONEY, Amounts
from kamguide.model.pay import Pay
from kamguide.model.salary import Figure, Salary
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.render import markdown
from kamguide.titles import (
    BASES,
    COMPONENTS,
    CONFIDENCES,
    FLAGS,
    GROUPS,
    LANGUAGE_NAMES,
    LEVEL_NAMES,
    MATCHES,
    PERIODS,
    RESOURCE_KINDS,
    SCHEMES,
    STATISTICS,
    STATUSES,
    STEP_KINDS,
    TOPIC_TITLES,
)
from kamguide.web.site import here


def environments(guide: Guide) -> dict[Language, jinja2.Environment]:
    """One environment per language over the same template folders."""
    return {language: _environment(guide, language) for language in LANGUAGES}


class _WithoutIndents(Extension):
    """Takes the indents out of a template when it is compiled: no page carries them, and no value is touched."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        return _INDENT.sub("\n", source)


_INDENT = re.compile(r"\n[ \t]+")


def _environment(guide: Guide, language: Language) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in guide.template_folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n", _WithoutIndents],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    sentences = catalogue(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined] # added by the extension
        sentences.gettext, sentences.ngettext, newstyle=True
    )
    filters: dict[str, Callable[..., object]] = {
        "words": partial(_words, language),
        "told": partial(_told, language),
        "prose": partial(_prose, language),
        "article": partial(_article, language),
        "plain": lambda text: markdown.plain(text.to(language)),
        "labels": lambda labels: labels.to(language),
        "day": lambda value: day(value, language),
        "area": lambda code: (
            territory(code, language) if code != "not-given" else translate("country not stated", language)
        ),
        "region": lambda code: (
            region(code, language) if code != "not-given" else translate("country not stated", language)
        ),
        "fact": partial(_fact, language),
        "year": lambda year: str(year) if year != "not-given" else translate("year not given", language),
        "number": number,
        "grouped": grouped,
        "listed": lambda items: listed(list(items), language),
        "sentence": lambda message: render(message, language),
        "tongue": lambda words: "hi" if re.search("[\u0900-\u097f]", words) else "en",
        "figured": _figured,
        "unbroken": lambda words: _unbroken(str(escape(words))),
        "json": lambda value: Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")),  # noqa: S704
    }
    for name, table in _TABLES.items():
        filters[name] = partial(_named, language, table)
    environment.filters.update(filters)
    environment.globals.update(
        {
            "language": language,
            "other_language": "en" if language == "hi" else "hi",
            "url_for": url_for,
            "asset": _asset,
            "pay": partial(_pay, language),
            "amount": partial(_amount, language),
            "years_old": _years_old,
            "level_names": LEVELS,
        }
    )
    return environment


_TABLES: dict[str, dict[str, str]] = {
    "topic_title": {str(topic): title for topic, title in TOPIC_TITLES.items()},
    "level_name": dict(LEVEL_NAMES),
    "group_name": dict(GROUPS),
    "component_name": dict(COMPONENTS),
    "statistic_name": dict(STATISTICS),
    "period_name": dict(PERIODS),
    "flag_name": dict(FLAGS),
    "basis_name": dict(BASES),
    "confidence_name": dict(CONFIDENCES),
    "status_name": dict(STATUSES),
    "step_kind": dict(STEP_KINDS),
    "scheme_name": dict(SCHEMES),
    "resource_kind": dict(RESOURCE_KINDS),
    "match_name": dict(MATCHES),
    "language_name": dict(LANGUAGE_NAMES),
}


_HINDI = re.compile("(<[^>]*>)|[\u0900-\u097f]+(?: [\u0900-\u097f]+)*")
"""A tag, or words in Devanagari."""


def _named(language: Language, table: dict[str, str], key: str | int) -> str:
    return translate(table[str(key)], language)


def _in_language(wanted: Language, text: Text, made: Markup, tag: str) -> Markup:
    """The made text, marked with its language where it is not the page's."""
    actual = text.language(wanted)
    if actual == wanted:
        return made
    if tag == "div":
        return Markup('<div lang="{}">{}</div>').format(actual, made)
    return Markup('<span lang="{}">{}</span>').format(actual, made)


def _words(language: Language, text: Text) -> Markup:
    """A text of one paragraph; Hindi words in an English one say so, and take the reader's own typeface."""
    made = _unbroken(markdown.inline(text.to(language)))
    if language == "en" and text.language(language) == "en":
        made = Markup(_HINDI.sub(lambda found: found[1] or f'<span lang="hi">{found[0]}</span>', made))  # noqa: S704
    return _in_language(language, text, made, "span")


class Telling(Protocol):
    """What is told in a text that may name amounts of money: a claim, or the same in a comparison."""

    @property
    def text(self) -> Text: ...
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def amounts(self) -> Amounts | None: ...


def _told(language: Language, said: Telling) -> Markup:
    """The text of a claim; amounts of money in it stand as every amount on a page does."""
    if said.amounts is None:
        return _words(language, said.text)
    made = _amounts_marked(markdown.inline(said.text.to(language)), said.amounts, " ".join(said.sources))
    return _in_language(language, said.text, made, "span")


def _figured(words: str, entry: str, library: Library) -> Markup:
    """The words of a search's answer; where they are a salary file's figure, its amounts stand as every other does."""
    kind, _, slug = entry.partition(":")
    salary = library.salaries.get(slug) if kind == "salary" else None
    if salary is None:
        return _unbroken(str(escape(words)))
    years = (salary.reference_year,)
    amounts = Amounts(currency=salary.currency, area=salary.area, reference_years=years)
    return _amounts_marked(str(escape(words)), amounts, salary.source)


def _amounts_marked(html: str, amounts: Amounts, sources: str) -> Markup:
    count = -1

    def marked(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        value = re.sub(r"[^0-9.]", "", found[0]).strip(".")
        return str(
            Markup(
                '<data class="money said" value="{}" data-currency="{}" data-year="{}" data-area="{}" '
                'data-source="{}">{}</data>'
            ).format(value, amounts.currency, amounts.year(count), amounts.area, sources, Markup(found[0]))  # noqa: S704
        )

    pieces = _PIECE.split(html)
    pieces[::2] = [MONEY.sub(marked, piece) for piece in pieces[::2]]
    return Markup("".join(pieces))  # noqa: S704 - pieces of what was Markup


def _prose(language: Language, text: Text) -> Markup:
    """A longer text, as blocks."""
    return _in_language(language, text, _unbroken(markdown.block(text.to(language))), "div")


def _article(language: Language, text: Text) -> Markup:
    """A whole article: blocks whose headings have ids."""
    return _in_language(language, text, _unbroken(markdown.article(text.to(language))), "div")


_PIECE = re.compile(r"(<[^>]*>)")
_RANGE = re.compile(r"[$₹]?\d[\d.,]* ?– ?[$₹]?\d[\d,]*")


@lru_cache(maxsize=20_000)
def _unbroken(html: str) -> Markup:
    # A range of numbers stays on one line. The text between tags only.
    pieces = _PIECE.split(html)
    pieces[::2] = [_RANGE.sub(r'<span class="num">\g<0></span>', piece) for piece in pieces[::2]]
    return Markup("".join(pieces))  # noqa: S704 - pieces of what was Markup


def _asset(name: str) -> str:
    """Where a static file is served."""
    return here().assets.url(name)


def _pay(language: Language, salary: Salary, figure: Figure) -> Markup:
    """An amount of money with its currency, year, area and source on the element, as every amount on a page stands."""
    facts = Markup('data-year="{}" data-area="{}" data-source="{}"').format(
        salary.reference_year, salary.area, salary.source
    )
    ends = (figure.amount, figure.low, figure.high)
    return _money(language, ends, salary.currency, facts, at_least="top-coded" in figure.flags)


def _amount(language: Language, pay: Pay) -> Markup:
    """The same of a figure of pay; ``data-prices`` says in the money of which year it is restated."""
    year = pay.year if pay.year is not None else "not-given"
    facts = Markup('data-year="{}" data-area="{}" data-source="{}"').format(year, pay.area, pay.source)
    if pay.prices is not None:
        facts += Markup(' data-prices="{}"').format(pay.prices)
    return _money(language, (pay.amount, pay.low, pay.high), pay.currency, facts, at_least=pay.at_least)


def _money(
    language: Language, ends: tuple[int | None, int | None, int | None], currency: str, facts: Markup, *, at_least: bool
) -> Markup:
    amount, low, high = ends
    if amount is not None:
        words, value = money(amount, currency), str(amount)
    elif low is not None and high is not None:
        words, value = f"{money(low, currency)} – {money(high, currency)}", f"{low}-{high}"
    else:
        return Markup("")
    made = Markup('<data class="money num" value="{}" data-currency="{}" {}>{}</data>').format(
        value, currency, facts, words
    )
    return Markup(translate("at least %(amount)s", language)) % {"amount": made} if at_least else made  # noqa: S704 - ours


def _fact(language: Language, fact: Text | str) -> Markup | str:
    """A fact by which figures of pay are told apart: a name, or ``area:`` or ``year:`` with its code."""
    if isinstance(fact, Text):
        return _words(language, fact)
    kind, _, code = fact.partition(":")
    if code == "not-given":
        missing = {"area": translate("country not stated", language), "year": translate("year not given", language)}
        return missing[kind]
    return region(code, language) if kind == "area" else code


STALE_YEARS = 3
"""A figure older than this wears a tag with its age."""


def _years_old(year: int | str) -> int:
    """How many years old a figure is, where that is worth saying; else 0."""
    years = age(year, g.today)
    return years if years > STALE_YEARS else 0


def age(year: int | str, today: date) -> int:
    """How many years old a figure is; 0 where its year is not given."""
    return today.year - year if isinstance(year, int) else 0
