"""Entries that compare: two to four roles, or the grades of one; made when content compares them or a query asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kamguide.library.library import Library
from kamguide.model.claim import Claim
from kamguide.model.role import Role
from kamguide.model.text import LANGUAGES, Language
from kamguide.search.entries import Entry, claim_texts, grade_texts, parts_of, plain_texts

MOST = 4
"""Roles that one comparison may hold."""


def comparisons(library: Library) -> Iterator[Entry]:
    """One entry per pair of roles that the content compares, and per pair of grades of a role."""
    for one, other in combinations(library.roles_in_order, 2):
        if _compares(one, other) or _compares(other, one):
            yield _of_roles((one, other))
    for role in library.roles_in_order:
        for low, high in combinations([slug for slug, _ in role.grades_by_rank()], 2):
            yield _of_grades(role, (low, high))


def comparison(library: Library, references: Sequence[str]) -> Entry | None:
    """The entry that compares these roles, or these grades (``role@grade``) of one role; None where none can."""
    roles = {reference.partition("@")[0] for reference in references}
    if not 1 < len(references) <= MOST or not roles <= set(library.roles):
        return None
    if len(roles) == 1:
        role = library.roles[next(iter(roles))]
        wanted = {reference.partition("@")[2] for reference in references}
        grades = tuple(slug for slug, _ in role.grades_by_rank() if slug in wanted)
        return _of_grades(role, grades) if len(grades) == len(references) else None
    compared = tuple(role for role in library.roles_in_order if role.slug in roles)
    return _of_roles(compared) if len(compared) == len(references) else None


def compared_claims(roles: Sequence[Role]) -> list[Claim]:
    """What the content says of each of the roles against another of them."""
    slugs = {role.slug for role in roles}
    return [
        claim
        for role in roles
        for section in [role.topics.get("comparison")]
        if section is not None
        for claim in section.claims.values()
        if claim.compared_with in slugs
    ]


def _of_roles(roles: Sequence[Role]) -> Entry:
    home = next((role for role in reversed(roles) if any(_compares(role, other) for other in roles)), roles[-1])
    names = {code: [role.preferred_label.to(code) for role in roles] for code in LANGUAGES}
    texts = [*map(claim_texts, compared_claims(roles)), *(plain_texts(role.description) for role in roles)]
    return Entry(
        id="comparison:" + ":".join(role.slug for role in roles),
        kind="comparison",
        slug=",".join(role.slug for role in roles),
        title={code: _title(names[code], code) for code in LANGUAGES},
        path=f"/roles/{home.slug}#comparison" if "comparison" in home.topics else f"/roles/{home.slug}",
        parts=parts_of(texts),
        roles=tuple(role.slug for role in roles),
        topic="comparison",
    )


def _of_grades(role: Role, grades: Sequence[str]) -> Entry:
    references = tuple(f"{role.slug}@{grade}" for grade in grades)
    names = {code: [role.grades[grade].label.to(code) for grade in grades] for code in LANGUAGES}
    return Entry(
        id="comparison:" + ":".join(references),
        kind="comparison",
        slug=",".join(references),
        title={code: _title(names[code], code) for code in LANGUAGES},
        path=f"/roles/{role.slug}#grades",
        parts=parts_of(text for grade in grades for text in grade_texts(role.grades[grade])),
        role=role.slug,
        roles=references,
        topic="comparison",
    )


def _title(names: Sequence[str], language: Language) -> str:
    if language == "hi":
        return f"{', '.join(names[:-1])} और {names[-1]} में अंतर"
    lowered = [names[0], *(name.lower() for name in names[1:])]
    return f"{', '.join(lowered[:-1])} or {lowered[-1]}?"


def _compares(role: Role, other: Role) -> bool:
    section = role.topics.get("comparison")
    return section is not None and any(claim.compared_with == other.slug for claim in section.claims.values())
