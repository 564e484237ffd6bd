"""The nearest known names to one that is unknown. The one door for rapidfuzz."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import process

from kamguide.problems import Message

_CUTOFF = 60


def nearest(name: str, known: Collection[str], limit: int = 3) -> tuple[str, ...]:
    """Up to ``limit`` known names that are near, best first; perhaps none."""
    return tuple(str(found[0]) for found in process.extract(name, list(known), limit=limit, score_cutoff=_CUTOFF))


def did_you_mean(name: str, known: Collection[str]) -> Message | str:
    """`` (did you mean 'x'?)`` for the nearest known name, or nothing where none is near."""
    found = nearest(name, known, limit=1)
    return Message(" (did you mean '%(name)s'?)", {"name": found[0]}) if found else ""
