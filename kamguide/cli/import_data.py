"""``kamguide import``: public data into files of content."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from kamguide.cli.new_files import write_new
from kamguide.cli.options import chosen_language, chosen_site, language_option, opened, site_option
from kamguide.errors import RefusedFileError, WrongUseError
from kamguide.language import render
from kamguide.library.library import Library
from kamguide.model.text import Language, is_slug
from kamguide.render.spreadsheets import table
from kamguide.taxonomies import oews


@click.group("import")
def command() -> None:
    """Take public data into files of content."""


@command.command("oews")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), help="A new folder.")
@click.option("--code", "codes", multiple=True, help="Occupation, such as 11-2022. Default: those of the guide.")
@click.option("--year", type=click.IntRange(1990, 2100), help="Of which May. Default: as the file or its name says.")
@click.option(
    "--source",
    help="Slug of the source. Default: bls-oews- and the year or years, written beside where it is not there.",
)
@language_option
@site_option
def oews_(  # noqa: PLR0917 - click gives each option by name
    file: Path,
    output: Path,
    codes: tuple[str, ...],
    year: int | None,
    source: str | None,
    language: Language | None,
    site: Path | None,
) -> None:
    """Read a table of the US wage survey OEWS (national or by state; .xlsx or .csv) into OUTPUT/content/surveys.

    Top-coded and suppressed cells stay what they are. Rows, cells and codes that are not taken are named. Exit 0: all
    taken; 1: something was not; 2: the file was refused.
    """
    if source is not None and not is_slug(source):
        raise WrongUseError("%(name)s is no slug", name=source)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RefusedFileError("The file cannot be read: %(reason)s.", reason=error.strerror or "") from None
    library = opened(chosen_site(site)).library
    click.echo(f"{file.name}: {len(data) // 1000} kB", err=True)
    taken = oews.parse(table(data), codes or tuple(library.occupations), year or oews.told_year(file.name))
    for message in taken.rejected:
        click.echo(f"{file.name}: {render(message, chosen_language(language))}", err=True)
    if not taken.rows:
        raise RefusedFileError("The file holds no row of these occupations.")
    _write(file, output, taken, source, library)
    sys.exit(1 if taken.rejected else 0)


def _write(file: Path, output: Path, taken: oews.Imported, source: str | None, library: Library) -> None:
    span = taken.span("-")
    retrieved = datetime.fromtimestamp(file.stat().st_mtime, UTC).date().isoformat()
    named = source or f"bls-oews-{span}"
    kind = "states" if any("-" in row.area for row in taken.rows) else "national"
    known = {
        code: (one.label.hi or "", one.label.en or one.title)
        for code, one in library.occupations.items()
    }  # fmt: skip
    files = dict(oews.files(taken, file.name, f"oews-{kind}-{span}", named, retrieved, known))
    if named not in library.sources:
        files[f"sources/{named}.yaml"] = oews.source_file(taken, retrieved)
    write_new(output, {f"content/{name}": text for name, text in files.items()})
    for name in files:
        path = output / "content" / name
        click.echo(f"{path}: {len(taken.rows)} / {taken.read}" if name.startswith("surveys/") else str(path))
