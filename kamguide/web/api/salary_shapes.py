"""The shapes of the answers on figures of pay."""

from __future__ import annotations

from pydantic import Field

from kamguide.web.api.shapes import Answer, JsonPointer, Words


class PayAnswer(Answer):
    """One figure. Of an occupation that is no role of the guide, ``role`` is null."""

    id: str
    role: str | None
    occupation: str | None
    label: Words
    grade: str | None
    sense: str | None
    statistic: str
    component: str
    amount: int | None
    low: int | None
    high: int | None
    currency: str
    period: str
    area: str | None
    reference_year: int | None
    source: str
    sample_size: int | None
    employment: int | None
    prices: int | None = Field(description="The year in whose money the amounts are restated; null: as printed.")
    flags: list[str]
    note: Words | None


class PayList(Answer):
    items: list[PayAnswer]
    total: int
    untranslated: list[JsonPointer]
