"""An index of prices by year: what restates an amount of one year in the money of another."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import Field

from kamguide.errors import IncomparableError
from kamguide.model.survey import Provenance, RowYear
from kamguide.model.text import Area, Currency, Model, Phrase, Slug, Text


class Level(NamedTuple):
    """The index of one year."""

    year: RowYear
    value: Annotated[float, Field(gt=0, lt=10**6)]


class PriceIndex(Model):
    """Consumer prices of one country by year, as its file in ``prices/`` gives them."""

    slug: Slug
    """The name in the file's name."""
    label: Text
    """What the index is called."""
    source: Slug
    """Slug of the source."""
    area: Area
    """ISO code of the country."""
    currency: Currency
    """ISO code of the money whose worth it follows."""
    base: Phrase
    """Which level is 100, such as 1982-84=100."""
    provenance: Provenance
    """Where the values come from."""
    values: Annotated[tuple[Level, ...], Field(min_length=1)]
    """Lists of two: year, and the index of that year."""

    @cached_property
    def by_year(self) -> dict[int, float]:
        """The index by year."""
        return {level.year: level.value for level in self.values}

    @property
    def last(self) -> int:
        """The latest year that the index knows."""
        return max(self.by_year)

    def of(self, year: int) -> float:
        """The index of a year.

        :raises IncomparableError: it does not know that year.
        """
        try:
            return self.by_year[year]
        except KeyError:
            raise IncomparableError("The price index knows no value for %(year)s.", year=str(year)) from None

    def restated(self, amount: int, year: int, to: int) -> int:
        """An amount of one year in the money of another, rounded to whole units.

        :raises IncomparableError: the index does not know one of the years.
        """
        then, now = Fraction(str(self.of(year))), Fraction(str(self.of(to)))
        return round(amount * now / then)
