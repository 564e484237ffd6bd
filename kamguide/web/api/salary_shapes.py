"""The shapes of the answers on figures of pay."""

from __future__ import annotations

from pydantic import Field

from kamguide.web.api.shapes import Answer, JsonPointer, MoneyAnswer, Words


class PayAnswer(MoneyAnswer):
    """One figure. Of an occupation that is no role of the guide, ``role`` is null."""

    role: str | None
    occupation: str | None
    label: Words
    employment: int | None
    prices: int | None = Field(description="The year in whose money the amounts are restated; null: as printed.")


class PayList(Answer):
    items: list[PayAnswer]
    total: int
    untranslated: list[JsonPointer]
