"""Checks of figures: surveys of pay and indices of prices row by row, and amounts of money in texts."""

from __future__ import annotations

from collections.abc import Iterator

from kamguide.library.findings import Finding, Known, one_of, reference
from kamguide.library.nearest import did_you_mean
from kamguide.model.claim import Claim, amounts_in
from kamguide.model.price_index import PriceIndex
from kamguide.model.survey import TOP_CODED, Row, Survey
from kamguide.model.text import LANGUAGES, Text
from kamguide.problems import Fact


def survey_findings(survey: Survey, known: Known) -> Iterator[Finding]:
    """Every fault of a survey: references, rows that stand twice or contradict themselves, rows that are missing."""
    yield from reference(known, "sources", survey.source, ("source",))
    for code, occupation in survey.occupations.items():
        if occupation.role is None:
            continue
        yield from reference(known, "roles", occupation.role, ("occupations", code, "role"))
        role = known.library.roles.get(occupation.role)
        if role is not None and occupation.sense is not None and occupation.sense not in role.senses:
            facts: dict[str, Fact] = {"name": occupation.sense, "hint": did_you_mean(occupation.sense, role.senses)}
            yield Finding("unknown-sense", ("occupations", code, "sense"), facts)
    seen: set[tuple[str, str, int]] = set()
    for number, row in enumerate(survey.rows):
        location = ("rows", number)
        yield from one_of(survey.occupations, "occupations", row.occupation, (*location, 0))
        if row[:3] in seen:
            yield Finding("row-twice", location, {"name": f"{row.occupation}, {row.area}, {row.year}"})
        seen.add(row[:3])
        yield from _row(survey, row, location)
    yield from _counted(survey.provenance.rows, len(survey.rows))


def _row(survey: Survey, row: Row, location: tuple[str, int]) -> Iterator[Finding]:
    limit = survey.limit(row.year)
    if TOP_CODED in row[4:] and limit is None:
        yield Finding("no-limit", location, {"year": str(row.year)})
    told = [limit if cell == TOP_CODED else cell for cell in (row.p10, row.p25, row.median, row.p75, row.p90)]
    amounts = [amount for amount in told if isinstance(amount, int)]
    if amounts != sorted(amounts):
        yield Finding("percentiles-fall", location, {"name": ", ".join(map(str, amounts))})


def index_findings(index: PriceIndex, known: Known) -> Iterator[Finding]:
    """Every fault of a price index: its source, a year that stands twice, years that are missing."""
    yield from reference(known, "sources", index.source, ("source",))
    seen: set[int] = set()
    for number, level in enumerate(index.values):
        if level.year in seen:
            yield Finding("row-twice", ("values", number), {"name": str(level.year)})
        seen.add(level.year)
    yield from _counted(index.provenance.rows, len(index.values))


def _counted(said: int, there: int) -> Iterator[Finding]:
    if said != there:
        yield Finding("rows-missing", ("provenance", "rows"), {"said": said, "there": there})


Location = tuple[str | int, ...]


def claim_amounts(claim: Claim, location: Location) -> Iterator[Finding]:
    """Amounts of money in a claim's text of which nobody says what they are, or of some only."""
    counts = {code: amounts_in(claim.text.to(code)) for code in LANGUAGES if claim.text.has(code)}
    if claim.amounts is None:
        yield from (Finding("bare-amount", (*location, "text", code), {}) for code, count in counts.items() if count)
        return
    years = len(claim.amounts.reference_years)
    wrong = next((count for count in counts.values() if count != years), years)
    if years > 1 and wrong != years:
        yield Finding("years-of-amounts", (*location, "amounts", "reference_years"), {"count": wrong, "years": years})


def text_amounts(text: Text, location: Location) -> Iterator[Finding]:
    """Amounts of money in a text that is no claim's, and so cannot say what they are."""
    if location[-1:] == ("text",) and "claims" in location:
        return
    for language in LANGUAGES:
        if text.has(language) and amounts_in(text.to(language)):
            yield Finding("bare-amount", (*location, language), {})
