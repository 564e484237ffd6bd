"""Levels as marks on a line: in order, within the line, the second mark of a place drawn inside the first."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.render.levels import line, place

LEVELS = st.lists(st.none() | st.integers(0, 4), min_size=1, max_size=4)


@settings(derandomize=True, deadline=None)
@given(LEVELS)
def test_each_role_that_asks_for_the_skill_has_a_mark(levels: list[int | None]) -> None:
    drawn = line(levels)
    assert [(mark.side, mark.at) for mark in drawn.marks] == [
        (side, place(level)) for side, level in enumerate(levels) if level is not None
    ]
    assert len([mark for mark in drawn.marks if not mark.inner]) == len(
        {level for level in levels if level is not None}
    )
    assert all(0 <= drawn.begin <= mark.at <= drawn.end <= 100 for mark in drawn.marks)


def test_levels_stand_apart_evenly_and_in_order() -> None:
    assert [place(level) for level in range(5)] == [4, 27, 50, 73, 96]
