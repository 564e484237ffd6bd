"""Who searches too often is refused, by client, in the form and language asked for; behind trusted proxies too."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kamguide.cli.serve import THREADS
from kamguide.guide import Guide, open_guide
from kamguide.settings import Settings
from kamguide.web import limits
from kamguide.web.app import create_app

FEW = 3

Application = Callable[..., Flask]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits low enough to be reached."""
    lower = {scope: (f"{FEW}/minute", endpoints) for scope, (_, endpoints) in limits.LIMITS.items()}
    monkeypatch.setattr(limits, "LIMITS", lower)


@pytest.fixture
def application(indexed: Path) -> Application:
    """Makes an application of the packaged guide with these settings."""
    return lambda **settings: create_app(open_guide(None, Settings(data_dir=str(indexed), **settings)))


def statuses(client: FlaskClient, path: str, times: int, **options: object) -> list[int]:
    """Each time with another query: answers that are kept are not counted."""
    codes = []
    for _ in range(times):
        statuses.number += 1  # type: ignore[attr-defined]
        codes.append(client.get(f"{path}?q=w{statuses.number}", **options).status_code)  # type: ignore[attr-defined, arg-type]
    return codes


statuses.number = 0  # type: ignore[attr-defined]


def test_the_contract_s_limit_for_searches() -> None:
    assert limits.LIMITS["search"][0] == "300/minute"


def test_page_and_api_are_counted_together_and_suggestions_apart(application: Application, few: None) -> None:
    client = application().test_client()
    assert statuses(client, "/en/search", 2) == [200, 200]
    assert statuses(client, "/api/v1/search", 2) == [200, 429]
    assert statuses(client, "/hi/search", 1) == [429]
    assert statuses(client, "/api/v1/suggest", FEW + 1) == [200] * FEW + [429]


def test_other_pages_and_kept_answers_are_not_counted(application: Application, few: None) -> None:
    client = application().test_client()
    assert {client.get("/en/roles").status_code for _ in range(FEW * 3)} == {200}
    assert {client.get("/en/search?q=same").status_code for _ in range(FEW * 3)} == {200}


@pytest.mark.parametrize(("path", "words"), [("/hi/search", "बहुत"), ("/en/search", "Too many tries")])
def test_a_refusal_is_a_page_in_the_language_with_the_time_to_wait(
    application: Application, path: str, words: str, few: None
) -> None:
    client = application().test_client()
    statuses(client, path, FEW)
    answer = client.get(f"{path}?q=more")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.headers["Cache-Control"] == "no-store"
    assert words in answer.text


def test_a_refusal_of_the_api_is_a_problem(application: Application, few: None) -> None:
    client = application().test_client()
    statuses(client, "/api/v1/search", FEW)
    answer = client.get("/api/v1/search?q=more")
    assert (answer.status_code, answer.content_type) == (429, "application/problem+json")
    assert answer.get_json()["status"] == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_limits_can_be_off(application: Application, few: None) -> None:
    assert set(statuses(application(limits="off").test_client(), "/en/search", FEW * 3)) == {200}


def test_each_client_is_counted_by_itself(application: Application, few: None) -> None:
    client = application().test_client()
    for address in ("192.0.2.1", "192.0.2.2"):
        assert statuses(client, "/en/search", FEW + 1, environ_base={"REMOTE_ADDR": address})[-2:] == [200, 429]


def test_a_home_network_is_one_client(application: Application, few: None) -> None:
    client = application().test_client()
    codes = [
        statuses(client, "/en/search", 1, environ_base={"REMOTE_ADDR": f"2001:db8:1:2::{number}"})[0]
        for number in range(1, FEW + 2)
    ]
    assert codes == [200] * FEW + [429]
    assert statuses(client, "/en/search", 1, environ_base={"REMOTE_ADDR": "2001:db8:1:3::1"}) == [200]


def forwarded(client: FlaskClient, count: int) -> list[int]:
    """Searches that claim to come from ever other addresses."""
    return [
        statuses(client, "/en/search", 1, headers={"X-Forwarded-For": f"198.51.100.{number}"})[0]
        for number in range(count)
    ]


def test_a_claimed_address_counts_only_behind_a_trusted_proxy(application: Application, few: None) -> None:
    assert forwarded(application().test_client(), FEW + 1) == [200] * FEW + [429]
    assert forwarded(application(trusted_proxies=1).test_client(), FEW * 3) == [200] * FEW * 3


def test_the_log_names_no_client(application: Application, few: None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        statuses(application().test_client(), "/en/search", FEW + 2, environ_base={"REMOTE_ADDR": "192.0.2.77"})
    assert "192.0.2.77" not in caplog.text


def test_an_endpoint_that_is_limited_exists(guide: Guide) -> None:
    app = create_app(guide)
    assert {endpoint for _, endpoints in limits.LIMITS.values() for endpoint in endpoints} <= set(app.view_functions)


@pytest.mark.parametrize(("at_once", "status"), [(0, 503), (1, 200)])
def test_files_beyond_those_made_at_once_are_refused_and_pages_are_not(
    application: Application, monkeypatch: pytest.MonkeyPatch, at_once: int, status: int
) -> None:
    monkeypatch.setattr(limits, "FILES_AT_ONCE", at_once)
    client = application().test_client()
    role = "role=key-account-manager"
    assert client.get("/en/job-description/file/txt?role=nobody").status_code in (404, 503)
    for _ in range(3):  # each gives its place back, also what goes wrong
        answer = client.get(f"/en/job-description/file/txt?{role}")
        assert answer.status_code == status
        assert ("Retry-After" in answer.headers) == (status == 503)
    assert client.get(f"/en/job-description?{role}&step=preview").status_code == 200


def test_more_requests_are_answered_side_by_side_than_files_are_made() -> None:
    assert THREADS >= limits.FILES_AT_ONCE + 8
