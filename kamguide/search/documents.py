"""From entries to documents: the terms and marks by which an index finds them, made as a query's are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kamguide.model.text import LANGUAGES
from kamguide.search.analysis import Word, stem, words
from kamguide.search.concepts import Match, Matcher
from kamguide.search.entries import Entry
from kamguide.search.index import Document

TITLE_TIMES = 2
"""How often a title's words count."""


def document(entry: Entry, matcher: Matcher) -> Document:
    """What the index keeps of an entry: words of both languages, and the concepts that they name."""
    terms: list[str] = []
    for language in LANGUAGES:
        title = entry.title.get(language, "")
        for _ in range(TITLE_TIMES):
            terms += terms_of(words(title), matcher)
        for part in entry.parts.get(language, ()):
            terms += terms_of(words(part), matcher)
    for name in entry.names:
        terms += terms_of(words(name), matcher)
    return Document(entry.id, terms, marks_of(entry))


def terms_of(text_words: Sequence[Word], matcher: Matcher) -> list[str]:
    """Stems of the words that carry something, and a term for each concept named."""
    stems = [stem(word.folded) for word in text_words if not matcher.is_stop(word)]
    return [*stems, *(concept_term(match.concept) for match in matcher.matches(text_words))]


def concept_term(concept: str) -> str:
    """The term that stands for a concept; no word can be equal to it."""
    return f"={concept}"


def marks_of(entry: Entry) -> list[str]:
    """What the entry is about, as marks."""
    marks = [f"kind:{entry.kind}", f"slug:{entry.kind}:{entry.slug}"]
    marks += [f"role:{role}" for role in entry.roles]
    if entry.topic:
        marks.append(f"topic:{entry.topic}")
    if entry.kind == "role":
        marks.append(f"section:{entry.role}:{entry.topic}")
    if entry.kind == "comparison":
        marks.append("pair:" + ",".join(sorted(entry.roles)))
    return marks


def overlap(one: Match, start: int, end: int) -> bool:
    """Whether a match covers any of the words ``[start, end)``."""
    return one.start < end and start < one.end


def vocabulary(entries: Iterable[Entry]) -> frozenset[str]:
    """Every word that stands in an entry, folded."""
    return frozenset(
        word.folded
        for entry in entries
        for language in LANGUAGES
        for text in (entry.title.get(language, ""), *entry.parts.get(language, ()))
        for word in words(text)
    )
