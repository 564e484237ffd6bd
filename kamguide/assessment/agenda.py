"""What a mentor and the person talk about: disagreements on top, then the largest gaps and the questions to ask.

The two ratings stand side by side; nothing is made of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kamguide.assessment.record import Answer, MentorQuestion, Round
from kamguide.assessment.scoring import gaps, over_claims, unknown
from kamguide.model.text import Text

DISAGREEMENT = 2
"""Levels between the two ratings from which on it is a matter for the talk."""
MOST_GAPS = 5
"""Gaps that fit on one page."""


@dataclass(frozen=True, slots=True)
class Point:
    """One skill to talk about: both ratings, each as it was given."""

    skill: str
    label: Text
    required: int | None
    own: Answer
    mentor: Answer
    evidence: str
    question: Text | None
    """What the guide suggests to ask about the skill."""
    important: bool

    @property
    def apart(self) -> int:
        """Levels between the two ratings; 0 where one is missing."""
        return abs(self.own - self.mentor) if self.own is not None and self.mentor is not None else 0


@dataclass(frozen=True, slots=True)
class Agenda:
    """One page for the talk. No skill stands in it twice."""

    disagreements: tuple[Point, ...]
    """The ratings are two levels apart or more; the widest first."""
    gaps: tuple[Point, ...]
    """The largest gaps by the person's own rating."""
    near: tuple[Point, ...]
    """The ratings are one level apart, and the skill is no gap above."""
    over_claims: tuple[Point, ...]
    """The highest level without an example."""
    unknown: tuple[Point, ...]
    """Skills that the person could not rate."""
    questions: tuple[MentorQuestion, ...]
    """What the source of the role advises to ask a mentor."""


def agenda(taken: Round, mentor: Mapping[str, Answer] | None = None) -> Agenda:
    """The agenda of a talk.

    :param mentor: the mentor's own ratings by skill; None while there are none.
    """
    ratings = mentor or {}
    points = {slug: _point(taken, slug, ratings.get(slug)) for slug in taken.skills}
    apart = [point for point in points.values() if point.apart >= DISAGREEMENT]
    apart.sort(key=lambda point: (-point.apart, not point.important))
    used = {point.skill for point in apart}
    widest = [points[one.skill] for one in gaps(taken) if one.skill not in used][:MOST_GAPS]
    used |= {point.skill for point in widest}
    near = [point for point in points.values() if point.apart and point.skill not in used]
    used |= {point.skill for point in near}
    claims = [points[slug] for slug in over_claims(taken) if slug not in used]
    unsure = [points[slug] for slug in unknown(taken)]
    return Agenda(tuple(apart), tuple(widest), tuple(near), tuple(claims), tuple(unsure), taken.questions)


def side_by_side(taken: Round, mentor: Mapping[str, Answer]) -> tuple[Point, ...]:
    """Every skill that one of the two rated, or the person looked at and could not, in the order of importance."""
    return tuple(
        _point(taken, slug, mentor.get(slug))
        for slug in taken.skills
        if slug in taken.answers or mentor.get(slug) is not None
    )


def _point(taken: Round, slug: str, rating: Answer) -> Point:
    skill = taken.skills[slug]
    return Point(
        skill=slug,
        label=skill.short_label,
        required=skill.required.level if skill.required else None,
        own=taken.answers.get(slug),
        mentor=rating,
        evidence=taken.evidence.get(slug, ""),
        question=skill.question,
        important=skill.required is not None and skill.required.important,
    )
