"""The application: whose requests it answers, which headers it believes, and what its settings change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kamguide.guide import Guide
from kamguide.settings import Settings
from kamguide.web.app import BODY_LIMIT, FIELD_LIMIT, create_app
from tests.web.reading import Reading, words

FORGED = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-Port": "666",
    "Forwarded": "for=127.0.0.1;host=evil.example;proto=https",
    "X-Original-URL": "/evil",
    "X-Rewrite-URL": "/evil",
    "X-Real-IP": "127.0.0.1",
}
OUTSIDE = {"REMOTE_ADDR": "203.0.113.9"}


def app_with(guide: Guide, **settings: object) -> Flask:
    """The application of the packaged guide with other settings."""
    return create_app(replace(guide, settings=Settings(**settings)))  # type: ignore[arg-type] # names are checked by Settings


# hosts


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:8000", "LocalHost:8000"],
)
def test_this_machine_s_own_names_are_answered(host: str, client: FlaskClient) -> None:
    assert client.get("/hi/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "localhost.evil.example", "evil-localhost", "localhost@evil.example",
     "127.0.0.1.evil.example", "[::2]", "[::1]evil", "::1", "localhost:abc", "localhost/evil", "a b", "",
     "*", "0.0.0.0", "guide.example.org"],
)  # fmt: skip
def test_every_other_host_is_refused(host: str, client: FlaskClient) -> None:
    answer = client.get("/hi/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("path", ["/", "/hi", "/hi/", "/api/v1/roles", "/static/x.css", "/healthz", "/nowhere"])
def test_another_host_is_refused_at_every_address(path: str, method: str, client: FlaskClient) -> None:
    answer = client.open(path, method=method, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_the_public_host_is_answered_too_and_stands_in_every_address(guide: Guide) -> None:
    client = app_with(guide, base_url="https://guide.example.org").test_client()
    for host in ("guide.example.org", "guide.example.org:443", "GUIDE.example.org", "localhost:8000"):
        answer = client.get("/en/roles", headers={"Host": host})
        assert answer.status_code == 200
        assert '<link rel="canonical" href="https://guide.example.org/en/roles">' in answer.get_data(as_text=True)


def test_a_slash_at_the_end_of_the_public_address_does_no_harm(guide: Guide) -> None:
    client = app_with(guide, base_url="https://guide.example.org/").test_client()
    page = client.get("/en/roles", headers={"Host": "guide.example.org"}).get_data(as_text=True)
    assert '<link rel="canonical" href="https://guide.example.org/en/roles">' in page


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/..", "/\\evil.example", "/hi//evil.example", "//hi/", "///"]
)
def test_no_address_leads_to_another_site(path: str, client: FlaskClient) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": path})
    assert answer.headers.get("Location", "/hi/") == "/hi/"
    assert answer.status_code < 500


# proxies


@pytest.mark.parametrize("header", FORGED)
def test_a_forged_header_changes_nothing(header: str, guide: Guide) -> None:
    """Each in a fresh application, so that no kept page hides a difference."""
    plain = create_app(guide).test_client().get("/hi/")
    forged = create_app(guide).test_client().get("/hi/", headers={header: FORGED[header]})
    assert (forged.status_code, forged.data, sorted(forged.headers)) == (200, plain.data, sorted(plain.headers))


def test_a_forged_address_does_not_show_the_problems(client: FlaskClient) -> None:
    assert client.get("/hi/problems", headers=FORGED, environ_base=OUTSIDE).status_code == 404


def test_one_trusted_proxy_tells_host_scheme_and_address(guide: Guide) -> None:
    app = app_with(guide, base_url="https://guide.example.org", trusted_proxies=1)
    headers = {
        "X-Forwarded-Host": "guide.example.org",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "203.0.113.9",
    }
    client = app.test_client(use_cookies=False)
    page = client.get("/hi/", headers={"Host": "10.0.0.7:8000", **headers})
    assert page.status_code == 200
    assert "Strict-Transport-Security" in page.headers
    assert "; Secure" in page.headers["Set-Cookie"]
    assert client.get("/hi/problems", headers=headers).status_code == 404


def test_what_stands_before_the_trusted_proxy_s_own_entry_is_not_believed(guide: Guide) -> None:
    client = app_with(guide, base_url="https://guide.example.org", trusted_proxies=1).test_client()
    headers = {"X-Forwarded-Host": "guide.example.org", "X-Forwarded-For": "127.0.0.1, 203.0.113.9"}
    assert client.get("/hi/problems", headers=headers).status_code == 404


def test_a_proxy_cannot_name_an_unknown_host(guide: Guide) -> None:
    client = app_with(guide, base_url="https://guide.example.org", trusted_proxies=1).test_client()
    assert client.get("/hi/", headers={"X-Forwarded-Host": "evil.example"}).status_code == 400


# what is shown to whom


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("127.0.0.1", 200),
        ("127.1.2.3", 200),
        ("::1", 200),
        ("203.0.113.9", 404),
        ("10.0.0.1", 404),
        ("", 404),
        ("unix:", 404),
    ],
)
def test_the_problems_are_shown_to_this_machine_only(address: str, status: int, client: FlaskClient) -> None:
    assert client.get("/hi/problems", environ_base={"REMOTE_ADDR": address}).status_code == status


def test_the_problems_are_shown_to_all_where_the_site_says_so(guide: Guide) -> None:
    client = app_with(guide, show_problems=True).test_client()
    assert client.get("/en/problems", environ_base=OUTSIDE).status_code == 200


# other settings


@pytest.mark.parametrize("language", ["hi", "en"])
def test_who_names_no_language_gets_the_site_s(language: str, guide: Guide) -> None:
    client = app_with(guide, default_language=language).test_client()
    assert client.get("/").location == f"/{language}/"


def test_the_site_s_name_stands_in_titles(guide: Guide) -> None:
    page = app_with(guide, site_name="काम <b>").test_client().get("/hi/").get_data(as_text=True)
    assert words(Reading("http://localhost/hi/", page).all("title")[0]).endswith("| काम <b>")


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("guide@example.org", "mailto:guide@example.org"),
        ("https://example.org/mistakes", "https://example.org/mistakes"),
    ],
)
def test_corrections_go_where_the_site_says(contact: str, link: str, guide: Guide) -> None:
    client = app_with(guide, contact=contact).test_client()
    for path in ("/hi/", "/en/about", "/en/roles/account-manager"):
        reading = Reading(f"http://localhost{path}", client.get(path).get_data(as_text=True))
        assert link in [a.get("href") for a in reading.all("a")]


def test_without_a_contact_no_page_asks_for_corrections(client: FlaskClient) -> None:
    assert "Report a mistake" not in client.get("/en/about").get_data(as_text=True)


# bounds


def test_bodies_and_fields_are_bounded(app: Flask) -> None:
    assert (app.config["MAX_CONTENT_LENGTH"], app.config["MAX_FORM_PARTS"]) == (BODY_LIMIT, FIELD_LIMIT)
    assert BODY_LIMIT <= 256_000
    assert FIELD_LIMIT <= 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "path", ["/", "/hi/", "/hi/roles/account-manager", "/api/v1/roles", "/static/x.css", "/healthz"]
)
def test_nothing_can_be_written(path: str, method: str, client: FlaskClient) -> None:
    answer = client.open(path, method=method, data=b"x" * 1000)
    assert answer.status_code == 405
