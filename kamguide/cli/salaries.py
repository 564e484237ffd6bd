"""``kamguide salaries``: figures of pay as lines, as the API's JSON or as CSV."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

import click

from kamguide.cli.options import chosen_language, chosen_site, language_option, opened, site_option
from kamguide.errors import WrongUseError
from kamguide.language import money, translate
from kamguide.library.library import Library
from kamguide.model.pay import Pay
from kamguide.model.salary import Component
from kamguide.model.text import Language
from kamguide.render.markdown import plain
from kamguide.salaries.choice import Choice, areas_paid, chosen, in_prices, index_of, years_paid
from kamguide.salaries.labels import grade_label, sense_label, subject_label
from kamguide.titles import COMPONENTS, FLAGS, PERIODS, STATISTICS


@click.command("salaries")
@click.argument("role", required=False, default="")
@click.option("--area", default="", help="Country or state, such as US, US-CA or IN.")
@click.option("--year", default="", help="Year the figures are of, or not-given.")
@click.option("--component", type=click.Choice(get_args(Component)), help="Part of pay.")
@click.option("--source", default="", help="Slug of a source.")
@click.option("--prices", type=int, help="Restate US dollars in the dollars of this year.")
@click.option("--company", help="Whose figures: a company's slug.")
@click.option("--json", "as_json", is_flag=True, help="Answer as the API does.")
@click.option("--csv", "as_csv", is_flag=True, help="Answer as a table for spreadsheets.")
@language_option
@site_option
def command(  # noqa: PLR0917 - click gives each option by name
    role: str,
    area: str,
    year: str,
    component: str | None,
    source: str,
    prices: int | None,
    company: str | None,
    as_json: bool,
    as_csv: bool,
    language: Language | None,
    site: Path | None,
) -> None:
    """Figures of pay, each with currency, year, area and source. ROLE: a role's slug or an occupation's code.

    Exit 0, also where there is no figure; 2: a role, area, year, source or year of prices that is not there.
    """
    guide = opened(chosen_site(site))
    library = guide.company(company).library if company else guide.library
    for name, value, known in (("area", area, ["IN", *areas_paid(library)]), ("year", year, years_paid(library))):
        if value and value not in known:
            raise WrongUseError(
                "no figure has the %(name)s %(value)s; there are: %(known)s",
                name=name,
                value=value[:40],
                known=", ".join(dict.fromkeys(known)),
            )
    found = chosen(library, Choice(role, area, year, component or "", source))
    if prices is not None:
        index = index_of(library, found)
        if index is None or prices not in index.by_year:
            raise WrongUseError("no price index fits these figures and the year %(year)s", year=str(prices))
        found = in_prices(found, index, prices)
    if as_csv:
        from kamguide.render.spreadsheets import to_csv  # noqa: PLC0415 - one of three forms
        from kamguide.salaries.sheet import rows  # noqa: PLC0415

        sys.stdout.buffer.write(to_csv(rows(library, found, chosen_language(language))))
        return
    if as_json:
        from kamguide.web.api.answers import told  # noqa: PLC0415 - Flask is slow to import
        from kamguide.web.api.salaries import pay_answer  # noqa: PLC0415

        untranslated: list[str] = []
        tree = {"items": [pay_answer(library, pay) for pay in found], "total": len(found)}
        body = told(tree, language, "", untranslated)
        assert isinstance(body, dict)  # noqa: S101 - a tree stays one
        click.echo(json.dumps({**body, "untranslated": untranslated}, ensure_ascii=False, indent=2))
        return
    for line in lines(library, found, chosen_language(language)):
        click.echo(line)


def lines(library: Library, pays: Sequence[Pay], language: Language) -> Iterator[str]:
    """The figures as text: a heading for each account, then a line for each figure."""
    if not pays:
        yield translate("There is no figure for this choice.", language)
    account = ""
    for pay in pays:
        if pay.account != account:
            account = pay.account
            labels = [subject_label(library, pay), sense_label(library, pay), grade_label(library, pay)]
            names = ", ".join(plain(label.to(language)) for label in labels if label)
            year = str(pay.year) if pay.year is not None else translate("year not given", language)
            area = pay.area if pay.area != "not-given" else translate("country not stated", language)
            yield f"{names}: {area}, {year}, {pay.publisher} ({pay.source})"
        part, kind = translate(COMPONENTS[pay.component], language), translate(STATISTICS[pay.statistic], language)
        yield f"    {part}, {kind}: {amount(pay, language)}"


def amount(pay: Pay, language: Language) -> str:
    """The amount in words: with its currency, period, flags and the year of its prices."""
    ends = [pay.amount] if pay.amount is not None else [pay.low, pay.high]
    told = " – ".join(money(end, pay.currency) for end in ends if end is not None)
    flags = [translate(FLAGS[flag], language) for flag in pay.flags]
    if pay.prices is not None:
        flags.append(translate("in %(year)s money", language) % {"year": pay.prices})
    note = f" ({'; '.join(flags)})" if flags else ""
    return f"{told} {translate(PERIODS[pay.period], language)}{note}" if told else translate("not released", language)
