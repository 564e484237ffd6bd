"""The guard: what other sites make a browser send is refused on every address that changes something."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from kamguide.guide import Guide, open_guide
from kamguide.settings import Settings
from kamguide.web.app import FIELD_LIMIT, create_app
from kamguide.web.guard import SAFE
from tests.web.assessing import packaged

APP = create_app(packaged(), quiet=True)
UNSAFE = sorted(
    {
        (rule.rule, method, rule.endpoint): rule
        for rule in APP.url_map.iter_rules()
        for method in (rule.methods or set()) - SAFE
    }.items()
)
"""Every address that takes a method that changes something, with each such method."""
PAGES = [(rule, method) for (address, method, _), rule in UNSAFE if not address.startswith("/api/")]
CALLS = [(rule, method) for (address, method, _), rule in UNSAFE if address.startswith("/api/")]
OURS = {"Origin": "http://localhost"}

FOREIGN: Mapping[str, Mapping[str, str]] = {
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "another host of the same site": {"Sec-Fetch-Site": "same-site"},
    "a value that browsers do not know yet": {"Sec-Fetch-Site": "elsewhere"},
    "an empty value": {"Sec-Fetch-Site": ""},
    "another origin": {"Origin": "https://evil.example"},
    "our name in front of another": {"Origin": "http://localhost.evil.example"},
    "our name as a user": {"Origin": "http://localhost@evil.example"},
    "our name in a path": {"Origin": "http://evil.example/localhost"},
    "another port": {"Origin": "http://localhost:8001"},
    "an opaque origin": {"Origin": "null"},
    "an empty origin": {"Origin": ""},
    "an origin that is none": {"Origin": "http://[evil"},
    "a foreign origin that claims to be same-origin": {
        "Sec-Fetch-Site": "same-origin",
        "Origin": "https://evil.example",
    },
    "an opaque origin that claims to be same-origin": {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    "our origin from another site": {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    "a foreign referrer besides": {"Sec-Fetch-Site": "cross-site", "Referer": "http://localhost/hi/"},
}


def filled(rule: Rule) -> str:
    """The rule's address with something in every place."""
    values = {"language": "en", "code": "7K4M-2XDP-9QRT", "token": "x" * 43, "company": "sourcegraph"}
    numbers = set(re.findall(r"<int[^:]*:(\w+)>", rule.rule))
    given = {name: 2 if name in numbers else values.get(name, "account-manager") for name in rule.arguments}
    return APP.url_map.bind("localhost").build(rule.endpoint, given, method="POST")


def ask(rule: Rule, method: str, headers: Mapping[str, str]) -> tuple[int, str]:
    address = filled(rule)
    answer = APP.test_client().open(address, method=method, headers=dict(headers), data={"a": "b"})
    return answer.status_code, answer.text


BODIES = ("application/x-www-form-urlencoded", "text/plain", "application/json", "multipart/form-data; boundary=x")


def assert_refused(rule: Rule, method: str, kind: str, body: str) -> None:
    address, headers = filled(rule), dict(FOREIGN[kind])
    answer = APP.test_client().open(address, method=method, headers=headers, data=b"{}", content_type=body)
    assert (answer.status_code, kind, body) == (403, kind, body)
    assert "another site" in answer.text


@pytest.mark.parametrize("number", range(len(PAGES + CALLS)), ids=lambda n: f"{(PAGES + CALLS)[n][0].rule}-{n}")
def test_nothing_foreign_is_taken(number: int) -> None:
    """On every address a third of what is foreign, in turn, so that each kind meets many of them, with each body."""
    rule, method = (PAGES + CALLS)[number]
    for step, kind in enumerate([*FOREIGN][number % 3 :: 3]):
        assert_refused(rule, method, kind, BODIES[(number + step) % len(BODIES)])


@pytest.mark.long
@pytest.mark.parametrize("kind", FOREIGN)
def test_nothing_foreign_is_taken_anywhere_in_any_form(kind: str) -> None:
    for rule, method in PAGES + CALLS:
        for body in BODIES:
            assert_refused(rule, method, kind, body)


@pytest.mark.parametrize(("rule", "method"), PAGES, ids=str)
def test_without_a_word_on_where_it_comes_from_nothing_is_taken(rule: Rule, method: str) -> None:
    status, text = ask(rule, method, {})
    assert status == 403
    assert "did not say which page" in text


@pytest.mark.parametrize(("rule", "method"), CALLS, ids=str)
def test_programs_may_call_the_api(rule: Rule, method: str) -> None:
    assert ask(rule, method, {})[0] != 403


@pytest.fixture(scope="module")
def trying(guide: Guide) -> Flask:
    """The application with a page and a call that take whatever passes the guard."""
    app = create_app(guide)
    app.add_url_rule("/hi/try", "try", lambda: "taken", methods=["POST", "PUT", "PATCH", "DELETE", "GET"])
    app.add_url_rule("/api/v1/try", "api-try", lambda: "taken", methods=["POST"])
    return app


OWN = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    OURS,
    {"Origin": "https://localhost"},
    {"Origin": "HTTP://LOCALHOST"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
]


@pytest.mark.parametrize("headers", OWN, ids=str)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_our_own_is_taken(trying: Flask, method: str, headers: Mapping[str, str]) -> None:
    assert trying.test_client().open("/hi/try", method=method, headers=headers).text == "taken"


@pytest.mark.parametrize("path", ["/hi/try", "/api/v1/try"])
@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_foreign_reaches_no_view(trying: Flask, path: str, kind: str) -> None:
    assert trying.test_client().post(path, headers=FOREIGN[kind]).status_code == 403


def test_reading_is_open_to_all(trying: Flask) -> None:
    for headers in FOREIGN.values():
        assert trying.test_client().get("/hi/try", headers=headers).text == "taken"


def test_the_public_address_is_ours_behind_a_proxy_that_names_another_host() -> None:
    app = create_app(open_guide(None, Settings(base_url="https://guide.example.org")), quiet=True)
    app.add_url_rule("/hi/try", "try", lambda: "taken", methods=["POST"])
    client = app.test_client()
    assert client.post("/hi/try", headers={"Origin": "https://guide.example.org"}).text == "taken"
    assert client.post("/hi/try", headers={"Origin": "https://other.example.org"}).status_code == 403


def test_a_refusal_is_a_page_in_the_language_that_nobody_keeps(trying: Flask) -> None:
    answer = trying.test_client().post("/hi/try", headers={"Sec-Fetch-Site": "cross-site"})
    assert "दूसरी साइट" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    call = trying.test_client().post("/api/v1/try", headers={"Origin": "null"})
    assert (call.content_type, call.get_json()["status"]) == ("application/problem+json", 403)


def test_where_nothing_is_posted_to_that_is_what_is_said(client: FlaskClient) -> None:
    assert client.post("/hi/roles").status_code == 405
    assert client.post("/hi/nowhere").status_code == 404


def test_a_form_has_so_many_fields_at_most(trying: Flask) -> None:
    client = trying.test_client()
    for spread in (lambda n: {f"f{i}": "x" for i in range(n)}, lambda n: {"f": ["x"] * n}):
        assert client.post("/hi/try", headers=OURS, data=spread(FIELD_LIMIT)).status_code == 200
        assert client.post("/hi/try", headers=OURS, data=spread(FIELD_LIMIT + 1)).status_code == 413
