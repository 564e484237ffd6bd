"""Every Hindi word of the guide, set in both weights, is given back by ``pdftotext``; what is drawn stays the same."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from kamguide.render import typesetting
from kamguide.render.blocks import Paragraph, Run, words
from kamguide.render.documents import Document, Part
from kamguide.render.pdf_words import mended
from tests.conftest import ROOT
from tests.render.documents import DAY, with_every_block
from tests.render.test_typesetting import words_of

HARD = "क्ष त्र ज्ञ श्र ङ्ग द्ध ह्म र्क ट्र द्व द्य ह्न ष्ट ठ्ठ ड्ढ र्त्स्न्य अकड़ूपन ममता बनाना कुकुर"
AT_ONCE = 60


def words_of_the_guide() -> list[str]:
    found = set(HARD.split())
    for file in (*(ROOT / "content").rglob("*.yaml"), *(ROOT / "kamguide" / "locale").glob("*.po")):
        found |= set(re.findall("[\u0900-\u0963\u0970-\u097f]{2,}", file.read_text(encoding="utf-8")))
    return sorted(found)


def test_every_hindi_word_comes_back_in_both_weights(tmp_path: Path) -> None:
    known = words_of_the_guide()
    lines = [" ".join(known[at : at + AT_ONCE]) for at in range(0, len(known), AT_ONCE)]
    blocks = [Paragraph(words(Run(line, strong=strong))) for line in lines for strong in (False, True)]
    document = Document([Part("hi", "क्षत्रिय", blocks)], DAY)
    read = Counter(words_of(typesetting.pdf(document), tmp_path).split())
    assert len(known) > 5000
    assert [word for word in known if read[word] < 2] == []


def test_what_is_drawn_stays_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = with_every_block(HARD)
    whole = typesetting.pdf(document)
    monkeypatch.setattr(typesetting, "mended", lambda made, _: made)
    assert drawn(whole, tmp_path / "whole") == drawn(typesetting.pdf(document), tmp_path / "raw")


def drawn(pdf: bytes, folder: Path) -> list[bytes]:
    folder.mkdir()
    (folder / "document.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "60", "document.pdf", "page"], cwd=folder, check=True)
    pages = [page.read_bytes() for page in sorted(folder.glob("*.ppm"))]
    assert len(pages) > 1
    return pages


@pytest.mark.parametrize(
    "text", ["((((", "))))(", "(" * 40 + ")" * 40, "W" * 60, "\\", "<0041>", "] TJ", "EMC", "a(b)c", "🙂 தமிழ் 漢字"]
)
def test_signs_that_files_are_made_of_are_text(text: str, tmp_path: Path) -> None:
    document = Document([Part("en", "T", [Paragraph(words(text))])], DAY)
    made = typesetting.pdf(document)
    if text.isascii():
        assert text.replace(" ", "") in words_of(made, tmp_path).replace(" ", "")


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no table"):
        mended(b"%PDF-1.7\n", [])
