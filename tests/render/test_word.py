"""DOCX: what belongs together stays on one page, lines to write on are seen, and any logo fits or is left out."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from kamguide.errors import RefusedFileError
from kamguide.render import html_out, typesetting
from kamguide.render.blocks import Heading, Item, Lines, Listing, PageBreak, Paragraph, Table, words
from kamguide.render.documents import Document, Logo, Look, Part
from kamguide.render.logos import logo_from
from kamguide.render.word import to_word

DAY = date(2026, 11, 30)
PNG = (Path(__file__).parents[2] / "plugins" / "udaharan-udyog" / "logo.png").read_bytes()
WEBP = base64.b64decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=")


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x20\x40\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def opened(*blocks: object, logo: Logo | None = None) -> docx.document.Document:
    document = Document([Part("hi", "शीर्षक", blocks)], DAY, look=Look(logo=logo))  # type: ignore[arg-type] # blocks
    return docx.Document(io.BytesIO(to_word(document)))


def test_questions_stay_with_what_an_answer_shows_and_boxes_with_their_lines() -> None:
    made = opened(
        Paragraph(words("quiet"), quiet=True),
        Listing([Item(words("first")), Item(words("second"))], numbered=True),
        Table(["A", "B"], [["1", "2"], ["3", "4"]]),
        Listing([Item(words("box")), Item(words("other"))], boxes=True),
        Lines("label", 2),
        Listing([Item(words(f"long {number}")) for number in range(9)]),
    )
    held = {line.text: line.paragraph_format.keep_with_next for line in made.paragraphs}
    assert [held[name] for name in ("quiet", "first", "second", "☐\tbox", "☐\tother", "label")] == [True] * 6
    assert held["long 0"] is None
    cells = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.tables[0].rows]
    assert cells == [True, True, None]


def test_each_line_to_write_on_has_its_own_border() -> None:
    lines = [one for one in opened(Lines("label", 3)).paragraphs if one._p.find(f".//{qn('w:pBdr')}") is not None]
    assert len(lines) == 3
    assert all(one._p.find(f".//{qn('w:between')}") is not None for one in lines)


def test_a_page_break_leaves_no_empty_line() -> None:
    made = opened(Paragraph(words("one")), PageBreak(), Heading("two"))
    assert [(one.text, one.paragraph_format.page_break_before) for one in made.paragraphs[1:]] == [
        ("one", None),
        ("two", True),
    ]


@pytest.mark.parametrize("size", [(2000, 4), (4, 2000), (300, 90)])
def test_a_logo_of_any_shape_fits_the_head(size: tuple[int, int]) -> None:
    (shape,) = opened(logo=logo_from(png(*size), "x")).inline_shapes
    assert shape.width <= Mm(50)
    assert shape.height <= Mm(15)
    assert max(shape.width / Mm(50), shape.height / Mm(15)) > 0.99


@pytest.mark.parametrize("data", [PNG[:-40], PNG[:40], WEBP[:-9], b"\xff\xd8\xff", b"<svg xmlns='x'/>", b""])
def test_a_logo_without_its_end_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedFileError):
        logo_from(data, "x")


@pytest.mark.skipif(not typesetting.offered(), reason="Typst is not installed")
@pytest.mark.parametrize("logo", [Logo(PNG[:60], "image/png", "x"), Logo(WEBP[:30], "image/webp", "x")])
def test_a_document_with_a_damaged_logo_is_made_without_it(logo: Logo) -> None:
    assert not opened(logo=logo).inline_shapes
    document = Document([Part("hi", "शीर्षक", [])], DAY, look=Look(logo=logo))
    bare = replace(document, look=Look())
    assert typesetting.pdf(document) == typesetting.pdf(bare)
    assert "शीर्षक" in html_out.to_html(document)
