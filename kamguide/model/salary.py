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
    component: Component
    amount: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    flags: tuple[Flag, ...] = ()
    sample_size: Annotated[int, Field(ge=1)] | None = None
    note: Text | None = None

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
    role: Slug
    source: Slug
    currency: Currency
    period: Literal["year", "month", "hour"]
    area: Area
    reference_year: Year
    sense: Slug | None = None
    grade: Slug | None = None
    flags: tuple[Flag, ...] = ()
    note: Text | None = None
    figures: Annotated[Mapping[Slug, Figure], Field(min_length=1)]
