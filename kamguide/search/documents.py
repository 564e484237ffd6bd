"""From entries to documents: the terms and marks by which an index finds them, made as a query's are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kamguide.model.text import LANGUAGES
from kamguide.search.analysis import words
from kamguide.search.entries import Entry
from kamguide.search.index import Document
from kamguide.search.texts import Texts

TITLE_TIMES = 2
"""How often a title's words count."""


def document(entry: Entry, texts: Texts) -> Document:
    """What the index keeps of an entry: words of both languages, and the concepts that they name."""
    terms: list[str] = []
    for language in LANGUAGES:
        title = entry.title.get(language, "")
        for text in (*[title] * TITLE_TIMES, *entry.parts.get(language, ())):
            terms += terms_of(text, texts)
    for name in entry.names:
        terms += terms_of(name, texts)
    return Document(entry.id, terms, marks_of(entry))


def terms_of(text: str, texts: Texts) -> list[str]:
    """Terms of the words that carry something, and one for each concept named."""
    analysed = texts.of(text)
    named = (match for match in (*analysed.matches, *analysed.inner) if not match.weak)
    return [*filter(None, analysed.terms), *(concept_term(match.concept) for match in named)]


def concept_term(concept: str) -> str:
    """The term that stands for a concept; no word can be equal to it."""
    return f"={concept}"


def marks_of(entry: Entry) -> list[str]:
    """What the entry is about, as marks."""
    marks = [f"kind:{entry.kind}", f"slug:{entry.kind}:{entry.slug}"]
    marks += [f"role:{role}" for role in entry.roles]
    marks += [f"place:{position}" for position in entry.positions]
    if entry.topic and entry.kind not in ("skill", "path"):
        marks.append(f"topic:{entry.topic}")
    if entry.kind == "role":
        marks.append(f"section:{entry.role}:{entry.topic}")
    if entry.kind == "path" and len(entry.roles) > 1:
        marks.append(step_mark(entry.roles))
    if entry.kind == "comparison":
        marks.append(pair_mark(entry.roles))
    return marks


def pair_mark(roles: Iterable[str]) -> str:
    """The mark of a comparison of these roles or grades."""
    return "pair:" + ",".join(sorted(roles))


def step_mark(ends: Iterable[str]) -> str:
    """The mark of a step from one role to another."""
    return "step:" + ">".join(ends)


def vocabulary(entries: Iterable[Entry]) -> Counter[str]:
    """Every word that stands in an entry, folded, with the number of entries in which it stands."""
    counts: Counter[str] = Counter()
    for entry in entries:
        texts = [text for code in LANGUAGES for text in (entry.title.get(code, ""), *entry.parts.get(code, ()))]
        counts.update({word.folded for text in texts for word in words(text)})
    return counts
