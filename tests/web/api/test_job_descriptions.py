"""``POST /job-descriptions``: JSON as the contract says, a file of each kind, every wrong value by its pointer."""

from __future__ import annotations

import json
import logging

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kamguide.job_description.exits import EXITS
from tests.web.api.test_api import BASE
from tests.web.api.test_openapi import faults

KAM = "key-account-manager"
WHOLE = {
    "role": KAM, "lang": "both", "employer": "Acme", "place": "Pune", "contract": "full-time",
    "pay": {"currency": "INR", "low": 800000, "high": 1200000, "period": "year"}, "apply": "hr@example.org",
    "until": "2099-12-31", "include": {"kpi": ["churn"]}, "must": ["negotiation"], "nice": ["selling"],
    "own": {"responsibilities": ["Visit plants"]},
}  # fmt: skip


def post(client: FlaskClient, tree: object, query: str = "") -> TestResponse:
    return client.post(f"{BASE}/job-descriptions{query}", data=json.dumps(tree), content_type="application/json")


def test_the_answer_is_blocks_with_their_fields(client: FlaskClient) -> None:
    answer = post(client, WHOLE)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.get_json()
    assert faults("/job-descriptions", 200, answer.content_type, body, "post") == []
    assert body["role"] == KAM
    assert {block["language"] for block in body["blocks"]} == {"hi", "en"}
    fields = {item["field"] for block in body["blocks"] if block["kind"] == "list" for item in block["items"]}
    assert {f"{KAM}.kpi.churn", f"{KAM}.skills.negotiation", ""} <= fields
    assert isinstance(body["lint"], list)
    assert body["foot"]["hi"][-1].startswith("kamguide")


@pytest.mark.parametrize("form", [name for name in EXITS if name != "json"])
def test_each_form_is_a_file(client: FlaskClient, form: str) -> None:
    answer = post(client, WHOLE, f"?format={form}")
    assert answer.status_code == 200
    assert answer.content_type == EXITS[form].media_type
    assert answer.headers["Content-Disposition"] == f"attachment; filename={KAM}-hi-en.{form}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(answer.data) > 1000


def test_a_company_s_own_style(client: FlaskClient) -> None:
    for tree, query in (({"role": f"udaharan-udyog:{KAM}"}, ""), ({"role": KAM}, "&company=udaharan-udyog")):
        text = post(client, tree, f"?format=md{query}").get_data(as_text=True)
        assert "What we promise" in text


@pytest.mark.parametrize(
    ("tree", "query", "fields"),
    [
        ({"role": KAM, "must": ["nothing", "selling"], "place": "x" * 121}, "", ["/place"]),
        ({"role": KAM, "must": ["nothing"], "nice": ["nobody"]}, "", ["/must/0", "/nice/0"]),
        ({"role": KAM, "pay": {"currency": "INR", "low": 2, "high": 1, "period": "year"}}, "", ["/pay"]),
        ({"role": KAM, "until": "2020-01-01"}, "", ["/until"]),
        ({"role": KAM, "until": "2020-01-01", "employer": "x" * 121}, "", ["/employer", "/until"]),
        ({"role": KAM, "pay": {"currency": "INR", "low": True, "period": "year"}}, "", ["/pay/low"]),
        ({"role": KAM, "pay": {"currency": "XXX", "low": 1, "period": "year"}}, "", ["/pay/currency"]),
        ({"role": KAM, "include": {"constructor": []}}, "", ["/include/constructor"]),
        ({"role": KAM, "must": ["selling", 5]}, "", ["/must/1"]),
        ({"role": KAM, "secret": 1, "lang": "fr"}, "", ["/lang", "/secret"]),
        ({"role": KAM}, "?format=exe", ["/format"]),
    ],
)
def test_each_wrong_value_is_told_at_its_pointer(
    client: FlaskClient, tree: dict[str, object], query: str, fields: list[str]
) -> None:
    answer = post(client, tree, query)
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert [fault["field"] for fault in answer.get_json()["errors"]] == fields


@pytest.mark.parametrize("role", ["nobody", f"{KAM}@nothing", f"nobody:{KAM}"])
def test_an_unknown_role_is_404(client: FlaskClient, role: str) -> None:
    assert post(client, {"role": role}).status_code == 404


def test_nothing_that_was_typed_is_logged(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        post(client, {**WHOLE, "employer": "Secret Ltd"}, "?format=pdf")
    assert "Secret" not in caplog.text


def test_what_files_may_answer_is_declared(client: FlaskClient) -> None:
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]
    assert "Retry-After" in paths["/job-descriptions"]["post"]["responses"]["503"]["description"]
    assert "503" not in paths["/job-descriptions/lint"]["post"]["responses"]
