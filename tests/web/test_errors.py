"""Every error as an answer: a page in the visitor's language, problem+json under the API, and nothing of the inside."""

from __future__ import annotations

import logging

import pytest
from flask import Flask, abort, request
from flask.testing import FlaskClient

from kamguide.errors import KamguideError, NotFoundError, SourceError, StartRefusedError, WrongUseError
from kamguide.guide import Guide
from kamguide.language import translate
from kamguide.model.text import LANGUAGES, Language
from kamguide.web.app import BODY_LIMIT, FIELD_LIMIT, URL_LIMIT, create_app
from kamguide.web.errors import TABLE, InvalidParameterError
from tests.web.reading import HOST, Reading, words

OURS = {"Origin": "http://localhost"}
"""Where a form of ours comes from."""

SECRET = "secret-7f3a"
FAULTS: dict[str, Exception] = {
    "ValueError": ValueError(SECRET),
    "ZeroDivisionError": ZeroDivisionError(SECRET),
    "RecursionError": RecursionError(SECRET),
    "MemoryError": MemoryError(SECRET),
    "OSError": OSError(2, SECRET, "/etc/shadow"),
    "KeyError": KeyError(SECRET),
    "UnicodeEncodeError": UnicodeEncodeError("ascii", SECRET, 0, 1, SECRET),
    "KamguideError": KamguideError("%(what)s", what=SECRET),
    "SourceError": SourceError("unreadable-file", reason=SECRET),
    "StartRefusedError": StartRefusedError("%(what)s", what=SECRET),
}
TOLD: dict[str, tuple[int, KamguideError]] = {
    "NotFoundError": (404, NotFoundError("There is no role “%(name)s”.", name="nobody")),
    "WrongUseError": (422, WrongUseError("There is no role “%(name)s”.", name="nobody")),
    "InvalidParameterError": (422, InvalidParameterError("/role", "There is no role “%(name)s”.", name="nobody")),
}


@pytest.fixture(scope="module")
def faulty(guide: Guide) -> Flask:
    """The application with more views, page and API, that go wrong in every way."""
    app = create_app(guide)

    def status(status: int) -> str:
        abort(status)

    def fault(number: int) -> str:
        raise list(FAULTS.values())[number]

    def told(name: str) -> str:
        raise TOLD[name][1]

    def form() -> str:
        return str(len(request.form))

    for number, prefix in enumerate(("/<any(hi, en):language>", "/api/v1")):
        app.add_url_rule(f"{prefix}/try/status/<int:status>", f"status{number}", status)
        app.add_url_rule(f"{prefix}/try/fault/<int:number>", f"fault{number}", fault)
        app.add_url_rule(f"{prefix}/try/told/<name>", f"told{number}", told)
        app.add_url_rule(f"{prefix}/try/form", f"form{number}", form, methods=["POST"])
    return app


@pytest.fixture
def asking(faulty: Flask) -> FlaskClient:
    return faulty.test_client()


def main_words(html: str) -> str:
    return words(Reading(HOST, html).all("main")[0])


# the table


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", TABLE)
def test_a_status_is_a_page_in_the_language_of_the_address(
    status: int, language: Language, asking: FlaskClient
) -> None:
    answer = asking.get(f"/{language}/try/status/{status}")
    reading = Reading(HOST, answer.get_data(as_text=True))
    assert answer.status_code == status
    assert answer.content_type == "text/html; charset=utf-8"
    assert (answer.headers["Content-Language"], reading.root.get("lang")) == (language, language)
    assert [words(h1) for h1 in reading.all("h1")] == [translate(TABLE[status].title, language)]
    assert translate(TABLE[status].remedy, language) in words(reading.all("main")[0])


@pytest.mark.parametrize("status", TABLE)
def test_a_status_is_a_problem_under_the_api(status: int, asking: FlaskClient) -> None:
    answer = asking.get(f"/api/v1/try/status/{status}")
    body = answer.get_json()
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert (body["type"], body["title"], body["status"]) == ("about:blank", TABLE[status].title, status)
    limits = f"At most {BODY_LIMIT // 1_000} kB and {FIELD_LIMIT} fields are taken at once."
    detail = limits if status == 413 else TABLE[status].remedy
    assert (body["detail"], body["instance"]) == (detail, f"/api/v1/try/status/{status}")
    for language in LANGUAGES:
        assert translate(TABLE[status].title, language) in body[language]


@pytest.mark.parametrize("status", TABLE)
def test_an_error_is_kept_by_nobody_and_found_by_no_search_engine(status: int, asking: FlaskClient) -> None:
    page, problem = asking.get(f"/en/try/status/{status}"), asking.get(f"/api/v1/try/status/{status}")
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert problem.headers["Cache-Control"] == "no-store"
    assert "ETag" not in page.headers


@pytest.mark.parametrize("status", [401, 403, 409, 410, 418, 431])
def test_a_status_outside_the_table_is_answered_too(status: int, asking: FlaskClient) -> None:
    answer = asking.get(f"/en/try/status/{status}")
    assert answer.status_code == status
    assert Reading(HOST, answer.get_data(as_text=True)).all("h1") != []


@pytest.mark.parametrize("status", [401, 403, 409, 410, 418, 431])
def test_a_request_at_fault_is_not_called_our_fault(status: int, asking: FlaskClient) -> None:
    assert TABLE[500].title not in main_words(asking.get(f"/en/try/status/{status}").get_data(as_text=True))


def test_what_may_be_asked_for_is_named_where_the_method_is_wrong(client: FlaskClient) -> None:
    answer = client.delete("/hi/roles")
    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))


