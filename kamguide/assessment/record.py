"""What an assessment is: rounds, each pinned to what it was asked by, with what the person said. It needs nothing else.

A record is immutable; the functions of ``changing`` return a changed one. As text it is JSON, fit to be kept, exported
and read again. In the text what equals the same thing of the round before stands as ``null``, a part of a round or one
skill of it: skills seldom change between two rounds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from kamguide.errors import RefusedFileError
from kamguide.model.claim import Group, Importance, Level, Requirement
from kamguide.model.skill import Anchors, Proofs, Resource
from kamguide.model.text import LANGUAGES, Basis, Language, Model, Slug, Text, Url
from kamguide.sources.characters import normalised, without_refused

SCHEMA = 1
"""Number of the form of the text; goes up when an older program could not read it."""
RECORD_LIMIT = 1_000_000
"""Bytes of a record as text, which is what the store keeps."""
ROUNDS = 12
"""Rounds that are kept; with more, or where they are too large together, the oldest is dropped."""
EVIDENCE_LIMIT = 500
"""Characters of one piece of evidence."""
OWN_LIMIT = 300
"""Characters of one line that a person adds."""
OWN_LINES = 24
"""Lines that a person may add to one round."""
MOST_HOURS = 40
"""Hours a week that a plan may be asked for."""
OLD = 5
"""Years after which a fact is old: it is then told as something to check, never as an opportunity."""
USUAL_HOURS = 3
"""Hours a week where nobody says otherwise."""

Quadrant = Literal["strengths", "weaknesses", "opportunities", "threats"]
Side = Literal["opportunity", "threat"]
FactKind = Literal["outlook", "prerequisite", "pay", "work"]
Answer = Level | None
"""A level of 0 to 4; None: "don't know"."""
Reference = Annotated[str, Field(min_length=1, max_length=250)]
"""A role reference, ``[company:]role[@grade]``."""


def spoken(value: str) -> str:
    """What somebody typed as one line in NFC, without characters that nobody sees."""
    return " ".join(without_refused(normalised(value)).split())


Spoken = Annotated[str, AfterValidator(spoken)]
"""What a person typed, as ``spoken`` makes it."""


class Target(Model):
    """The role or grade that a round measures against."""

    reference: Reference
    """Its role reference."""
    role: Slug
    label: Text
    company: str
    """The company's slug; empty: the shared guide."""
    grade: str
    """The grade's slug; empty: the role itself."""


class AskedSkill(Model):
    """One skill as it stood when the round was pinned."""

    label: Text
    short_label: Text
    group: Group
    anchors: Anchors
    required: Requirement | None
    """What the target asks for; None: there is no target."""
    sources: tuple[Slug, ...] = ()
    """Who names it for this role; where nobody does, who names it at all."""
    resources: Mapping[Slug, Resource] = Field(default_factory=dict)
    """How to learn it."""
    proofs: Proofs | None = None
    """What one can show on having reached each level."""
    question: Text | None = None
    """What to ask about it in a talk: how it was done before."""


class PinnedSource(Model):
    """A source that the round's lines cite."""

    publisher: str
    title: str
    year: int | None
    url: Url | None


class Fact(Model):
    """What the guide says of the target that may be an opportunity or a threat."""

    claim: str
    """Its name: ``role.topic.claim``, or ``file.figure`` of a figure of pay."""
    side: Side
    kind: FactKind
    text: Text
    basis: Basis
    sources: tuple[Slug, ...]
    year: int | None
    """The year it is of; None: no source gives one."""


class Neighbour(Model):
    """The step of the career graph between the target and another role."""

    claim: str
    """Its name: ``file.step``."""
    way: Literal["to-target", "from-target"]
    """Whether it leads from there to the target, or on from the target."""
    kind: Literal["promotion", "lateral", "entry", "qualification"]
    basis: Basis
    sources: tuple[Slug, ...]


class Other(Model):
    """Another role or grade, to see how far it fits."""

    reference: Reference
    label: Text
    needs: Mapping[Slug, tuple[Level, Importance]]
    """Level and importance by skill; no level is 0."""
    step: Neighbour | None = None
    """The step between it and the target, where one is known."""


class MentorQuestion(Model):
    """A question for a talk with a mentor."""

    claim: str
    """Its name: ``role.mentor.claim``."""
    text: Text
    basis: Basis
    sources: tuple[Slug, ...]


