"""Laying one document over another: JSON Merge Patch (RFC 7396) on trees that remember their places."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kamguide.sources.document import Node


def merge(base: Node | None, patch: Node) -> Node:
    """``patch`` laid over ``base``: mappings merge, null removes, everything else replaces.

    Values that the patch does not touch are the same objects as in ``base``, so that a layer costs what it changes; a
    patch that touches nothing gives ``base`` itself. Fields that both say something of stand where the patch says it:
    whoever asks for them is led to the file that spoke last.
    """
    if not isinstance(patch.value, Mapping):
        return patch
    if not patch.value and base is not None and isinstance(base.value, Mapping):
        return base
    children = dict(base.value) if base is not None and isinstance(base.value, Mapping) else {}
    removed = dict(base.removed) if base is not None else {}
    for name, node in patch.value.items():
        if node.value is None:
            children.pop(name, None)
            removed[name] = node.key or node.place
        else:
            children[name] = merge(children.get(name), node)
            removed.pop(name, None)
    return Node(children, patch.place, patch.key, removed)


def without(patch: Node, locations: Collection[tuple[str, ...]]) -> Node:
    """The patch without what it says at the locations; of a branch in which nothing is left nothing stays."""
    if not locations or not isinstance(patch.value, Mapping):
        return patch
    children = {}
    for name, node in patch.value.items():
        below = [location[1:] for location in locations if location[0] == name]
        kept = without(node, below)
        if () not in below and (not below or kept.value != {}):
            children[name] = kept
    return Node(children, patch.place, patch.key, patch.removed)
