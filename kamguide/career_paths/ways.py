"""Ways from one node to another as a reader sees them: each step with its rows, each way with its cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kamguide.career_paths.finding import cheapest
from kamguide.career_paths.gaps import Change, Row, rows_of
from kamguide.career_paths.graph import Edge, Graph, graph_of, needs_of
from kamguide.library.library import Library
from kamguide.model.source import Source

MOST = 4
"""How many ways are shown: the cheapest and up to three others."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A step of a way with the rows of which its cost is the sum."""

    edge: Edge
    rows: Sequence[Row]
    begins_unknown: bool
    """Nothing is said of what the start takes, so every skill counts as new."""
    ends_unknown: bool
    """Nothing is said of what the end takes, so no skill counts."""

    @property
    def cost(self) -> int:
        """The sum of the rows."""
        return sum(row.cost for row in self.rows)

    def of(self, change: Change) -> list[Row]:
        """The rows of skills that are new, raised or carried."""
        return [row for row in self.rows if row.change == change]


@dataclass(frozen=True, slots=True)
class Way:
    """A path from start to end."""

    steps: Sequence[Explained]

    @property
    def cost(self) -> int:
        """The sum of the steps."""
        return sum(step.cost for step in self.steps)

    @property
    def nodes(self) -> list[str]:
        """The nodes on the way, both ends among them."""
        return [self.steps[0].edge.start, *(step.edge.end for step in self.steps)]

    @property
    def estimates(self) -> int:
        """How many of the steps no source states."""
        return sum(step.edge.basis != "sourced" for step in self.steps)


@dataclass(frozen=True)
class Found:
    """The answer to a question for ways: up to four, the cheapest first; none where none leads there."""

    library: Library
    start: str
    end: str
    ways: Sequence[Way]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources of all steps, by slug, in the order of the steps."""
        known = self.library.sources
        named = dict.fromkeys(s for way in self.ways for step in way.steps for s in step.edge.step.sources)
        return {slug: known[slug] for slug in named if slug in known}


def explained(graph: Graph, edge: Edge) -> Explained:
    """A step with its rows."""
    own, asked = needs_of(graph.library, edge.start), needs_of(graph.library, edge.end)
    return Explained(edge, rows_of(own, asked), not own, not asked)


def find(library: Library, start: str, end: str) -> Found:
    """The ways from one node of the library to another."""
    graph = graph_of(library)
    paths = cheapest(*graph.from_(start), graph.number[start], graph.number[end], MOST)
    named = ([graph.nodes[number] for number in path] for path in paths)
    ways = [Way([explained(graph, graph.edges[pair]) for pair in pairwise(nodes)]) for nodes in named]
    return Found(library, start, end, ways)
