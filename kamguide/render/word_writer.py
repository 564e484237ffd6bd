"""Writes the blocks of one part into a DOCX file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.text import WD_BREAK, WD_PARAGRAPH_ALIGNMENT
from docx.shared import Mm

from kamguide.model.text import Language
from kamguide.render.blocks import (
    Block,
    Chart,
    Facts,
    Heading,
    Item,
    Lines,
    Listing,
    PageBreak,
    Paragraph,
    Rule,
    Run,
    Table,
    Weeks,
    Words,
    words,
)
from kamguide.render.documents import Document, Part
from kamguide.render.typesetting import as_png
from kamguide.render.word_styles import bordered, dressed, field_code, own_numbers, spoken, touched

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

__all__ = ["Writer", "dressed"]


class Writer:
    """Writes one part, in its language, at the end of a file."""

    def __init__(self, made: WordDocument, language: Language) -> None:
        self._made = made
        self._language: Language = language

    def part(self, part: Part, document: Document, number: int) -> None:
        """The whole part; the second and later ones begin a section with a foot of their own."""
        if number:
            self._made.add_section()
        self._foot(part)
        logo = document.look.logo
        if logo is not None and (picture := as_png(logo)) is not None:
            shape = self._made.add_picture(io.BytesIO(picture), height=Mm(15))
            touched(shape, logo.alternative)
        if part.eyebrow:
            self._words(self._made.add_paragraph(style="Subtitle"), words(part.eyebrow))
        self._words(self._made.add_paragraph(style="Heading 1"), words(part.title))
        if part.lead:
            self._words(self._made.add_paragraph(style="Lead"), words(part.lead))
        for block in part.blocks:
            self._block(block)

    def _foot(self, part: Part) -> None:
        foot = self._made.sections[-1].footer
        foot.is_linked_to_previous = False
        first = foot.paragraphs[0]
        first.style = "Footer"
        lines = [*part.foot]
        self._words(first, words(" · ".join(lines)))
        pages = foot.add_paragraph(style="Footer")
        for piece in ("PAGE", " / ", "NUMPAGES"):
            if piece.isupper():
                field_code(pages, piece)
            else:
                pages.add_run(piece)
        pages.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._words(self._made.add_paragraph(style=f"Heading {block.level}"), words(block.text))
            case Paragraph():
                self._words(self._made.add_paragraph(style="Note" if block.quiet else "Normal"), block.runs)
            case Listing():
                self._list(block.items, block.numbered, block.boxes)
            case Facts():
                self._table([], [(row.label, row.value) for row in block.rows], (2, 5))
            case Table():
                self._captioned(block.caption)
                self._table(block.head, block.rows, block.widths)
            case Chart():
                self._captioned(block.title)
                self._table([], [(row.label, row.value) for row in block.rows], (3, 2))
            case Weeks():
                self._captioned(block.title)
                rows = [
                    (span.label, f"{span.first}–{span.last}" if span.last > span.first else f"{span.first}", span.value)
                    for span in block.spans
                ]
                self._table([], rows, (4, 1, 2))
            case Lines():
                if block.label:
                    self._words(self._made.add_paragraph(style="Note"), words(block.label))
                for _ in range(block.count):
                    bordered(self._made.add_paragraph())
            case Rule():
                bordered(self._made.add_paragraph())
            case PageBreak():
                self._made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _captioned(self, text: str) -> None:
        if text:
            written = self._made.add_paragraph()
            written.paragraph_format.keep_with_next = True
            self._words(written, words(Run(text, strong=True)))

    def _list(self, items: Sequence[Item], numbered: bool, boxes: bool) -> None:
        style = "List Number" if numbered else "Normal" if boxes else "List Bullet"
        numbers = own_numbers(self._made) if numbered else None
        for item in items:
            written = self._made.add_paragraph(style=style)
            if numbers is not None:
                numbers(written)
            self._words(written, [Run("☐ "), *item.runs] if boxes else item.runs)

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        columns = len(head) or (len(rows[0]) if rows else 0)
        if not columns:
            return
        table = self._made.add_table(rows=0, cols=columns, style="Plain rows")
        if head:
            cells = table.add_row().cells
            for cell, text in zip(cells, head, strict=True):
                self._cell(cell, text, strong=True)
            spoken(table.rows[0], head=True)
        for row in rows:
            for number, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
                self._cell(cell, text, strong=not head and number == 0)
            spoken(table.rows[-1])
        parts = list(widths) if len(widths) == columns else [1] * columns
        width = self._made.sections[-1]
        room = (width.page_width or 0) - (width.left_margin or 0) - (width.right_margin or 0)
        table.autofit = False
        for column, part in zip(table.columns, parts, strict=True):
            column.width = room * part // sum(parts)
        for each in table.rows:
            for cell, part in zip(each.cells, parts, strict=True):
                cell.width = room * part // sum(parts)
        self._made.add_paragraph(style="Gap")

    def _cell(self, cell: _Cell, text: str, strong: bool) -> None:
        cell.paragraphs[0].style = "Cell"
        self._words(cell.paragraphs[0], words(Run(text, strong=strong)))

    def _words(self, written: WordParagraph, runs: Words) -> None:
        for run in runs:
            text = (
                f"{run.text} ({run.link})"
                if run.link and run.link not in (run.text, f"mailto:{run.text}")
                else run.text
            )
            spoken(written.add_run(text), run.language or self._language, run.strong)
