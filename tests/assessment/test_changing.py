from __future__ import annotations

from datetime import date

import pytest

from kamguide.assessment.changing import (
    answered,
    begun,
    struck,
    taken_again,
    unstruck,
    with_budget,
    with_own_line,
    without_own_line,
)
from kamguide.assessment.pinning import pin
from kamguide.assessment.record import EVIDENCE_LIMIT, ROUNDS, Record, Round
from kamguide.errors import WrongUseError
from kamguide.guide import Guide
from kamguide.library.role_reference import choose
from kamguide.model.text import Language

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def fresh(guide: Guide) -> Round:
    return pin(choose("key-account-manager", guide.library), TODAY)


@pytest.fixture(scope="module")
def record(fresh: Round) -> Record:
    return begun(fresh)


def test_answers_evidence_and_desire_are_kept_and_changed(record: Record) -> None:
    once = answered(
        record, {"negotiation": 3, "selling": None}, {"negotiation": "  closed\n a deal "}, {"selling": True}
    )
    assert once.last.answers == {"negotiation": 3, "selling": None}
    assert once.last.evidence == {"negotiation": "closed a deal"}
    assert once.last.desire == ("selling",)
    twice = answered(once, {"negotiation": 4}, {"negotiation": ""}, {"selling": False})
    assert twice.last.answers == {"negotiation": 4, "selling": None}
    assert (twice.last.evidence, twice.last.desire) == ({}, ())
    assert record.last.answers == {}


@pytest.mark.parametrize(
    ("answers", "evidence"),
    [
        ({"juggling": 3}, {}),
        ({"negotiation": 5}, {}),
        ({"negotiation": -1}, {}),
        ({}, {"negotiation": "x" * (EVIDENCE_LIMIT + 1)}),
        ({}, {"juggling": "often"}),
    ],
)
def test_wrong_answers_are_refused(record: Record, answers: dict[str, int], evidence: dict[str, str]) -> None:
    with pytest.raises(WrongUseError):
        answered(record, answers, evidence)


def test_own_lines_get_ids_of_their_own(record: Record) -> None:
    two = with_own_line(with_own_line(record, "strengths", "Knows the north"), "threats", "A move")
    assert [(line.id, line.quadrant) for line in two.last.own] == [("own-1", "strengths"), ("own-2", "threats")]
    without = without_own_line(two, "own-1")
    assert [line.id for line in with_own_line(without, "threats", "Another").last.own] == ["own-2", "own-3"]
    with pytest.raises(WrongUseError):
        with_own_line(record, "strengths", " \u202e ")


def test_lines_are_struck_and_come_back(record: Record) -> None:
    once = struck(struck(record, "opportunities.x"), "opportunities.x")
    assert once.last.struck == ("opportunities.x",)
    assert unstruck(once, "opportunities.x") == record


def test_a_budget_is_checked(record: Record) -> None:
    assert with_budget(record, 5, ["en"]).last.hours_per_week == 5
    assert with_budget(record, 5, ["en", "hi"]).last.languages == ("hi", "en")
    some: list[Language] = ["hi"]
    for hours, languages in ((0, some), (41, some), (3, [])):
        with pytest.raises(WrongUseError):
            with_budget(record, hours, languages)


def test_taken_again_asks_only_what_changed_or_is_open(record: Record) -> None:
    now = record.last
    done = answered(record, dict.fromkeys(now.skills, 3) | {"selling": None})
    required = now.skills["negotiation"].required
    assert required
    changed = now.skills["negotiation"].model_copy(update={"required": required.model_copy(update={"level": 2})})
    pinned = now.model_copy(update={"skills": {**now.skills, "negotiation": changed}, "taken": date(2027, 1, 1)})
    again = taken_again(done, pinned)
    assert set(again.last.asked) == {"negotiation", "selling"}
    assert again.last.answers == done.last.answers
    assert again.rounds[0] == done.last


def test_only_so_many_rounds_are_kept(record: Record) -> None:
    for _ in range(ROUNDS + 2):
        record = taken_again(record, record.last)
    assert len(record.rounds) == ROUNDS
