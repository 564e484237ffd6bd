"""The lexicon of the search: concepts with what people type for them, in English, Devanagari and romanised Hindi."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kamguide.model.role import Topic
from kamguide.model.text import Model, Phrase, Slug

Intent = Literal["comparison", "definition", "how-to"]
Note = Literal["accounting", "other-trade"]
Answering = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+){1,2}$")]
"""The name of what answers a question."""
Lines = Annotated[str, Field(max_length=5_000)]
"""A text of several lines."""


class Variants(Model):
    """What people type: in English, in Devanagari, and in Hindi written with Latin letters."""

    en: tuple[Phrase, ...] = ()
    """In English, with usual typing errors."""
    hi: tuple[Phrase, ...] = ()
    """In Devanagari."""
    latin: tuple[Phrase, ...] = ()
    """Hindi in Latin letters."""

    def all(self) -> tuple[str, ...]:
        """The variants of all three scripts."""
        return (*self.en, *self.hi, *self.latin)


class Asked(Model):
    """What people ask, one question a line: in English, in Devanagari, and in Hindi written with Latin letters."""

    en: Lines = ""
    """In English."""
    hi: Lines = ""
    """In Devanagari."""
    latin: Lines = ""
    """Hindi in Latin letters."""

    def all(self) -> Iterator[str]:
        """The questions of all three scripts."""
        for lines in (self.en, self.hi, self.latin):
            yield from filter(None, map(str.strip, lines.splitlines()))


class Concept(Model):
    """One idea under all its names. It may stand for a role, a topic, a skill, an intent or a note; else for itself."""

    role: Slug | None = None
    """The role it means."""
    topic: Topic | None = None
    """The topic it means."""
    skill: Slug | None = None
    """The skill it means."""
    intent: Intent | None = None
    """What the visitor wants: to compare, to have a definition, to know how."""
    note: Note | None = None
    """A note to show: this guide is about something else."""
    grade: Slug | None = None
    """The grade it means."""
    term: Slug | None = None
    """The glossary entry it means."""
    guide: Slug | None = None
    """The guide it means."""
    variants: Variants
    """What people type for it."""
    weak: Variants = Field(default=Variants(), description="Names that also mean something else.")
    not_this: Variants = Field(default=Variants(), description="Look alike and mean another thing: never this concept.")

    @model_validator(mode="after")
    def _one_meaning(self) -> Self:
        meanings = [self.role, self.topic, self.skill, self.intent, self.note, self.grade, self.term, self.guide]
        if sum(meaning is not None for meaning in meanings) > 1:
            raise PydanticCustomError("two-meanings", "more than one meaning")
        return self


class Lexicon(Model):
    """A file of ``lexicon/``: some concepts, and words that carry nothing."""

    slug: Slug
    """The name in the file's name."""
    concepts: Mapping[Slug, Concept] = Field(default_factory=dict)
    """Ideas under all their names, by slug."""
    stop_words: Variants = Variants()
    """Words that carry nothing."""
    name_words: Mapping[Slug, Variants] = Field(default_factory=dict)
    """Words that names are made of, each under its spellings: whoever mixes them still names the same thing."""
    ideas: Mapping[Slug, Variants] = Field(default_factory=dict)
    """Everyday ideas, which mean something only together; `bech*` stands for every word that begins so."""
    together: Mapping[Slug, tuple[tuple[Slug, ...], ...]] = Field(default_factory=dict)
    """For a concept, the ideas that mean it where they stand in one query, in any order."""
    questions: Mapping[Answering, Asked] = Field(default_factory=dict)
    """What people ask, in words of their own, by the name of what answers it: a claim as `role.topic.claim`, else
    `skills.<slug>`, `glossary.<slug>`, `guides.<slug>` or `comparisons.<slug>`; or `topics.<topic>` of any role."""
    everyday_words: Variants = Variants()
    """Words of everyday speech: no reason to think that a question is about another trade."""
