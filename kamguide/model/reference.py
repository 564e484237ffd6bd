"""Reading matter beside the roles: glossary entries and guides."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kamguide.model.role import Reviewed
from kamguide.model.text import Basis, Model, Phrase, Slug, Text


class Term(Model):
    """A glossary entry, as its file in ``glossary/`` gives it."""

    slug: Slug
    label: Text
    abbreviation: Phrase | None = Field(default=None, description="Such as KPI; marked on pages at first use.")
    definition: Text
    related: tuple[Slug, ...] = ()
    basis: Basis
    sources: tuple[Slug, ...] = ()


class Guide(Model):
    """A longer text in Markdown: ``guides/<slug>.yaml`` with ``<slug>.hi.md`` and ``<slug>.en.md`` beside it."""

    slug: Slug
    title: Text
    description: Text
    body: Text
    order: Annotated[int, Field(ge=0, le=1000)] = 100
    roles: tuple[Slug, ...] = ()
    basis: Literal["sourced", "editorial"]
    sources: tuple[Slug, ...] = ()
    reviewed: Reviewed
