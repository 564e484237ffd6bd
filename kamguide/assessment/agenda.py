"""What a person and a mentor are to talk about: both views side by side, the largest gaps, the source's questions.

The two views are never averaged; where they are two levels or more apart, that is talked about first.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamguide.assessment.ratings import Ratings
from kamguide.assessment.record import AskedSkill, MentorQuestion, Record, Round

RATED = 12
"""Skills that a mentor is asked for."""
FAR = 2
"""From so many levels apart on, a difference stands on top."""
EXPERT = 4


@dataclass(frozen=True, slots=True)
class Views:
    """One skill as the person and the mentor see it."""

    slug: str
    skill: AskedSkill
    required: int | None
    """The level that the target asks for; None: there is no target."""
    importance: int
    """1 to 5; 0: there is no target."""
    answered: bool
    """Whether the person answered at all."""
    own: int | None
    """The person's level; None: not answered, or "don't know"."""
    evidence: str
    rated: bool
    """Whether the mentor said anything."""
    mentor: int | None
    """The mentor's level; None: not rated, or "don't know"."""
    comment: str

    @property
    def gap(self) -> int:
        """Levels that are missing by the person's own view."""
        return max(0, self.required - self.own) if self.required is not None and self.own is not None else 0

    @property
    def apart(self) -> int:
        """By how many levels the two views differ; 0 as long as one of them is not known."""
        return abs(self.own - self.mentor) if self.own is not None and self.mentor is not None else 0

    @property
    def unproven(self) -> bool:
        """Whether the highest level stands without any evidence."""
        return self.own == EXPERT and not self.evidence


@dataclass(frozen=True, slots=True)
class Agenda:
    """What to talk about, in this order."""

    far: tuple[Views, ...]
    """Where the views are two levels or more apart, the widest first."""
    gaps: tuple[Views, ...]
    """The person's gaps, the largest first, then the most important."""
    near: tuple[Views, ...]
    """Where the views are one level apart."""
    unproven: tuple[Views, ...]
    """The highest level, and no evidence."""
    questions: tuple[MentorQuestion, ...]
    """The questions that the sources would ask."""
    open: int
    """Skills that the person has not answered yet."""


def rated_skills(now: Round) -> tuple[str, ...]:
    """The skills that a mentor is asked for: the essential ones, the most important first, at most ``RATED``."""
    needs = {slug: skill.required for slug, skill in now.skills.items()}
    essential = [slug for slug, need in needs.items() if need is None or need.relation == "essential"]
    return tuple((essential or list(needs))[:RATED])


def views(record: Record, ratings: Ratings | None = None) -> tuple[Views, ...]:
    """Every skill that was to be answered or was answered, in the order of importance."""
    now = record.last
    asked = set(rated_skills(now))
    return tuple(
        Views(
            slug=slug,
            skill=skill,
            required=skill.required.level if skill.required else None,
            importance=skill.required.importance if skill.required else 0,
            answered=slug in now.answers,
            own=now.answers.get(slug),
            evidence=now.evidence.get(slug, ""),
            rated=ratings is not None and slug in ratings.levels,
            mentor=ratings.levels.get(slug) if ratings else None,
            comment=ratings.comments.get(slug, "") if ratings else "",
        )
        for slug, skill in now.skills.items()
        if slug in asked or slug in now.answers
    )


def agenda(record: Record, ratings: Ratings | None = None) -> Agenda:
    """What to talk about; without ratings all but the differences."""
    both = views(record, ratings)
    wide = sorted(both, key=lambda one: (-one.apart, -one.importance))
    large = sorted(both, key=lambda one: (-one.gap, -one.importance))
    asked = set(rated_skills(record.last))
    return Agenda(
        far=tuple(one for one in wide if one.apart >= FAR),
        gaps=tuple(one for one in large if one.gap),
        near=tuple(one for one in wide if 0 < one.apart < FAR),
        unproven=tuple(one for one in both if one.unproven),
        questions=record.last.questions,
        open=sum(one.slug in asked and not one.answered for one in both),
    )
