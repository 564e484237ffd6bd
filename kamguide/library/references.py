"""A library in which every reference holds: what points at nothing is taken out (its fault is told elsewhere).

Pages can then follow any reference without asking, however broken some files are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from kamguide.library.library import Library
from kamguide.model.career import Path, Step
from kamguide.model.claim import Claim
from kamguide.model.lexicon import Lexicon
from kamguide.model.role import Grade, Role
from kamguide.model.text import Model

Thing = TypeVar("Thing")
Cited = TypeVar("Cited", bound=Model)


def without_dangling(library: Library) -> Library:
    """The library without references to what is not in it."""
    sources = {
        s.slug: s if s.via in library.sources else s.model_copy(update={"via": None}) for s in library.sources.values()
    }
    salaries = {
        slug: salary
        for slug, salary in library.salaries.items()
        if salary.role in library.roles
        and salary.source in sources
        and _belongs(salary.sense, salary.grade, library.roles[salary.role])
    }
    skills = {
        slug: _cited(skill, sources).model_copy(update={"related": _kept(skill.related, library.skills)})
        for slug, skill in library.skills.items()
    }
    closed = replace(library, sources=sources, salaries=salaries, skills=skills)
    roles = {slug: _role(role, closed) for slug, role in library.roles.items()}
    graded = {f"{role.slug}@{grade}" for role in roles.values() for grade in role.grades}
    nodes = {*roles, *graded, *library.positions}
    return replace(
        closed,
        roles=roles,
        paths={slug: _path(path, nodes, sources) for slug, path in library.paths.items()},
        glossary={
            slug: _cited(term, sources).model_copy(update={"related": _kept(term.related, library.glossary)})
            for slug, term in library.glossary.items()
        },
        lexicon={slug: _lexicon(file, roles, closed) for slug, file in library.lexicon.items()},
        guides={
            slug: _cited(guide, sources).model_copy(update={"roles": _kept(guide.roles, roles)})
            for slug, guide in library.guides.items()
        },
    )


def _kept(names: Collection[str], known: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)


def _chosen(things: Mapping[str, Thing], known: Collection[str]) -> dict[str, Thing]:
    return {name: thing for name, thing in things.items() if name in known}


def _cited(thing: Cited, sources: Collection[str]) -> Cited:
    named: tuple[str, ...] = getattr(thing, "sources")  # noqa: B009 - every caller's model has the field
    return (
        thing if all(name in sources for name in named) else thing.model_copy(update={"sources": _kept(named, sources)})
    )


def _belongs(sense: str | None, grade: str | None, role: Role) -> bool:
    return (sense is None or sense in role.senses) and (grade is None or grade in role.grades)


def _role(role: Role, library: Library) -> Role:
    figures = {f"{s.slug}.{name}" for s in library.salaries.values() for name in s.figures}
    return role.model_copy(
        update={
            "skills": {
                slug: _cited(need, library.sources) for slug, need in _chosen(role.skills, library.skills).items()
            },
            "key_facts": {
                topic: fact for topic, fact in role.key_facts.items() if fact.figure is None or fact.figure in figures
            },
            "topics": {
                topic: section.model_copy(update={"claims": _claims(section.claims, role, library)})
                for topic, section in role.topics.items()
            },
            "grades": {slug: _grade(grade, role, library) for slug, grade in role.grades.items()},
        }
    )


def _grade(grade: Grade, role: Role, library: Library) -> Grade:
    skills = _chosen(grade.skills, library.skills)
    return grade.model_copy(update={"skills": skills, "claims": _claims(grade.claims, role, library)})


def _claims(claims: Mapping[str, Claim], role: Role, library: Library) -> dict[str, Claim]:
    closed = {}
    for key, claim in claims.items():
        update: dict[str, str | None] = {}
        if claim.compared_with not in library.roles:
            update["compared_with"] = None
        if claim.sense not in role.senses:
            update["sense"] = None
        closed[key] = _cited(claim, library.sources).model_copy(update=update)
    return closed


def _lexicon(file: Lexicon, roles: Collection[str], library: Library) -> Lexicon:
    concepts = {
        slug: concept
        for slug, concept in file.concepts.items()
        if (concept.role is None or concept.role in roles)
        and (concept.skill is None or concept.skill in library.skills)
        and (concept.term is None or concept.term in library.glossary)
        and (concept.guide is None or concept.guide in library.guides)
    }
    return file.model_copy(update={"concepts": concepts})


def _path(path: Path, nodes: Collection[str], sources: Collection[str]) -> Path:
    steps: dict[str, Step] = {
        slug: _cited(step, sources) for slug, step in path.steps.items() if step.from_ in nodes and step.to in nodes
    }
    return path.model_copy(update={"steps": steps})
