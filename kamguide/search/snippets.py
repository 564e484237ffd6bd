"""Snippets: the part of an entry that answers best, cut between words, with what was found marked."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from kamguide.model.text import Language
from kamguide.search.documents import concept_term
from kamguide.search.entries import Entry
from kamguide.search.texts import Texts
from kamguide.search.understanding import Understanding
from kamguide.search.weighing import FAINT_WEIGHT

LENGTH = 180
"""Characters of a snippet, about."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """HTML-escaped text with ``<mark>`` around what was found, and how many things were."""

    html: str
    marked: int


def snippet(entry: Entry, language: Language, understood: Understanding, texts: Texts) -> Snippet:
    """The best part of the entry in the language; its first part where nothing in it was found."""
    best: tuple[float, int, str, list[tuple[int, int]]] | None = None
    for number, part in enumerate(entry.parts.get(language, ())):
        found = _telling(_found(part, understood, texts))
        weight = sum(value for _, _, value in found)
        if best is None or weight > best[0]:
            best = (weight, number, part, [(start, end) for start, end, _ in found])
    if best is None:
        return Snippet("", 0)
    _, _, text, spans = best
    return _cut(text, spans)


def _telling(found: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """What tells something; what only says how is asked counts where there is nothing else."""
    return [span for span in found if span[2] > FAINT_WEIGHT] or found


def _found(text: str, understood: Understanding, texts: Texts) -> list[tuple[int, int, float]]:
    """Places of a text that the query names, with their weights: concepts whole, then single words."""
    analysed = texts.of(text)
    taken: set[int] = set()
    found = []
    for match in analysed.matches:
        weight = None if match.weak else understood.terms.get(concept_term(match.concept))
        if weight is not None and match.start not in taken:
            taken.update(range(match.start, match.end))
            found.append((analysed.words[match.start].start, analysed.words[match.end - 1].end, weight))
    for at, term in enumerate(analysed.terms):
        if term and at not in taken:
            weight = understood.terms.get(term, 0.0)
            if weight >= 1.0:
                found.append((analysed.words[at].start, analysed.words[at].end, weight))
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
