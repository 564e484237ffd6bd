"""``kamguide matrix``: out to a file, back as an overlay that loads, rejected cells named, broken files refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamguide.cli import main
from kamguide.render.spreadsheets import read


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["matrix", *map(str, arguments)])


def exported(folder: Path, form: str = "csv", lang: str = "en") -> Path:
    file = folder / f"matrix.{form}"
    assert run("--format", form, "-o", file, "--lang", lang).exit_code == 0
    return file


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_out_and_back_is_no_change(tmp_path: Path, form: str, lang: str) -> None:
    result = run("import", exported(tmp_path, form, lang), "-o", tmp_path / "new", "--lang", "en")
    assert (result.exit_code, result.output) == (0, "No change.\n")
    assert not (tmp_path / "new").exists()


def changed(folder: Path, old: str, new: str) -> Path:
    file = exported(folder)
    lines = file.read_text(encoding="utf-8")
    assert old in lines
    file.write_text(lines.replace(old, new), encoding="utf-8")
    return file


def test_a_change_becomes_an_overlay_file(tmp_path: Path) -> None:
    file = changed(tmp_path, "hiring,Hiring", "hiring,Anything")
    rows = read(file.read_bytes()).rows
    number = [cell.value for cell in rows[0]].index("account-manager: level")
    text = file.read_text(encoding="utf-8-sig").splitlines()
    row = next(n for n, line in enumerate(text) if line.startswith("negotiation,"))
    cells = text[row].split(",")
    cells[number] = "4"
    text[row] = ",".join(cells)
    file.write_text("\n".join(text), encoding="utf-8")
    result = run("import", file, "-o", tmp_path / "new")
    assert result.exit_code == 0
    written = tmp_path / "new" / "content" / "roles" / "account-manager.yaml"
    assert written.read_text(encoding="utf-8") == "skills:\n  negotiation: {level: 4}\n"
    again = run("import", file, "-o", tmp_path / "new")
    assert again.exit_code == 2
    assert str(written) in again.output


def test_a_rejected_cell_is_named_and_the_exit_is_1(tmp_path: Path) -> None:
    result = run("import", changed(tmp_path, "hiring,", "hirring,"), "-o", tmp_path / "new", "--lang", "en")
    assert result.exit_code == 1
    assert "no skill 'hirring' (did you mean 'hiring'?)" in result.output
    assert "matrix.csv:A" in result.output


def test_a_broken_file_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "old.xlsx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    result = run("import", file, "-o", tmp_path / "new")
    assert result.exit_code == 2
    assert ".xls" in result.output
    assert not (tmp_path / "new").exists()


def test_a_file_to_write_must_be_named() -> None:
    result = run()
    assert result.exit_code == 2
    assert "-o" in result.output
