"""Text as the linter reads it: words folded to one spelling, with their place, and sentences with their language.

Words are found by Unicode categories L, N and M, so that vowel signs belong to them; places are code points of the
text as given. Everything here takes time that grows with the length of the text only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from kamguide.model.text import Language
from kamguide.word import DEVANAGARI, WORD_LIMIT, Word, with_dots

_DROPPED = dict.fromkeys(map(ord, "\u200c\u200d\u093c\u00ad\u2060\ufeff"))  # joiners, nukta, what nobody sees
_SAME = str.maketrans({"ँ": "ं", "ऍ": "ए", "’": "'", **{chr(0x966 + digit): str(digit) for digit in range(10)}})
_SPELLINGS = (
    ("िये", "िए"),
    ("ाये", "ाए"),
    ("येग", "एग"),
    ("येंग", "एंग"),
    ("गयी", "गई"),
    ("गये", "गए"),
    ("आयी", "आई"),
    ("आये", "आए"),
)
_BREAKS = re.compile(r"[।॥?!\n\r\u2028\u2029]+|\.(?=\s|$)|…")
_ABBREVIATIONS = frozenset(
    ("mr", "mrs", "ms", "dr", "prof", "st", "no", "eg", "ie", "vs", "inc", "ltd", "co", "dept", "approx", "min", "max",
     "श्री", "डॉ", "सं", "रु", "प्रा", "लि")
)  # fmt: skip
_LETTERS_END = 0x20000
"""No letter or mark of a living script stands behind it but rare Han."""
_INITIAL = 2
"""Letters of a word before a full stop that may be a number of a list or an initial."""
_BULLET = re.compile(r"[\s•●▪‣·*–—>#|-]*(?:\(?[0-9a-zA-Z]{1,2}[.)]\s)?\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line that stands for one: its words, its language, and where it stands."""

    words: tuple[Word, ...]
    language: Language
    start: int
    end: int


@cache
def _word_pattern() -> re.Pattern[str]:
    """Runs of letters, numbers and marks, and the joiners between them."""
    ranges: list[list[int]] = []
    for point in range(_LETTERS_END):
        if unicodedata.category(chr(point))[0] in "LNM":
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    inside = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
    return re.compile(f"[{inside}][{inside}\u200c\u200d]*")


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The one spelling of a word: nukta or not, joiners or not, ँ or ं, हिन्दी or हिंदी, चाहिये or चाहिए, any case."""
    word = unicodedata.normalize("NFD", word[:WORD_LIMIT]).translate(_DROPPED)
    if DEVANAGARI.search(word):
        word = with_dots(unicodedata.normalize("NFC", word).translate(_SAME))
        for other, usual in _SPELLINGS:
            word = word.replace(other, usual)
        return word
    bare = "".join(character for character in word if not unicodedata.combining(character))
    return unicodedata.normalize("NFKC", bare.translate(_SAME)).casefold()


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a text, or of a part of it, in order."""
    found = _word_pattern().finditer(text, start, len(text) if end is None else end)
    return [Word(fold(match.group()), match.start(), match.end()) for match in found]


def language_of(found: tuple[Word, ...]) -> Language:
    """Hindi where at least a third of the letters stand in Devanagari words, else English."""
    hindi = sum(word.end - word.start for word in found if word.devanagari)
    latin = sum(word.end - word.start for word in found if not word.devanagari and not word.number)
    return "hi" if hindi and 2 * hindi >= latin else "en"


def sentences(text: str, given: Language | None = None) -> list[Sentence]:
    """The sentences of a text. A line end ends one, so does a danda; each is in a language of its own.

    :param given: the language of sentences without a letter.
    """
    every = words(text)
    found: list[Sentence] = []
    at = upto = begin = 0
    for end, after in (*_ends(text), (len(text), len(text))):
        while upto < len(every) and every[upto].start < end:
            upto += 1
        if (
            end < len(text)
            and text[end] == "."
            and upto > at
            and (
                every[upto - 1].folded in _ABBREVIATIONS or (upto == at + 1 and end - every[upto - 1].start <= _INITIAL)
            )
        ):
            continue
        inside = tuple(every[at:upto])
        if inside:
            lead = _BULLET.match(text, begin, inside[0].start)
            first = min(lead.end() if lead else begin, inside[0].start)
            language = language_of(inside) if any(not word.number for word in inside) else (given or "en")
            found.append(Sentence(inside, language, first, max(end, inside[-1].end)))
        at, begin = upto, after
    return found


def _ends(text: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in _BREAKS.finditer(text)]


def said(text: str, sentence: Sentence) -> str:
    """The words of a sentence as they stand, with the sign that ends it."""
    end = sentence.end + (text[sentence.end : sentence.end + 1] in tuple("।?!."))
    return text[sentence.start : end].strip()
