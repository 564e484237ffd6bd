"""Entries that compare: two to four roles, or the grades of one; made when content compares them or a query asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kamguide.library.library import Library
from kamguide.model.claim import Claim
from kamguide.model.comparison import Comparison
from kamguide.model.role import Role
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.search.entries import Entry, claim_texts, grade_texts, parts_of, plain_texts

MOST = 4
"""Roles that one comparison may hold."""


def comparisons(library: Library) -> Iterator[Entry]:
    """One entry per pair of roles that the content compares, and per pair of grades of a role."""
    for one, other in combinations(library.roles_in_order, 2):
        if written_of(library, (one, other)) or _compares(one, other) or _compares(other, one):
            yield _of_roles(library, (one, other))
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
    return _of_roles(library, compared) if len(compared) == len(references) else None


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


def written_of(library: Library, roles: Iterable[Role]) -> Comparison | None:
    """What people wrote of exactly these roles."""
    return library.comparisons_by_roles.get(frozenset(role.slug for role in roles))


def _of_roles(library: Library, roles: Sequence[Role]) -> Entry:
    names = {code: [role.preferred_label.to(code) for role in roles] for code in LANGUAGES}
    slugs = [role.slug for role in roles]
    written = written_of(library, roles)
    said = [*map(plain_texts, _written_texts(written))] if written else []
    return Entry(
        id="comparison:" + ":".join(slugs),
        kind="comparison",
        slug=",".join(slugs),
        title={code: _title(names[code], code) for code in LANGUAGES},
        path=f"/compare?roles={','.join(slugs)}",
        parts=parts_of(
            [*said, *map(claim_texts, compared_claims(roles)), *(plain_texts(role.description) for role in roles)]
        ),
        roles=tuple(slugs),
        topic="comparison",
    )


def _written_texts(written: Comparison) -> Iterator[Text]:
    yield written.answer
    for row in written.rows.values():
        yield row.label
        yield from (cell.text for _, cell in row.cells())


def _of_grades(role: Role, grades: Sequence[str]) -> Entry:
    references = tuple(f"{role.slug}@{grade}" for grade in grades)
    names = {code: [role.grades[grade].label.to(code) for grade in grades] for code in LANGUAGES}
    return Entry(
        id="comparison:" + ":".join(references),
        kind="comparison",
        slug=",".join(references),
        title={code: _title(names[code], code) for code in LANGUAGES},
        path=f"/compare?roles={','.join(references)}",
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
