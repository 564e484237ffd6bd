"""Documents as PDF: tagged, with fonts, the same bytes for the same document; nothing of a text is read as markup."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kamguide.render import typesetting
from kamguide.render.blocks import Paragraph as P
from kamguide.render.blocks import Run, words
from kamguide.render.documents import Document, Part
from tests.render.documents import DAY, with_every_block


def words_of(pdf: bytes, folder: Path) -> str:
    """What ``pdftotext`` reads, words apart by one space."""
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_the_same_document_gives_the_same_bytes() -> None:
    assert typesetting.pdf(with_every_block()) == typesetting.pdf(with_every_block())


def test_a_pdf_is_tagged_and_says_its_language_and_title() -> None:
    made = typesetting.pdf(with_every_block("x"))
    for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang(hi)", b"pdfuaid:part"):
        assert mark in made.replace(b"/Lang (", b"/Lang("), mark
    assert b"/JavaScript" not in made
    assert b"/EmbeddedFile" not in made


@pytest.mark.parametrize(
    "text", ['#read("/etc/passwd")', "$x^2$", "*a* _b_ `c`", "= Heading", "@label <l>", '#import "@preview/x:1.0.0"']
)
def test_markup_in_a_text_is_set_as_text(text: str, tmp_path: Path) -> None:
    document = Document([Part("en", "T", [P(words(Run(text)))])], DAY)
    assert text.replace(" ", "") in words_of(typesetting.pdf(document), tmp_path).replace(" ", "")
