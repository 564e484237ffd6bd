"""The skills matrix: which role requires which skill, up to which level. A pure function over a library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kamguide.library.library import Library
from kamguide.model.claim import Group, Requirement
from kamguide.model.role import Role
from kamguide.model.skill import Skill


@dataclass(frozen=True)
class Matrix:
    """Some roles, and the skills that one of them requires; ``total`` counts the roles on all pages."""

    roles: Sequence[Role]
    skills: Sequence[Skill]
    total: int

    def need(self, role: Role, skill: Skill) -> Requirement | None:
        """What a role requires of a skill; None for nothing."""
        return role.skills.get(skill.slug)

    def by_group(self) -> Mapping[Group, Sequence[Skill]]:
        """The skills by group, groups without a skill left out."""
        groups: dict[Group, list[Skill]] = {}
        for skill in self.skills:
            groups.setdefault(skill.group, []).append(skill)
        return groups

    def cells(self) -> list[tuple[Role, Skill, Requirement]]:
        """Every requirement, role by role."""
        return [(role, skill, need) for role in self.roles for skill in self.skills if (need := self.need(role, skill))]


def matrix(
    library: Library, group: Group | None = None, roles: Sequence[str] = (), limit: int | None = None, offset: int = 0
) -> Matrix:
    """The matrix of a library.

    :param group: only skills of this group.
    :param roles: only these roles, by slug; all of them where none is named.
    :param limit: at most so many roles; ``offset`` passes over as many as it says.
    :raises NotFoundError: a role that is not there.
    """
    wanted = [library.role(slug) for slug in dict.fromkeys(roles)]
    chosen = [role for role in library.roles_in_order if not roles or role in wanted]
    shown = chosen[offset : None if limit is None else offset + limit]
    required = {skill for role in shown for skill in role.skills}
    skills = [skill for skill in library.skills.values() if skill.slug in required and group in (None, skill.group)]
    order = {"relationship": 0, "coordination": 1, "business": 2}
    weight = {skill.slug: sum(skill.slug in role.skills for role in shown) for skill in skills}
    return Matrix(shown, sorted(skills, key=lambda s: (order[s.group], -weight[s.slug], s.slug)), len(chosen))
