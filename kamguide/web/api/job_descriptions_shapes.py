"""The shapes of a job description in the API: what is asked for, and its answer as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from kamguide.job_description.draft import Languages, Mode, OwnTopic, Period
from kamguide.job_description.offer import IncludedTopic
from kamguide.web.api.lint_shapes import FindingAnswer
from kamguide.web.api.shapes import Answer, JsonPointer

_Lines = Annotated[list[str], Field(max_length=200)]


class PayOffered(BaseModel):
    """Pay that the employer offers; the employer is its source."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    currency: str
    """ISO code, such as INR."""
    low: int | str | None = None
    """In whole units: 800000, or as people write it: "8 lakh"."""
    high: int | str | None = None
    """The same as ``low`` where it is left out."""
    period: Period
    """What the amounts are paid for."""


class JobDescriptionRequest(BaseModel):
    """What the job description of a role is to say; what is left out is as the role ticks it to begin with."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    role: Annotated[str, Field(max_length=250)]
    """A role reference, `[company:]role[@grade]`."""
    lang: Languages | None = None
    """The language of the document, or both in one."""
    sense: str | None = None
    """Where one title means two jobs: which one."""
    employer: str | None = None
    place: str | None = None
    mode: Mode | None = None
    """Where the work is done."""
    contract: str | None = None
    """Such as full-time, or words of one's own."""
    pay: PayOffered | None = None
    reports_to: str | None = None
    apply: str | None = None
    """How to apply."""
    until: str | None = None
    """The last date, such as 2026-12-31."""
    include: dict[IncludedTopic, _Lines] | None = None
    """The ids of the role's lines, by topic, in order."""
    must: _Lines | None = None
    """Skills that one must have, by slug, in order."""
    nice: _Lines | None = None
    """Skills that are good to have."""
    own: dict[OwnTopic, _Lines] | None = None
    """Lines of one's own, by topic. `हिंदी | English` gives each language its own side, here and in employer, place,
    contract, reports_to and apply."""


class JobDescriptionAnswer(Answer):
    """The document as blocks of plain text, and what the linter says of it."""

    role: str
    """The role reference, in canonical form."""
    lang: Languages
    title: str
    made: str
    """The day it is of."""
    blocks: list[dict[str, Any]]
    """In reading order; each has a `kind`, its `language`, and where its text comes from the content a `field`."""
    foot: dict[str, list[str]]
    """Sources and date, by language."""
    text: str
    """The document as plain text."""
    lint: list[FindingAnswer]
    """What the linter says of `text`, as `POST /job-descriptions/lint` tells it."""
    untranslated: list[JsonPointer]
