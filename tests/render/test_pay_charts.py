"""Charts of pay as data: marks in percent of one axis from 0, open ends, no bar that says nothing, gaps as gaps."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kamguide.model.pay import Pay
from kamguide.model.salary import Statistic
from kamguide.render.pay_charts import Stretch, pay_chart, trend_chart
from tests.model.test_pay import pay

KINDS: tuple[Statistic, ...] = ("p10", "p25", "median", "p75", "p90")


def spread(*amounts: int | None) -> list[Pay]:
    return [
        pay(id=kind, statistic=kind, amount=amount, flags=() if amount is not None else ("suppressed",))
        for kind, amount in zip(KINDS, amounts, strict=True)
    ]


def test_a_spread_is_drawn_by_its_percentiles() -> None:
    chart = pay_chart([spread(10, 20, 50, 70, 100)])
    assert chart is not None
    (marks,) = chart.marks
    assert (marks.outer, marks.body) == (Stretch(10.0, 90.0), Stretch(20.0, 50.0))
    assert (marks.middle, marks.open_end, chart.ticks) == (50.0, False, [(0.0, 0), (50.0, 50), (100.0, 100)])


def test_a_top_coded_end_is_open_and_a_suppressed_one_is_not_drawn() -> None:
    figures = spread(10, 20, 50, 70, 100)
    figures[-1] = replace(figures[-1], flags=("top-coded",))
    hidden = spread(10, 20, 50, 70, None)
    chart = pay_chart([figures, hidden])
    assert chart is not None
    assert [(marks.open_end, marks.outer is None) for marks in chart.marks] == [(True, False), (False, True)]


def test_one_amount_is_no_chart_and_one_range_is() -> None:
    assert pay_chart([[pay()]]) is None
    assert pay_chart([[pay(amount=None, flags=("suppressed",))]]) is None
    chart = pay_chart([[pay(amount=None, low=45_000, high=85_000, statistic="range")]])
    assert chart is not None
    assert chart.marks[0].body is not None
    assert (chart.marks[0].body.start, chart.marks[0].body.width) == (45.0, 40.0)


@given(st.lists(st.lists(st.integers(0, 10**7), min_size=5, max_size=5).map(sorted), min_size=1, max_size=8))
def test_every_mark_lies_on_the_axis(lines: list[list[int]]) -> None:
    chart = pay_chart([spread(*amounts) for amounts in lines])
    assert chart is not None
    for marks in chart.marks:
        for stretch in (marks.outer, marks.body):
            assert stretch is not None
            assert 0 <= stretch.start <= stretch.start + stretch.width <= 100.11
        assert marks.middle is not None
        assert 0 <= marks.middle <= 100


@given(st.sets(st.integers(1990, 2030), min_size=3, max_size=20))
def test_a_line_joins_neighbouring_years_only(years: set[int]) -> None:
    ordered = sorted(years)
    gaps = [(a + 1, b - 1) for a, b in pairwise(ordered) if b > a + 1]
    chart = trend_chart([pay(year=year, amount=year) for year in ordered], gaps)
    assert [ordered[b] - ordered[a] for a, b in chart.joined] == [1] * len(chart.joined)
    assert len(chart.joined) + len(chart.gaps) == len(ordered) - 1
    places = [x for x, _, _ in chart.points]
    assert (places, places[0], places[-1]) == (sorted(places), 0.0, 100.0)
    assert chart.years[-1] == (100.0, ordered[-1])
    assert len(chart.years) <= 5
    assert all(gap.start >= 0 and gap.start + gap.width <= 100.11 for gap in chart.gaps)
