"""Career paths in the API: the contract's shape, weights that add up, every wrong name told, steps as list and CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from kamguide.career_paths import graph_of
from kamguide.guide import Guide
from tests.web.api.test_openapi import BASE, faults

PAIRS = [
    ("account-manager", "account-director"),
    ("analyst", "key-account-manager@senior"),
    ("trainee", "vice-president-account-management"),
    ("sales-director", "analyst"),
]


def answered(client: FlaskClient, query: str) -> Any:
    return client.get(f"{BASE}/paths?{query}")


@pytest.mark.parametrize("lang", ["", "&lang=hi", "&lang=en"])
def test_answers_have_the_shape_that_is_described_and_weights_add_up(client: FlaskClient, lang: str) -> None:
    for start, end in PAIRS:
        answer = answered(client, f"from={start}&to={end}{lang}")
        body = answer.get_json()
        assert faults("/paths", 200, answer.content_type, body) == [], (start, end)
        assert (body["from"], body["to"]) == (start, end)
        assert (body["paths"] == []) is (start == "sales-director")
        for path in body["paths"]:
            assert path["cost"] == sum(step["cost"] for step in path["steps"])
            assert [step["from"] for step in path["steps"]] == [start, *(s["to"] for s in path["steps"][:-1])]
            for step in path["steps"]:
                assert step["cost"] == sum(row["cost"] for row in step["rows"])
                by_change = {change: [r["skill"] for r in step["rows"] if r["change"] == change] for change in
                             ("carried", "raised", "new")}  # fmt: skip
                assert by_change["carried"] == step["carried"]
                assert by_change["raised"] == [one["skill"] for one in step["raised"]]
                assert by_change["new"] == [one["skill"] for one in step["new"]]


def test_every_wrong_name_is_told_at_once(client: FlaskClient) -> None:
    answer = answered(client, "from=acount-manager&to=acount-director")
    body = answer.get_json()
    assert answer.status_code == 404
    assert faults("/paths", 404, answer.content_type, body) == []
    assert {"account-manager", "account-director"} <= set(body["nearest"])
    for name in ("acount-manager", "acount-director"):
        assert name in body["detail"]
        assert name in body["hi"]


@pytest.mark.parametrize(("query", "field"), [("", "/from"), ("from=analyst", "/to"), ("from=&to=analyst", "/from")])
def test_a_missing_end_is_named(query: str, field: str, client: FlaskClient) -> None:
    answer = answered(client, query)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json()["errors"]] == [field]


def test_a_company_s_own_ladder_is_asked_for_by_parameter_or_name(client: FlaskClient) -> None:
    query = "from=account-manager@a1&to=account-manager@a2"
    named = "from=udaharan-udyog:account-manager@a1&to=account-manager@a2"
    body = answered(client, f"{query}&company=udaharan-udyog").get_json()
    assert body["paths"][0]["steps"][0]["sources"] == ["udaharan-udyog-ladder"]
    assert answered(client, named).get_json() == body
    assert answered(client, query).status_code == 404


def test_the_list_of_steps_and_its_file_hold_every_step_of_the_map(client: FlaskClient, guide: Guide) -> None:
    written = [(edge.start, edge.end, edge.cost) for edge in graph_of(guide.library).written]
    items = client.get(f"{BASE}/steps?limit=100").get_json()["items"]
    assert [(item["from"], item["to"], item["cost"]) for item in items] == written
    file = client.get(f"{BASE}/steps.csv?lang=hi")
    rows = list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"))))
    assert file.headers["Content-Disposition"] == "attachment; filename=career-steps.csv"
    assert [(row["from"], row["to"], int(row["points"])) for row in rows] == written
    assert all(row["from_label"] and row["text"] for row in rows)
