"""The search as good as it was tuned to be: the tuning half, and what was written while tuning. No test half."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamguide.search.searching import Result
from tests.search.evaluate import DEPTH, judged, rank, wants_none

Ask = Callable[..., Result]

FLOORS = {"tune": (0.95, 0.98), "tuned": (0.92, 0.98)}
"""Shares of queries answered first, and among the first three."""


@pytest.mark.parametrize("half", FLOORS)
def test_queries_are_answered(half: str, ask: Ask) -> None:
    queries = [query for query in judged(half) if not wants_none(query)]
    places = [rank((hit.entry for hit in ask(query["q"], limit=DEPTH).hits), query) for query in queries]
    first, third = FLOORS[half]
    assert sum(place == 1 for place in places) / len(places) >= first
    assert sum(0 < place <= 3 for place in places) / len(places) >= third


@pytest.mark.parametrize("half", FLOORS)
def test_no_query_about_the_guide_is_without_a_hit(half: str, ask: Ask) -> None:
    assert [q["q"] for q in judged(half) if not wants_none(q) and not ask(q["q"]).hits] == []


@pytest.mark.parametrize("half", FLOORS)
def test_other_trades_names_and_nonsense_have_no_hit(half: str, ask: Ask) -> None:
    queries = [query["q"] for query in judged(half) if wants_none(query)]
    assert queries
    assert [query for query in queries if ask(query).hits] == []
