"""A rule of the linter of job descriptions: what it looks for, why, what to write instead, and who says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kamguide.model.text import Area, Basis, Model, Phrase, Slug, Text

RuleGroup = Literal["gender", "grounds", "demands", "wording", "reading", "pay"]


_PART = re.compile(r"(?:#|[^\s|*?#]+|[^\s|*?#]{3,}\*)(?:\|(?:#|[^\s|*?#]+|[^\s|*?#]{3,}\*))*\??")


def _pattern(value: str) -> str:
    parts = value.split()
    if not parts or parts[0].endswith("?") or not all(_PART.fullmatch(part) for part in parts):
        raise PydanticCustomError("bad-pattern", "no pattern", {"value": value[:60]})
    return value


Pattern = Annotated[Phrase, AfterValidator(_pattern)]
"""Words in order: ``a|b`` either, ``word*`` each that begins so, ``#`` a number, ``word?`` perhaps."""


class Wording(Model):
    """Words to find, and the sentences in which they are meant otherwise.

    A pattern is words in order: `a|b` either, `word*` each that begins so, `#` a number, `word?` perhaps. Spelling
    variants (nukta, joiners, nasals, capitals) are the same word.
    """

    find: Annotated[tuple[Pattern, ...], Field(max_length=300)]
    """Patterns of words to find."""
    instead: Annotated[tuple[Phrase, ...], Field(max_length=6)] = ()
    """What to write instead."""
    near: Annotated[tuple[Pattern, ...], Field(max_length=100)] = ()
    """Only in a sentence with one of these."""
    unless: Annotated[tuple[Pattern, ...], Field(max_length=100)] = ()
    """Not in a sentence with one of these."""
    unless_before: Annotated[tuple[Pattern, ...], Field(max_length=100)] = ()
    """Not where one of these ends at most two words before."""
    unless_after: Annotated[tuple[Pattern, ...], Field(max_length=100)] = ()
    """Not where one of these begins at most two words after."""
    unless_name: bool = False
    """Not where it begins a name: with a capital, before another, in a sentence that has few."""
    at_least: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Only where the smallest number found is at least this."""


class Wordings(Model):
    """What a rule looks for in each language, by name."""

    hi: Mapping[Slug, Wording] = Field(default_factory=dict)
    """In Hindi sentences."""
    en: Mapping[Slug, Wording] = Field(default_factory=dict)
    """In English sentences."""


class WordLists(Model):
    """Words of one list in each language."""

    hi: Annotated[tuple[Pattern, ...], Field(max_length=1000)] = ()
    """In Devanagari."""
    en: Annotated[tuple[Pattern, ...], Field(max_length=1000)] = ()
    """In Latin letters."""


class PlaceLaw(Model):
    """What the law of one place asks for."""

    law: Text
    """The law, from which day, and for which employers."""
    since: date
    """From which day it holds."""
    names: tuple[Phrase, ...] = ()
    """What the place and its towns are called."""
    source: Slug
    """Slug of the source."""
    verified: bool
    """Whether a source was read for it; otherwise it stands from memory, and is shown so."""


class Rule(Model):
    """A rule of the linter, as its file in ``rules/`` gives it: advice with a reason; nothing is refused for it."""

    slug: Slug
    """The name in the file's name."""
    label: Text
    """What it is called."""
    group: RuleGroup
    """gender, grounds (age and other protected grounds), demands, wording, reading or pay."""
    order: Annotated[int, Field(ge=0, le=1000)] = 100
    """Where it stands in lists; of two findings about the same words, the one of the smaller number is told."""
    why: Text
    """The reason that a finding gives. `{text}` stands for the words found, `{count}` and `{limit}` for figures."""
    unless: WordLists = WordLists()
    """Not in a sentence with one of these patterns."""
    words: Wordings = Wordings()
    """Words to find."""
    lists: Mapping[Slug, WordLists] = Field(default_factory=dict)
    """Lists that the linter's own analysis of the language uses, by name."""
    limits: Mapping[Slug, Annotated[int, Field(ge=0, le=100_000)]] = Field(default_factory=dict)
    """Numbers from which on a rule speaks, by name."""
    instead: Mapping[Literal["hi", "en"], tuple[Phrase, ...]] = Field(default_factory=dict)
    """What to write instead, whatever the words."""
    places: Mapping[Area, PlaceLaw] = Field(default_factory=dict)
    """Laws by place."""
    basis: Basis
    """sourced, estimate or editorial."""
    sources: tuple[Slug, ...] = ()
    """Slugs of the sources."""
    checked: date
    """When the rule was last held against its sources."""
