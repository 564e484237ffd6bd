"""Rows of pay: salary figures side by side where they may be compared, and apart where they may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kamguide.comparison.rows import Paid, Row
from kamguide.language import translate
from kamguide.library.role_reference import Chosen
from kamguide.model.salary import Salary
from kamguide.model.text import Text
from kamguide.profiles import Status
from kamguide.titles import COMPONENTS


def rows_of_pay(sides: Sequence[Chosen]) -> Iterator[Row]:
    """Salary figures. Two meet in one row only where they may be compared: see ``_comparable``."""
    values: dict[tuple[object, ...], dict[str, Paid]] = {}
    for side in sides:
        for salary in _accounts(side):
            sense = side.role.senses[salary.sense].label if salary.sense else None
            band = salary.grade if salary.grade != (side.grade_slug or None) else None
            grade = side.role.grades[band].label if band else None
            for name, figure in salary.figures.items():
                paid = Paid(salary, name, figure, sense, grade=grade)
                place = (*_comparable(paid), (side.role.slug, band) if band else None)
                if side.reference in values.get(place, {}):
                    place = (*place, salary.slug, name)
                values.setdefault(place, {})[side.reference] = paid
    for there in values.values():
        first = next(iter(there.values()))
        label = Text(hi=translate(COMPONENTS[first.figure.component], "hi"), en=COMPONENTS[first.figure.component])
        yield Row("salary", f"salary.{first.salary.slug}.{first.name}", label, _status(there, sides), there)


def _accounts(side: Chosen) -> list[Salary]:
    """What is told of the side's pay now: of each sense, grade and area the latest year, and what has no year.

    Of a role as a whole the bands of its grades are told too; of a grade those of the others are not.
    """
    chosen: dict[tuple[object, ...], Salary] = {}
    for salary in side.library.salaries_of(side.role.slug):
        if side.grade_slug and salary.grade not in (None, side.grade_slug):
            continue
        year = salary.reference_year == "not-given"
        chosen.setdefault((salary.sense, salary.grade, salary.area, salary.currency, year), salary)
    return list(chosen.values())


def _comparable(paid: Paid) -> tuple[object, ...]:
    """Figures may be compared where all of this is the same: one source's one table, one part and kind of pay."""
    salary, figure = paid.salary, paid.figure
    return (
        salary.source, salary.area, salary.reference_year, salary.currency, salary.period,
        figure.component, figure.statistic,
    )  # fmt: skip


def _status(values: Mapping[str, Paid], sides: Sequence[Chosen]) -> Status:
    """Raised where no end of a range lies lower than the first one's, and one lies higher; lowered the other way."""
    if len(values) < len(sides):
        return "only" if len(values) == 1 else "differs"
    ends = [_ends(paid) for paid in values.values()]
    first = ends[0]
    if len(set(ends)) == 1:
        return "same"
    if first is None or any(one is None or len(one) != len(first) for one in ends):
        return "differs"
    steps = {(a > b) - (a < b) for one in ends if one is not None for a, b in zip(one, first, strict=True)}
    if steps <= {0, 1}:
        return "raised"
    return "lowered" if steps <= {0, -1} else "differs"


def _ends(paid: Paid) -> tuple[int, ...] | None:
    """The amount, or both ends of the range; None where the source keeps it back."""
    figure = paid.figure
    if figure.amount is not None:
        return (figure.amount,)
    return (figure.low, figure.high) if figure.low is not None and figure.high is not None else None
