"""A SWOT in which every line says why: from levels and evidence, and from what the guide says of the role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kamguide.assessment.record import OLD, Fact, OwnLine, Quadrant, Round
from kamguide.assessment.scoring import Fit, Rated, fits, over_claims, rated, unrated
from kamguide.assessment.wording import said, worded
from kamguide.model.text import Basis, Text
from kamguide.problems import Message, Said

FITS_ALREADY = 0.8
"""From this share of what was rated on, a role beside the target is said to fit already."""
KNOWN_ENOUGH = 0.3
"""The share of a role's importance that must have been rated before it is said to fit."""
MOST_BESIDE = 3
"""Roles beside the target that are told."""


@dataclass(frozen=True, slots=True)
class Because:
    """Why a line stands there. Of a fact, levels are None; ``evidence`` is empty where there is none."""

    kind: Literal["skill", "fact"]
    name: str
    """The skill's slug, or the name of the claim, figure or step."""
    required: int | None
    own: int | None
    evidence: str
    basis: Basis
    """Of a skill: whether a source gives the required level, or we estimate it."""
    sources: tuple[str, ...]
    """Who names the skill for this role, or states the fact."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. Its id stays the same as long as it is said for the same reason."""

    id: str
    text: Text | str
    """Ours may hold Markdown; a string is what the person wrote, and plain."""
    because: Because | None
    """None: a line of the person's own."""
    talk: bool = False
    """Whether it is something to talk over."""
    old: bool = False
    """Whether it rests on an old fact."""
    struck: bool = False
    """Whether the person struck it."""

    @property
    def own(self) -> bool:
        """Whether the person added it."""
        return self.because is None


@dataclass(frozen=True, slots=True)
class Swot:
    """The four quadrants, with the struck lines in their places, and what is no line: unrated skills."""

    strengths: tuple[Line, ...]
    weaknesses: tuple[Line, ...]
    opportunities: tuple[Line, ...]
    threats: tuple[Line, ...]
    unrated: tuple[str, ...]
    talk: tuple[str, ...]
    """Skills at the highest level without an example."""

    def of(self, quadrant: Quadrant) -> tuple[Line, ...]:
        """The lines of a quadrant that the person did not strike."""
        lines: tuple[Line, ...] = getattr(self, quadrant)
        return tuple(line for line in lines if not line.struck)


def swot(taken: Round) -> Swot:
    """The SWOT of a round: strengths with evidence first, then by importance; weaknesses by the weight of the gap."""
    known = rated(taken)
    strong = sorted(
        (one for one in known if not one.gap),
        key=lambda one: (not one.evidence, not one.need.important, -one.need.importance, -one.own),
    )
    found: dict[Quadrant, list[Line]] = {
        "strengths": [_of_skill(taken, one) for one in strong],
        "weaknesses": [_of_skill(taken, one) for one in known if one.gap],
        "opportunities": [*_beside(taken), *(line for side, line in _facts(taken) if side == "opportunities")],
        "threats": [line for side, line in _facts(taken) if side == "threats"],
    }
    for own in taken.own:
        found[own.quadrant].append(_own(own))
    told = {
        quadrant: tuple(replace(line, struck=line.id in taken.struck) for line in lines)
        for quadrant, lines in found.items()
    }
    return Swot(**told, unrated=tuple(unrated(taken)), talk=tuple(over_claims(taken)))


def _of_skill(taken: Round, one: Rated) -> Line:
    label = taken.skills[one.skill].short_label
    facts: dict[str, Said | int] = {"skill": said(label), "own": one.own, "required": one.required}
    if one.gap:
        pattern = Message("%(skill)s: now %(own)s, needed %(required)s.", facts)
    elif one.over_claimed:
        pattern = Message("%(skill)s: now %(own)s, needed %(required)s. No example yet: worth a talk.", facts)
    elif one.evidence:
        pattern = Message("%(skill)s: now %(own)s, needed %(required)s, with an example.", facts)
    else:
        pattern = Message("%(skill)s: now %(own)s, needed %(required)s. An example would show it.", facts)
    because = Because(
        "skill", one.skill, one.required, one.own, one.evidence, one.need.basis, taken.skills[one.skill].sources
    )
    quadrant = "weaknesses" if one.gap else "strengths"
    return Line(f"{quadrant}.{one.skill}", worded(pattern), because, talk=one.over_claimed)


def _beside(taken: Round) -> Iterator[Line]:
    """Roles one step from the target that fit already, the best first."""
    good = [fit for fit in fits(taken) if fit.step and fit.rated >= KNOWN_ENOUGH and fit.certainty >= FITS_ALREADY]
    for fit in sorted(good, key=lambda fit: (-fit.certainty, -fit.rated))[:MOST_BESIDE]:
        yield _fitting(fit)


def _fitting(fit: Fit) -> Line:
    step = fit.step
    assert step is not None  # noqa: S101 - only such are told
    facts: dict[str, Said | int] = {"role": said(fit.label), "percent": round(100 * fit.certainty)}
    if step.way == "to-target":
        pattern = Message(
            "%(role)s fits already: of what you rated, %(percent)s%% is at the level needed there. "
            "A step leads from there to your target.",
            facts,
        )
    else:
        pattern = Message(
            "%(role)s fits already: of what you rated, %(percent)s%% is at the level needed there. "
            "A step leads there from your target.",
            facts,
        )
    because = Because("fact", step.claim, None, None, "", step.basis, step.sources)
    return Line(f"opportunities.{step.claim}.{fit.reference}", worded(pattern), because)


def _facts(taken: Round) -> Iterator[tuple[Quadrant, Line]]:
    for fact in taken.facts:
        old = fact.year is not None and taken.taken.year - fact.year > OLD
        quadrant: Quadrant = "threats" if old or fact.side == "threat" else "opportunities"
        text = fact.text
        if quadrant == "threats" and fact.kind == "prerequisite":
            text = worded(Message("%(fact)s Where you have this, it counts for you.", {"fact": said(text)}))
        if old:
            text = _aged(fact, text, taken.taken.year)
        because = Because("fact", fact.claim, None, None, "", fact.basis, fact.sources)
        yield quadrant, Line(f"{quadrant}.{fact.claim}", text, because, old=old)


def _aged(fact: Fact, text: Text, year: int) -> Text:
    """What is told of an old fact, with its age."""
    facts: dict[str, Said | int | str] = {
        "fact": said(text),
        "year": str(fact.year),
        "age": year - (fact.year or year),
    }
    return worded(Message("%(fact)s This is of %(year)s, %(age)s years old: look for newer figures.", facts))


def _own(line: OwnLine) -> Line:
    return Line(line.id, line.text, None)
