"""The shapes of the answers of searching and completing, as the OpenAPI document tells them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kamguide.web.api.shapes import Answer


class HitAnswer(Answer):
    kind: str
    role: str | None
    roles: list[str] | None = Field(default=None, json_schema_extra={"x-optional": True})
    topic: str | None
    title: str
    url: str
    snippet: str
    score: float
    company: str | None
    lang: str


class DirectAnswer(Answer):
    kind: Literal["comparison", "figure", "definition"]
    text: str
    url: str
    source: str | None
    year: int | None


class ComparisonAsked(Answer):
    roles: list[str]
    url: str | None


class InterpretedAnswer(Answer):
    roles: list[str]
    topics: list[str]
    skills: list[str]
    comparison: ComparisonAsked | None


class SearchAnswer(Answer):
    query: str
    lang: str | None
    truncated: bool
    total: int = Field(ge=0)
    answer: DirectAnswer | None
    hits: list[HitAnswer]
    interpreted: InterpretedAnswer
    did_you_mean: str | None
    note: str | None
    facets: dict[Literal["kind", "role", "topic", "company"], dict[str, int]]


class SuggestionItem(Answer):
    label: str
    lang: str
    kind: str
    role: str | None
    url: str


class SuggestAnswer(Answer):
    query: str
    items: list[SuggestionItem] = Field(max_length=8)
