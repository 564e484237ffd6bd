"""Checks between documents: references that must hold, claims that need sources, translations, review dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import get_args

from pydantic import BaseModel

from kamguide.library.data_checks import claim_amounts, index_findings, survey_findings, text_amounts
from kamguide.library.findings import KIND_WORDS, Finding, Known, once, one_of, reference, sources
from kamguide.library.lexicon_checks import lexicon, questions
from kamguide.library.nearest import did_you_mean
from kamguide.model import Entity
from kamguide.model.career import Path, Step
from kamguide.model.claim import Claim, Requirement
from kamguide.model.comparison import Comparison
from kamguide.model.lexicon import Lexicon
from kamguide.model.price_index import PriceIndex
from kamguide.model.reference import Guide, Term
from kamguide.model.role import Role
from kamguide.model.rule import Rule
from kamguide.model.salary import Salary
from kamguide.model.skill import Resource, Skill
from kamguide.model.source import Source
from kamguide.model.survey import Survey
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.problems import Fact, Message, Problem
from kamguide.sources.document import Document, Location
from kamguide.sources.reader import PROBLEM_LIMIT

REVIEW_DAYS = 365
"""A text not reviewed for longer than this is due."""

LANGUAGE_NAMES: Mapping[Language, Message] = {"hi": Message("Hindi"), "en": Message("English")}


def check(document: Document, entity: Entity, known: Known, today: date, below: Entity | None = None) -> list[Problem]:
    """Every fault of one document against the rest of the library.

    :param below: its object in the layer below, which has been checked: what is the very same is not looked at.
    """
    known = replace(known, below=below)
    findings = list(_translations(entity, (), below))
    for kind, rule in _RULES:
        if isinstance(entity, kind):
            findings += islice(rule(entity, known), PROBLEM_LIMIT)
    if isinstance(entity, Lexicon):
        told = islice(questions(entity, known), PROBLEM_LIMIT)
        # a company may take out what answers a question of a layer below
        findings += [finding for finding in told if _problem(document, finding).place.layer == known.layer]
    if isinstance(entity, Role | Skill | Guide | Comparison):
        findings += _review(entity, today)
    return [_problem(document, finding) for finding in findings[:PROBLEM_LIMIT]]


def translations(document: Document, entity: BaseModel) -> list[Problem]:
    """A warning for every text of a document's object that lacks one of the two languages."""
    return [_problem(document, finding) for finding in _translations(entity, ())]


def _problem(document: Document, finding: Finding) -> Problem:
    node = document.root.at(finding.location)
    place = (node.key or node.place) if finding.at_key else node.place
    return Problem(finding.code, place, finding.facts)


def _translations(part: object, location: tuple[str | int, ...], below: object = None) -> Iterator[Finding]:
    """Every text that lacks one of the two languages, but for those of what stood below already."""
    if part is None or part is below:
        return
    if isinstance(part, Text):
        yield from text_amounts(part, location)
        for language in LANGUAGES:
            if not part.has(language):
                yield Finding("missing-translation", location, {"language": LANGUAGE_NAMES[language]}, at_key=True)
    elif isinstance(part, BaseModel):
        if isinstance(part, Claim):
            yield from claim_amounts(part, location)
        for name, key in _holding_texts(type(part)):
            yield from _translations(getattr(part, name), (*location, key), getattr(below, name, None))
    elif isinstance(part, Mapping):
        known = below if isinstance(below, Mapping) else {}
        for key, value in part.items():
            yield from _translations(value, (*location, key), known.get(key))
    elif isinstance(part, tuple):
        for number, value in enumerate(part):
            yield from _translations(value, (*location, number))


