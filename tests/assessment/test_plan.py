from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from kamguide.assessment.plan import AT_ONCE, HOURS, LEAST_WEEKS, WEEKS, plan
from kamguide.assessment.record import Round
from kamguide.assessment.scoring import gaps
from tests.assessment.rounds import FRESH, rounds, said

KAM = "key-account-manager"


@settings(max_examples=300, deadline=None)
@given(rounds())
def test_every_gap_is_planned_or_named_and_the_hours_hold(taken: Round) -> None:
    made = plan(taken)
    left = {one.skill: one.gap for one in made.not_covered}
    for one in gaps(taken):
        steps = [item for item in made.items if item.skill == one.skill]
        assert len(steps) + left.get(one.skill, 0) == one.gap
        assert [item.from_ for item in steps] == list(range(one.own, one.own + len(steps)))
        assert all(item.to == item.from_ + 1 for item in steps)
        assert all(before.last_week < after.first_week for before, after in pairwise(steps))
        assert all(item.talk is None for item in steps[1:])
    assert {item.skill for item in made.items} | left.keys() == {one.skill for one in gaps(taken)}
    for week in range(1, WEEKS + 1):
        running = [item for item in made.items if item.first_week <= week <= item.last_week]
        assert sum(item.hours_per_week for item in running) <= taken.hours_per_week
        assert len(running) <= AT_ONCE
    for item in made.items:
        assert 1 <= item.first_week <= item.last_week <= WEEKS
        assert item.weeks >= LEAST_WEEKS[item.to]
        assert item.hours_per_week * item.weeks >= HOURS[item.to]
        assert set(item.resource.languages) & set(taken.languages)
        for text in (item.action, item.goal, item.proof):
            assert text.hi
            assert text.en
    assert plan(taken) == made


def test_the_weightiest_important_gap_is_closed_first() -> None:
    made = plan(said(KAM, {"strategic-thinking": 1, "negotiation": 3, "presenting": 0}, hours=3))
    assert [(item.skill, item.from_, item.to, item.first_week, item.last_week) for item in made.items] == [
        ("strategic-thinking", 1, 2, 1, 2),
        ("strategic-thinking", 2, 3, 3, 5),
        ("negotiation", 3, 4, 6, 9),
        ("presenting", 0, 1, 10, 10),
        ("presenting", 1, 2, 11, 12),
    ]
    assert [(one.skill, one.gap, one.important, one.reason) for one in made.not_covered] == [
        ("presenting", 1, False, "time")
    ]


def test_with_more_hours_items_stand_side_by_side() -> None:
    answers = {"strategic-thinking": 1, "negotiation": 3, "presenting": 0}
    made = plan(said(KAM, answers, hours=9))
    assert {item.first_week for item in made.items if item.from_ == answers[item.skill]} == {1}
    assert made.not_covered == ()


def test_what_is_wished_for_comes_first_among_equals() -> None:
    taken = said(KAM, {"planning-and-time-management": 1, "strategic-thinking": 1}, hours=1)
    assert plan(taken).items[0].skill == "strategic-thinking"
    wished = taken.model_copy(update={"desire": ("planning-and-time-management",)})
    assert plan(wished).items[0].skill == "planning-and-time-management"


@pytest.mark.parametrize(("languages", "reason"), [(("hi",), "language"), (("en",), None)])
def test_what_cannot_be_learnt_in_the_languages_chosen_is_said(languages: tuple[str, ...], reason: str | None) -> None:
    taken = said(KAM, {"negotiation": 3}, hours=10)
    skill = taken.skills["negotiation"]
    book = {"getting-to-yes": skill.resources["getting-to-yes"]}
    changed = taken.model_copy(
        update={
            "skills": {**taken.skills, "negotiation": skill.model_copy(update={"resources": book})},
            "languages": languages,
        }
    )
    assert [one.reason for one in plan(changed).not_covered] == ([reason] if reason else [])


def test_a_skill_without_any_resource_is_named_as_such() -> None:
    taken = said(KAM, {"negotiation": 3}, hours=10)
    bare = taken.skills["negotiation"].model_copy(update={"resources": {}})
    changed = taken.model_copy(update={"skills": {**taken.skills, "negotiation": bare}})
    assert [(one.skill, one.reason) for one in plan(changed).not_covered] == [("negotiation", "no-resource")]


def test_a_book_is_given_where_it_helps() -> None:
    made = plan(said(KAM, {"negotiation": 1}, hours=10))
    assert [(item.to, item.resource.title) for item in made.items] == [
        (2, None),
        (3, "Getting to Yes"),
        (4, "Getting to Yes"),
    ]


def test_without_a_gap_or_a_target_there_is_nothing_to_plan() -> None:
    assert plan(said(KAM, dict.fromkeys(FRESH[KAM].skills, 4))).items == ()
    assert plan(said("", dict.fromkeys(FRESH[""].skills, 0))).items == ()
