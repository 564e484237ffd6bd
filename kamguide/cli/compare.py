"""``kamguide compare``: two to four roles side by side, as lines or as the API's JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from kamguide.cli.options import (
    chosen_company,
    chosen_language,
    chosen_site,
    company_option,
    language_option,
    opened,
    site_option,
)
from kamguide.comparison import Compared, Led, Needed, Paid, Row, compare, references_of
from kamguide.comparison.rows import Value
from kamguide.language import money, translate
from kamguide.model.text import Language
from kamguide.render.markdown import plain
from kamguide.titles import BASES, LEVEL_NAMES, STATUSES, STEP_KINDS, TOPIC_TITLES


@click.command("compare")
@click.argument("roles", nargs=-1, required=True, metavar="ROLE ROLE [...]")
@click.option("--diff", is_flag=True, help="Leave out what is the same.")
@click.option("--json", "as_json", is_flag=True, help="Answer as the API does.")
@company_option
@language_option
@site_option
def command(  # noqa: PLR0917 - click gives each option by name
    roles: tuple[str, ...], diff: bool, as_json: bool, company: str | None, language: Language | None, site: Path | None
) -> None:
    """Set two to four roles side by side: the answer, then every row with its status and sources.

    A ROLE is named [company:]role[@grade], such as key-account-manager or key-account-manager@senior; KAM will do too.
    """
    guide = opened(chosen_site(site))
    held = chosen_company(guide, company)
    library = held.library if held is not None else guide.library
    compared = compare(references_of(roles), library, lambda slug: guide.company(slug).library)
    slugs = dict.fromkeys(filter(None, (company, *(side.company for side in compared.sides))))
    companies = [guide.company(slug).company for slug in slugs]
    if as_json:
        from kamguide.web.api.answers import told  # noqa: PLC0415 - Flask is slow to import
        from kamguide.web.api.comparison import comparison_answer  # noqa: PLC0415

        untranslated: list[str] = []
        tree = told(comparison_answer(compared, companies), language, "", untranslated)
        assert isinstance(tree, dict)  # noqa: S101 - a tree stays one
        click.echo(json.dumps({**tree, "untranslated": untranslated}, ensure_ascii=False, indent=2))
        return
    for one in companies:
        if one.note is not None:
            spoken = chosen_language(language)
            click.echo(f"{plain(one.label.to(spoken))}: {plain(one.note.to(spoken))}")
    for line in lines(compared, chosen_language(language), diff):
        click.echo(line)


def lines(compared: Compared, language: Language, different: bool) -> Iterator[str]:
    """The comparison as text: the answer, then the rows by topic."""
    yield plain(compared.answer.to(language))
    topic = ""
    for row in compared.rows:
        if different and row.status == "same":
            continue
        if row.topic != topic:
            topic = row.topic
            yield ""
            yield f"== {translate(TOPIC_TITLES[row.topic], language)} =="
        yield from _row(row, language)


def _row(row: Row, language: Language) -> Iterator[str]:
    status = translate(STATUSES[row.status], language)
    sources = ", ".join(row.sources) or translate(BASES[row.basis], language)
    yield f"{plain(row.label.to(language))} [{status}] ({sources})"
    if row.status == "same":
        yield f"    = {_value(next(iter(row.values.values())), language)}"
        return
    for reference, value in row.values.items():
        yield f"    {reference}: {_value(value, language)}"


def _value(value: Value, language: Language) -> str:
    if isinstance(value, Needed):
        weight = translate("importance %(n)s of 5", language) % {"n": value.need.importance}
        return f"{value.need.level} {translate(LEVEL_NAMES[str(value.need.level)], language)} ({weight})"
    if isinstance(value, Paid):
        amounts = [value.figure.amount] if value.figure.amount is not None else [value.figure.low, value.figure.high]
        told = " – ".join(money(amount, value.salary.currency) for amount in amounts if amount is not None)
        facts = [value.salary.area, str(value.salary.reference_year)]
        facts += [plain(text.to(language)) for text in (value.grade, value.salary.note, value.figure.note) if text]
        return f"{told} ({'; '.join(facts)})"
    if isinstance(value, Led):
        return translate(STEP_KINDS[value.step.kind], language)
    note = f" ({plain(value.note.to(language))})" if value.note else ""
    return plain(value.text.to(language)) + note
