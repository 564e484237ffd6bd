"""A figure of pay with all that says what it is; and which figures may stand on one axis, be averaged or be compared.

One axis holds either the parts of one pay, or one part and one kind of figure from several roles, areas or years. What
is put together against that is refused by name: a chart that cannot be right is not drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kamguide.errors import IncomparableError
from kamguide.model.price_index import PriceIndex
from kamguide.model.salary import Component, Flag, Statistic
from kamguide.model.text import Text
from kamguide.problems import Message

Together = Literal["parts", "same"]
"""Why figures may share an axis: they are the parts of one pay, or they say the same of several."""


@dataclass(frozen=True, slots=True)
class Pay:
    """One number or range. Amounts are whole units of the currency, for the period."""

    id: str
    """``file.figure``; of a survey ``survey.occupation.area.year.statistic``, in small letters."""
    account: str
    """What one source says of one pay in one place and year bears one name."""
    role: str | None
    occupation: str | None
    """Code of the survey's occupation, where the figure comes from a survey."""
    sense: str | None
    grade: str | None
    statistic: Statistic
    component: Component
    amount: int | None
    low: int | None
    high: int | None
    currency: str
    period: Literal["year", "month", "hour"]
    area: str
    year: int | None
    """None: the source gives none."""
    source: str
    publisher: str
    flags: tuple[Flag, ...] = ()
    sample_size: int | None = None
    employment: int | None = None
    """How many people the survey counts in the occupation there."""
    note: Text | None = None
    prices: int | None = None
    """The year in whose money the amounts are restated; None: as the source gives them."""

    @property
    def subject(self) -> str:
        """Whose pay it is: the role's slug, else the occupation's code."""
        return self.role or self.occupation or ""

    @property
    def released(self) -> bool:
        """Whether there is a number at all."""
        return self.amount is not None or self.low is not None

    @property
    def at_least(self) -> bool:
        """Whether the amount is only the limit from which on the source prints none."""
        return "top-coded" in self.flags

    @property
    def reach(self) -> int:
        """The largest amount that it names; 0 where there is none."""
        return max(self.amount or 0, self.high or 0)


KIND = Message("kind of figure")
_SHARED = {
    "currency": Message("currency"),
    "period": Message("period"),
    "publisher": Message("source"),
    "component": Message("part of pay"),
    "statistic": KIND,
    "prices": Message("year of prices"),
}
"""What figures on one axis must have in common."""


def differences(one: Pay, other: Pay) -> tuple[Message, ...]:
    """In what two figures differ so that they may not stand on one axis; nothing where they may."""
    if one.account == other.account and one.component != other.component and one.prices == other.prices:
        return ()
    return tuple(word for name, word in _SHARED.items() if getattr(one, name) != getattr(other, name))


def together(pays: Sequence[Pay]) -> Together:
    """Why figures may share an axis.

    :raises IncomparableError: they may not; names the first two that do not fit, and in what.
    """
    first = pays[0]
    parts = len({pay.component for pay in pays}) > 1 and len({pay.account for pay in pays}) == 1
    for pay in pays[1:]:
        found = differences(first, pay)
        if found or (not parts and pay.component != first.component):
            raise IncomparableError(
                "These figures may not stand together: %(first)s and %(second)s differ in: %(what)s.",
                first=first.id,
                second=pay.id,
                what=found[0] if found else _SHARED["component"],
            )
    return "parts" if parts else "same"


def average(pays: Sequence[Pay]) -> int:
    """The mean over areas of one survey and year, each weighted by its people: the only average that can be had.

    Medians and percentiles have no average, nor have figures of several years.

    :raises IncomparableError: the figures are no such means.
    """
    together(pays)
    first = pays[0]
    for pay in pays:
        told = pay.amount is not None and pay.employment and not pay.at_least
        if pay.statistic != "mean" or not told or (pay.subject, pay.year) != (first.subject, first.year):
            raise IncomparableError("%(name)s has no part in an average.", name=pay.id)
    people = sum(pay.employment or 0 for pay in pays)
    return round(sum((pay.amount or 0) * (pay.employment or 0) for pay in pays) / people)


def change(before: Pay, after: Pay) -> float:
    """By how much one figure grew into another, in percent.

    :raises IncomparableError: they are not the same figure of two years, or one of them is no exact amount.
    """
    together([before, after])
    if (before.subject, before.sense, before.area) != (after.subject, after.sense, after.area):
        raise IncomparableError("%(name)s is of something else.", name=after.id)
    for pay in (before, after):
        if not pay.amount or pay.at_least:
            raise IncomparableError("%(name)s is no exact amount.", name=pay.id)
    return 100 * ((after.amount or 0) / (before.amount or 1) - 1)


def restated(pay: Pay, index: PriceIndex, year: int) -> Pay:
    """The figure in the money of another year.

    :raises IncomparableError: the index is of another money or country, knows the year not, or the figure has none.
    """
    if pay.currency != index.currency or pay.area.partition("-")[0] != index.area:
        raise IncomparableError("The price index %(index)s does not fit %(name)s.", index=index.slug, name=pay.id)
    then = pay.year
    if then is None or pay.prices is not None:
        raise IncomparableError("%(name)s has no year to begin from.", name=pay.id)

    def told(amount: int | None) -> int | None:
        return None if amount is None else index.restated(amount, then, year)

    index.of(then), index.of(year)
    return replace(pay, amount=told(pay.amount), low=told(pay.low), high=told(pay.high), prices=year)
