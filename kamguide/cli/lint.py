"""``kamguide lint``: advice on the wording of a job description, one line each, or the API's JSON."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import click

from kamguide.cli.options import chosen_language, chosen_library, chosen_site, language_option, opened, site_option
from kamguide.errors import RefusedFileError, WrongUseError
from kamguide.job_description.lint import Finding, Report, linter
from kamguide.language import render, translate
from kamguide.model.text import Language
from kamguide.problems import Message
from kamguide.render.word_text import BEGINS, FILE_LIMIT, text_of_word

BYTES_LIMIT = 1_000_000
"""Bytes of a text file: more than the longest text of the linter can take."""


@click.command("lint")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--place", default="", help="Where the work is, as US-CO, DE or Denver: for laws on stating pay.")
@click.option("--company", help="By the rules of this company.")
@click.option("--json", "as_json", is_flag=True, help="Answer as the API does.")
@language_option
@site_option
def command(
    file: Path, *, place: str, company: str | None, as_json: bool, language: Language | None, site: Path | None
) -> None:
    """Read a job description (.txt, .md, .docx; - for standard input) and give advice, in the order of the text.

    One line each: file:line:column: what: why (write instead); lines of a .docx are its paragraphs. Each sentence is
    read in its own language; --lang says in which one the advice is. Exit 0: nothing found; 1: something; 2: wrong use.
    """
    text = _text(file)
    report = linter(chosen_library(opened(chosen_site(site)), company)).lint(text, language, place)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without Hindi still shows every line
    if as_json:
        click.echo(json.dumps(_as_json(report, language), ensure_ascii=False, indent=2))
    else:
        shown = chosen_language(language)
        for finding in report.findings:
            click.echo(f"{file}:{_place(text, finding.start)}: {_as_line(finding, shown)}")
        if report.truncated:
            click.echo(translate("There is more: these are the first.", shown))
    sys.exit(1 if report.findings else 0)


def _text(file: Path) -> str:
    """What a file says.

    :raises WrongUseError: it is no text in UTF-8 and no .docx, or too large.
    """
    data = sys.stdin.buffer.read(FILE_LIMIT + 1) if str(file) == "-" else _bytes(file)
    if data.startswith(BEGINS) or file.suffix.lower() == ".docx":
        try:
            return text_of_word(data)
        except RefusedFileError as error:
            raise WrongUseError("%(field)s: %(reason)s", field=str(file), reason=error.message) from error
    if len(data) > BYTES_LIMIT:
        raise WrongUseError("%(path)s is larger than %(limit)s bytes", path=str(file), limit=str(BYTES_LIMIT))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUseError("%(path)s is no text in UTF-8: save it as plain text", path=str(file)) from error


def _bytes(file: Path) -> bytes:
    with file.open("rb") as opened_file:
        return opened_file.read(FILE_LIMIT + 1)


def _place(text: str, at: int) -> str:
    """Line and column, both from 1."""
    return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def _as_line(finding: Finding, language: Language) -> str:
    line = f"{finding.rule.label.to(language)}: {finding.why(language)}"
    if finding.instead:
        instead = Message("Write instead: %(words)s", {"words": " · ".join(finding.instead)})
        line += f" ({render(instead, language)})"
    return line


def _as_json(report: Report, language: Language | None) -> dict[str, object]:
    from kamguide.web.api.answers import told  # noqa: PLC0415 - Flask is slow to import
    from kamguide.web.api.lint import lint_answer  # noqa: PLC0415

    untranslated: list[str] = []
    tree = told(lint_answer(report), language, "", untranslated)
    assert isinstance(tree, dict)  # noqa: S101 - a tree stays one
    return {**tree, "untranslated": untranslated}
