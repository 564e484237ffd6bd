"""The page that checks any job description: findings in the order of the text, marked; nothing is kept."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kamguide.guide import Guide
from kamguide.job_description.lint import TEXT_LIMIT, linter
from kamguide.job_description.lint_marks import pieces
from kamguide.model.text import LANGUAGES, Language
from tests.web.reading import HOST, Reading, words

TEXT = "हमें एक अच्छा मैनेजर चाहिए।\nThe driver keeps his licence.\nआप टीम सँभालेंगे।"
HARM = "<script>alert(1)</script> {{ 7*7 }} {% raw %} &amp; \u202e\u2066 He is young. =1+1 #let x"


def post(client: FlaskClient, language: Language, **fields: str) -> TestResponse:
    return client.post(f"/{language}/job-description/check", data=fields, headers={"Origin": HOST})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_form_is_everybodys(client: FlaskClient, language: Language) -> None:
    answer = client.get(f"/{language}/job-description/check")
    assert answer.status_code == 200
    assert "no-store" not in answer.headers["Cache-Control"]
    page = Reading(HOST + f"/{language}/job-description/check", answer.text)
    assert [field.get("name") for field in page.all("textarea")] == ["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_stand_in_the_order_of_the_text(client: FlaskClient, guide: Guide, language: Language) -> None:
    answer = post(client, language, text=TEXT.replace("\n", "\r\n"), place="")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    page = Reading(HOST + f"/{language}/job-description/check", answer.text)
    assert [words(mark) for mark in page.all("mark")] == ["अच्छा", "his", "सँभालेंगे"]
    found = linter(guide.library).lint(TEXT).findings
    listed = [item for item in page.all("li") if (item.get("id") or "").startswith("finding-")]
    assert len(listed) == len(found) == 3
    for item, finding in zip(listed, found, strict=True):
        assert finding.why(language) in words(item)
        assert all(instead in words(item) for instead in finding.instead)
    [area] = page.all("textarea")
    assert words(area).split() == TEXT.split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_is_said(client: FlaskClient, language: Language) -> None:
    page = Reading(HOST, post(client, language, text="Count the cash.", place="").text)
    assert page.all("mark") == []
    assert len(page.all("div", class_="note--empty")) == 1


@pytest.mark.parametrize("text", ["", "  \r\n ", "x" * (TEXT_LIMIT + 1)])
def test_what_cannot_be_read_is_told_and_kept(client: FlaskClient, text: str) -> None:
    answer = post(client, "hi", text=text, place="Denver")
    assert answer.status_code == 422
    page = Reading(HOST, answer.text)
    assert len(page.all("div", class_="errors")) == 1
    assert [field.get("value") for field in page.all("input", name="place")] == ["Denver"]
    assert text.strip() in answer.text


def test_hostile_text_is_text(client: FlaskClient) -> None:
    answer = post(client, "en", text=HARM, place="<b>")
    assert answer.status_code == 200
    page = Reading(HOST, answer.text)
    assert "<script>alert" not in answer.text
    assert "{{ 7*7 }}" in answer.text
    assert [words(mark) for mark in page.all("mark")] == ["He", "young"]


@pytest.mark.parametrize("text", [TEXT, HARM, "Must be young " * 40, "\n\n", "he"])
def test_pieces_joined_are_the_text(guide: Guide, text: str) -> None:
    findings = linter(guide.library).lint(text, place="US-CO").findings
    cut = pieces(text, findings)
    assert "".join(piece.text for piece in cut) == text
    assert sorted(number for piece in cut for number in piece.beginning) == list(range(1, len(findings) + 1))
    for number, finding in enumerate(findings, start=1):
        if finding.rule.group not in ("reading", "pay"):
            assert "".join(piece.text for piece in cut if number in piece.findings) == finding.text


def test_the_text_stands_in_no_log(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(0):
        post(client, "en", text="Zanzibarian salesman", place="Quito")
    assert not re.search("Zanzibarian|Quito", caplog.text)


def test_hindi_words_of_english_names_say_so(client: FlaskClient) -> None:
    assert '<span lang="hi">वाला</span> or' in client.get("/en/job-description/check").text
