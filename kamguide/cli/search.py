"""``kamguide search``: the same results as the site, in the terminal or as the API's JSON."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import get_args

import click

from kamguide.cli.options import chosen_language, chosen_site, site_option
from kamguide.guide import data_folder, open_guide
from kamguide.language import catalogue as sentences
from kamguide.language import translate
from kamguide.library.library import Library
from kamguide.model.role import Topic
from kamguide.model.text import Language
from kamguide.search.desk import FOLDER, open_desk
from kamguide.search.entries import Kind
from kamguide.search.searching import Hit, Result, Wanted
from kamguide.search.telling import address, search_answer
from kamguide.settings import read_settings
from kamguide.titles import NOTES

LIMIT, LIMIT_MOST = 20, 100


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--lang", "language", type=click.Choice(["hi", "en"]), help="Language of the hits. Default: whichever fits best."
)
@click.option("--kind", type=click.Choice(get_args(Kind)), help="Only hits of this kind.")
@click.option("--role", help="Only hits about this role.")
@click.option("--topic", type=click.Choice(get_args(Topic)), metavar="TOPIC", help="Only hits on this topic.")
@click.option("--company", help="The company whose guide is searched.")
@click.option("--limit", default=LIMIT, show_default=True, type=click.IntRange(1, LIMIT_MOST), help="Hits shown.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, as the API does.")
@site_option
def command(  # noqa: PLR0917 - click gives each option by name
    query: tuple[str, ...],
    language: Language | None,
    kind: Kind | None,
    role: str | None,
    topic: Topic | None,
    company: str | None,
    limit: int,
    as_json: bool,
    site: Path | None,
) -> None:
    """Search the guide: roles, skills, pay, comparisons, guides and terms, in Hindi, English or a mix."""
    where = chosen_site(site)
    settings = read_settings(where)
    guide = open_guide(where, settings)
    held = guide.company(company) if company is not None else None
    library = held.library if held is not None else guide.library
    if role is not None:
        library.role(role)
    catalogue = guide.catalogue_of(held) if held is not None else guide.catalogue
    desk = open_desk(catalogue, data_folder(where, settings) / FOLDER)
    wanted = Wanted(language=language, kind=kind, role=role, topic=topic, limit=limit)
    result = desk.search(" ".join(query), wanted)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without Hindi still shows every line
    if as_json:
        click.echo(json.dumps(search_answer(result, language), ensure_ascii=False, indent=2))
        return
    for line in _lines(result, library, chosen_language(language)):
        click.echo(line)


def _lines(result: Result, library: Library, spoken: Language) -> Iterator[str]:
    """The result in the language of the terminal, each hit in its own."""
    understood = result.understanding
    if understood.note:
        yield translate(NOTES[understood.note], spoken)
    if understood.did_you_mean:
        yield translate("Did you mean: %(query)s", spoken) % {"query": understood.did_you_mean}
    if result.answer:
        told = result.answer.text.get(spoken) or next(iter(result.answer.text.values()))
        source = library.sources.get(result.answer.source or "")
        named = ", ".join(filter(None, [source.publisher if source else "", str(result.answer.year or "")]))
        yield f"{told} ({named})" if named and result.answer.kind != "figure" else told  # a figure names its own
    if not result.hits:
        yield translate("Nothing was found for “%(query)s”", spoken) % {"query": result.query}
        return
    counted = sentences(spoken).ngettext(
        "%(num)d result for “%(query)s”", "%(num)d results for “%(query)s”", result.total
    )
    yield counted % {"num": result.total, "query": result.query}
    for number, hit in enumerate(result.hits, 1):
        yield from ("", f"{number}. {hit.entry.title[hit.language]}", f"   {address(hit.entry.path, hit.language)}")
        yield f"   {_snippet(hit)}"


def _snippet(hit: Hit) -> str:
    """The snippet without HTML; what was found is bold where the terminal can."""
    pieces = re.split("<mark>(.*?)</mark>", hit.snippet.html)
    return "".join(click.style(unescape(p), bold=True) if n % 2 else unescape(p) for n, p in enumerate(pieces))
