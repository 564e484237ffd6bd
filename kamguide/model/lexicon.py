"""The lexicon of the search: concepts with what people type for them, in English, Devanagari and romanised Hindi."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kamguide.model.role import Topic
from kamguide.model.text import Model, Phrase, Slug

Intent = Literal["comparison", "definition", "how-to"]
Note = Literal["accounting", "other-trade"]


class Variants(Model):
    """What people type: in English, in Devanagari, and in Hindi written with Latin letters."""

    en: tuple[Phrase, ...] = ()
    hi: tuple[Phrase, ...] = ()
    latin: tuple[Phrase, ...] = ()

    def all(self) -> tuple[str, ...]:
        """The variants of all three scripts."""
        return (*self.en, *self.hi, *self.latin)


class Concept(Model):
    """One idea under all its names. It may stand for a role, a topic, a skill, an intent or a note; else for itself."""

    role: Slug | None = None
    topic: Topic | None = None
    skill: Slug | None = None
    intent: Intent | None = None
    note: Note | None = None
    grade: Slug | None = None
    variants: Variants
    weak: Variants = Field(default=Variants(), description="Names that also mean something else.")
    not_this: Variants = Field(default=Variants(), description="Look alike and mean another thing: never this concept.")

    @model_validator(mode="after")
    def _one_meaning(self) -> Self:
        meanings = [self.role, self.topic, self.skill, self.intent, self.note, self.grade]
        if sum(meaning is not None for meaning in meanings) > 1:
            raise PydanticCustomError("two-meanings", "more than one meaning")
        return self


class Lexicon(Model):
    """A file of ``lexicon/``: some concepts, and words that carry nothing."""

    slug: Slug
    concepts: Mapping[Slug, Concept] = Field(default_factory=dict)
    stop_words: Variants = Variants()
