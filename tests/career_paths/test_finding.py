"""The finder: equal to trying everything on 200 small graphs, and what it answers at the edges."""

from __future__ import annotations

import random

from kamguide.career_paths.finding import cheapest
from tests.career_paths.graphs import drawn_by_lot, neighbours, simple_paths, worth


def test_it_finds_what_trying_everything_finds_on_200_small_graphs() -> None:
    """The same costs and numbers of steps in the same order; each path simple, there, and found once."""
    rng = random.Random(2026)
    sizes = set()
    for number in range(200):
        nodes, costs = drawn_by_lot(rng)
        start, end = rng.sample(range(nodes), 2)
        everything = {path: worth(costs, path) for path in simple_paths(costs, (start,), end)}
        found = [tuple(path) for path in cheapest(*neighbours(nodes, costs), start, end)]
        assert set(found) <= set(everything), (number, costs, start, end)
        assert len(set(found)) == len(found), (number, costs, start, end)
        assert [everything[path] for path in found] == sorted(everything.values())[:4], (number, costs, start, end)
        sizes.add(len(found))
    assert sizes == {0, 1, 2, 3, 4}


def test_as_many_as_are_asked_for_and_no_more() -> None:
    rng = random.Random(7)
    for number in range(40):
        nodes, costs = drawn_by_lot(rng, 7)
        everything = sorted(worth(costs, path) for path in simple_paths(costs, (0,), nodes - 1))
        for most in (1, 2, 9):
            found = cheapest(*neighbours(nodes, costs), 0, nodes - 1, most)
            assert [worth(costs, tuple(path)) for path in found] == everything[:most], (number, most, costs)


def test_from_a_place_to_itself_there_is_no_path() -> None:
    assert cheapest(*neighbours(2, {(0, 1): 1, (1, 0): 1}), 0, 0) == []


def test_of_two_that_cost_the_same_the_shorter_is_better() -> None:
    costs = {(0, 1): 0, (1, 2): 0, (2, 3): 0, (0, 3): 0, (1, 3): 0}
    assert [len(path) for path in cheapest(*neighbours(4, costs), 0, 3)] == [2, 3, 4]


def test_a_step_against_its_direction_is_none() -> None:
    assert cheapest(*neighbours(2, {(1, 0): 3}), 0, 1) == []
