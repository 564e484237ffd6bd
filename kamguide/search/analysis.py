"""The one analyzer: text to words, folded so that every spelling of a word is the same; no index knows another.

Python's ``\\w`` matches no Devanagari vowel sign, so words are found by our own pattern. Folding happens before
stemming, in this order: NFC, look-alike vowels, digits, case, nukta and joiners, nasals. A word keeps its place in the
text, so that it can be marked there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version

import snowballstemmer

from kamguide.word import DEVANAGARI, WORD_LIMIT, Word, with_dots

VERSION = f"2 snowballstemmer {version('snowballstemmer')} unicode {unicodedata.unidata_version}"
"""Changes with whatever changes what a text is turned into; part of the index's stamp.

The number is raised by hand with our own code; stems come from Snowball, letters and their folding from tables of
Python.
"""

_WORD = re.compile(
    "(?:[A-Za-z]\\.){2,}[A-Za-z]?"  # K.A.M.
    "|[0-9\u0966-\u096f]+(?:[,.][0-9\u0966-\u096f]+)*"  # 51,933 and 95.5
    "|[^\\W\\d_](?:[\\w\u0900-\u0963\u0971-\u097f\u200c\u200d])*[+*]?"
    "|[\u0900-\u0963\u0971-\u097f]+"
)
_COMBINED = (("अा", "आ"), ("अॉ", "ऑ"), ("अो", "ओ"), ("अौ", "औ"), ("एे", "ऐ"), ("आे", "ओ"), ("आै", "औ"))
_DROPPED = dict.fromkeys(map(ord, "\u200c\u200d\u093c\u093d"))  # joiners, nukta, avagraha
_CHANDRA = str.maketrans({"ॅ": "े", "ॉ": "ो", "ऑ": "ओ", "ऍ": "ए", "ँ": "ं", "ऎ": "ए", "ऒ": "ओ"})
_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
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
    if DEVANAGARI.search(word):
        word = word.translate(_DIGITS)
        for apart, joined in _COMBINED:
            word = word.replace(apart, joined)
        word = unicodedata.normalize("NFC", word).translate(_DROPPED).translate(_CHANDRA)
        word = with_dots(word)
    else:
        decomposed = unicodedata.normalize("NFKD", word).casefold()
        word = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "\u200c\u200d")
    if word[:1].isdigit():
        return word.replace(",", "").rstrip(".")
    return word.replace(".", "").strip("'’*+-")


@lru_cache(maxsize=50_000)
def hard_fold(folded: str) -> str:
    """A coarser spelling, for looking up words of the lexicon: long vowels short, virama gone, alike letters alike."""
    if not DEVANAGARI.search(folded):
        return folded
    for cluster, one in _CLUSTERS:
        folded = folded.replace(cluster, one)
    folded = re.sub("(?<=[\u0900-\u097f])ये$", "ए", folded)
    folded = re.sub("यी$", "ई", folded)
    return folded.translate(_SHORT_VOWELS)


_LENGTHS = str.maketrans({"ी": "ि", "ू": "ु", "ई": "इ", "ऊ": "उ"})
_ENGLISH = snowballstemmer.stemmer("english")
_ENDINGS = (
    ("ियां", "ि"), ("ियों", "ि"), ("ियो", "ि"), ("ाएं", ""), ("ाओं", ""), ("ाओ", ""), ("ुओं", "ु"), ("इयां", "इ"), ("इयों", "इ"),
    ("ओं", ""), ("एं", ""), ("ों", ""), ("ें", ""), ("ो", ""), ("े", ""), ("ा", ""),
)  # fmt: skip
"""Endings of number and case, and what is left of them. Nothing that would make another word."""
_SHORTEST_STEM = 2


@lru_cache(maxsize=50_000)
def stem(folded: str) -> str:
    """The stem of a word by its script; numbers stay. Long and short vowels are one: many type either.

    Snowball's Hindi stems खाता (account) and खाना (food) to one form and खातों to another; ours takes off only the
    endings of number and case.
    """
    if folded[:1].isdigit():
        return folded
    if DEVANAGARI.search(folded) is None:
        return str(_ENGLISH.stemWord(folded))
    word = folded.translate(_LENGTHS)
    for ending, left in _ENDINGS:
        if word.endswith(ending):
            shorter = word[: -len(ending)] + left
            return shorter if len(_LETTER.findall(shorter)) >= _SHORTEST_STEM else word
    return word


_LETTER = re.compile("[\u0904-\u0939\u0958-\u0961]")
_SPELLED = (
    ("chh", "C"), ("ch", "C"), ("tch", "C"), ("ksh", "ks"), ("gy", "gi"), ("sh", "s"), ("ph", "f"), ("bh", "b"),
    ("dh", "d"), ("th", "t"), ("kh", "k"), ("gh", "g"), ("jh", "j"), ("ck", "k"), ("ce", "si"), ("ci", "si"),
    ("c", "k"), ("x", "ks"), ("q", "k"), ("z", "j"), ("w", "v"), ("b", "v"), ("ee", "i"), ("oo", "u"), ("ou", "u"),
    ("au", "u"), ("ai", "i"), ("ei", "i"), ("y", "i"), ("e", "i"), ("o", "u"),
)  # fmt: skip
_SPOKEN = str.maketrans(
    {
        **dict(zip("कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषस", "kkggnCCjjnttddnttddnpfvvmirlvsss", strict=True)),
        **dict.fromkeys("इईएऐिीेै", "i"),
        **dict.fromkeys("उऊओऔुूोौ", "u"),
        **{"ऋ": "ri", "ृ": "ri", "ं": "n", "ह": "h", "ा": "a", "अ": "a", "आ": "a", "ः": "", "\u094d": ""},
    }
)


@lru_cache(maxsize=50_000)
def sound(folded: str) -> str:
    """How a word of either script sounds in Hindi: aspirates plain, ``a`` and ``h`` gone, letters single.

    ``rijyume``, ``rejume`` and रिज़्यूमे sound alike, so that what is typed by ear is found.
    """
    if not folded or not folded[0].isalpha():
        return ""
    if DEVANAGARI.search(folded):
        spoken = folded.replace("ज्ञ", "ग्य").translate(_SPOKEN)
    else:
        spoken = folded
        for written, heard in _SPELLED:
            spoken = spoken.replace(written, heard)
    spoken = re.sub("m(?=[pvf])", "n", spoken)
    first = spoken[:1] if spoken[:1] in ("a", "h") else ""
    return first + re.sub(r"(.)\1+", r"\1", re.sub("[ah]", "", spoken))
