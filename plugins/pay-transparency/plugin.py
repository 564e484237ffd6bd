"""Where a job advertisement must name the pay: a page of the rules, a section of job descriptions, a check of a
company's own figures, a command."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click
from flask import Blueprint, Response, g

from kamguide.hookspecs import Check, Pages, Remark, Section, Sections, hookimpl
from kamguide.language import money
from kamguide.library.library import Library
from kamguide.library.role_reference import Chosen
from kamguide.model.salary import Salary
from kamguide.model.text import Text
from kamguide.web.frame import Crumb, Frame, home_crumb, page


@dataclass(frozen=True)
class Rule:
    """What one country or state asks of a job advertisement. As read on 2026-11-22; no legal advice."""

    area: str
    place: Text
    since: str
    employers: Text
    says: Text
    name: str
    url: str
    read_in: str
    """Where we read it; the law itself stands under ``url``."""


RULES = (
    Rule(
        "US-CA",
        Text(hi="कैलिफ़ोर्निया (अमेरिका)", en="California (US)"),
        "2023-01-01",
        Text(hi="15 या ज़्यादा कर्मचारी", en="15 or more employees"),
        Text(
            hi="विज्ञापन में मूल वेतन या घंटे की दर का दायरा लिखना ज़रूरी है।",
            en="The advertisement must give the range of salary or hourly wage.",
        ),
        "Labor Code 432.3 (SB 1162)",
        "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=LAB&sectionNum=432.3.",
        "https://fordharrison.com/the-latest-and-greatest-new-pay-transparency-laws",
    ),
    Rule(
        "US-CO",
        Text(hi="कोलोराडो (अमेरिका)", en="Colorado (US)"),
        "2021-01-01",
        Text(hi="1 या ज़्यादा कर्मचारी वहाँ", en="1 or more employees there"),
        Text(
            hi="विज्ञापन में वेतन, और बोनस व दूसरी सुविधाओं का ब्योरा देना ज़रूरी है।",
            en="The advertisement must give the pay, and describe bonuses and benefits.",
        ),
        "Equal Pay for Equal Work Act (SB 19-085)",
        "https://leg.colorado.gov/bills/sb19-085",
        "https://bartkolaw.com/?p=6553",
    ),
    Rule(
        "US-NY",
        Text(hi="न्यूयॉर्क राज्य (अमेरिका)", en="New York State (US)"),
        "2023-09-17",
        Text(hi="4 या ज़्यादा कर्मचारी", en="4 or more employees"),
        Text(
            hi="विज्ञापन में वेतन का दायरा ज़रूरी है। सिर्फ़ कमीशन वाले पद पर यही लिखना काफ़ी है कि कमाई कमीशन से है।",
            en="The advertisement must give the range of pay; where pay is commission only, a statement that it is.",
        ),
        "Labor Law 194-b",
        "https://www.nysenate.gov/legislation/laws/LAB/194-B",
        "https://fordharrison.com/the-latest-and-greatest-new-pay-transparency-laws",
    ),
    Rule(
        "US-WA",
        Text(hi="वॉशिंगटन राज्य (अमेरिका)", en="Washington State (US)"),
        "2023-01-01",
        Text(hi="15 या ज़्यादा कर्मचारी", en="15 or more employees"),
        Text(
            hi="विज्ञापन में वेतन का दायरा और बाक़ी सुविधाओं का ब्योरा ज़रूरी है।",
            en="The advertisement must give the range of pay, and describe benefits and other pay.",
        ),
        "RCW 49.58.110",
        "https://app.leg.wa.gov/RCW/default.aspx?cite=49.58.110",
        "https://www.protocol.com/bulletins/washington-salary-range-law",
    ),
    Rule(
        "EU",
        Text(hi="यूरोपीय संघ", en="European Union"),
        "2026-06-07",
        Text(hi="सभी नियोक्ता", en="all employers"),
        Text(
            hi="शुरुआती वेतन या उसका दायरा इंटरव्यू से पहले बताना ज़रूरी है। पिछला वेतन पूछना मना है। "
            "इस तारीख़ तक हर देश को अपना क़ानून बनाना था।",
            en="Starting pay or its range must be told before the interview; asking for past pay is forbidden. "
            "By the date each country had to have a law of its own.",
        ),
        "Directive (EU) 2023/970, Article 5",
        "https://eur-lex.europa.eu/eli/dir/2023/970/oj",
        "https://leglobal.law/2023/08/23/eu-the-eu-pay-transparency-directive-what-employers-need-to-know/",
    ),
)  # fmt: skip
MEMBERS = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
FIXED = ("base", "salary", "ctc", "ote", "total")
"""Components of pay of which the rules want a range."""


def rule_of(area: str) -> Rule | None:
    """The rule for an area code such as ``US-CA`` or ``DE``; None where we know of none."""
    wanted = "EU" if area in MEMBERS else area
    return next((rule for rule in RULES if rule.area == wanted), None)


def single_amounts(library: Library, company: str | None) -> Iterator[Remark]:
    """A company's own figures (``salaries/<company>-*``) that give one amount where a range must be advertised."""
    for salary in library.salaries.values():
        rule = rule_of(salary.area)
        if company is not None and rule is not None and salary.slug.startswith(f"{company}-"):
            yield from _of_salary(salary, rule)


