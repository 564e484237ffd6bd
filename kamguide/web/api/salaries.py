"""Figures of pay in the API: as JSON, and as CSV for spreadsheets."""

from __future__ import annotations

from flask import Response

from kamguide.errors import NotFoundError
from kamguide.library.library import Library
from kamguide.model.pay import Pay
from kamguide.render.spreadsheets import to_csv
from kamguide.salaries.choice import Choice, chosen, in_prices, index_of
from kamguide.salaries.labels import subject_label
from kamguide.salaries.sheet import rows
from kamguide.web.api import parameters
from kamguide.web.api.answers import Tree
from kamguide.web.api.skills_matrix import CSV, sent_file
from kamguide.web.site import library


def asked() -> list[Pay]:
    """The figures that the parameters ask for.

    :raises InvalidParameterError: a parameter of another form than its own.
    :raises NotFoundError: a role, occupation or source that is not there, or a year that no price index knows.
    """
    parameters.company()
    role, area, year, source, prices = map(parameters.formed, parameters.FORMS)
    found = chosen(library(), Choice(role, area, year, parameters.component() or "", source))
    if not prices:
        return found
    index = index_of(library(), library().pays)
    if index is None or int(prices) not in index.by_year:
        span = f"{min(index.by_year)}–{index.last}" if index is not None else "-"
        raise NotFoundError("No price index knows the year %(year)s (known: %(span)s).", year=prices, span=span)
    return in_prices(found, index, int(prices))


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
