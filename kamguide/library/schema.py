"""From a document to its object: validation by the kind's model, each fault at its line, in our words."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kamguide.library.extending import FIELD
from kamguide.library.nearest import did_you_mean
from kamguide.model import KINDS, Entity
from kamguide.model.text import SLUG_PATTERN
from kamguide.problems import SENTENCES, Fact, Message, Problem
from kamguide.sources.characters import visible
from kamguide.sources.document import Document, Location, Node, Plain
from kamguide.sources.reader import PROBLEM_LIMIT

Valid = TypeVar("Valid", bound=BaseModel)


def build(document: Document) -> tuple[Entity | None, list[Problem]]:
    """The object of a document, or None with every fault of it."""
    return validated(document, KINDS[document.kind])  # type: ignore[return-value] # each model of KINDS is one of Entity


def validated(document: Document, model: type[Valid]) -> tuple[Valid | None, list[Problem]]:
    """A document as an object of a model that has a ``slug``, or None with every fault of it."""
    plain = document.root.plain()
    assert isinstance(plain, dict)  # noqa: S101 - the reader gives mappings only
    own_slug = document.root.child("slug")
    plain["slug"] = document.slug
    problems = (
        [Problem("unknown-field", own_slug.key or own_slug.place, {"name": "slug", "hint": ""})] if own_slug else []
    )
    entity, more = checked(document.root, plain, model)
    return (entity if not problems else None), _told_once([*problems, *more])


def checked(root: Node, plain: Plain, model: type[Valid]) -> tuple[Valid | None, list[Problem]]:
    """What a tree says as an object of any model, or None with every fault of it.

    :param plain: the tree's values, where something was added to them.
    """
    try:
        return model.model_validate_json(json.dumps(plain), strict=True), []
    except ValidationError as error:
        return None, [_problem(root, model, details) for details in error.errors(include_url=False)[:PROBLEM_LIMIT]]


def _told_once(problems: list[Problem]) -> list[Problem]:
    """One problem per value: where a value may have several types, each that it has not complains."""
    kept: dict[object, Problem] = {}
    for number, problem in enumerate(problems):
        kept.setdefault(number if problem.code == "missing-field" else problem.place, problem)
    return list(kept.values())


_EXTENDS = "Slug of another of this kind whose fields hold here too, but for those that this file changes or takes out."


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind's files, as editors use it."""
    schema = KINDS[kind].model_json_schema()
    schema["properties"].pop("slug")
    schema["properties"][FIELD] = {"type": "string", "pattern": SLUG_PATTERN, "description": _EXTENDS}
    written_beside = ("title", "description", "body") if "body" in schema["properties"] else ()
    schema["required"] = [name for name in schema["required"] if name != "slug" and name not in written_beside]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _n(text: str) -> Message:
    """A word of a sentence, marked for the catalogue."""
    return Message(text)


_TEXT, _WHOLE, _NUMBER, _SWITCH = _n("text"), _n("a whole number"), _n("a number"), _n("true or false")
_FIELDS, _LIST, _DATE, _NOTHING = _n("fields"), _n("a list"), _n("a date"), _n("nothing")
_TYPE_NAMES = {
    "string_type": _TEXT,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "bool_type": _SWITCH,
    "dict_type": _FIELDS,
    "mapping_type": _FIELDS,
    "model_type": _FIELDS,
    "model_attributes_type": _FIELDS,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "date_type": _DATE,
}
_RULES = {
    "greater_than_equal": (_n("at least %(limit)s").text, "ge"),
    "less_than_equal": (_n("at most %(limit)s").text, "le"),
}
_DATES = {"date_from_datetime_parsing", "date_parsing", "date_from_datetime_inexact"}


def _problem(root: Node, model: type[BaseModel], details: ErrorDetails) -> Problem:
    location = [step for step in details["loc"] if step != "[key]"]
    node = root.at(location)
    code, facts = fault(model, details)
    place = (node.key or node.place) if "[key]" in details["loc"] or code == "unknown-field" else node.place
    if code == "missing-field":
        place = node.removed.get(str(facts["name"])) or node.key or node.place
    return Problem(code, place, facts)


