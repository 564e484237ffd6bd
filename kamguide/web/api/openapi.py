"""The OpenAPI 3.1 document, made from the operations that the views declare and the shapes of their answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast, get_args

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from kamguide import __version__
from kamguide.model.role import Topic
from kamguide.model.salary import Component
from kamguide.search.entries import Kind
from kamguide.web.api.parameters import FORMS, JSON, LIMIT, LIMIT_MOST, media_type

View = TypeVar("View", bound=Callable[..., Any])
_REFERENCE = "#/components/schemas/{model}"

PARAMETERS: Mapping[str, Mapping[str, Any]] = {
    "lang": {"description": "One language; without it texts come in both.", "schema": {"enum": ["hi", "en"]}},
    "q": {"description": "The words to search for.", "required": True, "schema": {"type": "string"}},
    "kind": {"description": "Only hits of this kind.", "schema": {"enum": list(get_args(Kind))}},
    "topic": {"description": "Only hits on this topic.", "schema": {"enum": list(get_args(Topic))}},
    "company": {"description": "Whose library answers.", "schema": {"type": "string", "pattern": "^[a-z0-9-]{1,80}$"}},
    "roles": {
        "description": "Two to four role references, `[company:]role[@grade]`, parted by commas.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[a-z0-9:@-]+(,[a-z0-9:@-]+){1,3}$"},
        "example": "account-manager,key-account-manager",
    },
    "from": {
        "description": "Where the way begins: `[company:]role[@grade]` or a position.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[a-z0-9:@-]{1,200}$"},
        "example": "account-manager",
    },
    "to": {
        "description": "Where it ends: `[company:]role[@grade]` or a position.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[a-z0-9:@-]{1,200}$"},
        "example": "account-director",
    },
    "group": {
        "description": "Only skills of this group.",
        "schema": {"enum": ["relationship", "coordination", "business"]},
    },
    "role": {
        "description": "Only what is about this role; in the matrix it may be given more than once.",
        "schema": {"type": "string", "pattern": "^[a-z0-9-]{1,80}$"},
    },
    "area": {
        "description": "Only figures of this country or region, as in ISO 3166; or not-given.",
        "schema": {"type": "string", "pattern": f"^({FORMS['area']})$"},
        "example": "US-CA",
    },
    "year": {
        "description": "Only figures of this year; or not-given.",
        "schema": {"type": "string", "pattern": f"^({FORMS['year']})$"},
    },
    "component": {"description": "Only this part of pay.", "schema": {"enum": list(get_args(Component))}},
    "source": {
        "description": "Only figures of this source.",
        "schema": {"type": "string", "pattern": f"^{FORMS['source']}$"},
    },
    "prices": {
        "description": "Restate amounts in the money of this year, by the price index of their country.",
        "schema": {"type": "string", "pattern": f"^{FORMS['prices']}$"},
    },
    "format": {
        "description": "What comes back: JSON, or a file of this kind.",
        "schema": {"enum": ["json", "pdf", "docx", "html", "md", "txt", "jsonld"], "default": "json"},
    },
    "limit": {
        "description": "Items on a page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LIMIT_MOST, "default": LIMIT},
    },
    "offset": {
        "description": "Items to pass over.",
        "schema": {"type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0},
    },
}


@dataclass(frozen=True)
class Operation:
    """One path that can be asked for: its parameters, its answer, the errors it may give."""

    path: str
    summary: str
    answer: type[BaseModel] | None
    """The shape of the JSON; None where a file is answered."""
    parameters: Sequence[str]
    errors: Sequence[int]
    also: Mapping[str, str]
    """Other media types of the same thing, with a word on each; the only ones of a file."""
    body: type[BaseModel] | None = None
    """The shape of the JSON that is sent; the operation is then a POST, else a GET."""

    @property
    def method(self) -> str:
        """As OpenAPI writes it."""
        return "post" if self.body else "get"


OPERATIONS: list[Operation] = []


def operation(
    path: str,
    answer: type[BaseModel] | None,
    parameters: Sequence[str],
    also: Mapping[str, str] | None = None,
    body: type[BaseModel] | None = None,
) -> Callable[[View], View]:
    """Declare a view as an operation; its summary is the first line of its docstring. It answers 406 to who takes none
    of its media types.

    :param body: the shape of what is posted, which the view reads by ``bodies.body``.
    """

    def declared(view: View) -> View:
        errors = [404, 406, 422] if "{" in path or {"company", "role", "from"} & set(parameters) else [406, 422]
        errors += [429] if "q" in parameters else []
        errors = [400, 403, 404, 406, 413, 415, 422, 429, *([503] if also else [])] if body else errors
        summary = (view.__doc__ or "").strip().splitlines()[0]
        OPERATIONS.append(Operation(path, summary, answer, parameters, errors, also or {}, body))

        @wraps(view)
        def asked(*args: object, **values: object) -> object:
            media_type([*([JSON] if answer else []), *(also or {})])
            return view(*args, **values)

        return cast(View, asked)

    return declared


def document(server: str) -> dict[str, Any]:
    """The whole document."""
    models = [(op.answer, "serialization") for op in OPERATIONS if op.answer]
    models += [(op.body, "validation") for op in OPERATIONS if op.body]
    _, definitions = models_json_schema(models, ref_template=_REFERENCE)  # type: ignore[arg-type] # modes are literals
    schemas = _without_optional_null(definitions["$defs"])
    schemas["Problem"] = _PROBLEM
    paths: dict[str, dict[str, Any]] = {}
    for op in OPERATIONS:
        paths.setdefault(op.path, {})[op.method] = _described(op)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kamguide",
            "version": __version__,
            "summary": "Job roles and career paths in Hindi and English.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _described(op: Operation) -> dict[str, Any]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]{1,80}$"}}
        for name in re.findall(r"{(\w+)}", op.path)
    ]
    in_query = [{"name": name, "in": "query", "required": False, **PARAMETERS[name]} for name in op.parameters]
    form = {"type": "object"} if op.answer else {"type": "string", "format": "binary"}
    content: dict[str, Any] = {media: {"schema": {**form, "description": word}} for media, word in op.also.items()}
    if op.answer:
        content[JSON] = {"schema": {"$ref": _REFERENCE.format(model=op.answer.__name__)}}
    problem = {"application/problem+json": {"schema": {"$ref": _REFERENCE.format(model="Problem")}}}
    posted = {JSON: {"schema": {"$ref": _REFERENCE.format(model=op.body.__name__)}}} if op.body else {}
    return {
        "operationId": re.sub(r"\W+", "-", op.path.strip("/").replace("{", "by-").replace("}", "")),
        "summary": op.summary,
        "parameters": [*in_path, *in_query],
        **({"requestBody": {"required": True, "content": posted}} if posted else {}),
        "responses": {
            "200": {"description": "The answer.", **({} if posted else {"headers": _ETAG}), "content": content},
            **{str(status): {"description": _ERRORS[status], "content": problem} for status in op.errors},
        },
    }


def _without_optional_null(schemas: Any) -> Any:
    """Fields that may be absent are not required and never null."""
    for schema in schemas.values():
        for name, field in schema.get("properties", {}).items():
            if field.pop("x-optional", False):
                field["anyOf"] = [part for part in field["anyOf"] if part.get("type") != "null"]
                field.pop("default", None)
                schema["required"] = [required for required in schema.get("required", []) if required != name]
    return schemas


_ETAG = {"ETag": {"description": "Changes with the answer.", "schema": {"type": "string"}}}
_ERRORS = {
    400: "The body is no JSON.",
    403: "A browser sent it from a page of another site.",
    404: "Nothing stands under this name.",
    406: "None of the media types asked for is offered.",
    413: "The body is too large.",
    415: "The body is something else than application/json.",
    422: "A parameter or a value in the body is wrong.",
    429: "Asked too often; Retry-After says when to come back.",
    503: "Too many files are made just now; Retry-After says when to come back.",
}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "hi": {"type": "string"},
        "en": {"type": "string"},
        "nearest": {"type": "array", "items": {"type": "string"}},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
