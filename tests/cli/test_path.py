"""``kamguide path``: ways as lines, as the API's JSON and as CSV; none is an answer, a wrong name is not."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from kamguide.career_paths import find
from kamguide.cli import main
from kamguide.guide import Guide
from kamguide.model.text import LANGUAGES, Language

ENDS = ("account-executive@mid-market", "sales-manager")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["path", *arguments])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_comes_with_its_steps_and_their_rows(guide: Guide, language: Language) -> None:
    result = run(*ENDS, "--lang", language)
    found = find(guide.library, *ENDS)
    lines = result.output.splitlines()
    assert result.exit_code == 0
    firsts = [line for line in lines if line[:1].isdigit()]
    assert [int(line.rpartition(": ")[2]) for line in firsts] == [way.cost for way in found.ways]
    assert sum(line.startswith("   ") and line[3] != " " for line in lines) == sum(len(w.steps) for w in found.ways)
    assert sum("›" in line and line.startswith(" " * 6) for line in lines) == sum(
        len(step.rows) for way in found.ways for step in way.steps
    )


@pytest.mark.parametrize("lang", [(), ("--lang", "hi"), ("--lang", "en")])
def test_json_is_the_answer_of_the_api(client: FlaskClient, lang: tuple[str, ...]) -> None:
    query = f"&lang={lang[1]}" if lang else ""
    answer = client.get(f"/api/v1/paths?from={ENDS[0]}&to={ENDS[1]}{query}").get_json()
    assert json.loads(run(*ENDS, "--json", *lang).output) == answer


def test_csv_is_the_file_of_the_api(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/paths.csv?from={ENDS[0]}&to={ENDS[1]}&lang=en").data
    assert run(*ENDS, "--csv", "--lang", "en").stdout_bytes == answer
    rows = list(csv.DictReader(io.StringIO(answer.decode("utf-8-sig"))))
    for way in {row["way"] for row in rows}:
        own = [row for row in rows if row["way"] == way]
        assert {int(row["way_points"]) for row in own} == {sum(int(row["row_points"] or 0) for row in own)}


def test_no_way_is_said_and_is_no_failure() -> None:
    result = run("sales-director", "analyst", "--lang", "en")
    assert (result.exit_code, result.output) == (0, "No way leads there.\n")


def test_in_a_company_s_guide() -> None:
    ends = ("account-manager@a1", "account-manager@a2")
    by_option = run(*ends, "--company", "udaharan-udyog", "--lang", "en")
    assert by_option.exit_code == 0
    assert by_option.output == run(f"udaharan-udyog:{ends[0]}", ends[1], "--lang", "en").output


def test_wrong_use_is_2_and_names_everything_that_is_wrong() -> None:
    result = run("acount-manager", "analist")
    assert result.exit_code == 2
    for word in ("acount-manager", "analist", "account-manager", "analyst"):
        assert word in result.output
    assert run("analyst", "analyst").exit_code == 2
