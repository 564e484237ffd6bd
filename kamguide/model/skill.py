"""A skill: something a person can do or know, with behaviour one could watch at each level."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from kamguide.model.claim import ConceptMapping, Group
from kamguide.model.role import Reviewed
from kamguide.model.text import Labels, Model, Slug, Text


class Anchors(Model):
    """What a person has done at levels 1 to 4. Level 0 is the same for every skill: not yet."""

    awareness: Text
    """What a person has done at level 1."""
    working: Text
    """At level 2."""
    practitioner: Text
    """At level 3."""
    expert: Text
    """At level 4."""


class Skill(Model):
    """One skill, as its file in ``skills/`` gives it. Anchors are editorial."""

    slug: Slug
    """The name in the file's name."""
    label: Text
    """The name of the skill."""
    short_label: Text
    """The same in one or two words, for charts and chips."""
    group: Group
    """relationship, coordination or business."""
    description: Text
    """What it is in these roles."""
    anchors: Anchors
    """Behaviour one could watch, per level."""
    alt_labels: Labels = Labels()
    """Other names, for search."""
    related: tuple[Slug, ...] = ()
    """Slugs of related skills."""
    sources: tuple[Slug, ...] = Field(default=(), description="Who names the skill.")
    mappings: Mapping[Slug, ConceptMapping] = Field(default_factory=dict)
    """The same skill in classifications, by slug."""
    reviewed: Reviewed
    """The day on which each language's text was last read."""
