"""Checks of the lexicon: concepts with words in every script, and questions with something that answers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kamguide.library.findings import KIND_WORDS, Finding, Known, once, one_of, reference
from kamguide.model.lexicon import Concept, Lexicon
from kamguide.problems import Fact, Message

SCRIPTS = {"en": Message("English"), "hi": Message("Devanagari"), "latin": Message("romanised Hindi")}


def lexicon(file: Lexicon, known: Known) -> Iterator[Finding]:
    """Concepts written twice, names of nothing, and scripts without words."""
    others = {slug: other.concepts for slug, other in known.library.lexicon.items()}
    yield from once(file.slug, file.concepts, "concepts", others)
    for slug, concept in file.concepts.items():
        named = (
            ("roles", "role", concept.role),
            ("skills", "skill", concept.skill),
            ("glossary", "term", concept.term),
            ("guides", "guide", concept.guide),
        )
        for kind, field, name in named:
            if name is not None:
                yield from reference(known, kind, name, ("concepts", slug, field))
        if concept.role in known.names["roles"] or concept.topic is not None:
            yield from _scripts(slug, concept)


def questions(file: Lexicon, known: Known) -> Iterator[Finding]:
    """Questions that name nothing which answers them."""
    for name in file.questions:
        yield from _answering(name, known)


def _answering(name: str, known: Known) -> Iterator[Finding]:
    """A fault where nothing bears the name; what is broken has been told already."""
    owner, _, rest = name.partition(".")
    kind, slug = (owner, rest) if owner in KIND_WORDS else ("roles", owner)
    if (kind, slug) not in known.broken:
        names = known.library.answering
        for finding in one_of(names, kind if kind != "roles" else "claims", name, ("questions", name)):
            yield replace(finding, at_key=True)


def _scripts(slug: str, concept: Concept) -> Iterator[Finding]:
    """A role or topic can be found in every script only where each has words for it."""
    for script, word in SCRIPTS.items():
        if not getattr(concept.variants, script):
            kind = KIND_WORDS["roles"] if concept.role is not None else Message("topic")
            facts: dict[str, Fact] = {"kind": kind, "name": concept.role or concept.topic or "", "script": word}
            yield Finding("missing-variants", ("concepts", slug, "variants"), facts, at_key=True)
