"""Choosing figures of pay: by role, area, year, part and source; what there is; and restating them in other prices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kamguide.errors import NotFoundError
from kamguide.library.library import Library
from kamguide.library.nearest import nearest
from kamguide.model.pay import Pay, restated
from kamguide.model.price_index import PriceIndex
from kamguide.model.salary import Component
from kamguide.sources.characters import visible


@dataclass(frozen=True)
class Choice:
    """What is asked for; an empty field asks for everything."""

    role: str = ""
    """A role's slug or an occupation's code."""
    area: str = ""
    year: str = ""
    """Four digits, or ``not-given``."""
    component: str = ""
    source: str = ""

    def takes(self, pay: Pay) -> bool:
        """Whether a figure is asked for."""
        return (
            self.role in ("", pay.role, pay.occupation)
            and self.area in ("", pay.area)
            and self.year in ("", told_year(pay))
            and self.component in ("", pay.component)
            and self.source in ("", pay.source)
        )


def told_year(pay: Pay) -> str:
    """The year of a figure as it is asked for."""
    return str(pay.year) if pay.year is not None else "not-given"


def chosen(library: Library, choice: Choice) -> list[Pay]:
    """The figures asked for: roles in career order, then occupations; the latest year first.

    :raises NotFoundError: a role or source that is not there.
    """
    if choice.role and choice.role not in library.occupations:
        library.role(choice.role)
    if choice.source and choice.source not in library.sources:
        raise NotFoundError(
            "There is no source “%(name)s”.",
            nearest(choice.source, library.sources),
            "sources",
            name=visible(choice.source),
        )
    order = {role.slug: number for number, role in enumerate(library.roles_in_order)}
    found = [pay for pay in library.pays if choice.takes(pay)]
    return sorted(found, key=lambda pay: (order.get(pay.subject, len(order)), -(pay.year or 0), pay.area))


def roles_paid(library: Library) -> list[str]:
    """The roles of which there is a figure, in career order."""
    paid = {pay.role for pay in library.pays}
    return [role.slug for role in library.roles_in_order if role.slug in paid]


def occupations_paid(library: Library) -> list[str]:
    """The codes of occupations that are no role, in the order of their codes."""
    return sorted(code for code, occupation in library.occupations.items() if occupation.role is None)


def areas_paid(library: Library) -> list[str]:
    """The areas of which there is a figure, countries first."""
    return sorted({pay.area for pay in library.pays}, key=lambda area: ("-" in area, area))


def years_paid(library: Library) -> list[str]:
    """The years of which there is a figure, the latest first, and ``not-given`` last."""
    years = {told_year(pay) for pay in library.pays}
    return sorted(years, key=lambda year: (year == "not-given", year if year == "not-given" else -int(year)))


def components_paid(library: Library) -> list[Component]:
    """The parts of pay of which there is a figure."""
    return sorted({pay.component for pay in library.pays})


def index_of(library: Library, pays: Iterable[Pay]) -> PriceIndex | None:
    """The price index that fits the most of these figures; None where none fits one."""
    fitting = [
        (sum(_fits(pay, index) for pay in pays), index.slug, index)
        for pays in [list(pays)]
        for index in library.prices.values()
    ]
    best = max(fitting, key=lambda one: one[:2], default=None)
    return best[2] if best is not None and best[0] else None


def _fits(pay: Pay, index: PriceIndex) -> bool:
    fits = pay.currency == index.currency and pay.area.partition("-")[0] == index.area
    return fits and pay.year in index.by_year and pay.prices is None


def in_prices(pays: Sequence[Pay], index: PriceIndex, year: int) -> list[Pay]:
    """The figures in the money of a year; what the index does not fit stays as it is."""
    return [restated(pay, index, year) if _fits(pay, index) else pay for pay in pays]
