"""The sentences and facts of a job description: what the employer offers, and where the texts come from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kamguide.job_description.draft import Draft, Pay
from kamguide.job_description.offer import KEY_FACT
from kamguide.job_description.words import CONTRACTS, MODES
from kamguide.language import day, money, translate
from kamguide.library.role_reference import Chosen
from kamguide.model.source import Source
from kamguide.model.text import Language
from kamguide.render.blocks import Fact
from kamguide.titles import LEVEL_NAMES, PERIODS


def _n(text: str) -> str:
    return text


PLACE, CONTRACT, REPORTS_TO, PAY, UNTIL = (
    _n("Place"), _n("Contract"), _n("Reports to"), _n("Pay offered"), _n("Last date to apply"),
)  # fmt: skip
SOURCES_MOST = 8
"""Sources that are named one by one in the foot; of more the first are, and how many there are besides."""


def told_facts(draft: Draft, language: Language) -> list[Fact]:
    """Place, contract, whom one reports to, pay and last date: what the draft says of them."""
    mode = translate(MODES[draft.mode], language) if draft.mode else ""
    place = f"{draft.place} ({mode})" if draft.place and mode else draft.place or mode
    contract = translate(CONTRACTS[draft.contract], language) if draft.contract in CONTRACTS else draft.contract
    rows = [
        (PLACE, place),
        (CONTRACT, contract),
        (REPORTS_TO, draft.reports_to),
        (PAY, pay_offered(draft.pay, language) if draft.pay is not None else ""),
        (UNTIL, day(draft.until, language) if draft.until is not None else ""),
    ]
    return [Fact(translate(label, language), value) for label, value in rows if value]


def pay_offered(pay: Pay, language: Language) -> str:
    """The pay with its currency, its unit and its source, which is the employer: ₹8,00,000 – ₹12,00,000 a year."""
    amounts = money(pay.low, pay.currency)
    if pay.high != pay.low:
        amounts += f" – {money(pay.high, pay.currency)}"
    sentence = translate(_n("%(amount)s %(period)s (the employer’s offer)"), language)
    return sentence % {"amount": amounts, "period": translate(PERIODS[pay.period], language)}


def sources_of(chosen: Chosen, draft: Draft, language: Language, today: date) -> tuple[str, ...]:
    """The foot: whose words these are, and of which day."""
    named = list(dict.fromkeys(map(_named, cited(chosen, draft))))
    more = len(named) - SOURCES_MOST
    told = ", ".join(named[:SOURCES_MOST])
    if more > 0:
        told = translate(_n("%(names)s and %(count)s more"), language) % {"names": told, "count": more}
    lines = []
    if told:
        lines.append(translate(_n("Sources: %(names)s"), language) % {"names": told})
    if draft.must or draft.nice:
        names = ", ".join(translate(LEVEL_NAMES[level], language) for level in "1234")
        lines.append(
            translate(_n("Skill levels, lowest first: %(names)s (the guide’s estimate)"), language) % {"names": names}
        )
    lines.append(translate(_n("Made with kamguide, %(date)s"), language) % {"date": day(today, language)})
    return tuple(lines)


def cited(chosen: Chosen, draft: Draft) -> Iterator[Source]:
    """The sources of the lines and skills chosen, each once, in the order of the document."""
    role, library = chosen.role, chosen.library
    slugs: list[str] = []
    for topic, names in draft.include.items():
        section = role.topics.get(topic)
        for name in names:
            if section is not None and name in section.claims:
                slugs += section.claims[name].sources
            elif name == KEY_FACT and section is not None:  # the fact sums up what the claims there say
                slugs += [slug for claim in section.claims.values() for slug in claim.sources]
    for skill in (*draft.must, *draft.nice):
        if skill in role.skills:
            slugs += role.skills[skill].sources
    for slug in dict.fromkeys(slugs):
        if slug in library.sources:
            yield library.sources[slug]


def _named(source: Source) -> str:
    return f"{source.publisher} ({source.year})" if isinstance(source.year, int) else source.publisher
