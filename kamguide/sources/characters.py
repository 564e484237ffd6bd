"""Which characters content may hold: no control, direction-changing or invisible ones, all of it in NFC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls but tab, line feed and carriage return
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff"  # invisible, direction, surrogates, private use
    "\U000e0000-\U0010ffff]"
    "|(?<![\u0900-\u0d7f\u200c\u200d])[\u200c\u200d]"  # joiners only inside Indic words
)


def refused(text: str) -> Iterator[tuple[int, int, str]]:
    """Each refused character as line, column (from 1) and its code such as ``U+202E``."""
    for match in _REFUSED.finditer(text):
        start = text.rfind("\n", 0, match.start())
        line = text.count("\n", 0, match.start()) + 1
        yield line, match.start() - start, f"U+{ord(match.group()):04X}"


def normalised(text: str) -> str:
    """The text in NFC: letters with nukta decomposed, so that each word has one spelling."""
    return unicodedata.normalize("NFC", text)
