"""Pay together: what may share an axis, be averaged or compared; anything else is refused by name. Prices by index."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamguide.errors import IncomparableError
from kamguide.model.pay import Pay, average, change, restated, together
from kamguide.model.price_index import Level, PriceIndex
from kamguide.model.survey import Provenance
from kamguide.model.text import Text

INDEX = PriceIndex(
    slug="prices",
    label=Text(hi="क़ीमतें", en="Prices"),
    source="press",
    area="US",
    currency="USD",
    base="1982-84=100",
    provenance=Provenance(file="prices.csv", rows=4, retrieved=date(2026, 11, 22)),
    values=(Level(1913, 9.9), Level(2010, 218.056), Level(2016, 240.007), Level(2025, 321.943)),
)
YEARS = st.sampled_from(sorted(INDEX.by_year))
AMOUNTS = st.integers(0, 10**9)


def pay(**values: Any) -> Pay:
    facts: dict[str, Any] = {
        "id": "a.median", "account": "a", "role": "tester", "occupation": None, "sense": None, "grade": None,
        "statistic": "median", "component": "total", "amount": 100, "low": None, "high": None, "currency": "USD",
        "period": "year", "area": "US", "year": 2016, "source": "press", "publisher": "Press",
    }  # fmt: skip
    return Pay(**{**facts, **values})


def refused(*pays: Pay) -> str:
    with pytest.raises(IncomparableError) as refusal:
        together(pays)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("change_", "word"),
    [
        ({"currency": "INR"}, "currency"),
        ({"period": "month"}, "period"),
        ({"publisher": "Other"}, "source"),
        ({"component": "base"}, "part of pay"),
        ({"statistic": "mean"}, "kind of figure"),
        ({"prices": 2025}, "year of prices"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_differs_may_not_stand_on_one_axis_and_is_named(change_: dict[str, Any], word: str) -> None:
    told = refused(pay(), pay(id="b.x", account="b", **change_))
    assert ("a.median" in told, "b.x" in told, word in told) == (True, True, True)


@pytest.mark.parametrize("same", [{"role": "helper"}, {"area": "US-CA"}, {"year": 2025}, {"source": "other-file"}])
def test_the_same_of_several_roles_areas_or_years_shares_an_axis(same: dict[str, Any]) -> None:
    assert together([pay(), pay(id="b.median", account="b", **same)]) == "same"


def test_the_parts_of_one_pay_share_an_axis_and_parts_of_two_do_not() -> None:
    base, bonus = pay(component="base"), pay(id="a.bonus", component="bonus", statistic="range")
    assert together([base, bonus]) == "parts"
    refused(base, replace(bonus, account="b"))
    refused(base, bonus, pay(id="a.p10", component="base", statistic="p10"))


def mean(amount: int, people: int | None, **values: Any) -> Pay:
    facts = {"statistic": "mean", "amount": amount, "employment": people, **values}
    return pay(**{"id": f"{amount}.mean", "account": str(amount), "area": f"US-A{amount}"} | facts)


def test_means_are_averaged_by_their_people() -> None:
    assert average([mean(100, 30), mean(200, 10)]) == 125


@pytest.mark.parametrize(
    "other",
    [
        mean(200, None),
        mean(200, 10, statistic="median"),
        mean(200, 10, year=2025),
        mean(200, 10, flags=("top-coded",)),
        mean(200, 10, role="helper"),
        mean(200, 10, currency="INR"),
    ],
)
def test_nothing_else_is_averaged(other: Pay) -> None:
    with pytest.raises(IncomparableError):
        average([mean(100, 30), other])


def test_two_medians_have_no_average() -> None:
    with pytest.raises(IncomparableError, match=r"a\.median"):
        average([pay(employment=3), pay(employment=3)])


def test_a_change_is_of_one_figure_through_time() -> None:
    assert change(pay(), pay(id="b.median", account="b", year=2025, amount=150)) == pytest.approx(50)
    for other in ({"area": "US-CA"}, {"role": "helper"}, {"flags": ("top-coded",)}, {"amount": None}):
        with pytest.raises(IncomparableError):
            change(pay(), pay(id="b.median", account="b", **{"year": 2025, **other}))


# prices


@given(AMOUNTS, YEARS, YEARS)
def test_there_and_back_is_what_it_was_but_for_rounding(amount: int, year: int, to: int) -> None:
    back = INDEX.restated(INDEX.restated(amount, year, to), to, year)
    assert abs(back - amount) <= 0.5 * INDEX.of(year) / INDEX.of(to) + 0.5


@given(AMOUNTS, AMOUNTS, YEARS, YEARS)
def test_more_stays_more(one: int, other: int, year: int, to: int) -> None:
    low, high = sorted((one, other))
    assert INDEX.restated(low, year, to) <= INDEX.restated(high, year, to)


@given(AMOUNTS, YEARS)
def test_the_money_of_its_own_year_is_the_same(amount: int, year: int) -> None:
    assert INDEX.restated(amount, year, year) == amount


@given(AMOUNTS, YEARS, YEARS)
def test_later_money_is_more_of_it_where_prices_rose(amount: int, year: int, to: int) -> None:
    first, last = sorted((year, to))
    assert INDEX.restated(amount, first, last) >= amount


def test_known_figures_come_out_as_the_sources_say() -> None:
    assert [INDEX.restated(amount, 2010, 2025) for amount in (51_933, 94_871)] == [76_675, 140_070]
    assert INDEX.restated(117_960, 2016, 2025) == 158_230


@pytest.mark.parametrize(
    "other", [{"year": None}, {"year": 2012}, {"currency": "INR"}, {"area": "IN"}, {"prices": 2016}]
)
def test_what_the_index_does_not_fit_is_refused(other: dict[str, Any]) -> None:
    with pytest.raises(IncomparableError):
        restated(pay(**other), INDEX, 2025)


def test_a_restated_figure_says_of_which_year_its_money_is() -> None:
    made = restated(pay(amount=None, low=100, high=200, area="US-CA"), INDEX, 2025)
    assert (made.low, made.high, made.prices, made.year) == (134, 268, 2025, 2016)
    with pytest.raises(IncomparableError):
        restated(pay(), INDEX, 1999)
