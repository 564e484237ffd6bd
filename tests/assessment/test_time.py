"""A result takes no time: three times the goal in CPU time at most."""

from __future__ import annotations

import time

from kamguide.assessment.plan import plan
from kamguide.assessment.scoring import best_fits, readiness
from kamguide.assessment.swot import swot
from tests.assessment.rounds import FRESH, said

GOAL = 0.020
"""Seconds for scoring, SWOT and plan of one round."""


def test_a_result_is_made_in_no_time() -> None:
    taken = said(
        "key-account-manager", {slug: at % 4 for at, slug in enumerate(FRESH["key-account-manager"].skills)}, hours=10
    )
    swot(taken)  # catalogues are read once
    times = []
    for _ in range(5):
        started = time.process_time()
        assert (readiness(taken).of, best_fits(taken) != [], swot(taken).talk, plan(taken).hours_per_week) is not None
        times.append(time.process_time() - started)
    print(f"\nscoring, SWOT and plan: {1000 * min(times):.1f} to {1000 * max(times):.1f} ms")
    assert min(times) < 3 * GOAL
