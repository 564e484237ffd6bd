"""A document as plain text: lines of at most 80 letters, for e-mail and for forms that take text only."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from kamguide.render.blocks import (
    Block,
    Chart,
    Facts,
    Heading,
    Lines,
    Listing,
    PageBreak,
    Paragraph,
    Rule,
    Run,
    Table,
    Weeks,
    Words,
)
from kamguide.render.documents import Document, Part

WIDTH = 80
"""Letters of a line; a longer word is not torn."""
BETWEEN = f"\n\n{'=' * WIDTH}\n\n"
"""What stands between two parts."""


def to_text(document: Document) -> str:
    """The document as text, parts one below the other with a line between."""
    return BETWEEN.join(map(part_text, document.parts)) + "\n"


def part_text(part: Part) -> str:
    """One part as text, as it stands in the document's."""
    return "\n\n".join(_part(part))


def _part(part: Part) -> Iterator[str]:
    if part.eyebrow:
        yield _wrapped(part.eyebrow)
    yield _underlined(part.title, "=")
    if part.lead:
        yield _wrapped(part.lead)
    for block in part.blocks:
        yield from _block(block)
    if part.foot:
        yield "-" * WIDTH
        yield "\n".join(_wrapped(line) for line in part.foot)


def _block(block: Block) -> Iterator[str]:  # noqa: PLR0912 - one branch a kind of block
    match block:
        case Heading():
            yield _underlined(block.text, "-" if block.level <= 2 else "")  # noqa: PLR2004 - sections are underlined
        case Paragraph():
            yield _wrapped(_runs(block.runs))
        case Listing():
            yield "\n".join(
                _wrapped(_runs(item.runs), f"{number}. " if block.numbered else "[ ] " if block.boxes else "- ")
                for number, item in enumerate(block.items, start=1)
            )
        case Facts():
            yield "\n".join(_wrapped(f"{row.label}: {row.value}") for row in block.rows)
        case Table():
            if block.caption:
                yield _wrapped(block.caption)
            yield "\n".join(_row(block.head, row) for row in block.rows)
        case Chart():
            if block.title:
                yield _wrapped(block.title)
            yield "\n".join(_wrapped(f"{row.label}: {row.value}", "- ") for row in block.rows)
        case Weeks():
            if block.title:
                yield _wrapped(block.title)
            yield "\n".join(
                _wrapped(_told(f"{span.first}" if span.first == span.last else f"{span.first}–{span.last}",
                               span.label, span.value), "- ")
                for span in block.spans
            )  # fmt: skip
        case Lines():
            yield "\n\n".join([*([_wrapped(block.label)] if block.label else []), *["_" * WIDTH] * block.count])
        case Rule():
            yield "-" * WIDTH
        case PageBreak():
            pass


def _runs(runs: Words) -> str:
    return "".join(f"{run.text} ({run.link})" if _leads_elsewhere(run) else run.text for run in runs)


def _leads_elsewhere(run: Run) -> bool:
    """Whether a link says more than its words do."""
    return bool(run.link) and run.link not in (run.text, f"mailto:{run.text}")


def _row(head: Sequence[str], row: Sequence[str]) -> str:
    return _wrapped("; ".join(f"{name}: {cell}" if name else cell for name, cell in zip(head, row, strict=True)), "- ")


def _told(weeks: str, label: str, value: str) -> str:
    return f"{weeks}: {label}" + (f" ({value})" if value else "")


def _underlined(text: str, mark: str) -> str:
    wrapped = _wrapped(text)
    return f"{wrapped}\n{mark * max(len(line) for line in wrapped.splitlines() or [''])}" if mark else wrapped


def _wrapped(text: str, mark: str = "") -> str:
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
