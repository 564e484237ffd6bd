"""``kamguide check``: what it prints for every example folder, to the letter, with its exit code; never a traceback.

Each folder of ``tests/examples/bad`` is a site with a fault, and ``expected.txt`` holds the lines to be printed. To add
a case, add a folder. What git cannot hold (pipes, links, huge files) is made here.
"""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

import pytest
from click.testing import CliRunner, Result

from kamguide.cli import main
from kamguide.guide import Guide, load_content, open_guide, reopened
from kamguide.problems import SENTENCES
from kamguide.settings import Settings
from tests.conftest import ROOT, TODAY, minimal_source
from tests.sources.test_reader import BOMBS

EXAMPLES = ROOT / "tests" / "examples"
BAD = sorted(folder.name for folder in (EXAMPLES / "bad").iterdir() if folder.is_dir())
GOOD = sorted(folder.name for folder in (EXAMPLES / "good").iterdir() if folder.is_dir())


class Told(TypedDict):
    """One problem of ``--json``."""

    severity: str
    code: str
    file: str
    line: int
    column: int
    sentence: str
    remedy: str


def check(*arguments: str | Path) -> Result:
    """Runs the command; anything but an exit is raised."""
    result = CliRunner().invoke(main, ["check", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@cache
def told(folder: Path, language: str = "en") -> list[Told]:
    """The problems of a site, as ``--json`` gives them."""
    return cast("list[Told]", json.loads(check(folder, "--lang", language, "--json").stdout)["problems"])


def expected(name: str) -> str:
    return (EXAMPLES / "bad" / name / "expected.txt").read_text(encoding="utf-8")


def as_line(problem: Told) -> str:
    return "{file}:{line}:{column}: {severity}: {sentence}\n".format(**problem)


# ------------------------------------------------------------------------------------------------ bad examples


@pytest.mark.parametrize("name", BAD)
def test_a_bad_example_prints_exactly_its_expected_lines(name: str) -> None:
    assert check(EXAMPLES / "bad" / name, "--lang", "en").stdout == expected(name)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_example_exits_1_exactly_when_it_holds_an_error(name: str) -> None:
    assert check(EXAMPLES / "bad" / name).exit_code == (1 if ": error: " in expected(name) else 0)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_example_exits_1_when_strict(name: str) -> None:
    assert check(EXAMPLES / "bad" / name, "--strict").exit_code == 1


@pytest.mark.parametrize("name", BAD)
def test_json_tells_the_same_as_the_lines(name: str) -> None:
    assert "".join(as_line(problem) for problem in told(EXAMPLES / "bad" / name)) == expected(name)


@pytest.mark.parametrize("name", BAD)
def test_hindi_tells_the_same_codes_at_the_same_places(name: str) -> None:
    def bare(problems: list[Told]) -> list[tuple[str, str, str, int, int]]:
        return [(p["severity"], p["code"], p["file"], p["line"], p["column"]) for p in problems]

    assert bare(told(EXAMPLES / "bad" / name, "hi")) == bare(told(EXAMPLES / "bad" / name))


@pytest.mark.parametrize("name", BAD)
def test_every_hindi_sentence_and_remedy_is_in_hindi(name: str) -> None:
    words = [
        text for problem in told(EXAMPLES / "bad" / name, "hi") for text in (problem["sentence"], problem["remedy"])
    ]
    assert [text for text in words if not re.search("[\u0900-\u097f]", text)] == []


def test_several_faults_are_sorted_by_file_line_and_column() -> None:
    places = [(p["file"], p["line"], p["column"]) for p in told(EXAMPLES / "bad" / "several-in-many-files")]
    assert places == sorted(places)


# ----------------------------------------------------------------------------------------------- good examples


def dated(name: str) -> bool:
    """Whether an example holds review dates, and so is good for one year only."""
    return any("reviewed:" in file.read_text(encoding="utf-8") for file in (EXAMPLES / "good" / name).rglob("*.yaml"))


@pytest.mark.parametrize("name", GOOD)
def test_a_good_example_has_no_problem(name: str) -> None:
    assert load_content(EXAMPLES / "good" / name, TODAY)[1] == []


@pytest.mark.parametrize("name", [name for name in GOOD if not dated(name)])
def test_a_good_example_prints_nothing_and_exits_0_even_when_strict(name: str) -> None:
    result = check(EXAMPLES / "good" / name, "--strict")
    assert (result.output, result.exit_code) == ("", 0)


def test_json_of_a_good_example_is_an_empty_list() -> None:
    assert json.loads(check(EXAMPLES / "good" / "one-source", "--json").stdout) == {"problems": []}


# -------------------------------------------------------------------------------------- what git cannot hold


def source_folder(site: Path) -> Path:
    folder = site / "content" / "sources"
    folder.mkdir(parents=True)
    return folder


def pipe(site: Path) -> None:
    os.mkfifo(source_folder(site) / "a.yaml")


def link_out(site: Path) -> None:
    (site / "outside.yaml").write_text(minimal_source(), encoding="utf-8")
    (source_folder(site) / "a.yaml").symlink_to(site / "outside.yaml")


def link_inside(site: Path) -> None:
    folder = source_folder(site)
    (folder / "b.yaml").write_text(minimal_source(), encoding="utf-8")
    (folder / "a.yaml").symlink_to("b.yaml")


def link_to_nothing(site: Path) -> None:
    (source_folder(site) / "a.yaml").symlink_to("nowhere.yaml")


def link_to_itself(site: Path) -> None:
    (source_folder(site) / "a.yaml").symlink_to("a.yaml")


def linked_folder(site: Path) -> None:
    (site / "outside").mkdir()
    (site / "outside" / "a.yaml").write_text(minimal_source(), encoding="utf-8")
    (site / "content").mkdir()
    (site / "content" / "sources").symlink_to(site / "outside")


def linked_folder_in_folder(site: Path) -> None:
    (site / "outside").mkdir()
    (source_folder(site) / "more").symlink_to(site / "outside")


def sparse(site: Path) -> None:
    with (source_folder(site) / "a.yaml").open("wb") as file:
        file.truncate(2**31)


def one_byte_too_large(site: Path) -> None:
    (source_folder(site) / "a.yaml").write_text("#" * 200_001, encoding="utf-8")


def just_not_too_large(site: Path) -> None:
    (source_folder(site) / "a.yaml").write_text("#" * 200_000, encoding="utf-8")


def too_many_values(site: Path) -> None:
    folder = site / "content" / "glossary"
    folder.mkdir(parents=True)
    # the mapping, its key and the list are three values, so that item 19,998 is value 20,001, on line 19,999
    (folder / "t.yaml").write_text("related:\n" + "- a\n" * 20_000, encoding="utf-8")


def many_control_characters(site: Path) -> None:
    (source_folder(site) / "a.yaml").write_text("title: \x01 \x02\n\x03", encoding="utf-8")


MADE: dict[Callable[[Path], None], list[str]] = {
    pipe: ["content/sources/a.yaml:1:1: error: cannot be read: not a plain file"],
    link_out: ["content/sources/a.yaml:1:1: error: leads outside its folder"],
    link_inside: ["content/sources/a.yaml:1:1: error: leads outside its folder"],
    link_to_nothing: ["content/sources/a.yaml:1:1: error: leads outside its folder"],
    link_to_itself: ["content/sources/a.yaml:1:1: error: leads outside its folder"],
    linked_folder: ["content/sources:1:1: error: leads outside its folder"],
    linked_folder_in_folder: ["content/sources/more:1:1: error: 'more' is no content file"],
    sparse: ["content/sources/a.yaml:1:1: error: is larger than 200 kB"],
    one_byte_too_large: ["content/sources/a.yaml:1:1: error: is larger than 200 kB"],
    just_not_too_large: ["content/sources/a.yaml:1:1: error: is empty"],
    too_many_values: ["content/glossary/t.yaml:19999:3: error: has more than 20000 values"],
    many_control_characters: [
        "content/sources/a.yaml:1:8: error: holds the character U+0001, which is not allowed",
        "content/sources/a.yaml:1:10: error: holds the character U+0002, which is not allowed",
        "content/sources/a.yaml:2:1: error: holds the character U+0003, which is not allowed",
    ],
}
"""How a site is made, and the lines to be printed for it."""


@pytest.mark.parametrize("build", MADE, ids=lambda build: build.__name__)
def test_what_git_cannot_hold_is_told(build: Callable[[Path], None], tmp_path: Path) -> None:
    build(tmp_path)
    assert check(tmp_path, "--lang", "en").stdout.splitlines() == MADE[build]


def told_by_reload(site: Path) -> set[str]:
    """The codes that only a running site tells, when a file is gone that was there."""
    (source_folder(site) / "a.yaml").write_text(minimal_source(), encoding="utf-8")
    running = open_guide(site, Settings(), TODAY)
    (site / "content" / "sources" / "a.yaml").unlink()
    return {problem.code for problem in reopened(running).problems}


def test_every_code_of_a_problem_is_told_by_some_example(tmp_path: Path) -> None:
    codes = {problem["code"] for name in BAD for problem in told(EXAMPLES / "bad" / name)}
    for build in MADE:
        site = tmp_path / build.__name__
        site.mkdir()
        build(site)
        codes |= {problem["code"] for problem in told(site)}
    codes |= told_by_reload(tmp_path / "running")
    assert codes == set(SENTENCES)


@contextmanager
def without_privilege() -> Iterator[None]:
    """Root may read everything; be nobody while this lasts."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that everybody may enter, unlike ``tmp_path`` itself."""
    for folder in (tmp_path, *tmp_path.parents):
        if not folder.stat().st_mode & 0o001:
            folder.chmod(0o755)
    return tmp_path


def test_a_file_without_permission_is_told(open_folder: Path) -> None:
    file = source_folder(open_folder) / "a.yaml"
    file.write_text(minimal_source(), encoding="utf-8")
    file.chmod(0)
    with without_privilege():
        lines = check(open_folder, "--lang", "en").stdout
    assert lines == f"content/sources/a.yaml:1:1: error: {DENIED}\n"


DENIED = f"cannot be read: {os.strerror(errno.EACCES)}"
LOCKED = [
    ("content/sources", 0o000, f"content/sources:1:1: error: {DENIED}\n"),
    ("content/sources", 0o111, f"content/sources:1:1: error: {DENIED}\n"),
    ("content/sources", 0o444, f"content/sources/a.yaml:1:1: error: {DENIED}\n"),
    ("content", 0o000, f"content:1:1: error: {DENIED}\n"),
    ("content", 0o111, f"content:1:1: error: {DENIED}\n"),
    ("content", 0o444, f"content/sources:1:1: error: {DENIED}\n"),
]
"""A folder, its permissions, and what is told: one may neither enter nor list it, or only the one or the other."""


@pytest.mark.parametrize(("folder", "mode", "lines"), LOCKED)
def test_a_folder_without_permission_is_told(folder: str, mode: int, lines: str, open_folder: Path) -> None:
    (source_folder(open_folder) / "a.yaml").write_text(minimal_source(), encoding="utf-8")
    (open_folder / folder).chmod(mode)
    try:
        with without_privilege():
            stdout = check(open_folder, "--lang", "en").stdout
    finally:
        (open_folder / folder).chmod(0o755)
    assert stdout == lines


# ---------------------------------------------------------------------------------------------- hostile names

HOSTILE_NAMES = {
    "not-utf8": b"\xff.yaml",
    "newline": b"a\nb:1:1: error: forged.yaml",
    "carriage-return": b"a\rb.yaml",
    "escape": b"\x1b[31mred.yaml",
    "bidi": "\u202elmay.a.yaml".encode(),
    "line-separator": "a\u2028b.yaml".encode(),
    "percent": b"%s%(name)s%d.yaml",
    "braces": b"{0}{name}.yaml",
    "long": b"a" * 250 + b".yaml",
}


@pytest.fixture(params=sorted(HOSTILE_NAMES))
def hostile_site(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A site with one file of a hostile name."""
    folder = source_folder(tmp_path)
    with open(os.path.join(os.fsencode(folder), HOSTILE_NAMES[request.param]), "wb"):  # noqa: PTH118, PTH123 - bytes
        pass
    return tmp_path


def run(*arguments: str | Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    """Runs the program as a shell would, with a strict standard output."""
    environment = {**os.environ, "PYTHONIOENCODING": f"{encoding}:strict", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kamguide", "check", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=environment, timeout=60)


def test_a_hostile_file_name_gives_one_printable_line(hostile_site: Path) -> None:
    lines = check(hostile_site, "--lang", "en").stdout.split("\n")
    assert (len(lines), lines[-1]) == (2, "")
    assert re.fullmatch(r"content/sources/\S.*:1:1: error: '.*' is no (slug|content file)", lines[0])
    assert lines[0].isprintable()


def test_a_hostile_file_name_gives_json(hostile_site: Path) -> None:
    assert [(problem["line"], problem["file"].isprintable()) for problem in told(hostile_site)] == [(1, True)]


def test_a_file_name_that_is_no_text_gives_no_traceback_in_a_strict_terminal(tmp_path: Path) -> None:
    (source_folder(tmp_path) / os.fsdecode(b"\xff.yaml")).touch()
    result = run(tmp_path)
    assert (result.stderr, result.returncode) == (b"", 1)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_hindi_gives_no_traceback(encoding: str) -> None:
    result = run(EXAMPLES / "bad" / "folder-unknown", "--lang", "hi", encoding=encoding)
    assert (result.stderr, result.returncode) == (b"", 1)


# ------------------------------------------------------------------------------------------ the command itself


def test_the_module_prints_the_same_as_the_command() -> None:
    result = run(EXAMPLES / "bad" / "several-in-many-files", "--lang", "en")
    assert (result.stdout.decode("utf-8"), result.stderr, result.returncode) == (
        expected("several-in-many-files"),
        b"",
        1,
    )


def test_a_line_in_hindi() -> None:
    assert check(EXAMPLES / "bad" / "folder-unknown-without-hint", "--lang", "hi").stdout == (
        "content/zzz/tester.yaml:1:1: error: अनजान फ़ोल्डर 'zzz'\n"
    )


@pytest.mark.parametrize(
    ("locale", "language"), [("hi_IN.UTF-8", "hi"), ("en_IN.UTF-8", "en"), ("C", "en"), ("", "en")]
)
def test_without_lang_the_terminal_decides(locale: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("LC_MESSAGES", "")
    monkeypatch.setenv("LANG", "")
    site = EXAMPLES / "bad" / "unknown-field"
    assert check(site).stdout == check(site, "--lang", language).stdout


def test_the_keys_of_json_are_those_of_the_contract() -> None:
    assert [list(problem) for problem in told(EXAMPLES / "bad" / "unknown-field")] == [
        ["severity", "code", "file", "line", "column", "sentence", "remedy"]
    ]


def test_json_is_written_with_hindi_letters_as_they_are() -> None:
    assert "अनजान" in check(EXAMPLES / "bad" / "folder-unknown", "--json", "--lang", "hi").stdout


def test_json_exits_as_the_lines_do() -> None:
    assert check(EXAMPLES / "bad" / "unknown-field", "--json").exit_code == 1


def test_site_is_the_same_as_the_folder() -> None:
    site = EXAMPLES / "bad" / "unknown-field"
    assert check("--site", site, "--lang", "en").stdout == expected("unknown-field")


def test_without_a_folder_the_current_site_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES / "bad" / "unknown-field")
    assert check("--lang", "en").stdout == expected("unknown-field")


def test_a_folder_without_content_has_the_packaged_guide_checked(tmp_path: Path, guide: Guide) -> None:
    places = [(problem["code"], problem["file"], problem["line"], problem["column"]) for problem in told(tmp_path)]
    assert places == [(p.code, p.place.file, p.place.line, p.place.column) for p in guide.problems]


@pytest.mark.parametrize(
    "arguments",
    [["nowhere"], [str(Path(__file__))], ["--lang", "fr"], ["--strct"], [".", "."], ["--site", "nowhere"]],
    ids=["no folder", "a file", "no language", "no option", "two folders", "no site"],
)
def test_wrong_use_exits_2_and_prints_no_problem(arguments: list[str]) -> None:
    result = check(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.long
def test_bombs_take_less_than_100_mb_more_than_nothing_does(tmp_path: Path) -> None:
    def memory(site: Path) -> int:
        """The most memory that a check of the site took, in kB."""
        program = (
            "import resource, sys\nfrom kamguide.cli import main\n"
            "try:\n    main(['check', sys.argv[1]])\nexcept SystemExit:\n    pass\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)\n"
        )
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", program, str(site)]
        result = subprocess.run(command, capture_output=True, check=True, env=environment, timeout=100)
        return int(result.stderr)

    for name in ("empty", "full"):
        source_folder(tmp_path / name)
    for name, text in BOMBS.items():
        (tmp_path / "full" / "content" / "sources" / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert memory(tmp_path / "full") - memory(tmp_path / "empty") < 100_000
