"""The graph of career steps of one library: nodes, what each asks for, and edges with their costs, built once.

Nodes are roles, their grades (``role@grade``) and positions. An edge is a written step, or one that follows from what
is written; what follows is always our estimate:

- *ladder*: where no step joins a role's grades, each rung leads to the next;
- *first*: what leads to a role leads to its lowest grade, unless that stands below the role;
- *onward*: what leads on from a role leads on from each of its grades, unless a grade must first become the role;
- *next*: a step from the lowest grade can also be begun by who holds the role and names no grade.

The last two say where somebody stands who names a grade, or none. So they open a way; in its middle only the highest
grade leads on, else every way through a role would come back once for each grade.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from kamguide.career_paths.finding import length_of
from kamguide.career_paths.gaps import gap_cost
from kamguide.library.library import Library
from kamguide.model.career import Step
from kamguide.model.role import Role
from kamguide.model.text import Basis
from kamguide.profiles import Profile, profile

Follows = Literal["", "ladder", "next", "onward", "first"]
"""How an edge follows from what is written; empty where it is written itself."""
Neighbours = list[list[tuple[int, int]]]
"""For each node its neighbours, with the length of the step."""
_WEAKNESS: Mapping[Basis, int] = {"sourced": 0, "estimate": 1, "editorial": 2}


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of the graph between two nodes; ``cost`` is the sum of its rows (see ``explaining``)."""

    start: str
    end: str
    step: Step
    """What is written of it; for a ladder's rung nothing but its ends."""
    follows: Follows
    cost: int

    @property
    def basis(self) -> Basis:
        """Whether a source states this very step."""
        return "estimate" if self.follows else self.step.basis


class Graph:
    """All nodes and edges. Nodes have numbers, so that the finder works on lists."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.nodes: list[str] = list(nodes_of(library))
        self.number = {node: number for number, node in enumerate(self.nodes)}
        needs = [needs_of(library, node) for node in self.nodes]
        self.edges: dict[tuple[str, str], Edge] = {}
        for start, end, step, follows in _steps(library):
            known = self.edges.get((start, end))
            if known is None or _strength(step, follows) < _strength(known.step, known.follows):
                cost = known.cost if known else gap_cost(needs[self.number[start]], needs[self.number[end]])
                self.edges[start, end] = Edge(start, end, step, follows, cost)
        self.after: Neighbours = [[] for _ in self.nodes]
        """For each node the nodes that its steps lead to, with the length of each step."""
        self.before: Neighbours = [[] for _ in self.nodes]
        self.opening: dict[str, list[Edge]] = {}
        """By node the edges that only open a way."""
        highest = {f"{role.slug}@{role.grades_by_rank()[-1][0]}" for role in library.roles.values() if role.grades}
        for edge in self.edges.values():
            if edge.follows == "next" or (edge.follows == "onward" and edge.start not in highest):
                self.opening.setdefault(edge.start, []).append(edge)
            else:
                self._join(edge, self.after, self.before)

    def _join(self, edge: Edge, after: Neighbours, before: Neighbours) -> None:
        start, end = self.number[edge.start], self.number[edge.end]
        after[start] = [*after[start], (end, length_of(edge.cost))]
        before[end] = [*before[end], (start, length_of(edge.cost))]

    def from_(self, node: str) -> tuple[Neighbours, Neighbours]:
        """The neighbours after and before each node, for ways that begin at a node: with the edges that open them."""
        opening = self.opening.get(node)
        if not opening:
            return self.after, self.before
        after, before = list(self.after), list(self.before)
        for edge in opening:
            self._join(edge, after, before)
        return after, before

    def leaving(self, node: str) -> list[Edge]:
        """The edges that lead on from a node, the cheapest first."""
        return sorted((e for e in self.edges.values() if e.start == node), key=lambda edge: (edge.cost, edge.end))

    def reaching(self, node: str) -> list[Edge]:
        """The edges that lead to a node, the cheapest first."""
        return sorted((e for e in self.edges.values() if e.end == node), key=lambda edge: (edge.cost, edge.start))

    @cached_property
    def written(self) -> list[Edge]:
        """What the map of all shows: the written edges, and the ladders, in the order of the files."""
        return [edge for edge in self.edges.values() if edge.follows in ("", "ladder")]


def nodes_of(library: Library) -> Iterator[str]:
    """Roles with their grades in order, then the positions."""
    for role in library.roles_in_order:
        yield role.slug
        yield from (f"{role.slug}@{grade}" for grade, _ in role.grades_by_rank())
    yield from (slug for slug in library.positions if slug not in library.roles)


def needs_of(library: Library, node: str) -> Profile:
    """What a node asks for: a role's or grade's profile, or what is written of a position."""
    slug, _, grade = node.partition("@")
    role = library.roles.get(slug)
    return library.positions[slug].skills if role is None else profile(role, grade)


def _strength(step: Step, follows: Follows) -> tuple[bool, int]:
    return bool(follows), _WEAKNESS[step.basis]


def _steps(library: Library) -> Iterator[tuple[str, str, Step, Follows]]:
    steps = library.steps
    by_role = _inside(steps)
    yield from ((step.from_, step.to, step, "") for step in steps)
    lowest: dict[str, str] = {}
    below: set[str] = set()
    for role in library.roles.values():
        inside = by_role.get(role.slug, [])
        below.update(step.from_ for step in inside if step.to == role.slug)
        if not role.grades:
            continue
        if not inside:
            inside = list(_ladder(role))
            yield from ((step.from_, step.to, step, "ladder") for step in inside)
        first = f"{role.slug}@{role.grades_by_rank()[0][0]}"
        if first not in below:
            lowest[role.slug] = first
            yield from ((role.slug, step.to, step, "next") for step in inside if step.from_ == first)
    for step in steps:
        if _role(step.from_) == _role(step.to):
            continue
        role_left = library.roles.get(step.from_)
        for grade in role_left.grades if role_left else ():
            node = f"{step.from_}@{grade}"
            if node not in below:
                yield node, step.to, step, "onward"
        if step.to in lowest:
            yield step.from_, lowest[step.to], step, "first"


def _inside(steps: Sequence[Step]) -> dict[str, list[Step]]:
    """The steps between a role's own grades, or a grade and the role, by role."""
    found: dict[str, list[Step]] = {}
    for step in steps:
        if _role(step.from_) == _role(step.to):
            found.setdefault(_role(step.from_), []).append(step)
    return found


def _ladder(role: Role) -> Iterator[Step]:
    """A step from every grade of a rank to every one of the next rank."""
    ranks: dict[int, list[str]] = {}
    for slug, grade in role.grades_by_rank():
        ranks.setdefault(grade.rank, []).append(f"{role.slug}@{slug}")
    for low, high in pairwise(ranks.values()):
        for start in low:
            for end in high:
                yield Step.model_validate({"from": start, "to": end, "kind": "promotion", "basis": "estimate"})


def _role(node: str) -> str:
    return node.partition("@")[0]


def graph_of(library: Library) -> Graph:
    """The graph of a library, built when it is first asked for; it lives as long as the library."""
    found: Graph | None = library.__dict__.get(_KEPT)
    return found if found is not None else library.__dict__.setdefault(_KEPT, Graph(library))


_KEPT = "career graph"
"""Where a library keeps its graph, as it keeps what it works out itself (``cached_property``)."""
