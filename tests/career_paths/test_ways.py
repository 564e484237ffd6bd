"""Ways: every weight is the sum of its rows, rows say what is carried, raised and new; wrong names are told."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given

from kamguide.career_paths import asked, explained, find, graph_of
from kamguide.career_paths.gaps import gap_cost, rows_of
from kamguide.career_paths.graph import needs_of
from kamguide.career_paths.sheet import rows_of_steps, rows_of_ways
from kamguide.errors import NotFoundError, WrongUseError
from kamguide.guide import Guide
from kamguide.library.library import Library
from kamguide.model.text import LANGUAGES, Text
from tests.career_paths.bench import GOAL, library, times
from tests.test_profiles import PROFILES


@given(PROFILES, PROFILES)
def test_the_cost_is_the_sum_of_the_rows_and_each_row_is_one_of_three(own, other) -> None:  # type: ignore[no-untyped-def]
    rows = rows_of(own, other)
    assert sum(row.cost for row in rows) == gap_cost(own, other)
    assert {row.skill for row in rows} == {skill for skill, need in other.items() if need.level}
    for row in rows:
        assert row.cost == (0 if row.change == "carried" else row.importance * (row.need - row.have))
        assert row.change == ("carried" if row.have >= row.need else "raised" if row.have else "new")


@given(PROFILES)
def test_nothing_is_missing_from_one_s_own_profile(own) -> None:  # type: ignore[no-untyped-def]
    assert gap_cost(own, own) == 0


def test_every_weight_of_every_library_is_explained_by_its_rows(guide: Guide) -> None:
    """Counted anew from the profiles, for every edge of the shared guide and of each company."""
    for books in (guide.library, *(guide.company(slug).library for slug in guide.companies)):
        graph = graph_of(books)
        for edge in graph.edges.values():
            step = explained(graph, edge)
            own, other = needs_of(books, edge.start), needs_of(books, edge.end)
            gaps = {
                skill: need.importance * (need.level - (own[skill].level if skill in own else 0))
                for skill, need in other.items()
                if need.level > (own[skill].level if skill in own else 0)
            }
            assert {row.skill: row.cost for row in step.rows if row.cost} == gaps, (edge.start, edge.end)
            assert edge.cost == step.cost == sum(gaps.values()), (edge.start, edge.end)


def test_between_all_places_of_the_guide_ways_are_simple_in_order_and_at_most_four(guide: Guide) -> None:
    counts = set()
    for start, end in permutations(graph_of(guide.library).nodes, 2):
        ways = find(guide.library, start, end).ways
        counts.add(len(ways))
        assert [way.cost for way in ways] == sorted(way.cost for way in ways), (start, end)
        for way in ways:
            assert (way.nodes[0], way.nodes[-1]) == (start, end)
            assert len(set(way.nodes)) == len(way.nodes), (start, end)
            assert way.cost == sum(row.cost for step in way.steps for row in step.rows)
    assert counts == {0, 1, 2, 3, 4}


def test_from_the_top_no_way_leads_down(guide: Guide) -> None:
    assert find(guide.library, "vice-president-account-management", "account-manager").ways == []


def test_a_step_to_a_post_of_which_nothing_is_known_counts_nothing_and_says_so(guide: Guide) -> None:
    position = guide.library.positions["analyst"].model_copy(update={"skills": {}})
    path = guide.library.paths["into-account-management"]
    bare = path.model_copy(update={"positions": {**path.positions, "analyst": position}})
    books = Library(
        roles=guide.library.roles,
        skills=guide.library.skills,
        paths={**guide.library.paths, path.slug: bare},
        sources=guide.library.sources,
    )
    (way,) = find(books, "analyst", "account-manager").ways
    assert way.steps[0].begins_unknown
    assert {row.change for row in way.steps[0].rows} == {"new"}


def test_no_cell_of_a_file_is_a_formula(guide: Guide) -> None:
    """What a company's folder calls a post is calculated by no spreadsheet."""
    hostile = Text.model_validate({"hi": "=1+1", "en": "@SUM(A1)"})
    path = guide.library.paths["into-account-management"]
    analyst = path.positions["analyst"].model_copy(update={"label": hostile})
    step = path.steps["analyst-to-am"].model_copy(update={"text": hostile, "time": hostile})
    changed = {"positions": {**path.positions, "analyst": analyst}, "steps": {**path.steps, "analyst-to-am": step}}
    books = replace(guide.library, paths={**guide.library.paths, path.slug: path.model_copy(update=changed)})
    for language in LANGUAGES:
        rows = [
            *rows_of_steps(graph_of(books), language),
            *rows_of_ways(find(books, "analyst", "account-manager"), language),
        ]
        cells = [cell for row in rows for cell in row if isinstance(cell, str)]
        assert "'" + hostile.to(language) in cells
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


# names


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("acount-manager", "", ["acount-manager"]),
        ("acount-manager", "acount-director", ["acount-manager", "acount-director"]),
        ("account-manager@sr", "key-account-manager", ["account-manager@sr"]),
        ("Account Manager", "analyst", ["Account Manager"]),
    ],
)
def test_every_wrong_name_is_told_with_what_is_near(start: str, end: str, wrong: list[str], guide: Guide) -> None:
    with pytest.raises(NotFoundError) as caught:
        asked(start, end, guide.library)
    assert all(f"“{name}”" in str(caught.value) for name in wrong)
    assert set(caught.value.nearest) <= set(graph_of(guide.library).nodes)
    assert caught.value.nearest[0].startswith("account-manager")


def test_a_company_is_named_once_for_both_ends(guide: Guide) -> None:
    names = ("udaharan-udyog:account-manager@a1", "trainee")
    places = asked(*names, guide.library, lambda slug: guide.company(slug).library)
    assert (places.company, places.start, places.end) == ("udaharan-udyog", "account-manager@a1", "trainee")
    assert places.reference("trainee") == "udaharan-udyog:trainee"


@pytest.mark.parametrize(
    ("start", "end"), [("analyst", " analyst"), ("sourcegraph:account-executive", "udaharan-udyog:account-manager")]
)
def test_the_same_place_twice_and_two_companies_are_wrong_use(start: str, end: str, guide: Guide) -> None:
    with pytest.raises(WrongUseError):
        asked(start, end, guide.library, lambda slug: guide.company(slug).library)


def test_ways_through_a_large_graph_are_found_in_time() -> None:
    """A fifth of the size that the bench measures, and twice the time: what grew tenfold would be seen."""
    large = library(600, 5_600)
    graph_of(large)
    assert sorted(times(large, 40))[37] <= 2 * GOAL
