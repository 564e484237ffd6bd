"""``kamguide salaries`` and ``kamguide import oews``: lines, JSON, CSV; files written, refused, named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamguide.cli import main

TABLE = """\
OCC_CODE,OCC_TITLE,TOT_EMP,A_MEAN,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90
11-2022,Sales Managers,371410,137650,57590,82490,121060,170790,#
41-3011,Advertising Sales Agents,136520,61020,24320,33730,49680,73990,108700
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_lines_say_currency_year_area_and_source() -> None:
    told = run("salaries", "key-account-manager", "--lang", "en").output
    assert "US, 2010, PayScale (payscale-2010)" in told
    assert "Bonus, range: $4,015 – $15,494 a year" in told


def test_real_dollars_top_codes_and_bands_are_told() -> None:
    told = run("salaries", "sales-manager", "--area", "US", "--year", "2024", "--prices", "2025", "--lang", "en").output
    assert "$141,693 a year (in 2025 money)" in told
    assert "at least" in told
    bands = run("salaries", "account-manager", "--area", "IN", "--company", "udaharan-udyog", "--lang", "hi").output
    assert "₹4,50,000 – ₹6,50,000" in bands
    assert run("salaries", "--area", "IN", "--lang", "en").output == "There is no figure for this choice.\n"


def test_json_is_the_answer_of_the_api_and_csv_its_file() -> None:
    body = json.loads(run("salaries", "account-executive", "--json", "--lang", "en").output)
    assert [(item["component"], item["amount"]) for item in body["items"]] == [("base", 60260), ("additional", 31109)]
    lines = run("salaries", "account-executive", "--csv", "--lang", "en").output.splitlines()
    assert len(lines) == 3
    assert lines[0].lstrip("\ufeff").startswith("id,role,occupation,")


@pytest.mark.parametrize(
    "wrong",
    [
        ("nobody",),
        ("sales-manager", "--prices", "1800"),
        ("--source", "nothing"),
        ("--component", "gold"),
        ("--area", "XX"),
        ("--year", "1066"),
    ],
)
def test_what_is_not_there_is_wrong_use(wrong: tuple[str, ...]) -> None:
    assert run("salaries", *wrong).exit_code == 2


def imported(folder: Path, text: str, name: str = "national_M2017_dl.csv", *more: str) -> Result:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return run("import", "oews", file, "-o", folder / "new", "--lang", "en", *more)


def test_a_table_becomes_content_that_is_checked_without_an_error(tmp_path: Path) -> None:
    result = imported(tmp_path, TABLE, "national_M2017_dl.csv", "--code", "11-2022", "--code", "41-3011")
    assert result.exit_code == 0, result.output
    survey = (tmp_path / "new" / "content" / "surveys" / "oews-national-2017.yaml").read_text(encoding="utf-8")
    assert '- [11-2022, US, 2017, 371410, 137650, 57590, 82490, 121060, 170790, "#"]' in survey
    assert "हेड" in survey or "सेल्स" in survey
    checked = run("check", tmp_path / "new", "--lang", "en")
    assert (checked.exit_code, checked.output) == (0, "")
    again = run("import", "oews", tmp_path / "national_M2017_dl.csv", "-o", tmp_path / "new")
    assert again.exit_code == 2


def test_a_place_that_cannot_be_written_or_is_a_link_is_told(tmp_path: Path) -> None:
    """A folder below a file; a link below the folder."""
    codes = ("--code", "11-2022", "--code", "41-3011")
    (tmp_path / "new").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "new" / "content").symlink_to(tmp_path / "elsewhere")
    linked = imported(tmp_path, TABLE, "national_M2017_dl.csv", *codes)
    file = tmp_path / "national_M2017_dl.csv"
    there = run("import", "oews", file, "-o", file / "new", "--lang", "en", *codes)
    for result, said in ((there, "cannot be written"), (linked, "is a link")):
        assert isinstance(result.exception, SystemExit), result.output
        assert result.exit_code == 2
        assert said in result.output
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_codes_that_are_gone_are_named_and_the_exit_is_1(tmp_path: Path) -> None:
    result = imported(tmp_path, TABLE)
    assert result.exit_code == 1
    assert "the code 43-4051 is not in the file" in result.output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TABLE.replace("A_MEDIAN", "A_MIDDLE"), "a_median / annual_median_wage"),
        ("", "The file is empty."),
        (TABLE.splitlines()[0], "holds no row"),
        ("PK", "damaged"),
    ],
    ids=["column", "empty", "head-only", "no-zip"],
)
def test_a_file_that_is_no_such_table_is_refused(text: str, told: str, tmp_path: Path) -> None:
    result = imported(tmp_path, text)
    assert (result.exit_code, (tmp_path / "new").exists()) == (2, False)
    assert told in result.output


def test_a_file_without_a_year_asks_for_it(tmp_path: Path) -> None:
    assert "--year" in imported(tmp_path, TABLE, "wages.csv").output
    assert imported(tmp_path, TABLE, "wages.csv", "--year", "2017", "--code", "11-2022").exit_code == 0
