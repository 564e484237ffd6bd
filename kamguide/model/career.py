"""The career graph: positions that are no role of the guide, and steps between roles and positions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from kamguide.model.claim import Requirement
from kamguide.model.text import Basis, Confidence, Model, Slug, Text


class Position(Model):
    """A node of the graph that is no role of the guide, such as account director."""

    label: Text
    """What the position is called."""
    description: Text | None = None
    """What it is, in one sentence."""
    skills: Mapping[Slug, Requirement] = Field(default_factory=dict)
    """What it takes, by the skill's slug, as far as can be said; without any, a step to it counts no skill."""


class Step(Model):
    """An edge: from a role (perhaps ``role@grade``) or position to another, with kind and source."""

    from_: str = Field(alias="from")
    """Where the step begins: a role, ``role@grade`` or a position."""
    to: str
    """Where it leads."""
    kind: Literal["promotion", "lateral", "entry", "qualification"]
    """Whether it is a promotion, a change at the same level, a way in, or by qualification."""
    text: Text | None = None
    """What the step takes, in a sentence or two."""
    time: Text | None = Field(default=None, description="How long it takes, only where a source says so.")
    basis: Basis
    """sourced, estimate (shown dashed) or editorial."""
    sources: tuple[Slug, ...] = ()
    """Slugs of the sources."""
    confidence: Confidence | None = None
    """How sure the sources make us."""


class Path(Model):
    """A file of ``paths/``: some positions and steps of the one career graph."""

    slug: Slug
    """The name in the file's name."""
    positions: Mapping[Slug, Position] = Field(default_factory=dict)
    """Nodes of the career graph that are no role of the guide, by slug."""
    steps: Mapping[Slug, Step] = Field(default_factory=dict)
    """Edges of the career graph, by slug."""
