"""Security headers, exactly and once, on every kind of answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kamguide.guide import Guide
from kamguide.web.app import BODY_LIMIT, URL_LIMIT, create_app
from kamguide.web.headers import HEADERS
from tests.web.reading import Reading

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
"""As the contract has it."""
OURS = {"Origin": "http://localhost"}
"""Where a form of ours comes from."""

Ask = Callable[[FlaskClient], TestResponse]


def again(client: FlaskClient) -> TestResponse:
    etag = client.get("/hi/roles").headers["ETag"]
    return client.get("/hi/roles", headers={"If-None-Match": etag})


def asset(client: FlaskClient) -> str:
    sheets = Reading("http://localhost/hi/", client.get("/hi/").get_data(as_text=True)).rel("stylesheet")
    return sheets[""]


ANSWERS: dict[str, tuple[int, Ask]] = {
    "page": (200, lambda c: c.get("/hi/roles")),
    "kept page": (200, lambda c: (c.get("/en/roles"), c.get("/en/roles"))[1]),
    "gzipped page": (200, lambda c: c.get("/hi/roles", headers={"Accept-Encoding": "gzip"})),
    "page asked for with HEAD": (200, lambda c: c.head("/hi/roles")),
    "page that has not changed": (304, again),
    "entrance": (302, lambda c: c.get("/")),
    "address without its slash": (308, lambda c: c.get("/hi")),
    "options": (200, lambda c: c.options("/hi/roles")),
    "problems of the content": (200, lambda c: c.get("/hi/problems")),
    "api": (200, lambda c: c.get("/api/v1/roles")),
    "api document": (200, lambda c: c.get("/api/v1/openapi.json")),
    "linked data": (200, lambda c: c.get("/api/v1/roles/account-manager", headers={"Accept": "application/ld+json"})),
    "health": (200, lambda c: c.get("/healthz")),
    "readiness": (200, lambda c: c.get("/readyz")),
    "style sheet": (200, lambda c: c.get(asset(c))),
    "gzipped style sheet": (200, lambda c: c.get(asset(c), headers={"Accept-Encoding": "gzip"})),
    "favicon": (200, lambda c: c.get("/favicon.ico")),
    "sitemap": (200, lambda c: c.get("/sitemap.xml")),
    "unknown host": (400, lambda c: c.get("/hi/roles", headers={"Host": "evil.example"})),
    "unknown host, api": (400, lambda c: c.get("/api/v1/roles", headers={"Host": "evil.example"})),
    "unknown host, static file": (400, lambda c: c.get(asset(c), headers={"Host": "evil.example"})),
    "unknown page": (404, lambda c: c.get("/hi/nowhere")),
    "unknown role": (404, lambda c: c.get("/en/roles/nobody")),
    "unknown static file": (404, lambda c: c.get("/static/nothing.css")),
    "unknown role, api": (404, lambda c: c.get("/api/v1/roles/nobody")),
    "wrong method": (405, lambda c: c.post("/hi/roles")),
    "wrong method, api": (405, lambda c: c.delete("/api/v1/roles")),
    "too large": (413, lambda c: c.post("/try/form", data={"a": "x" * BODY_LIMIT}, headers=OURS)),
    "address too long": (414, lambda c: c.get(f"/hi/roles?{'x' * URL_LIMIT}")),
    "address too long, api": (414, lambda c: c.get(f"/api/v1/roles?{'x' * URL_LIMIT}")),
    "wrong parameter": (422, lambda c: c.get("/api/v1/roles?limit=0")),
    "fault": (500, lambda c: c.get("/try/fault")),
    "fault, api": (500, lambda c: c.get("/api/v1/try/fault")),
}


def trying_app(guide: Guide) -> Flask:
    """The application with a view that takes a form, and two that raise."""
    app = create_app(guide)

    def form() -> str:
        return str(len(request.form))

    def fault() -> str:
        raise ValueError

    app.add_url_rule("/try/form", "form", form, methods=["POST"])
    app.add_url_rule("/try/fault", "fault", fault)
    app.add_url_rule("/api/v1/try/fault", "api-fault", fault)
    return app


@pytest.fixture(scope="module")
def trying(guide: Guide) -> Flask:
    return trying_app(guide)


@pytest.fixture(scope="module")
def over_https(guide: Guide) -> Flask:
    """The same, asked over HTTPS."""
    app = trying_app(guide)
    app.config["PREFERRED_URL_SCHEME"] = "https"
    return app


def asked(app: Flask, kind: str) -> TestResponse:
    status, ask = ANSWERS[kind]
    answer = ask(app.test_client())
    assert answer.status_code == status
    return answer


def test_the_policy_is_the_one_of_the_contract() -> None:
    assert HEADERS["Content-Security-Policy"] == CSP


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_has_every_security_header_once(kind: str, trying: Flask) -> None:
    headers = asked(trying, kind).headers
    assert {name: headers.getlist(name) for name in HEADERS} == {name: [value] for name, value in HEADERS.items()}


@pytest.mark.parametrize("kind", ANSWERS)
def test_without_https_no_answer_asks_for_it(kind: str, trying: Flask) -> None:
    assert "Strict-Transport-Security" not in asked(trying, kind).headers


@pytest.mark.parametrize("kind", ANSWERS)
def test_over_https_every_answer_asks_to_stay_there(kind: str, over_https: Flask) -> None:
    answer = asked(over_https, kind)
    assert answer.headers.getlist("Strict-Transport-Security") == ["max-age=31536000; includeSubDomains"]


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_text_says_how_it_is_encoded(kind: str, trying: Flask) -> None:
    kind_of = asked(trying, kind).headers.get("Content-Type", "")
    assert kind_of.endswith("charset=utf-8") or not kind_of.startswith("text/")


@pytest.mark.parametrize("kind", ANSWERS)
def test_no_answer_names_the_programs_behind_it(kind: str, trying: Flask) -> None:
    headers = asked(trying, kind).headers
    assert {"Server", "X-Powered-By"} & set(headers.keys()) == set()


def test_a_picture_may_be_shown_elsewhere_and_keeps_all_else(client: FlaskClient) -> None:
    pytest.importorskip("typst", reason="pictures need the extra: pip install kamguide[export]")
    headers = client.get("/hi/pictures/guide.png").headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    rest = [name for name in HEADERS if name != "Cross-Origin-Resource-Policy"]
    assert {name: headers[name] for name in rest} == {name: HEADERS[name] for name in rest}
