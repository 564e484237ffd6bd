"""The JSON body of a POST: measured before it is parsed, strict, validated by its shape; every fault by its pointer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from flask import abort, request
from pydantic import BaseModel, ValidationError

from kamguide.library.schema import fault
from kamguide.problems import SENTENCES, Message
from kamguide.sources.characters import visible
from kamguide.web.api.parameters import JSON
from kamguide.web.errors import InvalidBodyError, UnreadableBodyError

BODY_LIMIT = 64_000
"""Bytes of a body."""
DEPTH_LIMIT = 32
"""Objects and lists inside each other."""
TOLD_MOST = 50
"""Faults of one body that are told."""
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKETS = re.compile(rb"[\[\]{}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_EXACT = 2**53
"""Whole numbers from here on are not exact in what JSON is written with."""

Body = TypeVar("Body", bound=BaseModel)
Tree = Mapping[str, Any]


def body(shape: type[Body]) -> Body:
    """The request's body in a shape.

    :raises werkzeug.exceptions.UnsupportedMediaType: it is said to be something else than JSON in UTF-8.
    :raises werkzeug.exceptions.RequestEntityTooLarge: it is larger than ``BODY_LIMIT``.
    :raises UnreadableBodyError: it is no JSON, nested too deep, or names a field twice.
    :raises InvalidBodyError: it has not the shape; every fault is told.
    """
    plain_json = request.mimetype == JSON and request.mimetype_params.get("charset", "utf-8").lower() == "utf-8"
    if not plain_json or request.headers.get("Content-Encoding", "identity").lower() != "identity":
        abort(415)
    request.max_content_length = BODY_LIMIT
    return shaped(parsed(request.get_data()), shape)


def parsed(data: bytes) -> object:
    """What a JSON text says; numbers without a fraction are whole.

    :raises UnreadableBodyError: see there.
    """
    depth = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub(b"", data)):
        depth += 1 if bracket in b"[{" else -1
        if depth > DEPTH_LIMIT:
            raise UnreadableBodyError("The JSON is nested deeper than %(limit)s levels.", limit=DEPTH_LIMIT)
    try:
        text = data.decode()
        tree: object = json.loads(
            text, object_pairs_hook=_object, parse_constant=_refused, parse_float=_number, parse_int=_number
        )
    except (ValueError, RecursionError) as error:
        raise UnreadableBodyError("The body is no JSON in UTF-8.") from error
    if any(_SURROGATE.search(word) for word in _words(tree)):
        raise UnreadableBodyError("The body holds half of a character (a lone surrogate).")
    return tree


def shaped(tree: object, shape: type[Body]) -> Body:
    """A parsed body in a shape.

    :raises InvalidBodyError: it has not the shape; every fault is told.
    """
    try:
        return shape.model_validate_json(json.dumps(tree), strict=True)
    except ValidationError as error:
        faults: dict[str, Message] = {}
        for details in error.errors(include_url=False):
            code, facts = fault(shape, details)
            faults.setdefault(pointer(_inside(tree, details["loc"])), Message(SENTENCES[code].sentence, facts))
        raise InvalidBodyError(list(faults.items())[:TOLD_MOST]) from error


def _inside(tree: object, location: Sequence[str | int]) -> list[str | int]:
    """The steps of a place that lead into what was sent; pydantic names keys and the kinds of a choice there too."""
    steps: list[str | int] = []
    for step in location:
        if isinstance(tree, list) and isinstance(step, int):
            tree = tree[step]
        elif isinstance(tree, dict) and step != "[key]":
            tree = tree.get(step)
        else:
            break
        steps.append(step)
    return steps


def pointer(location: Sequence[str | int]) -> str:
    """A place in a body as a JSON pointer (RFC 6901), fit to be shown."""
    return "".join("/" + visible(str(step)).replace("~", "~0").replace("/", "~1") for step in location)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableBodyError("“%(name)s” stands twice in one object.", name=visible(twice, 60))
    return found


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def _number(digits: str) -> int | float:
    value = float(digits)
    if abs(value) < _EXACT and value.is_integer():
        return int(value)
    return value if abs(value) < float("inf") else _refused(digits)


def _words(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        yield from tree
        for below in tree.values():
            yield from _words(below)
    elif isinstance(tree, list):
        for below in tree:
            yield from _words(below)
