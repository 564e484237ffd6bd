"""No line of the log carries a code or token, whatever wrote it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask

from kamguide.guide import Guide
from kamguide.settings import Settings
from kamguide.web.app import create_app
from kamguide.web.logs import ACCESS_LOGGERS, configure, masked

CODE = "7K4M-2XDP-9QRT"
TOKEN = "Zx9_" + "aB3-" * 9 + "qqq"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"GET /hi/assessment/r/{CODE}/2 HTTP/1.1", "GET /hi/assessment/r/***/2 HTTP/1.1"),
        ("GET /en/assessment/r/7k4m2xdp9qrt?x=1", "GET /en/assessment/r/***?x=1"),
        (f"GET /en/c/acme/assessment/r/{CODE}/data.json", "GET /en/c/acme/assessment/r/***/data.json"),
        ("GET /en/job-description/r/7K4M2XDP9QRT/delete", "GET /en/job-description/r/***/delete"),
        (f"/hi/mentor/{TOKEN}", "/hi/mentor/***"),
        (f"code {CODE.lower()}, token {TOKEN}.", "code ***, token ***."),
        ("GET /hi/roles/key-account-manager", "GET /hi/roles/key-account-manager"),
        ("version 3f2a9c-1234 of 2026-11-30", "version 3f2a9c-1234 of 2026-11-30"),
    ],
)
def test_codes_and_tokens_are_hidden_and_nothing_else(line: str, told: str) -> None:
    assert masked(line) == told


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger; what is set on it and on those of servers is taken back."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    yield logger
    logger.handlers[:], logger.level = handlers, level
    for name in ACCESS_LOGGERS:
        logging.getLogger(name).filters.clear()


@pytest.mark.parametrize("form", ["text", "json"])
def test_neither_form_of_line_tells_them_nor_does_a_traceback(form: str, root: logging.Logger) -> None:
    configure(Settings(log_format=form))  # type: ignore[arg-type] # both are forms
    stream = io.StringIO()
    root.handlers[0].setStream(stream)  # type: ignore[attr-defined] # the one that configure() made
    try:
        raise ValueError(f"/hi/mentor/{TOKEN}")
    except ValueError:
        logging.getLogger("any").exception("at /hi/assessment/r/%s", CODE)
    said = stream.getvalue()
    assert "ValueError: /hi/mentor/***" in said
    assert CODE not in said
    assert TOKEN not in said
    if form == "json":
        assert json.loads(said)["message"] == "at /hi/assessment/r/***"


@pytest.mark.parametrize("name", ACCESS_LOGGERS)
def test_lines_of_a_server_s_own_log_are_hidden_too(name: str, root: logging.Logger) -> None:
    configure(Settings())
    stream = io.StringIO()
    logger, handler = logging.getLogger(name), logging.StreamHandler(stream)
    logger.addHandler(handler)
    try:
        logger.warning('%(r)s "%(s)s"', {"r": f"GET /en/assessment/r/{CODE}", "s": 200})
    finally:
        logger.removeHandler(handler)
    assert stream.getvalue() == 'GET /en/assessment/r/*** "200"\n'


def test_an_exception_names_no_code(guide: Guide, caplog: pytest.LogCaptureFixture) -> None:
    app: Flask = create_app(guide)

    def fails(code: str) -> str:
        raise ValueError("something else")

    app.add_url_rule("/en/assessment/r/<code>/fails", "fails", fails)
    assert app.test_client().get(f"/en/assessment/r/{CODE}/fails").status_code == 500
    assert "/en/assessment/r/***/fails" in caplog.text
    assert CODE not in caplog.text
