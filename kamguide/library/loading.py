"""The whole pipeline on one screen: layers are read, laid over each other, built, checked, and become a library."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from kamguide.library.checks import Known, check
from kamguide.library.layer import Layer
from kamguide.library.library import Library
from kamguide.library.overlay import merge
from kamguide.library.references import without_dangling
from kamguide.library.schema import build
from kamguide.model import KINDS, Entity
from kamguide.problems import Problem, in_order
from kamguide.sources.document import Document

Key = tuple[str, str]


def load(layers: Sequence[Layer], today: date) -> tuple[Library, list[Problem]]:
    """The library of layers, the lowest first, and the faults of what they say together.

    What is faulty, and what points at it, is left out of the library and told; the rest of it stands.
    """
    documents = overlaid(layers)
    entities, problems = built(documents)
    library = assembled(entities, layers)
    missing = {*documents, *(key for layer in layers for key in layer.broken)} - set(entities)
    known = Known(library, names(library, documents, layers), frozenset(missing))
    for key, entity in entities.items():
        problems += check(documents[key], entity, known, today)
    return without_dangling(library), in_order(problems)


def overlaid(layers: Sequence[Layer]) -> dict[Key, Document]:
    """The documents of all layers, each laid over those below it."""
    documents: dict[Key, Document] = {}
    for layer in layers:
        for key, document in layer.documents.items():
            below = documents.get(key)
            if layer is layers[0]:
                documents[key] = document
            else:
                documents[key] = Document(*key, merge(below.root if below else None, document.root))
    return documents


def built(documents: Mapping[Key, Document]) -> tuple[dict[Key, Entity], list[Problem]]:
    """The objects of all documents that are valid, and the faults of the others."""
    entities: dict[Key, Entity] = {}
    problems: list[Problem] = []
    for key, document in documents.items():
        entity, faults = build(document)
        problems += faults
        if entity is not None:
            entities[key] = entity
    return entities, problems


def assembled(entities: Mapping[Key, Entity], layers: Sequence[Layer]) -> Library:
    """The library of the objects."""
    by_kind: dict[str, dict[str, Any]] = {field.name: {} for field in fields(Library) if field.name in KINDS}
    for (kind, slug), entity in entities.items():
        by_kind[kind][slug] = entity
    digest = hashlib.sha256("".join(layer.digest for layer in layers).encode())
    return Library(version=digest.hexdigest()[:16], **by_kind)


def names(library: Library, documents: Mapping[Key, Document], layers: Sequence[Layer]) -> dict[str, Collection[str]]:
    """All names that a document may refer to, by kind; those of broken documents too, whose faults are told already."""
    keys = {*documents, *(key for layer in layers for key in layer.broken)}
    known: dict[str, set[str]] = {kind: {slug for k, slug in keys if k == kind} for kind in KINDS}
    graded = {f"{role.slug}@{grade}" for role in library.roles.values() for grade in role.grades}
    broken_salaries = known["salaries"] - set(library.salaries)
    figures = {f"{s.slug}.{name}" for s in library.salaries.values() for name in s.figures}
    references = {fact.figure for role in library.roles.values() for fact in role.key_facts.values() if fact.figure}
    figures |= {name for name in references if name.partition(".")[0] in broken_salaries}
    return {**known, "nodes": known["roles"] | graded | set(library.positions), "figures": figures}
