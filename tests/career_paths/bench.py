"""``python -m tests.career_paths.bench``: how long ways take on a graph of 3,000 roles and 28,000 edges.

Run by ``make bench``. CPU time of one process, so that other work on the machine counts little.
"""

from __future__ import annotations

import random
import sys
import tracemalloc

from kamguide.career_paths import find, graph_of
from kamguide.library.library import Library
from kamguide.model.career import Path, Step
from tests import generated
from tests.bench import percentile, taken

ROLES, EDGES, SKILLS = 3_000, 28_000, 40
GOAL = 0.005
"""Seconds of CPU in which 95 of 100 questions are to be answered."""


def library(roles: int = ROLES, edges: int = EDGES, seed: int = 11) -> Library:
    """Roles with so many steps between them, always the same."""
    rng = random.Random(seed)
    made = generated.library(roles, SKILLS, claims=0)
    names = sorted(made.roles)
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < edges:
        start, end = rng.sample(names, 2)
        pairs[start, end] = None
    steps = {
        f"step-{number}": Step.model_validate({"from": start, "to": end, "kind": "lateral", "basis": "estimate"})
        for number, (start, end) in enumerate(pairs)
    }
    return Library(made.version, made.roles, made.skills, paths={"all": Path(slug="all", steps=steps)})


def questions(made: Library, count: int) -> list[tuple[str, str]]:
    """Two roles each, always the same."""
    rng = random.Random(3)
    return [(start, end) for start, end in (rng.sample(sorted(made.roles), 2) for _ in range(count))]


def times(made: Library, count: int) -> list[float]:
    """How long it takes to find the ways, each with all its rows, one question after the other."""
    return [taken(lambda a=a, b=b: find(made, a, b)) for a, b in questions(made, count)]  # type: ignore[misc]


def main() -> int:
    """Measure and print; exit 1 where the goal is missed."""
    made = library()
    tracemalloc.start()
    once = taken(lambda: graph_of(made))
    held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    print(f"{ROLES:,} roles, {EDGES:,} edges, {SKILLS} skills each, CPU time")
    print(f"the graph, built once for a library: {once:.1f} s (traced), {held:.0f} MB")
    asked = times(made, 500)
    p95 = percentile(asked, 0.95)
    print(f"four ways with rows: p50 {1e3 * percentile(asked, 0.5):.1f} ms, p95 {1e3 * p95:.1f} ms", end=", ")
    print(f"slowest {1e3 * max(asked):.1f} ms")
    return 0 if p95 <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
