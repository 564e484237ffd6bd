"""Text out of Word files: what python-docx makes comes back; hostile files are refused with a named limit."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from kamguide.errors import RefusedFileError
from kamguide.render import word_text
from kamguide.render.word_text import text_of_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(xml: str | bytes, *more: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        for name in more:
            archive.writestr(name, b"")
    return made.getvalue()


def body(inside: str, before: str = "") -> str:
    return f'{before}<w:document xmlns:w="{W}" xmlns:mc="m"><w:body>{inside}</w:body></w:document>'


def line(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_what_word_writes_comes_back() -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("सेल्स मैनेजर", 1)
    made.add_paragraph("He sells & smiles.\tTwice <a day>.")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Place", "पुणे"
    made.add_picture(io.BytesIO(_pixel()))
    saved = io.BytesIO()
    made.save(saved)
    lines = text_of_word(saved.getvalue()).split("\n")
    assert lines[:4] == ["सेल्स मैनेजर", "He sells & smiles.\tTwice <a day>.", "Place", "पुणे"]


def test_points_breaks_and_what_is_no_text() -> None:
    point = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    none = '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    inside = (
        line("Sell", point)
        + line("Plain", none)
        + "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:noBreakHyphen/></w:r></w:p>"
        + "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        + "<mc:AlternateContent><mc:Choice>" + line("new") + "</mc:Choice><mc:Fallback>" + line("old")
        + "</mc:Fallback></mc:AlternateContent>"
    )  # fmt: skip
    assert text_of_word(packed(body(inside))) == "- Sell\nPlain\none\ntwo-\n\nnew"


def _locked() -> bytes:
    data = bytearray(packed(body(line("x"))))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"PK\x03\x04 nothing", "damaged"),
    "old .doc": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "damaged"),
    "a workbook": (lambda: packed("x").replace(b"word/document.xml", b"xlsx/workbook.xml"), "no .docx"),
    "cut": (lambda: packed(body(line("x" * 5000)))[:-30], "damaged"),
    "no XML": (lambda: packed("<a><b></a>"), "damaged"),
    "password": (_locked, "password"),
    "entities": (lambda: packed('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "entities"),
    "bomb": (lambda: packed(b"<a>" + b" " * (word_text.UNPACKED_LIMIT + 1)), "unpacked"),
    "much text": (lambda: packed(body(line("x" * (word_text.TEXT_LIMIT + 1)))), "characters"),
    "deep": (lambda: packed("<a>" * 300 + "</a>" * 300), "damaged"),
    "many parts": (lambda: packed(body(""), *(f"p{n}" for n in range(word_text.PARTS_LIMIT))), "parts"),
    "large": (lambda: bytes(word_text.FILE_LIMIT + 1), "larger"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_reason(name: str) -> None:
    made, reason = HOSTILE[name]
    data = made()
    begun = time.process_time()
    with pytest.raises(RefusedFileError, match=reason):
        text_of_word(data)
    assert time.process_time() - begun < 3


def _pixel() -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
