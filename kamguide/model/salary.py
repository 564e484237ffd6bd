"""Pay as one source gives it for one role: figures with statistic, component, currency, period, area, year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kamguide.model.text import Area, Currency, Model, Slug, Text, Year

Statistic = Literal[
    "mean", "median", "p10", "p20", "p25", "p30", "p40", "p50", "p60", "p70", "p75", "p80", "p90",
    "average", "range", "not-stated",
]  # fmt: skip
Component = Literal[
    "base", "bonus", "commission", "profit-sharing", "additional", "total", "ote", "ctc", "salary", "not-stated"
]
Flag = Literal[
    "top-coded", "suppressed", "area-inferred", "year-inferred", "base-inferred", "statistic-as-printed",
    "component-inferred",
]  # fmt: skip
Amount = Annotated[int, Field(ge=0, le=10**12)]


class Figure(Model):
    """One number or range. ``average``: the source calls it so, its kind is not stated."""

    statistic: Statistic
    """What kind of number it is; ``average``: called so, its kind is not stated."""
    component: Component
    """Which part of pay it is."""
    amount: Amount | None = None
    """The number, where it is one."""
    low: Amount | None = None
    """The low end of a range."""
    high: Amount | None = None
    """The high end of a range."""
    flags: tuple[Flag, ...] = ()
    """What the source did not say, or printed otherwise."""
    sample_size: Annotated[int, Field(ge=1)] | None = None
    """How many people or answers it rests on."""
    note: Text | None = None
    """What a reader should know of it."""

    @model_validator(mode="after")
    def _amount_or_range(self) -> Self:
        if "suppressed" in self.flags and self.amount is None and self.low is None and self.high is None:
            return self
        if (self.amount is None) == (self.low is None) or (self.low is None) != (self.high is None):
            raise PydanticCustomError("amount-or-range", "amount or range")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise PydanticCustomError("low-above-high", "low above high", {"low": self.low, "high": self.high})
        return self


class Salary(Model):
    """One source's account of one role's pay: figures that share source, area, year, currency and period."""

    slug: Slug
    """The name in the file's name."""
    role: Slug
    """Slug of the role."""
    source: Slug
    """Slug of the source that gives the figures."""
    currency: Currency
    """ISO code, such as INR."""
    period: Literal["year", "month", "hour"]
    """What the amounts are for."""
    area: Area
    """ISO code of the country or region, such as IN or US-CA; or not-given."""
    reference_year: Year
    """The year the figures are of; or not-given."""
    sense: Slug | None = None
    """Which of the role's senses they are about."""
    grade: Slug | None = None
    """Which of the role's grades they are about."""
    flags: tuple[Flag, ...] = ()
    """What the source did not say, for all figures."""
    note: Text | None = None
    """What a reader should know of all figures."""
    figures: Annotated[Mapping[Slug, Figure], Field(min_length=1)]
    """The figures, by slug."""
