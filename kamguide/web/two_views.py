"""Both views of a record as pages show them: row by row, the person's own and a mentor's, never made into one."""

from __future__ import annotations

from dataclasses import dataclass

from kamguide.assessment.agenda import Point, side_by_side
from kamguide.assessment.ratings import Ratings
from kamguide.assessment.record import Record


@dataclass(frozen=True, slots=True)
class Row:
    """One skill that one of the two has a view of."""

    point: Point
    answered: bool
    """Whether the person answered, if only with "don't know"."""
    rated: bool
    """Whether the mentor did."""
    comment: str
    """The mentor's word on it."""

    @property
    def gap(self) -> int:
        """Levels that are missing by the person's own view."""
        required, own = self.point.required, self.point.own
        return max(0, required - own) if required is not None and own is not None else 0


def rows(record: Record, ratings: Ratings | None) -> tuple[Row, ...]:
    """The skills with the largest gaps first, then in the order of importance."""
    now = record.last
    levels = ratings.levels if ratings is not None else {}
    comments = ratings.comments if ratings is not None else {}
    found = [
        Row(point, point.skill in now.answers, point.skill in levels, comments.get(point.skill, ""))
        for point in side_by_side(now, levels)
    ]
    return tuple(sorted(found, key=lambda row: -row.gap))
