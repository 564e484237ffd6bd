"""Pay figures: one amount or one range, never half of either; nothing where the source suppresses the number."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from kamguide.model.salary import Component, Figure, Flag, Salary, Statistic

SALARY: dict[str, Any] = {
    "slug": "pay",
    "role": "tester",
    "source": "press",
    "currency": "INR",
    "period": "year",
    "area": "IN",
    "reference_year": 2020,
    "figures": {"base": {"statistic": "mean", "component": "base", "amount": 1}},
}


def figure(**values: object) -> Figure:
    return Figure.model_validate({"statistic": "mean", "component": "base", **values})


def refusals(**values: object) -> list[str]:
    """The codes with which a figure is refused."""
    with pytest.raises(ValidationError) as refusal:
        figure(**values)
    return [error["type"] for error in refusal.value.errors()]


@pytest.mark.parametrize(
    "values",
    [
        {"amount": 0},
        {"amount": 10**12},
        {"low": 1, "high": 2},
        {"low": 1, "high": 1},
        {"low": 0, "high": 0},
        {"flags": ("suppressed",)},
        {"amount": 208_000, "flags": ("top-coded",)},
    ],
    ids=str,
)
def test_a_figure_is_an_amount_or_a_range_or_suppressed(values: dict[str, object]) -> None:
    made = figure(**values)
    assert {name: getattr(made, name) for name in values} == values


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"low": 1},
        {"high": 1},
        {"amount": 1, "low": 1},
        {"amount": 1, "high": 1},
        {"amount": 1, "low": 1, "high": 2},
        {"amount": 0, "low": 0, "high": 0},
        {"flags": ("top-coded",)},
        {"low": 1, "flags": ("suppressed",)},
    ],
    ids=str,
)
def test_half_a_range_or_both_forms_are_refused(values: dict[str, object]) -> None:
    assert refusals(**values) == ["amount-or-range"]


def test_a_range_that_falls_is_refused() -> None:
    assert refusals(low=2, high=1) == ["low-above-high"]


@pytest.mark.parametrize("name", ["amount", "low", "high"])
@pytest.mark.parametrize(("amount", "code"), [(-1, "greater_than_equal"), (10**12 + 1, "less_than_equal")])
def test_an_amount_has_a_least_and_a_largest_value(name: str, amount: int, code: str) -> None:
    assert refusals(
        **{"low": 1, "high": 1, **({} if name != "amount" else {"low": None, "high": None}), name: amount}
    ) == [code]


def test_a_sample_has_at_least_one_person() -> None:
    assert refusals(amount=1, sample_size=0) == ["greater_than_equal"]


@pytest.mark.parametrize("statistic", get_args(Statistic))
def test_every_statistic_is_accepted(statistic: str) -> None:
    assert figure(statistic=statistic, amount=1).statistic == statistic


@pytest.mark.parametrize("component", get_args(Component))
def test_every_component_is_accepted(component: str) -> None:
    assert figure(component=component, amount=1).component == component


@pytest.mark.parametrize("flag", get_args(Flag))
def test_every_flag_is_accepted(flag: str) -> None:
    assert figure(amount=1, flags=(flag,)).flags == (flag,)


@pytest.mark.parametrize("name", ["statistic", "component"])
def test_an_unknown_word_is_refused(name: str) -> None:
    assert refusals(**{"amount": 1, name: "mode"}) == ["literal_error"]


def test_a_figure_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        figure(amount=1).amount = 2  # type: ignore[misc]


# ------------------------------------------------------------------------------------------------ a file


def test_a_file_without_figures_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        Salary.model_validate({**SALARY, "figures": {}})
    assert [error["type"] for error in refusal.value.errors()] == ["too_short"]


@pytest.mark.parametrize("name", [name for name, field in Salary.model_fields.items() if field.is_required()])
def test_a_required_field_may_not_be_left_out(name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Salary.model_validate({field: value for field, value in SALARY.items() if field != name})
    assert [(error["type"], error["loc"]) for error in refusal.value.errors()] == [("missing", (name,))]


def test_the_smallest_file_is_accepted() -> None:
    assert Salary.model_validate(SALARY).figures["base"].amount == 1


def test_a_year_may_be_not_given() -> None:
    assert Salary.model_validate({**SALARY, "reference_year": "not-given"}).reference_year == "not-given"


@pytest.mark.parametrize("period", ["week", "day", "annual", ""])
def test_a_period_is_a_year_a_month_or_an_hour(period: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Salary.model_validate({**SALARY, "period": period})
    assert [error["type"] for error in refusal.value.errors()] == ["literal_error"]