# our own errors


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOLD)
def test_an_error_of_ours_tells_its_sentence(name: str, language: Language, asking: FlaskClient) -> None:
    answer = asking.get(f"/{language}/try/told/{name}")
    assert answer.status_code == TOLD[name][0]
    assert translate("There is no role “%(name)s”.", language) % {"name": "nobody"} in main_words(
        answer.get_data(as_text=True)
    )


@pytest.mark.parametrize("name", TOLD)
def test_an_error_of_ours_is_a_problem_with_its_sentence(name: str, asking: FlaskClient) -> None:
    answer = asking.get(f"/api/v1/try/told/{name}")
    assert answer.status_code == TOLD[name][0]
    assert answer.get_json()["detail"] == "There is no role “nobody”."


def test_a_wrong_parameter_is_named(asking: FlaskClient) -> None:
    body = asking.get("/api/v1/try/told/InvalidParameterError").get_json()
    assert body["errors"] == [{"field": "/role", "message": "There is no role “nobody”."}]


# the inside stays inside


@pytest.mark.parametrize("place", [*(f"/{language}" for language in LANGUAGES), "/api/v1"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_view_that_raises_is_a_500_without_internals(
    name: str, place: str, asking: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = asking.get(f"{place}/try/fault/{list(FAULTS).index(name)}")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert [word for word in (SECRET, name, "Traceback", "/etc/", "kamguide/", ".py") if word in text] == []
    assert SECRET in caplog.text, "the fault is logged"


# before the application has an address for it


@pytest.mark.parametrize("path", ["/", "/hi/roles", "/en/nowhere", "/api/v1/roles", "/static/app.css", "/healthz"])
def test_an_unknown_host_is_refused_in_both_languages_without_any_address(path: str, client: FlaskClient) -> None:
    """No page: its links would be built from a host that is not ours."""
    answer = client.get(path, headers={"Host": "evil.example"})
    assert (answer.status_code, answer.content_type) == (400, "text/plain; charset=utf-8")
    assert answer.get_data(as_text=True).split("\n")[:2] == [translate(TABLE[400].title, code) for code in LANGUAGES]
    assert "evil" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_that_is_too_large_is_told_as_a_page(language: Language, asking: FlaskClient) -> None:
    answer = asking.post(f"/{language}/try/form", data={"a": "x" * BODY_LIMIT}, headers=OURS)
    assert (answer.status_code, answer.headers["Content-Language"]) == (413, language)
    assert f"{BODY_LIMIT // 1_000} kB" in answer.get_data(as_text=True)


def test_a_body_within_the_limit_is_taken(asking: FlaskClient) -> None:
    assert asking.post("/hi/try/form", data={"a": "x" * (BODY_LIMIT - 10)}, headers=OURS).get_data(as_text=True) == "1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_is_too_long_is_told_in_its_language(language: Language, client: FlaskClient) -> None:
    answer = client.get(f"/{language}/roles?{'x' * URL_LIMIT}")
    assert answer.status_code == 414
    assert translate(TABLE[414].title, language) in answer.get_data(as_text=True)


def test_an_address_that_is_too_long_is_a_problem_under_the_api(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/roles?{'x' * URL_LIMIT}")
    assert (answer.status_code, answer.content_type) == (414, "application/problem+json")
    assert answer.get_json()["status"] == 414


# the language of an error outside /hi and /en


@pytest.mark.parametrize(
    ("cookie", "browser", "language"),
    [
        ("lang=en", "hi", "en"),
        ("lang=hi", "en", "hi"),
        ("lang=xx", "en-GB,en;q=0.8", "en"),
        ("", "fr, en;q=0.2", "en"),
        ("", "fr", "hi"),
        ("", "", "hi"),
    ],
)
def test_an_error_elsewhere_speaks_the_language_of_cookie_browser_or_site(
    cookie: str, browser: str, language: str, app: Flask
) -> None:
    client = app.test_client(use_cookies=False)
    headers = {"Accept-Language": browser, **({"Cookie": cookie} if cookie else {})}
    assert client.get("/nowhere", headers=headers).headers["Content-Language"] == language


# hostile addresses

HOSTILE = [
    "<script>alert(1)</script>", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "javascript:alert(1)", "%0d%0aSet-Cookie:%20x=1", "%00", "%ff%fe", "..%2f..%2fetc%2fpasswd", "{{7*7}}",
    "%7B%7B7*7%7D%7D", "%(name)s", "a" * 3000, "%E2%80%AEtxt.exe", "%F0%9F%92%A9", "%ED%A0%80", "x;ls",
    "'%20OR%201=1--", "%5C%5Cevil", "~root",
]  # fmt: skip


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("place", ["/hi/", "/en/roles/", "/hi/skills/", "/en/guides/", "/", "/static/", "/xx/"])
def test_a_hostile_address_is_not_found_and_does_nothing(place: str, word: str, client: FlaskClient) -> None:
    answer = client.get(place + word)
    reading = Reading(HOST, answer.get_data(as_text=True))
    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers
    assert [s for s in reading.all("script") if not (s.get("src") or "").startswith("/static/")] == []
    assert [name for element in reading.root.iter() for name in element.attrib if str(name).startswith("on")] == []
    assert "49" not in words(reading.all("main")[0])
    assert [character for character in answer.get_data(as_text=True) if character in "\x00\u202e"] == []


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_name_is_no_role_of_the_api(word: str, client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/roles/{word}")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
    assert answer.get_json()["status"] == 404
