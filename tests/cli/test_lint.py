"""``kamguide lint``: findings as lines with line and column, as the API's JSON; exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from kamguide.cli import main
from kamguide.guide import Guide
from kamguide.model.text import LANGUAGES, Language

TEXT = "Driver\nहमें एक अच्छा ड्राइवर चाहिए।\nAt night he waits.\n"


def run(*arguments: str, typed: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["lint", *arguments], input=typed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_finding_is_a_line(guide: Guide, tmp_path: Path, language: Language) -> None:
    file = tmp_path / "job.txt"
    file.write_text(TEXT, encoding="utf-8")
    result = run(str(file), "--lang", language)
    assert result.exit_code == 1
    labels = [guide.library.rules[rule].label.to(language) for rule in ("gendered-adjective", "gendered-pronoun")]
    first, second = result.output.splitlines()
    assert first.startswith(f"{file}:2:9: {labels[0]}: ")
    assert second.startswith(f"{file}:3:10: {labels[1]}: ")
    assert "कुशल" in first


def test_standard_input_and_place(tmp_path: Path) -> None:
    assert run("-", typed="Count the cash.\n").exit_code == 0
    told = run("-", "--place", "Denver", "--lang", "en", typed="\ufeffWelder\n")
    assert (told.exit_code, told.output.startswith("-:1:1: No pay range: ")) == (1, True)


@pytest.mark.parametrize("lang", [(), ("--lang", "hi"), ("--lang", "en")])
def test_json_is_the_answer_of_the_api(client: FlaskClient, lang: tuple[str, ...]) -> None:
    told = json.loads(run("-", "--json", *lang, typed=TEXT).output)
    query = f"?lang={lang[1]}" if lang else ""
    assert told == client.post(f"/api/v1/job-descriptions/lint{query}", json={"text": TEXT}).get_json()


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"x" * 1_000_001, b"x" * 200_000])
def test_what_cannot_be_read_is_wrong_use(data: bytes) -> None:
    result = run("-", typed=data)
    assert result.exit_code == 2
    assert "kamguide: " in result.stderr


def test_a_word_file_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    made, file = docx.Document(), tmp_path / "job.docx"
    for line in TEXT.splitlines():
        made.add_paragraph(line)
    made.save(str(file))
    result = run(str(file), "--lang", "en")
    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in result.output.splitlines()] == [f"{file}:2:9", f"{file}:3:10"]
    assert run("-", "--lang", "en", typed=file.read_bytes()).output == result.output.replace(str(file), "-")


def test_what_only_calls_itself_a_word_file_is_wrong_use(tmp_path: Path) -> None:
    file = tmp_path / "job.docx"
    file.write_text("He sells.", encoding="utf-8")
    result = run(str(file))
    assert result.exit_code == 2
    assert f"{file}: The Word file is damaged" in result.stderr
