"""What a result's page tells, as a function of the record alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kamguide.assessment import scoring
from kamguide.assessment.change import Change, change
from kamguide.assessment.plan import Plan, plan
from kamguide.assessment.questions import QuestionPage, left_open, pages
from kamguide.assessment.record import Record, Round
from kamguide.assessment.scoring import Fit, Rated, Readiness
from kamguide.assessment.swot import Swot, swot
from kamguide.model.text import Text

MOST_FITS = 5
"""Other roles that are named."""
_FAR = 2
"""From so many missing levels on a gap is wide."""


@dataclass(frozen=True)
class Taken:
    """One round of the past."""

    taken: date
    label: Text | None
    readiness: Readiness


@dataclass(frozen=True)
class View:
    """A result, ready to be told."""

    now: Round
    pages: Sequence[QuestionPage]
    readiness: Readiness
    rated: Sequence[Rated]
    """The widest important gap first."""
    unknown: Sequence[str]
    """Skills answered with "I don't know"."""
    open: int
    """Questions of the first pages that have no answer yet."""
    next_page: int
    """The first page with such a question; 0: there is none."""
    more: int
    """Skills on the page of the rest that have no answer."""
    swot: Swot
    plan: Plan
    fits: Sequence[Fit]
    change: Change | None
    """What has changed since the round before."""
    history: Sequence[Taken]
    """Every round, the oldest first."""

    @property
    def tally(self) -> tuple[int, int, int]:
        """Skills at the required level, one level below, and further below."""
        gaps = [one.gap for one in self.rated]
        return gaps.count(0), gaps.count(1), sum(gap >= _FAR for gap in gaps)

    @property
    def first_gaps(self) -> Sequence[str]:
        """The two skills that come first."""
        return [one.skill for one in self.rated if one.gap][:2]

    @property
    def strongest(self) -> str:
        """The skill of the first strength; empty where there is none."""
        named = [line.because.name for line in self.swot.of("strengths") if line.because]
        return named[0] if named else ""

    @property
    def rest(self) -> int:
        """The number of the page of the rest; 0: there is none."""
        return next((number for number, one in enumerate(self.pages, 1) if one.optional), 0)


def view(record: Record) -> View:
    """What the page of a record tells."""
    now = record.last
    there = pages(now)
    missing = left_open(now)
    rest = [skill for page in there for skill in page.skills if page.optional and skill not in now.answers]
    return View(
        now,
        there,
        scoring.readiness(now),
        scoring.rated(now),
        scoring.unknown(now),
        len(missing),
        missing[0][0] if missing else 0,
        len(rest),
        swot(now),
        plan(now),
        scoring.best_fits(now, MOST_FITS),
        change(record.rounds[-2], now) if len(record.rounds) > 1 else None,
        [Taken(one.taken, one.target.label if one.target else None, scoring.readiness(one)) for one in record.rounds],
    )
