"""``base.yaml``: the shared value of every field that a company touches, as it stood when a person last looked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kamguide.library.diff import NOTHING, Path, Recorded, Value
from kamguide.library.loading import Key
from kamguide.library.schema import wrong_type
from kamguide.problems import Problem
from kamguide.sources.document import Node

FILE = "base.yaml"
_VALUES, _ABSENT = "values", "absent"
_HEAD = """\
# Written by `kamguide diff {company} --accept`: for each field that the files in content/ change, what stood below it
# when somebody last looked. So that nothing changes below unseen, leave this file to the program.
"""


def read_recorded(root: Node) -> tuple[Recorded, list[Problem]]:
    """What the tree of a ``base.yaml`` records, and its faults."""
    record: dict[Key, dict[Path, Value]] = {}
    problems: list[Problem] = []
    parts = root.value if isinstance(root.value, Mapping) else {}
    for name, part in parts.items():
        if name not in (_VALUES, _ABSENT):
            problems.append(Problem("unknown-field", part.key or part.place, {"name": name, "hint": ""}))
        elif not isinstance(part.value, Mapping):
            problems.append(wrong_type(part, "fields"))
        else:
            for key, path, value in _entries(name, part.value, problems):
                record.setdefault(key, {})[path] = value
    return record, problems


def _entries(part: str, documents: Mapping[str, Node], problems: list[Problem]) -> Iterator[tuple[Key, Path, Value]]:
    for name, node in documents.items():
        kind, _, slug = name.partition("/")
        if part == _VALUES and isinstance(node.value, Mapping):
            yield from (((kind, slug), _path(pointer), value.plain()) for pointer, value in node.value.items())
        elif part == _ABSENT and isinstance(node.value, tuple):
            yield from (((kind, slug), _path(str(pointer.value)), NOTHING) for pointer in node.value)
        else:
            problems.append(wrong_type(node, "fields" if part == _VALUES else "list"))


def recorded_text(company: str, record: Recorded) -> str:
    """The text of a ``base.yaml``. Values stand as JSON, which is YAML too."""
    values: list[str] = []
    absent: list[str] = []
    for (kind, slug), fields in sorted(record.items()):
        there = [(path, value) for path, value in sorted(fields.items()) if value is not NOTHING]
        missing = [path for path, value in sorted(fields.items()) if value is NOTHING]
        if there:
            values += [f"  {kind}/{slug}:", *(f"    {_json(_pointer(path))}: {_json(value)}" for path, value in there)]
        if missing:
            absent += [f"  {kind}/{slug}:", *(f"    - {_json(_pointer(path))}" for path in missing)]
    lines = [*([f"{_VALUES}:", *values] if values or not absent else []), *([f"{_ABSENT}:", *absent] if absent else [])]
    text = "\n".join(lines) if values or absent else f"{_VALUES}: {{}}"
    return _HEAD.format(company=company) + text + "\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pointer(path: Path) -> str:
    """A path as a JSON pointer (RFC 6901)."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)


def _path(pointer: str) -> Path:
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
