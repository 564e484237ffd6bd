"""Figures sorted onto axes, the way of a median, choices: of the shipped guide and of figures made to be awkward."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kamguide.errors import NotFoundError
from kamguide.guide import Guide
from kamguide.library.library import Library
from kamguide.model.pay import Pay, together
from kamguide.salaries.axes import axes
from kamguide.salaries.choice import Choice, areas_paid, chosen, in_prices, index_of, years_paid
from kamguide.salaries.sheet import HEAD, rows
from kamguide.salaries.trend import trend
from tests.model.test_pay import pay


@pytest.fixture(scope="module")
def library(guide: Guide) -> Library:
    return guide.library


def test_every_figure_stands_on_exactly_one_axis_and_each_axis_holds_only_what_may_stand_together(
    library: Library,
) -> None:
    made = axes(library.pays)
    assert sorted(one.id for axis in made for one in axis.pays) == sorted(one.id for one in library.pays)
    for axis in made:
        if axis.kind == "parts":
            assert together([line.first for line in axis.lines]) == "parts"
        for statistic in {one.statistic for one in axis.pays} if axis.kind == "same" else ():
            assert together([one for one in axis.pays if one.statistic == statistic]) == "same"


def test_four_seeds_of_pay_stand_on_four_axes_and_each_but_the_first_says_why(library: Library) -> None:
    wanted = ("account-executive", "account-manager", "key-account-manager", "sales-manager")
    made = axes([one for one in library.pays if one.role in wanted and "-" not in one.area and one.year != 2012])
    parts = [{line.first.component for line in axis.lines} for axis in made if axis.kind == "parts"]
    assert parts == [{"base", "additional"}, {"salary", "bonus", "profit-sharing", "commission"}]
    assert [bool(axis.why) for axis in made] == [False, *[True] * (len(made) - 1)]


def test_what_a_salary_file_repeats_of_a_survey_stands_once(library: Library) -> None:
    """And says the same: each figure of the files ``sales-manager-oews-20..`` is one of the survey's."""
    years = range(2017, 2026)
    repeated = [
        s for s in library.salaries.values() if s.slug.startswith("sales-manager-oews") and s.reference_year in years
    ]
    assert len(repeated) == 7
    assert [one.id for one in library.pays if one.account in {salary.slug for salary in repeated}] == []


def test_the_way_of_the_sales_managers_median_has_its_gaps(library: Library) -> None:
    way = trend(chosen(library, Choice(role="sales-manager")))
    assert way is not None
    assert [(point.year, point.amount) for point in way.points] == [
        (2012, 105_260), (2015, 113_860), (2017, 121_060), (2020, 132_290), (2021, 127_490), (2022, 130_600),
        (2023, 135_160), (2024, 138_060), (2025, 148_270),
    ]  # fmt: skip
    assert way.gaps == ((2013, 2014), (2016, 2016), (2018, 2019))
    assert [one.id for one in way.left_out] == ["sales-manager-oews-2016.average"]


def test_the_printed_average_of_2016_fell_by_6_percent_until_2025_after_inflation(library: Library) -> None:
    index = index_of(library, library.pays)
    assert index is not None
    printed = chosen(library, Choice(role="sales-manager", year="2016"))
    real = {one.statistic: one.amount or 0 for one in in_prices(printed, index, 2025)}
    assert round(100 * (148_270 / real["average"] - 1)) == -6


def test_a_median_of_too_few_years_or_without_an_exact_amount_is_no_way() -> None:
    years = [pay(id=f"{year}.median", account=str(year), year=year) for year in (2020, 2021, 2023)]
    assert trend(years) is not None
    assert trend(years[:2]) is None
    assert trend([replace(one, flags=("top-coded",)) for one in years]) is None
    assert trend([replace(years[0], area="IN"), *years[1:]]) is None


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (Choice(role="account-executive"), 2),
        (Choice(role="account-manager", year="not-given"), 1),
        (Choice(role="key-account-manager", component="bonus"), 1),
        (Choice(role="sales-manager", area="US-CA"), 6),
        (Choice(role="41-3011"), 42),
        (Choice(area="IN"), 0),
        (Choice(source="bls-oews-2025"), 53 * 6),
    ],
    ids=str,
)
def test_a_choice_takes_what_it_names(choice: Choice, count: int, library: Library) -> None:
    assert len(chosen(library, choice)) == count


def test_an_unknown_role_or_source_is_told_with_the_nearest(library: Library) -> None:
    with pytest.raises(NotFoundError) as role:
        chosen(library, Choice(role="sales-manger"))
    with pytest.raises(NotFoundError) as source:
        chosen(library, Choice(source="bls-oews-2052"))
    assert ("sales-manager" in role.value.nearest, "bls-oews-2025" in source.value.nearest) == (True, True)


def test_all_years_and_areas_are_offered(library: Library) -> None:
    assert years_paid(library)[0] == "2025"
    assert years_paid(library)[-1] == "not-given"
    assert areas_paid(library)[0] == "US"
    assert len(areas_paid(library)) == 54


def test_a_spreadsheet_holds_no_formula_and_every_fact() -> None:
    odd = replace(pay(), role=None, occupation="11-2022", source="=1+1", publisher="+1", id="@x")
    shown = rows(_books(odd), [odd], "en")
    assert shown[0] == list(HEAD)
    assert [cell for cell in shown[1] if str(cell).startswith(("=", "+", "@"))] == []


def _books(one: Pay) -> Library:
    from kamguide.model.survey import Occupation, Provenance, Survey
    from kamguide.model.text import Text
    from tests.conftest import TODAY

    survey = Survey(
        slug="s",
        label=Text(en="S"),
        source="press",
        currency="USD",
        period="year",
        component="total",
        provenance=Provenance(file="x", rows=1, retrieved=TODAY),
        occupations={one.occupation or "": Occupation(label=Text(en="-2+3"), title="x")},
        rows=(),
    )
    return Library(surveys={"s": survey})
