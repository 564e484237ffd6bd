"""From a résumé or any plain text to the skills that it seems to show, each with the words that led to it.

Only suggestions: a person decides. Words are those of the lexicon and the skills' own names, in English, in Devanagari
and in romanised Hindi. What a sentence denies or only wishes for is left out. Nothing is stored or logged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kamguide.library.library import Library
from kamguide.model.skill import Skill
from kamguide.model.text import Text
from kamguide.sources.characters import normalised

TEXT_MOST = 20_000
"""Characters of a text that are read."""
QUOTE_MOST = 200
"""Characters of a sentence that are given back."""
_WORD = re.compile(r"[^\W_]+(?:[\u0900-\u0963\u0966-\u097f\u200c\u200d]+[^\W_]*)*(?:['’][^\W_]+)?")
"""A word; the signs of Devanagari are no letters to the Unicode Standard, and are part of it here."""
_SENTENCE = re.compile(r"[^.!?।;\n•|]+")
_BRACKETS = re.compile(r"\([^)]*\)")
_ALIKE = str.maketrans({"़": None, "ँ": "ं", "\u200c": None, "\u200d": None, "’": "'"})
_ENDINGS = ("ing", "ions", "ion", "ors", "or", "ed", "es", "e", "s")
_HINDI_ENDINGS = ("ियों", "ियां", "ाओं", "ों", "ें", "ि", "ी", "ा", "े")
_IRREGULAR = {"led": "lead", "sold": "selling"}
_STEM_LEAST, _HINDI_STEM_LEAST = 5, 3

_DENIES_WHAT_FOLLOWS = {
    "no", "not", "never", "without", "lack", "lacks", "lacked", "lacking", "cannot", "can't", "don't", "didn't",
    "haven't", "hasn't", "isn't", "wasn't", "learn", "wish",
    "hope",
}  # fmt: skip
"""English puts these before what it denies or wishes for."""
_DENIES_WHAT_STANDS_BEFORE = {
    "नहीं",
    "नही",
    "बिना",
    "सीखना",
    "सीखनी",
    "सीखने",
    "nahi",
    "nahin",
    "nhi",
    "bina",
    "seekhna",
    "sikhna",
}
"""Hindi puts these behind."""
_TURNS = {"but", "however", "yet", "लेकिन", "मगर", "किंतु", "lekin", "magar"}
"""From here on a sentence says something else."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill that a text seems to show."""

    skill: str
    label: Text
    words: tuple[str, ...]
    """What led to it, as it was written; each once."""
    quote: str
    """The first sentence in which it stands, perhaps cut."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    plain: str
    stem: str


def suggestions(text: str, library: Library, skills: Iterable[str] | None = None) -> tuple[Suggestion, ...]:
    """Which skills a text seems to show, those with the most words first.

    :param text: only its first ``TEXT_MOST`` characters are read.
    :param skills: the only skills to look for; None: all.
    """
    wanted = library.skills.keys() if skills is None else set(skills) & library.skills.keys()
    names = _names(library, wanted)
    longest = max((len(name) for name in names), default=0)
    found: dict[str, tuple[list[str], str]] = {}
    for sentence in _sentences(normalised(text[:TEXT_MOST])):
        words = _words(sentence)
        for first, count, slugs in _spotted(words, names, longest):
            if _denied(words, first, first + count):
                continue
            said = sentence[words[first].start : words[first + count - 1].end]
            for slug in slugs:
                said_words, _ = found.setdefault(slug, ([], _quoted(sentence)))
                said_words.append(said)
    order = sorted(found, key=lambda slug: -len({word.casefold() for word in found[slug][0]}))
    return tuple(
        Suggestion(slug, library.skills[slug].short_label, tuple(dict.fromkeys(found[slug][0])), found[slug][1])
        for slug in order
    )


Names = Mapping[tuple[str, ...], frozenset[str]]


def _names(library: Library, wanted: Iterable[str]) -> Names:
    """The skills by each of their names, as stems; of the lexicon's names only those that mean nothing else."""
    found: dict[tuple[str, ...], set[str]] = {}
    chosen = set(wanted)
    concepts = [
        (concept.skill, concept)
        for lexicon in library.lexicon.values()
        for concept in lexicon.concepts.values()
        if concept.skill in chosen
    ]
    for slug, concept in concepts:
        for name in concept.variants.all():
            for stems in _forms(name):
                found.setdefault(stems, set()).add(str(slug))
    for _, concept in concepts:
        for name in (*concept.weak.all(), *concept.not_this.all()):
            found.pop(_stems(name), None)
    for slug in chosen:
        for name in _own_names(library.skills[slug]):
            for stems in _forms(name):
                found.setdefault(stems, set()).add(slug)
    found.pop((), None)
    return {name: frozenset(slugs) for name, slugs in found.items()}


def _forms(name: str) -> Iterator[tuple[str, ...]]:
    """A name as stems; of several words with a Hindi verb at the end (-ना) also without that ending."""
    words = _words(normalised(name))
    stems = tuple(word.stem for word in words)
    yield stems
    if len(words) > 1 and words[-1].plain.endswith("ना"):
        yield (*stems[:-1], _stem(words[-1].plain.removesuffix("ना")))


def _own_names(skill: Skill) -> Iterator[str]:
    for label in (skill.label, skill.short_label):
        yield from (_BRACKETS.sub("", label.to("hi")), _BRACKETS.sub("", label.to("en")))
    yield from (*skill.alt_labels.hi, *skill.alt_labels.en)


def _stems(name: str) -> tuple[str, ...]:
    return tuple(word.stem for word in _words(normalised(name)))


def _sentences(text: str) -> Iterator[str]:
    return (match.group() for match in _SENTENCE.finditer(text))


def _words(text: str) -> list[_Word]:
    found = []
    for match in _WORD.finditer(text):
        plain = match.group().casefold().translate(_ALIKE)
        found.append(_Word(match.start(), match.end(), plain, _stem(plain)))
    return found


def _stem(word: str) -> str:
    """A word without its ending, the same for names and text: no dictionary form."""
    endings, least = (_ENDINGS, _STEM_LEAST) if word.isascii() else (_HINDI_ENDINGS, _HINDI_STEM_LEAST)
    word = _IRREGULAR.get(word, word)
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _spotted(words: list[_Word], names: Names, longest: int) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Names in a sentence, the longest at each place; where one was found the search goes on behind it."""
    at = 0
    while at < len(words):
        for count in range(min(longest, len(words) - at), 0, -1):
            slugs = names.get(tuple(word.stem for word in words[at : at + count]))
            if slugs:
                yield at, count, slugs
                at += count - 1
                break
        at += 1


def _denied(words: list[_Word], first: int, last: int) -> bool:
    """Whether the sentence denies what stands from ``first`` to before ``last``, or only wishes for it."""
    for at in range(first - 1, -1, -1):
        if words[at].plain in _TURNS:
            break
        if words[at].plain in _DENIES_WHAT_FOLLOWS and words[at + 1].plain != "only":
            return True
    for word in words[last:]:
        if word.plain in _TURNS:
            break
        if word.plain in _PLAIN_DENIALS:
            return True
    return False


_PLAIN_DENIALS = {word.translate(_ALIKE) for word in _DENIES_WHAT_STANDS_BEFORE}


def _quoted(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= QUOTE_MOST else words[: QUOTE_MOST - 1].rstrip() + "…"
