"""Roles side by side: what is the same, what differs and by how much, with sources. Pure functions over libraries."""

from kamguide.comparison.comparing import LEAST, MOST, Compared, compare, references_of, wrong_references
from kamguide.comparison.rows import Led, Needed, Paid, Row, Said

__all__ = [
    "LEAST",
    "MOST",
    "Compared",
    "Led",
    "Needed",
    "Paid",
    "Row",
    "Said",
    "compare",
    "references_of",
    "wrong_references",
]
