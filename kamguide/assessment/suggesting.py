"""From a pasted text to the skills that its words speak of: a reminder for whoever answers, never an answer.

Names of skills and what people type for them (labels, lexicon) are looked for word by word. Words count as equal
without their usual endings, in English and Hindi. Nothing is kept, here or by who calls.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kamguide.library.library import Library
from kamguide.model.text import LANGUAGES
from kamguide.sources.characters import without_refused

TEXT_LIMIT = 20_000
"""Characters of a text that are looked at; a résumé has three thousand."""
MOST_WORDS = 4
"""Places in the text that are told of one skill."""
_LONGEST = 6
"""Words of a name, at most."""
_WORD = re.compile(r"[\w\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d]+")
_ENDING = re.compile(r"(?:ations?|ions?|ings?|ments?|ers?|ors?|ed|es|s|e)$")
_HINDI_ENDING = re.compile(r"(?:ियों|ियां|ाओं|ाएं|ों|ें|ो|े|ी|ा)$")
_LEAST_STEM = 4
"""Letters that are left of a word whose ending is taken off, at least."""
_LEAST_HINDI_STEM = 3
_SAME = str.maketrans({"\u093c": None, "\u200c": None, "\u200d": None, "\u0901": "\u0902"})
"""Nukta and joiners go; chandrabindu is read as anusvara."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill that a text speaks of, with the words that say so, as they stand there."""

    skill: str
    words: tuple[str, ...]


def suggest(text: str, library: Library, skills: Collection[str]) -> tuple[Suggestion, ...]:
    """Which of these skills a text speaks of, in their order.

    :param text: plain text in English, Hindi or both; only its first 20,000 characters are looked at.
    """
    plain = without_refused(unicodedata.normalize("NFC", text[:TEXT_LIMIT]))
    found: dict[str, dict[str, str]] = {}
    names = _names(library, skills)
    spans = [(match.start(), match.end(), _stem(match[0])) for match in _WORD.finditer(plain)]
    for at in range(len(spans)):
        for length in range(min(_LONGEST, len(spans) - at), 0, -1):
            key = tuple(stem for _, _, stem in spans[at : at + length])
            for skill in names.get(key, ()):
                words = " ".join(plain[spans[at][0] : spans[at + length - 1][1]].split())
                found.setdefault(skill, {}).setdefault(words.casefold(), words)
    return tuple(Suggestion(skill, tuple(found[skill].values())[:MOST_WORDS]) for skill in skills if skill in found)


def _names(library: Library, skills: Collection[str]) -> dict[tuple[str, ...], list[str]]:
    """By the stems of a name the skills that bear it."""
    names: dict[tuple[str, ...], list[str]] = {}
    for skill in skills:
        for name in _named(library, skill):
            key = tuple(_stem(word) for word in _WORD.findall(name))
            if 0 < len(key) <= _LONGEST and skill not in names.setdefault(key, []):
                names[key].append(skill)
    return names


def _named(library: Library, slug: str) -> Iterator[str]:
    skill = library.skills.get(slug)
    if skill is not None:
        for language in LANGUAGES:
            yield skill.label.to(language)
            yield skill.short_label.to(language)
            yield from skill.alt_labels.to(language)
    for lexicon in library.lexicon.values():
        for concept in lexicon.concepts.values():
            if concept.skill == slug:
                yield from concept.variants.all()


def _stem(word: str) -> str:
    """A word as it is compared: without case, nukta and its usual ending."""
    plain = word.casefold().translate(_SAME)
    ending, least = (_ENDING, _LEAST_STEM) if plain.isascii() else (_HINDI_ENDING, _LEAST_HINDI_STEM)
    found = ending.search(plain)
    return plain[: found.start()] if found and found.start() >= least else plain
