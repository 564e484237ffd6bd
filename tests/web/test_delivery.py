"""The way out: gzip, ETag and 304, HEAD, Vary, kept pages that stay apart and within bounds, the language cookie."""

from __future__ import annotations

import gzip
import threading
import tracemalloc
from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client, TestResponse

from kamguide.guide import Guide, open_guide
from kamguide.library.library import Library
from kamguide.settings import Settings
from kamguide.web import delivery
from kamguide.web.app import URL_LIMIT, create_app
from kamguide.web.delivery import Delivery
from tests.conftest import minimal_source

ROLE = "/api/v1/roles/account-manager"
PUBLIC = ["/hi/", "/en/roles/account-manager", "/hi/glossary", ROLE, "/api/v1/openapi.json", "/sitemap.xml"]
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def vary(answer: TestResponse) -> set[str]:
    return {name.strip() for name in ",".join(answer.headers.getlist("Vary")).split(",") if name.strip()}


# gzip


@pytest.mark.parametrize("path", PUBLIC)
def test_a_gzipped_answer_is_the_plain_one_packed(path: str, client: FlaskClient) -> None:
    plain, packed = client.get(path), client.get(path, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("headers", [{}, GZIP])
def test_the_length_is_that_of_what_is_sent(path: str, headers: dict[str, str], client: FlaskClient) -> None:
    answer = client.get(path, headers=headers)
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("headers", [{}, GZIP])
def test_what_may_be_packed_varies_by_encoding(path: str, headers: dict[str, str], client: FlaskClient) -> None:
    assert "Accept-Encoding" in vary(client.get(path, headers=headers))


@pytest.mark.parametrize("wanted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0, br", "*;q=0", "x-gzipped"])
def test_gzip_is_not_sent_to_who_does_not_take_it(wanted: str, client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/hi/", headers={"Accept-Encoding": wanted}).headers


@pytest.mark.parametrize("wanted", ["gzip", "GZIP", "deflate, gzip;q=0.5", "br;q=1.0, gzip;q=0.8, *;q=0.1"])
def test_gzip_is_sent_to_who_takes_it(wanted: str, client: FlaskClient) -> None:
    assert client.get("/hi/", headers={"Accept-Encoding": wanted}).headers["Content-Encoding"] == "gzip"


def test_an_error_page_is_packed_too(client: FlaskClient) -> None:
    answer = client.get("/hi/nowhere", headers=GZIP)
    assert b"<!doctype html>" in gzip.decompress(answer.data)


# ETag and 304


@pytest.mark.parametrize("headers", [{}, GZIP])
@pytest.mark.parametrize("path", PUBLIC)
def test_what_has_not_changed_is_not_sent_again(path: str, headers: dict[str, str], client: FlaskClient) -> None:
    client.get(path)  # the language cookie is set now
    first = client.get(path, headers=headers)
    second = client.get(path, headers={**headers, "If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.data) == (304, b"")
    kept = ("ETag", "Cache-Control", "Vary", "Content-Language")
    assert {name: second.headers.get(name) for name in kept} == {name: first.headers.get(name) for name in kept}
    assert {"Content-Type", "Content-Length", "Content-Encoding"} & set(second.headers.keys()) == set()


@pytest.mark.parametrize("form", ["W/{0}", '"other", {0}', "*", "{0}, W/{0}"])
def test_every_form_of_the_condition_is_understood(form: str, client: FlaskClient) -> None:
    etag = client.get("/hi/").headers["ETag"]
    assert client.get("/hi/", headers={"If-None-Match": form.format(etag)}).status_code == 304


@pytest.mark.parametrize("condition", ['"other"', 'W/"other"', "", "nonsense", '"', "\u0915"])
def test_another_tag_or_nonsense_gets_the_whole_page(condition: str, client: FlaskClient) -> None:
    encoded = condition.encode().decode("latin-1")
    assert client.get("/hi/", headers={"If-None-Match": encoded}).status_code == 200


def test_the_two_encodings_have_two_tags(client: FlaskClient) -> None:
    plain, packed = (client.get("/hi/", headers=headers).headers["ETag"] for headers in ({}, GZIP))
    assert plain != packed
    assert client.get("/hi/", headers={"If-None-Match": packed}).status_code == 200


def test_a_tag_changes_with_the_page(client: FlaskClient) -> None:
    tags = [client.get(path).headers["ETag"] for path in ("/hi/", "/en/", "/hi/roles", "/en/roles")]
    assert len(set(tags)) == 4


@pytest.mark.parametrize("path", ["/hi/nowhere", "/hi/problems", "/healthz", "/readyz", "/"])
def test_what_is_not_public_has_no_tag(path: str, client: FlaskClient) -> None:
    assert "ETag" not in client.get(path).headers


def test_a_condition_does_not_turn_an_error_into_a_304(client: FlaskClient) -> None:
    assert client.get("/hi/nowhere", headers={"If-None-Match": "*"}).status_code == 404


# HEAD


@pytest.mark.parametrize("path", [*PUBLIC, "/", "/hi/nowhere", "/hi/problems", "/healthz", "/favicon.ico"])
@pytest.mark.parametrize("headers", [{}, GZIP])
def test_head_is_get_without_a_body(path: str, headers: dict[str, str], app: Flask) -> None:
    get, head = (getattr(app.test_client(), method)(path, headers=headers) for method in ("get", "head"))
    assert head.data == b""
    assert (head.status_code, sorted(head.headers)) == (get.status_code, sorted(get.headers))


def test_head_asked_first_does_not_leave_an_empty_page_behind(guide: Guide) -> None:
    client = create_app(guide).test_client()
    client.head("/hi/about")
    assert b"</html>" in client.get("/hi/about").data


# kept pages stay apart


def test_a_kept_page_is_the_page_of_its_own_host(app: Flask) -> None:
    bodies = {
        host: app.test_client().get("/hi/", headers={"Host": host}).get_data(as_text=True)
        for host in ("localhost", "127.0.0.1", "localhost:8000")
    }
    for host, body in bodies.items():
        assert f'<link rel="canonical" href="http://{host}/hi/">' in body


def test_a_kept_page_is_the_page_of_its_own_scheme(app: Flask) -> None:
    for scheme in ("http", "https"):
        body = app.test_client().get("/en/about", base_url=f"{scheme}://localhost").get_data(as_text=True)
        assert f'<link rel="canonical" href="{scheme}://localhost/en/about">' in body


@pytest.mark.parametrize("first", ["application/json", "application/ld+json"])
def test_a_kept_answer_has_the_form_that_was_asked_for(first: str, guide: Guide) -> None:
    client = create_app(guide).test_client()
    second = "application/ld+json" if first == "application/json" else "application/json"
    got = [client.get(ROLE, headers={"Accept": wanted}) for wanted in (first, second, first)]
    assert [answer.content_type for answer in got] == [first, second, first]
    assert all("Accept" in vary(answer) for answer in got)
    assert got[0].headers["ETag"] != got[1].headers["ETag"]


def test_a_kept_answer_has_the_query_that_was_asked_for(guide: Guide) -> None:
    client = create_app(guide).test_client()
    got = [client.get(f"/api/v1/roles?lang={lang}").get_json()["items"][0]["preferred_label"] for lang in ("hi", "en")]
    assert got == [
        guide.library.roles_in_order[0].preferred_label.hi,
        guide.library.roles_in_order[0].preferred_label.en,
    ]


def test_the_entrance_is_decided_for_each_visitor(guide: Guide) -> None:
    app = create_app(guide)
    asked = [{"Accept-Language": "en"}, {"Accept-Language": "hi"}, {"Accept-Language": "hi", "Cookie": "lang=en"}]
    answers = [app.test_client(use_cookies=False).get("/", headers=headers) for headers in asked]
    assert [answer.location for answer in answers] == ["/en/", "/hi/", "/en/"]
    assert vary(answers[0]) == {"Accept-Language", "Cookie"}
    assert "public" not in answers[0].headers["Cache-Control"]


def test_forged_proxy_headers_change_no_kept_page(guide: Guide) -> None:
    client = create_app(guide).test_client()
    forged = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Original-URL": "/x",
        "Forwarded": "host=evil.example",
    }
    first = client.get("/hi/", headers=forged)
    assert b"evil" not in first.data
    assert client.get("/hi/").data == first.data


# a small application behind the same delivery: what is kept, and how much

Start = Callable[..., object]


class Counting:
    """A WSGI application that answers as it is told, and counts."""

    def __init__(
        self, status: str = "200 OK", cache: str = "public, no-cache", body: bytes = b"x" * 5_000, **more: str
    ) -> None:
        self.status, self.body = status, body
        self.headers = [
            ("Content-Type", "text/plain"),
            ("Cache-Control", cache),
            *((n.replace("_", "-"), v) for n, v in more.items()),
        ]
        self.asked: list[str] = []

    def __call__(self, environ: dict[str, str], start_response: Start) -> Iterable[bytes]:
        self.asked.append(environ["PATH_INFO"])
        start_response(self.status, self.headers)
        return [self.body]


def delivering(app: Counting, guide: Callable[[], Guide] | None = None) -> Client:
    held = Guide(Settings(), Library(version="1"))
    return Client(Delivery(app, guide or (lambda: held)))


def test_a_public_page_is_made_once() -> None:
    app = Counting()
    client = delivering(app)
    assert {client.get("/a").data for _ in range(5)} == {app.body}
    assert app.asked == ["/a"]


@pytest.mark.parametrize(
    ("status", "cache"),
    [
        ("200 OK", "no-store"),
        ("200 OK", "private, max-age=60"),
        ("200 OK", "no-cache"),
        ("200 OK", ""),
        ("404 NOT FOUND", "public"),
        ("500 INTERNAL SERVER ERROR", "public"),
        ("302 FOUND", "public"),
    ],
)
def test_what_is_not_public_or_no_page_is_made_anew_each_time(status: str, cache: str) -> None:
    app = Counting(status, cache)
    client = delivering(app)
    for _ in range(3):
        client.get("/a")
    assert app.asked == ["/a"] * 3


def test_an_answer_that_sets_a_cookie_is_never_kept() -> None:
    app = Counting(Set_Cookie="personal=1")
    client = delivering(app)
    for _ in range(2):
        client.get("/a")
    assert app.asked == ["/a"] * 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading_is_kept(method: str) -> None:
    app = Counting()
    client = delivering(app)
    for _ in range(2):
        client.open("/a", method=method)
    assert app.asked == ["/a"] * 2


def test_another_library_makes_every_page_anew() -> None:
    guides = [Guide(Settings(), Library(version=version)) for version in ("1", "2")]
    app = Counting()
    client = delivering(app, lambda: guides[0] if len(app.asked) < 1 else guides[1])
    for _ in range(3):
        client.get("/a")
    assert app.asked == ["/a", "/a"]


def test_the_oldest_pages_give_way_when_the_space_is_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "KEPT_BYTES", 100_000)
    app = Counting(body=bytes(range(256)) * 20)
    client = delivering(app)
    for number in range(100):
        client.get(f"/{number}")
        client.get("/0")  # asked for again and again, so it stays
    asked = len(app.asked)
    for path in ("/0", "/99"):
        client.get(path)
    assert len(app.asked) == asked
    client.get("/1")
    assert len(app.asked) == asked + 1


def test_a_page_of_a_megabyte_is_sent_but_not_kept() -> None:
    app = Counting(body=b"x" * 1_000_001)
    client = delivering(app)
    assert [len(client.get("/a").data) for _ in range(2)] == [1_000_001] * 2
    assert len(app.asked) == 2


def test_any_number_of_addresses_takes_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "KEPT_BYTES", 1_000_000)
    app = Counting(body=bytes(range(256)) * 40)
    client = delivering(app)
    tracemalloc.start()
    try:
        for number in range(1_000):
            client.get(f"/a?{number}")
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert used < 3_000_000


