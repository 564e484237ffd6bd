"""``kamguide matrix``: the skills matrix as a spreadsheet, and a changed one back as a proposal of content."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kamguide.cli.new_files import write_new
from kamguide.cli.options import (
    cannot_write,
    chosen_company,
    chosen_language,
    chosen_library,
    chosen_site,
    company_option,
    language_option,
    opened,
    site_option,
)
from kamguide.errors import RefusedFileError, WrongUseError
from kamguide.language import render, translate
from kamguide.model.text import Language
from kamguide.problems import Message
from kamguide.render.markdown import plain
from kamguide.render.spreadsheets import offered, read, to_csv, to_xlsx
from kamguide.skills_matrix.matrix import matrix
from kamguide.skills_matrix.proposal import propose
from kamguide.skills_matrix.sheet import rows
from kamguide.sources.characters import visible


@click.group("matrix", invoke_without_command=True)
@click.option(
    "--format", "form", type=click.Choice(["csv", "xlsx"]), default="csv", help="Kind of file.", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@company_option
@language_option
@site_option
@click.pass_context
def command(  # noqa: PLR0917 - click gives each option by name
    context: click.Context,
    form: str,
    output: Path | None,
    company: str | None,
    language: Language | None,
    site: Path | None,
) -> None:
    """Write the skills matrix to a spreadsheet: a row for each skill, three columns for each role.

    Change it there, then bring it back with "kamguide matrix import".
    """
    if context.invoked_subcommand:
        context.obj = company
        return
    if output is None:
        raise WrongUseError("name the file to write with -o")
    if form == "xlsx" and not offered():
        raise WrongUseError("workbooks need the extra: pip install 'kamguide[spreadsheets]'")
    spoken = chosen_language(language)
    guide = opened(chosen_site(site))
    table = rows(matrix(chosen_library(guide, company)), spoken)
    try:
        output.write_bytes(to_csv(table) if form == "csv" else to_xlsx(table, "skills-matrix"))
    except OSError as error:
        raise cannot_write(output, error) from None
    click.echo(f"{output}: {len(table) - 1} x {(len(table[0]) - 3) // 3}")
    held = chosen_company(guide, company)
    if held is not None and held.company.note is not None:
        click.echo(f"{plain(held.company.label.to(spoken))}: {plain(held.company.note.to(spoken))}", err=True)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A new folder.")
@click.option("--remove-absent", is_flag=True, help="Take out the skills that have no row, of the roles in the file.")
@company_option
@language_option
@site_option
@click.pass_context
def import_(  # noqa: PLR0917 - click gives each option by name
    context: click.Context,
    file: Path,
    output: Path,
    remove_absent: bool,
    company: str | None,
    language: Language | None,
    site: Path | None,
) -> None:
    """Read a changed matrix and write what it changes as an overlay below the folder OUTPUT, in content/.

    Every cell that is not taken is named, with the reason. Exit 0: all taken; 1: some cells were not; 2: the file was
    refused. What has no row or column in the file stays as it is, and is named.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RefusedFileError("The file cannot be read: %(reason)s.", reason=error.strerror or "") from None
    spoken = chosen_language(language)
    sheet = read(data)
    library = chosen_library(opened(chosen_site(site)), company or context.obj)
    proposal = propose(sheet.rows, library, remove_absent=remove_absent)
    proposal.unread += [
        Message("the sheet “%(name)s”: only the first one is read", {"name": visible(n)}) for n in sheet.unread
    ]
    files = {f"content/{path}": text for path, text in proposal.files()}
    write_new(output, files)
    for path, text in files.items():
        click.echo(f"{output / path}: {text.count(chr(10)) - 1}")
    for rejected in proposal.rejected:
        click.echo(f"{file.name}:{rejected.cell}: {render(rejected.reason, spoken)}", err=True)
    for note in proposal.unread:
        click.echo(f"{file.name}: {render(note, spoken)}", err=True)
    if not files and not proposal.rejected:
        click.echo(translate("No change.", spoken))
    sys.exit(1 if proposal.rejected else 0)
