"""What a company changes, field by field: the shared value then, the shared value now, its own, and who says so.

``base.yaml`` holds, for every field that the company's files touch, the value that stood below when a person last
looked. Against it, what changed below since is seen exactly::

    below then | below now | ours  |  status
    -----------+-----------+-------+------------------------------------------------
    a          | a         | b     |  ours           nothing happened below
    a          | b         | b     |  same           below says the same by now
    a          | c         | b     |  changed-there  a person must look
    a          | nothing   | b     |  removed-there  a person must look
    nothing    | c         | b     |  added-there    a person must look
    not known  | ...       | b     |  unrecorded     base.yaml does not know the field yet
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from kamguide.library.layer import Layer
from kamguide.library.loading import Key
from kamguide.problems import Place
from kamguide.sources.document import Document, Node, Plain

Path: TypeAlias = tuple[str, ...]
"""Field names from the top of a document; none: the document itself."""


class _Nothing:
    """No value: the field is not there."""

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING: Final = _Nothing()
Value: TypeAlias = Plain | _Nothing

Status = Literal["ours", "same", "changed-there", "removed-there", "added-there", "unrecorded"]
CONFLICTS: tuple[Status, ...] = ("changed-there", "removed-there", "added-there")

Recorded: TypeAlias = Mapping[Key, Mapping[Path, Value]]
"""What ``base.yaml`` holds: per document, the value of each touched field as it stood below."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a company's files change. ``place`` is where they say so."""

    key: Key
    path: Path
    then: Value
    now: Value
    ours: Value
    place: Place
    status: Status

    @property
    def conflict(self) -> bool:
        """Whether the field changed below since a person last looked, and does not say what ours says."""
        return self.status in CONFLICTS

    @property
    def name(self) -> str:
        """The field as people write it: ``skills.negotiation.level``."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Differences:
    """Everything that one company changes; and what of it cannot hold, since the fields around it are gone."""

    fields: tuple[Difference, ...] = ()
    homeless: Mapping[Key, tuple[Path, ...]] = field(default_factory=dict)

    def of(self, kind: str, slug: str) -> list[Difference]:
        """The fields of one document."""
        return [difference for difference in self.fields if difference.key == (kind, slug)]

    @property
    def conflicts(self) -> list[Difference]:
        """Those at which a person must look."""
        return [difference for difference in self.fields if difference.conflict]


def differences(layer: Layer, below: Mapping[Key, Document], recorded: Recorded) -> Differences:
    """What a layer changes over the documents below it, as they are written there."""
    found: list[Difference] = []
    homeless: dict[Key, tuple[Path, ...]] = {}
    for key, document in layer.documents.items():
        under = below.get(key)
        known = recorded.get(key, {})
        walk = _Walk(key, known)
        found += walk.touched(document.root, under.root if under else None, ())
        if walk.homeless:
            homeless[key] = tuple(walk.homeless)
    return Differences(tuple(found), homeless)


@dataclass
class _Walk:
    key: Key
    known: Mapping[Path, Value]
    homeless: list[Path] = field(default_factory=list)

    def touched(self, patch: Node, now: Node | None, path: Path, *, gone: bool = False) -> Iterator[Difference]:
        """The fields that a patch touches, the highest of each branch that was not there below.

        :param gone: whether the fields around it were there when base.yaml was written, and are not any more.
        """
        if path in self.known or not isinstance(patch.value, Mapping):
            yield self.difference(patch, now, path, gone=gone)
            return
        deeper = any(len(known) > len(path) and known[: len(path)] == path for known in self.known)
        there = now is not None and isinstance(now.value, Mapping)
        if not there and not deeper:
            yield self.difference(patch, now, path, gone=gone)
            return
        for name, node in patch.value.items():
            child = now.child(name) if now is not None else None
            yield from self.touched(node, child, (*path, name), gone=gone or not there)

    def difference(self, patch: Node, now: Node | None, path: Path, *, gone: bool) -> Difference:
        ours: Value = NOTHING if patch.value is None else _stripped(patch)
        current: Value = NOTHING if now is None else now.plain()
        then = self.known.get(path, current)
        place = patch.key or patch.place
        status = self.status(path, then, current, ours)
        own = then is NOTHING and isinstance(ours, dict)  # a whole thing of one's own stands without its surroundings
        if gone and not own:
            self.homeless.append(path)
            status = status if ours is NOTHING else "removed-there"
        return Difference(self.key, path, then, current, ours, place, status)

    def status(self, path: Path, then: Value, now: Value, ours: Value) -> Status:
        if now == ours and path in self.known:
            return "same"
        if path not in self.known:
            return "unrecorded"
        if then == now:
            return "ours"
        if now is NOTHING:
            return "removed-there"
        return "added-there" if then is NOTHING else "changed-there"


def _stripped(node: Node) -> Plain:
    """The value of a patch as it stands where nothing is below it: without its nulls."""
    if isinstance(node.value, Mapping):
        return {name: _stripped(child) for name, child in node.value.items() if child.value is not None}
    return node.plain()


def accepted(found: Differences) -> dict[Key, dict[Path, Value]]:
    """What ``base.yaml`` is to hold once a person has looked: every touched field as it stands below now."""
    record: dict[Key, dict[Path, Value]] = {}
    for difference in found.fields:
        record.setdefault(difference.key, {})[difference.path] = difference.now
    return record


def field_of(document: Document, path: Path) -> tuple[Value, Place]:
    """A field's value and the place that says it; where a layer took it out, the place that says so."""
    node = document.root
    for step in path:
        below = node.child(step)
        if below is None:
            return NOTHING, node.removed.get(step) or node.place
        node = below
    return node.plain(), node.place


def leaves(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every field of a tree that holds no fields itself."""
    if isinstance(node.value, Mapping) and node.value:
        for name, child in node.value.items():
            yield from leaves(child, (*path, name))
    else:
        yield path, node
