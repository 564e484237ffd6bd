"""Every command says how it is used, and wrong use is told with exit code 2."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kamguide import __version__
from kamguide.cli import COMMANDS, main
from kamguide.cli.options import chosen_language, chosen_site
from kamguide.model.text import LANGUAGES
from tests.conftest import ROOT


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and output of the program, run in this process."""
    done = CliRunner().invoke(main, list(arguments), prog_name="kamguide")
    return done.exit_code, done.output


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


# help


def test_the_program_s_help_lists_every_command() -> None:
    code, output = run("--help")
    listed = re.findall(r"^  ([a-z][\w-]*)  +\S.*\.$", output.partition("Commands:")[2], re.MULTILINE)
    assert (code, listed) == (0, sorted(COMMANDS))


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_s_help_says_what_it_does_and_lists_its_options(name: str, option: str) -> None:
    code, output = run(name, option)
    options = [parameter.opts[0] for parameter in command(name).params if isinstance(parameter, click.Option)]
    assert code == 0
    assert output.startswith(f"Usage: kamguide {name}")
    assert [option for option in options if option not in output] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_command_is_described_in_sentences(name: str) -> None:
    described = command(name)
    first = (described.help or "").strip().partition("\n")[0]
    assert re.match(r"[A-Z].*[^ ]", first)
    options = [parameter for parameter in described.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not (option.help or "").endswith(".")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_a_terminal_of_a_hundred_columns(name: str) -> None:
    assert [line for line in run(name, "--help")[1].splitlines() if len(line) > 100] == []


def test_the_version_is_told() -> None:
    assert run("--version") == (0, f"kamguide, version {__version__}\n")


@pytest.mark.parametrize("start", [["-m", "kamguide"], ["-c", "from kamguide.cli import main; main()"]])
def test_the_module_is_the_program(start: list[str]) -> None:
    done = subprocess.run([sys.executable, *start, "--version"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, done.stdout, "")
    assert done.stdout.endswith(f"version {__version__}\n")


# wrong use


@pytest.mark.parametrize(
    "arguments",
    [["serv"], ["nothing"], ["--nothing"], ["check", "--nothing"], ["check", "no-such-folder"],
     ["check", "--lang", "de"], ["serve", "--port", "0"], ["serve", "--port", "65536"],
     ["serve", "--port", "x"], ["serve", "--workers", "0"], ["serve", "--site", "no-such-folder"], ["schema", "rols"],
     ["schema", "roles", "more"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_told_and_exits_2(arguments: list[str]) -> None:
    code, output = run(*arguments)
    assert code == 2
    assert "Error: " in output
    assert "Traceback" not in output


def test_a_bad_setting_is_told_in_one_line_that_names_the_program(tmp_path: Path) -> None:
    (tmp_path / "kamguide.toml").write_text('colour = "blue"\n', encoding="utf-8")
    code, output = run("serve", "--site", str(tmp_path))
    assert code == 2
    assert re.fullmatch(r"kamguide: unknown setting 'colour' in kamguide\.toml; known: .*\n", output)


# which site, which language


def test_the_site_that_is_named_is_taken(tmp_path: Path) -> None:
    assert chosen_site(tmp_path) == tmp_path


@pytest.mark.parametrize("mark", ["kamguide.toml", "content", "plugins"])
def test_the_current_folder_is_the_site_if_it_looks_like_one(
    mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / mark).mkdir()
    monkeypatch.chdir(tmp_path)
    assert chosen_site(None) == tmp_path


def test_elsewhere_the_packaged_guide_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert chosen_site(None) is None


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "hi_IN.UTF-8"}, "hi"),
        ({"LANG": "en_IN.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
        ({"LANG": "hi_IN", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "hi_IN"}, "hi"),
        ({"LANG": "de_DE"}, "en"),
    ],
)
def test_the_language_is_the_terminal_s_if_it_is_ours_else_english(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert chosen_language(None) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_that_is_asked_for_is_taken(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "hi_IN" if language == "en" else "en_IN")
    assert chosen_language(language) == language  # type: ignore[arg-type] # one of the two
