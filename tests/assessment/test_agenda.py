"""What to talk about: both views kept apart, differences on top, gaps by size, the source's questions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamguide.assessment.agenda import RATED, agenda, rated_skills, views
from kamguide.assessment.changing import answered, begun
from kamguide.assessment.pinning import pin, pin_undecided
from kamguide.assessment.ratings import Ratings
from kamguide.assessment.record import Record, Round
from kamguide.guide import Guide
from kamguide.library.role_reference import choose

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def fresh(guide: Guide) -> Round:
    return pin(choose("key-account-manager", guide.library), TODAY)


def rated(**levels: int | None) -> Ratings:
    named = {name.replace("_", "-"): level for name, level in levels.items()}
    return Ratings(schema=1, given=TODAY, taken=TODAY, levels=named, comments={"negotiation": "दो डील देखीं"})


def test_wide_differences_stand_on_top_and_small_ones_below(fresh: Round) -> None:
    slugs = rated_skills(fresh)
    record = answered(begun(fresh), {slugs[0]: 4, slugs[1]: 1, slugs[2]: 2, slugs[3]: None, slugs[4]: 0})
    told = agenda(record, rated(**{slugs[0]: 1, slugs[1]: 2, slugs[2]: 2, slugs[3]: 4, slugs[4]: 4}))
    assert [one.slug for one in told.far] == [slugs[4], slugs[0]]
    assert [one.slug for one in told.near] == [slugs[1]]
    assert [one.slug for one in told.unproven] == [slugs[0]]
    assert told.open == len(slugs) - 5


def test_without_ratings_nothing_differs(fresh: Round) -> None:
    record = answered(begun(fresh), dict.fromkeys(rated_skills(fresh), 1))
    told = agenda(record)
    assert (told.far, told.near, told.open) == ((), (), 0)
    assert [one.gap for one in told.gaps] == sorted((one.gap for one in told.gaps), reverse=True)
    assert {one.slug for one in told.gaps} == {one.slug for one in views(record) if one.required and one.required > 1}
    assert told.questions == fresh.questions
    assert told.questions


levels = st.lists(st.none() | st.integers(0, 4), min_size=RATED, max_size=RATED)


@given(levels, levels)
def test_the_views_are_kept_apart(fresh: Round, own: list[int | None], mentor: list[int | None]) -> None:
    slugs = rated_skills(fresh)
    record = answered(begun(fresh), dict(zip(slugs, own, strict=False)))
    ratings = Ratings(schema=1, given=TODAY, taken=TODAY, levels=dict(zip(slugs, mentor, strict=False)))
    before = record.to_text(), ratings.to_text()
    both = {one.slug: one for one in views(record, ratings)}
    for at, slug in enumerate(slugs):
        assert (both[slug].own, both[slug].mentor) == (own[at], mentor[at])
    told = agenda(record, ratings)
    assert all(one.own is not None and one.mentor is not None for one in (*told.far, *told.near))
    assert not {one.slug for one in told.far} & {one.slug for one in told.near}
    assert (record.to_text(), ratings.to_text()) == before


def test_who_has_no_target_has_no_gaps(guide: Guide) -> None:
    record: Record = begun(pin_undecided(guide.library, TODAY))
    slugs = rated_skills(record.last)
    assert 8 <= len(slugs) <= RATED
    told = agenda(answered(record, dict.fromkeys(slugs, 0)), rated(**{slugs[0]: 3}))
    assert told.gaps == ()
    assert [one.slug for one in told.far] == [slugs[0]]
