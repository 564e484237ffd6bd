"""The cheapest ways through a graph: up to so many simple paths, by Yen's method over a search from both ends.

A path is worth its cost, then its number of steps: of two that cost the same the shorter one is better. Both go into
one whole number, cost above steps, so that sums compare as pairs do.

The search from both ends finds the best path. What it learns on the way serves the others: the ways by which its fronts
met say below which length all paths wanted lie, and how far nodes are from the end guides each further search (A*).
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush, nsmallest
from itertools import count

Adjacency = Sequence[Sequence[tuple[int, int]]]
"""For each node its neighbours, with the length of the step (see ``length_of``)."""
Path = tuple[list[int], list[int]]
"""The nodes of a path, and how far each is from the start."""
_COST = 1 << 20
"""More steps than any path has."""
_NEVER = 1 << 62
_LOOKED_AT = 6
"""How many meetings of the fronts are looked at for each path wanted."""
_WIDER = 4
"""By what part of the best length the fronts go on where they have not met often enough."""


def length_of(cost: int) -> int:
    """The length of one step of a cost (0 or more): costs compare first, then the number of steps."""
    return cost * _COST + 1


def cheapest(after: Adjacency, before: Adjacency, start: int, end: int, most: int = 4) -> list[list[int]]:
    """Up to ``most`` simple paths from start to end, the best first; none where no way leads there.

    :param after: the steps that leave a node.
    :param before: the same steps at the node where they end.
    """
    if start == end:
        return []
    fronts = _Fronts(after, before, start, end)
    fronts.advance()
    if fronts.middle < 0:
        return []
    found = [fronts.shortest()]
    cap = fronts.limit(most)
    while fronts.reach < cap:
        fronts.advance(min(cap, fronts.reach + fronts.best // _WIDER + 1))
        cap = min(cap, fronts.limit(most))
    order = count()
    waiting: list[tuple[int, int, Path, int]] = []
    seen = {tuple(found[0][0])}
    branch = 0
    while len(found) < most:
        path, lengths = found[-1]
        for at in range(branch, len(path) - 1):
            limit = _limit(waiting, most - len(found), cap)
            root = path[: at + 1]
            taken = {other[at + 1] for other, _ in found if len(other) > at + 1 and other[: at + 1] == root}
            spur = _spur(fronts, root, end, taken, limit - lengths[at])
            if spur is None:
                continue
            nodes = [*root[:-1], *spur[0]]
            if tuple(nodes) not in seen:
                seen.add(tuple(nodes))
                reached = [*lengths[:at], *(lengths[at] + length for length in spur[1])]
                heappush(waiting, (reached[-1], next(order), (nodes, reached), at))
        if not waiting:
            break
        _, _, following, branch = heappop(waiting)
        found.append(following)
    return [path for path, _ in found]


def _limit(waiting: list[tuple[int, int, Path, int]], missing: int, cap: int) -> int:
    """What a path must stay below to be among those still missing."""
    if len(waiting) < missing:
        return cap
    return min(cap, nsmallest(missing, (length for length, *_ in waiting))[-1])


class _Fronts:
    """A search from both ends, the smaller front first: how far nodes are at most (labels) from start and end."""

    def __init__(self, after: Adjacency, before: Adjacency, start: int, end: int) -> None:
        self.after, self.before = after, before
        self.ahead, self.back = {start: 0}, {end: 0}
        self.came: dict[int, int] = {}
        self.goes: dict[int, int] = {}
        self.near: list[tuple[int, int]] = [(0, start)]
        self.far: list[tuple[int, int]] = [(0, end)]
        self.best, self.middle = _NEVER, -1
        """The shortest way known, and the node in which the fronts met on it."""

    @property
    def radius(self) -> int:
        """Labels of ``back`` below it are exact; all other nodes are at least so far from the end."""
        return self.far[0][0] if self.far else _NEVER

    @property
    def reach(self) -> int:
        """No way that is not known is shorter."""
        return self.near[0][0] + self.far[0][0] if self.near and self.far else _NEVER

    def advance(self, until: int | None = None) -> None:
        """Look at nodes until all ways shorter than that are known; without a length, until the best one is certain."""
        near, far, ahead, back = self.near, self.far, self.ahead, self.back
        while near and far and near[0][0] + far[0][0] < (self.best if until is None else until):
            forward = len(near) <= len(far)
            front, known, others, via = (near, ahead, back, self.came) if forward else (far, back, ahead, self.goes)
            here, node = heappop(front)
            if here > known[node]:
                continue
            for other, step in (self.after if forward else self.before)[node]:
                there = here + step
                if there < known.get(other, _NEVER):
                    known[other] = there
                    via[other] = node
                    heappush(front, (there, other))
                    if other in others and there + others[other] < self.best:
                        self.best, self.middle = there + others[other], other

    def path(self, middle: int) -> list[int]:
        """The nodes of the way by which the fronts met in a node."""
        nodes = [middle]
        while nodes[-1] in self.came:
            nodes.append(self.came[nodes[-1]])
        nodes.reverse()
        while nodes[-1] in self.goes:
            nodes.append(self.goes[nodes[-1]])
        return nodes

    def shortest(self) -> Path:
        """The shortest path, once it is certain."""
        nodes = self.path(self.middle)
        at = nodes.index(self.middle)
        return nodes, [*(self.ahead[n] for n in nodes[:at]), *(self.best - self.back[n] for n in nodes[at:])]

    def limit(self, most: int) -> int:
        """A length below which the best ``most`` paths lie, where so many simple ones are known."""
        meetings = ((self.ahead[node] + self.back[node], node) for node in self.ahead.keys() & self.back.keys())
        known: set[tuple[int, ...]] = set()
        for length, node in nsmallest(most * _LOOKED_AT, meetings):
            path = self.path(node)
            if len(set(path)) == len(path):
                known.add(tuple(path))
                if len(known) == most:
                    return length + 1
        return _NEVER


def _spur(fronts: _Fronts, root: Sequence[int], end: int, taken: set[int], limit: int) -> Path | None:
    """The best way below a limit from the last node of a root that does not meet the root again.

    :param taken: nodes to which its first step may not lead.
    """
    after, back, radius = fronts.after, fronts.back, fronts.radius
    known = dict.fromkeys(root, -1)
    start = root[-1]
    known[start] = 0
    came: dict[int, int] = {}
    front: list[tuple[int, int, int]] = [(0, 0, start)]
    while front:
        _, here, node = heappop(front)
        if node == end:
            break
        if here > known[node]:
            continue
        for other, step in after[node]:
            there = here + step
            bound = there + min(back.get(other, radius), radius)
            if bound < limit and there < known.get(other, _NEVER) and not (node == start and other in taken):
                known[other] = there
                came[other] = node
                heappush(front, (bound, there, other))
    else:
        return None
    nodes = [end]
    while nodes[-1] != start:
        nodes.append(came[nodes[-1]])
    nodes.reverse()
    return nodes, [known[node] for node in nodes]