def test_many_threads_get_whole_answers() -> None:
    client = delivering(Counting())
    got: list[bytes] = []

    def ask(number: int) -> None:
        got.extend(client.get(f"/{(number + step) % 7}").data for step in range(50))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(got), set(got)) == (400, {b"x" * 5_000})


def test_a_changed_text_is_a_changed_page(tmp_path: Path) -> None:
    def site(publisher: str) -> bytes:
        sources = tmp_path / publisher / "content" / "sources"
        sources.mkdir(parents=True)
        (sources / "s.yaml").write_text(minimal_source(publisher=publisher), encoding="utf-8")
        return bytes(create_app(open_guide(tmp_path / publisher, Settings())).test_client().get("/en/about").data)

    assert (b"Alpha" in site("Alpha"), b"Beta" in site("Beta")) == (True, True)


# the language cookie


def cookie(answer: TestResponse) -> dict[str, object]:
    """The language cookie's value and attributes, nothing where none is set."""
    jar = SimpleCookie("; ".join(answer.headers.getlist("Set-Cookie")))
    return {"value": jar["lang"].value, **{k: v for k, v in jar["lang"].items() if v}} if "lang" in jar else {}


@pytest.mark.parametrize("language", ["hi", "en"])
def test_a_page_is_remembered_by_its_language_only(language: str, app: Flask) -> None:
    answer = app.test_client(use_cookies=False).get(f"/{language}/roles")
    assert cookie(answer) == {
        "value": language,
        "path": "/",
        "max-age": "31536000",
        "httponly": True,
        "samesite": "Lax",
    }
    assert len(answer.headers.getlist("Set-Cookie")) == 1


def test_no_shared_cache_keeps_an_answer_that_sets_the_cookie(app: Flask) -> None:
    client = app.test_client()
    assert [client.get("/hi/roles").headers["Cache-Control"] for _ in range(2)] == [
        "private, no-cache",
        "public, no-cache",
    ]


def test_what_may_not_be_stored_stays_so_beside_the_cookie(app: Flask) -> None:
    client = app.test_client(use_cookies=False)
    stored = {client.get(path).headers["Cache-Control"] for path in ("/hi/nowhere", "/en/problems")}
    assert stored == {"no-store"}


def test_the_cookie_is_secure_over_https(app: Flask) -> None:
    answer = app.test_client(use_cookies=False).get("/hi/roles", base_url="https://localhost")
    assert cookie(answer)["secure"] is True


@pytest.mark.parametrize(
    ("sent", "expected"),
    [("lang=hi", ""), ("a=1; lang=hi; b=2", ""), ("lang=hindi", "hi"), ("slang=hi", "hi"), ("lang=en", "hi")],
)
def test_the_cookie_is_set_only_where_it_is_not_there_yet(sent: str, expected: str, app: Flask) -> None:
    answer = app.test_client(use_cookies=False).get("/hi/roles", headers={"Cookie": sent})
    assert cookie(answer).get("value", "") == expected


