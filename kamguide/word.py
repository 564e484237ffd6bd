"""A word of a text, folded and at its place, and what every way of folding Hindi shares.

Two analyzers make words: the search's (``search/analysis.py``) folds what people mistype, so that it is found; the
linter's (``job_description/lint_text.py``) keeps what tells one form of a verb from another. Their words are one idea.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD_LIMIT = 60
"""Characters of one word that are read; the rest of a longer one is passed over."""
DEVANAGARI = re.compile("[\u0900-\u097f]")
"""A character of the script that Hindi is written in."""
_NASAL = re.compile("[ङञणनम]\u094d(?=[क-घच-झट-ढत-धप-भ])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and where it stands (``text[start:end]``, in code points)."""

    folded: str
    start: int
    end: int

    @property
    def devanagari(self) -> bool:
        return DEVANAGARI.search(self.folded) is not None

    @property
    def number(self) -> bool:
        return self.folded[:1].isdigit()


def with_dots(word: str) -> str:
    """A word whose nasals before their own stops are dots: हिन्दी as हिंदी."""
    return _NASAL.sub("ं", word)
