"""A plan of 12 weeks: which gap to close when, with what, and what to show at the end; and what has no room in it.

Hours for a step from one level to the next are our estimate, put beside every plan; levels say nothing about time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from kamguide.assessment.record import AskedSkill, Round
from kamguide.assessment.scoring import EXPERT, Rated, gaps
from kamguide.assessment.wording import said, worded
from kamguide.model.skill import Resource
from kamguide.model.text import Text
from kamguide.problems import Message

WEEKS = 12
"""Length of a plan."""
HOURS: Mapping[int, int] = {1: 3, 2: 6, 3: 9, 4: 12}
"""Hours to reach a level from the one below: our estimate."""
LEAST_WEEKS: Mapping[int, int] = {1: 1, 2: 2, 3: 3, 4: 4}
"""Weeks that reaching a level takes at least, however many hours there are: it needs real work to practise on."""
AT_ONCE = 3
"""Items that run side by side at most."""

LevelName = Literal["awareness", "working", "practitioner", "expert"]
_NAMES: Mapping[int, LevelName] = {1: "awareness", 2: "working", 3: "practitioner", 4: "expert"}
Reason = Literal["time", "language", "no-resource"]
REASONS: Mapping[Reason, Message] = {
    "time": Message("There is no room for it in 12 weeks with these hours."),
    "language": Message("There is nothing to learn it from in the languages chosen."),
    "no-resource": Message("The guide knows nothing yet to learn it from."),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One step of the plan: a skill raised by one level."""

    skill: str
    label: Text
    from_: int
    to: int
    first_week: int
    last_week: int
    """Both count, from 1."""
    hours_per_week: int
    action: Text
    goal: Text
    """What one has done at the level to be reached."""
    proof: Text
    """What to show at the end."""
    resource: Resource
    """The book, course or page for it; where there is none, the exercise that the action is made of."""
    talk: Text | None
    """What to ask a mentor about it; with the first step of a skill only."""

    @property
    def weeks(self) -> int:
        """How many weeks it takes."""
        return self.last_week - self.first_week + 1


@dataclass(frozen=True, slots=True)
class NotCovered:
    """What of a gap is left when the plan is done, and why."""

    skill: str
    label: Text
    gap: int
    important: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """Items in the order in which they begin, and what is not covered, the most important first."""

    items: tuple[Item, ...]
    not_covered: tuple[NotCovered, ...]
    hours_per_week: int


def plan(taken: Round) -> Plan:
    """The plan of a round under its hours and languages: gap by gap, the weightiest important one first.

    Each gap is closed level by level as early as there is room; what it leaves free goes to the next one.
    """
    calendar = _Calendar(taken.hours_per_week)
    items: list[Item] = []
    not_covered: list[NotCovered] = []
    for one in sorted(gaps(taken), key=lambda one: _order(taken, one)):
        reason = _reason_against(taken, one.skill)
        reached, earliest = one.own, 1
        while reason is None and reached < one.required:
            slot = calendar.place(reached + 1, earliest)
            if slot is None:
                reason = "time"
                break
            reached, earliest = reached + 1, slot.last + 1
            items.append(_item(taken, one, reached, slot))
        if reason is not None:
            label = taken.skills[one.skill].short_label
            not_covered.append(NotCovered(one.skill, label, one.required - reached, one.need.important, reason))
    items.sort(key=lambda item: (item.first_week, item.last_week))
    return Plan(tuple(items), tuple(not_covered), taken.hours_per_week)


def _order(taken: Round, one: Rated) -> tuple[bool, int, bool, int]:
    """What sorts gaps: important skills first, then importance times levels missing, then what the person wants."""
    return not one.need.important, -one.weight, one.skill not in taken.desire, -one.need.importance


@dataclass(frozen=True, slots=True)
class _Slot:
    first: int
    last: int
    hours: int


class _Calendar:
    """Hours taken in each week."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._taken = [0] * (WEEKS + 1)
        self._items = [0] * (WEEKS + 1)

    def place(self, level: int, earliest: int) -> _Slot | None:
        """Take the hours that reaching a level needs where they end first; None where there is no room."""
        slots = (
            slot
            for first in range(earliest, WEEKS + 1)
            for weeks in range(LEAST_WEEKS[level], WEEKS + 2 - first)
            if self._fits(slot := _Slot(first, first + weeks - 1, ceil(HOURS[level] / weeks)))
        )
        best = min(slots, key=lambda slot: (slot.last, slot.hours), default=None)
        if best is not None:
            for week in range(best.first, best.last + 1):
                self._taken[week] += best.hours
                self._items[week] += 1
        return best

    def _fits(self, slot: _Slot) -> bool:
        return all(
            self._taken[week] + slot.hours <= self._budget and self._items[week] < AT_ONCE
            for week in range(slot.first, slot.last + 1)
        )


def _reason_against(taken: Round, skill: str) -> Reason | None:
    """Why a skill cannot be learnt from what the guide knows; None where it can."""
    resources = taken.skills[skill].resources.values()
    if not resources:
        return "no-resource"
    return None if any(set(one.languages) & set(taken.languages) for one in resources) else "language"


def _item(taken: Round, one: Rated, to: int, slot: _Slot) -> Item:
    skill = taken.skills[one.skill]
    return Item(
        skill=one.skill,
        label=skill.short_label,
        from_=to - 1,
        to=to,
        first_week=slot.first,
        last_week=slot.last,
        hours_per_week=slot.hours,
        action=_action(taken, skill, to),
        goal=getattr(skill.anchors, _NAMES[to]),
        proof=_proof(skill, to),
        resource=_resource(taken, skill, to),
        talk=skill.question if to == one.own + 1 else None,
    )


def _resource(taken: Round, skill: AskedSkill, to: int) -> Resource:
    """What helps to reach a level: a book, course or page for it (for level 4 also one for 3), else an exercise."""
    at_hand = [one for one in skill.resources.values() if set(one.languages) & set(taken.languages)]
    levels = (to, to - 1) if to == EXPERT else (to,)
    reading = [one for one in at_hand if one.kind != "practice" and one.level in levels]
    return min(reading, key=lambda one: (one.level != to, "hi" not in one.languages), default=_exercise(at_hand))


def _exercise(at_hand: Sequence[Resource]) -> Resource:
    return next((one for one in at_hand if one.kind == "practice"), at_hand[0])


def _action(taken: Round, skill: AskedSkill, to: int) -> Text:
    """What to do: the skill's exercise in a form that fits the level; where there is none, what the reading is for."""
    exercise = _exercise([one for one in skill.resources.values() if set(one.languages) & set(taken.languages)])
    if exercise.kind != "practice":
        return exercise.text
    facts = {"exercise": said(exercise.text)}
    patterns = {
        1: Message(
            "Sit in with somebody who does this well and note three things. Then try it small: %(exercise)s", facts
        ),
        3: Message("%(exercise)s This time take a case that matters, and handle it yourself.", facts),
        4: Message("%(exercise)s First with your hardest case, then with a colleague whom you coach.", facts),
    }
    return worded(patterns[to]) if to in patterns else exercise.text


def _proof(skill: AskedSkill, to: int) -> Text:
    if skill.proofs is not None:
        proof: Text = getattr(skill.proofs, _NAMES[to])
        return proof
    patterns = {
        1: Message("1 page of notes"),
        2: Message("2 pieces of work, each checked by somebody senior"),
        3: Message("1 finished case, with its outcome in writing"),
        4: Message("1 hard case, and written feedback from a colleague whom you coached"),
    }
    return worded(patterns[to])
