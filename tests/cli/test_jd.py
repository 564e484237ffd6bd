"""``kamguide jd``: one role to a file or the terminal, all roles of a company into a folder; what is wrong exits 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamguide.cli import main
from kamguide.job_description.exits import EXITS

BEGINNINGS = {"pdf": b"%PDF-1.7", "docx": b"PK", "html": b"<!doctype html>", "md": b"# ", "txt": b"", "jsonld": b"{",
              "json": b"{"}  # fmt: skip


def jd(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["jd", *arguments], env={"LANG": "C"})


@pytest.mark.parametrize("form", EXITS)
def test_each_form_is_written(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"kam.{form}"
    assert jd("kam", "--lang", "hi", "-o", str(file)).exit_code == 0
    assert file.read_bytes().startswith(BEGINNINGS[form])


def test_text_goes_to_the_terminal() -> None:
    done = jd("key-account-manager@senior", "--lang", "both", "--format", "md")
    assert done.exit_code == 0
    assert done.stdout.count("# ") > 10
    assert "key-account-manager.grades.senior.label" in done.stdout


def test_choices_come_from_a_file(tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps({"employer": "Acme", "must": ["negotiation"], "nice": []}), encoding="utf-8")
    made = json.loads(jd("kam", "--draft", str(draft), "--format", "jsonld").stdout)
    assert made["hiringOrganization"]["name"] == "Acme"
    assert [skill["termCode"] for skill in made["skills"]] == ["negotiation"]


def test_the_role_may_stand_in_the_draft_and_must_be_the_one_that_is_named(tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps({"role": "key-account-manager@senior"}), encoding="utf-8")
    assert "key-account-manager.grades.senior.label" in jd("--draft", str(draft)).stdout
    assert jd("kam", "--grade", "junior", "--draft", str(draft)).exit_code == 0
    done = jd("sales-manager", "--draft", str(draft))
    assert done.exit_code == 2
    assert "key-account-manager@senior" in done.stderr


def test_every_wrong_choice_is_told(tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps({"employer": 5, "until": "2020-01-01", "pay": {"low": 1}}), encoding="utf-8")
    told = jd("kam", "--draft", str(draft)).stderr.splitlines()
    assert [line.split(": ")[1] for line in told] == ["/employer", "/pay/currency", "/pay/period", "/until"]


def test_all_roles_and_grades_of_a_company(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    done = jd(
        "--all", "--company", "udaharan-udyog", "--lang", "hi", "--format", "md", "--format", "txt", "-o", str(folder)
    )
    assert done.exit_code == 0, done.stderr
    names = {file.name for file in folder.iterdir()}
    assert {"dealer-account-manager-hi.md", "account-manager-a1-hi.txt"} <= names
    assert len(names) % 2 == 0
    assert "हमारा वादा" in (folder / "dealer-account-manager-hi.md").read_text(encoding="utf-8")
    assert (
        jd("--all", "--company", "udaharan-udyog", "--lang", "hi", "--format", "md", "-o", str(folder)).exit_code == 2
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("nobody",), ("kam@nothing",), ("kam", "--company", "nobody"), ("kam", "--format", "pdf"),
        ("kam", "--grade", "senior", "--all"), ("kam", "--format", "md", "--format", "txt"),
        ("kam", "--draft", "missing.json"), ("kam", "-o", "missing/kam.pdf"), ("kam@senior", "--grade", "senior"),
        ("kam", "-o", "kam.doc"),
    ],
)  # fmt: skip
def test_wrong_use_is_named(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = jd(*arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith("kamguide: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, '{"must": ["nothing"]}', '{"place": "%s"}' % ("x" * 121)])
def test_a_faulty_file_of_choices_is_named(text: str, tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text(text, encoding="utf-8")
    assert jd("kam", "--draft", str(draft)).exit_code == 2
