"""What a step takes: the skills that are carried along, raised and new, each a row that weighs importance by levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kamguide.profiles import Profile

Change = Literal["new", "raised", "carried"]


@dataclass(frozen=True, slots=True)
class Row:
    """One skill of a step: the level that it begins with (0: not asked for before) and the one that is asked for.

    ``cost`` is importance (1 to 5) times the levels missing. That is a yardstick of ours, to put ways in order: levels
    are ordinal, so it measures neither time nor toil.
    """

    skill: str
    change: Change
    importance: int
    have: int
    need: int

    @property
    def cost(self) -> int:
        return self.importance * max(0, self.need - self.have)


def rows_of(own: Profile, asked: Profile) -> list[Row]:
    """A row for every skill that is asked for: new ones and raised ones first, each group the costliest first."""
    order: list[Change] = ["new", "raised", "carried"]
    return sorted(_rows(own, asked), key=lambda row: (order.index(row.change), -row.cost, -row.importance, row.skill))


def _rows(own: Profile, asked: Profile) -> Iterator[Row]:
    for skill, need in asked.items():
        if need.level == 0:
            continue
        there = own.get(skill)
        have = there.level if there else 0
        change: Change = "carried" if have >= need.level else "raised" if have else "new"
        yield Row(skill, change, need.importance, have, need.level)


def gap_cost(own: Profile, asked: Profile) -> int:
    """The sum of the rows' costs."""
    cost = 0
    for skill, need in asked.items():
        there = own.get(skill)
        missing = need.level - (there.level if there else 0)
        if missing > 0:
            cost += need.importance * missing
    return cost
