"""The cut fonts: every word of ours is drawn as by the whole font, and every character of ours is in them."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from tests.cut_fonts import FONTS, WEIGHTS, full_font, load, our_words, shaped

Drawing = list[tuple[str, int, int, int]]


def opened(path_or_data: bytes) -> tuple[TTFont, object]:
    font = TTFont(io.BytesIO(path_or_data))
    plain = io.BytesIO()
    font.flavor = None
    font.save(plain)
    return font, load(plain.getvalue())


def outlines(font: TTFont) -> dict[int, str]:
    """Each glyph by its outline, so that glyphs of two fonts can be held against each other."""
    glyphs = font["glyf"]
    made = {}
    for number, name in enumerate(font.getGlyphOrder()):
        coordinates, ends, _ = glyphs[name].getCoordinates(glyphs)
        made[number] = f"{list(coordinates)}{list(ends)}"
    return made


@pytest.mark.parametrize("weight", sorted(WEIGHTS))
def test_every_devanagari_word_of_ours_is_drawn_as_by_the_whole_font(weight: int) -> None:
    whole_font, whole = opened(full_font(weight).read_bytes())
    cut_font, cut = opened((FONTS / f"mukta-deva-{weight}.woff2").read_bytes())
    whole_outlines, cut_outlines = outlines(whole_font), outlines(cut_font)

    def drawn(font: object, names: dict[int, str], word: str) -> Drawing:
        return [(names[glyph], *place) for glyph, *place in shaped(font, word)]  # type: ignore[arg-type]

    words = sorted(our_words())
    different = [w for w in words if drawn(whole, whole_outlines, w) != drawn(cut, cut_outlines, w)]
    assert different == []
    assert len(words) > 2_000


@pytest.mark.parametrize("weight", sorted(WEIGHTS))
def test_the_rupee_sign_stands_in_the_latin_file(weight: int) -> None:
    characters = TTFont(FONTS / f"mukta-latin-{weight}.woff2").getBestCmap()
    assert {0x20B9, 0x2013, 0x201C, 0x2265} <= set(characters)


def test_the_files_stay_within_their_budget() -> None:
    size = {path.name: path.stat().st_size for path in FONTS.glob("*.woff2")}
    latin = sum(bytes_ for name, bytes_ in size.items() if "latin" in name)
    assert latin <= 20_000
    assert sum(size.values()) <= 95_000
