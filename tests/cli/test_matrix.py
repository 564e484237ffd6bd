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
    file = exported(tmp_path)
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


UDYOG = "udaharan-udyog"


def test_a_place_that_cannot_be_written_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    """A folder in the place of the file, a file in the place of a folder, a folder that is not there."""
    file = changed(tmp_path, "essential", "optional")
    for arguments in (
        ("-o", tmp_path),
        ("-o", tmp_path / "nowhere" / "m.csv"),
        ("import", file, "-o", file),
    ):
        for lang, said in (("en", "cannot be written"), ("hi", "में लिखा नहीं जा सका")):
            result = run(*arguments, "--lang", lang)
            assert (result.exit_code, result.exception) == (2, result.exception), arguments
            assert isinstance(result.exception, SystemExit), arguments
            assert said in result.output, arguments


@pytest.mark.parametrize(
    "arguments", [("import", "nowhere.csv", "-o", "new"), ("--company", "udaharan-udyo", "-o", "m.csv"), ()]
)
def test_errors_are_told_in_the_language_asked_for(arguments: tuple[str, ...], tmp_path: Path) -> None:
    english, hindi = (run(*arguments, "--lang", lang) for lang in ("en", "hi"))
    assert english.exit_code == hindi.exit_code == 2
    assert english.output != hindi.output
    assert any("\u0900" < letter < "\u0980" for letter in hindi.output)


def test_a_companys_matrix_goes_out_with_its_warning_and_comes_back_to_it(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    result = run("--company", UDYOG, "-o", file, "--lang", "en")
    assert result.exit_code == 0
    assert "This company is invented" in result.output
    assert "dealer-account-manager: level" in [cell.value for cell in read(file.read_bytes()).rows[0]]
    back = run("import", file, "-o", tmp_path / "new", "--company", UDYOG, "--lang", "en")
    assert (back.exit_code, back.output) == (0, "No change.\n")
    shared = run("import", file, "-o", tmp_path / "new", "--lang", "en")
    assert "no role 'dealer-account-manager'" in shared.output


def test_what_a_file_does_not_hold_is_said_and_is_no_fault(tmp_path: Path) -> None:
    file = exported(tmp_path)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("coaching,")), encoding="utf-8")
    result = run("import", file, "-o", tmp_path / "new", "--lang", "en")
    assert (result.exit_code, result.output) == (
        0, "matrix.csv: no row, so left as they are: coaching\nNo change.\n"
    )  # fmt: skip
    asked = run("import", file, "-o", tmp_path / "new", "--lang", "en", "--remove-absent")
    assert asked.exit_code == 0
    written = (tmp_path / "new" / "content" / "roles" / "sales-manager.yaml").read_text(encoding="utf-8")
    assert written == "skills:\n  coaching: null\n"
