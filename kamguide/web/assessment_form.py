"""A page of questions as a form: its fields, what was filled in, what is missing, and whether it changed meanwhile."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from kamguide.assessment.changing import answered
from kamguide.assessment.record import EVIDENCE_LIMIT, Answer, Record, Round, spoken

UNKNOWN = "unknown"
"""What the choice "I don't know" sends."""
_LEVELS = {str(level): level for level in range(5)}


@dataclass(frozen=True)
class Filled:
    """What a form of questions says, skill by skill; a skill without an answer has none here."""

    answers: Mapping[str, Answer]
    evidence: Mapping[str, str] = field(default_factory=dict)
    desire: Mapping[str, bool] = field(default_factory=dict)

    def chosen(self, skill: str) -> str:
        """What the skill's choices send: a level, ``unknown``, or nothing where none is chosen."""
        if skill not in self.answers:
            return ""
        level = self.answers[skill]
        return UNKNOWN if level is None else str(level)

    def into(self, record: Record) -> Record:
        """The record with this filled in."""
        return answered(record, self.answers, self.evidence, self.desire)

    def seal(self, skills: Sequence[str]) -> str:
        """Stands in the form for what it showed, so that a later answer can tell whether that has changed."""
        told = [(s, self.chosen(s), self.evidence.get(s, ""), self.desire.get(s, False)) for s in skills]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]


def kept_in(round_: Round, skills: Sequence[str]) -> Filled:
    """What a round says of these skills."""
    return Filled(
        {skill: round_.answers[skill] for skill in skills if skill in round_.answers},
        {skill: round_.evidence.get(skill, "") for skill in skills},
        {skill: skill in round_.desire for skill in skills},
    )


def read(form: MultiDict[str, str], skills: Sequence[str]) -> Filled:
    """What was sent for these skills; anything else in the form is not looked at."""
    sent = {skill: form.get(f"level-{skill}", "") for skill in skills}
    wished = set(form.getlist("desire"))
    return Filled(
        {skill: _LEVELS.get(value) for skill, value in sent.items() if value in _LEVELS or value == UNKNOWN},
        {skill: spoken(form.get(f"evidence-{skill}", "")) for skill in skills},
        {skill: skill in wished for skill in skills},
    )


@dataclass(frozen=True)
class Fault:
    """What is wrong with a field: where it stands, and the sentence with the skill that fills it."""

    field: str
    skill: str
    kind: str
    """``missing`` or ``long``."""


def faults(filled: Filled, skills: Sequence[str], *, optional: bool) -> Iterator[Fault]:
    """What has to be mended before the form can be kept. On an optional page every question may stay open."""
    for skill in skills:
        if skill not in filled.answers and not optional:
            yield Fault(f"level-{skill}-0", skill, "missing")
        if len(filled.evidence.get(skill, "")) > EVIDENCE_LIMIT:
            yield Fault(f"evidence-{skill}", skill, "long")


def differing(one: Filled, other: Filled, skills: Sequence[str]) -> list[str]:
    """The skills of which the two say something else."""
    return [skill for skill in skills if one.seal([skill]) != other.seal([skill])]
