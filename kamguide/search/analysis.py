"""The one analyzer: text to words, folded so that every spelling of a word is the same; no index knows another.

Python's ``\\w`` matches no Devanagari vowel sign, so words are found by our own pattern. Folding happens before
stemming, in this order: NFC, look-alike vowels, digits, case, nukta and joiners, nasals. A word keeps its place in the
text, so that it can be marked there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

VERSION = "1"
"""Raised with every change of what a text is turned into; part of the index's stamp."""

WORD_LIMIT = 60
"""Characters of one word; the rest of a longer one is passed over."""

_WORD = re.compile(
    "(?:[A-Za-z]\\.){2,}[A-Za-z]?"  # K.A.M.
    "|[0-9\u0966-\u096f]+(?:[,.][0-9\u0966-\u096f]+)*"  # 51,933 and 95.5
    "|[^\\W\\d_](?:[\\w\u0900-\u0963\u0971-\u097f\u200c\u200d])*[+*]?"
    "|[\u0900-\u0963\u0971-\u097f]+"
)
_COMBINED = (("अा", "आ"), ("अॉ", "ऑ"), ("अो", "ओ"), ("अौ", "औ"), ("एे", "ऐ"), ("आे", "ओ"), ("आै", "औ"))
_DROPPED = dict.fromkeys(map(ord, "\u200c\u200d\u093c\u093d"))  # joiners, nukta, avagraha
_CHANDRA = str.maketrans({"ॅ": "े", "ॉ": "ो", "ऑ": "ओ", "ऍ": "ए", "ँ": "ं", "ऎ": "ए", "ऒ": "ओ"})
_NASAL = re.compile("[ङञणनम]\u094d(?=[क-घच-झट-ढत-धप-भ])")
_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_SHORT_VOWELS = str.maketrans(
    {
        "ी": "ि",
        "ू": "ु",
        "ई": "इ",
        "ऊ": "उ",
        "ै": "े",
        "ौ": "ो",
        "ऐ": "ए",
        "औ": "ओ",
        "श": "स",
        "ष": "स",
        "ण": "न",
        "\u094d": None,
    }
)
_CLUSTERS = (("क्स", "ख"), ("ग्ज", "ख"), ("क्ज", "ख"), ("ग्य", "ज्ञ"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and where it stands (``text[start:end]``)."""

    folded: str
    start: int
    end: int

    @property
    def devanagari(self) -> bool:
        return _DEVANAGARI.search(self.folded) is not None

    @property
    def number(self) -> bool:
        return self.folded[:1].isdigit()


def words(text: str) -> list[Word]:
    """All words of a text in order."""
    return list(_words(text))


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        folded = fold(match.group()[:WORD_LIMIT])
        if folded:
            yield Word(folded, match.start(), match.end())


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The one spelling of a word: हिन्दी and हिंदी, ज़िम्मेदारी with either nukta, २०१६ and 2016, 1,17,960 and 117960."""
    word = unicodedata.normalize("NFC", word)
    if _DEVANAGARI.search(word):
        word = word.translate(_DIGITS)
        for apart, joined in _COMBINED:
            word = word.replace(apart, joined)
        word = unicodedata.normalize("NFC", word).translate(_DROPPED).translate(_CHANDRA)
        word = _NASAL.sub("ं", word)
    else:
        decomposed = unicodedata.normalize("NFKD", word).casefold()
        word = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "\u200c\u200d")
    if word[:1].isdigit():
        return word.replace(",", "").rstrip(".")
    return word.replace(".", "").strip("'’*+-")


@lru_cache(maxsize=50_000)
def hard_fold(folded: str) -> str:
    """A coarser spelling, for looking up words of the lexicon: long vowels short, virama gone, alike letters alike."""
    if not _DEVANAGARI.search(folded):
        return folded
    for cluster, one in _CLUSTERS:
        folded = folded.replace(cluster, one)
    folded = re.sub("(?<=[\u0900-\u097f])ये$", "ए", folded)
    folded = re.sub("यी$", "ई", folded)
    return folded.translate(_SHORT_VOWELS)


_STEMMERS = {True: snowballstemmer.stemmer("hindi"), False: snowballstemmer.stemmer("english")}


@lru_cache(maxsize=50_000)
def stem(folded: str) -> str:
    """The stem of a word by its script, folded hard; numbers stay."""
    if folded[:1].isdigit():
        return folded
    devanagari = _DEVANAGARI.search(folded) is not None
    return hard_fold(str(_STEMMERS[devanagari].stemWord(folded)))


_SOUNDS = (
    ("ksh", "s"), ("chh", "c"), ("ch", "c"), ("sh", "s"), ("ph", "f"), ("bh", "b"), ("dh", "d"), ("th", "t"),
    ("kh", "k"), ("gh", "g"), ("jh", "j"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("z", "j"), ("w", "v"), ("b", "v"),
    ("ee", "i"), ("oo", "u"), ("ou", "u"), ("y", "i"), ("e", "i"), ("o", "u"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def sound(folded: str) -> str:
    """How a word written with Latin letters sounds in Hindi: aspirates plain, ``a`` and ``h`` gone, letters single."""
    if not folded or not folded[0].isascii():
        return ""
    first, rest = folded[0], folded
    for written, spoken in _SOUNDS:
        rest = rest.replace(written, spoken)
    kept = re.sub(r"(.)\1+", r"\1", re.sub("[ah]", "", rest))
    return ("a" if first in "ah" else "") + kept
