"""The career graph: positions that are no role of the guide, and steps between roles and positions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from kamguide.model.text import Basis, Confidence, Model, Slug, Text


class Position(Model):
    """A node of the graph that is no role of the guide, such as account director."""

    label: Text
    description: Text | None = None


class Step(Model):
    """An edge: from a role (perhaps ``role@grade``) or position to another, with kind and source."""

    from_: str = Field(alias="from")
    to: str
    kind: Literal["promotion", "lateral", "entry", "qualification"]
    text: Text | None = None
    time: Text | None = Field(default=None, description="How long it takes, only where a source says so.")
    basis: Basis
    sources: tuple[Slug, ...] = ()
    confidence: Confidence | None = None


class Path(Model):
    """A file of ``paths/``: some positions and steps of the one career graph."""

    slug: Slug
    positions: Mapping[Slug, Position] = Field(default_factory=dict)
    steps: Mapping[Slug, Step] = Field(default_factory=dict)
