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
    working: Text
    practitioner: Text
    expert: Text


class Skill(Model):
    """One skill, as its file in ``skills/`` gives it. Anchors are editorial."""

    slug: Slug
    label: Text
    short_label: Text
    group: Group
    description: Text
    anchors: Anchors
    alt_labels: Labels = Labels()
    related: tuple[Slug, ...] = ()
    sources: tuple[Slug, ...] = Field(default=(), description="Who names the skill.")
    mappings: Mapping[Slug, ConceptMapping] = Field(default_factory=dict)
    reviewed: Reviewed