@pytest.mark.parametrize(
    "path", ["/", "/hi/nowhere", "/hi", "/api/v1/roles", "/healthz", "/sitemap.xml", "/favicon.ico"]
)
def test_what_is_no_page_sets_no_cookie(path: str, app: Flask) -> None:
    assert "Set-Cookie" not in app.test_client(use_cookies=False).get(path).headers


def test_a_picture_sets_no_cookie(app: Flask) -> None:
    pytest.importorskip("typst", reason="pictures need the extra: pip install kamguide[export]")
    assert "Set-Cookie" not in app.test_client(use_cookies=False).get("/hi/pictures/guide.png").headers


def test_the_cookie_of_one_visitor_is_not_kept_for_the_next(guide: Guide) -> None:
    app = create_app(guide)
    first = app.test_client(use_cookies=False).get("/hi/roles")
    second = app.test_client(use_cookies=False).get("/hi/roles", headers={"Cookie": "lang=hi"})
    assert ("Set-Cookie" in first.headers, "Set-Cookie" in second.headers) == (True, False)


# long addresses


@pytest.mark.parametrize("path", ["/hi/roles?", "/hi/", "/api/v1/roles?"])
def test_an_address_of_eight_kilobytes_is_taken_and_a_byte_more_is_not(path: str, client: FlaskClient) -> None:
    longest = path + "x" * (URL_LIMIT - len(path.replace("?", "")))
    assert client.get(longest).status_code != 414
    assert client.get(longest + "x").status_code == 414


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_long_address_is_refused_for_every_method(method: str, client: FlaskClient) -> None:
    assert client.open(f"/hi/{'x' * URL_LIMIT}", method=method).status_code == 414
