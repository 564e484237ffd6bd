"""The graph: what is written and what follows from it, per library; estimates never pass for sourced steps."""

from __future__ import annotations

import pytest

from kamguide.career_paths import Graph, find, graph_of
from kamguide.guide import Guide
from kamguide.library.library import Library
from tests.conftest import Loader, minimal_source

ROLE = """\
notation: {notation}
preferred_label: {{hi: {notation}, en: {notation}}}
description: {{hi: काम।, en: Work.}}
reviewed: {{hi: "2026-11-22", en: "2026-11-22"}}
grades: {grades}
"""


def rungs(*ranks: int) -> str:
    grades = [f"g{number}: {{label: {{hi: ग, en: g}}, rank: {rank}}}" for number, rank in enumerate(ranks, start=1)]
    return f"{{{', '.join(grades)}}}"


@pytest.fixture
def graph_with(library_of: Loader) -> object:
    """Builds the graph of roles with grades of some ranks, and of steps ``from to basis``."""

    def build(roles: dict[str, str], *steps: str, positions: str = "pos") -> Graph:
        lines = []
        for number, step in enumerate(steps):
            start, end, basis = step.split()
            cited = ", sources: [s]" if basis == "sourced" else ""
            lines.append(f"  s{number}: {{from: {start}, to: {end}, kind: promotion, basis: {basis}{cited}}}\n")
        files = {f"roles/{slug}.yaml": ROLE.format(notation=slug, grades=grades) for slug, grades in roles.items()}
        files["sources/s.yaml"] = minimal_source()
        files["paths/p.yaml"] = f"positions:\n  {positions}: {{label: {{hi: पद, en: Post}}}}\n" + (
            "steps:\n" + "".join(lines) if lines else ""
        )
        library, problems = library_of(files)
        assert problems == []
        return graph_of(library)

    return build


def edges(graph: Graph) -> dict[tuple[str, str], tuple[str, str]]:
    return {pair: (edge.follows, edge.basis) for pair, edge in graph.edges.items()}


def test_grades_that_no_step_joins_are_a_ladder_by_rank(graph_with) -> None:  # type: ignore[no-untyped-def]
    graph = graph_with({"am": rungs(2, 1, 2)})
    assert edges(graph) == {
        ("am@g2", "am@g1"): ("ladder", "estimate"),
        ("am@g2", "am@g3"): ("ladder", "estimate"),
        ("am", "am@g1"): ("next", "estimate"),
        ("am", "am@g3"): ("next", "estimate"),
    }


def test_where_a_step_joins_grades_only_what_is_written_is_a_rung(graph_with) -> None:  # type: ignore[no-untyped-def]
    graph = graph_with({"am": rungs(1, 2, 3)}, "am@g1 am@g3 sourced")
    assert edges(graph) == {("am@g1", "am@g3"): ("", "sourced"), ("am", "am@g3"): ("next", "estimate")}


def test_what_holds_for_a_role_holds_for_its_grades_as_an_estimate(graph_with) -> None:  # type: ignore[no-untyped-def]
    graph = graph_with({"am": rungs(1, 2), "kam": rungs(1, 2)}, "am kam sourced")
    found = edges(graph)
    assert found["am", "kam"] == ("", "sourced")
    assert found["am@g1", "kam"] == found["am@g2", "kam"] == ("onward", "estimate")
    assert found["am", "kam@g1"] == ("first", "estimate")
    assert ("am", "kam@g2") not in found


def test_a_grade_below_the_role_must_become_the_role_first(graph_with) -> None:  # type: ignore[no-untyped-def]
    graph = graph_with({"am": rungs(1), "kam": "{}"}, "am@g1 am estimate", "am kam sourced", "pos am sourced")
    assert edges(graph) == {
        ("am@g1", "am"): ("", "estimate"),
        ("am", "kam"): ("", "sourced"),
        ("pos", "am"): ("", "sourced"),
    }


def test_of_two_steps_between_the_same_places_the_sourced_one_counts(graph_with) -> None:  # type: ignore[no-untyped-def]
    graph = graph_with({"am": "{}"}, "pos am estimate", "pos am sourced")
    assert edges(graph) == {("pos", "am"): ("", "sourced")}


