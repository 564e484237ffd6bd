"""How wide words are in Mukta, and where they break into lines: for pictures, whose text no browser lays out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WIDTHS = {
    0: "ऀँंऺ़ुूृॄॅॆेै्ॎ॒॑ॕॖॗॢॣ\u200c\u200d",
    160: "ः",
    200: "'’‘",
    240: " ,.:;`|",
    280: "!-Iijlािीॉॊोौॏ",
    320: "()J[\\]›",
    360: '"f{}',
    400: "*/1_rt।",
    440: "?szरऱ",
    480: "=Lc“”",
    520: "2378<>EFT^aekvxy–इईउटडहऽड़",
    560: "$+4569BPRSZbdghnopquऍऎएऐदनऩपबवष",
    600: "0CKVXY~गघठढतमयग़ढ़य़",
    640: "#AGङथधभ",
    680: "&DHNUच",
    720: "OQऄअऌछजञणलशसज़",
    760: "wळऴ",
    800: "ऊऋकखझफक़ख़फ़",
    840: "%Mॠ",
    880: "Wm",
    960: "आऑऒओऔ",
    1000: "@—",
}
"""Characters by the width of their glyph in the semi-bold face, in thousandths of the size, rounded up.

Conjuncts are narrower than their letters, so a word is never wider than its sum.
"""
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
_OTHER = 720
LETTER_SPACE, WORD_SPACE = 120, 160
"""What readers may add between letters and words by their own style sheet (WCAG 1.4.12), in thousandths."""


def width(text: str, size: float, spaced: bool = False) -> float:
    """The width of a text in the unit of the size; with ``spaced`` as wide as a reader may space it."""
    total = sum(_WIDTH.get(character, _OTHER) for character in text)
    if spaced:
        total += LETTER_SPACE * len(list(_clusters(text))) + WORD_SPACE * text.count(" ")
    return total * size / 1000


@lru_cache(maxsize=4_000)
def broken(text: str, size: float, most: float, spaced: bool = False) -> tuple[str, ...]:
    """The text in lines of a width at most; a word that is wider than a line is parted between its letters."""
    lines: list[str] = []
    for word, space in _words(text):
        if lines and width(f"{lines[-1]}{space}{word}", size, spaced) <= most:
            lines[-1] = f"{lines[-1]}{space}{word}"
            continue
        lines.append("")
        for cluster in _clusters(word):
            if lines[-1] and width(lines[-1] + cluster, size, spaced) > most:
                lines.append("")
            lines[-1] += cluster
    return tuple(lines) or ("",)


def widest(text: str, size: float) -> float:
    """The width of its widest word: in less room a line would part it."""
    return max((width(word, size) for word, _ in _words(text)), default=0)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Words, each with what stands before it where both share a line; a line may also end after a hyphen."""
    for word in text.split():
        space = " "
        for part in re.findall(r"[^-]*-+(?=[^-])|.+", word):
            yield part, space
            space = ""


def _clusters(text: str) -> Iterator[str]:
    """Letters with the signs that belong to them: a break between two clusters tears nothing apart."""
    cluster = ""
    for character in text:
        belongs = unicodedata.category(character) in ("Mn", "Mc", "Cf") or cluster.endswith("्")
        if cluster and not belongs:
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster
