"""``kamguide jd``: the job description of a role as a file, or those of all roles into a folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from kamguide.cli.new_files import write_new
from kamguide.cli.options import (
    cannot_write,
    chosen_company,
    chosen_language,
    chosen_site,
    company_option,
    opened,
    site_option,
)
from kamguide.errors import RefusedFileError, WrongUseError
from kamguide.guide import Guide
from kamguide.job_description.draft import Draft
from kamguide.job_description.exits import EXITS, exported, file_name
from kamguide.job_description.reading import WrongDraftError, read
from kamguide.language import render
from kamguide.library.role_reference import Chosen, choose
from kamguide.sources.characters import visible
from kamguide.sources.writing import write

_BINARY = ("pdf", "docx")
_DRAFT_LIMIT = 64_000
"""Bytes of a file of choices, as of a body of the API."""


@click.command("jd")
@click.argument("role", required=False)
@click.option("--all", "every", is_flag=True, help="Of all roles and their grades, into the folder -o.")
@click.option("--grade", help="A grade of the role.")
@company_option
@click.option(
    "--lang",
    "language",
    type=click.Choice(["hi", "en", "both"]),
    help="Language, or both in one. Default: the terminal's.",
)
@click.option(
    "--format", "forms", type=click.Choice(list(EXITS)), multiple=True,
    help="Kind of file; with --all several. Default: as -o ends, else md.",
)  # fmt: skip
@click.option(
    "--draft", "draft_file", type=click.Path(path_type=Path),
    help="A JSON file of what was chosen, as POST /api/v1/job-descriptions takes it.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; with --all the folder.")
@site_option
def command(
    role: str | None,
    *,
    every: bool,
    grade: str | None,
    company: str | None,
    language: str | None,
    forms: Sequence[str],
    draft_file: Path | None,
    output: Path | None,
    site: Path | None,
) -> None:
    """Write the job description of a role: its duties, skills, measures and education, each with its field and sources.

    ROLE is [company:]role[@grade]; a draft may name it instead. Exit 2: a role, a grade, a company or a choice that is
    not there.
    """
    guide = opened(chosen_site(site))
    said = _chosen_by(draft_file) | ({"lang": language} if language else {})
    today = datetime.now(UTC).date()
    if every:
        if role or grade or output is None:
            raise WrongUseError("With --all name a folder with -o, and no role.")
        write_new(output, _all(guide, company, said, forms or ("docx",), today))
        return
    drafted = said.get("role") if isinstance(said.get("role"), str) else None
    if role is None and drafted is None:
        raise WrongUseError("Name a role, such as key-account-manager, or --all.")
    chosen = _named(guide, role or drafted or "", grade, company)
    if drafted is not None and _named(guide, drafted, None, company).role.slug != chosen.role.slug:
        raise WrongUseError("The draft is of “%(role)s”: name that role, or none.", role=drafted[:80])
    if len(forms) > 1:
        raise WrongUseError("Name one --format; several are for --all.")
    form = forms[0] if forms else _ending(output)
    made = exported(form, chosen, _read(said, chosen, today), today, guide.style(chosen, company or ""))
    if output is not None:
        _write(output, made)
    elif form in _BINARY:
        raise WrongUseError("Name a file to write with -o.")
    else:
        click.echo(made.decode(), nl=False)


def _all(
    guide: Guide, company: str | None, said: dict[str, Any], forms: Sequence[str], today: date
) -> dict[str, str | bytes]:
    """Every role and grade in every form, by file name."""
    held = chosen_company(guide, company)
    library = held.library if held is not None else guide.library
    files: dict[str, str | bytes] = {}
    for role in library.roles_in_order:
        for grade in ("", *(slug for slug, _ in role.grades_by_rank())):
            chosen = Chosen(library, role, grade)
            draft = _read(said, chosen, today)
            for form in forms:
                files[file_name(chosen, draft, form)] = exported(
                    form, chosen, draft, today, guide.style(chosen, company or "")
                )
    return files


def _named(guide: Guide, role: str, grade: str | None, company: str | None) -> Chosen:
    held = chosen_company(guide, company)
    if grade and "@" in role:
        raise WrongUseError("Name the grade once: with --grade, or behind @ in the role.")
    library = held.library if held is not None else guide.library
    return choose(f"{role}@{grade}" if grade else role, library, lambda slug: guide.company(slug).library)


def _read(said: dict[str, Any], chosen: Chosen, today: date) -> Draft:
    language = chosen_language(None)
    try:
        return read(said, chosen, language, today)
    except WrongDraftError as error:
        *others, last = error.wrong
        for one in others:
            click.echo(f"kamguide: {one.field}: {render(one.message, chosen_language(None))}", err=True)
        raise WrongUseError("%(field)s: %(reason)s", field=last.field, reason=last.message) from None


def _chosen_by(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        data = file.read_bytes()
        if len(data) > _DRAFT_LIMIT:
            raise RefusedFileError("%(path)s is larger than %(limit)s kB.", path=str(file), limit=_DRAFT_LIMIT // 1000)
        said = json.loads(data)
    except OSError as error:
        raise RefusedFileError(
            "%(path)s cannot be read: %(reason)s", path=str(file), reason=str(error.strerror)
        ) from None
    except (ValueError, RecursionError):
        raise RefusedFileError("%(path)s is no JSON.", path=visible(str(file))) from None
    if not isinstance(said, dict):
        raise RefusedFileError("%(path)s is no JSON.", path=visible(str(file)))
    return said


def _ending(output: Path | None) -> str:
    return (output.suffix.removeprefix(".").lower() if output is not None else "") or "md"


def _write(output: Path, data: bytes) -> None:
    if str(output) == "-":
        sys.stdout.buffer.write(data)
        return
    if not output.parent.is_dir():
        raise cannot_write(output, FileNotFoundError(2, "No such file or directory"))
    write(output.parent, output.name, data)
