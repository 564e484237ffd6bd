"""A read file as an immutable tree: every value knows the file, line and column it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from kamguide.problems import Place

Scalar: TypeAlias = str | int | float | bool | None
Plain: TypeAlias = Scalar | list["Plain"] | dict[str, "Plain"]
Location: TypeAlias = Sequence[str | int]
"""Where in a document: field names and list positions from the top."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place. ``key`` is the place of the field name that introduced it."""

    value: Scalar | tuple[Node, ...] | Mapping[str, Node]
    place: Place
    key: Place | None = None
    removed: Mapping[str, Place] = field(default_factory=dict)
    """Fields that a layer took out, and where it says so."""

    def plain(self) -> Plain:
        """The value as ordinary lists, dicts and scalars."""
        if isinstance(self.value, Mapping):
            return {name: child.plain() for name, child in self.value.items()}
        if isinstance(self.value, tuple):
            return [child.plain() for child in self.value]
        return self.value

    def child(self, step: str | int) -> Node | None:
        """The value under a field name or list position, None where there is none."""
        if isinstance(self.value, Mapping) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, tuple) and isinstance(step, int) and 0 <= step < len(self.value):
            return self.value[step]
        return None

    def at(self, location: Location) -> Node:
        """The value at a location, or the nearest one above it that exists."""
        node = self
        for step in location:
            below = node.child(step)
            if below is None:
                return node
            node = below
        return node

    def places(self) -> Iterator[Place]:
        """The places of all values of the tree."""
        yield self.place
        if isinstance(self.value, Mapping):
            for child in self.value.values():
                yield from child.places()
        elif isinstance(self.value, tuple):
            for child in self.value:
                yield from child.places()


@dataclass(frozen=True, slots=True)
class Document:
    """The content of one thing: its kind (folder), its slug (file name) and its tree."""

    kind: str
    slug: str
    root: Node
