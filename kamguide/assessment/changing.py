"""What a person changes in a record: answers, lines of their own, the budget, a new round; each gives a new record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from kamguide.assessment.record import RECORD_LIMIT, ROUNDS, Answer, AskedSkill, Quadrant, Record, Round, spoken
from kamguide.errors import WrongUseError
from kamguide.model.text import LANGUAGES, Language
from kamguide.sources.characters import visible

_ROOM = 200_000
"""Bytes that what a person says in a round may need."""


def begun(first: Round, consent: str = "") -> Record:
    """A new record with one round.

    :param consent: the version of the words on what is kept that were shown before.
    """
    return Record(rounds=(first,), consent=consent)


def answered(
    record: Record,
    answers: Mapping[str, Answer],
    evidence: Mapping[str, str] | None = None,
    desire: Mapping[str, bool] | None = None,
) -> Record:
    """The record with answers, evidence and desire of its last round changed for the skills that are named.

    :param evidence: an empty text takes away what was there.
    :raises WrongUseError: a skill that was not asked, a level that is none, or a text that is too long.
    """
    now = record.last
    _only_known(now, {*answers, *(evidence or {}), *(desire or {})})
    told = {**now.evidence, **{skill: spoken(text) for skill, text in (evidence or {}).items()}}
    wished = {**dict.fromkeys(now.desire, True), **(desire or {})}
    return _changed(
        record,
        answers={**now.answers, **answers},
        evidence={skill: text for skill, text in told.items() if text},
        desire=tuple(sorted(skill for skill, there in wished.items() if there)),
    )


def with_own_line(record: Record, quadrant: Quadrant, text: str) -> Record:
    """The record with a line of the person's own; its id is new.

    :raises WrongUseError: the line is empty or too long, or there are too many.
    """
    own = record.last.own
    number = 1 + max((int(line.id.removeprefix("own-")) for line in own), default=0)
    line = {"id": f"own-{number}", "quadrant": quadrant, "text": text}
    return _changed(record, own=(*own, line))


def without_own_line(record: Record, line: str) -> Record:
    """The record without one of the person's own lines."""
    return _changed(record, own=tuple(one for one in record.last.own if one.id != line))


def struck(record: Record, line: str) -> Record:
    """The record with a SWOT line struck; it is kept, and can come back."""
    return _changed(record, struck=tuple(dict.fromkeys((*record.last.struck, line))))


def unstruck(record: Record, line: str) -> Record:
    """The record with a struck line back."""
    return _changed(record, struck=tuple(one for one in record.last.struck if one != line))


def with_budget(record: Record, hours_per_week: int, languages: Iterable[Language]) -> Record:
    """The record with another budget for its plan.

    :raises WrongUseError: hours outside 1 to 40, or no language.
    """
    chosen = set(languages)
    return _changed(record, hours_per_week=hours_per_week, languages=tuple(one for one in LANGUAGES if one in chosen))


def taken_again(record: Record, pinned: Round) -> Record:
    """The record with a new round. Answers are carried over; asked are only skills that changed, are new or unanswered.

    :param pinned: a fresh round, as ``pinning`` makes it.
    """
    before = record.last
    carried = {skill: level for skill, level in before.answers.items() if skill in pinned.skills}
    same = (pinned.target and pinned.target.reference) == (before.target and before.target.reference)
    asked = tuple(
        skill
        for skill in pinned.asked
        if carried.get(skill) is None or _differs(pinned.skills[skill], before.skills[skill], same_target=same)
    )
    again = pinned.model_copy(
        update={
            "asked": asked,
            "answers": carried,
            "evidence": {skill: text for skill, text in before.evidence.items() if skill in pinned.skills},
            "desire": tuple(skill for skill in before.desire if skill in pinned.skills),
            "own": before.own,
            "hours_per_week": before.hours_per_week,
            "languages": before.languages,
        }
    )
    kept = Record(rounds=(*record.rounds, again)[-ROUNDS:], consent=record.consent)
    while len(kept.rounds) > 1 and len(kept.to_text().encode()) > RECORD_LIMIT - _ROOM:
        kept = kept.model_copy(update={"rounds": kept.rounds[1:]})
    return kept


def _differs(now: AskedSkill, before: AskedSkill, *, same_target: bool) -> bool:
    """Whether the answer rests on something else now: the behaviour described or, of the same target, its level."""
    return now.anchors != before.anchors or (same_target and _required(now) != _required(before))


def _required(skill: AskedSkill) -> int | None:
    return skill.required.level if skill.required else None


def _only_known(now: Round, skills: set[str]) -> None:
    wrong = sorted(skills - now.skills.keys())
    if wrong:
        raise WrongUseError("This assessment does not ask for the skill “%(name)s”.", name=visible(wrong[0]))


def _changed(record: Record, **changes: object) -> Record:
    """The record with fields of its last round changed and checked."""
    now = record.last
    try:
        fields = {name: getattr(now, name) for name in Round.model_fields}
        last = Round.model_validate({**fields, **changes})
        return Record(rounds=(*record.rounds[:-1], last), consent=record.consent)
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongUseError(
            "This cannot be kept: %(field)s.", field=".".join(str(part) for part in first["loc"])
        ) from error
