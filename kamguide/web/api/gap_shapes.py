"""The shapes of a gap request and of its answer: ratings in; gaps, SWOT, plan and fits out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kamguide.assessment.record import EVIDENCE_LIMIT, MOST_HOURS, USUAL_HOURS
from kamguide.model.text import LANGUAGES, Language
from kamguide.web.api.shapes import Answer, JsonPointer, ResourceAnswer, Words

MOST_RATINGS = 300
"""Skills that one request may rate."""
_SKILL = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class Ratings(BaseModel):
    """What somebody says of themselves: a file of ``kamguide gap``, and a gap request without its role."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    grade: Annotated[str, Field(pattern="^[a-z0-9-]{1,80}$")] | None = None
    """A grade of the role."""
    company: Annotated[str, Field(pattern="^[a-z0-9-]{1,80}$")] | None = None
    """The company whose version of the role is meant."""
    ratings: Annotated[dict[_SKILL, Annotated[int, Field(ge=0, le=4)] | None], Field(max_length=MOST_RATINGS)]
    """The level of each skill, 0 to 4; null is "don't know"."""
    evidence: Annotated[
        dict[_SKILL, Annotated[str, Field(max_length=EVIDENCE_LIMIT)]], Field(max_length=MOST_RATINGS)
    ] = Field(default_factory=dict)
    """A time when one did this, by skill."""
    desire: Annotated[list[_SKILL], Field(max_length=MOST_RATINGS)] = Field(default_factory=list)
    """Skills that one would like to grow in."""
    hours_per_week: Annotated[int, Field(ge=1, le=MOST_HOURS)] = USUAL_HOURS
    """Hours a week for the plan."""
    languages: Annotated[list[Language], Field(min_length=1, max_length=2)] = Field(
        default_factory=lambda: list(LANGUAGES)
    )
    """Languages to learn in."""


class GapRequest(Ratings):
    """Ratings, and the role that they are held against."""

    role: Annotated[str, Field(pattern="^([a-z0-9-]{1,80}:)?[a-z0-9-]{1,80}(@[a-z0-9-]{1,80})?$")] | None = None
    """A role reference, `[company:]role[@grade]`; null: only what fits best."""


class ReadinessAnswer(Answer):
    ready: int = Field(ge=0)
    of: int = Field(ge=0)


class SkillGapAnswer(Answer):
    skill: str
    label: Words
    required: int = Field(ge=1, le=4)
    self_: int = Field(alias="self", ge=0, le=4)
    gap: int = Field(ge=0, le=4)
    importance: int = Field(ge=1, le=5)
    important: bool
    evidence: str | None


class SkillBecause(Answer):
    kind: Literal["skill"]
    skill: str
    required: int = Field(ge=1, le=4)
    self_: int = Field(alias="self", ge=0, le=4)
    evidence: str | None
    basis: str
    sources: list[str]


class FactBecause(Answer):
    kind: Literal["fact"]
    claim: str
    required: None
    self_: None = Field(alias="self")
    evidence: None
    basis: str
    sources: list[str]


class LineAnswer(Answer):
    id: str
    text: Words
    because: SkillBecause | FactBecause
    talk: bool
    old: bool


class SwotAnswer(Answer):
    strengths: list[LineAnswer]
    weaknesses: list[LineAnswer]
    opportunities: list[LineAnswer]
    threats: list[LineAnswer]


class ItemAnswer(Answer):
    skill: str
    label: Words
    from_: int = Field(alias="from", ge=0, le=3)
    to: int = Field(ge=1, le=4)
    weeks: list[int] = Field(min_length=2, max_length=2)
    hours_per_week: int = Field(ge=1)
    action: Words
    goal: Words
    proof: Words
    resource: ResourceAnswer
    talk: Annotated[
        Words | None, Field(description="What to ask a mentor about the skill; with its first step only, else null.")
    ]


class NotCoveredAnswer(Answer):
    skill: str
    label: Words
    gap: int = Field(ge=1, le=4)
    important: bool
    code: Literal["time", "language", "no-resource"]
    reason: Words


class FitAnswer(Answer):
    role: str
    label: Words
    score: float = Field(ge=0, le=1)
    rated: float = Field(ge=0, le=1)


class AssessedAnswer(Answer):
    role: str | None
    label: Words | None
    readiness: ReadinessAnswer
    gaps: list[SkillGapAnswer]
    swot: SwotAnswer
    talk: list[str]
    unrated: list[str]
    plan: list[ItemAnswer]
    not_covered: list[NotCoveredAnswer]
    hours_per_week: int
    fits: list[FitAnswer]
    untranslated: list[JsonPointer]
