"""A mentor's ratings: kept as text and read again; anything else is refused."""

from __future__ import annotations

from datetime import date

import pytest

from kamguide.assessment.changing import answered, begun
from kamguide.assessment.pinning import pin, pin_undecided
from kamguide.assessment.ratings import COMMENT_LIMIT, RATED, Ratings, open_skills, rated_skills
from kamguide.errors import RefusedFileError
from kamguide.guide import Guide
from kamguide.library.role_reference import choose

GIVEN = Ratings(
    schema=1,
    given=date(2026, 12, 1),
    taken=date(2026, 11, 30),
    levels={"negotiation": 2, "teamwork": None},
    comments={"negotiation": "दो डील\nमेरे\u202e सामने हुईं"},
)


def test_what_is_kept_is_what_was_said() -> None:
    assert Ratings.from_text(GIVEN.to_text()) == GIVEN
    assert GIVEN.comments["negotiation"] == "दो डील मेरे सामने हुईं"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        GIVEN.to_text().replace('"negotiation":2', '"negotiation":5'),
        GIVEN.to_text().replace('"negotiation":2', '"Not a slug":2'),
        GIVEN.to_text().replace("दो डील", "द" * (COMMENT_LIMIT + 1)),
        GIVEN.to_text().replace('"levels"', '"more":1,"levels"'),
    ],
)
def test_what_are_no_ratings_is_refused(text: str) -> None:
    with pytest.raises(RefusedFileError):
        Ratings.from_text(text)


def test_a_mentor_is_asked_the_essential_skills(guide: Guide) -> None:
    for role in guide.library.roles.values():
        fresh = pin(choose(role.slug, guide.library), date(2026, 11, 30))
        asked = rated_skills(fresh)
        assert 1 <= len(asked) <= RATED
        assert {role.skills[slug].relation for slug in asked} == {"essential"}
        assert open_skills(fresh) == asked
        some = answered(begun(fresh), {asked[0]: 2, asked[-1]: None}).last
        assert open_skills(some) == asked[1:-1]


def test_without_a_target_all_are_asked(guide: Guide) -> None:
    fresh = pin_undecided(guide.library, date(2026, 11, 30))
    assert rated_skills(fresh) == tuple(fresh.skills)
