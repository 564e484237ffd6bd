"""Documents as PDF: tagged, with fonts, the same bytes for the same document; nothing of a text is read as markup."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from kamguide.render import typesetting
from kamguide.render.blocks import Fact, Facts, Heading, Item, Lines, Listing, Run, words
from kamguide.render.blocks import Paragraph as P
from kamguide.render.documents import Document, Part
from tests.render.documents import DAY, with_every_block

A4_WIDTH, MARGIN = 595.3, 62.4
"""Points."""


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


def test_a_long_word_is_broken_inside_the_page_and_read_back_whole(tmp_path: Path) -> None:
    address = "https://forms.example.org/d/e/1FAIpQLSf" + "Wx0" * 60
    blocks = [Facts([Fact("Place", "W" * 60), Fact("B", "c")]), P(words("Apply at ", Run(address, link=address)))]
    file = tmp_path / "made.pdf"
    file.write_bytes(made := typesetting.pdf(Document([Part("en", "T", blocks)], DAY)))
    assert b"pdfuaid:part" in made
    boxes = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True).stdout.decode()
    assert max(float(right) for right in re.findall(r'xMax="([0-9.]+)"', boxes)) <= A4_WIDTH - MARGIN + 1
    assert address in words_of(made, tmp_path).replace(" ", "")


def test_what_is_short_is_not_torn_over_two_pages(tmp_path: Path) -> None:
    group = [
        Heading("Group", 3),
        Listing([Item(words(f"item{number}")) for number in range(5)], boxes=True),
        Lines("noted", 2),
    ]
    file = tmp_path / "made.pdf"
    for before in range(30, 45, 3):
        filled = [P(words(f"filler {number}")) for number in range(before)]
        file.write_bytes(typesetting.pdf(Document([Part("en", "T", [*filled, *group])], DAY)))
        told = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
        (page,) = [page for page in told.split("\f") if "Group" in page]
        assert page.count("item") == 5
        assert "noted" in page