class OwnLine(Model):
    """A line that the person added to the SWOT."""

    id: Annotated[str, Field(pattern="^own-[0-9]+$")]
    quadrant: Quadrant
    text: Annotated[Spoken, Field(min_length=1, max_length=OWN_LIMIT)]


_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(9000, 1, 1)
"""Days of a round: there is room for a plan behind each of them."""


class Round(Model):
    """One time of taking the assessment: what was asked, as it stood that day, and what the person said."""

    taken: Annotated[date, Field(ge=_FIRST_DAY, le=_LAST_DAY)]
    library_version: str
    target: Target | None
    """None: "I don't know which"; then there are only fits."""
    skills: Mapping[Slug, AskedSkill]
    """In the order of importance."""
    sources: Mapping[Slug, PinnedSource]
    facts: tuple[Fact, ...]
    others: tuple[Other, ...]
    questions: tuple[MentorQuestion, ...]
    asked: tuple[Slug, ...]
    """The skills to be asked this time; all others carry the answer of the round before."""
    answers: Mapping[Slug, Answer] = Field(default_factory=dict)
    """By skill; a skill that is not here was not answered."""
    evidence: Mapping[Slug, Annotated[Spoken, Field(min_length=1, max_length=EVIDENCE_LIMIT)]] = Field(
        default_factory=dict
    )
    """A time when the person did this, by skill."""
    desire: tuple[Slug, ...] = ()
    """The skills that the person would like to grow in, in alphabetical order."""
    own: Annotated[tuple[OwnLine, ...], Field(max_length=OWN_LINES)] = ()
    struck: tuple[Annotated[str, Field(max_length=300)], ...] = ()
    """Ids of SWOT lines that the person struck."""
    hours_per_week: Annotated[int, Field(ge=1, le=MOST_HOURS)] = USUAL_HOURS
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = LANGUAGES
    """The languages to learn in."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        for named in (self.asked, self.answers, self.evidence, self.desire):
            if not self.skills.keys() >= set(named):
                raise PydanticCustomError("unknown-skill", "a skill that was not asked")
        return self


class Record(Model):
    """All that is kept of one assessment."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    rounds: Annotated[tuple[Round, ...], Field(min_length=1, max_length=ROUNDS)]
    """The oldest first."""
    consent: Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")] = ""
    """The version of the words on what is kept that were shown before it was first saved; empty: none were."""

    @property
    def last(self) -> Round:
        """The latest round."""
        return self.rounds[-1]

    def to_text(self) -> str:
        """The record as JSON, the same for the same record."""
        tree = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        rounds = tree["rounds"]
        for before, after in zip(rounds[-2::-1], rounds[:0:-1], strict=True):  # the last pair first
            for part in _PINNED:
                if after[part] == before[part]:
                    after[part] = None
            for slug in after["skills"] or ():
                if after["skills"][slug] == before["skills"].get(slug):
                    after["skills"][slug] = None
        return json.dumps({"schema": SCHEMA, **tree}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Record:
        """The record that a text holds.

        :raises RefusedFileError: it is no record, or one of a newer program.
        """
        try:
            if len(text.encode()) > RECORD_LIMIT:
                raise RefusedFileError("This file is too large for an assessment.")
            tree = json.loads(text)
            if "\\u" in text:
                json.dumps(tree, ensure_ascii=False).encode()  # an escape may hide half a character, which no text is
            if isinstance(tree, dict) and isinstance(tree.get("schema"), int) and tree["schema"] > SCHEMA:
                raise RefusedFileError("This assessment was saved by a newer version of kamguide.")
            before: dict[str, Any] = {}
            for one in tree["rounds"]:
                for part in _PINNED & one.keys():
                    if one[part] is None:
                        one[part] = before[part]
                one["skills"] = {slug: before["skills"][slug] if s is None else s for slug, s in one["skills"].items()}
                before = one
            return cls.model_validate(tree)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ValidationError) as error:
            raise RefusedFileError("This file is no assessment that was exported here.") from error

    @classmethod
    def brought(cls, text: str) -> Record:
        """The record that a file from outside holds.

        :raises RefusedFileError: as ``from_text``; or it holds characters that nobody sees, as no text of ours does.
        """
        record = cls.from_text(text)
        if any(without_refused(word) != word for word in _words(record.model_dump(mode="json"))):
            raise RefusedFileError("This file is no assessment that was exported here.")
        return record


def _words(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        yield from (word for pair in tree.items() for part in pair for word in _words(part))
    elif isinstance(tree, list):
        yield from (word for one in tree for word in _words(one))


_PINNED = {"skills", "sources", "facts", "others", "questions"}
