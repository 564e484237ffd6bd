"""The one door for YAML: strict, bounded, and with the line and column of every value.

PyYAML's event stream is all that is used of it; nothing is constructed by PyYAML. What YAML would quietly turn into
something else (``NO``, ``0123``, ``12:30``) is refused, as are duplicate keys, tags, anchors and aliases. All faults
of a file are told at once, as far as it can be parsed.

Good files are read by libyaml, which is twelve times as fast where PyYAML was built with it. Its parser keeps its stack
on the heap, so that depth cannot end the process as its composer can; we stop at our own limit in any case. A file with
a fault is read again by the parser in Python, whose sentences and places are the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

import yaml

from kamguide.problems import Fact, Message, Place, Problem
from kamguide.sources.characters import normalised, refused, without_refused
from kamguide.sources.document import Node, Scalar

DEPTH_LIMIT = 20
NODE_LIMIT = 20_000
TOLD_MOST = 20
"""Refused characters of one file that are told; a file of nothing else is told of often enough."""
PROBLEM_LIMIT = 200
"""Faults of one file that are told; whoever has more has not written it by hand."""
LONGEST_NUMBER = 100
"""Characters from which on a word is text, whatever it is made of."""

FAST: type[yaml.CSafeLoader] | None = getattr(yaml, "CSafeLoader", None)
"""libyaml's parser, where PyYAML was built with it."""

_Mark: TypeAlias = "yaml.Mark | yaml._yaml.Mark | None"

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OTHER_NUMBER = re.compile(r"[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)")
_NULL = {"", "~", "null", "Null", "NULL"}
_NUMBER = Message("a number")
_KIND = {
    "tag:yaml.org,2002:bool": Message("true or false"),
    "tag:yaml.org,2002:int": _NUMBER,
    "tag:yaml.org,2002:float": _NUMBER,
    "tag:yaml.org,2002:timestamp": Message("a date"),
    "tag:yaml.org,2002:merge": Message("a merge key"),
    "tag:yaml.org,2002:value": Message("a default value"),
}


def decode(data: bytes, place: Place) -> tuple[str | None, list[Problem]]:
    """Bytes of a file to text in NFC. None where it is no UTF-8 or holds refused characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _one_line_end(error.object[: error.start].decode("utf-8"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return None, [Problem("not-utf8", _moved(place, line, column))]
    text = _one_line_end(text)
    problems = [
        Problem("bad-character", _moved(place, line, column), {"code": code})
        for line, column, code in islice(refused(text), TOLD_MOST)
    ]
    return (None if problems else normalised(text)), problems


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(text: str, place: Place, *, allow_null: bool = False) -> tuple[Node | None, list[Problem]]:
    """YAML text to a tree of nodes.

    :param place: file and layer of the text, and the line at which it begins.
    :param allow_null: whether ``null`` may stand as a value (in overlays, where it removes).
    :returns: the tree, or None where the text cannot be parsed, is empty or is no mapping; and every fault found.
    """
    if FAST is not None and "\t" not in text:  # libyaml lets tabs stand where the parser in Python refuses them
        reading = _Reading(place, allow_null)
        with suppress(yaml.YAMLError, ValueError, IndexError, OverflowError, _Stop):
            root = reading.document(_as_in_python(_events(FAST(text))))
            if root is not None and isinstance(root.value, dict) and not reading.problems:
                return root, []
    return _read_slowly(text, place, allow_null=allow_null)


def _read_slowly(text: str, place: Place, *, allow_null: bool) -> tuple[Node | None, list[Problem]]:
    reading = _Reading(place, allow_null)
    loader = yaml.SafeLoader(text)
    try:
        root = reading.document(_events(loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = reading.place(mark) if mark else place
        detail = " ".join(str(error.problem or error.context or "syntax").split())
        return None, [*reading.problems, Problem("yaml-syntax", where, {"detail": detail})]
    except (yaml.YAMLError, ValueError, IndexError, OverflowError) as error:
        # such as an escape beyond Unicode: PyYAML gives no mark, but stands where it stopped
        detail = " ".join(str(error).split())[:120]
        where = _moved(place, loader.line + 1, loader.column + 1)
        return None, [*reading.problems, Problem("yaml-syntax", where, {"detail": detail})]
    except _Stop:
        return None, reading.problems
    if root is not None and not isinstance(root.value, dict):
        reading.problems.append(Problem("not-a-mapping", root.place))
        root = None
    return root, reading.problems


def _events(loader: yaml.SafeLoader | yaml.CSafeLoader) -> Iterator[yaml.Event]:
    while loader.check_event():
        event = loader.get_event()
        assert event is not None  # noqa: S101 # there is one, since it was looked at
        yield event


def _as_in_python(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """libyaml's events, up to what only it lets pass: a question mark in a plain word between brackets."""
    between_brackets = [False]
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            between_brackets.append(bool(event.flow_style))
        elif isinstance(event, yaml.CollectionEndEvent):
            between_brackets.pop()
        elif isinstance(event, yaml.ScalarEvent) and between_brackets[-1] and not event.style and "?" in event.value:
            raise _Stop
        yield event