def _of_salary(salary: Salary, rule: Rule) -> Iterator[Remark]:
    for name, figure in salary.figures.items():
        if figure.amount is not None and figure.component in FIXED:
            words = Text(
                hi=f"{rule.place.hi}: विज्ञापन में एक रक़म नहीं, दायरा चाहिए ({rule.name})",
                en=f"{rule.place.en}: a job advertisement needs a range, not one amount ({rule.name})",
            )
            yield Remark("salaries", salary.slug, words, ("figures", name, "amount"), "warning")


PERIODS = {
    "year": Text(hi="सालाना", en="a year"),
    "month": Text(hi="महीना", en="a month"),
    "hour": Text(hi="घंटा", en="an hour"),
}


def range_told(chosen: Chosen) -> Iterator[Section]:
    """The company's own range of pay for the post, where it has one for an area whose rule asks for it."""
    lines = [line for salary in chosen.library.salaries.values() for line in _ranges(salary, chosen)]
    if lines:
        yield Section(
            "pay-range",
            Text(hi="वेतन का दायरा", en="Range of pay"),
            Text(hi="\n\n".join(line.hi or "" for line in lines), en="\n\n".join(line.en or "" for line in lines)),
            before="equal-opportunity",
        )


def _ranges(salary: Salary, chosen: Chosen) -> Iterator[Text]:
    rule = rule_of(salary.area)
    ours = bool(chosen.company) and salary.slug.startswith(f"{chosen.company}-")
    if rule is None or not ours or (salary.role, salary.grade or "") != (chosen.role.slug, chosen.grade_slug):
        return
    for figure in salary.figures.values():
        if figure.low is not None and figure.high is not None and figure.component in FIXED:
            low, high = money(figure.low, salary.currency), money(figure.high, salary.currency)
            period = PERIODS[salary.period]
            yield Text(
                hi=f"{rule.place.hi}: {low} से {high} {period.hi} ({salary.reference_year})",
                en=f"{rule.place.en}: {low} to {high} {period.en} ({salary.reference_year})",
            )


pages = Blueprint("pay_transparency", __name__)


@pages.get("/pay-transparency")
def rules() -> Response:
    """The rules as a page."""
    title = Text(hi="विज्ञापन में वेतन: कहाँ क्या लिखना ज़रूरी है", en="Pay in job advertisements: what must be said where")
    frame = Frame(
        title=title.to(g.language),
        description=WORDS["description"].to(g.language),
        crumbs=[home_crumb(), Crumb(title.to(g.language))],
    )
    return page("pay_transparency/index.html", frame, rules=RULES, words=WORDS)


WORDS = {
    "description": Text(
        hi="नौकरी के विज्ञापन में वेतन लिखना कहाँ ज़रूरी है: अमेरिका के चार राज्य और यूरोपीय संघ।",
        en="Where a job advertisement must name the pay: four states of the US, and the European Union.",
    ),
    "lede": Text(
        hi="22 नवंबर 2026 को पढ़ा गया। यह क़ानूनी सलाह नहीं है। भारत में ऐसा कोई नियम हमें नहीं मिला; यह पक्का नहीं है।",
        en="As read on 22 November 2026; no legal advice. For India we found no such rule; there may be one.",
    ),
    "since": Text(hi="कब से", en="Since"),
    "employers": Text(hi="किन पर", en="Who must"),
    "law": Text(hi="क़ानून", en="Law"),
    "read_in": Text(hi="कहाँ पढ़ा", en="Read in"),
}


@click.command("pay-rules")
@click.argument("area")
def pay_rules(area: str) -> None:
    """Tell what a job advertisement must say of pay in AREA, such as US-CA or DE. Exit 1: we know of no rule."""
    rule = rule_of(area.upper())
    if rule is None:
        click.echo(f"{area}: no rule known here", err=True)
        raise SystemExit(1)
    click.echo(f"{rule.place.en}, since {rule.since}, {rule.employers.en}: {rule.says.en}")
    click.echo(f"{rule.name}: {rule.url}")


@hookimpl
def kamguide_checks() -> list[Check]:
    return [single_amounts]


@hookimpl
def kamguide_sections() -> list[Sections]:
    return [range_told]


@hookimpl
def kamguide_pages() -> list[Pages]:
    return [Pages(pages, Text(hi="विज्ञापन में वेतन", en="Pay in advertisements"))]


@hookimpl
def kamguide_commands() -> list[click.Command]:
    return [pay_rules]
