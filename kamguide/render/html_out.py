"""A document as one HTML file that stands by itself: style inside, nothing fetched, no script."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from kamguide.render.blocks import (
    Block,
    Chart,
    ChartRow,
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
from kamguide.render.documents import Document, Logo, Part

_STYLE = Path(__file__).parent / "pages" / "document.css"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def to_html(document: Document) -> str:
    """The document as a whole file; parts say their language, texts their field (``data-field``)."""
    parts = "\n".join(line for part in document.parts for line in _part(part, document.look.logo))
    author = f'<meta name="author" content="{escape(document.author)}">\n' if document.author else ""
    return (
        f'<!doctype html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n{author}"
        f'<meta name="dcterms.date" content="{document.made.isoformat()}">\n'
        f"<style>\n:root{{--colour:{document.look.colour}}}\n{_style()}</style>\n</head>\n<body>\n{parts}\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _part(part: Part, logo: Logo | None) -> Iterator[str]:
    yield f'<article lang="{part.language}">'
    yield "<header>"
    if logo is not None:
        data = base64.b64encode(logo.data).decode()
        yield f'<img src="data:{logo.media_type};base64,{data}" alt="{escape(logo.alternative)}">'
    if part.eyebrow:
        yield f'<p class="eyebrow">{escape(part.eyebrow)}</p>'
    yield f"<h1{_field(part.field)}>{escape(part.title)}</h1>"
    if part.lead:
        yield f'<p class="lead">{escape(part.lead)}</p>'
    yield "</header>"
    for block in part.blocks:
        yield from _block(block)
    if part.foot:
        lines = "<br>".join(escape(line) for line in part.foot)
        yield f"<footer><p>{lines}</p></footer>"
    yield "</article>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level}{_field(block.field)}>{escape(block.text)}</h{block.level}>"
        case Paragraph():
            quiet = ' class="quiet"' if block.quiet else ""
            yield f"<p{quiet}{_field(block.field)}>{_runs(block.runs)}</p>"
        case Listing():
            tag = "ol" if block.numbered else "ul"
            items = "".join(f"<li{_field(item.field)}>{_runs(item.runs)}</li>" for item in block.items)
            yield f"<{tag}{' class=boxes' if block.boxes else ''}>{items}</{tag}>"
        case Facts():
            yield "<dl>" + "".join(
                f"<div><dt>{escape(row.label)}</dt><dd{_field(row.field)}>{escape(row.value)}</dd></div>"
                for row in block.rows
            ) + "</dl>"  # fmt: skip
        case Table() | Chart() | Weeks():
            yield from _figure(block)
        case Lines():
            yield f"<p class='quiet'>{escape(block.label)}</p>" + "<p class='line'></p>" * block.count
        case Rule() | PageBreak():
            yield "<hr>" if isinstance(block, Rule) else '<div class="break"></div>'


def _figure(block: Table | Chart | Weeks) -> Iterator[str]:
    match block:
        case Table():
            caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
            head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.head)
            rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
            yield f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        case Chart():
            key = " · ".join(escape(means) for means in (block.filled_means, block.mark_means) if means)
            rows = "".join(_bar(row) for row in block.rows)
            yield f"<figure><figcaption>{escape(block.title)}<small>{key}</small></figcaption><ul>{rows}</ul></figure>"
        case Weeks():
            rows = "".join(
                f"<li><span>{escape(span.label)}</span>{_week_bar(span.first, span.last, block.total)}"
                f"<span>{f'{span.first}–{span.last} ' if span.last > span.first else f'{span.first} '}"
                f"{escape(span.value)}</span></li>"
                for span in block.spans
            )
            yield f"<figure><figcaption>{escape(block.title)}</figcaption><ul>{rows}</ul></figure>"


def _bar(row: ChartRow) -> str:
    filled = f'<rect width="{row.filled:.4g}" height="6"/>' if row.filled is not None else ""
    mark = f'<rect class="mark" x="{row.mark:.4g}" width="1" height="6"/>' if row.mark is not None else ""
    drawn = f'<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">{filled}{mark}</svg>'
    strong = " class=strong" if row.strong else ""
    return (
        f"<li{strong}{_field(row.field)}><span>{escape(row.label)}</span>{drawn}<span>{escape(row.value)}</span></li>"
    )


def _week_bar(first: int, last: int, total: int) -> str:
    step = 100 / max(total, 1)
    return (
        '<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect x="{(first - 1) * step:.4g}" width="{(last - first + 1) * step:.4g}" height="6"/></svg>'
    )


def _runs(runs: Words) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    made = escape(run.text)
    if run.language is not None:
        made = f'<span lang="{run.language}">{made}</span>'
    if run.strong:
        made = f"<strong>{made}</strong>"
    return f'<a href="{escape(run.link)}" rel="noopener noreferrer">{made}</a>' if run.link else made


def _field(name: str) -> str:
    return f' data-field="{escape(name)}"' if name else ""
