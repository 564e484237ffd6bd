"""The house holds: imports go down the floors, each library has its door, modules are small and say why they exist."""

from __future__ import annotations

import ast
import graphlib
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "kamguide"
MODULES = sorted(PACKAGE.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}

NAMES_OF_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "tools",
    "base_utils",
}
LINES_AT_MOST = 300


def module_id(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


# contracts


def linted(folder: Path) -> tuple[int, set[str]]:
    """Exit code of the import linter in a folder, and the names of the contracts that it found broken."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    broken = set(re.findall(r"^(.+?) BROKEN\b", done.stdout, re.MULTILINE))
    assert done.returncode == 0 or broken, done.stdout + done.stderr
    return done.returncode, broken


def test_every_contract_is_kept() -> None:
    assert linted(ROOT) == (0, set())


FLOORS = {
    "a floor below imports one above": ("model/source.py", "from kamguide.library import nearest"),
    "a neighbour is imported": ("settings.py", "from kamguide.model import text"),
    "an import goes up under TYPE_CHECKING": (
        "problems/message.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from kamguide.library import nearest",
    ),
    "an import goes up inside a function": (
        "sources/base.py",
        "def up() -> None:\n    from kamguide.library import nearest",
    ),
    "a module stands outside the floors": ("helpers.py", '"""Nothing."""'),
}
FORBIDDEN = sorted(
    {(contract["id"], name) for contract in CONTRACTS.values() for name in contract.get("forbidden_modules", ())}
)
"""Every contract that forbids a library, with the library."""


def linted_with(folder: Path, file: str, lines: str) -> tuple[int, set[str]]:
    """What the linter says of a copy of the package in which a file has more lines."""
    shutil.copytree(PACKAGE, folder / "kamguide", ignore=shutil.ignore_patterns("__pycache__", "static", "site"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    with (folder / "kamguide" / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{lines}\n")
    return linted(folder)


@pytest.mark.parametrize("breach", FLOORS)
def test_an_import_against_the_floors_is_found(breach: str, tmp_path: Path) -> None:
    assert linted_with(tmp_path, *FLOORS[breach]) == (1, {CONTRACTS["floors"]["name"]})


@pytest.mark.parametrize(("contract", "library"), FORBIDDEN)
def test_a_library_beside_its_door_is_found(contract: str, library: str, tmp_path: Path) -> None:
    """Written into a module of the library below the web, or into one of the web where that floor is free to use it."""
    file = "library/library.py" if "kamguide.library" in CONTRACTS[contract]["source_modules"] else "web/titles.py"
    code, broken = linted_with(tmp_path, file, f"import {library}")
    assert code == 1
    assert CONTRACTS[contract]["name"] in broken


def test_every_contract_is_one_of_the_two_kinds_that_are_tried_here() -> None:
    assert set(CONTRACTS) == {"floors", *(contract for contract, _ in FORBIDDEN)}


SPREAD = {"Jinja2", "pydantic"}
"""Dependencies without a door: pydantic is the language of the model, and Jinja comes with Flask."""


def test_every_dependency_has_a_door() -> None:
    """A new library gets a contract that says where it may be imported."""
    modules = importlib.metadata.packages_distributions()
    guarded = {module for contract in CONTRACTS.values() for module in contract.get("forbidden_modules", ())}
    dependencies = [re.split(r"[<>=\[ ]", line, maxsplit=1)[0] for line in PROJECT["project"]["dependencies"]]
    behind_doors = {name for module in guarded for name in modules.get(module, ())}
    assert {name for name in dependencies if name.lower() not in {d.lower() for d in behind_doors}} == SPREAD


# cycles


def imported(path: Path, package: Path) -> Iterator[str]:
    """The modules of a package that a file of it imports: at any depth, in functions and under TYPE_CHECKING too."""
    top = package.name
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] == top)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            base = node.module or ""
            if base.partition(".")[0] != top:
                continue
            below = [f"{base}.{alias.name}" for alias in node.names]
            yield from (name if module_file(name, package) else base for name in below)


def module_file(name: str, package: Path) -> Path | None:
    """The file of a module named with dots, None where there is none."""
    path = package.parent.joinpath(*name.split("."))
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.is_file():
            return file
    return None


def import_graph(package: Path) -> dict[Path, set[Path]]:
    """Which file imports which, within the package."""
    graph: dict[Path, set[Path]] = {}
    for path in package.rglob("*.py"):
        files = {module_file(name, package) for name in imported(path, package)}
        assert None not in files, f"{path} imports a module that is not there"
        graph[path] = {file for file in files if file is not None and file != path}
    return graph


def cycle(package: Path) -> list[str]:
    """A circle of imports, or nothing."""
    try:
        graphlib.TopologicalSorter(import_graph(package)).prepare()
    except graphlib.CycleError as error:
        return [path.relative_to(package).as_posix() for path in error.args[1]]
    return []


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert cycle(PACKAGE) == []


def test_a_cycle_under_type_checking_is_found(tmp_path: Path) -> None:
    package = tmp_path / "small"
    package.mkdir()
    (package / "a.py").write_text("from small import b\n")
    (package / "b.py").write_text("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from small.a import X\n")
    assert sorted(set(cycle(package))) == ["a.py", "b.py"]


# modules


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_a_module_says_its_reason_in_its_first_line(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = docstring.partition("\n")[0]
    assert re.fullmatch(r"\S.{15,117}\.", first), f"{first!r} is no sentence of one line"
    assert len(first.split()) >= 3


def test_no_two_modules_give_the_same_reason() -> None:
    firsts = [ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in MODULES]
    assert len({text.partition("\n")[0] for text in firsts}) == len(MODULES)


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_a_module_is_named_for_its_subject(path: Path) -> None:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    assert NAMES_OF_NOTHING.isdisjoint(parts)


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_a_module_fits_on_few_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_AT_MOST


@pytest.mark.parametrize("folder", ["templates", "tests"])
def test_templates_and_tests_are_named_for_their_subject_too(folder: str) -> None:
    names = {path.stem.removeprefix("test_") for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".html")}
    assert names & NAMES_OF_NOTHING == set()


def test_nothing_below_web_and_cli_prints_or_exits() -> None:
    loud = {"print", "exit", "quit", "input"}
    found = [
        f"{module_id(path)}:{node.lineno}"
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] not in ("web", "cli")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in loud
    ]
    assert found == []


# cheap imports

HEAVY = ("babel", "flask", "pydantic", "sqlalchemy", "whoosh")


@pytest.fixture(scope="module")
def loaded_by_help() -> set[str]:
    """The modules that stand in memory after ``python -X importtime -m kamguide --help``."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kamguide", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Usage:" in done.stdout
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def test_the_help_is_read_from_the_modules_that_it_needs(loaded_by_help: set[str]) -> None:
    assert {"click", "kamguide.cli"} <= loaded_by_help


@pytest.mark.parametrize("library", HEAVY)
def test_the_help_is_told_without_a_heavy_library(library: str, loaded_by_help: set[str]) -> None:
    assert {name for name in loaded_by_help if name.partition(".")[0] == library} == set()


def test_pages_of_content_are_served_without_the_libraries_of_the_store() -> None:
    """SQLAlchemy costs most of a second, which nobody pays who only reads."""
    code = (
        "import sys; from kamguide.guide import open_guide; from kamguide.settings import Settings\n"
        "from kamguide.web.app import create_app\n"
        "client = create_app(open_guide(None, Settings())).test_client()\n"
        "codes = {client.get(url).status_code for url in ('/hi/', '/en/roles/key-account-manager', '/en/privacy')}\n"
        "print(codes, {'sqlalchemy', 'alembic', 'psycopg'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "{200} set()\n"
