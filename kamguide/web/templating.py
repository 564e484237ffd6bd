"""The two template environments, Hindi and English: filters and sentences bound to their language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial

import jinja2
from flask import g, url_for
from jinja2.ext import Extension
from markupsafe import Markup, escape

from kamguide.guide import Guide
from kamguide.language import catalogue, day, listed, money, number, render, territory, translate
from kamguide.model.claim import LEVELS
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
        "prose": partial(_prose, language),
        "article": partial(_article, language),
        "plain": lambda text: markdown.plain(text.to(language)),
        "labels": lambda labels: labels.to(language),
        "day": lambda value: day(value, language),
        "area": lambda code: (
            territory(code, language) if code != "not-given" else translate("country not stated", language)
        ),
        "year": lambda year: str(year) if year != "not-given" else translate("year not given", language),
        "number": number,
        "listed": lambda items: listed(list(items), language),
        "sentence": lambda message: render(message, language),
        "tongue": lambda words: "hi" if re.search("[\u0900-\u097f]", words) else "en",
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
            "pay": _pay,
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
    """A text of one paragraph."""
    return _in_language(language, text, _unbroken(markdown.inline(text.to(language))), "span")


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


def _pay(salary: Salary, figure: Figure) -> Markup:
    """An amount of money with its currency, year, area and source on the element, as every amount on a page stands."""
    if figure.amount is not None:
        words = money(figure.amount, salary.currency)
    elif figure.low is not None and figure.high is not None:
        words = f"{money(figure.low, salary.currency)} – {money(figure.high, salary.currency)}"
    else:
        return Markup("")
    value = figure.amount if figure.amount is not None else f"{figure.low}-{figure.high}"
    return Markup(
        '<data class="money num" value="{}" data-currency="{}" data-year="{}" data-area="{}" data-source="{}">{}</data>'
    ).format(value, salary.currency, salary.reference_year, salary.area, salary.source, escape(words))


STALE_YEARS = 3
"""A figure older than this wears a tag with its age."""


def _years_old(year: int | str) -> int:
    """How many years old a figure is, where that is worth saying; else 0."""
    years = age(year, g.today)
    return years if years > STALE_YEARS else 0


def age(year: int | str, today: date) -> int:
    """How many years old a figure is; 0 where its year is not given."""
    return today.year - year if isinstance(year, int) else 0
