"""Small graphs from a seed, and what they hold by trying everything."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import pairwise

from kamguide.career_paths.finding import length_of

Costs = Mapping[tuple[int, int], int]
Neighbours = list[list[tuple[int, int]]]


def drawn_by_lot(rng: random.Random, most: int = 8) -> tuple[int, Costs]:
    """A graph of 2 to ``most`` nodes, thin or dense, with costs from 0; circles and equal ways are common."""
    nodes, density = rng.randint(2, most), rng.choice((0.15, 0.3, 0.6))
    pairs = ((a, b) for a in range(nodes) for b in range(nodes) if a != b)
    return nodes, {pair: rng.randint(0, 6) for pair in pairs if rng.random() < density}


def neighbours(nodes: int, costs: Costs) -> tuple[Neighbours, Neighbours]:
    """The steps at the node where they begin, and at the one where they end."""
    after: Neighbours = [[] for _ in range(nodes)]
    before: Neighbours = [[] for _ in range(nodes)]
    for (start, end), cost in costs.items():
        after[start].append((end, length_of(cost)))
        before[end].append((start, length_of(cost)))
    return after, before


def simple_paths(costs: Costs, path: tuple[int, ...], end: int) -> Iterator[tuple[int, ...]]:
    """Every path on from the last node of a path that meets no node twice."""
    if path[-1] == end:
        yield path
        return
    for start, following in costs:
        if start == path[-1] and following not in path:
            yield from simple_paths(costs, (*path, following), end)


def worth(costs: Costs, path: tuple[int, ...]) -> tuple[int, int]:
    """What paths are put in order by: cost, then steps."""
    return sum(costs[pair] for pair in pairwise(path)), len(path) - 1
