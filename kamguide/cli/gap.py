"""``kamguide gap``: a file of ratings held against a role, as text or as the API's JSON; nothing is stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from kamguide.assessment.plan import REASONS, Plan, plan
from kamguide.assessment.record import Round
from kamguide.assessment.scoring import best_fits, fits, gaps, readiness
from kamguide.assessment.swot import Because, Line, Swot, swot
from kamguide.cli.options import (
    chosen_language,
    chosen_library,
    chosen_site,
    company_option,
    language_option,
    opened,
    site_option,
)
from kamguide.errors import RefusedFileError
from kamguide.guide import Guide
from kamguide.language import render, translate
from kamguide.library.library import Library
from kamguide.library.role_reference import choose
from kamguide.model.text import Language, Text
from kamguide.problems import Message, Place
from kamguide.render.markdown import plain
from kamguide.titles import BASES


def _n(text: str) -> str:
    """Mark a word for the catalogue."""
    return text


FILE_LIMIT = 64_000
"""Bytes of a file of ratings, as of a request's body."""
ANY = "-"
"""Instead of a role: which ones fit best?"""


@click.command("gap")
@click.argument("role")
@click.argument("file", metavar="RATINGS.yaml", type=click.Path(path_type=Path))
@click.option("--grade", help="A grade of the role.")
@click.option("--json", "as_json", is_flag=True, help="Answer as the API does.")
@company_option
@language_option
@site_option
def command(  # noqa: PLR0917 - click gives each option by name
    role: str,
    file: Path,
    grade: str | None,
    as_json: bool,
    company: str | None,
    language: Language | None,
    site: Path | None,
) -> None:
    """Hold ratings against a role: readiness, gaps, a SWOT with reasons, a plan of 12 weeks, the best-fitting roles.

    ROLE is named [company:]role[@grade]; - asks only which roles fit best. The file has `ratings` (a level of 0 to 4 by
    skill, or null: "don't know") and may have `evidence`, `desire`, `hours_per_week`, `languages`, `grade` and
    `company`. Nothing is stored. Exit 0: told; 2: a wrong name, or faults in the file, each with its line.
    """
    spoken = chosen_language(language)
    guide = opened(chosen_site(site))
    now, faults = _taken(guide, role, file, grade, company)
    if now is None:
        for place, message in faults:
            click.echo(f"{place.file}:{place.line}:{place.column}: {render(message, spoken)}", err=True)
        sys.exit(2)
    if as_json:
        from kamguide.web.api.answers import told  # noqa: PLC0415 - Flask is slow to import
        from kamguide.web.api.gap import gap_answer  # noqa: PLC0415

        untranslated: list[str] = []
        tree = told(gap_answer(now), language, "", untranslated)
        assert isinstance(tree, dict)  # noqa: S101 - a tree stays one
        click.echo(json.dumps({**tree, "untranslated": untranslated}, ensure_ascii=False, indent=2))
    else:
        for line in lines(now, spoken):
            click.echo(line)


def _taken(
    guide: Guide, role: str, file: Path, grade: str | None, company: str | None
) -> tuple[Round | None, Sequence[tuple[Place, Message]]]:
    """The round that a file stands for; or None and every fault of the file with its place."""
    from kamguide.library.schema import checked  # noqa: PLC0415 - with the API's shapes, which come with Flask
    from kamguide.sources.reader import decode, read_yaml  # noqa: PLC0415
    from kamguide.web.api.gap import faults_of, taken  # noqa: PLC0415
    from kamguide.web.api.gap_shapes import GapRequest, Ratings  # noqa: PLC0415

    text, problems = decode(_bytes(file), Place(str(file)))
    root, more = read_yaml(text, Place(str(file)), allow_null=True) if text is not None else (None, [])
    said, wrong = checked(root, root.plain(), Ratings) if root is not None else (None, [])
    if root is None or said is None or more:
        return None, [(problem.place, problem.sentence) for problem in (*problems, *more, *wrong)]

    def company_library(slug: str) -> Library:
        return guide.company(slug).library

    company = company or said.company
    books = chosen_library(guide, company)
    reference = None
    if role != ANY:
        wanted = grade or said.grade
        chosen = choose(f"{role}@{wanted}" if wanted and "@" not in role else role, books, company_library)
        reference = chosen.reference
        company = None if chosen.company else company
    asked = GapRequest.model_validate({**said.model_dump(), "role": reference, "grade": None, "company": company})
    faults = list(faults_of(asked, books, company_library))
    if faults:
        nodes = [(root.at(location), message) for location, message in faults]
        return None, [(node.key or node.place, message) for node, message in nodes]
    return taken(asked, books, company_library, datetime.now(UTC).date()), []


