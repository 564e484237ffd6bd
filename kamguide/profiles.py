"""Two skill profiles: how they differ and what one lacks of the other. Levels are ordinal: compared, never averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kamguide.model.claim import Requirement
from kamguide.model.role import Role

Profile = Mapping[str, Requirement]
"""What is required, by the skill's slug."""
Status = Literal["same", "only", "raised", "lowered", "differs"]

_NEW_IN_GRADE = 3
"""The importance of a skill that only a grade asks for, where it names none."""


@dataclass(frozen=True, slots=True)
class SkillDifference:
    """One skill in several profiles: what each requires (None: nothing), and how the others stand to the first."""

    skill: str
    status: Status
    needs: Sequence[Requirement | None]

    @property
    def levels(self) -> list[int | None]:
        """The levels, in the order of the profiles."""
        return [need.level if need else None for need in self.needs]


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill in which a person stands below what is required."""

    skill: str
    required: int
    own: int

    @property
    def steps(self) -> int:
        """How many levels are missing."""
        return self.required - self.own


def profile(role: Role, grade: str = "") -> Profile:
    """What a role requires, or one of its grades: the role's profile with what the grade asks differently.

    A level that a grade sets is our estimate, whatever the role's basis.
    """
    needs = dict(role.skills)
    for skill, asked in role.grades[grade].skills.items() if grade else ():
        base = needs.get(skill)
        needs[skill] = Requirement(
            level=asked.level,
            importance=asked.importance or (base.importance if base else _NEW_IN_GRADE),
            relation=asked.relation or (base.relation if base else "optional"),
            basis="estimate",
            sources=base.sources if base else (),
        )
    return needs


def differences(profiles: Sequence[Profile]) -> list[SkillDifference]:
    """Every skill that one of the profiles requires, in the order in which the profiles name them."""
    skills = dict.fromkeys(skill for one in profiles for skill in one)
    return [_difference(skill, [one.get(skill) for one in profiles]) for skill in skills]


def _difference(skill: str, needs: Sequence[Requirement | None]) -> SkillDifference:
    there = [need for need in needs if need is not None]
    if len(there) < len(needs):
        return SkillDifference(skill, "only" if len(there) == 1 else "differs", needs)
    first, *others = there
    steps = {_sign(need.level - first.level) for need in others}
    status: Status = "differs"
    if steps <= {0, 1} and 1 in steps:
        status = "raised"
    elif steps <= {0, -1} and -1 in steps:
        status = "lowered"
    elif steps <= {0} and len({(need.importance, need.relation) for need in there}) == 1:
        status = "same"
    return SkillDifference(skill, status, needs)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def gaps(required: Profile, own: Mapping[str, int]) -> list[Gap]:
    """The skills in which the own level lies below the required one, the widest gap first. An unrated one has none."""
    found = [Gap(skill, need.level, own[skill]) for skill, need in required.items() if skill in own]
    return sorted((gap for gap in found if gap.steps > 0), key=lambda gap: -gap.steps)


@dataclass(frozen=True, slots=True)
class Rung:
    """The step from one grade to the next: what is new, and what is asked for less or no longer."""

    low: str
    high: str
    new: Sequence[SkillDifference]
    less: Sequence[SkillDifference]


def ladder(role: Role) -> list[Rung]:
    """The steps between each two adjacent grades of a role, the lowest first."""
    rungs = []
    for (low, _), (high, _) in pairwise(role.grades_by_rank()):
        found = [d for d in differences([profile(role, low), profile(role, high)]) if d.status != "same"]
        new = [one for one in found if _is_more(*one.needs)]
        rungs.append(Rung(low, high, new, [one for one in found if one not in new]))
    return rungs


def _is_more(low: Requirement | None, high: Requirement | None) -> bool:
    """Whether the higher grade asks for more: another skill, a higher level, or at the same level more weight."""
    if low is None or high is None:
        return low is None
    weights = [(need.level, need.relation == "essential", need.importance) for need in (low, high)]
    return weights[1] > weights[0]
