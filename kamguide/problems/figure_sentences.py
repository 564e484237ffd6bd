"""What the codes of faults in figures say: rows of surveys and indices, and amounts of money in texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Severity = Literal["error", "warning"]


def _n(text: str) -> str:
    """Mark a sentence for the catalogue (extracted as ``_n``)."""
    return text


FIGURES: Mapping[str, tuple[Severity, str, str]] = {
    "bare-amount": (
        "warning",
        _n("an amount of money stands in a text that does not say its currency, year and country to programs"),
        _n("Make it a figure in salaries/, or a claim with 'amounts'."),
    ),
    "years-of-amounts": (
        "error",
        _n("the text names %(count)s amounts, but %(years)s years are given"),
        _n("Give one year for all, or one for each in the order of the text."),
    ),
    "row-twice": ("error", _n("%(name)s stands in an earlier row too"), _n("Delete one of the two rows.")),
    "no-limit": (
        "error",
        _n("# stands here, but no limit is given for %(year)s"),
        _n("Add to 'limits' the amount from which on the source printed no number in that year."),
    ),
    "percentiles-fall": (
        "error",
        _n("the percentiles of a row do not rise: %(name)s"),
        _n("Compare the row with the source: 10th, 25th, median, 75th, 90th."),
    ),
    "rows-missing": (
        "error",
        _n("%(said)s rows are said to be here, but there are %(there)s"),
        _n("Take the rows anew from the source's file, or mend the number."),
    ),
}
"""Code -> severity, sentence and remedy."""
