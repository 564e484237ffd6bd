"""``base.yaml``: the shared value of every field that a company touches, as it stood when a person last looked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kamguide.library.diff import NOTHING, Recorded, Value
from kamguide.library.diff import Path as FieldPath
from kamguide.library.loading import Key
from kamguide.library.schema import wrong_type
from kamguide.model import KINDS
from kamguide.model.text import is_slug
from kamguide.problems import Place, Problem
from kamguide.sources.characters import visible
from kamguide.sources.document import Node
from kamguide.sources.writing import write

FILE = "base.yaml"
_LONE_TILDE = re.compile("~(?![01])")
_VALUES, _ABSENT = "values", "absent"
_HEAD = """\
# Written by `kamguide diff {company} --accept`: for each field that the files in content/ change, what stood below it
# when somebody last looked. So that nothing changes below unseen, leave this file to the program.
"""


def read_recorded(root: Node) -> tuple[Recorded, list[Problem]]:
    """What the tree of a ``base.yaml`` records, and its faults."""
    record: dict[Key, dict[FieldPath, Value]] = {}
    problems: list[Problem] = []
    parts = root.value if isinstance(root.value, Mapping) else {}
    for name, part in parts.items():
        if name not in (_VALUES, _ABSENT):
            problems.append(Problem("unknown-field", part.key or part.place, {"name": name, "hint": ""}))
        elif not isinstance(part.value, Mapping):
            problems.append(wrong_type(part, "fields"))
        else:
            _read_part(name, part.value, record, problems)
    return record, problems


def _read_part(
    part: str, documents: Mapping[str, Node], record: dict[Key, dict[FieldPath, Value]], problems: list[Problem]
) -> None:
    for name, node in documents.items():
        kind, _, slug = name.partition("/")
        if kind not in KINDS or not is_slug(slug):
            problems.append(Problem("bad-document-name", node.key or node.place, {"value": visible(name)}))
            continue
        fields = record.setdefault((kind, slug), {})
        for pointer, place, value in _entries(part, node, problems):
            path = pointed(pointer)
            if path is None:
                problems.append(Problem("bad-pointer", place, {"value": visible(pointer)}))
            elif path in fields:
                problems.append(Problem("written-twice", place, {"name": visible(pointer), "file": place.file}))
            else:
                fields[path] = value


def _entries(part: str, node: Node, problems: list[Problem]) -> Iterator[tuple[str, Place, Value]]:
    """The pointers of one document with what they point at; ``absent`` is a list of pointers alone."""
    if part == _VALUES and isinstance(node.value, Mapping):
        yield from ((pointer, child.key or child.place, child.plain()) for pointer, child in node.value.items())
    elif part == _ABSENT and isinstance(node.value, tuple):
        for child in node.value:
            if isinstance(child.value, str):
                yield child.value, child.place, NOTHING
            else:
                problems.append(Problem("bad-pointer", child.place, {"value": visible(str(child.plain()))}))
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


def write_recorded(folder: Path, company: str, record: Recorded) -> None:
    """Writes the ``base.yaml`` in a company's folder.

    :raises RefusedFileError: the folder or the file is a link, or it cannot be written.
    """
    write(folder.parent, f"{folder.name}/{FILE}", recorded_text(company, record))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pointer(path: FieldPath) -> str:
    """A path as a JSON pointer (RFC 6901)."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)


def pointed(pointer: str) -> FieldPath | None:
    """A JSON pointer as a path; None where it is none."""
    if (pointer and not pointer.startswith("/")) or _LONE_TILDE.search(pointer):
        return None
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
