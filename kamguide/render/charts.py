"""Charts as data: rows of label, value text and marks in percent; a template macro draws them, the text stays text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamguide.model.salary import Figure, Salary


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: where its bar begins and how wide it is, in percent of the axis."""

    name: str
    figure: Figure
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class RangeChart:
    """Parts of one pay on one axis from 0: same source, area and year."""

    salary: Salary
    bars: Sequence[Bar]
    ticks: Sequence[tuple[float, int]]
    """Position in percent, and amount."""


_NICE = (1, 2, 2.5, 4, 5, 10)


def pay_parts(salary: Salary) -> RangeChart | None:
    """The chart of a salary that gives two or more parts of one pay as ranges, widest reach first; else None."""
    ranges = [(n, f) for n, f in salary.figures.items() if f.low is not None and f.high is not None]
    components = {figure.component for _, figure in ranges}
    if len(ranges) < 2 or len(components) != len(ranges):  # noqa: PLR2004 - one bar is no chart
        return None
    top = nice_top(max(figure.high or 0 for _, figure in ranges))
    bars = [
        Bar(name, figure, percent(figure.low or 0, top), percent((figure.high or 0) - (figure.low or 0), top))
        for name, figure in sorted(ranges, key=lambda item: -(item[1].high or 0))
    ]
    return RangeChart(salary, bars, [(0.0, 0), (50.0, top // 2), (100.0, top)])


def percent(amount: int, top: int) -> float:
    """How far along an axis that ends at ``top`` an amount lies, in percent."""
    return round(100 * amount / top, 1)


def nice_top(highest: int) -> int:
    """The next round number at or above the highest amount, 1 at least."""
    highest = max(highest, 1)
    scale = 10 ** max(0, len(str(highest)) - 1)
    return next(int(step * scale) for step in _NICE if step * scale >= highest)
