"""What the guide says of a role that may be an opportunity or a threat: marked claims, and what its pay tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kamguide.assessment.record import OLD, Fact, FactKind, Side
from kamguide.assessment.wording import worded
from kamguide.language import money, territory
from kamguide.library.library import Library
from kamguide.model.pay import Pay
from kamguide.model.role import Role, Topic
from kamguide.model.salary import Component
from kamguide.problems import Message, Said

SPREAD = 1.5
"""From this ratio of the high to the low end on, a range of pay is told as an opportunity."""
_WHOLE: tuple[Component, ...] = ("total", "ote", "salary", "base", "not-stated")
"""Parts of pay whose spread is told: what most of it is, not what comes on top."""
_KINDS: Mapping[Topic, FactKind] = {
    "outlook": "outlook",
    "education": "prerequisite",
    "experience": "prerequisite",
    "salary": "pay",
}


def facts_of(library: Library, role: Role, grade: str, this_year: int) -> Iterator[Fact]:
    """Facts about a role, or one of its grades.

    :param grade: its slug; empty: the role itself.
    :param this_year: the year of the round, from which ages are counted.
    """
    own = {f"{grade}-{key}" for key in role.grades[grade].claims} if grade else set()
    for topic, key, claim in role.claims():
        if claim.swot and (topic != "grades" or key in own):
            yield Fact(
                claim=f"{role.slug}.{topic}.{key}",
                side=claim.swot,
                kind=_KINDS.get(topic, "work"),
                text=claim.text,
                basis=claim.basis,
                sources=claim.sources,
                year=_year(library, claim.sources),
            )
    pays = [pay for pay in library.pays if pay.role == role.slug and pay.grade in (None, grade) and pay.released]
    yield from _spread(pays) or _only_old(pays, this_year)


def _year(library: Library, sources: Iterable[str]) -> int | None:
    """The year of the newest source."""
    years = [library.sources[slug].year for slug in sources if slug in library.sources]
    return max((year for year in years if isinstance(year, int)), default=None)


@dataclass(frozen=True, slots=True)
class _Range:
    """From what to what a pay goes, and the figure that says so."""

    low: int
    high: int
    pay: Pay
    middle_half: bool
    """Whether half of all people earn something between the two."""

    @property
    def ratio(self) -> float:
        return self.high / self.low


def _spread(pays: list[Pay]) -> list[Fact]:
    """The widest range of the latest year, where it is wide; of a whole country rather than of a region."""
    wide = [one for one in _ranges(pays) if one.ratio >= SPREAD]
    best = max(wide, key=lambda one: (one.pay.year or 0, "-" not in one.pay.area, one.ratio, one.pay.id), default=None)
    if best is None:
        return []
    facts: dict[str, str | Message | Said | int] = {
        "low": money(best.low, best.pay.currency),
        "high": money(best.high, best.pay.currency),
        **_when_and_where(best.pay),
    }
    text = (
        Message("Pay spreads widely: half of all people earn %(low)s to %(high)s a year (%(place)s, %(year)s).", facts)
        if best.middle_half
        else Message("Pay spreads widely: %(low)s to %(high)s a year (%(place)s, %(year)s).", facts)
    )
    return [_of_pay(best.pay, text, "opportunity")]


def _ranges(pays: list[Pay]) -> Iterator[_Range]:
    yearly = [pay for pay in pays if pay.period == "year" and pay.component in _WHOLE and not pay.at_least]
    upper = {(pay.account, pay.area, pay.year): pay for pay in yearly if pay.statistic == "p75"}
    for pay in yearly:
        if pay.low and pay.high:
            yield _Range(pay.low, pay.high, pay, middle_half=False)
        above = upper.get((pay.account, pay.area, pay.year)) if pay.statistic == "p25" else None
        if above and above.amount and pay.amount:
            yield _Range(pay.amount, above.amount, above, middle_half=True)


def _only_old(pays: list[Pay], this_year: int) -> list[Fact]:
    """That the newest figure of pay is old, where it is."""
    newest = max((pay for pay in pays if pay.year), key=lambda pay: (pay.year or 0, pay.id), default=None)
    if newest is None or this_year - (newest.year or 0) <= OLD:
        return []
    amount = newest.amount if newest.amount is not None else newest.high
    facts: dict[str, str | Message | Said | int] = {
        "amount": money(amount or 0, newest.currency),
        **_when_and_where(newest),
    }
    return [
        _of_pay(newest, Message("The newest figure of pay here is %(amount)s (%(place)s, %(year)s).", facts), "threat")
    ]


def _of_pay(pay: Pay, text: Message, side: Side) -> Fact:
    return Fact(
        claim=pay.id,
        side=side,
        kind="pay",
        text=worded(text),
        basis="sourced",
        sources=(pay.source,),
        year=pay.year,
    )


def _when_and_where(pay: Pay) -> Mapping[str, Message | Said | str]:
    """Country or region and year, as far as they are given."""
    place: Message | Said = (
        Message("country not given")
        if pay.area == "not-given"
        else Said(hi=territory(pay.area, "hi"), en=territory(pay.area, "en"))
    )
    return {"place": place, "year": str(pay.year) if pay.year else Message("year not given")}
