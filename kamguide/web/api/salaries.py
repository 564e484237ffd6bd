"""Figures of pay in the API: as JSON, and as CSV for spreadsheets."""

from __future__ import annotations

from flask import Response, request

from kamguide.library.library import Library
from kamguide.model.pay import Pay
from kamguide.render.spreadsheets import to_csv
from kamguide.salaries.choice import Choice, chosen, in_prices, index_of
from kamguide.salaries.labels import subject_label
from kamguide.salaries.sheet import rows
from kamguide.web.api import parameters
from kamguide.web.api.answers import Tree
from kamguide.web.api.skills_matrix import CSV, sent_file
from kamguide.web.errors import InvalidParameterError
from kamguide.web.site import library

FILTERS = ("role", "area", "year", "component", "source", "prices")


def asked() -> list[Pay]:
    """The figures that the parameters ask for.

    :raises InvalidParameterError: a year of prices of which no index knows.
    :raises NotFoundError: a role, occupation or source that is not there.
    """
    parameters.company()
    values = {name: request.args.get(name, "") for name in FILTERS}
    prices = values.pop("prices")
    found = chosen(library(), Choice(**values))
    if not prices:
        return found
    index = index_of(library(), library().pays)
    year = int(prices) if prices.isascii() and prices.isdecimal() and len(prices) <= 4 else 0  # noqa: PLR2004 - a year
    if index is None or year not in index.by_year:
        span = f"{min(index.by_year)}–{index.last}" if index is not None else "-"
        raise InvalidParameterError("/prices", "prices must be a year of the price index: %(years)s", years=span)
    return in_prices(found, index, year)


def pay_answer(books: Library, pay: Pay) -> Tree:
    """A figure of pay in the form of ``salary_shapes``."""
    return {
        "id": pay.id,
        "role": pay.role,
        "occupation": pay.occupation,
        "label": subject_label(books, pay),
        "grade": pay.grade,
        "sense": pay.sense,
        "statistic": pay.statistic,
        "component": pay.component,
        "amount": pay.amount,
        "low": pay.low,
        "high": pay.high,
        "currency": pay.currency,
        "period": pay.period,
        "area": None if pay.area == "not-given" else pay.area,
        "reference_year": pay.year,
        "source": pay.source,
        "sample_size": pay.sample_size,
        "employment": pay.employment,
        "prices": pay.prices,
        "flags": list(pay.flags),
        "note": pay.note,
    }


def csv_file() -> Response:
    """Every figure asked for as a CSV file."""
    return sent_file(to_csv(rows(library(), asked(), parameters.language() or "en")), CSV, "salaries.csv")
