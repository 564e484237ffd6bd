"""From a library to a round: everything that a result may need, as it stands on that day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from kamguide.assessment.facts import facts_of
from kamguide.assessment.record import (
    AskedSkill,
    Fact,
    MentorQuestion,
    Neighbour,
    Other,
    PinnedSource,
    Round,
    Target,
)
from kamguide.career_paths import Edge, graph_of
from kamguide.library.library import Library
from kamguide.library.role_reference import Chosen
from kamguide.model.claim import Requirement
from kamguide.model.role import Role
from kamguide.model.text import Text
from kamguide.profiles import Profile, profile

MOST_OTHERS = 60
"""Other roles and grades that a round is compared with: those one step away, then those that ask for the same most."""
UNDECIDED_SKILLS = 12
"""Skills that somebody without a target is asked."""


def pin(chosen: Chosen, today: date, also: Iterable[str] = ()) -> Round:
    """A fresh round that measures against a role or grade.

    :param also: skills that can be answered though the target does not ask for them; they count for other roles.
    """
    library, role = chosen.library, chosen.role
    asked = {skill: need for skill, need in profile(role, chosen.grade_slug).items() if need.level}
    order = sorted(asked, key=lambda slug: _weight(asked[slug]))
    facts = tuple(facts_of(library, role, chosen.grade_slug, today.year))
    questions = tuple(_questions(role))
    others = tuple(_others(library, chosen))
    skills = {slug: _skill(library, slug, asked.get(slug)) for slug in (*order, *sorted({*also} - asked.keys()))}
    return Round(
        taken=today,
        library_version=library.version,
        target=Target(
            reference=chosen.reference,
            role=role.slug,
            label=chosen.label,
            company=chosen.company,
            grade=chosen.grade_slug,
        ),
        skills=skills,
        sources=_cited(library, skills.values(), (*facts, *questions), others),
        facts=facts,
        others=others,
        questions=questions,
        asked=tuple(order),
    )


def pin_undecided(library: Library, today: date, company: str = "", also: Iterable[str] = ()) -> Round:
    """A fresh round for somebody without a target: the skills that tell most about all roles, and no requirement.

    :param company: whose library it is; empty: the shared guide.
    :param also: further skills that can be answered.
    """
    asked = _telling(library)[:UNDECIDED_SKILLS]
    skills = {slug: _skill(library, slug, None) for slug in (*asked, *sorted({*also} - {*asked}))}
    others = tuple(_every_role(library, company))[:MOST_OTHERS]
    return Round(
        taken=today,
        library_version=library.version,
        target=None,
        skills=skills,
        sources=_cited(library, skills.values(), (), others),
        facts=(),
        others=others,
        questions=(),
        asked=tuple(asked),
    )


def _weight(need: Requirement) -> tuple[bool, int, int]:
    """What sorts requirements: essential ones first, then by importance, then by level."""
    return need.relation != "essential", -need.importance, -need.level


def _telling(library: Library) -> list[str]:
    """Skills that matter to many roles and in different measure first; equal ones in alphabetical order."""
    measures: dict[str, list[int]] = {}
    sums: dict[str, int] = {}
    for role in library.roles.values():
        for slug, need in role.skills.items():
            if need.important and need.level:
                sums[slug] = sums.get(slug, 0) + need.importance
                measures.setdefault(slug, []).append(need.importance * need.level)

    def told(slug: str) -> float:
        found = measures[slug] if len(measures[slug]) == len(library.roles) else [0, *measures[slug]]
        return sums[slug] + (max(found) - min(found)) / 4

    return sorted(sums, key=lambda slug: (-told(slug), slug))


def _skill(library: Library, slug: str, need: Requirement | None) -> AskedSkill:
    skill = library.skills[slug]
    return AskedSkill(
        label=skill.label,
        short_label=skill.short_label,
        group=skill.group,
        anchors=skill.anchors,
        required=need,
        sources=(need.sources if need else ()) or skill.sources,
        resources=skill.resources,
        proofs=skill.proofs,
        question=next(iter(skill.interview.values()), None),
    )


def _questions(role: Role) -> Iterator[MentorQuestion]:
    section = role.topics.get("mentor")
    for key, claim in section.claims.items() if section else ():
        yield MentorQuestion(
            claim=f"{role.slug}.mentor.{key}", text=claim.text, basis=claim.basis, sources=claim.sources
        )


def _others(library: Library, chosen: Chosen) -> list[Other]:
    """Other roles and grades: those that a step leads to first, then by how much they ask for the same."""
    own = profile(chosen.role, chosen.grade_slug)
    here = chosen.role.slug + (f"@{chosen.grade_slug}" if chosen.grade_slug else "")
    steps = _steps_beside(library, here)
    found = [
        _other(slug, label, needs, chosen.company, steps.get(slug))
        for slug, label, needs in _places(library)
        if slug != here
    ]

    def nearness(other: Other) -> tuple[bool, int, str]:
        return other.step is None, -sum(w for skill, (_, w) in other.needs.items() if skill in own), other.reference

    kept = {other.reference for other in sorted(found, key=nearness)[:MOST_OTHERS]}
    return [other for other in found if other.reference in kept]


def _every_role(library: Library, company: str) -> Iterator[Other]:
    for slug, label, needs in _places(library):
        yield _other(slug, label, needs, company, None)


def _places(library: Library) -> Iterator[tuple[str, Text, Profile]]:
    """Every role and grade that asks for a skill, in career order."""
    for role in library.roles_in_order:
        yield role.slug, role.preferred_label, profile(role)
        for slug, grade in role.grades_by_rank():
            if grade.skills:
                yield f"{role.slug}@{slug}", grade.label, profile(role, slug)


def _other(slug: str, label: Text, needs: Profile, company: str, step: Neighbour | None) -> Other:
    return Other(
        reference=f"{company}:{slug}" if company else slug,
        label=label,
        needs={skill: (need.level, need.importance) for skill, need in needs.items() if need.level},
        step=step,
    )


def _steps_beside(library: Library, node: str) -> dict[str, Neighbour]:
    """By node the step between it and a node; one that leads to the node counts before one that leads on from it."""
    named = {id(step): f"{path.slug}.{key}" for path in library.paths.values() for key, step in path.steps.items()}
    graph = graph_of(library)

    def neighbour(edge: Edge, way: Literal["to-target", "from-target"]) -> Neighbour:
        return Neighbour(
            claim=named.get(id(edge.step), f"{edge.start}.{edge.end}"),
            way=way,
            kind=edge.step.kind,
            basis=edge.basis,
            sources=edge.step.sources,
        )

    onward = {edge.end: neighbour(edge, "from-target") for edge in graph.leaving(node)}
    return onward | {edge.start: neighbour(edge, "to-target") for edge in graph.reaching(node)}


def _cited(
    library: Library,
    skills: Iterable[AskedSkill],
    claims: Iterable[Fact | MentorQuestion],
    others: Iterable[Other],
) -> Mapping[str, PinnedSource]:
    named = {source for claim in claims for source in claim.sources}
    named |= {source for skill in skills for source in skill.sources}
    named |= {source for skill in skills for one in skill.resources.values() for source in one.sources}
    named |= {source for other in others if other.step for source in other.step.sources}
    known = {slug: library.sources[slug] for slug in sorted(named) if slug in library.sources}
    return {
        slug: PinnedSource(
            publisher=source.publisher,
            title=source.title,
            year=source.year if isinstance(source.year, int) else None,
            url=source.url,
        )
        for slug, source in known.items()
    }
