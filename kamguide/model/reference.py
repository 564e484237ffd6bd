"""Reading matter beside the roles: glossary entries and guides."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kamguide.model.role import Reviewed
from kamguide.model.text import Basis, Model, Phrase, Slug, Text


class Term(Model):
    """A glossary entry, as its file in ``glossary/`` gives it."""

    slug: Slug
    """The name in the file's name."""
    label: Text
    """The term."""
    abbreviation: Phrase | None = Field(default=None, description="Such as KPI; marked on pages at first use.")
    definition: Text
    """What it means, in a sentence or two."""
    related: tuple[Slug, ...] = ()
    """Slugs of related terms."""
    basis: Basis
    """sourced, estimate or editorial."""
    sources: tuple[Slug, ...] = ()
    """Slugs of the sources."""


class Guide(Model):
    """A longer text in Markdown: ``guides/<slug>.yaml`` with ``<slug>.hi.md`` and ``<slug>.en.md`` beside it."""

    slug: Slug
    """The name in the file's name."""
    title: Text
    """The title; in the Markdown files, as ``title:`` between the --- lines."""
    description: Text
    """What it helps with, in one sentence; in the Markdown files too."""
    body: Text
    """The text; in the Markdown files, below the second --- line."""
    order: Annotated[int, Field(ge=0, le=1000)] = 100
    """Where it stands in the list; small numbers first."""
    roles: tuple[Slug, ...] = ()
    """Slugs of the roles it is about."""
    basis: Literal["sourced", "editorial"]
    """sourced or editorial."""
    sources: tuple[Slug, ...] = ()
    """Slugs of the sources."""
    reviewed: Reviewed
    """The day on which each language's text was last read against the sources."""