def _bytes(file: Path) -> bytes:
    """:raises RefusedFileError: it cannot be read, or is too large."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RefusedFileError("The file cannot be read: %(reason)s.", reason=error.strerror or "") from None
    if len(data) > FILE_LIMIT:
        raise RefusedFileError("The file is larger than %(limit)s kB.", limit=FILE_LIMIT // 1000)
    return data


def lines(now: Round, language: Language) -> Iterator[str]:
    """The result as text."""
    if now.target is not None:
        ready, told = readiness(now), swot(now)
        said = translate("%(ready)s of %(of)s rated skills at the required level", language)
        yield f"{_said(now.target.label, language)}: {said % {'ready': ready.ready, 'of': ready.of}}"
        yield from _gaps(now, language)
        yield from _swot(told, language)
        if told.unrated:
            yield from _heading(_n("Not rated yet"), language)
            yield "  " + ", ".join(_said(now.skills[slug].short_label, language) for slug in told.unrated)
        yield from _plan(plan(now), language)
    yield from _heading(_n("Roles that fit best"), language)
    for fit in best_fits(now) if now.target else fits(now):
        yield f"  {_said(fit.label, language)} ({fit.reference}): {round(100 * fit.score)} %"


def _gaps(now: Round, language: Language) -> Iterator[str]:
    found = gaps(now)
    if found:
        yield from _heading(_n("Gaps"), language)
    for one in found:
        weight = translate("importance %(n)s of 5", language) % {"n": one.need.importance}
        yield f"  {_said(now.skills[one.skill].short_label, language)}: {one.own} › {one.required} ({weight})"


def _swot(told: Swot, language: Language) -> Iterator[str]:
    headed: tuple[tuple[str, Sequence[Line]], ...] = (
        (_n("Strength"), told.strengths),
        (_n("Weakness"), told.weaknesses),
        (_n("Opportunity"), told.opportunities),
        (_n("Threat"), told.threats),
    )
    for heading, found in headed:
        yield from _heading(heading, language)
        for line in found:
            yield f"  {_said(line.text, language) if isinstance(line.text, Text) else line.text}"
            if line.because is not None:
                yield f"      {_because(line.because, language)}"
        if not found:
            yield "  " + translate("Nothing.", language)


def _because(because: Because, language: Language) -> str:
    """Why a line stands there: on what it rests, who says so, and the example that was given."""
    parts = [translate(BASES[because.basis], language), ", ".join(because.sources), because.evidence]
    return f"{because.name} [{'; '.join(part for part in parts if part)}]"


def _plan(made: Plan, language: Language) -> Iterator[str]:
    if made.items:
        yield from _heading(_n("Plan of 12 weeks"), language)
    weeks = translate("Weeks %(first)s–%(last)s, %(hours)s hours a week", language)
    week = translate("Week %(first)s, %(hours)s hours", language)
    ask = translate("Ask a mentor: %(question)s", language)
    ready = translate("Ready at the end", language)
    for item in made.items:
        when = (weeks if item.last_week > item.first_week else week) % {
            "first": item.first_week,
            "last": item.last_week,
            "hours": item.hours_per_week,
        }
        yield f"  {when}: {_said(item.label, language)} {item.from_} › {item.to}"
        yield f"      {_said(item.action, language)}"
        if item.resource.title:
            yield f"      {item.resource.title}" + (f", {item.resource.authors}" if item.resource.authors else "")
        if item.talk is not None:
            yield f"      {ask % {'question': _said(item.talk, language)}}"
        yield f"      {ready}: {_said(item.proof, language)}"
    if made.not_covered:
        yield from _heading(_n("Not covered by the plan"), language)
    for left in made.not_covered:
        yield f"  {_said(left.label, language)} (+{left.gap}): {render(REASONS[left.reason], language)}"


def _heading(text: str, language: Language) -> Iterator[str]:
    yield ""
    yield f"== {translate(text, language)} =="


def _said(text: Text, language: Language) -> str:
    return plain(text.to(language))
