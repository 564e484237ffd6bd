"""A document as plain data: for JSON, where each text names its field, and for the pages that Typst sets."""

from __future__ import annotations

from collections.abc import Sequence

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

Tree = dict[str, object]


def to_data(document: Document) -> Tree:
    """``title``, ``made``, ``facts``, and each part with its blocks.

    A block has a ``kind``, and where its text comes from the content a ``field``.
    """
    return {
        "title": document.title,
        "author": document.author,
        "made": document.made.isoformat(),
        "facts": dict(document.facts),
        "parts": [part_data(part) for part in document.parts],
    }


def part_data(part: Part) -> Tree:
    """One language's part."""
    return {
        "language": part.language,
        "eyebrow": part.eyebrow,
        "title": part.title,
        "field": part.field,
        "lead": part.lead,
        "blocks": [block_data(block) for block in part.blocks],
        "foot": list(part.foot),
    }


def block_data(block: Block) -> Tree:  # noqa: PLR0911 - one for each kind
    """One block."""
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text, "field": block.field}
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs(block.runs), "quiet": block.quiet, "field": block.field}
        case Listing():
            items = [{"runs": _runs(item.runs), "field": item.field} for item in block.items]
            return {"kind": "list", "numbered": block.numbered, "boxes": block.boxes, "items": items}
        case Facts():
            rows = [{"label": row.label, "value": row.value, "field": row.field} for row in block.rows]
            return {"kind": "facts", "rows": rows}
        case Table():
            cells = [list(row) for row in block.rows]
            return {"kind": "table", "caption": block.caption, "head": list(block.head), "rows": cells,
                    "widths": list(block.widths)}  # fmt: skip
        case Chart():
            return _chart(block)
        case Weeks():
            spans = [
                {"label": span.label, "first": span.first, "last": span.last, "value": span.value}
                for span in block.spans
            ]
            return {"kind": "weeks", "title": block.title, "total": block.total, "unit": block.unit, "spans": spans}
        case Lines():
            return {"kind": "lines", "label": block.label, "count": block.count}
        case Rule():
            return {"kind": "rule"}
        case PageBreak():
            return {"kind": "page-break"}


def _runs(runs: Words) -> Sequence[Tree]:
    return [{"text": run.text, "strong": run.strong, "link": run.link, "language": run.language} for run in runs]


def _chart(chart: Chart) -> Tree:
    rows = [
        {"label": row.label, "value": row.value, "filled": row.filled, "mark": row.mark, "strong": row.strong,
         "field": row.field}
        for row in chart.rows
    ]  # fmt: skip
    return {"kind": "chart", "title": chart.title, "filled_means": chart.filled_means, "mark_means": chart.mark_means,
            "ticks": [list(tick) for tick in chart.ticks], "rows": rows}  # fmt: skip
