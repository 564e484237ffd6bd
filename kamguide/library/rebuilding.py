"""The object of a changed document, made from the object it was: what did not change is the same part, not a copy.

This is what lets two hundred companies stand in memory: each costs what its files change. It knows no faults: where
anything is not valid, :func:`kamguide.library.schema.build` says so of the whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from kamguide.library.schema import members
from kamguide.model import KINDS, Entity
from kamguide.sources.document import Document, Node

Shape = TypeVar("Shape", bound=BaseModel)


def rebuilt(document: Document, before: Document, was: Entity) -> Entity | None:
    """The document's object, sharing with ``was`` (the object of ``before``) all that is the same node in both.

    None where the document is not valid.
    """
    try:
        return _model(KINDS[document.kind], document.root, before.root, was)  # type: ignore[return-value] # as in build
    except (ValidationError, _NoFieldError):
        return None


class _NoFieldError(Exception):
    """The model has no such field."""


def _model(model: type[Shape], node: Node, before: Node, was: BaseModel) -> Shape:
    if not isinstance(node.value, Mapping):
        raise _NoFieldError
    names = {field.alias or name: name for name, field in model.model_fields.items()}
    values: dict[str, Any] = {"slug": getattr(was, "slug", None)} if "slug" in names else {}
    for key, child in node.value.items():
        if key not in names or key == "slug":
            raise _NoFieldError
        field = model.model_fields[names[key]]
        values[key] = _value(field.annotation, child, before.child(key), getattr(was, names[key]))
    return model.model_validate(values)


def _value(annotation: object, node: Node, before: Node | None, was: object) -> object:
    if before is node:
        return was
    if isinstance(node.value, Mapping) and before is not None:
        entry = _entry(annotation)
        if entry is not None and isinstance(was, Mapping):
            return {key: _value(entry, child, before.child(key), was.get(key)) for key, child in node.value.items()}
        model = _model_of(annotation)
        if model is not None and isinstance(was, model):
            return _model(model, node, before, was)
    return _adapter(annotation).validate_json(json.dumps(node.plain()), strict=True)


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


@cache
def _entry(annotation: object) -> object | None:
    """What stands under each name, where the annotation is a mapping."""
    mapping = next((part for part in members(annotation) if get_origin(part) is Mapping), None)
    return get_args(mapping)[1] if mapping is not None else None


@cache
def _model_of(annotation: object) -> type[BaseModel] | None:
    return next((part for part in members(annotation) if isinstance(part, type) and issubclass(part, BaseModel)), None)
