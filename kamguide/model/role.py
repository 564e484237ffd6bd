"""A job role: names, topics with claims, required skills, grades, mappings to classifications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from kamguide.model.claim import Claim, ConceptMapping, Importance, Level, Relation, Requirement
from kamguide.model.text import Labels, Model, Phrase, Slug, Text

Topic = Literal[
    "definition", "responsibilities", "skills", "education", "experience", "kpi", "salary", "outlook", "career-path",
    "how-to-become", "mentor", "books", "swot", "resume", "comparison", "portfolio", "regulation", "industries",
    "qualities", "tools", "grades", "sources",
]  # fmt: skip
TOPICS: tuple[Topic, ...] = get_args(Topic)


class Reviewed(Model):
    """The day on which each language's text was last read against the sources."""

    hi: date
    """The day for the Hindi text."""
    en: date
    """The day for the English text."""


class Hub(Model):
    """The picture at the top of a role page: customers on the left, the person in the middle, departments right."""

    left: Annotated[Mapping[Slug, Text], Field(min_length=1, max_length=3)]
    """Customers, by slug; very short labels."""
    right: Annotated[Mapping[Slug, Text], Field(min_length=1, max_length=4)]
    """Departments, by slug; very short labels."""
    caption: Text
    """The sentence under the picture."""
    alternative: Text
    """The picture in words, for who cannot see it."""


Dot = Annotated[int, Field(ge=0, le=12)]


def two_dots(dots: tuple[int, ...]) -> tuple[int, ...]:
    """The full dots and all dots, as they are; anything but two numbers is refused."""
    if len(dots) != 2:  # noqa: PLR2004 - full dots, and all dots
        raise PydanticCustomError("too-few" if len(dots) < 2 else "too-many", "two", {"limit": 2, "count": len(dots)})  # noqa: PLR2004
    return dots


class KeyFact(Model):
    """One of the four facts under the headline: either a value in words, or a salary figure (``file.figure``)."""

    label: Text
    """What the fact is about."""
    value: Text | None = None
    """The fact in words."""
    figure: str | None = None
    """Or the salary figure that is the fact: ``file.figure``."""
    note: Text | None = None
    """A condition or caveat, in a few words."""
    claim: Slug | None = None
    """The claim of the topic that says it: its source is the fact's. A layer that changes `value` names its own."""
    dots: Annotated[tuple[Dot, ...], AfterValidator(two_dots)] | None = Field(
        default=None, description="Full dots, and all dots: a small picture of the number."
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.value is None) == (self.figure is None):
            raise PydanticCustomError("value-or-figure", "value or figure")
        return self


class Sense(Model):
    """One of several jobs that go by the same title."""

    label: Text
    """What this job is called to tell it apart."""
    description: Text
    """What it is, in one sentence."""


class TopicSection(Model):
    """What the role has to say on one topic."""

    body: Text | None = None
    """A short lead, one to three sentences."""
    claims: Mapping[Slug, Claim] = Field(default_factory=dict)
    """What the role has to say on the topic, by slug."""


class GradeSkill(Model):
    """What a grade asks differently of one skill; importance and relation only where they differ."""

    level: Level
    """The level this grade asks for."""
    importance: Importance | None = None
    """Where it differs from the role."""
    relation: Relation | None = None
    """Where it differs from the role."""


class Grade(Model):
    """A rung inside the role, such as junior or senior."""

    label: Text
    """What the rung is called."""
    rank: Annotated[int, Field(ge=0, le=20)]
    """Its place in the ladder; the lowest first."""
    description: Text | None = None
    """What it is, in one sentence."""
    skills: Mapping[Slug, GradeSkill] = Field(default_factory=dict)
    """What it asks differently from the role, by the skill's slug."""
    claims: Mapping[Slug, Claim] = Field(default_factory=dict)
    """What is said of it, by slug."""


class Role(Model):
    """One job role, as its file in ``roles/`` gives it."""

    slug: Slug
    """The name in the file's name."""
    notation: Phrase = Field(description="The short name on the badge, such as KAM.")
    preferred_label: Text
    """The name of the role."""
    alt_labels: Labels = Field(default=Labels(), description="Other names, shown on the page.")
    hidden_labels: Labels = Field(default=Labels(), description="Typed or machine-made names, for search only.")
    description: Text = Field(description="What the job is, in two or three short sentences.")
    choose_if: Text | None = Field(default=None, description="Whom the role suits: ends “choose this role if …”.")
    reviewed: Reviewed
    """The day on which each language's text was last read against the sources."""
    hub: Hub | None = None
    """The picture at the top of the page."""
    key_facts: Annotated[Mapping[Topic, KeyFact], Field(max_length=4)] = Field(default_factory=dict)
    """Four facts under the headline, by topic."""
    senses: Mapping[Slug, Sense] = Field(default_factory=dict, description="Where one title means two jobs.")
    topics: Mapping[Topic, TopicSection] = Field(default_factory=dict, description="In the order of the page.")
    skills: Mapping[Slug, Requirement] = Field(default_factory=dict)
    """What the role requires, by the skill's slug."""
    grades: Mapping[Slug, Grade] = Field(default_factory=dict)
    """Rungs inside the role, by slug."""
    mappings: Mapping[Slug, ConceptMapping] = Field(default_factory=dict)
    """Codes in classifications, by slug."""

    def claims(self) -> Iterator[tuple[Topic, str, Claim]]:
        """Every claim of the role with its topic and id; those of a grade under ``grades``, as ``grade-claim``."""
        for topic, section in self.topics.items():
            for key, claim in section.claims.items():
                yield topic, key, claim
        for slug, grade in self.grades.items():
            for key, claim in grade.claims.items():
                yield "grades", f"{slug}-{key}", claim

    def claim_names(self) -> set[str]:
        """How its claims are named from elsewhere: `role.topic.claim`."""
        return {f"{self.slug}.{topic}.{key}" for topic, key, _ in self.claims()}

    def grades_by_rank(self) -> list[tuple[str, Grade]]:
        """The grades from the lowest rung up."""
        return sorted(self.grades.items(), key=lambda item: item[1].rank)

    def skills_by_weight(self, relation: Relation) -> list[tuple[str, Requirement]]:
        """Required skills of one relation: most important first, then highest level."""
        chosen = [(slug, need) for slug, need in self.skills.items() if need.relation == relation]
        return sorted(chosen, key=lambda item: (-item[1].importance, -item[1].level))
