"""The shapes of the answers on career paths: ways with their rows, and all steps."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kamguide.web.api.shapes import Answer, JsonPointer, StepAnswer


class StepItem(StepAnswer):
    cost: int = Field(ge=0)


class GapAnswer(Answer):
    skill: str
    change: Literal["new", "raised", "carried"]
    importance: int = Field(ge=1, le=5)
    from_: int = Field(alias="from", ge=0, le=4)
    to: int = Field(ge=1, le=4)
    cost: int = Field(ge=0)


class RaisedAnswer(Answer):
    skill: str
    from_: int = Field(alias="from", ge=1, le=4)
    to: int = Field(ge=1, le=4)


class NewAnswer(Answer):
    skill: str
    to: int = Field(ge=1, le=4)


class PathStepAnswer(StepItem):
    follows: Literal["ladder", "next", "onward", "first"] | None
    carried: list[str]
    raised: list[RaisedAnswer]
    new: list[NewAnswer]
    rows: list[GapAnswer]


class PathAnswer(Answer):
    cost: int = Field(ge=0)
    estimates: int = Field(ge=0)
    steps: list[PathStepAnswer]


class PathsAnswer(Answer):
    from_: str = Field(alias="from")
    to: str
    paths: list[PathAnswer] = Field(max_length=4)
    untranslated: list[JsonPointer]


class StepList(Answer):
    items: list[StepItem]
    total: int
    untranslated: list[JsonPointer]
