"""A source: where claims come from, and what it is worth."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from kamguide.model.text import Area, Language, Model, Phrase, Slug, Text, Url, Year


class Source(Model):
    """One publication, page or data set, as its file in ``sources/`` gives it."""

    slug: Slug
    publisher: Phrase
    title: Phrase
    year: Year
    country: Area
    language: Language | None = None
    url: Url | None = None
    licence: Phrase = "not-given"
    retrieved: date
    via: Slug | None = Field(default=None, description="The source in which this one was read.")
    worth: Text = Field(description="What it is good for, and its limits.")
