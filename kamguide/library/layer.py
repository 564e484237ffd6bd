"""A layer: the documents of one source of files, such as the shared content or one company's changes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kamguide.errors import SourceError
from kamguide.library.nearest import did_you_mean
from kamguide.model import KINDS
from kamguide.model.text import LANGUAGES, is_slug
from kamguide.problems import Place, Problem
from kamguide.sources.base import FileSource
from kamguide.sources.document import Document, Node
from kamguide.sources.reader import decode, read_markdown, read_yaml

_FILE = re.compile(rf"(?P<slug>.+?)(?:\.(?P<language>{'|'.join(LANGUAGES)}))?\.(?P<form>yaml|md)")
_BESIDE = {"README.md", "LICENSE"}


@dataclass(frozen=True, slots=True)
class Layer:
    """Documents by kind and slug. ``broken`` names those that could not be read, so that nobody calls them missing."""

    name: str
    documents: Mapping[tuple[str, str], Document]
    broken: frozenset[tuple[str, str]]
    digest: str
    """Changes with every byte of the files."""


def read_layer(source: FileSource, name: str, prefix: str, *, overlay: bool = False) -> tuple[Layer, list[Problem]]:
    """All documents of a source, and every fault of every file.

    :param name: of the layer, as it stands in places: ``shared`` or a company's slug.
    :param prefix: of the paths in places, such as ``content/``.
    :param overlay: whether ``null`` may stand as a value, to remove what a lower layer says.
    """
    reading = _LayerReading(source, name, prefix, overlay)
    for path in source.list():
        reading.file(path)
    return reading.layer(), reading.problems


def printable(name: str) -> str:
    """A file name as it can be shown on one line: what cannot be printed becomes a question mark."""
    return "".join(character if character.isprintable() else "?" for character in name)


@dataclass
class _LayerReading:
    source: FileSource
    name: str
    prefix: str
    overlay: bool
    problems: list[Problem] = field(default_factory=list)
    roots: dict[tuple[str, str], Node] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    def layer(self) -> Layer:
        documents = {key: Document(*key, root) for key, root in sorted(self.roots.items()) if key not in self.broken}
        return Layer(self.name, documents, frozenset(self.broken), self.hash.hexdigest())

    def file(self, path: str) -> None:
        place = Place(self.prefix + printable(path), layer=self.name)
        folder, _, file = path.rpartition("/")
        if not folder and file in _BESIDE:
            return
        if path in KINDS or path == ".":  # a link, a folder that cannot be looked into, or a file of that name
            self.no_folder(path, Place(place.file.removesuffix("/."), layer=self.name))
            return
        if folder not in KINDS:
            name = path.split("/", maxsplit=1)[0] if folder else file
            if folder:
                hint = did_you_mean(name, KINDS) if "/" not in folder else ""
                self.problems.append(Problem("unknown-folder", place, {"name": printable(folder), "hint": hint}))
            else:
                self.problems.append(Problem("unexpected-file", place, {"name": printable(file)}))
            return
        match = _FILE.fullmatch(file)
        if match is None or (match["form"] == "md") != (match["language"] is not None):
            self.problems.append(Problem("unexpected-file", place, {"name": printable(file)}))
            return
        if not is_slug(match["slug"]):
            self.problems.append(Problem("bad-file-name", place, {"name": printable(match["slug"])}))
            return
        self.content((folder, match["slug"]), path, place, match["language"])

    def no_folder(self, path: str, place: Place) -> None:
        try:
            self.source.read(path)
        except SourceError as error:
            self.problems.append(Problem(error.code, place, error.message.facts))
        else:
            self.problems.append(Problem("unexpected-file", place, {"name": path}))

    def content(self, key: tuple[str, str], path: str, place: Place, language: str | None) -> None:
        try:
            data = self.source.read(path)
        except SourceError as error:
            self.problems.append(Problem(error.code, place, error.message.facts))
            self.broken.add(key)
            return
        self.hash.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        text, problems = decode(data, place)
        self.problems += problems
        root = None
        if text is not None:
            root = self.words(text, place, language) if language else self.facts(text, place)
        if root is None:
            self.broken.add(key)
        else:
            self.roots[key] = self.joined(self.roots.get(key), root)

    def facts(self, text: str, place: Place) -> Node | None:
        root, problems = read_yaml(text, place, allow_null=self.overlay)
        self.problems += problems
        return root

    def words(self, text: str, place: Place, language: str) -> Node | None:
        """A Markdown file as the tree ``{field: {language: words}}`` of its front matter and its body."""
        front, body, body_place, problems = read_markdown(text, place)
        self.problems += problems
        if front is None or not isinstance(front.value, Mapping):
            return None
        fields = {
            name: Node({language: Node(node.value, node.place, node.key)}, node.place, node.key)
            for name, node in front.value.items()
        }
        if body:
            fields["body"] = Node({language: Node(body, body_place, body_place)}, body_place, body_place)
        return Node(fields, place)

    def joined(self, one: Node | None, other: Node) -> Node:
        """Two files of one document as one tree; the same value in both is a fault."""
        if one is None or not isinstance(one.value, Mapping) or not isinstance(other.value, Mapping):
            return other
        children = dict(one.value)
        for name, node in other.value.items():
            there = children.get(name)
            if there is None:
                children[name] = node
            elif isinstance(there.value, Mapping) and isinstance(node.value, Mapping):
                children[name] = self.joined(there, node)
            else:
                facts = {"name": name, "file": there.place.file}
                self.problems.append(Problem("written-twice", node.key or node.place, facts))
        first = one if one.place.file.endswith(".yaml") else other
        return Node(children, first.place)
