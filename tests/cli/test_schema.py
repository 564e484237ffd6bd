"""``kamguide schema``: the JSON Schema of each kind, valid, and true of every file that comes with the program."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator, FormatChecker

from kamguide.cli import main
from kamguide.model import KINDS
from kamguide.problems import Place
from kamguide.sources.reader import read_yaml
from tests.conftest import ROOT

FILES = sorted((ROOT / "content").glob("*/*.yaml"))


def schema(*arguments: str) -> dict[str, object]:
    done = CliRunner().invoke(main, ["schema", *arguments])
    assert (done.exit_code, done.stderr) == (0, "")
    printed: dict[str, object] = json.loads(done.stdout)
    return printed


def faults(kind: str, text: str) -> list[str]:
    """What the schema of a kind says against a file's text."""
    root, problems = read_yaml(text, Place("file.yaml"))
    assert (problems, root is None) == ([], False)
    checker = Draft202012Validator(schema(kind), format_checker=FormatChecker())
    return [
        f"{error.json_path}: {error.message[:200]}" for error in checker.iter_errors(root.plain() if root else None)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_s_schema_is_a_valid_json_schema(kind: str) -> None:
    printed = schema(kind)
    Draft202012Validator.check_schema(printed)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_without_a_kind_all_are_printed_by_name() -> None:
    assert schema() == {kind: schema(kind) for kind in sorted(KINDS)}


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_s_name_is_no_field_of_the_file(kind: str) -> None:
    printed = schema(kind)
    assert "slug" not in printed["properties"]  # type: ignore[operator]
    assert "slug" not in printed["required"]  # type: ignore[operator]


@pytest.mark.parametrize("kind", sorted({path.parent.name for path in FILES}))
def test_every_file_of_the_guide_is_right_by_its_schema(kind: str) -> None:
    wrong = {
        path.name: found
        for path in FILES
        if path.parent.name == kind and (found := faults(kind, path.read_text(encoding="utf-8")))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("kind", "change", "told"),
    [
        ("sources", ("publisher:", "publishr:"), "publishr"),
        ("sources", ("year: ", "year: 3000 # "), "3000"),
        ("roles", ("level: ", "level: 9 # "), "9"),
        ("skills", ("group: ", "group: none # "), "none"),
        ("salaries", ("period: ", "period: week # "), "week"),
    ],
)
def test_a_wrong_file_is_told_by_its_schema(kind: str, change: tuple[str, str], told: str) -> None:
    file = next(path for path in FILES if path.parent.name == kind)
    text = file.read_text(encoding="utf-8")
    if kind == "roles":
        text = "skills:\n  a: {level: 9, importance: 1, relation: essential, basis: estimate}\n"
    else:
        text = text.replace(*change, 1)
    assert any(told in fault for fault in faults(kind, text))


def test_an_unknown_kind_is_wrong_use_and_names_the_known_ones() -> None:
    done = CliRunner().invoke(main, ["schema", "rols"])
    assert done.exit_code == 2
    assert [kind for kind in KINDS if kind not in done.output] == []
