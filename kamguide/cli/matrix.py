"""``kamguide matrix``: the skills matrix as a spreadsheet, and a changed one back as a proposal of content."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kamguide.cli.options import chosen_language, chosen_site, language_option, opened, site_option
from kamguide.errors import RefusedFileError, WrongUseError
from kamguide.language import render, translate
from kamguide.model.text import Language
from kamguide.render.spreadsheets import offered, read, to_csv, to_xlsx
from kamguide.skills_matrix.matrix import matrix
from kamguide.skills_matrix.proposal import propose
from kamguide.skills_matrix.sheet import rows


@click.group("matrix", invoke_without_command=True)
@click.option(
    "--format", "form", type=click.Choice(["csv", "xlsx"]), default="csv", help="Kind of file.", show_default=True
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@language_option
@site_option
@click.pass_context
def command(
    context: click.Context, form: str, output: Path | None, language: Language | None, site: Path | None
) -> None:
    """Write the skills matrix to a spreadsheet: a row for each skill, three columns for each role.

    Change it there, then bring it back with "kamguide matrix import".
    """
    if context.invoked_subcommand:
        return
    if output is None:
        raise WrongUseError("name the file to write with -o")
    if form == "xlsx" and not offered():
        raise WrongUseError("workbooks need the extra: pip install 'kamguide[spreadsheets]'")
    table = rows(matrix(opened(chosen_site(site)).library), chosen_language(language))
    output.write_bytes(to_csv(table) if form == "csv" else to_xlsx(table, "skills-matrix"))
    click.echo(f"{output}: {len(table) - 1} x {(len(table[0]) - 3) // 3}")


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), help="A new folder.")
@language_option
@site_option
def import_(file: Path, output: Path, language: Language | None, site: Path | None) -> None:
    """Read a changed matrix and write what it changes as an overlay below the folder OUTPUT, in content/.

    Every cell that is not taken is named, with the reason. Exit 0: all taken; 1: some cells were not; 2: the file was
    refused.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RefusedFileError("The file cannot be read: %(reason)s.", reason=error.strerror or "") from None
    proposal = propose(read(data).rows, opened(chosen_site(site)).library)
    files = [(output / "content" / path, text) for path, text in proposal.files()]
    for path, _ in files:
        if path.exists():
            raise WrongUseError("%(path)s is there already: name a new folder", path=str(path))
    for path, text in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(f"{path}: {text.count(chr(10)) - 1}")
    for rejected in proposal.rejected:
        click.echo(f"{file.name}:{rejected.cell}: {render(rejected.reason, chosen_language(language))}", err=True)
    if not files and not proposal.rejected:
        click.echo(translate("No change.", chosen_language(language)))
    sys.exit(1 if proposal.rejected else 0)
