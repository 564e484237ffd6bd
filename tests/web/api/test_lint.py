"""``POST /job-descriptions/lint``: what the contract says of request and answer; wrong values by their pointer."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kamguide.guide import Guide
from tests.web.api.test_api import BASE
from tests.web.api.test_openapi import faults

PATH = "/job-descriptions/lint"
TEXT = "हमें 😀 एक अच्छा मैनेजर चाहिए। He drives."


def post(client: FlaskClient, tree: object, query: str = "") -> TestResponse:
    return client.post(f"{BASE}{PATH}{query}", data=json.dumps(tree), content_type="application/json")


@pytest.mark.parametrize(
    ("fields", "query", "both"),
    [({}, "", True), ({"lang": "hi"}, "", False), ({}, "?lang=en", False), ({"lang": "hi"}, "?lang=en", False)],
)
def test_the_answer_has_what_the_contract_says(
    client: FlaskClient, guide: Guide, fields: dict[str, str], query: str, both: bool
) -> None:
    answer = post(client, {"text": TEXT, "place": None, **fields}, query)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.get_json()
    assert faults(PATH, 200, answer.content_type, body, "post") == []
    assert body["truncated"] is False
    assert [finding["rule"] for finding in body["findings"]] == ["gendered-adjective", "gendered-pronoun"]
    for finding in body["findings"]:
        assert TEXT[finding["start"] : finding["end"]] == finding["text"]
        assert finding["source"] is None or finding["source"] in guide.library.sources
        assert finding["instead"]
        language = fields.get("lang") or query.removeprefix("?lang=")
        why = guide.library.rules[finding["rule"]].why
        told = finding["why"]
        assert (set(told) == {"hi", "en"}) if both else told == why.to(language).replace("{text}", finding["text"])


def test_the_place_brings_its_law(client: FlaskClient) -> None:
    body = post(client, {"text": "Welder", "lang": "en", "place": "Denver, Colorado"}).get_json()
    assert [(finding["rule"], finding["source"]) for finding in body["findings"]] == [
        ("pay-range", "us-pay-transparency-states")
    ]


@pytest.mark.parametrize(
    ("tree", "pointer"),
    [
        ({}, "/text"),
        ({"text": 5}, "/text"),
        ({"text": "x", "lang": "fr"}, "/lang"),
        ({"text": "x", "place": "x" * 201}, "/place"),
        ({"text": "x", "wish": 1}, "/wish"),
        ([], ""),
    ],
)
def test_wrong_values_are_told_by_pointer(client: FlaskClient, tree: object, pointer: str) -> None:
    answer = post(client, tree)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.get_json()["errors"]] == [pointer]


def test_a_body_too_large_is_refused(client: FlaskClient) -> None:
    answer = post(client, {"text": "x" * 70_000})
    assert answer.status_code == 413
    assert "64 kB" in answer.get_json()["detail"]


def test_get_is_no_way_to_ask(client: FlaskClient) -> None:
    assert client.get(f"{BASE}{PATH}").status_code == 405
