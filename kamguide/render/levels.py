"""Skill levels of several roles as marks on one line each (a dumbbell): data in percent; a template macro draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_FIRST, _STEP = 4.0, 23.0
"""Where level 0 stands on the line, and how far one level is, in percent."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one role stands on the line. ``inner``: another mark stands there already, so this one is drawn small."""

    side: int
    at: float
    inner: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One skill: the marks, and the stretch from the lowest to the highest; none where they stand together."""

    marks: Sequence[Mark]
    begin: float
    end: float


def line(levels: Sequence[int | None]) -> Line:
    """The line of one skill; None stands for a role that does not ask for it and gets no mark."""
    marks: list[Mark] = []
    for side, level in enumerate(levels):
        if level is not None:
            at = place(level)
            marks.append(Mark(side, at, any(mark.at == at for mark in marks)))
    ends = [mark.at for mark in marks]
    return Line(marks, min(ends, default=0.0), max(ends, default=0.0))


def place(level: int) -> float:
    """Where a level stands, in percent of the line."""
    return _FIRST + _STEP * level
