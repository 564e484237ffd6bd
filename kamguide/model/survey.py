"""A survey of pay: rows of one official table, by occupation, area and year, with what the source prints in each cell.

A survey knows occupations of a classification, not roles of this guide. Where an occupation is one of the roles, the
file says so, and its rows are figures of that role.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from kamguide.model.salary import Amount, Component
from kamguide.model.text import FIRST_YEAR, LAST_YEAR, Area, Currency, Model, Phrase, Slug, Text

TOP_CODED: Literal["#"] = "#"
"""The figure is at or above the limit from which the source prints none."""
NOT_RELEASED: Literal["*"] = "*"
"""The source does not release the figure."""

RowYear = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Cell = Amount | Literal["#", "*"]
STATISTICS: tuple[Literal["mean", "p10", "p25", "median", "p75", "p90"], ...] = (
    "mean", "p10", "p25", "median", "p75", "p90",
)  # fmt: skip
"""What stands in the last six cells of a row, in this order."""


class Row(NamedTuple):
    """One line of the table: occupation, area, year, people employed, mean, p10, p25, median, p75, p90."""

    occupation: Slug
    area: Area
    year: RowYear
    employment: Cell
    mean: Cell
    p10: Cell
    p25: Cell
    median: Cell
    p75: Cell
    p90: Cell


class Occupation(Model):
    """One occupation of the survey's classification."""

    label: Text
    """What it is called here."""
    title: Phrase
    """Its title in the source."""
    role: Slug | None = None
    """Slug of the role that it is, where it is one."""
    sense: Slug | None = None
    """Which of the role's senses it is."""


class Limit(Model):
    """From which amount on the source printed no number, in which years."""

    since: RowYear
    """The first year."""
    until: RowYear
    """The last year."""
    amount: Amount
    """Figures of this amount and more are printed as #."""


class Provenance(Model):
    """Where the rows come from: enough to take them again and to see whether they are the same."""

    file: Phrase
    """Name of the file of the source."""
    rows: Annotated[int, Field(ge=1)]
    """How many rows were taken from it."""
    retrieved: date
    """When it was read."""


class Survey(Model):
    """Rows of one table, as its file in ``surveys/`` gives them."""

    slug: Slug
    """The name in the file's name."""
    label: Text
    """What the survey is called."""
    source: Slug
    """Slug of the source."""
    currency: Currency
    """ISO code, such as USD."""
    period: Literal["year", "month", "hour"]
    """What the amounts are for."""
    component: Component
    """Which part of pay they are."""
    note: Text | None = None
    """What a reader should know of all figures."""
    provenance: Provenance
    """Where the rows come from."""
    occupations: Annotated[Mapping[Slug, Occupation], Field(min_length=1)]
    """The occupations of the rows, by code."""
    limits: tuple[Limit, ...] = ()
    """From which amount on the source printed no number."""
    rows: tuple[Row, ...]
    """Lists of ten: occupation, area, year, people employed, mean, p10, p25, median, p75, p90; # is top-coded, * not
    released."""

    def limit(self, year: int) -> int | None:
        """The amount from which on the source printed no number in that year; None where it is not known."""
        return next((limit.amount for limit in self.limits if limit.since <= year <= limit.until), None)