@cache
def _holding_texts(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that may hold a text somewhere, each with its name in files."""
    fields = model.model_fields.items()
    return tuple((name, field.alias or name) for name, field in fields if _may_hold_text(field.annotation))


def _may_hold_text(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return issubclass(annotation, Text) or bool(_holding_texts(annotation))
    return any(_may_hold_text(part) for part in get_args(annotation))


def _review(entity: Role | Skill | Guide | Comparison, today: date) -> Iterator[Finding]:
    dates = {"hi": entity.reviewed.hi, "en": entity.reviewed.en}
    for language in LANGUAGES:
        day = dates[language]
        if day > today:
            yield Finding("review-in-future", ("reviewed", language), {"date": day.isoformat()})
        elif today - day > timedelta(days=REVIEW_DAYS):
            yield Finding("review-due", ("reviewed", language), {"date": day.isoformat()})
    newer = max(dates.values())
    for language in LANGUAGES:
        if dates[language] < newer:
            facts: dict[str, Fact] = {
                "language": LANGUAGE_NAMES[language],
                "date": dates[language].isoformat(),
                "newer": newer.isoformat(),
            }
            yield Finding("stale-translation", ("reviewed", language), facts)


def _basis(
    part: Claim | Requirement | Step | Term | Guide | Resource | Rule, known: Known, location: Location
) -> Iterator[Finding]:
    if part.basis == "sourced" and not part.sources:
        yield Finding("sourced-without-source", (*location, "basis"), {})
    yield from sources(known, part.sources, location)


def _role(role: Role, known: Known) -> Iterator[Finding]:
    below = known.below if isinstance(known.below, Role) else None
    for topic, section in role.topics.items():
        under = below.topics.get(topic) if below is not None else None
        for key, claim in section.claims.items():
            if under is not None and under.claims.get(key) is claim:
                continue
            location = ("topics", topic, "claims", key)
            yield from _claim(role, claim, known, location)
            yield from _belonging(topic, claim, location)
    for slug, grade in role.grades.items():
        for key, claim in grade.claims.items():
            yield from _claim(role, claim, known, ("grades", slug, "claims", key))
        for skill in grade.skills:
            yield from reference(known, "skills", skill, ("grades", slug, "skills", skill))
    yield from _needs(role.skills, known, ())
    for topic, fact in role.key_facts.items():
        if fact.figure is not None:
            yield from reference(known, "figures", fact.figure, ("key_facts", topic, "figure"))
        if fact.claim is not None:
            claims = role.topics[topic].claims if topic in role.topics else ()
            yield from one_of(claims, "claims", fact.claim, ("key_facts", topic, "claim"))


def _needs(skills: Mapping[str, Requirement], known: Known, location: Location) -> Iterator[Finding]:
    for skill, need in skills.items():
        yield from reference(known, "skills", skill, (*location, "skills", skill))
        yield from _basis(need, known, (*location, "skills", skill))


def _claim(role: Role, claim: Claim, known: Known, location: Location) -> Iterator[Finding]:
    yield from _basis(claim, known, location)
    if claim.sense is not None and claim.sense not in role.senses:
        facts: dict[str, Fact] = {"name": claim.sense, "hint": did_you_mean(claim.sense, role.senses)}
        yield Finding("unknown-sense", (*location, "sense"), facts)
    if claim.compared_with is not None:
        yield from reference(known, "roles", claim.compared_with, (*location, "compared_with"))


_BELONGS = {"group": "responsibilities", "better": "kpi", "compared_with": "comparison", "icon": "comparison"}


def _belonging(topic: str, claim: Claim, location: Location) -> Iterator[Finding]:
    for name, home in _BELONGS.items():
        if getattr(claim, name) is not None and topic != home:
            yield Finding("misplaced-field", (*location, name), {"name": name, "topic": home}, at_key=True)
    if topic == "responsibilities" and claim.group is None:
        yield Finding("missing-group", location, {}, at_key=True)


def _skill(skill: Skill, known: Known) -> Iterator[Finding]:
    for number, other in enumerate(skill.related):
        yield from reference(known, "skills", other, ("related", number))
    yield from sources(known, skill.sources, ())
    for slug, resource in skill.resources.items():
        yield from _basis(resource, known, ("resources", slug))


def _salary(salary: Salary, known: Known) -> Iterator[Finding]:
    yield from reference(known, "roles", salary.role, ("role",))
    yield from reference(known, "sources", salary.source, ("source",))
    role = known.library.roles.get(salary.role)
    if role is not None and salary.sense is not None and salary.sense not in role.senses:
        facts: dict[str, Fact] = {"name": salary.sense, "hint": did_you_mean(salary.sense, role.senses)}
        yield Finding("unknown-sense", ("sense",), facts)
    if role is not None and salary.grade is not None and salary.grade not in role.grades:
        facts = {"kind": KIND_WORDS["grades"], "name": salary.grade, "hint": did_you_mean(salary.grade, role.grades)}
        yield Finding("unknown-reference", ("grade",), facts)


def _path(path: Path, known: Known) -> Iterator[Finding]:
    others = {slug: other.positions for slug, other in known.library.paths.items()}
    yield from once(path.slug, path.positions, "positions", others)
    for slug, position in path.positions.items():
        yield from _needs(position.skills, known, ("positions", slug))
    for slug, step in path.steps.items():
        location = ("steps", slug)
        yield from _basis(step, known, location)
        for name, node in (("from", step.from_), ("to", step.to)):
            if not known.may_be_node(node):
                yield from reference(known, "nodes", node, (*location, name))
        if step.from_ == step.to:
            yield Finding("step-to-itself", (*location, "to"), {"name": step.to})


def _source(source: Source, known: Known) -> Iterator[Finding]:
    if source.via is None:
        return
    yield from reference(known, "sources", source.via, ("via",))
    seen: set[str] = set()
    above = known.library.sources.get(source.via)
    while above is not None and above.slug not in seen:
        if above.slug == source.slug:
            yield Finding("circular-via", ("via",), {})
            return
        seen.add(above.slug)
        above = known.library.sources.get(above.via or "")


def _term(term: Term, known: Known) -> Iterator[Finding]:
    yield from _basis(term, known, ())
    for number, other in enumerate(term.related):
        yield from reference(known, "glossary", other, ("related", number))


def _guide(guide: Guide, known: Known) -> Iterator[Finding]:
    yield from _basis(guide, known, ())
    for number, role in enumerate(guide.roles):
        yield from reference(known, "roles", role, ("roles", number))


def _comparison(written: Comparison, known: Known) -> Iterator[Finding]:
    for number, role in enumerate(written.roles):
        yield from reference(known, "roles", role, ("roles", number))
        if role in written.roles[:number]:
            yield Finding("same-role-twice", ("roles", number), {"name": role})
    first = min(c.slug for c in known.library.comparisons.values() if set(c.roles) == set(written.roles))
    if first != written.slug:
        yield Finding("written-twice", ("roles",), {"name": ", ".join(written.roles), "file": f"{first}.yaml"})
    for number, name in enumerate(written.highlights):
        yield from one_of(written.rows, "rows", name, ("highlights", number))
    roles = [known.library.roles[role] for role in written.roles if role in known.library.roles]
    claims = {name for role in roles for name in role.claim_names()}
    for slug, row in written.rows.items():
        for role in row.values:
            yield from one_of(written.roles, "roles", role, ("rows", slug, "values", role))
        for place, cell in row.cells() if len(roles) == len(written.roles) else ():
            for number, name in enumerate(cell.claims):
                yield from one_of(claims, "claims", name, ("rows", slug, *place, "claims", number))


def _rule(rule: Rule, known: Known) -> Iterator[Finding]:
    yield from _basis(rule, known, ())
    for area, law in rule.places.items():
        yield from reference(known, "sources", law.source, ("places", area, "source"))


_RULES: tuple[tuple[type[BaseModel], Callable[..., Iterator[Finding]]], ...] = (
    (Role, _role),
    (Skill, _skill),
    (Salary, _salary),
    (Path, _path),
    (Source, _source),
    (Term, _term),
    (Guide, _guide),
    (Lexicon, lexicon),
    (Comparison, _comparison),
    (Survey, survey_findings),
    (PriceIndex, index_findings),
    (Rule, _rule),
)
