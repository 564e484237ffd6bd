"""Two skill profiles: status by the order of levels, what a grade changes, what is missing; never a mean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.guide import Guide
from kamguide.model.claim import Requirement
from kamguide.profiles import Gap, Profile, differences, gaps, ladder, profile

REQUIREMENTS = st.builds(
    Requirement,
    level=st.integers(0, 4),
    importance=st.integers(1, 5),
    relation=st.sampled_from(["essential", "optional"]),
    basis=st.just("estimate"),
)
PROFILES = st.dictionaries(st.sampled_from("abcdefgh"), REQUIREMENTS)


def need(level: int, importance: int = 3, relation: str = "optional") -> Requirement:
    return Requirement.model_validate(
        {"level": level, "importance": importance, "relation": relation, "basis": "estimate"}
    )


@pytest.mark.parametrize(
    ("needs", "status"),
    [
        ([need(2), need(2)], "same"),
        ([need(2), need(3)], "raised"),
        ([need(2), need(1)], "lowered"),
        ([need(2), need(2, importance=5)], "differs"),
        ([need(2), need(2, relation="essential")], "differs"),
        ([need(2), need(3), need(2)], "raised"),
        ([need(2), need(3), need(1)], "differs"),
        ([need(4), need(3), need(3), need(1)], "lowered"),
    ],
)
def test_levels_decide_and_then_importance(needs: list[Requirement], status: str) -> None:
    (found,) = differences([{"a": one} for one in needs])
    assert found.status == status


def test_a_skill_of_one_profile_is_only_there_and_of_some_is_different() -> None:
    profiles: list[Profile] = [{"a": need(2)}, {"a": need(2), "b": need(1)}, {}]
    assert {d.skill: (d.status, d.levels) for d in differences(profiles)} == {
        "a": ("differs", [2, 2, None]),
        "b": ("only", [None, 1, None]),
    }


@settings(deadline=None, max_examples=60)
@given(PROFILES, PROFILES)
def test_the_union_is_what_both_have_and_what_each_has_alone(first: Profile, other: Profile) -> None:
    found = differences([first, other])
    alone = [{d.skill for d in found if d.levels[1 - side] is None} for side in (0, 1)]
    both = {d.skill for d in found if None not in d.levels}
    assert alone[0] == set(first) - set(other)
    assert alone[1] == set(other) - set(first)
    assert both == set(first) & set(other)
    assert len(found) == len({d.skill for d in found}) == len(set(first) | set(other))


MIRROR = {"raised": "lowered", "lowered": "raised", "same": "same", "only": "only", "differs": "differs"}


@settings(deadline=None, max_examples=60)
@given(PROFILES, PROFILES)
def test_the_other_way_round_raised_and_lowered_change_places(first: Profile, other: Profile) -> None:
    there = {d.skill: d.status for d in differences([first, other])}
    back = {d.skill: d.status for d in differences([other, first])}
    assert back == {skill: MIRROR[status] for skill, status in there.items()}


@settings(deadline=None, max_examples=60)
@given(PROFILES)
def test_a_profile_against_itself_does_not_differ(one: Profile) -> None:
    assert {d.status for d in differences([one, one, one])} <= {"same"}


@settings(deadline=None, max_examples=60)
@given(PROFILES, st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 4)))
def test_gaps_are_what_is_missing_and_nothing_else(required: Profile, own: dict[str, int]) -> None:
    found = gaps(required, own)
    assert {gap.skill for gap in found} == {s for s in required if s in own and own[s] < required[s].level}
    assert all(gap.steps == required[gap.skill].level - own[gap.skill] > 0 for gap in found)
    assert [gap.steps for gap in found] == sorted((gap.steps for gap in found), reverse=True)


def test_an_unrated_skill_is_no_gap() -> None:
    assert gaps({"a": need(3), "b": need(2)}, {"a": 1}) == [Gap("a", 3, 1)]


def test_a_grade_changes_what_it_names_and_its_levels_are_our_estimate(guide: Guide) -> None:
    role = guide.library.role("key-account-manager")
    plain, junior = profile(role), profile(role, "junior")
    changed = {skill for skill in junior if junior[skill] != plain.get(skill)}
    assert changed == set(role.grades["junior"].skills)
    assert {junior[skill].basis for skill in changed} == {"estimate"}
    assert junior["team-leadership"].importance == plain["team-leadership"].importance


def test_a_skill_that_only_a_grade_names_is_taken_with_its_own_importance(guide: Guide) -> None:
    role = guide.library.role("account-executive")
    assert "coaching" not in profile(role)
    assert profile(role, "strategic")["coaching"].level == 3


def test_the_ladder_has_a_rung_for_every_two_adjacent_grades(guide: Guide) -> None:
    for role in guide.library.roles.values():
        rungs = ladder(role)
        assert len(rungs) == max(0, len(role.grades) - 1)
        for rung, (lower, _) in zip(rungs, role.grades_by_rank(), strict=False):
            assert rung.low == lower
            found = [*rung.new, *rung.less]
            assert {d.status for d in found}.isdisjoint({"same"})
            for one in found:
                assert one.needs == [profile(role, rung.low).get(one.skill), profile(role, rung.high).get(one.skill)]


def test_a_fall_is_not_told_as_new(guide: Guide) -> None:
    """A grade above may leave something to others: that is told, and apart."""
    role = guide.library.role("key-account-manager")
    skills = {
        "junior": {"coaching": {"level": 1}, "negotiation": {"level": 3}, "selling": {"level": 2, "importance": 2}},
        "senior": {"hiring": {"level": 2}, "negotiation": {"level": 2}, "selling": {"level": 2, "importance": 4}},
    }
    grades = {name: {"label": {"hi": name, "en": name}, "rank": rank, "skills": skills[name]}
              for rank, name in enumerate(skills)}  # fmt: skip
    made = type(role).model_validate({**role.model_dump(by_alias=True), "skills": {}, "grades": grades})
    (rung,) = ladder(made)
    assert [one.skill for one in rung.new] == ["selling", "hiring"]
    assert [one.skill for one in rung.less] == ["coaching", "negotiation"]


def test_no_grade_of_the_guide_tells_a_fall_as_new(guide: Guide) -> None:
    for library in (guide.library, *(variant.library for variant in guide.companies.values())):
        for role in library.roles.values():
            for rung in ladder(role):
                for one in rung.new:
                    low, high = one.levels
                    assert high is not None
                    assert low is None or high >= low
