"""A document as Markdown: CommonMark with tables; what is text stays text, whatever signs it holds.

Where a text comes from the content, a comment behind it names the field: ``<!-- field: role.topic.claim -->``.
"""

from __future__ import annotations

import re
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
    Table,
    Weeks,
    Words,
)
from kamguide.render.documents import Document, Part

_ALWAYS = re.compile(r"([\\`*_\[\]|#{}])")
_AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+])|^(=)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;"}
"""What not every reader of Markdown lets a backslash protect."""
_IN_LINK = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", '"': "%22"}


def to_markdown(document: Document) -> str:
    """The document as Markdown, parts one below the other with a line between."""
    return "\n\n---\n\n".join("\n\n".join(_part(part)) for part in document.parts) + "\n"


def escaped(text: str) -> str:
    """A text that no reader of Markdown takes for anything but text."""
    safe = _ALWAYS.sub(r"\\\1", text)
    return _guarded("".join(_ENTITIES.get(letter, letter) for letter in safe))


def _guarded(line: str) -> str:
    """A line that begins no list and underlines no heading."""
    return _AT_START.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}" if not found[4] else "&#61;", line)


def _part(part: Part) -> Iterator[str]:
    if part.eyebrow:
        yield f"**{escaped(part.eyebrow)}**"
    yield f"# {escaped(part.title)}{_field(part.field)}"
    if part.lead:
        yield escaped(part.lead)
    for block in part.blocks:
        yield from _block(block)
    if part.foot:
        yield "---"
        yield "  \n".join(escaped(line) for line in part.foot)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escaped(block.text)}{_field(block.field)}"
        case Paragraph():
            yield _runs(block.runs) + _field(block.field)
        case Listing():
            marks = [f"{number}." if block.numbered else "-" for number in range(1, len(block.items) + 1)]
            box = "[ ] " if block.boxes else ""
            yield "\n".join(
                f"{mark} {box}{_runs(item.runs)}{_field(item.field)}"
                for mark, item in zip(marks, block.items, strict=True)
            )
        case Facts():
            yield "\n".join(
                f"- **{escaped(row.label)}:** {escaped(row.value)}{_field(row.field)}" for row in block.rows
            )
        case Table():
            if block.caption:
                yield f"**{escaped(block.caption)}**"
            yield _table(block.head, block.rows)
        case Chart():
            yield f"**{escaped(block.title)}**"
            yield "\n".join(f"- {escaped(row.label)}: {escaped(row.value)}{_field(row.field)}" for row in block.rows)
        case Weeks():
            yield f"**{escaped(block.title)}**"
            yield "\n".join(f"- {_weeks(span.first, span.last)}: {escaped(_joined(span.label, span.value))}"
                            for span in block.spans)  # fmt: skip
        case Lines():
            if block.label:
                yield escaped(block.label)
            yield "\n\n".join(["\\_" * 40] * block.count)
        case Rule():
            yield "---"
        case PageBreak():
            pass


def _runs(runs: Words) -> str:
    text = "".join(_run(run.text, run.strong, run.link) for run in runs).strip()
    return _guarded(text)


def _run(text: str, strong: bool, link: str) -> str:
    inner = text.strip()
    if not inner:
        return " " if text else ""
    made = escaped(inner)
    if strong:
        made = f"**{made}**"
    if link:
        made = f"[{made}]({''.join(_IN_LINK.get(letter, letter) for letter in link)})"
    return f"{' ' if text[0] == ' ' else ''}{made}{' ' if text[-1] == ' ' else ''}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell if line is lines[1] else escaped(cell) for cell in line) + " |" for line in lines
    )


def _weeks(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _joined(label: str, value: str) -> str:
    return f"{label} ({value})" if value else label


def _field(name: str) -> str:
    safe = re.sub(r"-{2,}", "-", re.sub(r"[^A-Za-z0-9._:@-]+", "-", name))
    return f" <!-- field: {safe} -->" if safe else ""
