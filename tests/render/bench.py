"""``python -m tests.render.bench``: 300 job descriptions one after another in each form, their times and memory.

CPU time of the thread that asks for it, wall time, and resident memory after a third and at the end.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from kamguide.guide import open_guide
from kamguide.job_description.exits import EXITS, exported
from kamguide.job_description.reading import read
from kamguide.library.role_reference import Chosen
from kamguide.settings import Settings

TODAY = date(2026, 11, 30)
ROUNDS = 300


@dataclass(frozen=True)
class Figures:
    """Seconds in the middle and at the 95th percentile, CPU and wall; kilobytes after a third and at the end."""

    p50: float
    p95: float
    wall95: float
    early: int
    late: int


def resident() -> int:
    """Kilobytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1024


def exports(form: str, rounds: int = ROUNDS) -> Figures:
    """The figures of one form: roles and grades in turn, each time another employer."""
    library = open_guide(None, Settings()).library
    roles = [Chosen(library, role, grade) for role in library.roles_in_order for grade in ("", *role.grades)]
    asked = [
        (chosen, read({"lang": "both", "employer": f"Employer {number}"}, chosen, "hi", TODAY))
        for number, chosen in enumerate(islice(cycle(roles), rounds))
    ]
    exported(form, *asked[0], TODAY)
    spent: list[float] = []
    lasted: list[float] = []
    early = 0
    for number, (chosen, draft) in enumerate(asked):
        if number == rounds // 3:
            early = resident()
        begun, started = time.process_time(), time.perf_counter()
        exported(form, chosen, draft, TODAY)
        spent.append(time.process_time() - begun)
        lasted.append(time.perf_counter() - started)
    return Figures(_at(spent, 0.5), _at(spent, 0.95), _at(lasted, 0.95), early, resident())


def _at(values: list[float], part: float) -> float:
    return sorted(values)[int(part * (len(values) - 1))]


def main(told: Callable[[str], None] = print) -> None:
    """Tell the figures of every form."""
    for form in EXITS:
        made = exports(form)
        told(
            f"{form}: CPU p50 {made.p50 * 1000:.0f} ms, p95 {made.p95 * 1000:.0f} ms, "
            f"wall p95 {made.wall95 * 1000:.0f} ms, "
            f"memory {made.early // 1024} MB after a third, {made.late // 1024} MB after all"
        )


if __name__ == "__main__":
    main()
