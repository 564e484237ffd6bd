"""A library in which every reference holds: what points at nothing is taken out (its fault is told elsewhere).

Pages can then follow any reference without asking, however broken some files are. What has nothing to take out stays
the same object, so that a company's library shares it with the one below.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from kamguide.library.library import Library
from kamguide.model.career import Path
from kamguide.model.claim import Claim
from kamguide.model.comparison import Cell, Comparison
from kamguide.model.lexicon import Lexicon
from kamguide.model.role import Grade, Role
from kamguide.model.rule import Rule
from kamguide.model.skill import Skill
from kamguide.model.survey import Survey
from kamguide.model.text import Model

Thing = TypeVar("Thing")
Shape = TypeVar("Shape", bound=Model)


def without_dangling(
    library: Library, only: Collection[tuple[str, str]] | None = None, below: Library | None = None
) -> Library:
    """The library without references to what is not in it.

    :param only: kind and slug of what is looked at; the rest is known to hold. None: everything.
    :param below: where nothing that was there is gone, the library below: what is the very same there holds.
    """

    def each(kind: str, closed: Callable[[Any], Any]) -> Mapping[str, Any]:
        things: Mapping[str, Any] = getattr(library, kind)
        changed = {slug: closed(thing) for slug, thing in things.items() if only is None or (kind, slug) in only}
        return _same(things, {**things, **changed})

    sources = each("sources", lambda s: s if s.via in library.sources else _with(s, {"via": None}))
    kept = {
        slug: salary
        for slug, salary in library.salaries.items()
        if salary.role in library.roles
        and salary.source in sources
        and _belongs(salary.sense, salary.grade, library.roles[salary.role])
    }
    salaries = library.salaries if len(kept) == len(library.salaries) else kept
    skills = each("skills", lambda skill: _skill(skill, library, sources))
    surveys = _same(
        library.surveys,
        {slug: _survey(survey, library.roles) for slug, survey in library.surveys.items() if survey.source in sources},
    )
    prices = {slug: index for slug, index in library.prices.items() if index.source in sources}
    closed = replace(
        library,
        sources=sources,
        salaries=salaries,
        skills=skills,
        surveys=surveys,
        prices=_same(library.prices, prices),
    )
    figures = {f"{s.slug}.{name}" for s in closed.salaries.values() for name in s.figures}
    roles = each("roles", lambda role: _role(role, closed, figures, below.roles.get(role.slug) if below else None))
    graded = {f"{role.slug}@{grade}" for role in roles.values() for grade in role.grades}
    nodes = {*roles, *graded, *library.positions}
    claims = {slug: role.claim_names() for slug, role in roles.items()}
    return replace(
        closed,
        roles=roles,
        paths=each("paths", lambda path: _path(path, nodes, closed)),
        glossary=each("glossary", lambda t: _with(_cited(t, sources), {"related": _kept(t.related, library.glossary)})),
        lexicon=each("lexicon", lambda file: _lexicon(file, replace(closed, roles=roles))),
        guides=each("guides", lambda guide: _with(_cited(guide, sources), {"roles": _kept(guide.roles, roles)})),
        rules=each("rules", lambda rule: _rule(rule, sources)),
        comparisons=_same(
            library.comparisons,
            {
                slug: closed_comparison
                for slug, written in library.comparisons.items()
                if (closed_comparison := _comparison(written, claims)) is not None
            },
        ),
    )


def _skill(skill: Skill, library: Library, sources: Collection[str]) -> Skill:
    resources = _same(skill.resources, {slug: _cited(one, sources) for slug, one in skill.resources.items()})
    return _with(_cited(skill, sources), {"related": _kept(skill.related, library.skills), "resources": resources})


def _survey(survey: Survey, roles: Mapping[str, Role]) -> Survey:
    occupations = {}
    for code, one in survey.occupations.items():
        role = roles.get(one.role or "")
        sense = one.sense if role is not None and one.sense in role.senses else None
        occupations[code] = _with(one, {"role": one.role if role is not None else None, "sense": sense})
    kept = _same(survey.occupations, occupations)
    rows = tuple(row for row in survey.rows if row.occupation in kept)
    if kept is survey.occupations and len(rows) == len(survey.rows):
        return survey
    return survey.model_copy(update={"occupations": kept, "rows": rows})


def _rule(rule: Rule, sources: Collection[str]) -> Rule:
    places = {area: law for area, law in rule.places.items() if law.source in sources}
    return _with(_cited(rule, sources), {"places": _same(rule.places, places)})


def _with(thing: Shape, update: Mapping[str, object]) -> Shape:
    """The thing with other values; itself where they are the values that it has."""
    changed = {name: value for name, value in update.items() if value != getattr(thing, name)}
    return thing.model_copy(update=changed) if changed else thing


def _same(before: Mapping[str, Thing], after: Mapping[str, Thing]) -> Mapping[str, Thing]:
    """What was there before, where nothing of it changed."""
    unchanged = len(before) == len(after) and all(before.get(name) is thing for name, thing in after.items())
    return before if unchanged else after


def _kept(names: Collection[str], known: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)


def _chosen(things: Mapping[str, Thing], known: Collection[str]) -> Mapping[str, Thing]:
    return _same(things, {name: thing for name, thing in things.items() if name in known})


def _cited(thing: Shape, sources: Collection[str]) -> Shape:
    named: tuple[str, ...] = getattr(thing, "sources")  # noqa: B009 - every caller's model has the field
    if all(map(sources.__contains__, named)):
        return thing
    return thing.model_copy(update={"sources": _kept(named, sources)})


def _belongs(sense: str | None, grade: str | None, role: Role) -> bool:
    return (sense is None or sense in role.senses) and (grade is None or grade in role.grades)


def _role(role: Role, library: Library, figures: Collection[str], held: Role | None) -> Role:
    skills = {slug: _cited(need, library.sources) for slug, need in _chosen(role.skills, library.skills).items()}
    facts = {
        topic: fact if fact.claim is None or (topic in role.topics and fact.claim in role.topics[topic].claims)
        else fact.model_copy(update={"claim": None})
        for topic, fact in role.key_facts.items() if fact.figure is None or fact.figure in figures
    }  # fmt: skip
    topics = {
        topic: section
        if (held is not None and held.topics.get(topic) is section)
        or (claims := _claims(section.claims, role, library)) is section.claims
        else section.model_copy(update={"claims": claims})
        for topic, section in role.topics.items()
    }  # fmt: skip
    grades = {slug: _grade(grade, role, library) for slug, grade in role.grades.items()}
    update: dict[str, Any] = {
        "skills": _same(role.skills, skills),
        "key_facts": role.key_facts if facts == role.key_facts else facts,
        "topics": role.topics if all(topics[topic] is section for topic, section in role.topics.items()) else topics,
        "grades": _same(role.grades, grades),
    }
    changed = {name: value for name, value in update.items() if value is not getattr(role, name)}
    return role.model_copy(update=changed) if changed else role


def _grade(grade: Grade, role: Role, library: Library) -> Grade:
    skills = _chosen(grade.skills, library.skills)
    claims = _claims(grade.claims, role, library)
    same = skills is grade.skills and claims is grade.claims
    return grade if same else grade.model_copy(update={"skills": skills, "claims": claims})


def _claims(claims: Mapping[str, Claim], role: Role, library: Library) -> Mapping[str, Claim]:
    closed = {}
    for key, claim in claims.items():
        update: dict[str, str | None] = {}
        if claim.compared_with is not None and claim.compared_with not in library.roles:
            update["compared_with"] = None
        if claim.sense is not None and claim.sense not in role.senses:
            update["sense"] = None
        cited = _cited(claim, library.sources)
        closed[key] = cited.model_copy(update=update) if update else cited
    return _same(claims, closed)


def _lexicon(file: Lexicon, library: Library) -> Lexicon:
    concepts = {
        slug: concept
        for slug, concept in file.concepts.items()
        if (concept.role is None or concept.role in library.roles)
        and (concept.skill is None or concept.skill in library.skills)
        and (concept.term is None or concept.term in library.glossary)
        and (concept.guide is None or concept.guide in library.guides)
    }
    questions = {name: asked for name, asked in file.questions.items() if name in library.answering}
    changed = len(concepts) < len(file.concepts) or len(questions) < len(file.questions)
    return file.model_copy(update={"concepts": concepts, "questions": questions}) if changed else file


def _comparison(written: Comparison, claims: Mapping[str, Collection[str]]) -> Comparison | None:
    """The comparison of roles that are there, without rows that say nothing of them; None where a highlight goes.

    :param claims: by role, the names of its claims.
    """
    if len(set(written.roles)) < len(written.roles) or any(role not in claims for role in written.roles):
        return None
    names = {name for slug in written.roles for name in claims[slug]}

    def closed(cell: Cell) -> Cell:
        return _with(cell, {"claims": _kept(cell.claims, names)})

    rows = {}
    for name, row in written.rows.items():
        chosen = _chosen(row.values, written.roles)
        values = _same(chosen, {role: closed(cell) for role, cell in chosen.items()})
        shared = closed(row.shared) if row.shared else None
        if values or shared:
            same = values is row.values and shared is row.shared
            rows[name] = row if same else row.model_copy(update={"values": values, "shared": shared})
    if not all(name in rows for name in written.highlights):
        return None
    kept = _same(written.rows, rows)
    return written if kept is written.rows else written.model_copy(update={"rows": kept})


def _path(path: Path, nodes: Collection[str], library: Library) -> Path:
    steps = {
        slug: _cited(step, library.sources)
        for slug, step in path.steps.items()
        if step.from_ in nodes and step.to in nodes
    }
    positions = {}
    for slug, position in path.positions.items():
        needs = _chosen(position.skills, library.skills)
        skills = _same(needs, {skill: _cited(need, library.sources) for skill, need in needs.items()})
        positions[slug] = position if skills is position.skills else position.model_copy(update={"skills": skills})
    update: dict[str, Any] = {"steps": _same(path.steps, steps), "positions": _same(path.positions, positions)}
    changed = {name: value for name, value in update.items() if value is not getattr(path, name)}
    return path.model_copy(update=changed) if changed else path
