"""A document that extends another of its kind: that one, with the fields of its own laid over it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

from kamguide.library.nearest import did_you_mean
from kamguide.library.overlay import merge
from kamguide.problems import Message, Problem
from kamguide.sources.characters import visible
from kamguide.sources.document import Document, Node

FIELD = "extends"
Key = tuple[str, str]

_WORDS: Mapping[str, Message] = {"roles": Message("role"), "skills": Message("skill"), "guides": Message("guide")}


def extended_from(document: Document) -> str | None:
    """The slug of the document that this one extends, None where it extends none."""
    node = document.root.child(FIELD)
    return node.value if node is not None and isinstance(node.value, str) else None


def chain(documents: Mapping[Key, Document], key: Key) -> list[Key]:
    """The document and those that it extends, one after the other; a circle ends where it closes."""
    found = [key]
    while key in documents:
        slug = extended_from(documents[key])
        if slug is None:
            break
        key = (key[0], slug)
        if key in found:
            break
        found.append(key)
    return found


def extended(documents: Mapping[Key, Document], key: Key) -> tuple[Document | None, list[Problem]]:
    """The document with what it extends under it; None, and why, where that is missing or leads back to itself."""
    document = documents[key]
    if document.root.child(FIELD) is None:
        return document, []
    root: Node | None = None
    for link in reversed(chain(documents, key)):
        if link not in documents:
            return None, [_missing(documents, key)]
        own = documents[link].root
        says = own.child(FIELD)
        if root is None and says is not None:  # the lowest of the chain goes on: a circle, or no slug
            place = (document.root.child(FIELD) or own).place
            if not isinstance(says.value, str):
                return None, [Problem("bad-slug", place, {"value": visible(str(says.plain()))})]
            return None, [Problem("circular-extends", place, {"name": key[1]})]
        root = own if root is None else _laid(root, own)
    assert root is not None  # noqa: S101 - a chain has at least the document itself
    return Document(*key, root), []


def beneath(written: Mapping[Key, Document], below: Mapping[Key, Document], key: Key) -> Document | None:
    """What a layer's document would be if the layer's own file of it said nothing but what it extends.

    :param written: the documents with the layer's, as they are written.
    :param below: the documents without the layer's.
    :returns: None where that is nothing, or where what it extends is missing or leads back to itself.
    """
    under, says = below.get(key), written[key].root.child(FIELD)
    if says is None:
        return under
    alone = merge(under.root if under is not None else None, Node({FIELD: says}, says.place))
    found, faults = extended(ChainMap({key: Document(*key, alone)}, dict(written)), key)
    if found is None or faults or not isinstance(found.root.value, Mapping):
        return None
    before = under.root.child(FIELD) if under is not None else None
    fields = {**found.root.value, **({FIELD: before} if before is not None else {})}
    return Document(*key, Node(fields, found.root.place, found.root.key, found.root.removed))


def _laid(base: Node, own: Node) -> Node:
    """The fields of one's own over the base's; the whole stands where one's own file begins."""
    patch = _as_patch(own)
    assert isinstance(patch.value, Mapping)  # noqa: S101 - the reader gives mappings only
    fields = {name: node for name, node in patch.value.items() if name != FIELD}
    merged = merge(base, Node(fields, own.place, own.key))
    return Node(merged.value, own.place, own.key, merged.removed)


def _as_patch(node: Node) -> Node:
    """The tree with a null again wherever a layer took something out."""
    if not isinstance(node.value, Mapping):
        return node
    fields = {name: _as_patch(child) for name, child in node.value.items()}
    nulls = {name: Node(None, place, place) for name, place in node.removed.items() if name not in fields}
    return Node({**fields, **nulls}, node.place, node.key)


def _missing(documents: Mapping[Key, Document], key: Key) -> Problem:
    last = [link for link in chain(documents, key) if link in documents][-1]
    node = documents[last].root.child(FIELD)
    assert node is not None  # noqa: S101 - the chain goes on from here
    known = [slug for kind, slug in documents if kind == key[0] and slug != last[1]]
    name = str(node.value)
    kind: Message | str = _WORDS.get(key[0], key[0])
    return Problem(
        "unknown-reference", node.place, {"kind": kind, "name": visible(name), "hint": did_you_mean(name, known)}
    )
