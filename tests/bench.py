"""``python -m tests.bench``: how long comparisons and the matrix take on a large library; prints the figures.

Run by ``make bench``. CPU time, so that other work on the machine counts little.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice

from kamguide.comparison import compare
from kamguide.guide import Guide, packaged_site
from kamguide.library.library import Library
from kamguide.render.spreadsheets import to_csv, to_xlsx
from kamguide.settings import Settings
from kamguide.skills_matrix.matrix import matrix
from kamguide.skills_matrix.sheet import rows
from kamguide.web.app import create_app
from tests import generated

ROLES, SKILLS = 2_000, 300
COMPARISON_GOAL = 0.050
"""Seconds of CPU in which 95 of 100 comparisons are to be done."""


def taken(work: Callable[[], object]) -> float:
    """Seconds of CPU that a piece of work takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def percentile(times: Sequence[float], part: float) -> float:
    """The time within which so large a part was done."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def pairs(library: Library, count: int, size: int = 2) -> list[list[str]]:
    """Groups of roles to compare, always the same."""
    rng = random.Random(1)
    return [rng.sample(sorted(library.roles), size) for _ in range(count)]


def comparisons(library: Library, count: int, size: int = 2) -> list[float]:
    """How long comparisons take, one by one."""
    return [taken(lambda asked=asked: compare(asked, library)) for asked in pairs(library, count, size)]  # type: ignore[misc]


def main() -> int:
    """Measure and print; exit 1 where the goal is missed."""
    library = generated.library(ROLES, SKILLS)
    print(f"{ROLES:,} roles x {SKILLS} skills, CPU time")
    reached = True
    for size in (2, 4):
        times = comparisons(library, 200, size)
        p95 = percentile(times, 0.95)
        reached &= p95 <= COMPARISON_GOAL
        print(f"comparison of {size}: p50 {1e3 * percentile(times, 0.5):.1f} ms, p95 {1e3 * p95:.1f} ms")
    client = create_app(Guide(Settings(), library, template_folders=(packaged_site() / "templates",))).test_client()
    client.get("/en/skills-matrix")
    addresses = [f"/en/skills-matrix?offset={offset}" for offset in islice(range(0, ROLES, 12), 20)]
    pages = [taken(lambda url=url: client.get(url)) for url in addresses]  # type: ignore[misc]
    print(f"matrix, a page of 12 roles: p95 {1e3 * percentile(pages, 0.95):.0f} ms")
    shown = [
        taken(lambda asked=asked: client.get(f"/en/compare?roles={','.join(asked)}"))  # type: ignore[misc]
        for asked in pairs(library, 20)
    ]
    print(f"comparison, the whole page: p95 {1e3 * percentile(shown, 0.95):.0f} ms")
    table = rows(matrix(library, limit=100), "en")
    print(f"100 roles as CSV {1e3 * taken(lambda: to_csv(table)):.0f} ms", end=", ")
    print(f"as a workbook {1e3 * taken(lambda: to_xlsx(table, 'matrix')):.0f} ms")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
