"""Cuts the site's fonts out of Mukta: ``python -m tests.cut_fonts`` (``make fonts``) writes four WOFF2 files.

The Devanagari files keep every glyph that shaping our words needs, at every step of the shaping: the words of Debian's
hunspell-hi, of the source articles where they are at hand, of all content, templates and catalogues, and the hard
conjuncts. The Latin files keep the characters of ``LATIN``.
"""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import fontpkg_mukta
import uharfbuzz as hb
from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "kamguide" / "web" / "static" / "fonts"
DICTIONARY = Path("/usr/share/hunspell/hi_IN.dic")
WEIGHTS = {400: "Mukta-Regular.ttf", 600: "Mukta-SemiBold.ttf"}
HARD_CONJUNCTS = "क्ष त्र ज्ञ श्र ङ्ग द्ध ह्म र्क ट्र ट्रू ङ्क ञ्च ण्ड द्म द्य द्व ह्न ह्य ह्र ह्ल ह्व क्त रु रू हृ र्त्स्न्य"
LATIN = [*range(0x20, 0x7F), 0xA0, 0xA3, 0xA9, 0xAB, 0xAE, 0xB0, 0xB7, 0xBB, 0xC9, 0xD7, 0xE0, 0xE4, 0xE7, 0xE8, 0xE9,
         0xED, 0xF1, 0xF6, 0xF7, 0xFC, 0x2009, 0x2013, 0x2014, *range(0x2018, 0x201E), 0x2022, 0x2026, 0x202F, 0x203A,
         0x20AC, 0x20B9, 0x2212, 0x2264, 0x2265]  # fmt: skip
WRITTEN = (".yaml", ".md", ".html", ".po", ".py", ".toml")
"""Endings of the files that people write; a plugin may bring pictures too."""
DEVANAGARI = [*range(0x0900, 0x0980), 0x200C, 0x200D, 0x25CC]
_WORD = re.compile("[\u0900-\u0963\u0966-\u097f\u200c\u200d]+")
_FEATURES = ["*"]


def full_font(weight: int) -> Path:
    """The whole font of a weight, as its package brings it."""
    return Path(fontpkg_mukta.__file__).parent / "files" / WEIGHTS[weight]


def our_words() -> set[str]:
    """Every Devanagari word of content, templates, catalogues and code, and the hard conjuncts."""
    files = [
        *(ROOT / "content").rglob("*.*"),
        *(ROOT / "plugins").rglob("*.*"),
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "kamguide").rglob("*.po"),
        *(ROOT / "kamguide").rglob("*.py"),
    ]
    texts = [path.read_text(encoding="utf-8") for path in files if path.suffix in WRITTEN and path.is_file()]
    return words_of([*texts, HARD_CONJUNCTS])


def words_of(texts: Iterable[str]) -> set[str]:
    """The Devanagari words of texts, in NFC."""
    return {word for text in texts for word in _WORD.findall(unicodedata.normalize("NFC", text))}


def shaped(font: hb.Font, word: str) -> list[tuple[int, int, int, int]]:
    """Glyph, advance and offsets of a word as it is drawn."""
    buffer = _buffer(word)
    hb.shape(font, buffer)
    return [
        (info.codepoint, position.x_advance, position.x_offset, position.y_offset)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def load(data: bytes) -> hb.Font:
    """A font to shape with."""
    return hb.Font(hb.Face(data))


def _buffer(word: str) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    return buffer


def glyphs_on_the_way(font: hb.Font, words: Iterable[str]) -> set[int]:
    """Every glyph that stands in the buffer at any step of shaping the words."""
    seen: set[int] = set()
    for word in words:
        buffer = _buffer(word)

        def step(_message: str, buffer: hb.Buffer = buffer) -> bool:
            seen.update(info.codepoint for info in buffer.glyph_infos)
            return True

        buffer.set_message_func(step)
        hb.shape(font, buffer)
        seen.update(info.codepoint for info in buffer.glyph_infos)
    return seen


def cut(weight: int, unicodes: list[int], words: Iterable[str]) -> bytes:
    """The WOFF2 bytes of the part of a font that the characters and words need."""
    source = full_font(weight)
    font = TTFont(source)
    order = font.getGlyphOrder()
    words = list(words)
    steps = glyphs_on_the_way(load(source.read_bytes()), words) if words else set()
    options = subset.Options(
        layout_features=_FEATURES, hinting=False, flavor="woff2", glyph_names=False, legacy_kern=False,
        notdef_outline=True, name_IDs=[1, 2, 3, 4, 5, 6, 13, 14],
        name_languages=[0x409], layout_closure=not words, desubroutinize=True,
    )  # fmt: skip
    if not words:
        options.layout_features = ["kern", "tnum", "lnum"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes, glyphs=[order[number] for number in sorted(steps) if number < len(order)])
    cutter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def main() -> int:
    """Write the four files; the dictionary must be installed."""
    if not DICTIONARY.is_file():
        print("the dictionary is missing: apt-get install hunspell-hi", file=sys.stderr)
        return 2
    dictionary = [line.split("/")[0] for line in DICTIONARY.read_text(encoding="utf-8").splitlines()[1:]]
    articles = [path.read_text(encoding="utf-8") for path in sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))]
    words = sorted(our_words() | words_of([*dictionary, *articles]))
    for weight in WEIGHTS:
        for name, unicodes, needed in (("latin", LATIN, []), ("deva", DEVANAGARI, words)):
            data = cut(weight, unicodes, needed)
            (FONTS / f"mukta-{name}-{weight}.woff2").write_bytes(data)
            print(f"mukta-{name}-{weight}.woff2: {len(data):,} bytes, {len(needed):,} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
