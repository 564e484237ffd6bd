"""Figures of pay as the rows of a spreadsheet: one figure a row, with everything that says what it is."""

from __future__ import annotations

from collections.abc import Sequence

from kamguide.library.library import Library
from kamguide.model.pay import Pay
from kamguide.model.text import Language
from kamguide.render.markdown import plain
from kamguide.render.spreadsheets import Value, guarded
from kamguide.salaries.labels import subject_label

HEAD: tuple[str, ...] = (
    "id", "role", "occupation", "name", "sense", "grade", "component", "statistic", "amount", "low", "high", "currency",
    "period", "area", "reference_year", "source", "publisher", "employment", "sample_size", "flags", "prices_of",
    "note",
)  # fmt: skip


def rows(library: Library, pays: Sequence[Pay], language: Language) -> list[list[Value]]:
    """The header and a row for each figure. An empty amount: not released, see the flags."""
    return [list(HEAD), *(_row(library, pay, language) for pay in pays)]


def _row(library: Library, pay: Pay, language: Language) -> list[Value]:
    note = plain(pay.note.to(language)) if pay.note else None
    values: list[Value] = [
        pay.id, pay.role, pay.occupation, plain(subject_label(library, pay).to(language)), pay.sense, pay.grade,
        pay.component, pay.statistic, pay.amount, pay.low, pay.high, pay.currency, pay.period, pay.area,
        pay.year if pay.year is not None else "not-given", pay.source, pay.publisher, pay.employment, pay.sample_size,
        " ".join(pay.flags), pay.prices, note,
    ]  # fmt: skip
    return [guarded(value) if isinstance(value, str) else value for value in values]
