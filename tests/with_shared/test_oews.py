"""The wage tables and price index of the shared data against what was made of them: every file parses, row by row."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from kamguide.errors import RefusedFileError
from kamguide.guide import Guide
from kamguide.model.pay import average
from kamguide.model.survey import Row
from kamguide.render.spreadsheets import table
from kamguide.taxonomies.oews import Imported, parse, told_year
from tests.conftest import ROOT

DATA = ROOT.parent / "shared" / "data"


def parsed(name: str, *codes: str) -> Imported:
    return parse(table((DATA / "bls" / name).read_bytes()), codes, told_year(name))


@pytest.mark.parametrize(
    ("name", "read", "taken", "top_coded", "suppressed"),
    [
        ("national_M2017_dl.xlsx", 1382, 1376, 84, 36),
        ("national_M2024_dl.xlsx", 1403, 1396, 122, 42),
        ("oews_2025_national_cross_industry_sales.csv", 47, 47, 0, 0),
        ("oews_2025_state_sales.csv", 1766, 1766, 0, 237),
        ("oews_national_timeseries_sales.csv", 98, 98, 20, 0),
    ],
)
def test_every_file_is_read_to_its_last_row(name: str, read: int, taken: int, top_coded: int, suppressed: int) -> None:
    found = parsed(name)
    cells = Counter(cell for row in found.rows for cell in row if cell in ("#", "*"))
    assert found.rejected == []
    assert (found.read, len(found.rows), cells["#"], cells["*"]) == (read, taken, top_coded, suppressed)


def test_a_table_of_something_else_is_refused_by_its_columns() -> None:
    with pytest.raises(RefusedFileError, match="occ_code / soc_code"):
        parsed("occupation.xlsx")


def test_the_surveys_say_what_the_files_say(guide: Guide) -> None:
    surveys = guide.library.surveys
    series = parsed("oews_national_timeseries_sales.csv")
    assert list(surveys["oews-national"].rows) == series.rows
    states = parsed("oews_2025_state_sales.csv", "11-2022")
    assert list(surveys["oews-states"].rows) == states.rows
    assert len(surveys["oews-national"].occupations) == 15


@pytest.mark.parametrize("name", ["national_M2017_dl.xlsx", "national_M2024_dl.xlsx"])
def test_the_workbooks_confirm_their_years_of_the_series(name: str, guide: Guide) -> None:
    held: dict[tuple[str, int], Row] = {
        (row.occupation, row.year): row for row in guide.library.surveys["oews-national"].rows
    }
    found = [row for row in parsed(name).rows if (row.occupation, row.year) in held]
    assert len(found) == 14
    assert [row for row in found if row != held[row.occupation, row.year]] == []


def test_no_printed_figure_lies_above_the_limit_of_its_year_where_the_limit_hid_some(guide: Guide) -> None:
    survey = guide.library.surveys["oews-national"]
    for row in survey.rows:
        limit = survey.limit(row.year)
        printed = [cell for cell in row[5:] if isinstance(cell, int)]
        assert limit is None or max(printed) < limit, row


def test_the_index_says_what_the_file_says(guide: Guide) -> None:
    with (DATA / "cpi" / "cpi_u_annual_1913_2025.csv").open(encoding="utf-8") as file:
        told = {int(line["year"]): float(line["annual_average"]) for line in csv.DictReader(file)}
    assert guide.library.prices["us-cpi-u"].by_year == told
    assert len(told) == 113


def test_the_mean_of_the_states_by_their_people_is_nearly_that_of_the_nation(guide: Guide) -> None:
    """States whose number of people is not released and territories shift it a little."""
    states = [
        pay for pay in guide.library.pays if pay.statistic == "mean" and "-" in pay.area and pay.employment is not None
    ]
    assert abs(average(states) / 164_350 - 1) < 0.005
