"""Which characters content may hold: no control, direction-changing or invisible ones, all of it in NFC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SUSPECT = re.compile("[^\t\n\r\x20-\x7e\xa0-\xac\xae-\u02ff\u0900-\u097f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
"""Everything but the characters that texts are made of; each is looked at."""
_REFUSED_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0000-\U000e0fff\u2065\ufff0-\ufff8]"
)
_JOINERS = "\u200c\u200d"
_INDIC = re.compile("[\u0900-\u0d7f\u200c\u200d]")


def refused(text: str) -> Iterator[tuple[int, int, str]]:
    """Each refused character as line, column (from 1) and its code such as ``U+202E``."""
    line, start, seen = 1, -1, 0
    for at in _refused_at(text):
        line += text.count("\n", seen, at)
        start, seen = max(start, text.rfind("\n", seen, at)), at
        yield line, at - start, f"U+{ord(text[at]):04X}"


def _refused_at(text: str) -> Iterator[int]:
    if text.isascii() and text.isprintable():
        return
    for match in _SUSPECT.finditer(text):
        character = match.group()
        if character in _JOINERS:  # only inside Indic words
            if not _INDIC.match(text[match.start() - 1 : match.start()]):
                yield match.start()
        elif (
            unicodedata.category(character) in _REFUSED_CATEGORIES
            or _INVISIBLE.match(character)
            or _is_noncharacter(ord(character))
        ):
            yield match.start()


def _is_noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - the Unicode Standard, 23.7


def without_refused(text: str) -> str:
    """The text with every refused character taken out."""
    bad = set(_refused_at(text))
    return "".join(character for at, character in enumerate(text) if at not in bad) if bad else text


def visible(text: str, most: int = 80) -> str:
    """What a stranger typed, fit to be shown: without refused characters and line ends, not too long."""
    return re.sub(r"\s+", " ", without_refused(text))[:most]


def normalised(text: str) -> str:
    """The text in NFC: letters with nukta decomposed, so that each word has one spelling."""
    return unicodedata.normalize("NFC", text)
