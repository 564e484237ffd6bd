"""The operations that search and complete: the contract's shape, windows, languages, problems."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from kamguide.guide import Guide
from kamguide.model.text import LANGUAGES, Language
from tests.web.api.test_api import BASE
from tests.web.api.test_openapi import faults

QUERIES = (
    "KAM ki salary",
    "AM vs KAM",
    "junior vs senior KAM",
    "नेगोशिएशन",
    "51,933",
    "xyzzyx",
    "accounts payable",
    "",
    " ",
    "\0",
)


def search(client: FlaskClient, query: str, **values: object) -> Any:
    answer = client.get(f"{BASE}/search", query_string={"q": query, **values})
    assert answer.status_code == 200
    return answer.get_json()


@pytest.mark.parametrize("language", [None, *LANGUAGES])
@pytest.mark.parametrize("query", QUERIES)
def test_every_answer_has_the_shape_that_is_described(
    query: str, language: Language | None, client: FlaskClient
) -> None:
    asked = {"q": query, **({"lang": language} if language else {})}
    for path in ("/search", "/suggest"):
        answer = client.get(BASE + path, query_string=asked)
        assert (answer.status_code, answer.content_type) == (200, "application/json")
        assert faults(path, 200, "application/json", answer.get_json()) == []


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/search", "", 422),
        ("/suggest", "", 422),
        ("/search", "?q=x&lang=de", 422),
        ("/search", "?q=x&kind=job", 422),
        ("/search", "?q=x&topic=y", 422),
        ("/search", "?q=x&limit=0", 422),
        ("/search", "?q=x&limit=101", 422),
        ("/search", "?q=x&offset=-1", 422),
        ("/search", "?q=x&role=sales-manger", 404),
        ("/search", "?q=x&company=acme", 404),
        ("/suggest", "?q=x&company=acme", 404),
        ("/suggest", "?q=x&lang=", 422),
    ],
)
def test_wrong_use_is_a_problem_of_the_shape_that_is_described(
    path: str, query: str, status: int, client: FlaskClient
) -> None:
    answer = client.get(f"{BASE}{path}{query}")
    assert answer.status_code == status
    assert faults(path, status, answer.content_type, answer.get_json()) == []
    named = answer.get_json().get("errors", [{"field": "/role"}])[0]["field"]
    assert named.strip("/") in (*re.findall(r"(\w+)=", query), "q", "role")


def test_a_missing_query_is_named(client: FlaskClient) -> None:
    assert client.get(f"{BASE}/search").get_json()["errors"][0]["field"] == "/q"


def test_an_unknown_role_comes_with_the_nearest(client: FlaskClient) -> None:
    assert client.get(f"{BASE}/search?q=x&role=sales-manger").get_json()["nearest"][0] == "sales-manager"


def test_the_contract_s_example(client: FlaskClient) -> None:
    body = search(client, "KAM ki salary", lang="en")
    first = body["hits"][0]
    assert (first["role"], first["topic"]) == ("key-account-manager", "salary")
    assert first["url"].startswith("/en/roles/key-account-manager#")
    assert body["interpreted"] == {
        "roles": ["key-account-manager"],
        "topics": ["salary"],
        "skills": [],
        "comparison": None,
    }
    assert (body["query"], body["did_you_mean"], body["truncated"]) == ("KAM ki salary", None, False)


def test_a_comparison_names_its_roles_and_where_it_is_told(client: FlaskClient) -> None:
    body = search(client, "AM vs KAM", lang="en")
    first = body["hits"][0]
    assert (first["kind"], first["topic"]) == ("comparison", "comparison")
    assert first["roles"] == ["account-manager", "key-account-manager"]
    assert body["interpreted"]["comparison"] == {"roles": first["roles"], "url": first["url"]}
    assert client.get(first["url"].partition("#")[0]).status_code == 200


def test_every_address_is_there_with_its_anchor(client: FlaskClient) -> None:
    urls = {hit["url"] for query in QUERIES for hit in search(client, query, lang="hi", limit=100)["hits"]}
    urls |= {
        item["url"]
        for q in ("ka", "sa", "न", "वेतन")
        for item in client.get(f"{BASE}/suggest?q={q}").get_json()["items"]
    }
    for url in urls:
        path, _, anchor = url.partition("#")
        page = client.get(path)
        assert page.status_code == 200, url
        assert not anchor or f'id="{anchor}"' in page.text, url


def test_snippets_are_escaped_but_for_marks(client: FlaskClient) -> None:
    for query in QUERIES:
        for hit in search(client, query)["hits"]:
            assert re.findall(r"<(?!/?mark>)", hit["snippet"]) == []
            assert hit["snippet"].count("<mark>") == hit["snippet"].count("</mark>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_language_is_kept_to(language: Language, client: FlaskClient) -> None:
    body = search(client, "KAM ki salary", lang=language)
    assert {hit["lang"] for hit in body["hits"]} == {language} == {body["lang"]}
    assert all(hit["url"].startswith(f"/{language}/") for hit in body["hits"])


def test_without_a_language_each_thing_comes_once_in_the_one_that_fits_best(client: FlaskClient) -> None:
    body = search(client, "नेगोशिएशन", limit=100)
    keys = [(hit["kind"], hit["role"], hit["topic"], hit["url"].partition("/")[2][3:]) for hit in body["hits"]]
    assert len(set(keys)) == len(keys)
    assert body["hits"][0]["lang"] == "hi"
    assert search(client, "negotiation")["hits"][0]["lang"] == "en"


def test_windows_together_are_the_whole(client: FlaskClient) -> None:
    whole = search(client, "sales manager", limit=100)
    parts = [search(client, "sales manager", limit=7, offset=offset) for offset in range(0, whole["total"], 7)]
    assert [hit for part in parts for hit in part["hits"]][: len(whole["hits"])] == whole["hits"]
    assert {part["total"] for part in parts} == {whole["total"]}


@pytest.mark.parametrize(("name", "value"), [("kind", "skill"), ("role", "sales-manager"), ("topic", "salary")])
def test_narrowing_leaves_as_many_as_the_facet_said(name: str, value: str, client: FlaskClient) -> None:
    everything = search(client, "salary negotiation sales manager", limit=100)
    narrowed = search(client, "salary negotiation sales manager", limit=100, **{name: value})
    assert narrowed["total"] == everything["facets"][name][value] > 0
    assert narrowed["facets"][name] == everything["facets"][name]


def test_a_long_query_is_cut(client: FlaskClient) -> None:
    body = search(client, "salary " * 60)
    assert body["truncated"] is True
    assert len(body["query"]) <= 200
    assert search(client, "salary")["truncated"] is False


def test_what_a_stranger_typed_comes_back_visible(client: FlaskClient) -> None:
    assert search(client, "a\u202eb\0c\x1b[31m")["query"] == "abc[31m"


def test_another_trade_is_noted(client: FlaskClient) -> None:
    assert search(client, "accounts payable")["note"] == "accounting"


@pytest.mark.parametrize("path", ["/search", "/suggest"])
def test_answers_may_be_kept_and_asked_for_again(path: str, client: FlaskClient) -> None:
    first = client.get(f"{BASE}{path}?q=kam")
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(f"{BASE}{path}?q=kam", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


# suggestions


def test_suggestions_are_in_the_language_typed_and_lead_to_the_one_asked_for(client: FlaskClient) -> None:
    typed = client.get(f"{BASE}/suggest?q=प्रमुख").get_json()["items"][0]
    assert (typed["lang"], typed["url"]) == ("hi", "/hi/roles/key-account-manager")
    assert typed["role"] == "key-account-manager"
    asked = client.get(f"{BASE}/suggest?q=प्रमुख&lang=en").get_json()["items"][0]
    assert (asked["label"], asked["url"]) == (typed["label"], "/en/roles/key-account-manager")


def test_the_document_says_that_q_is_required_and_that_too_much_is_refused(client: FlaskClient, guide: Guide) -> None:
    paths = json.loads(client.get(f"{BASE}/openapi.json").data)["paths"]
    for path in ("/search", "/suggest"):
        operation = paths[path]["get"]
        (q,) = [one for one in operation["parameters"] if one["name"] == "q"]
        assert q["required"] is True
        assert "429" in operation["responses"]
