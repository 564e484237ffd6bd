"""``kamguide gap``: the result as lines and as the API's JSON; faults are told line by line; nothing is stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from kamguide.cli import main
from kamguide.model.text import LANGUAGES, Language

KAM = "key-account-manager"
FILE = """\
ratings:
  negotiation: 4
  strategic-thinking: 1
  selling: 3
  communication: null
evidence:
  selling: won the tender
hours_per_week: 2
languages: [hi]
"""
REQUEST = {
    "role": KAM,
    "ratings": {"negotiation": 4, "strategic-thinking": 1, "selling": 3, "communication": None},
    "evidence": {"selling": "won the tender"},
    "hours_per_week": 2,
    "languages": ["hi"],
}


def run(folder: Path, text: str, *arguments: str) -> Result:
    file = folder / "my.yaml"
    file.write_text(text, encoding="utf-8")
    role, *rest = arguments or (KAM,)
    return CliRunner().invoke(main, ["gap", role, str(file), *rest])


@pytest.mark.parametrize("lang", [(), ("--lang", "hi"), ("--lang", "en")])
def test_json_is_the_answer_of_the_api(client: FlaskClient, tmp_path: Path, lang: tuple[str, ...]) -> None:
    result = run(tmp_path, FILE, KAM, "--json", *lang)
    assert result.exit_code == 0
    answer = client.post(f"/api/v1/gap{f'?lang={lang[1]}' if lang else ''}", json=REQUEST)
    assert json.loads(result.output) == answer.get_json()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_is_told_with_reasons(tmp_path: Path, language: Language) -> None:
    result = run(tmp_path, FILE, "KAM", "--lang", language)
    assert result.exit_code == 0
    first, *rest = result.output.splitlines()
    expected = {
        "hi": ("प्रमुख अकाउंट मैनेजर: जाँचे गए 3 कौशलों में से 2 ज़रूरी स्तर पर", "== ताक़त ==", "12 हफ़्तों की योजना"),
        "en": (
            "Key account manager: 2 of 3 rated skills at the required level",
            "== Strength ==",
            "Plan of 12 weeks",
        ),
    }[language]
    assert first == expected[0]
    assert expected[1] in rest
    assert any(expected[2] in line for line in rest)
    assert any("won the tender" in line for line in rest)
    assert any(line.strip().startswith("strategic-thinking [") for line in rest)


def test_grades_are_named_in_the_reference_the_option_or_the_file(tmp_path: Path) -> None:
    answers = [
        run(tmp_path, FILE, f"{KAM}@senior", "--json"),
        run(tmp_path, FILE, KAM, "--json", "--grade", "senior"),
        run(tmp_path, FILE + "grade: senior\n", KAM, "--json"),
        run(tmp_path, FILE + "grade: junior\n", KAM, "--json", "--grade", "senior"),
    ]
    assert {json.loads(answer.output)["role"] for answer in answers} == {f"{KAM}@senior"}


def test_without_a_role_only_fits_are_told(tmp_path: Path) -> None:
    result = run(tmp_path, FILE, "-", "--lang", "en")
    assert result.exit_code == 0
    assert "Roles that fit best" in result.output
    assert "Strength" not in result.output
    assert json.loads(run(tmp_path, FILE, "-", "--json").output)["role"] is None


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("ratings:\n  negotiation: 3\n  juggling: 2\n", "3:3", "juggling"),
        ("ratings:\n  negotiaton: 3\n", "2:3", "negotiation"),
        ("ratings:\n  negotiation: 7\n", "2:16", "7"),
        ("ratings:\n  negotiation: high\n", "2:16", "high"),
        ("ratings: {negotiation: 3}\nhours_per_week: 0\n", "2:17", "0"),
        ("ratings: {negotiation: 3}\nevidence:\n  juggling: x\n", "3:3", "juggling"),
        ("ratings: {negotiation: 3}\nsurname: x\n", "2:1", "surname"),
        ("ratings: {negotiation: 3, negotiation: 2}\n", "1:27", "negotiation"),
        ("hours_per_week: 3\n", "1:1", "ratings"),
        ("ratings: [\n", "2:1", "YAML"),
        ("", "1:1", "empty"),
        ("- 1\n", "1:1", "name: value"),
    ],
)
def test_every_fault_of_the_file_is_told_at_its_line(tmp_path: Path, text: str, place: str, words: str) -> None:
    result = run(tmp_path, text, KAM, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"my.yaml:{place}: " in result.stderr
    assert words in result.stderr


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    result = run(tmp_path, "ratings: {juggling: 2, chess: 3}\nevidence: {poker: x}\n", KAM)
    assert len(result.stderr.splitlines()) == 3


@pytest.mark.parametrize(
    "arguments", [("boss",), (f"{KAM}@boss",), (KAM, "--grade", "boss"), (KAM, "--company", "acme")]
)
def test_wrong_names_are_wrong_use(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(tmp_path, FILE, *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("kamguide: ")


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    missing = CliRunner().invoke(main, ["gap", KAM, str(tmp_path / "no.yaml"), "--lang", "en"])
    assert (missing.exit_code, missing.stderr.split(":")[0]) == (2, "kamguide")
    large = run(tmp_path, FILE + "#" * 64_000, KAM, "--lang", "en")
    assert large.exit_code == 2
    assert "64 kB" in large.stderr
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe")
    assert CliRunner().invoke(main, ["gap", KAM, str(tmp_path / "b.yaml")]).exit_code == 2


def test_nothing_is_written(tmp_path: Path) -> None:
    run(tmp_path, FILE, KAM)
    assert [file.name for file in tmp_path.iterdir()] == ["my.yaml"]
