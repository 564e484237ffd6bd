"""The shapes of a request to the linter of job descriptions and of its answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kamguide.job_description.lint import FINDING_LIMIT, TEXT_LIMIT
from kamguide.model.text import Language
from kamguide.web.api.shapes import Answer, JsonPointer, Words


class LintRequest(BaseModel):
    """A text, the language of the reasons, and the place of the work."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    text: Annotated[str, Field(max_length=TEXT_LIMIT)]
    """The job description, in Hindi, English or both; each sentence is read in its own language."""
    lang: Language | None = None
    """The language of the reasons; left out: as `?lang=`, else both."""
    place: Annotated[str, Field(max_length=200)] | None = None
    """Where the work is, as a code (`US-CO`, `DE`) or in words (`Denver`), for laws that hold there."""


class FindingAnswer(Answer):
    rule: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    text: str
    why: Words
    instead: list[str]
    source: str | None


class LintAnswer(Answer):
    findings: list[FindingAnswer] = Field(max_length=FINDING_LIMIT)
    truncated: bool
    untranslated: list[JsonPointer]
