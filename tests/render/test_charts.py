"""Charts of pay as data: which salaries have one, where the bars stand, and that the axis ends on a round number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.guide import Guide
from kamguide.model.salary import Figure, Salary
from kamguide.render.charts import RangeChart, pay_parts


def part(component: str, low: int, high: int) -> Figure:
    return Figure.model_validate({"statistic": "range", "component": component, "low": low, "high": high})


def salary(**figures: Figure) -> Salary:
    return Salary(
        slug="s", role="r", source="q", currency="USD", period="year", area="US", reference_year=2010, figures=figures
    )


def chart(**figures: Figure) -> RangeChart:
    made = pay_parts(salary(**figures))
    assert made is not None
    return made


BASE, BONUS = part("base", 40_000, 80_000), part("bonus", 5_000, 20_000)
MEDIAN = Figure.model_validate({"statistic": "median", "component": "base", "amount": 50_000})
SUPPRESSED = Figure.model_validate({"statistic": "median", "component": "bonus", "flags": ["suppressed"]})


@pytest.mark.parametrize(
    "figures",
    [
        {"base": BASE},
        {"median": MEDIAN},
        {"base": BASE, "median": MEDIAN},
        {"base": BASE, "bonus": SUPPRESSED},
        {"old": BASE, "new": part("base", 1, 2)},
        {"old": BASE, "new": part("base", 1, 2), "bonus": BONUS},
    ],
)
def test_one_part_or_the_same_part_twice_is_no_chart(figures: dict[str, Figure]) -> None:
    assert pay_parts(salary(**figures)) is None


def test_parts_stand_from_the_widest_reach_down_on_one_axis_from_zero() -> None:
    made = chart(bonus=BONUS, base=BASE)
    assert [(bar.name, bar.start, bar.width) for bar in made.bars] == [("base", 40.0, 40.0), ("bonus", 5.0, 15.0)]
    assert made.ticks == [(0.0, 0), (50.0, 50_000), (100.0, 100_000)]


def test_a_figure_that_is_no_range_is_left_out_of_the_bars() -> None:
    assert [bar.name for bar in chart(base=BASE, bonus=BONUS, median=MEDIAN).bars] == ["base", "bonus"]


def test_a_bar_carries_its_figure_and_the_chart_its_salary() -> None:
    made = chart(base=BASE, bonus=BONUS)
    assert [bar.figure for bar in made.bars] == [BASE, BONUS]
    assert made.salary == salary(base=BASE, bonus=BONUS)


@pytest.mark.parametrize(
    ("highest", "end"),
    [
        (1, 1), (9, 10), (10, 10), (11, 20), (21, 25), (39, 40), (41, 50), (51, 100), (94_871, 100_000),
        (100_000, 100_000), (100_001, 200_000), (12_500_000, 20_000_000), (10**12, 10**12),
    ],
)  # fmt: skip
def test_the_axis_ends_on_the_next_round_number(highest: int, end: int) -> None:
    assert chart(base=part("base", 0, highest), bonus=part("bonus", 0, 0)).ticks[-1] == (100.0, end)


def test_pay_of_nothing_at_all_breaks_nothing() -> None:
    made = pay_parts(salary(base=part("base", 0, 0), bonus=part("bonus", 0, 0)))
    assert made is None or all(0 <= bar.start <= 100 for bar in made.bars)


amounts = st.tuples(st.integers(0, 10**12), st.integers(0, 10**12)).map(sorted)


@given(amounts, amounts)
@settings(derandomize=True, deadline=None)
def test_every_bar_stands_within_the_axis_and_the_middle_tick_is_true(base: list[int], bonus: list[int]) -> None:
    if base[1] == bonus[1] == 0:
        return
    made = chart(base=part("base", *base), bonus=part("bonus", *bonus))
    for bar in made.bars:
        assert 0 <= bar.start <= bar.start + bar.width <= 100.1
    end = made.ticks[-1][1]
    assert end >= max(base[1], bonus[1])
    assert made.ticks[1] == (50.0, end / 2)


def test_charts_of_the_guide_keep_their_bars_within_the_axis(guide: Guide) -> None:
    made = [found for salary in guide.library.salaries.values() if (found := pay_parts(salary))]
    assert made != []
    assert [bar for found in made for bar in found.bars if bar.start + bar.width > 100.1] == []
