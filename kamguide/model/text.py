"""A phrase in Hindi and English, and the small value types that every kind of content shares."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

Language = Literal["hi", "en"]
LANGUAGES: tuple[Language, ...] = ("hi", "en")

TEXT_LIMIT = 10_000
"""Characters in one text: Markdown's time grows with the square of some inputs."""
MARK_LIMIT = 100
"""How often one of ``MARKS`` may stand in one text, for the same reason."""
MARKS = ("[", "![", "<", "`", "*", "_", "&", "#")
FIRST_YEAR, LAST_YEAR = 1900, 2100
SLUG_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
NESTING_LIMIT = 20
"""List and quotation marks one after the other at the beginning of a line."""
_NESTED = re.compile(rf"^[ \t]*(?:[-*+][ \t]+|[0-9]+[.)][ \t]+|>[ \t]*){{{NESTING_LIMIT},}}", re.MULTILINE)


class Model(BaseModel):
    """Base of all content: immutable, and refusing unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def _phrase(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty-text", "the text is empty")
    if len(value) > TEXT_LIMIT:
        raise PydanticCustomError("too-long", "longer than {limit} characters", {"limit": TEXT_LIMIT})
    return value


def _markdown(value: str) -> str:
    _phrase(value)
    for mark in MARKS:
        if value.count(mark) > MARK_LIMIT:
            raise PydanticCustomError(
                "markdown-load", "more than {limit} times {mark}", {"limit": MARK_LIMIT, "mark": mark}
            )
    if _NESTED.search(value):
        raise PydanticCustomError("markdown-load", "deep nesting", {"limit": NESTING_LIMIT, "mark": "- >"})
    return value


def _slug(value: str) -> str:
    if not is_slug(value):
        raise PydanticCustomError("bad-slug", "no slug", {"value": value})
    return value


def is_slug(value: str) -> bool:
    """Whether the word may name content: ``a-z``, digits, single hyphens, at most 80 characters."""
    return len(value) <= 80 and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value) is not None  # noqa: PLR2004 - said above


def _area(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?|not-given", value):
        raise PydanticCustomError("bad-country", "no area code", {"value": value})
    return value


def _currency(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", value):
        raise PydanticCustomError("bad-currency", "no currency code", {"value": value})
    return value


def _year(value: int | str) -> int | str:
    years = f"{FIRST_YEAR}–{LAST_YEAR}"
    if isinstance(value, str) and value != "not-given":
        facts = {"value": value[:60], "allowed": f"{years}, not-given", "hint": ""}
        raise PydanticCustomError("not-allowed", "no year", facts)
    if isinstance(value, int) and not FIRST_YEAR <= value <= LAST_YEAR:
        raise PydanticCustomError("out-of-range", "no year", {"value": value, "rule": years})
    return value


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"'`\\]{3,500}", value):
        raise PydanticCustomError("bad-url", "no web address", {"value": value})
    return value


Phrase = Annotated[str, AfterValidator(_phrase)]
Markdown = Annotated[str, AfterValidator(_markdown)]
Slug = Annotated[str, AfterValidator(_slug), Field(json_schema_extra={"pattern": SLUG_PATTERN})]
Area = Annotated[str, AfterValidator(_area)]
Currency = Annotated[str, AfterValidator(_currency)]
Url = Annotated[str, AfterValidator(_url)]
Year = Annotated[
    int | str,
    AfterValidator(_year),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}, {"const": "not-given"}]}
    ),
]
Basis = Literal["sourced", "estimate", "editorial"]
Confidence = Literal["high", "medium", "low"]


class Text(Model):
    """The same words in Hindi and in English; each may hold Markdown. At least one must be there."""

    hi: Markdown | None = None
    """The words in Hindi; may hold Markdown."""
    en: Markdown | None = None
    """The words in English; may hold Markdown."""

    @model_validator(mode="after")
    def _some_language(self) -> Self:
        if self.hi is None and self.en is None:
            raise PydanticCustomError("no-language", "no language")
        return self

    def has(self, language: Language) -> bool:
        """Whether the text exists in the language."""
        return getattr(self, language) is not None

    def language(self, wanted: Language) -> Language:
        """The language in which a reader of ``wanted`` gets the text: that one, else the other."""
        return wanted if self.has(wanted) else ("en" if wanted == "hi" else "hi")

    def to(self, wanted: Language) -> str:
        """The words for a reader of ``wanted``, in the other language where they exist only there."""
        return str(getattr(self, self.language(wanted)))


class Labels(Model):
    """Other names, listed per language."""

    hi: tuple[Phrase, ...] = ()
    """In Devanagari."""
    en: tuple[Phrase, ...] = ()
    """In Latin letters."""

    def to(self, wanted: Language) -> tuple[str, ...]:
        """The names in the language, perhaps none."""
        names: tuple[str, ...] = getattr(self, wanted)
        return names
