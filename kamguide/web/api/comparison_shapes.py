"""The shapes of the answers that set roles side by side, and of the skills matrix."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kamguide.web.api.shapes import Answer, FigureAnswer, JsonPointer, StepAnswer, Words


class SaidAnswer(Answer):
    """A statement in words."""

    kind: Literal["statement"]
    text: Words
    note: Words | None
    sense: Words | None
    basis: str
    sources: list[str]


class NeededAnswer(Answer):
    """How far a skill is required."""

    kind: Literal["requirement"]
    level: int = Field(ge=0, le=4)
    importance: int = Field(ge=1, le=5)
    relation: str
    basis: str
    sources: list[str]


class PaidAnswer(Answer):
    """A salary figure."""

    kind: Literal["figure"]
    figure: FigureAnswer
    basis: str
    sources: list[str]


class LedAnswer(Answer):
    """A step of the career graph."""

    kind: Literal["step"]
    step: StepAnswer
    basis: str
    sources: list[str]


class RowAnswer(Answer):
    topic: str
    key: str
    label: Words
    status: Literal["same", "only", "raised", "lowered", "differs"]
    basis: str
    values: dict[str, SaidAnswer | NeededAnswer | PaidAnswer | LedAnswer]
    sources: list[str]


class ComparedCompany(Answer):
    """A company whose roles are compared, and what must be known of its figures."""

    company: str
    label: Words
    note: Words | None


class ComparisonAnswer(Answer):
    roles: list[str]
    companies: list[ComparedCompany]
    answer: Words
    highlights: list[str]
    rows: list[RowAnswer]
    untranslated: list[JsonPointer]


class CellAnswer(Answer):
    role: str
    skill: str
    level: int = Field(ge=0, le=4)
    importance: int = Field(ge=1, le=5)
    relation: str
    basis: str


class MatrixAnswer(Answer):
    roles: list[str]
    skills: list[str]
    cells: list[CellAnswer]
    total: int
    untranslated: list[JsonPointer]
