"""A source: where claims come from, and what it is worth."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from kamguide.model.text import Area, Language, Model, Phrase, Slug, Text, Url, Year


class Source(Model):
    """One publication, page or data set, as its file in ``sources/`` gives it."""

    slug: Slug
    """The name in the file's name."""
    publisher: Phrase
    """Who published it."""
    title: Phrase
    """Its title."""
    year: Year
    """When it was published; or not-given."""
    country: Area
    """ISO code of the country it is about; or not-given."""
    language: Language | None = None
    """The language it was read in."""
    url: Url | None = None
    """Its address; left out where there is none."""
    licence: Phrase = "not-given"
    """Its licence; or not-given."""
    retrieved: date
    """When it was read."""
    via: Slug | None = Field(default=None, description="The source in which this one was read.")
    worth: Text = Field(description="What it is good for, and its limits.")
