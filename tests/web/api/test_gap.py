"""``POST /gap``: what the contract says of request and answer, every wrong value by its pointer, nothing kept."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from kamguide.guide import Guide, open_guide
from kamguide.settings import Settings
from kamguide.web.app import create_app
from tests.web.api.test_api import BASE
from tests.web.api.test_openapi import faults

KAM = "key-account-manager"
RATINGS = {"strategic-thinking": 1, "negotiation": 4, "selling": 3, "communication": None, "team-leadership": 2}
WHOLE = {
    "role": KAM,
    "grade": None,
    "company": None,
    "ratings": RATINGS,
    "evidence": {"selling": "won the tender"},
    "hours_per_week": 3,
    "languages": ["hi", "en"],
}


def post(client: FlaskClient, tree: object, query: str = "") -> TestResponse:
    return client.post(f"{BASE}/gap{query}", data=json.dumps(tree), content_type="application/json")


def pointers(answer: TestResponse) -> list[str]:
    assert answer.status_code == 422
    return [fault["field"] for fault in answer.get_json()["errors"]]


@pytest.mark.parametrize("query", ["", "?lang=hi", "?lang=en"])
def test_the_answer_has_what_the_contract_says(client: FlaskClient, query: str) -> None:
    answer = post(client, WHOLE, query)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.get_json()
    assert faults("/gap", 200, answer.content_type, body, "post") == []
    assert body["role"] == KAM
    assert body["readiness"] == {"ready": 2, "of": 4}
    assert [(one["skill"], one["required"], one["self"], one["gap"], one["evidence"]) for one in body["gaps"]] == [
        ("strategic-thinking", 3, 1, 2, None),
        ("team-leadership", 3, 2, 1, None),
        ("negotiation", 4, 4, 0, None),
        ("selling", 3, 3, 0, "won the tender"),
    ]
    assert body["talk"] == ["negotiation"]
    assert "communication" in body["unrated"]
    assert [(one["skill"], one["from"], one["to"], one["weeks"]) for one in body["plan"]] == [
        ("strategic-thinking", 1, 2, [1, 2]),
        ("strategic-thinking", 2, 3, [3, 5]),
        ("team-leadership", 2, 3, [6, 8]),
    ]
    assert body["not_covered"] == []
    assert body["fits"][0]["score"] == max(fit["score"] for fit in body["fits"])
    lines = [line for quadrant in body["swot"].values() for line in quadrant]
    assert all({"required", "self", "evidence", "sources"} < line["because"].keys() for line in lines)
    assert {line["because"].get("skill") or line["because"]["claim"] for line in lines} >= RATINGS.keys() - {
        "communication"
    }


def test_without_a_role_there_are_only_fits(client: FlaskClient) -> None:
    for request in ({"role": None, "ratings": RATINGS}, {"ratings": RATINGS}):
        body = post(client, request).get_json()
        assert (body["role"], body["readiness"], body["gaps"], body["plan"]) == (None, {"ready": 0, "of": 0}, [], [])
        assert [line for quadrant in body["swot"].values() for line in quadrant] == []
        assert body["fits"][0]["score"] > 0


def test_without_a_role_every_skill_counts(client: FlaskClient, guide: Guide) -> None:
    needs = guide.library.roles["sales-manager"].skills
    ratings = {skill: need.level for skill, need in needs.items()}
    fits = post(client, {"role": None, "ratings": ratings}).get_json()["fits"]
    assert {fit["role"]: fit["score"] for fit in fits}["sales-manager"] == 1


def test_a_grade_can_be_named_in_two_ways(client: FlaskClient) -> None:
    one = post(client, {**WHOLE, "grade": "senior"}).get_json()
    assert one["role"] == f"{KAM}@senior"
    assert one == post(client, {**WHOLE, "role": f"{KAM}@senior"}).get_json()
    assert one == post(client, {**WHOLE, "role": f"{KAM}@senior", "grade": "senior"}).get_json()
    assert one["gaps"] != post(client, WHOLE).get_json()["gaps"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"ratings": {"juggling": 3, "negotiation": 2, "chess": 1}}, ["/ratings/juggling", "/ratings/chess"]),
        ({"ratings": {"negotiation": 5, "selling": -1}}, ["/ratings/negotiation", "/ratings/selling"]),
        ({"ratings": {"negotiation": 2.5, "selling": "3", "pricing": True}}, None),
        ({"evidence": {"juggling": "x"}}, ["/evidence/juggling"]),
        ({"evidence": {"selling": "x" * 501}}, ["/evidence/selling"]),
        ({"desire": ["negotiation", "juggling"]}, ["/desire/1"]),
        ({"hours_per_week": 0}, ["/hours_per_week"]),
        ({"hours_per_week": 41}, ["/hours_per_week"]),
        ({"languages": []}, ["/languages"]),
        ({"languages": ["ta"]}, ["/languages/0"]),
        ({"grade": "junior", "role": f"{KAM}@senior"}, ["/grade"]),
        ({"grade": "junior", "role": None}, ["/grade"]),
        ({"surname": "x"}, ["/surname"]),
        ({"role": 3}, ["/role"]),
        ({"ratings": None}, ["/ratings"]),
    ],
)
def test_every_wrong_value_is_named(client: FlaskClient, change: Mapping[str, Any], expected: list[str] | None) -> None:
    answer = post(client, {**WHOLE, **change})
    wanted = expected if expected is not None else [f"/ratings/{skill}" for skill in change["ratings"]]
    assert pointers(answer) == wanted
    assert faults("/gap", 422, answer.content_type, answer.get_json(), "post") == []


def test_the_nearest_skill_is_offered(client: FlaskClient) -> None:
    (fault,) = post(client, {**WHOLE, "ratings": {"negotiaton": 2}}).get_json()["errors"]
    assert "negotiation" in fault["message"]


def test_unknown_roles_grades_and_companies_are_not_found(client: FlaskClient) -> None:
    for change in ({"role": "key-acount-manager"}, {"grade": "boss"}, {"company": "acme"}, {"role": "acme:x"}):
        answer = post(client, {**WHOLE, **change})
        assert answer.status_code == 404, change
        assert faults("/gap", 404, answer.content_type, answer.get_json(), "post") == []
    assert post(client, {**WHOLE, "role": "key-acount-manager"}).get_json()["nearest"][0] == KAM


@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"ratings": {"selling": 1, "selling": 2}}', "application/json", 400),
        (b'{"ratings": {"selling": NaN}}', "application/json", 400),
        (b"[" * 40 + b"]" * 40, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"", "application/json", 400),
        (b"ratings=1", "application/x-www-form-urlencoded", 415),
        (b"{}", "", 415),
        (b'{"ratings": {}, "x": "' + b"x" * 64_000 + b'"}', "application/json", 413),
        (b"[]", "application/json", 422),
        (b'"x"', "application/json", 422),
        (b"{}", "application/json", 422),
    ],
)
def test_what_cannot_be_read_is_refused(client: FlaskClient, data: bytes, content_type: str, status: int) -> None:
    answer = client.post(f"{BASE}/gap", data=data, content_type=content_type or None)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert faults("/gap", status, answer.content_type, answer.get_json(), "post") == []


def test_it_can_only_be_posted(client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/gap")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_other_sites_cannot_make_a_browser_ask(client: FlaskClient) -> None:
    answer = client.post(f"{BASE}/gap", json=WHOLE, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert faults("/gap", 403, answer.content_type, answer.get_json(), "post") == []


def test_nothing_of_what_was_said_is_logged(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        post(client, {**WHOLE, "evidence": {"selling": "CANARY"}})
        post(client, {**WHOLE, "evidence": {"CANARY": "CANARY"}})
    assert "CANARY" not in caplog.text


def test_it_is_limited() -> None:
    client = create_app(open_guide(None, Settings(limits="on"))).test_client()
    statuses = [post(client, {"ratings": {}}).status_code for _ in range(122)]
    assert statuses.count(200) == 120
    assert statuses[-1] == 429


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tree=st.recursive(
        st.none() | st.integers() | st.text(max_size=5), lambda b: st.lists(b) | st.dictionaries(st.text(max_size=5), b)
    )
)
def test_whatever_stands_in_a_field_is_answered(app: Flask, tree: object) -> None:
    client = app.test_client()
    for field in WHOLE:
        try:
            answer = post(client, {**WHOLE, field: tree})
        except UnicodeEncodeError:
            continue
        assert answer.status_code in (200, 400, 404, 422)
