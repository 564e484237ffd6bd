"""What a role offers to a job description: lines per topic and skills, and which of them are ticked to begin with.

The counts are ours (editorial): a reader of an advertisement takes in some nine duties, and the linter asks for at most
eight must-haves. Nothing of a role's text is changed here; the notes of key facts tell of the market (what most
employers prefer, what holds in one country) and are no requirements, so they stay on the role's page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from kamguide.library.role_reference import Chosen
from kamguide.model.claim import GROUPS, Claim, Group, Requirement
from kamguide.model.role import Role
from kamguide.model.text import Text
from kamguide.profiles import Profile, profile

IncludedTopic = Literal["responsibilities", "kpi", "education", "experience", "qualities", "tools"]
"""Topics whose claims become lines of a job description."""
INCLUDED: tuple[IncludedTopic, ...] = get_args(IncludedTopic)

KEY_FACT = "key-fact"
"""The id of the line that is no claim but the role's key fact on education or experience; no claim may bear it."""
DUTIES, KPIS, MUST, NICE = 9, 5, 8, 5
"""How many are ticked to begin with."""


@dataclass(frozen=True)
class Line:
    """One line that may be ticked, and where in the content its text comes from."""

    id: str
    text: Text
    field: str
    """Such as ``key-account-manager.responsibilities.complaints``."""
    label: Text | None = None
    """A heading of its own, as measures of success have."""
    group: Group | None = None
    """For duties: the group."""


@dataclass(frozen=True)
class Offer:
    """The lines and skills of one role or grade."""

    lines: Mapping[IncludedTopic, Mapping[str, Line]]
    """By topic and id, in the role's order."""
    needs: Profile
    """The skills by slug: must-haves first, most important first."""
    ticked: Mapping[IncludedTopic, tuple[str, ...]] = field(default_factory=dict)
    """The ids ticked to begin with."""
    must: tuple[str, ...] = ()
    nice: tuple[str, ...] = ()


def offered(chosen: Chosen, sense: str = "") -> Offer:
    """What a role or grade offers.

    :param sense: which of the jobs that go by the title is meant; without it the first one.
    """
    role = chosen.role
    meant = sense or first_sense(role)
    lines = {topic: _lines(role, topic) for topic in INCLUDED}
    ticked = {topic: _ticked(chosen, topic, lines[topic], meant) for topic in INCLUDED}
    needs = _by_weight(profile(role, chosen.grade_slug))
    must = tuple(slug for slug, need in needs.items() if need.relation == "essential")[:MUST]
    nice = tuple(slug for slug, need in needs.items() if slug not in must)[:NICE]
    return Offer(lines, needs, ticked, must, nice)


def first_sense(role: Role) -> str:
    """Which job is meant where one title means two and nothing is said: the first; empty where it means one."""
    return next(iter(role.senses), "")


def _lines(role: Role, topic: IncludedTopic) -> dict[str, Line]:
    found: dict[str, Line] = {}
    fact = role.key_facts.get(topic)
    if topic in ("education", "experience") and fact is not None and fact.value is not None:
        found[KEY_FACT] = Line(KEY_FACT, fact.value, f"{role.slug}.key_facts.{topic}", fact.label)
    section = role.topics.get(topic)
    for slug, claim in section.claims.items() if section is not None else ():
        found[slug] = Line(slug, claim.text, f"{role.slug}.{topic}.{slug}", claim.label, group=claim.group)
    return found


def _ticked(chosen: Chosen, topic: IncludedTopic, lines: Mapping[str, Line], sense: str) -> tuple[str, ...]:
    role = chosen.role
    if topic in ("education", "experience"):  # claims there tell what sources say; the key fact can be asked for,
        return (KEY_FACT,) if KEY_FACT in lines and not role.senses else ()  # where it is of one job only
    section = role.topics.get(topic)
    claims = {
        slug: claim
        for slug, claim in (section.claims.items() if section is not None else ())
        if claim.sense in (None, sense) and not _tells_of_another(claim, chosen)
    }
    if topic == "responsibilities":
        return _duties(claims)
    if topic == "kpi":
        return tuple(slug for slug, claim in claims.items() if claim.better is not None)[:KPIS]
    return ()


def _tells_of_another(claim: Claim, chosen: Chosen) -> bool:
    """Whether a claim names a publisher of its sources: it tells how things are there ("at GitLab"), not here."""
    said = " ".join(text.en or "" for text in (claim.label, claim.text) if text is not None)
    known = chosen.library.sources
    publishers = {known[slug].publisher for slug in claim.sources if slug in known}
    return any(name in said and name.casefold() != chosen.company for name in publishers)


def _duties(claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """An equal share of each group, the rest in the role's order."""
    share = DUTIES // len(GROUPS)
    grouped: Sequence[list[str]] = [[s for s, claim in claims.items() if claim.group == group] for group in GROUPS]
    chosen = dict.fromkeys(slug for group in grouped for slug in group[:share])
    for slug in claims:
        if len(chosen) < DUTIES:
            chosen.setdefault(slug)
    return tuple(slug for slug in claims if slug in chosen)


def _by_weight(needs: Profile) -> dict[str, Requirement]:
    def weight(item: tuple[str, Requirement]) -> tuple[bool, int, int]:
        need = item[1]
        return need.relation != "essential", -need.importance, -need.level

    return dict(sorted(needs.items(), key=weight))
