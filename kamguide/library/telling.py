"""Which faults a layer is told of, and at which line: its own, since whoever reads them can mend nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kamguide.library.extending import FIELD
from kamguide.library.layer import Layer
from kamguide.library.nearest import did_you_mean
from kamguide.problems import Fact, Place, Problem
from kamguide.sources.document import Document, Node

Key = tuple[str, str]

_CLOSED = {"unknown-reference", "unknown-sense"}
"""Faults of files below that a layer causes by taking something out: the reference is closed for its readers, since
that is what taking out means (library/references.py)."""


def told_of(
    layer: Layer, problems: Sequence[Problem], documents: Mapping[Key, Document], below: Sequence[Problem]
) -> Iterator[Problem]:
    """The faults that a layer brings, each at a line of the layer.

    :param problems: those of all documents that it touches.
    :param documents: the merged ones, faulty ones too.
    :param below: what has been told of the layers below.
    """
    before = {(problem.code, problem.place) for problem in below}
    for problem in problems:
        if problem.place.layer == layer.name:
            yield problem
        elif (problem.code, problem.place) not in before and problem.code not in _CLOSED:
            yield replace(problem, place=_ours(problem.place, layer, documents))


def _ours(place: Place, layer: Layer, documents: Mapping[Key, Document]) -> Place:
    """The line of the layer that speaks of what stands at a place below it."""
    for key in layer.documents:
        node = documents[key].root if key in documents else None
        within = _around(node, place, layer.name) if node is not None else None
        if within is not None:
            return within
    return place


def _around(node: Node, place: Place, name: str, ours: Place | None = None) -> Place | None:
    """The place of the innermost fields around a value that a layer says something of; None: it is not in the tree."""
    if place in (node.place, node.key):
        return ours
    if isinstance(node.value, Mapping):
        here = node.key or node.place
        ours = here if here.layer == name else ours
        for child in node.value.values():
            found = _around(child, place, name, ours)
            if found is not None:
                return found
    elif isinstance(node.value, tuple):
        return next((found for child in node.value if (found := _around(child, place, name, ours)) is not None), None)
    return None


def misnamed(layer: Layer, below: Collection[Key], problems: Sequence[Problem]) -> Iterator[Problem]:
    """A document that lacks what a new one needs, and is called nearly as one that is there: it was meant for that."""
    lacking = {problem.place.file for problem in problems if problem.code == "missing-field"}
    for (kind, slug), document in layer.documents.items():
        if (kind, slug) in below or document.root.child(FIELD) is not None or document.root.place.file not in lacking:
            continue
        hint = did_you_mean(slug, sorted(name for other, name in below if other == kind))
        if hint:
            yield Problem("lies-over-nothing", document.root.place, {"name": f"{kind}/{slug}", "hint": hint})


def misnamed_parts(patch: Node, under: Node | None, lacking: Collection[Place]) -> Iterator[Problem]:
    """The same of a part of a document, such as a skill's requirement.

    :param lacking: where fields are missing.
    """
    if under is None or not isinstance(patch.value, Mapping) or not isinstance(under.value, Mapping):
        return
    for name, node in patch.value.items():
        there = under.child(name)
        if there is not None:
            yield from misnamed_parts(node, there, lacking)
        elif (node.key or node.place) in lacking and (hint := did_you_mean(name, list(under.value))):
            yield Problem("lies-over-nothing", node.key or node.place, {"name": name, "hint": hint})


def removing_nothing(patch: Node, under: Node | None, known: Collection[tuple[str, ...]]) -> Iterator[Problem]:
    """A warning for each ``~`` of a patch under which nothing stands.

    :param known: the fields of which base.yaml says that something stood there: upstream has taken them out itself.
    """
    if not isinstance(patch.value, Mapping):
        return
    for name, node in patch.value.items():
        there = under.child(name) if under is not None else None
        deeper = {path[1:] for path in known if path[0] == name and len(path) > 1}
        if node.value is None and there is None and (name,) not in known:
            names = list(under.value) if under is not None and isinstance(under.value, Mapping) else []
            facts: dict[str, Fact] = {"name": name, "hint": did_you_mean(name, names)}
            yield Problem("removes-nothing", node.key or node.place, facts)
        elif isinstance(node.value, Mapping):
            yield from removing_nothing(node, there, deeper)
