"""What HR writes for both languages at once: ``हिंदी | English``. Each language of a document takes its own side.

What has no second side, or two in one script, stands in every language as it was written.
"""

from __future__ import annotations

import re

from kamguide.model.text import Language

BETWEEN = "|"
_HINDI, _LATIN = re.compile("[\u0904-\u0939\u0958-\u0961]"), re.compile("[A-Za-z]")


def sides(text: str) -> dict[Language, str]:
    """The text of each language; empty where it has no two sides, one in Devanagari and one in Latin letters alone."""
    parts = [part.strip() for part in text.split(BETWEEN)]
    if len(parts) != 2:  # noqa: PLR2004 - one side for each language
        return {}
    found: dict[Language, str] = {language: part for part in parts if (language := script(part)) is not None}
    return found if len(found) == len(parts) else {}


def side(text: str, language: Language) -> str:
    """What a text says in a language."""
    return sides(text).get(language, text)


def script(text: str) -> Language | None:
    """The language whose letters a text has: Hindi with any in Devanagari, else English; None without letters."""
    return "hi" if _HINDI.search(text) else "en" if _LATIN.search(text) else None
