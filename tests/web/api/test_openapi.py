"""The OpenAPI document is valid and true: every answer has the shape that it describes, whatever is asked."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from itertools import combinations
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, settings
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import Case
from schemathesis.checks import CHECKS

from kamguide import __version__
from kamguide.guide import open_guide
from kamguide.library.library import CAREER_ORDER
from kamguide.settings import Settings
from kamguide.web.api.openapi import OPERATIONS
from kamguide.web.app import create_app
from tests.web.api.test_api import ALL, BASE, HALF, ONE_OF_EACH, write

APP = create_app(open_guide(None, Settings(limits="off")))
DOCUMENT = APP.test_client().get(f"{BASE}/openapi.json").get_json()


def declared(path: str, status: int, media_type: str, method: str = "get") -> dict[str, Any]:
    """The schema that the document gives for an answer."""
    for template, operations in DOCUMENT["paths"].items():
        prefix, _, rest = template.partition("{")
        if path == template or (rest and path.startswith(prefix) and path.count("/") == template.count("/")):
            schema: dict[str, Any] = operations[method]["responses"][str(status)]["content"][media_type]["schema"]
            return schema
    raise AssertionError(path)


def faults(path: str, answer_status: int, media_type: str, body: object, method: str = "get") -> list[str]:
    schema = declared(path, answer_status, media_type, method)
    checker = Draft202012Validator({**schema, "components": DOCUMENT["components"]}, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(body)]


def test_the_document_is_valid_openapi_3_1() -> None:
    assert DOCUMENT["openapi"].startswith("3.1.")
    assert [error.message for error in OpenAPIV31SpecValidator(DOCUMENT).iter_errors()] == []


def test_the_document_says_version_licence_and_server() -> None:
    assert DOCUMENT["info"]["version"] == __version__
    assert DOCUMENT["info"]["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert DOCUMENT["servers"] == [{"url": f"http://localhost{BASE}"}]


def test_the_document_has_every_operation_once_with_a_summary() -> None:
    assert set(DOCUMENT["paths"]) == {operation.path for operation in OPERATIONS}
    described = [one for operations in DOCUMENT["paths"].values() for one in operations.values()]
    assert len({one["operationId"] for one in described}) == len(OPERATIONS)
    assert all(one["summary"].endswith(".") for one in described)


def test_every_shape_refuses_fields_that_it_does_not_describe() -> None:
    shapes = DOCUMENT["components"]["schemas"]
    answers = {name: shape for name, shape in shapes.items() if name.endswith(("Answer", "Item", "List"))}
    assert answers != {}
    assert [name for name, shape in answers.items() if shape.get("additionalProperties") is not False] == []


@pytest.mark.parametrize("query", ["", "?lang=hi", "?lang=en"])
@pytest.mark.parametrize("path", ALL)
def test_every_answer_has_the_shape_that_is_described(path: str, query: str, client: FlaskClient) -> None:
    answer = client.get(BASE + path + query)
    assert faults(path, 200, answer.content_type, answer.get_json()) == []


@pytest.mark.parametrize("lang", ["", "&lang=hi", "&lang=en"])
@pytest.mark.parametrize("pair", list(combinations([*CAREER_ORDER, "key-account-manager@senior"], 2)), ids=",".join)
def test_every_comparison_has_the_shape_that_is_described(pair: Sequence[str], lang: str, client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/compare?roles={','.join(pair)}{lang}")
    assert faults("/compare", 200, answer.content_type, answer.get_json()) == []


@pytest.mark.parametrize("path", ONE_OF_EACH)
@pytest.mark.parametrize(("query", "status"), [("?lang=xx", 422), ("?company=acme", 404)])
def test_every_problem_has_the_shape_that_is_described(path: str, query: str, status: int, client: FlaskClient) -> None:
    answer = client.get(BASE + path + query)
    assert answer.status_code == status
    assert faults(path, status, answer.content_type, answer.get_json()) == []


def test_a_half_translated_role_has_the_shape_that_is_described(tmp_path: Any) -> None:
    write(tmp_path, {"roles/am.yaml": HALF})
    client = create_app(open_guide(tmp_path, Settings())).test_client()
    for query in ("", "?lang=hi", "?lang=en"):
        answer = client.get(f"{BASE}/roles/am{query}")
        assert faults("/roles/am", 200, answer.content_type, answer.get_json()) == []


@pytest.mark.parametrize("change", ["extra", "missing", "type"])
def test_an_answer_of_another_shape_is_found(change: str, app: Flask) -> None:
    body = app.test_client().get(f"{BASE}/roles/account-manager").get_json()
    if change == "extra":
        body["more"] = 1
    elif change == "missing":
        del body["slug"]
    else:
        body["skills"][0]["level"] = 5
    assert len(faults("/roles/account-manager", 200, "application/json", body)) == 1


# whatever is asked

SCHEMA = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", APP)
PLAIN = {"Accept-Encoding": "identity"}
"""The tool cannot unpack what it gets without a network between; gzip has its own tests."""
BEYOND_THE_SCHEMA = CHECKS.get_by_names(["positive_data_acceptance"])
"""What a body may name, such as skills, depends on the library; no schema says that, so a good form may be refused."""
REFUSED_UNREAD = CHECKS.get_by_names(["negative_data_rejection"])
"""The tool does not know that 413 refuses too."""
QUIET: dict[str, Any] = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "phases": (Phase.explicit, Phase.generate),
    "suppress_health_check": list(HealthCheck),
}


def ask_and_check(case: Case[Any]) -> None:
    """Asks, and holds the answer against the document; a body that is too large is refused before it is read."""
    answer = case.call(headers=PLAIN)
    beyond = BEYOND_THE_SCHEMA if case.method == "POST" else []
    too_large = REFUSED_UNREAD if answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else []
    case.validate_response(answer, excluded_checks=[*beyond, *too_large])


@SCHEMA.parametrize()
@settings(max_examples=50, **QUIET)
def test_whatever_is_asked_is_answered_as_described(case: Case[Any]) -> None:
    ask_and_check(case)


@pytest.mark.long
@SCHEMA.parametrize()
@settings(max_examples=300, **QUIET)
def test_whatever_is_asked_at_length_is_answered_as_described(case: Case[Any]) -> None:
    ask_and_check(case)
