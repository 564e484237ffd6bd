"""The whole pipeline on one screen: layers are read, laid over each other, built, checked, and become a library."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from kamguide.library.checks import check
from kamguide.library.extending import chain, extended, extended_from
from kamguide.library.findings import Known
from kamguide.library.layer import Layer
from kamguide.library.library import Library
from kamguide.library.overlay import merge
from kamguide.library.rebuilding import rebuilt
from kamguide.library.references import without_dangling
from kamguide.library.schema import build
from kamguide.library.telling import told_of
from kamguide.model import KINDS, Entity
from kamguide.problems import Problem, has_errors, in_order
from kamguide.sources.document import Document

Key = tuple[str, str]


@dataclass(frozen=True)
class Stack:
    """Layers laid over each other, the lowest first, and all that was made of them."""

    layers: tuple[Layer, ...]
    written: Mapping[Key, Document]
    """The documents as the layers say them together; what extends another does not hold its fields yet."""
    documents: Mapping[Key, Document]
    entities: Mapping[Key, Entity]
    names: Mapping[str, Collection[str]]
    """What a document may refer to, by kind."""
    library: Library
    problems: tuple[Problem, ...]


def load(layers: Sequence[Layer], today: date) -> tuple[Library, list[Problem]]:
    """The library of layers, the lowest first, and the faults of what they say together.

    What is faulty, and what points at it, is left out of the library and told; the rest of it stands.
    """
    made = stacked(layers, today)
    return made.library, list(made.problems)


def stacked(layers: Sequence[Layer], today: date) -> Stack:
    """Everything that is made of layers, the lowest first."""
    written = overlaid(layers)
    documents, problems = _extended(written)
    entities, faults = built(documents)
    problems += faults
    library = assembled(entities, layers)
    known = _known(library, written, entities, layers)
    for key, entity in entities.items():
        problems += check(documents[key], entity, known, today)
    told = tuple(in_order(problems))
    return Stack(tuple(layers), written, documents, entities, known.names, without_dangling(library), told)


def laid_over(below: Stack, layer: Layer, today: date) -> Stack:
    """One more layer over a stack. What it does not change are the same objects as below.

    A document that the layer makes faulty stays as it is below, and its faults are told. ``problems`` are those that
    the layer brings; where it takes out what others refer to, those references are closed for its readers.
    """
    layers = (*below.layers, layer)
    patched = {key: _merged(below.written.get(key), document) for key, document in layer.documents.items()}
    written = {**below.written, **patched}
    documents, problems = _extended(written, _touched(written, patched))
    entities, faults = built(documents, below)
    problems += faults
    merged, changed = documents, {key: documents[key] for key in entities}
    documents, entities = {**below.documents, **changed}, {**below.entities, **entities}
    library = assembled(entities, layers, below.library, changed)
    known = _known(library, written, entities, layers)
    lost = _lost(below, known, changed) or has_errors(below.problems)
    for key in changed:
        problems += check(documents[key], entities[key], known, today, below.entities.get(key))
    told = tuple(in_order(told_of(layer, problems, merged, below.problems)))
    if lost:
        closed = without_dangling(assembled(entities, layers))
    else:
        closed = without_dangling(library, changed, below.library)
    return Stack(layers, written, documents, entities, known.names, closed, told)


def overlaid(layers: Sequence[Layer]) -> dict[Key, Document]:
    """The documents of all layers, each laid over those below it."""
    documents: dict[Key, Document] = {}
    for layer in layers:
        for key, document in layer.documents.items():
            documents[key] = document if layer is layers[0] else _merged(documents.get(key), document)
    return documents


def _merged(below: Document | None, document: Document) -> Document:
    return Document(document.kind, document.slug, merge(below.root if below else None, document.root))


def _touched(written: Mapping[Key, Document], patched: Collection[Key]) -> list[Key]:
    """What a layer changed, and whatever extends that."""
    others = [key for key, document in written.items() if key not in patched and extended_from(document) is not None]
    return [*patched, *(key for key in others if any(link in patched for link in chain(written, key)))]


def _extended(
    written: Mapping[Key, Document], only: Collection[Key] | None = None
) -> tuple[dict[Key, Document], list[Problem]]:
    """The documents with the fields of those that they extend; and why some cannot be had."""
    documents: dict[Key, Document] = {}
    problems: list[Problem] = []
    for key in written if only is None else only:
        document, faults = extended(written, key)
        problems += faults
        if document is not None:
            documents[key] = document
    return documents, problems


def built(documents: Mapping[Key, Document], below: Stack | None = None) -> tuple[dict[Key, Entity], list[Problem]]:
    """The objects of all documents that are valid, sharing what they can with those below; the others' faults."""
    entities: dict[Key, Entity] = {}
    problems: list[Problem] = []
    for key, document in documents.items():
        entity = None
        if below is not None and key in below.entities:
            entity = rebuilt(document, below.documents[key], below.entities[key])
        if entity is None:
            entity, faults = build(document)
            problems += faults
        if entity is not None:
            entities[key] = entity
    return entities, problems


def assembled(
    entities: Mapping[Key, Entity],
    layers: Sequence[Layer],
    below: Library | None = None,
    changed: Collection[Key] = (),
) -> Library:
    """The library of the objects; over one below, a kind in which nothing changed is the same mapping."""
    digest = hashlib.sha256("".join(layer.digest for layer in layers).encode()).hexdigest()[:16]
    by_kind: dict[str, dict[str, Any]] = {
        field.name: {} if below is None else dict(getattr(below, field.name))
        for field in fields(Library)
        if field.name in KINDS and (below is None or any(kind == field.name for kind, _ in changed))
    }
    for key in entities if below is None else changed:
        by_kind[key[0]][key[1]] = entities[key]
    return replace(below or Library(), version=digest, **by_kind)


def _known(
    library: Library, written: Mapping[Key, Document], entities: Collection[Key], layers: Sequence[Layer]
) -> Known:
    keys = {*written, *(key for layer in layers for key in layer.broken)}
    return Known(library, names(library, keys), frozenset(keys.difference(entities)), layers[-1].name if layers else "")


def _lost(below: Stack, known: Known, changed: Collection[Key]) -> bool:
    """Whether something that others may refer to is no longer there."""
    senses = any(
        set(below.library.roles[slug].senses) - set(known.library.roles[slug].senses)
        for kind, slug in changed
        if kind == "roles" and slug in below.library.roles
    )
    return senses or any(not set(known.names[kind]).issuperset(there) for kind, there in below.names.items())


def names(library: Library, keys: Collection[Key]) -> dict[str, Collection[str]]:
    """All names that a document may refer to, by kind; those of broken documents too, whose faults are told already.

    :param keys: kind and slug of every document there is, broken ones too.
    """
    known: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for kind, slug in keys:
        known[kind].add(slug)
    graded = {f"{role.slug}@{grade}" for role in library.roles.values() for grade in role.grades}
    broken_salaries = known["salaries"] - set(library.salaries)
    figures = {f"{s.slug}.{name}" for s in library.salaries.values() for name in s.figures}
    references = {fact.figure for role in library.roles.values() for fact in role.key_facts.values() if fact.figure}
    figures |= {name for name in references if name.partition(".")[0] in broken_salaries}
    return {**known, "nodes": known["roles"] | graded | set(library.positions), "figures": figures}
