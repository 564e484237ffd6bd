"""``kamguide path``: the cheapest ways from one role or position to another, as lines, the API's JSON, or CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from kamguide.career_paths import Explained, Found, asked, find
from kamguide.career_paths.sheet import rows_of_ways
from kamguide.cli.options import chosen_language, chosen_site, language_option, opened, site_option
from kamguide.language import translate
from kamguide.library.library import Library
from kamguide.model.text import Language, Text
from kamguide.render.markdown import plain
from kamguide.render.spreadsheets import to_csv
from kamguide.titles import BASES, CHANGES, STEP_KINDS


@click.command("path")
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option("--company", help="In the guide of this company.")
@click.option("--json", "as_json", is_flag=True, help="Answer as the API does.")
@click.option("--csv", "as_csv", is_flag=True, help="A row for each skill of each step.")
@language_option
@site_option
def command(
    start: str,
    end: str,
    *,
    company: str | None,
    as_json: bool,
    as_csv: bool,
    language: Language | None,
    site: Path | None,
) -> None:
    """Find the cheapest way from one place to another and up to three others, each step with its skills.

    FROM and TO are named [company:]role[@grade], such as key-account-manager@senior, or as a position, such as analyst.
    Points are importance times levels missing, a yardstick of ours. Exit 0: ways or none; 2: a name that nothing bears.
    """
    guide = opened(chosen_site(site))
    library = guide.company(company).library if company else guide.library
    places = asked(start, end, library, lambda slug: guide.company(slug).library)
    found = find(places.library, places.start, places.end)
    if as_json:
        from kamguide.web.api.answers import told  # noqa: PLC0415 - Flask is slow to import
        from kamguide.web.api.career_paths import paths_answer  # noqa: PLC0415

        untranslated: list[str] = []
        tree = told(paths_answer(found), language, "", untranslated)
        assert isinstance(tree, dict)  # noqa: S101 - a tree stays one
        click.echo(json.dumps({**tree, "untranslated": untranslated}, ensure_ascii=False, indent=2))
    elif as_csv:
        click.echo(to_csv(rows_of_ways(found, chosen_language(language))), nl=False)
    else:
        for line in lines(found, chosen_language(language)):
            click.echo(line)


def lines(found: Found, language: Language) -> Iterator[str]:
    """The ways as text: each with its points, then its steps with their skills."""
    if not found.ways:
        yield translate("No way leads there.", language)
    for number, way in enumerate(found.ways, start=1):
        if number > 1:
            yield ""
        route = " › ".join(_label(found.library, node, language) for node in way.nodes)
        yield f"{number}. {route}: {way.cost}"
        for step in way.steps:
            yield from _step(found.library, step, language)


def _step(library: Library, step: Explained, language: Language) -> Iterator[str]:
    edge = step.edge
    kind, basis = translate(STEP_KINDS[edge.step.kind], language), translate(BASES[edge.basis], language)
    sources = f" ({', '.join(edge.step.sources)})" if edge.step.sources else ""
    start, end = (_label(library, node, language) for node in (edge.start, edge.end))
    yield f"   {start} › {end} [{kind}; {basis}] {step.cost}{sources}"
    if edge.step.time:
        yield f"      {translate('Time, as the source gives it', language)}: {_said(edge.step.time, language)}"
    for row in step.rows:
        weight = f": {row.need - row.have} × {row.importance} = {row.cost}" if row.cost else ""
        skill = _said(library.skills[row.skill].short_label, language)
        yield f"      {translate(CHANGES[row.change], language)}: {skill} {row.have} › {row.need}{weight}"


def _label(library: Library, node: str, language: Language) -> str:
    return _said(library.node_label(node), language)


def _said(text: Text, language: Language) -> str:
    return plain(text.to(language))
