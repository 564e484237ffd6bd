"""The map: every node once, boxes apart and inside, lines from box to box, dashed where no source states the step."""

from __future__ import annotations

import random
import re
from itertools import combinations, pairwise

import pytest

from kamguide.career_paths import Edge, Graph, graph_of
from kamguide.career_paths.boxes import Plan, plan
from kamguide.career_paths.drawing import NARROW, WIDEST, Drawing, narrow, wide
from kamguide.guide import Guide
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.markdown import plain
from tests.career_paths.bench import library


def drawings(graph: Graph, edges: list[Edge], language: Language) -> list[tuple[Plan, Drawing]]:
    planned = plan(graph, edges)

    def label(node: str) -> str:
        return plain(graph.library.node_label(node).to(language))

    return [(planned, draw(planned, label)) for draw in (wide, narrow)]


def faults(planned: Plan, drawing: Drawing) -> list[str]:
    """What is wrong with a drawing: boxes that touch or stick out, lines that do not begin or end at a box."""
    found = []
    for field in drawing.fields:
        if (
            field.x < 0
            or field.y < 0
            or field.x + field.width > drawing.width
            or field.y + field.height > drawing.height
        ):
            found.append(f"{field} sticks out")
    for one, other in combinations(drawing.fields, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        if not beside and not (one.y + one.height <= other.y or other.y + other.height <= one.y):
            found.append(f"{one} lies over {other}")
    sides = [(field.x, field.y, field.y + field.height) for field in drawing.fields]
    for wire in drawing.wires:
        x, y = map(float, re.findall(r"-?[\d.]+", wire.head)[:2])
        if not any(abs(x - left) <= 1 and top <= y <= bottom for left, top, bottom in sides):
            found.append(f"{wire} ends nowhere")
    if len(drawing.wires) != len(planned.joints):
        found.append("a line is missing")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_of_every_library_stands_right(language: Language, guide: Guide) -> None:
    for books in (guide.library, *(guide.company(slug).library for slug in guide.companies)):
        graph = graph_of(books)
        for planned, drawing in drawings(graph, graph.written, language):
            assert faults(planned, drawing) == []
            shown = [words.entry.node for field in drawing.fields for words in field.words]
            assert len(shown) == len(set(shown))
            assert {node for edge in graph.written for node in (edge.start, edge.end)} <= set(shown)
            assert drawing.width <= (WIDEST if drawing.width > NARROW else NARROW)
            lines = [line for field in drawing.fields for words in field.words for _, line in words.lines]
            labels = " ".join(plain(books.node_label(node).to(language)) for node in shown)
            pieces = set(re.split(r"\s+|(?<=-)", labels))
            assert [
                word for line in lines for word in re.split(r"\s+|(?<=-)", line) if word and word not in pieces
            ] == []


def test_every_written_step_is_drawn_once_as_what_it_is(guide: Guide) -> None:
    """Between two boxes as a line, inside a role as a rung: also up to the role itself, and past a grade."""
    for books in (guide.library, *(guide.company(slug).library for slug in guide.companies)):
        graph = graph_of(books)
        planned = plan(graph, graph.written)
        boxes = {entry.node: box for column in planned.columns for box in column for entry in box.entries}
        lines = {(joint.start, joint.end) for joint in planned.joints}
        rungs = {
            (box.entries[rung.start].node, box.entries[rung.end].node): rung.sourced
            for box in boxes.values()
            for rung in box.rungs
        }
        inside = {}
        for edge in graph.written:
            start, end = boxes[edge.start], boxes[edge.end]
            if start is end:
                inside[edge.start, edge.end] = edge.basis == "sourced"
            else:
                assert (start, end) in lines, edge
        assert rungs == inside
        drawing = wide(planned, lambda node: node)
        assert sum(len(field.rungs) for field in drawing.fields) == len(inside)


def test_steps_inside_a_role_keep_to_lanes_of_their_own(guide: Guide) -> None:
    graph = graph_of(guide.library)
    planned = plan(graph, [edge for edge in graph.written if edge.end.startswith("account-manager")])
    drawing = wide(planned, lambda node: node)
    (field,) = [field for field in drawing.fields if field.role == "account-manager"]
    assert [rung.sourced for rung in field.rungs] == [False] * 3
    lanes = [re.findall(r"H([\d.]+)", rung.line)[0] for rung in field.rungs]
    to_role, to_lead = lanes[1], lanes[0]
    assert lanes == [to_lead, to_role, to_role]
    assert to_role != to_lead
    assert all(field.x < float(lane) < field.words[0].x for lane in lanes)


def test_lines_that_share_a_lane_meet_and_do_not_lie_over_each_other(guide: Guide) -> None:
    """Dashes over dashes would look solid: each lane is drawn once, and from every start it leads to the head."""
    drawn = 0
    for books in (guide.library, *(guide.company(slug).library for slug in guide.companies)):
        graph = graph_of(books)
        planned = plan(graph, graph.written)
        column = narrow(planned, lambda node: node)
        boxes = [*wide(planned, lambda node: node).fields, *column.fields]
        for wires in ([*column.wires], *([rung for rung in field.rungs if rung.head] for field in boxes)):
            lanes: dict[tuple[str, str], list[tuple[float, float, bool]]] = {}
            for wire in wires:
                x = re.findall(r"H([\d.]+)", wire.line)[0]
                begin = float(re.match(r"M[\d.]+ ([\d.]+)", wire.line)[1])  # type: ignore[index]
                end = float(re.findall(r"V([\d.]+)", wire.line)[0])
                arrives = wire.line.count("H") > 1
                lanes.setdefault((x, wire.head), []).append((min(begin, end), max(begin, end), arrives))
            for (x, _), runs in lanes.items():
                runs.sort()
                assert any(arrives for *_, arrives in runs), x
                assert all(one[1] <= other[0] + 6 for one, other in pairwise(runs)), (x, runs)
                assert all(other[0] <= one[1] + 21 for one, other in pairwise(runs)), (x, runs)
                drawn += 1
    assert drawn > 40


def test_lines_are_solid_exactly_where_a_source_states_a_step(guide: Guide) -> None:
    graph = graph_of(guide.library)
    planned = plan(graph, graph.written)
    for joint in planned.joints:
        starts, ends = ({entry.node for entry in box.entries} for box in (joint.start, joint.end))
        between = [edge for edge in graph.written if edge.start in starts and edge.end in ends]
        assert joint.sourced is any(edge.basis == "sourced" for edge in between)
        for edge in between if len(joint.start.entries) > 1 and not joint.start.role else ():
            assert (edge.basis == "sourced") is joint.sourced, edge


def test_steps_lead_to_the_right_and_ways_in_share_a_box(guide: Guide) -> None:
    graph = graph_of(guide.library)
    planned = plan(graph, graph.written)
    assert all(joint.start.rank < joint.end.rank for joint in planned.joints)
    boxes = {entry.node: box for column in planned.columns for box in column for entry in box.entries}
    assert boxes["analyst"] is boxes["consultant"]
    assert boxes["analyst"] is not boxes["press-secretary"]
    assert boxes["account-manager@lead"] is boxes["account-manager"]


def test_graphs_with_circles_are_drawn_too() -> None:
    rng = random.Random(4)
    for number in range(25):
        graph = graph_of(library(rng.randint(2, 9), 2, seed=number))
        more = graph_of(library(8, rng.randint(8, 30), seed=number))
        for one in (graph, more):
            for planned, drawing in drawings(one, one.written, "hi"):
                assert faults(planned, drawing) == [], number


def test_a_place_without_steps_stands_alone(guide: Guide) -> None:
    planned = plan(graph_of(guide.library), [], ["analyst"])
    drawing = narrow(planned, lambda node: node)
    assert ([words.entry.node for field in drawing.fields for words in field.words], drawing.wires) == (["analyst"], [])
    assert wide(Plan([], []), str).fields == narrow(Plan([], []), str).fields == ()
