"""Charts of pay as data: lines of one axis from 0, in percent of it; and the trend of a figure through the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kamguide.model.pay import Pay
from kamguide.render.charts import nice_top, percent

TICKS = 5
"""Years written below a trend, at most: on a phone no more have room."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line: where it begins and how wide it is, in percent."""

    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Marks:
    """How one line is drawn: the outer reach (10th to 90th percentile), the body (the middle half, a range or an
    amount from 0), the median; and whether the outer reach goes on beyond what the source prints."""

    outer: Stretch | None
    body: Stretch | None
    middle: float | None
    open_end: bool
    halved: bool = False
    """Whether the body is the middle half."""


@dataclass(frozen=True, slots=True)
class PayChart:
    """The lines of one axis."""

    marks: Sequence[Marks]
    ticks: Sequence[tuple[float, int]]
    """Position in percent, and amount."""

    @property
    def half(self) -> bool:
        """Whether bars are the middle half and nothing is known beyond it."""
        return not self.spread and any(marks.halved for marks in self.marks)

    @property
    def spread(self) -> bool:
        """Whether there are percentiles to explain."""
        return any(marks.outer is not None for marks in self.marks)


def pay_chart(lines: Sequence[Sequence[Pay]]) -> PayChart | None:
    """The chart of lines that may share an axis; None where one amount, or nothing, is all there is to draw.

    The caller has made sure that they may (:func:`kamguide.model.pay.together`).
    """
    released = [pay for line in lines for pay in line if pay.released]
    if len(released) < 2 and not any(pay.low is not None for pay in released):  # noqa: PLR2004 - one bar is no chart
        return None
    top = nice_top(max(pay.reach for pay in released))
    return PayChart([_marks(line, top) for line in lines], [(0.0, 0), (50.0, top // 2), (100.0, top)])


def _marks(line: Sequence[Pay], top: int) -> Marks:
    at = {pay.statistic: pay for pay in line if pay.amount is not None}
    outer = _between(at.get("p10"), at.get("p90"), top)
    body = _between(at.get("p25"), at.get("p75"), top)
    halved = body is not None
    ranged = next((pay for pay in line if pay.low is not None), None)
    if ranged is not None and ranged.high is not None and ranged.low is not None:
        body = Stretch(percent(ranged.low, top), percent(ranged.high - ranged.low, top))
    elif body is None and line[0].amount is not None:
        body = Stretch(0.0, percent(line[0].amount, top))
    middle = at.get("median") if len(at) > 1 else None
    last = at.get("p90")
    place = percent(middle.amount, top) if middle is not None and middle.amount is not None else None
    return Marks(outer, body, place, last is not None and last.at_least, halved)


def _between(low: Pay | None, high: Pay | None, top: int) -> Stretch | None:
    if low is None or high is None or low.amount is None or high.amount is None:
        return None
    return Stretch(percent(low.amount, top), percent(high.amount - low.amount, top))


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Points of years from left to right; amounts from the bottom (0) up, both in percent."""

    points: Sequence[tuple[float, float, Pay]]
    joined: Sequence[tuple[int, int]]
    """Numbers of points between which a line runs: neighbouring years only, a gap stays a gap."""
    years: Sequence[tuple[float, int]]
    amounts: Sequence[tuple[float, int]]
    gaps: Sequence[Stretch]
    """Where there is no figure."""


def trend_chart(points: Sequence[Pay], gaps: Sequence[tuple[int, int]]) -> TrendChart:
    """The chart of figures of several years, in the order of their years."""
    years = [pay.year or 0 for pay in points]
    first, last = years[0], years[-1]
    top = nice_top(max(pay.amount or 0 for pay in points))

    def across(year: float) -> float:
        return round(100 * (year - first) / (last - first), 1)

    step = -(-(last - first) // (TICKS - 1))
    return TrendChart(
        [(across(pay.year or 0), 100 - percent(pay.amount or 0, top), pay) for pay in points],
        [(n, n + 1) for n, (a, b) in enumerate(pairwise(years)) if b == a + 1],
        [(across(year), year) for year in sorted({*range(last, first - 1, -step)})],
        [(100.0, 0), (50.0, top // 2), (0.0, top)],
        [Stretch(across(a - 0.5), round(across(b + 0.5) - across(a - 0.5), 1)) for a, b in gaps],
    )
