from __future__ import annotations

from datetime import date

from kamguide.assessment.change import change
from kamguide.assessment.changing import answered, begun, taken_again
from kamguide.assessment.scoring import Readiness
from tests.assessment.rounds import FRESH, said

KAM = "key-account-manager"


def test_two_rounds_side_by_side() -> None:
    record = begun(said(KAM, {"negotiation": 3, "selling": 3, "coaching": 2, "communication": None}))
    again = taken_again(record, FRESH[KAM].model_copy(update={"taken": date(2027, 2, 1)}))
    later = answered(again, {"negotiation": 4, "selling": 2, "communication": 4})
    told = change(*later.rounds)
    assert (told.earlier, told.later, told.same_target) == (date(2026, 11, 30), date(2027, 2, 1), True)
    assert (told.before, told.after) == (Readiness(2, 3), Readiness(3, 4))
    moved = {one.skill: one for one in told.moved}
    assert list(moved) == ["communication", "negotiation", "selling"]
    assert (moved["negotiation"].before, moved["negotiation"].after) == (3, 4)
    assert moved["negotiation"].closed
    assert (moved["selling"].before, moved["selling"].after) == (3, 2)
    assert moved["selling"].opened
    assert moved["communication"].before is None, "nobody knew before"
    assert not moved["communication"].closed


def test_another_requirement_is_told_as_such() -> None:
    told = change(said(f"{KAM}@junior", {"negotiation": 3}), said(f"{KAM}@senior", {"negotiation": 3}))
    moved = {one.skill: one for one in told.moved}
    assert not told.same_target
    assert moved["negotiation"].asked_differently
    assert moved["negotiation"].opened
    assert (moved["negotiation"].before, moved["negotiation"].after) == (3, 3)


def test_skills_that_are_no_longer_asked_for_are_told() -> None:
    told = change(said(KAM, {"negotiation": 3}), said("", {}))
    assert "coaching" in {one.skill for one in told.moved}


def test_nothing_changed() -> None:
    taken = said(KAM, {"negotiation": 3})
    assert change(taken, taken).moved == ()
