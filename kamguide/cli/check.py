"""``kamguide check``: every problem of the content, one line each."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import click

from kamguide.cli.options import chosen_language, chosen_site, language_option
from kamguide.cli.trying import tried
from kamguide.guide import open_guide
from kamguide.language import render
from kamguide.model.text import Language
from kamguide.problems import Problem, has_errors
from kamguide.settings import read_settings


@click.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The same as FOLDER.")
@click.option("--strict", is_flag=True, help="Exit 1 on a warning too.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@language_option
def command(folder: Path | None, site: Path | None, strict: bool, as_json: bool, language: Language | None) -> None:
    """Tell all problems of content and plugins of FOLDER (default: the current site, else the packaged guide).

    One line each: file:line:column: severity: sentence. Exit 0: nothing found; 1: an error, with --strict also a
    warning; 2: wrong use.
    """
    where = chosen_site(folder or site)
    problems = tried(open_guide(where, read_settings(where))).problems
    shown = chosen_language(language)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without Hindi still shows every line
    if as_json:
        click.echo(json.dumps({"problems": [_as_json(p, shown) for p in problems]}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(_as_line(problem, shown))
    sys.exit(1 if has_errors(problems) or (strict and problems) else 0)


def _as_line(problem: Problem, language: Language) -> str:
    place = problem.place
    return f"{place.file}:{place.line}:{place.column}: {problem.severity}: {render(problem.sentence, language)}"


def _as_json(problem: Problem, language: Language) -> dict[str, str | int]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "sentence": render(problem.sentence, language),
        "remedy": render(problem.remedy, language),
    }
