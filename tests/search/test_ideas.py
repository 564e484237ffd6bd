"""Ideas that mean a thing only together; the language of a query; what is marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamguide.search.catalogue import Catalogue
from kamguide.search.searching import Result

Ask = Callable[..., Result]


@pytest.mark.parametrize(
    ("query", "skill"),
    [
        ("gussa customer ko sambhalna", "conflict-handling"),
        ("customer ko sambhalna jo gussa hai", "conflict-handling"),
        ("ग्राहक बोले दाम ज़्यादा है", "objection-handling"),
        ("finding patterns in sales numbers", "data-analysis"),
        ("ek dusre ki madad karna team mein", "teamwork"),
    ],
)
def test_everyday_words_together_name_a_skill(query: str, skill: str, ask: Ask) -> None:
    assert ask(query).hits[0].entry.id == f"skill:{skill}"


@pytest.mark.parametrize("query", ["gussa", "sambhalna", "kitne"])
def test_an_idea_alone_means_no_more_than_its_word(query: str, catalogue: Catalogue) -> None:
    read = catalogue.reader.read(query)
    assert all(match.length == 1 for match in read.matches)


def test_words_of_a_roles_name_are_no_ideas(catalogue: Catalogue) -> None:
    assert "portfolio" not in catalogue.reader.read("account manager kitna kamata hai").topics


@pytest.mark.parametrize(
    ("query", "language"),
    [("KAM ki salary", "hi"), ("KAM salary", "en"), ("KAM का वेतन", "hi"), ("how to become a KAM", "en")],
)
def test_the_first_hit_is_told_in_the_language_of_the_query(query: str, language: str, ask: Ask) -> None:
    assert ask(query).hits[0].language == language


def test_words_of_asking_are_not_marked_beside_others(ask: Ask) -> None:
    marked = ask("KAM vs AM or all").hits[0].snippet.html.lower()
    assert "<mark>" in marked
    assert "<mark>all</mark>" not in marked
    assert "<mark>or</mark>" not in marked
