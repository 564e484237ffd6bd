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

Below a document that extends another stands that other, as this company's readers see it: a change of what is extended
is a change below too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from kamguide.library.extending import FIELD, beneath, chain
from kamguide.library.layer import Layer
from kamguide.library.loading import Key
from kamguide.library.overlay import merge, without
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
    """One field that a company's files say something of. ``place`` is where they say so.

    ``then`` is also nothing where base.yaml does not know the field: its status tells the two apart.
    """

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
    def differs(self) -> bool:
        """Whether the company says something else than what stands below."""
        return self.ours != self.now

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
    walks = {key: _Walk(key, recorded.get(key, {})) for key in layer.documents}
    extending = [key for key, document in layer.documents.items() if _extends(document, below.get(key))]
    for key, document in layer.documents.items():
        if key not in extending:
            walks[key].walk(document, below.get(key))
    if extending:
        standing = at_home(layer, Differences((), {key: tuple(walk.homeless) for key, walk in walks.items()}))
        written = {**below, **{key: _over(below, document) for key, document in standing.documents.items()}}
        for key in sorted(extending, key=lambda key: len(chain(written, key))):
            walks[key].walk_extending(layer.documents[key], beneath(written, below, key))
    found = [difference for walk in walks.values() for difference in walk.found]
    return Differences(tuple(found), {key: tuple(walk.homeless) for key, walk in walks.items() if walk.homeless})


def _over(below: Mapping[Key, Document], document: Document) -> Document:
    under = below.get((document.kind, document.slug))
    return Document(document.kind, document.slug, merge(under.root if under else None, document.root))


def _extends(document: Document, below: Document | None) -> bool:
    says = document.root.child(FIELD) or (below.root.child(FIELD) if below is not None else None)
    return says is not None and says.value is not None


def at_home(layer: Layer, found: Differences) -> Layer:
    """The layer without what is said of things that are no longer there; it is told as a conflict."""
    documents = {
        key: Document(*key, without(document.root, found.homeless[key])) if found.homeless.get(key) else document
        for key, document in layer.documents.items()
        if not _all_homeless(key, found)
    }
    return replace(layer, documents=documents)


def _all_homeless(key: Key, found: Differences) -> bool:
    """Whether nothing that a document says can hold, since the document below is gone."""
    fields = found.of(*key)
    return bool(fields) and len(fields) == len(found.homeless.get(key, ()))


@dataclass
class _Walk:
    key: Key
    known: Mapping[Path, Value]
    homeless: list[Path] = field(default_factory=list)
    found: list[Difference] = field(default_factory=list)

    def walk(self, document: Document, under: Document | None) -> None:
        self.found += self.touched(document.root, under.root if under is not None else None, ())

    def walk_extending(self, document: Document, under: Document | None) -> None:
        """The same of a document that extends another, which never is one field: it has something below it."""
        self.known = {path: value for path, value in self.known.items() if path}
        nothing = Node({}, document.root.place)  # below it, where what it extends is missing, which is told by name
        self.found += self.touched(document.root, under.root if under is not None else nothing, ())

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
        before = self.known.get(path, current)
        place = patch.key or patch.place
        status = self.status(path, before, current, ours)
        own = before is NOTHING and isinstance(ours, dict)  # a whole thing of one's own stands without its surroundings
        if gone and not own:
            self.homeless.append(path)
            status = status if ours is NOTHING else "removed-there"
        return Difference(self.key, path, self.known.get(path, NOTHING), current, ours, place, status)

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
        fields = record.setdefault(difference.key, {})
        if difference.path or not isinstance(difference.now, dict):
            fields[difference.path] = difference.now
        else:  # a document of one's own that stands below too by now: field by field from here on
            fields.update(_fields(difference.ours, difference.now))
    return record


def _fields(ours: Value, now: Value, path: Path = ()) -> Iterator[tuple[Path, Value]]:
    """What stands below each field that a document says itself."""
    if isinstance(ours, dict) and isinstance(now, dict):
        for name, value in ours.items():
            yield from _fields(value, now.get(name, NOTHING), (*path, name))
    else:
        yield path, now


def then_of(found: Differences, key: Key, path: Path, now: Value) -> Value:
    """A field's value below when a person last looked, also of one around or inside those that ``base.yaml`` holds.

    Nothing where it was not there or is not known.
    """
    then = now
    for one in found.of(*key):
        shorter = min(len(one.path), len(path))
        if one.path[:shorter] != path[:shorter]:
            continue
        if len(one.path) <= len(path):
            return _inside(one.then, path[shorter:])
        then = _with(then, one.path[shorter:], one.then)
    return then


def _inside(value: Value, path: Path) -> Value:
    for step in path:
        value = value.get(step, NOTHING) if isinstance(value, dict) else NOTHING
    return value


def _with(tree: Value, path: Path, value: Value) -> Value:
    """The tree with another value at a path, or without it."""
    fields: dict[str, Plain] = dict(tree) if isinstance(tree, dict) else {}
    inner = value if len(path) == 1 else _with(fields.get(path[0], NOTHING), path[1:], value)
    fields.pop(path[0], None) if isinstance(inner, _Nothing) else fields.update({path[0]: inner})
    return fields


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
