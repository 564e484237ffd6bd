"""What figures of pay are called: whose they are, and which facts tell the lines of one axis apart."""

from __future__ import annotations

from kamguide.library.library import Library
from kamguide.model.pay import Pay
from kamguide.model.text import Text


def subject_label(library: Library, pay: Pay) -> Text:
    """The role's name, else the occupation's."""
    if pay.role is not None:
        return library.roles[pay.role].preferred_label
    return library.occupations[pay.occupation or ""].label


def sense_label(library: Library, pay: Pay) -> Text | None:
    """Which of the jobs of that title it is, where there are several."""
    return library.roles[pay.role].senses[pay.sense].label if pay.role and pay.sense else None


def grade_label(library: Library, pay: Pay) -> Text | None:
    """Of which grade it is, where it is of one."""
    return library.roles[pay.role].grades[pay.grade].label if pay.role and pay.grade else None
