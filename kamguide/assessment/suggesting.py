"""From a résumé or any plain text to the skills that it seems to show, each with the words that led to it.

Only suggestions: a person decides. Words are those of the lexicon and the skills' own names, in English, in Devanagari
and in romanised Hindi. What a sentence denies or only wishes for is left out. Nothing is stored or logged.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kamguide.library.library import Library
from kamguide.model.skill import Skill
from kamguide.sources.characters import normalised, without_refused

TEXT_LIMIT = 20_000
"""Characters of a text that are read."""
MOST_WORDS = 4
"""Places in the text that are told of one skill."""
_WORD = re.compile(r"[^\W_]+(?:[\u0900-\u0963\u0966-\u097f\u200c\u200d]+[^\W_]*)*(?:['’][^\W_]+)?")
"""A word; the signs of Devanagari are no letters to the Unicode Standard, and are part of it here."""
_SENTENCE = re.compile(r"[^.!?।;\n•|]{1,2000}")
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
    """A skill that a text speaks of, with the words that say so, as they stand there."""

    skill: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    plain: str
    stem: str


def suggest(text: str, library: Library, skills: Collection[str]) -> tuple[Suggestion, ...]:
    """Which of these skills a text speaks of, in their order.

    :param text: plain text in English, Hindi or both; only its first ``TEXT_LIMIT`` characters are read.
    """
    known = [skill for skill in skills if skill in library.skills]
    names = _names(library, known)
    longest = max((len(name) for name in names), default=0)
    found: dict[str, dict[str, str]] = {}
    for sentence in _sentences(normalised(without_refused(text[:TEXT_LIMIT]))):
        words = _words(sentence)
        for first, last, slugs in _spotted(words, names, longest):
            if not _denied(words, first, last):
                said = " ".join(sentence[words[first].start : words[last - 1].end].split())
                for slug in slugs:
                    found.setdefault(slug, {}).setdefault(said.casefold(), said)
    return tuple(Suggestion(skill, tuple(found[skill].values())[:MOST_WORDS]) for skill in known if skill in found)


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
                yield at, at + count, slugs
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