def read_markdown(text: str, place: Place) -> tuple[Node | None, str, Place, list[Problem]]:
    """A Markdown file to its front matter (a tree, or None), its body, the place of the body, and the faults."""
    if not text.startswith("---\n"):
        return None, "", place, [Problem("front-matter", place)]
    if text.endswith("\n---"):
        text += "\n"
    end = text.find("\n---\n", 3)
    if end < 0:
        return None, "", place, [Problem("front-matter", place)]
    root, problems = read_yaml(text[4 : end + 1], _moved(place, 2, 1))
    body = text[end + 5 :]
    lead = len(body) - len(body.lstrip("\n"))
    line = text.count("\n", 0, end + 5 + lead) + 1
    return root, body.strip("\n"), _moved(place, line, 1), problems


def _moved(place: Place, line: int, column: int) -> Place:
    return Place(place.file, place.line + line - 1, column, place.layer)


class _Stop(Exception):
    """The text is past a limit."""


@dataclass
class _Reading:
    origin: Place
    allow_null: bool
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0

    def place(self, mark: _Mark) -> Place:
        if mark is None:  # the pure parser marks every event
            return self.origin
        return _moved(self.origin, mark.line + 1, mark.column + 1)

    def tell(self, code: str, mark: _Mark, /, **facts: Fact) -> None:
        self.problems.append(Problem(code, self.place(mark), facts))
        if len(self.problems) >= PROBLEM_LIMIT:
            raise _Stop

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.tell("two-documents", event.start_mark)
                    raise _Stop
            elif isinstance(event, yaml.ScalarEvent) and event.value in _NULL and not event.style:
                root = None  # an empty document, told below
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 1, None)
        if root is None or root.value is None or root.value == "":
            self.problems.append(Problem("empty-file", self.origin))
            raise _Stop
        return root

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int, name: str | None) -> Node:
        self.nodes += 1
        if self.nodes > NODE_LIMIT:
            self.tell("too-many-nodes", event.start_mark, limit=NODE_LIMIT)
            raise _Stop
        if depth > DEPTH_LIMIT:
            self.tell("too-deep", event.start_mark, limit=DEPTH_LIMIT)
            raise _Stop
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self.tell("anchor", event.start_mark, name=f"{sign}{anchor}")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.tell("tag", event.start_mark, name=_short_tag(tag))
        place = self.place(event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self.mapping(events, depth), place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self.sequence(events, depth, name), place)
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.scalar(event, name), place)
        return Node("", place)  # an alias, told above

    def mapping(self, events: Iterator[yaml.Event], depth: int) -> dict[str, Node]:
        children: dict[str, Node] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return children
            name = self.name(event, events, depth)
            value = self.node(next(events), events, depth + 1, name)
            if name is None:
                continue
            first = children.get(name)
            if first is not None and first.key is not None:
                self.tell("duplicate-key", event.start_mark, name=name, first=first.key.line)
                continue
            children[name] = Node(value.value, value.place, self.place(event.start_mark))
        return children

    def name(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> str | None:
        if isinstance(event, yaml.ScalarEvent) and event.value in _NULL and not event.style:
            self.tell("key-not-text", event.start_mark)
            return None
        before = len(self.problems)
        key = self.node(event, events, depth + 1, None)
        if isinstance(key.value, str) and key.value and "\n" not in key.value and len(self.problems) > before:
            return key.value  # its fault is told; what stands under it is read all the same
        if not isinstance(key.value, str) or not key.value.strip() or "\n" in key.value:
            self.tell("key-not-text", event.start_mark)
            return None
        return key.value

    def sequence(self, events: Iterator[yaml.Event], depth: int, name: str | None) -> tuple[Node, ...]:
        items = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, depth + 1, name))
        return tuple(items)

    def quoted(self, text: str, event: yaml.ScalarEvent) -> str:
        """A quoted or folded text; what an escape such as ``\\u202e`` brought in is told and taken out."""
        for _, _, code in refused(text):
            self.tell("bad-character", event.start_mark, code=code)
            return without_refused(text)
        return text.strip("\n") if event.style in ("|", ">") else text

    def scalar(self, event: yaml.ScalarEvent, name: str | None) -> Scalar:
        text = normalised(event.value)
        if not event.implicit[0] or event.style:  # quoted, folded or tagged: always text
            return self.quoted(text, event)
        if text in _NULL:
            if not self.allow_null:
                self.tell("null-value", event.start_mark, name=name or "")
            return None
        if text in ("true", "false"):
            return text == "true"
        if _INTEGER.fullmatch(text) and text != "-0":
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
        kind = _quiet_kind(text)
        if kind is not None:
            self.tell("ambiguous-value", event.start_mark, value=text[:60], kind=kind)
        return text


def _quiet_kind(text: str) -> Message | None:
    """What a YAML program would quietly make of a plain word, None where every one reads text."""
    if len(text) > LONGEST_NUMBER:
        numeric = text[0] in "+-.0123456789" and not text.strip("+-.:_0123456789eE")
        return _NUMBER if numeric else None
    if _DATE.fullmatch(text):
        return None  # text to us and to YAML 1.2; fields that hold dates read it as one
    if _OTHER_NUMBER.fullmatch(text):
        return _NUMBER
    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], []):
        if pattern.match(text):
            return _KIND.get(tag, _NUMBER)
    return None


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")[:60]
