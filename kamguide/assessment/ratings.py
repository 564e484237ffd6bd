"""A mentor's view: levels of the same skills, given before the person's own were seen, and kept apart from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from kamguide.assessment.record import Answer, Round, Spoken
from kamguide.errors import RefusedFileError
from kamguide.model.text import Model, Slug

COMMENT_LIMIT = 500
"""Characters of a comment."""
RATED = 12
"""Skills that a mentor is asked for."""


Comment = Annotated[Spoken, Field(min_length=1, max_length=COMMENT_LIMIT)]


class Ratings(Model):
    """What a mentor said, once, of one round of an assessment."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    given: date
    """The day on which it was said."""
    taken: date
    """The day of the round whose skills were asked."""
    levels: Mapping[Slug, Answer]
    """By skill; None: "don't know"."""
    comments: Mapping[Slug, Comment] = Field(default_factory=dict)
    """A word on a skill, where the mentor wrote one."""

    def to_text(self) -> str:
        """The ratings as JSON."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True)

    @classmethod
    def from_text(cls, text: str) -> Ratings:
        """The ratings that a text holds.

        :raises RefusedFileError: it holds none.
        """
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise RefusedFileError("These are no ratings that were kept here.") from error


def rated_skills(now: Round) -> tuple[str, ...]:
    """The skills that a mentor is asked for: the essential ones, the most important first, at most ``RATED``."""
    needs = {slug: skill.required for slug, skill in now.skills.items()}
    essential = [slug for slug, need in needs.items() if need is None or need.relation == "essential"]
    return tuple((essential or list(needs))[:RATED])


def open_skills(now: Round) -> tuple[str, ...]:
    """Of these skills those that the person has not answered yet, not even with "don't know"."""
    return tuple(slug for slug in rated_skills(now) if slug not in now.answers)
