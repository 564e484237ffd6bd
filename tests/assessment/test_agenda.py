"""What to talk about: both views kept apart, differences on top, gaps by weight, the source's questions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamguide.assessment.agenda import DISAGREEMENT, agenda, side_by_side
from kamguide.assessment.changing import answered, begun
from kamguide.assessment.pinning import pin, pin_undecided
from kamguide.assessment.ratings import RATED, rated_skills
from kamguide.assessment.record import Round
from kamguide.guide import Guide
from kamguide.library.role_reference import choose

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def fresh(guide: Guide) -> Round:
    return pin(choose("key-account-manager", guide.library), TODAY)


def test_wide_differences_stand_on_top_and_small_ones_below(fresh: Round) -> None:
    slugs = rated_skills(fresh)
    needed = fresh.skills[slugs[1]].required
    assert needed
    own = {slugs[0]: 4, slugs[1]: needed.level, slugs[2]: 2, slugs[3]: None, slugs[4]: 0}
    mentor = {slugs[0]: 1, slugs[1]: needed.level - 1, slugs[2]: 2, slugs[3]: 4, slugs[4]: 4}
    told = agenda(answered(begun(fresh), own).last, mentor)
    assert [one.skill for one in told.disagreements] == [slugs[4], slugs[0]]
    assert [one.skill for one in told.near] == [slugs[1]]
    assert [one.skill for one in told.unknown] == [slugs[3]]
    assert told.over_claims == ()


def test_without_ratings_nothing_differs(fresh: Round) -> None:
    taken = answered(begun(fresh), dict.fromkeys(rated_skills(fresh), 1)).last
    told = agenda(taken)
    assert (told.disagreements, told.near) == ((), ())
    assert told.gaps
    assert told.questions == fresh.questions
    assert told.questions


levels = st.lists(st.none() | st.integers(0, 4), min_size=RATED, max_size=RATED)


@given(levels, levels)
def test_the_views_are_kept_apart_and_no_skill_stands_twice(
    fresh: Round, own: list[int | None], mentor: list[int | None]
) -> None:
    slugs = rated_skills(fresh)
    said, seen = dict(zip(slugs, own, strict=False)), dict(zip(slugs, mentor, strict=False))
    taken = answered(begun(fresh), said).last
    for point in side_by_side(taken, seen):
        assert (point.own, point.mentor) == (said[point.skill], seen[point.skill])
    told = agenda(taken, seen)
    all_told = [
        one for part in (told.disagreements, told.gaps, told.near, told.over_claims, told.unknown) for one in part
    ]
    assert len({one.skill for one in all_told}) == len(all_told)
    assert all((one.own, one.mentor) == (said.get(one.skill), seen.get(one.skill)) for one in all_told)
    wide = {s for s in slugs if said.get(s) is not None and seen.get(s) is not None
            and abs((said[s] or 0) - (seen[s] or 0)) >= DISAGREEMENT}  # fmt: skip
    assert {one.skill for one in told.disagreements} == wide


def test_who_has_no_target_has_no_gaps(guide: Guide) -> None:
    fresh = pin_undecided(guide.library, TODAY)
    slugs = rated_skills(fresh)
    told = agenda(answered(begun(fresh), dict.fromkeys(slugs, 0)).last, {slugs[0]: 3})
    assert told.gaps == ()
    assert [one.skill for one in told.disagreements] == [slugs[0]]
