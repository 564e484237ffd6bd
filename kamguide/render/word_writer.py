"""Writes the blocks of one part into a DOCX file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.shared import Emu, Mm, Pt

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
from kamguide.render.documents import Document, Logo, Part
from kamguide.render.typesetting import as_png
from kamguide.render.word_styles import bordered, dressed, field_code, own_numbers, spoken, touched

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

__all__ = ["Writer", "dressed"]

SHORT = 6
"""Items of a list, or rows of a table, that are not torn over two pages."""


class Writer:
    """Writes one part, in its language, at the end of a file."""

    def __init__(self, made: WordDocument, language: Language) -> None:
        self._made = made
        self._language: Language = language
        self._turned = False
        """Whether what comes next begins a page."""

    def part(self, part: Part, document: Document, number: int) -> None:
        """The whole part; the second and later ones begin a section with a foot of their own."""
        if number:
            self._made.add_section()
        self._foot(part)
        if document.look.logo is not None:
            self._logo(document.look.logo)
        if part.eyebrow:
            self._words(self._paragraph("Subtitle"), words(part.eyebrow))
        self._words(self._paragraph("Heading 1"), words(part.title))
        if part.lead:
            self._words(self._paragraph("Lead"), words(part.lead))
        for block, after in zip_longest(part.blocks, part.blocks[1:]):
            self._block(block, isinstance(after, Lines | Table))

    def _logo(self, logo: Logo) -> None:
        """The picture, at most 50 by 15 mm; one that is damaged is left out."""
        picture = as_png(logo)
        if picture is None:
            return
        written = self._paragraph("Normal")
        try:
            shape = written.add_run().add_picture(io.BytesIO(picture))
        except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError):
            written._p.getparent().remove(written._p)
            return
        scale = min(Mm(50) / shape.width, Mm(15) / shape.height)
        shape.width, shape.height = Emu(max(1, int(shape.width * scale))), Emu(max(1, int(shape.height * scale)))
        touched(shape, logo.alternative)

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

    def _paragraph(self, style: str) -> WordParagraph:
        written = self._made.add_paragraph(style=style)
        if self._turned:
            written.paragraph_format.page_break_before = True
            self._turned = False
        return written

    def _block(self, block: Block, held: bool) -> None:
        """:param held: whether it stays on one page with the table or the lines that come next."""
        match block:
            case Heading():
                self._words(self._paragraph(f"Heading {block.level}"), words(block.text))
            case Paragraph():
                written = self._paragraph("Note" if block.quiet else "Normal")
                written.paragraph_format.keep_with_next = block.quiet or None
                self._words(written, block.runs)
            case Listing():
                self._list(block.items, block.numbered, block.boxes, held)
            case Facts():
                self._table([], [(row.label, row.value) for row in block.rows], (2, 5))
            case Table():
                self._captioned(block.caption)
                self._table(block.head, block.rows, block.widths, held)
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
                self._lines(block)
            case Rule():
                bordered(self._paragraph("Normal"))
            case PageBreak():
                self._turned = True

    def _captioned(self, text: str) -> None:
        if text:
            written = self._paragraph("Normal")
            written.paragraph_format.keep_with_next = True
            self._words(written, words(Run(text, strong=True)))

    def _lines(self, block: Lines) -> None:
        if block.label:
            written = self._paragraph("Note")
            written.paragraph_format.keep_with_next = True
            self._words(written, words(block.label))
        for left in range(block.count, 0, -1):
            line = self._paragraph("Normal")
            line.paragraph_format.space_before = Pt(9)
            line.paragraph_format.keep_with_next = left > 1
            bordered(line)

    def _list(self, items: Sequence[Item], numbered: bool, boxes: bool, held: bool) -> None:
        style = "List Number" if numbered else "Normal" if boxes else "List Bullet"
        numbers = own_numbers(self._made) if numbered else None
        for left, item in zip(range(len(items), 0, -1), items, strict=True):
            written = self._paragraph(style)
            if numbers is not None:
                numbers(written)
            if boxes:
                written.paragraph_format.left_indent, written.paragraph_format.first_line_indent = Mm(6), Mm(-6)
                spoken(written.add_run("☐\t"), self._language)
            if len(items) <= SHORT:
                written.paragraph_format.keep_with_next = left > 1 or held
            self._words(written, item.runs)

    def _table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], held: bool = False
    ) -> None:
        columns = len(head) or (len(rows[0]) if rows else 0)
        if not columns:
            return
        if self._turned:
            self._paragraph("Gap")
        table = self._made.add_table(rows=0, cols=columns, style="Plain rows")
        if head:
            cells = table.add_row().cells
            for cell, text in zip(cells, head, strict=True):
                self._cell(cell, text, strong=True)
            spoken(table.rows[0], head=True)
        for said in rows:
            for number, (cell, text) in enumerate(zip(table.add_row().cells, said, strict=True)):
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
        for row in (table.rows if held else table.rows[:-1]) if len(rows) <= SHORT else ():
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._paragraph("Gap").paragraph_format.keep_with_next = held or None

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
