"""What stands on the map of steps: boxes in columns, joined where a step leads from one to another.

A role and its grades share a box, in which the grades are rungs. Positions from which the same single step leads, on
the same basis, share one too, so that fourteen ways in are one box and not fourteen lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kamguide.career_paths.graph import Edge, Graph


@dataclass(frozen=True, slots=True)
class Entry:
    """A node in a box."""

    node: str
    grade: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """A step inside a box, from one entry to another by their numbers."""

    start: int
    end: int
    sourced: bool


@dataclass(eq=False, slots=True)
class Box:
    """Nodes that stand together. ``entries`` is empty where a line only passes through a column."""

    entries: Sequence[Entry]
    role: str = ""
    rungs: Sequence[Rung] = ()
    rank: int = 0
    """Its column, from 0."""
    place: float = 0
    """Its place in the column while they are put in order."""


@dataclass(eq=False, slots=True)
class Joint:
    """Steps from one box to another; ``via`` are the boxes through which its line passes."""

    start: Box
    end: Box
    sourced: bool
    via: list[Box] = field(default_factory=list)

    @property
    def stations(self) -> list[Box]:
        """The boxes along the line, with both ends."""
        return [self.start, *self.via, self.end]


@dataclass(frozen=True)
class Plan:
    """The columns with their boxes in order, and what joins them."""

    columns: Sequence[Sequence[Box]]
    joints: Sequence[Joint]


def plan(graph: Graph, edges: Sequence[Edge], alone: Sequence[str] = ()) -> Plan:
    """Boxes and joints for some edges of the graph.

    :param alone: nodes that stand there though no edge may touch them.
    """
    pairs: dict[tuple[str, str], bool] = {}
    for edge in edges:
        pair = (_head(edge.start), _head(edge.end))
        if pair[0] != pair[1]:
            pairs[pair] = pairs.get(pair, False) or edge.basis == "sourced"
    heads = dict.fromkeys(_head(node) for edge in edges for node in (edge.start, edge.end))
    heads.update(dict.fromkeys(_head(node) for node in alone))
    boxes = _gathered(graph, list(heads), pairs)
    joined: dict[tuple[Box, Box], bool] = {}
    for (start, end), sourced in pairs.items():
        joined.setdefault((boxes[start], boxes[end]), sourced)
    joints = [Joint(start, end, sourced) for (start, end), sourced in joined.items()]
    standing = list(dict.fromkeys(boxes.values()))
    _rank(standing, joints)
    columns: list[list[Box]] = [[] for _ in range(max((box.rank for box in standing), default=-1) + 1)]
    for box in standing:
        columns[box.rank].append(box)
    for joint in joints:
        for rank in range(joint.start.rank + 1, joint.end.rank):
            joint.via.append(Box((), rank=rank))
            columns[rank].append(joint.via[-1])
    _order(columns, joints)
    return Plan(columns, joints)


def _head(node: str) -> str:
    return node.partition("@")[0]


def _gathered(graph: Graph, heads: Sequence[str], pairs: dict[tuple[str, str], bool]) -> dict[str, Box]:
    """The box of each role and position."""
    roles = graph.library.roles
    leads: dict[str, list[tuple[str, bool]]] = {}
    for (start, end), sourced in pairs.items():
        leads.setdefault(start, []).append((end, sourced))
    reached = {end for _, end in pairs}
    together: dict[tuple[str, bool], list[str]] = {}
    boxes: dict[str, Box] = {}
    for head in heads:
        if head in roles:
            entries = _entries(graph, head)
            boxes[head] = Box(entries, head, _rungs(graph, entries))
        elif head not in reached and len(leads.get(head, ())) == 1:
            together.setdefault(leads[head][0], []).append(head)
        else:
            boxes[head] = Box([Entry(head)])
    for nodes in together.values():
        shared = Box([Entry(node) for node in nodes])
        boxes.update(dict.fromkeys(nodes, shared))
    return boxes


def _entries(graph: Graph, slug: str) -> list[Entry]:
    grades = graph.library.roles[slug].grades_by_rank()
    return [Entry(slug), *(Entry(f"{slug}@{grade}", grade=True) for grade, _ in grades)]


def _rungs(graph: Graph, entries: Sequence[Entry]) -> list[Rung]:
    """What is written inside a role: steps between its grades, or between a grade and the role."""
    pairs = (
        (graph.edges.get((one.node, other.node)), n, m)
        for n, one in enumerate(entries)
        for m, other in enumerate(entries)
    )
    return [Rung(n, m, edge.basis == "sourced") for edge, n, m in pairs if edge and edge.follows in ("", "ladder")]


def _rank(boxes: Sequence[Box], joints: Sequence[Joint]) -> None:
    """Every box right of those from which steps lead to it; what nothing leads to stands beside its next box.

    A step that closes a circle is left out of account.
    """
    after: dict[Box, list[Box]] = {box: [] for box in boxes}
    forward: dict[Box, list[Box]] = {box: [] for box in boxes}
    for joint in joints:
        after[joint.start].append(joint.end)
    state: dict[Box, int] = {}
    finished: list[Box] = []
    for first in boxes:
        stack = [(first, iter(after[first]))] if first not in state else []
        state.setdefault(first, 1)
        while stack:
            box, following = stack[-1]
            for other in following:
                if state.get(other) != 1:
                    forward[box].append(other)
                if other not in state:
                    state[other] = 1
                    stack.append((other, iter(after[other])))
                    break
            else:
                state[box] = 2
                finished.append(box)
                stack.pop()
    for box in reversed(finished):
        for other in forward[box]:
            other.rank = max(other.rank, box.rank + 1)
    entered = {other for box in boxes for other in forward[box]}
    for box in boxes:
        if box not in entered and forward[box]:
            box.rank = min(other.rank for other in forward[box]) - 1


def _order(columns: Sequence[list[Box]], joints: Sequence[Joint]) -> None:
    """Boxes near those that they are joined to: by the middle of their neighbours, to and fro."""
    beside: dict[Box, list[Box]] = {}
    for joint in joints:
        for one, other in pairwise(joint.stations):
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
    for column in columns:
        for number, box in enumerate(column):
            box.place = (number + 0.5) / len(column)
    for turn in range(8):
        for column in columns if turn % 2 == 0 else reversed(columns):
            if turn:
                column.sort(key=lambda box: _middle(beside.get(box, [])) if beside.get(box) else box.place)
            for number, box in enumerate(column):
                box.place = (number + 0.5) / len(column)


def _middle(boxes: Sequence[Box]) -> float:
    return sum(box.place for box in boxes) / len(boxes)
