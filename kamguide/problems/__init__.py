"""Faults in content as data: what is wrong, where, and how to mend it. The lowest floor; nothing here prints.

A problem carries a code and typed facts. Its sentence and its remedy stand once, in ``SENTENCES``, in English;
:mod:`kamguide.language` renders them in either language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kamguide.problems.figure_sentences import Severity
from kamguide.problems.message import Fact, Message, Said
from kamguide.problems.sentences import SENTENCES

__all__ = [
    "SENTENCES", "Fact", "Message", "Place", "Problem", "Said", "Severity", "has_errors", "in_order", "together",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a content file. Lines and columns count from 1; ``file`` is relative to the site, with ``/``."""

    file: str
    line: int = 1
    column: int = 1
    layer: str = "shared"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault with its place. ``code`` is a key of ``SENTENCES``; ``facts`` fill the sentence."""

    code: str
    place: Place
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return SENTENCES[self.code].severity

    @property
    def sentence(self) -> Message:
        return Message(SENTENCES[self.code].sentence, self.facts)

    @property
    def remedy(self) -> Message:
        return Message(SENTENCES[self.code].remedy, self.facts)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems sorted by file, line and column; those of one place keep the order in which they were found."""
    return sorted(problems, key=lambda p: (p.place.file, p.place.line, p.place.column))


def together(read: Iterable[Problem], made: Iterable[Problem]) -> list[Problem]:
    """The faults of texts, and those of what was made of them: at a place that cannot be read nothing more is told."""
    read = list(read)
    places = {(p.place.file, p.place.line, p.place.column) for p in read}
    fresh = (p for p in made if p.code == "missing-field" or (p.place.file, p.place.line, p.place.column) not in places)
    return in_order([*read, *fresh])


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is an error (not only a warning)."""
    return any(problem.severity == "error" for problem in problems)
