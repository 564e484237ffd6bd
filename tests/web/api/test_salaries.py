"""Pay in the API: what the contract names, filters, restated amounts, the file; wrong parameters are named."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

CONTRACT = {
    "role", "statistic", "component", "amount", "low", "high", "currency", "period", "area", "reference_year", "source",
    "flags", "sample_size", "grade", "note",
}  # fmt: skip


def test_a_figure_holds_what_the_contract_names(client: FlaskClient) -> None:
    answer = client.get("/api/v1/salaries?role=account-manager&lang=en")
    body = answer.get_json()
    (item,) = body["items"]
    assert set(item) >= CONTRACT
    assert (body["total"], item["low"], item["high"], item["reference_year"]) == (1, 45000, 85000, None)
    assert isinstance(item["note"], str)
    assert "ETag" in answer.headers


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("role=sales-manager&area=US&year=2024", 6),
        ("role=key-account-manager&component=commission", 1),
        ("source=glassdoor-2020", 2),
        ("role=41-3011&year=2025", 6),
        ("area=IN", 0),
        ("area=IN&company=udaharan-udyog", 4),
    ],
)
def test_filters_take_what_they_name(query: str, total: int, client: FlaskClient) -> None:
    assert client.get(f"/api/v1/salaries?{query}").get_json()["total"] == total


def test_a_top_code_is_its_limit_and_says_so(client: FlaskClient) -> None:
    items = client.get("/api/v1/salaries?role=sales-manager&area=US&year=2024&lang=en").get_json()["items"]
    (top,) = [item for item in items if item["statistic"] == "p90"]
    assert (top["amount"], top["flags"]) == (239_200, ["top-coded"])


def test_prices_restate_and_are_told(client: FlaskClient) -> None:
    query = "/api/v1/salaries?role=key-account-manager&component=salary&prices=2025"
    (item,) = client.get(query).get_json()["items"]
    assert (item["low"], item["high"], item["prices"], item["reference_year"]) == (76_675, 140_070, 2025, 2010)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("prices=1800", 404),
        ("year=null", 422),
        ("area=us", 422),
        ("prices=x", 422),
        ("role=nobody", 404),
        ("source=x", 404),
    ],
)
def test_what_is_not_there_is_told(query: str, status: int, client: FlaskClient) -> None:
    for ending in ("", ".csv"):
        answer = client.get(f"/api/v1/salaries{ending}?{query}")
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_the_file_holds_all_figures_on_one_page_and_no_formula(client: FlaskClient) -> None:
    answer = client.get("/api/v1/salaries.csv?lang=hi")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert len(rows) == client.get("/api/v1/salaries").get_json()["total"]
    assert [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))] == []
    assert answer.headers["Content-Disposition"] == "attachment; filename=salaries.csv"
