"""Codes and links that open nothing where the site's key was changed: no visitor is blamed, and all look alike."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from tests.web.assessing import BROWSER, Visitor, application

FIRST, SECOND = "a first key that is long enough for tests", "a second key that is long enough for tests"
NEVER = "0123-4567-89AB"
NOW = {"hi": "पहले के कोड और लिंक अभी नहीं खुल रहे", "en": "Codes and links of before do not open just now"}
AFTER = {"hi": "से पहले के कोड और लिंक अब नहीं खुलेंगे", "en": "do not open any more"}


def answers(app: Flask, code: str, token: str, language: str) -> list[tuple[int, str, str]]:
    """What the pages say of a code that may be a result's, a list's or a draft's, and of a link."""
    client = app.test_client()
    told = [
        client.get(f"/{language}/assessment/r/{code}"),
        client.post(f"/{language}/assessment", data={"code": code}, headers=BROWSER),
        client.get(f"/{language}/mentor/{token}"),
        client.get(f"/{language}/mentor/{code}/mentees"),
        client.get(f"/{language}/job-description/r/{code}"),
    ]
    return [
        (answer.status_code, answer.headers["Cache-Control"], answer.text.replace(code, "…").replace(token, "…"))
        for answer in told
    ]


def test_where_the_key_was_changed_nobody_is_told_to_look_again(tmp_path: Path) -> None:
    before = application(tmp_path, secret_key=FIRST)
    code = Visitor(before).take(level=2)
    token = before.extensions["kamguide"].store.open().links.create(code, "reading", 7)
    app = application(tmp_path, secret_key=SECOND)
    for language, sentence in NOW.items():
        real = answers(app, code, token, language)
        assert [(status, kept, sentence in text) for status, kept, text in real] == [(404, "no-store", True)] * 5
        assert all(word not in text for _, _, text in real for word in ("One thing needs a look", "एक बात ठीक"))
        assert real == answers(app, NEVER, "x" * 43, language)
    health = app.test_client().get("/readyz").get_json()["store"]
    assert (health["status"], "accept-key" in health["reason"]) == ("degraded", True)
    app.extensions["kamguide"].store.open().accept_key()
    for language, sentence in AFTER.items():
        assert [sentence in text for _, _, text in answers(app, code, token, language)] == [True] * 5
    assert app.test_client().get("/readyz").get_json()["store"] == {"status": "ok"}
