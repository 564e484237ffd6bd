"""The pages of questions: few, by group, the most important first, nothing twice."""

from __future__ import annotations

from datetime import date

import pytest

from kamguide.assessment.changing import begun, taken_again
from kamguide.assessment.pinning import pin, pin_undecided
from kamguide.assessment.questions import MOST_ESSENTIAL, pages
from kamguide.assessment.record import Round
from kamguide.guide import Guide, open_guide
from kamguide.library.role_reference import choose
from kamguide.settings import Settings

TODAY = date(2026, 11, 30)
ROLES = sorted(open_guide(None, Settings()).library.roles)


def rounds(guide: Guide, slug: str) -> Round:
    return pin(choose(slug, guide.library), TODAY)


@pytest.mark.parametrize("slug", ROLES)
def test_at_most_twelve_essential_skills_on_three_pages_and_the_rest_on_one(guide: Guide, slug: str) -> None:
    now = rounds(guide, slug)
    *first, rest = pages(now)
    assert [page.optional for page in first] == [False] * len(first)
    assert rest.optional
    asked = [skill for page in first for skill in page.skills]
    assert 1 <= len(first) <= 3
    assert len(asked) <= MOST_ESSENTIAL
    assert {now.skills[skill].required.relation for skill in asked if now.skills[skill].required} == {"essential"}
    assert sorted([*asked, *rest.skills]) == sorted(now.skills)


@pytest.mark.parametrize("slug", ROLES)
def test_a_page_asks_for_one_group_the_most_important_first(guide: Guide, slug: str) -> None:
    now = rounds(guide, slug)
    order = list(now.skills)
    for page in pages(now):
        if page.group:
            assert {now.skills[skill].group for skill in page.skills} == {page.group}
        assert [order.index(skill) for skill in page.skills] == sorted(order.index(skill) for skill in page.skills)


def test_who_knows_no_role_is_asked_for_twelve_skills_and_no_more(guide: Guide) -> None:
    there = pages(pin_undecided(guide.library, TODAY))
    assert sum(len(page.skills) for page in there) == MOST_ESSENTIAL
    assert not any(page.optional for page in there)


def test_a_role_without_essential_skills_is_asked_by_its_most_important_ones(guide: Guide) -> None:
    now = rounds(guide, "account-manager")
    skills = {
        slug: one.model_copy(update={"required": one.required.model_copy(update={"relation": "optional"})})
        for slug, one in now.skills.items()
        if one.required
    }
    *first, _ = pages(now.model_copy(update={"skills": skills}))
    assert [s for page in first for s in page.skills]
    assert {s for page in first for s in page.skills} == set(list(now.asked)[:MOST_ESSENTIAL])


def test_a_second_time_only_what_is_to_be_asked_stands_first_and_all_else_can_be_changed(guide: Guide) -> None:
    now = rounds(guide, "account-manager")
    record = begun(now.model_copy(update={"answers": dict.fromkeys(now.skills, 2)}))
    (rest,) = pages(taken_again(record, now).last)
    assert rest.optional
    assert set(rest.skills) == set(now.skills)
