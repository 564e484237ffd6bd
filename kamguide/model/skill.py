"""A skill: something a person can do or know, with behaviour one could watch at each level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from kamguide.model.claim import ConceptMapping, Group, Level
from kamguide.model.role import Reviewed
from kamguide.model.text import Basis, Labels, Language, Model, Phrase, Slug, Text, Url


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


class Proofs(Model):
    """What one can show on having reached a level: something that can be counted or read."""

    awareness: Text
    """On having reached level 1."""
    working: Text
    """Level 2."""
    practitioner: Text
    """Level 3."""
    expert: Text
    """Level 4."""


class Resource(Model):
    """A way to learn a skill: something to do, a book, a course or a page."""

    kind: Literal["practice", "book", "course", "page"]
    """What it is; `practice` is something to do at work."""
    title: Phrase | None = None
    """Its title, as printed; a practice has none."""
    authors: Phrase | None = None
    """Who made it, and when."""
    text: Text
    """What to do, or what one learns from it."""
    level: Level
    """The level it helps to reach."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """The languages it is to be had in, as far as we know."""
    url: Url | None = None
    """Its address, where it has one."""
    basis: Basis
    """sourced: a source recommends it; editorial: we do."""
    sources: tuple[Slug, ...] = ()
    """Slugs of the sources that recommend it."""


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
    interview: Annotated[Mapping[Slug, Text], Field(max_length=3)] = Field(default_factory=dict)
    """What to ask a candidate: behaviour in the past, by slug; the first one opens, the others follow it up."""
    anchors: Anchors
    """Behaviour one could watch, per level."""
    proofs: Proofs | None = None
    """What one can show on having reached each level."""
    alt_labels: Labels = Labels()
    """Other names, for search."""
    related: tuple[Slug, ...] = ()
    """Slugs of related skills."""
    sources: tuple[Slug, ...] = Field(default=(), description="Who names the skill.")
    resources: Mapping[Slug, Resource] = Field(default_factory=dict)
    """How to learn it, by slug."""
    mappings: Mapping[Slug, ConceptMapping] = Field(default_factory=dict)
    """The same skill in classifications, by slug."""
    reviewed: Reviewed
    """The day on which each language's text was last read."""
