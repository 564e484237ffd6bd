"""Snippets: the part of an entry that answers best, cut between words, with what was found marked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from kamguide.model.text import Language
from kamguide.search.analysis import Word, hard_fold, stem, words
from kamguide.search.concepts import Matcher
from kamguide.search.documents import concept_term
from kamguide.search.entries import Entry
from kamguide.search.query import Understanding

LENGTH = 180
"""Characters of a snippet, about."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """HTML-escaped text with ``<mark>`` around what was found, and how many things were."""

    html: str
    marked: int


@lru_cache(maxsize=20_000)
def _analysed(text: str) -> tuple[Word, ...]:
    return tuple(words(text))


def snippet(entry: Entry, language: Language, understood: Understanding, matcher: Matcher) -> Snippet:
    """The best part of the entry in the language; its first part where nothing in it was found."""
    best: tuple[float, int, str, list[tuple[int, int]]] | None = None
    for number, part in enumerate(entry.parts.get(language, ())):
        found = _found(part, understood, matcher)
        weight = sum(value for _, _, value in found)
        if best is None or weight > best[0]:
            best = (weight, number, part, [(start, end) for start, end, _ in found])
    if best is None:
        return Snippet("", 0)
    _, _, text, spans = best
    return _cut(text, spans)


def _found(text: str, understood: Understanding, matcher: Matcher) -> list[tuple[int, int, float]]:
    """Places of a text that the query names, with their weights: concepts whole, then single words."""
    text_words = _analysed(text)
    taken = [False] * len(text_words)
    found = []
    for match in matcher.matches(text_words):
        weight = understood.terms.get(concept_term(match.concept))
        if weight is not None and not any(taken[match.start : match.end]):
            taken[match.start : match.end] = [True] * (match.end - match.start)
            found.append((text_words[match.start].start, text_words[match.end - 1].end, weight))
    for at, word in enumerate(text_words):
        if not taken[at]:
            weight = understood.terms.get(stem(word.folded), 0.0)
            if weight >= 1.0 and hard_fold(word.folded) not in matcher.stop_words:
                found.append((word.start, word.end, weight))
    return sorted(found)


def _cut(text: str, spans: list[tuple[int, int]]) -> Snippet:
    begin, end = 0, len(text)
    if len(text) > LENGTH:
        first = spans[0][0] if spans else 0
        begin = _word_start(text, max(0, first - LENGTH // 3))
        end = _word_end(text, min(len(text), begin + LENGTH))
    pieces = ["… " if begin else ""]
    at = begin
    inside = [(start, stop) for start, stop in spans if start >= begin and stop <= end]
    for start, stop in inside:
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        at = stop
    pieces += [escape(text[at:end]), " …" if end < len(text) else ""]
    return Snippet("".join(pieces), len(inside))


def _word_start(text: str, at: int) -> int:
    if at == 0:
        return 0
    space = text.find(" ", at)
    return space + 1 if 0 <= space < at + 40 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return space if space > 0 else at
