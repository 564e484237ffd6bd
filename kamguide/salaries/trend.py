"""The trend of one median through the years: one subject, area and publisher; years without a figure are gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kamguide.model.pay import Pay, change, together

LEAST = 3
"""Years from which on there is a trend to show."""


@dataclass(frozen=True)
class Trend:
    """The points by year, and the years between them of which there is none."""

    points: tuple[Pay, ...]
    gaps: tuple[tuple[int, int], ...]
    """First and last year of each stretch without a figure."""
    left_out: tuple[Pay, ...]
    """Figures of other years that are of another kind, and so no points."""

    @property
    def growth(self) -> float:
        """By how much the last point lies above the first, in percent."""
        return change(self.points[0], self.points[-1])


def trend(pays: Sequence[Pay]) -> Trend | None:
    """The trend of the median of the subject, area and publisher that has most years; None where none has enough."""
    series: dict[tuple[object, ...], dict[int, Pay]] = {}
    for pay in pays:
        if pay.statistic == "median" and pay.year is not None and pay.amount is not None and not pay.at_least:
            key = (pay.subject, pay.sense, pay.area, pay.publisher, pay.currency, pay.period, pay.component, pay.prices)
            series.setdefault(key, {}).setdefault(pay.year, pay)
    best = max(series.values(), key=len, default={})
    if len(best) < LEAST:
        return None
    points = tuple(best[year] for year in sorted(best))
    together(points)
    years = [pay.year or 0 for pay in points]
    gaps = tuple((before + 1, after - 1) for before, after in pairwise(years) if after > before + 1)
    return Trend(points, gaps, _left_out(pays, points))


def _left_out(pays: Sequence[Pay], points: Sequence[Pay]) -> tuple[Pay, ...]:
    first, years = points[0], {point.year for point in points}
    return tuple(
        pay
        for pay in pays
        if pay.year is not None
        and pay.year not in years
        and pay.area == first.area
        and pay.subject == first.subject
        and pay.statistic in ("average", "mean")
    )