def fault(model: type[BaseModel], details: ErrorDetails) -> tuple[str, Mapping[str, Fact]]:  # noqa: PLR0911 - a table
    """What pydantic found wrong with a value, as the code of a problem and its facts."""
    location = [step for step in details["loc"] if step != "[key]"]
    context: Mapping[str, Any] = details.get("ctx") or {}
    code = details["type"]
    value = details["input"]
    if code == "extra_forbidden":
        name = visible(str(location[-1]), 60)
        return "unknown-field", {"name": name, "hint": did_you_mean(name, _fields_at(model, location[:-1]))}
    if code == "missing":
        return "missing-field", {"name": _cell_name(model, location)}
    if code in SENTENCES:
        return code, {name: _fact(fact) for name, fact in context.items()}
    if code in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        hint = did_you_mean(str(value), allowed.split(", "))
        return "not-allowed", {"value": visible(str(value), 60), "allowed": allowed, "hint": hint}
    if code in _TYPE_NAMES:
        return "wrong-type", {"expected": _TYPE_NAMES[code], "found": _found(value)}
    if code in _RULES:
        pattern, bound = _RULES[code]
        return "out-of-range", {"value": str(value), "rule": Message(pattern, {"limit": context[bound]})}
    if code in _DATES:
        return "bad-date", {"value": visible(str(value), 60)}
    if code in ("too_short", "too_long"):
        bound = "min_length" if code == "too_short" else "max_length"
        count = len(value) if isinstance(value, list | tuple | Mapping) else 0
        return "too-few" if code == "too_short" else "too-many", {"limit": int(context[bound]), "count": count}
    return "invalid-value", {"detail": visible(details["msg"], 120)}


def wrong_type(node: Node, expected: Literal["fields", "list"]) -> Problem:
    """The fault of a value that is neither fields nor a list where one of them must stand."""
    facts: dict[str, Fact] = {"expected": _FIELDS if expected == "fields" else _LIST, "found": _found(node.plain())}
    return Problem("wrong-type", node.place, facts)


def _fact(value: object) -> Fact:
    return value if isinstance(value, int) else visible(str(value))


def _found(value: object) -> Message | str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return _FIELDS
    if isinstance(value, list | tuple):
        return _LIST
    if value is None:
        return _NOTHING
    if isinstance(value, int | float):
        return Message("the number %(value)s", {"value": str(value)})
    return Message("the text '%(value)s'", {"value": visible(str(value), 40)})


def _fields_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The field names that the schema knows at a location."""
    current: object = model
    for step in location:
        current = _below(current, step)
    current = _model_in(current)
    if current is None:
        return ()
    names = [field.alias or name for name, field in current.model_fields.items()]
    return tuple(name for name in names if not (current is model and name == "slug"))


def _cell_name(model: type[BaseModel], location: Location) -> str:
    """What a missing value is called: its field, or its place in a row, such as ``p90`` (rows are named tuples)."""
    current: object = model
    for step in location[:-1]:
        current = _below(current, step)
    place = location[-1]
    names = next((part._fields for part in members(current) if hasattr(part, "_fields")), ())
    return str(names[place]) if isinstance(place, int) and place < len(names) else str(place)


def _below(annotation: object, step: str | int) -> object:
    model = _model_in(annotation)
    if model is not None:
        for name, field in model.model_fields.items():
            if (field.alias or name) == step:
                return field.annotation
        return None
    for part in members(annotation):
        arguments = get_args(part)
        if get_origin(part) is tuple and isinstance(step, int):
            return arguments[0]
        if arguments and isinstance(step, str):
            return arguments[-1]
    return None


def _model_in(annotation: object) -> type[BaseModel] | None:
    for part in members(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def members(annotation: object) -> list[object]:
    """The members of a union, without their Annotated wrapping."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return members(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [part for member in get_args(annotation) for part in members(member)]
    return [annotation]
