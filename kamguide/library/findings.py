"""What checks find: faults at a location of a document, and references to what is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kamguide.library.library import Library
from kamguide.library.nearest import did_you_mean
from kamguide.model import Entity
from kamguide.problems import Fact, Message
from kamguide.sources.characters import visible
from kamguide.sources.document import Location

KIND_WORDS: Mapping[str, Message] = {
    "roles": Message("role"),
    "skills": Message("skill"),
    "sources": Message("source"),
    "figures": Message("salary figure"),
    "nodes": Message("role or position"),
    "glossary": Message("glossary entry"),
    "guides": Message("guide"),
    "grades": Message("grade"),
    "claims": Message("claim"),
    "rows": Message("row"),
    "occupations": Message("occupation"),
    "comparisons": Message("comparison"),
    "topics": Message("topic"),
}
"""What a sentence calls a thing of each kind."""


@dataclass(frozen=True)
class Known:
    """What a document may refer to: what was built, and what exists but is broken (told already)."""

    library: Library
    names: Mapping[str, Collection[str]]
    broken: frozenset[tuple[str, str]] = frozenset()
    """Kind and slug of what exists but could not be built."""
    layer: str = ""
    """The topmost layer."""
    below: Entity | None = None
    """What the object that is checked is in the layer below, which has been checked."""

    def may_be_node(self, name: str) -> bool:
        """Whether a node of the career graph may stand in a broken file: then nobody calls it missing."""
        role, _, grade = name.partition("@")
        return (bool(grade) and ("roles", role) in self.broken) or (
            not grade and any(k == "paths" for k, _ in self.broken)
        )


@dataclass(frozen=True)
class Finding:
    """A fault at a location of a document, before its place is known."""

    code: str
    location: Location
    facts: Mapping[str, Fact]
    at_key: bool = False


def reference(known: Known, kind: str, name: str, location: Location) -> Iterator[Finding]:
    """A fault where nothing of the kind bears the name."""
    yield from one_of(known.names[kind], kind, name, location)


def one_of(names: Collection[str], kind: str, name: str, location: Location) -> Iterator[Finding]:
    """A fault where the name is none of these."""
    if name not in names:
        hint = did_you_mean(name, names)
        yield Finding("unknown-reference", location, {"kind": KIND_WORDS[kind], "name": visible(name), "hint": hint})


def sources(known: Known, named: Collection[str], location: Location) -> Iterator[Finding]:
    """A fault for each source named that is not there."""
    for number, source in enumerate(named):
        yield from reference(known, "sources", source, (*location, "sources", number))


def once(slug: str, names: Collection[str], field: str, others: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """What all files of a kind name together, each may name once: the first file, by its name, keeps it."""
    for name in names:
        first = min((other for other, theirs in others.items() if name in theirs), default=slug)
        if first < slug:
            yield Finding("written-twice", (field, name), {"name": name, "file": f"{first}.yaml"}, at_key=True)