def test_a_way_is_not_told_again_for_every_grade_on_it(graph_with) -> None:  # type: ignore[no-untyped-def]
    """In the middle of a way a grade below the highest leads only up its ladder."""
    graph = graph_with({"am": rungs(1, 2), "kam": "{}"}, "pos am sourced", "am kam sourced")
    ways = [way.nodes for way in find(graph.library, "pos", "kam").ways]
    assert ["pos", "am", "kam"] in ways
    assert ["pos", "am@g1", "am@g2", "kam"] in ways
    assert ["pos", "am@g1", "kam"] not in ways
    assert find(graph.library, "am@g1", "kam").ways[0].nodes == ["am@g1", "kam"]


def test_the_graph_is_built_once_for_a_library(guide: Guide) -> None:
    assert graph_of(guide.library) is graph_of(guide.library)
    assert graph_of(Library()) is not graph_of(Library())
    assert graph_of(Library()).nodes == []


# the guide


SHARED = {
    ("key-account-manager@junior", "key-account-manager@senior"),
    ("account-manager", "key-account-manager"),
    ("sales-manager", "key-account-manager"),
    ("account-manager", "account-director"),
    ("account-manager", "director-of-account-management"),
    ("account-director", "vice-president-account-management"),
    ("director-of-account-management", "vice-president-account-management"),
    *((start, "account-manager") for start in (
        "analyst", "consultant", "pr-employee", "pr-deputy-head", "assistant-manager", "office-staff", "shop-staff",
    )),
    ("account-executive", "account-director"),
    ("sales-manager", "sales-director"),
}  # fmt: skip
"""Steps that the source articles and India's lists state."""
GUESSED = {
    ("account-manager@assistant", "account-manager"),
    ("account-manager@associate", "account-manager"),
    ("account-manager", "account-manager@lead"),
    ("subject-specialist", "account-manager"),
    ("key-account-manager", "account-director"),
}
"""Steps that no source states though posts and people are named."""


def test_steps_of_the_sources_are_solid_and_the_others_dashed(guide: Guide) -> None:
    found = graph_of(guide.library).edges
    assert {pair for pair in SHARED if found[pair].basis != "sourced" or found[pair].follows} == set()
    assert {pair for pair in GUESSED if found[pair].basis == "sourced"} == set()


def test_no_step_without_a_source_is_solid_in_any_library(guide: Guide) -> None:
    for library in (guide.library, *(guide.company(slug).library for slug in guide.companies)):
        solid = [edge for edge in graph_of(library).edges.values() if edge.basis == "sourced"]
        assert solid != []
        assert [edge for edge in solid if edge.follows or not edge.step.sources] == []


def test_every_position_says_what_it_takes_as_an_estimate_or_from_a_source(guide: Guide) -> None:
    for slug, position in guide.library.positions.items():
        assert position.skills, slug
        assert all(need.basis == "estimate" or need.sources for need in position.skills.values()), slug


def test_a_company_has_its_own_ladder_in_the_same_layers(guide: Guide) -> None:
    own = guide.company("udaharan-udyog").library
    way = find(own, "account-manager@a1", "key-account-manager@senior").ways[0]
    assert way.nodes == [
        "account-manager@a1", "account-manager@a2", "key-account-manager@junior", "key-account-manager@senior",
    ]  # fmt: skip
    assert way.estimates == 0
    assert "account-manager@assistant" not in graph_of(own).number
    assert "account-manager@a1" not in graph_of(guide.library).number


def test_at_sourcegraph_the_first_level_leads_only_to_the_second(guide: Guide) -> None:
    graph = graph_of(guide.company("sourcegraph").library)
    assert [edge.end for edge in graph.leaving("sales-development-representative")] == ["senior-sdr"]
    levels = [f"account-executive@{grade}" for grade in ("mid-market", "enterprise", "senior-enterprise", "strategic")]
    assert find(graph.library, "senior-sdr", levels[-1]).ways[0].nodes == ["senior-sdr", *levels]
