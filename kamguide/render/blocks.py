"""What documents are made of: blocks of plain text (:mod:`kamguide.render.documents` puts them together).

Nothing here is markup, and no text becomes any: every string is cleaned once, when its block is made (no control,
direction-changing or invisible characters, NFC, one line), and each exit escapes it in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from kamguide.model.text import Language
from kamguide.sources.characters import normalised, without_refused

_SPACES = re.compile(r"[\s\x85\u2028\u2029]+")


def cleaned(text: str) -> str:
    """A text as it may stand in any document: in NFC, on one line, without refused characters."""
    return " ".join(without_refused(normalised(_SPACES.sub(" ", _without_surrogates(text)))).split())


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")


class Cleaned:
    """Cleans each string of a block when it is made; a run keeps the spaces around it."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for each in fields(self):  # type: ignore[arg-type]  # every class below is a dataclass
            value = getattr(self, each.name)
            if isinstance(value, str):
                object.__setattr__(self, each.name, cleaned(value))


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style. ``link``: an address at ``https:``, ``http:`` or ``mailto:``; any other is left out."""

    text: str
    strong: bool = False
    link: str = ""
    language: Language | None = None
    """Where it is not the part's."""

    def __post_init__(self) -> None:
        kept = cleaned(self.text)
        before, after = (" " if edge.isspace() else "" for edge in (self.text[:1], self.text[-1:]))
        object.__setattr__(self, "text", f"{before}{kept}{after}" if kept else before)
        link = cleaned(self.link)
        safe = link.startswith(("https://", "http://", "mailto:")) and " " not in link
        object.__setattr__(self, "link", link if safe else "")


Words = Sequence[Run]


def words(*parts: str | Run) -> tuple[Run, ...]:
    """Runs from texts and runs; a text becomes a plain run."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def text_of(runs: Words) -> str:
    """The words of runs without their styles."""
    return "".join(run.text for run in runs).strip()


@dataclass(frozen=True, slots=True)
class Heading(Cleaned):
    """A heading below the document's title: level 2 for a section, 3 for what stands in one."""

    text: str
    level: int = 2
    field: str = ""
    """Where in the content the text comes from: `role.topic.claim`; empty: written for the document."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``quiet`` ones are notes: smaller, in softer ink."""

    runs: Words
    quiet: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list."""

    runs: Words
    field: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, with points or with numbers; with ``boxes`` each entry has a box to tick."""

    items: Sequence[Item]
    numbered: bool = False
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class Fact(Cleaned):
    """A label and its value."""

    label: str
    value: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with values, such as place and contract."""

    rows: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head row; ``widths`` in parts of the whole, one a column, else all the same."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    widths: Sequence[int] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "head", tuple(cleaned(cell) for cell in self.head))
        object.__setattr__(self, "rows", tuple(tuple(cleaned(cell) for cell in row) for row in self.rows))
        object.__setattr__(self, "caption", cleaned(self.caption))


@dataclass(frozen=True, slots=True)
class ChartRow(Cleaned):
    """One row: its label, its value in words, and marks in percent of the axis.

    ``filled`` is the bar from 0; ``mark`` a line across it, such as the level that is asked for. None: not drawn.
    """

    label: str
    value: str
    filled: float | None = None
    mark: float | None = None
    strong: bool = False
    """Whether the row is one to look at first."""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Chart(Cleaned):
    """Bars on one axis. Every exit without drawings tells the rows as label and value."""

    title: str
    rows: Sequence[ChartRow]
    filled_means: str = ""
    """What the bar is, for the key."""
    mark_means: str = ""
    """What the line is, for the key."""
    ticks: Sequence[tuple[float, str]] = ()
    """Position in percent, and what is written there."""


@dataclass(frozen=True, slots=True)
class Span(Cleaned):
    """Weeks ``first`` to ``last`` (from 1) of one piece of work."""

    label: str
    first: int
    last: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Weeks(Cleaned):
    """A bar of weeks for each piece of work."""

    title: str
    total: int
    spans: Sequence[Span]
    unit: str = ""
    """What a column is called, such as "week"."""


@dataclass(frozen=True, slots=True)
class Lines(Cleaned):
    """Empty lines to write on, under a label."""

    label: str
    count: int = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page, where there are pages."""


Block = Heading | Paragraph | Listing | Facts | Table | Chart | Weeks | Lines | Rule | PageBreak


def texts_of(block: Block) -> Iterator[str]:  # noqa: PLR0912 - one branch a kind of block
    """Every text of a block, in reading order; some may be empty."""
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield text_of(block.runs)
        case Listing():
            yield from (text_of(item.runs) for item in block.items)
        case Facts():
            for row in block.rows:
                yield row.label
                yield row.value
        case Table():
            yield block.caption
            for cells in (block.head, *block.rows):
                yield from cells
        case Chart():
            yield from (block.title, block.filled_means, block.mark_means, *(label for _, label in block.ticks))
            for bar in block.rows:
                yield bar.label
                yield bar.value
        case Weeks():
            yield block.title
            for span in block.spans:
                yield span.label
                yield span.value
        case Lines():
            yield block.label
        case Rule() | PageBreak():
            pass
