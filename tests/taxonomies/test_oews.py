"""OEWS tables in every layout, made small by hand with figures of the source: what is kept, refused and named."""

from __future__ import annotations

import pytest

from kamguide.errors import RefusedFileError
from kamguide.library.layer import read_layer
from kamguide.library.loading import load
from kamguide.sources.memory import MemorySource
from kamguide.taxonomies.oews import Value, files, parse, source_file, told_year
from tests.conftest import TODAY

Lines = list[list[Value]]
OF_2017: Lines = [
    ["OCC_CODE", "OCC_TITLE", "OCC_GROUP", "TOT_EMP", "EMP_PRSE", "H_MEAN", "A_MEAN", "MEAN_PRSE", "H_PCT10", "H_PCT25",
     "H_MEDIAN", "H_PCT75", "H_PCT90", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90", "ANNUAL", "HOURLY"],
    ["11-2022", "Sales Managers", "detailed", 371410, 0.6, 66.18, 137650, 0.3, 27.69, 39.66, 58.2, 82.11, "#", 57590,
     82490, 121060, 170790, "#", None, None],
    ["27-2011", "Actors", "detailed", 43470, 5.4, 32.89, "*", 5.5, 9.05, 11.55, 17.49, 32.73, 57.3, "*", "*", "*", "*",
     "*", None, True],
]  # fmt: skip
HEAD_2024: list[Value] = [
    "AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE", "OCC_CODE",
    "OCC_TITLE", "O_GROUP", "TOT_EMP", "A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90",
]  # fmt: skip


def line_2024(
    area: str, title: str, kind: str, state: str, *, naics: str = "000000", mean: Value = 160930
) -> list[Value]:
    return [
        area, title, kind, state, naics, "Cross-industry", "cross-industry", "1235", "11-2022", "Sales Managers",
        "detailed", 603710, mean, 66910, 95910, 138060, 201490, "#",
    ]  # fmt: skip


HEAD_2025: list[Value] = [
    "area_code", "areatype", "state_code", "area_name", "industry_code", "soc_code", "occupation_name", "employment",
    "annual_mean_wage", "annual_10th_percentile_wage", "annual_25th_percentile_wage", "annual_median_wage",
    "annual_75th_percentile_wage", "annual_90th_percentile_wage", "footnotes",
]  # fmt: skip


def test_the_layout_of_2017_knows_the_nation_only_and_keeps_what_is_no_number() -> None:
    taken = parse(OF_2017, ["11-2022", "27-2011"], 2017)
    assert taken.rows[0] == ("11-2022", "US", 2017, 371410, 137650, 57590, 82490, 121060, 170790, "#")
    assert taken.rows[1][3:] == (43470, "*", "*", "*", "*", "*", "*")
    assert (taken.read, taken.rejected) == (2, [])


def test_the_layout_of_2024_takes_nation_states_and_territories_and_leaves_towns_and_industries() -> None:
    lines = [
        HEAD_2024,
        line_2024("99", "U.S.", "1", "US"),
        line_2024("6", "California", "2", "CA"),
        line_2024("66", "Guam", "3", "GU"),
        line_2024("31080", "Los Angeles", "4", "CA"),
        line_2024("99", "U.S.", "1", "US", naics="423000"),
        line_2024("99", "U.S.", "1", "US"),
    ]
    taken = parse(lines, [], 2024)
    assert [row.area for row in taken.rows] == ["US", "US-CA", "US-GU"]
    assert taken.rows[0].p90 == "#"


@pytest.mark.parametrize(("note", "cell"), [("5", "#"), ("8", "*"), ("", "*")])
def test_the_flat_layout_says_by_footnote_what_a_dash_is(note: str, cell: str) -> None:
    footnotes = f"Employment:8;Annual 90th percentile wage:{note}" if note else ""
    line: list[Value] = [
        "0600000", "S", "06", "California", "000000", "11-2022", "Sales Managers", "-", "160260", "64430", "91210",
        "134910", "206710", "-", footnotes,
    ]  # fmt: skip
    (row,) = parse([HEAD_2025, line], ["11-2022"], 2025).rows
    assert (row.area, row.employment, row.median, row.p90) == ("US-CA", "*", 134910, cell)


def test_a_column_of_years_counts_more_than_the_files_name() -> None:
    head: list[Value] = ["ref_year_may", *(OF_2017[0][n] for n in (0, 1, 3, 6, 13, 14, 15, 16, 17))]
    line: list[Value] = [
        "2020",
        "11-2022",
        "Sales Managers",
        "390170",
        "147580",
        "63170",
        "89720",
        "132290",
        "185200",
        "#",
    ]
    assert parse([head, line], [], 2025).rows[0].year == 2020


def test_a_column_that_is_gone_or_renamed_is_named() -> None:
    lines = [["OCC_CODE", "OCC_TITLE", "TOT_EMP", "A_AVG", *OF_2017[0][13:18]], *OF_2017[1:]]
    with pytest.raises(RefusedFileError) as refusal:
        parse(lines, [], 2017)
    assert ("a_mean / annual_mean_wage" in str(refusal.value), "a_avg" in str(refusal.value)) == (True, True)
    assert "a_median" not in str(refusal.value).partition("holds")[0]


def test_codes_rows_and_cells_that_are_not_taken_are_named() -> None:
    lines = [HEAD_2024, line_2024("99", "U.S.", "1", "US", mean="n/a"), line_2024("6", "California", "2", "CA")]
    lines[2][8] = "Sales"
    taken = parse(lines, [], 2024)
    assert taken.rows == []
    assert [str(message) for message in taken.rejected] == ["row 2, mean: n/a is no figure", "row 3: Sales is no code"]
    absent = parse(OF_2017, ["11-2022", "41-3091"], 2017)
    assert [str(message) for message in absent.rejected] == ["the code 41-3091 is not in the file"]


def test_an_empty_cell_a_year_and_other_figures_for_the_same_are_named_not_guessed() -> None:
    """A row that is cut off is not "not released"; of two rows that differ the second is told, a repetition is not."""
    head: list[Value] = ["ref_year_may", *(OF_2017[0][n] for n in (0, 1, 3, 6, 13, 14, 15, 16, 17))]
    good: list[Value] = ["2020", "11-2022", "Sales Managers", 390170, 147580, 63170, 89720, 132290, 185200, "#"]
    lines = [
        head,
        good,
        good,
        [*good[:4], 1, *good[5:]],
        ["2021", *good[1:6]],
        ["20x1", *good[1:]],
        ["99999", *good[1:]],
    ]
    taken = parse(lines, [], 2025)
    assert [row.year for row in taken.rows] == [2020]
    assert [str(message) for message in taken.rejected] == [
        "row 4: other figures for 11-2022, US, 2020",
        "row 5, p25: the cell is empty",
        "row 6: 20x1 is no year",
        "row 7: 99999 is no year",
    ]


def test_a_column_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(RefusedFileError, match="twice: a_mean"):
        parse([[*OF_2017[0], "A_MEAN"], *OF_2017[1:]], [], 2017)


def test_a_table_of_several_years_is_no_table_of_its_last_year() -> None:
    taken = parse([OF_2017[0], OF_2017[1]], [], 2017)
    taken.rows.append(taken.rows[0]._replace(year=2025))
    assert "May 2017–2025" in source_file(taken, "2026-11-22")
    assert taken.span("-") == "2017-2025"


def test_a_file_without_any_year_or_row_is_refused() -> None:
    with pytest.raises(RefusedFileError, match="--year"):
        parse(OF_2017, [], None)
    with pytest.raises(RefusedFileError, match="empty"):
        parse([], [], 2017)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("national_M2024_dl.xlsx", 2024),
        ("state_M2017_dl.xlsx", 2017),
        ("oews_2025_state_sales.csv", 2025),
        ("all.csv", None),
        ("oe20250.csv", None),
    ],
)
def test_the_year_is_read_from_the_files_name(name: str, year: int | None) -> None:
    assert told_year(name) == year


def test_what_is_written_loads_without_an_error_and_says_the_same() -> None:
    taken = parse(OF_2017, ["11-2022", "27-2011"], 2017)
    taken.titles["27-2011"] = 'Actors, "all"'
    made = dict(files(taken, "a.xlsx", "oews", "bls-oews-2017", "2026-11-22", {"11-2022": ("सेल्स मैनेजर", "Sales")}))
    made["sources/bls-oews-2017.yaml"] = source_file(taken, "2026-11-22")
    layer, problems = read_layer(MemorySource(made), "shared", "content/")
    library, more = load([layer], TODAY)
    assert [str(problem.sentence) for problem in (*problems, *more) if problem.severity == "error"] == []
    assert list(library.surveys["oews"].rows) == taken.rows
    assert library.surveys["oews"].limit(2017) == 208_000
    assert library.surveys["oews"].occupations["27-2011"].title == 'Actors, "all"'
