"""In which order a round is asked: at most 12 essential skills on a page per skill group, the rest on one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamguide.assessment.record import Round
from kamguide.model.claim import Group

MOST_ESSENTIAL = 12
"""Skills that are asked of everybody."""
MOST_REST = 60
"""Skills on the page of the rest, the most important ones; a form has an end."""
_GROUPS: tuple[Group, ...] = ("relationship", "coordination", "business")


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page of questions."""

    group: Group | None
    """The skill group that it asks for; None: the page of the rest."""
    skills: Sequence[str]
    """Slugs, the most important first."""

    @property
    def optional(self) -> bool:
        """Whether the result can be had without it."""
        return self.group is None


def pages(now: Round) -> tuple[QuestionPage, ...]:
    """The pages of a round in order: those of the essential skills to be asked by group, then the rest on one.

    A role that calls no skill essential is asked by its most important ones. In a later round the rest holds what need
    not be asked again too, so that every answer can be changed.
    """
    essential = [slug for slug in now.asked if _essential(now, slug)]
    first = (essential or list(now.asked))[:MOST_ESSENTIAL]
    rest = [slug for slug in now.skills if slug not in first][:MOST_REST]
    found = [QuestionPage(group, tuple(s for s in first if now.skills[s].group == group)) for group in _GROUPS]
    return (*(page for page in found if page.skills), *([QuestionPage(None, tuple(rest))] if rest else []))


def left_open(now: Round) -> list[tuple[int, str]]:
    """The questions of the essential skills that have no answer yet: the number of the page, and the skill."""
    return [
        (number, skill)
        for number, page in enumerate(pages(now), 1)
        for skill in page.skills
        if not page.optional and skill not in now.answers
    ]


def _essential(now: Round, slug: str) -> bool:
    need = now.skills[slug].required
    return need is None or need.relation == "essential"
