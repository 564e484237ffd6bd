"""The result: every line says why, what its owner changes is kept, and nobody else learns anything of it."""

from __future__ import annotations

import logging
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from kamguide.assessment.record import OWN_LIMIT, Record
from kamguide.guide import open_guide
from kamguide.settings import Settings
from kamguide.web import limits
from kamguide.web.app import create_app
from kamguide.web.assessment_view import view
from tests.web.assessing import BROWSER, Visitor, application
from tests.web.reading import HOST, words


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return application(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def shared(app: Flask) -> str:
    """The code of a result that no test changes."""
    visitor = Visitor(app)
    visitor.open("/en/assessment/key-account-manager")
    for level in (4, 1, 3):
        visitor.choose(level)
    return visitor.code


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


def record_of(visitor: Visitor, code: str = "") -> Record:
    return Record.from_text(visitor.client.get(f"/en/assessment/r/{code or visitor.code}/data.json").text)


def lines(visitor: Visitor) -> list[str]:
    return [words(li) for section in visitor.page.all("section", class_="q") for li in section.iter("li")]


# what it says


@pytest.mark.parametrize("language", ["hi", "en"])
def test_every_line_of_the_swot_says_why(app: Flask, shared: str, language: str) -> None:
    visitor = Visitor(app, language)
    visitor.open(f"/{language}/assessment/r/{shared}")
    found = [li for section in visitor.page.all("section", class_="q") for li in section.iter("li")]
    assert len(found) >= 8
    for li in found:
        (why,) = [span for span in li.iter("span") if span.get("class") is None][:1]
        assert words(why)


def test_the_headline_counts_and_gaps_come_by_weight(visitor: Visitor, shared: str) -> None:
    visitor.open(f"/en/assessment/r/{shared}")
    told = view(record_of(visitor, shared))
    (h1,) = visitor.page.all("h1")
    assert words(h1).startswith(f"{told.readiness.ready} of {told.readiness.of} skills")
    rows = [words(li) for li in visitor.page.all("li", class_="gap")]
    assert len(rows) == told.readiness.of
    gaps = [int(found[1]) if (found := re.search(r"(\d) levels? to go", row)) else 0 for row in rows]
    assert [gap > 0 for gap in gaps] == sorted((gap > 0 for gap in gaps), reverse=True)


def test_who_claims_most_without_an_example_is_asked_to_talk(visitor: Visitor) -> None:
    visitor.take(level=4)
    assert "Talk about this" in visitor.text()
    visitor.take(level=4, evidence="I did this in 2025")
    assert "Talk about this" not in visitor.text()


def test_a_check_that_is_not_finished_says_how_much_is_left(visitor: Visitor) -> None:
    visitor.open("/en/assessment/key-account-manager")
    visitor.choose(2)
    left = view(record_of(visitor)).open
    visitor.open(f"/en/assessment/r/{visitor.code}")
    assert f"{left} questions left" in visitor.text()
    assert f"/en/assessment/r/{visitor.code}/2" in {a.get("href") for a in visitor.page.all("a")}


def test_the_other_skills_can_be_answered_and_none_must(visitor: Visitor) -> None:
    code = visitor.take()
    before = record_of(visitor)
    visitor.open(f"/en/assessment/r/{code}/4")
    form = visitor.questions
    form.fields[f"level-{form.questions[0]}"] = "3"
    assert visitor.send(form.action, form.fields).status_code == 200
    after = record_of(visitor)
    assert len(after.last.answers) == len(before.last.answers) + 1


def test_the_plan_lists_what_it_does_not_cover(visitor: Visitor) -> None:
    visitor.take(level=0)
    told = view(record_of(visitor)).plan
    assert told.not_covered
    for one in told.not_covered:
        assert (one.label.en or "") in visitor.text()


# what its owner changes


def test_lines_are_added_marked_and_taken_out(visitor: Visitor) -> None:
    code = visitor.take(level=2)
    visitor.send(f"/en/assessment/r/{code}/lines", {"own-threats": "My <b>region</b> *closes*", "own-strengths": ""})
    (mine,) = [line for line in lines(visitor) if "region" in line]
    assert mine.startswith("My <b>region</b> *closes* your own line")
    assert visitor.page.all("section", id="swot")
    line = visitor.page.all("button", name="remove")[0].attrib["value"]
    visitor.send(f"/en/assessment/r/{code}/lines", {"remove": line})
    assert "region" not in visitor.text()


def test_a_struck_line_goes_and_comes_back(visitor: Visitor) -> None:
    code = visitor.take(level=2)
    before = lines(visitor)
    line = visitor.page.all("button", name="strike")[0].attrib["value"]
    visitor.send(f"/en/assessment/r/{code}/lines", {"strike": line})
    assert "1 line taken out" in visitor.text()
    assert len(visitor.page.all("button", name="strike")) == len(before) - 1
    visitor.send(f"/en/assessment/r/{code}/lines", {"restore": line})
    assert lines(visitor) == before


def test_a_line_that_is_too_long_is_told_and_stays_in_its_field(visitor: Visitor) -> None:
    code = visitor.take()
    long = "word " * OWN_LIMIT
    answer = visitor.send(f"/en/assessment/r/{code}/lines", {"own-threats": long})
    assert answer.status_code == 422
    (field,) = visitor.page.all("input", name="own-threats")
    assert field.get("value") == long
    assert visitor.client.get(f"/en/assessment/r/{code}/lines").status_code == 303


def test_the_plan_keeps_to_other_hours_and_languages(visitor: Visitor) -> None:
    code = visitor.take(level=1)
    visitor.send(f"/en/assessment/r/{code}/plan", {"hours": "1", "languages": "hi"})
    now = record_of(visitor, code)
    assert (now.last.hours_per_week, now.last.languages) == (1, ("hi",))
    assert "About 1 hour a week" in visitor.text()


@pytest.mark.parametrize("hours", ["0", "41", "-3", "2.5", "", "many", "9" * 60, "१"])
def test_hours_that_are_none_are_told_and_stay(visitor: Visitor, hours: str, shared: str) -> None:
    answer = visitor.send(f"/en/assessment/r/{shared}/plan", {"hours": hours, "languages": "hi"})
    if hours == "१":  # a digit of Hindi is one
        return
    assert answer.status_code == 422
    assert visitor.page.all("input", id="hours")[0].get("value") == hours.strip()
    assert words(visitor.page.all("title")[0]).startswith("Problem:")


def test_no_language_is_told(visitor: Visitor, shared: str) -> None:
    assert visitor.send(f"/en/assessment/r/{shared}/plan", {"hours": "3"}).status_code == 422


# taken again


def test_taken_again_nothing_is_asked_that_has_not_changed_and_the_change_is_told(visitor: Visitor) -> None:
    code = visitor.take(level=2)
    visitor.open(f"/en/assessment/r/{code}/4")
    form = visitor.questions
    for skill in form.questions:
        form.fields[f"level-{skill}"] = "2"
    visitor.send(form.action, form.fields)
    visitor.send(f"/en/assessment/r/{code}/again", {})
    assert visitor.path == f"/en/assessment/r/{code}"
    assert "Nothing has changed since" in visitor.text()
    visitor.open(f"/en/assessment/r/{code}/1")
    form = visitor.questions
    form.fields[f"level-{form.questions[0]}"] = "4"
    visitor.send(form.action, form.fields)
    (table,) = [t for section in visitor.page.all("section", id="change") for t in section.iter("table")]
    assert [words(td) for td in table.iter("td")][:2] == ["2", "4"]
    assert len(record_of(visitor).rounds) == 2


def test_another_role_takes_the_answers_along(visitor: Visitor) -> None:
    code = visitor.take("undecided", level=3)
    answered = record_of(visitor).last.answers
    (role, *_) = [b.attrib["value"] for b in visitor.page.all("button", name="role")]
    visitor.send(f"/en/assessment/r/{code}/again", {"role": role})
    now = record_of(visitor).last
    assert now.target is not None
    assert now.target.reference == role
    assert {s: level for s, level in answered.items() if s in now.skills} == dict(now.answers)
    assert not set(visitor.questions.questions) & set(now.answers)


def test_later_edits_of_a_role_change_no_result(tmp_path: Path) -> None:
    """Ten edits of the role, and the page of the result says the same."""
    site, role = tmp_path / "site", "key-account-manager"
    source = open_guide(None, Settings()).content_folder
    shutil.copytree(source, site / "content", ignore=shutil.ignore_patterns("lexicon", "surveys", "questions*"))
    settings = Settings(limits="off", data_dir=str(tmp_path / "data"))
    before = Visitor(create_app(open_guide(site, settings), quiet=True))
    code = before.take(role, level=2)
    file = site / "content" / "roles" / f"{role}.yaml"
    text = file.read_text(encoding="utf-8")
    edited = re.sub(r"level: (\d)", lambda m: f"level: {4 - int(m[1]) or 1}", text).replace("essential", "optional", 10)
    assert edited != text
    file.write_text(edited, encoding="utf-8")
    after = Visitor(create_app(open_guide(site, settings), quiet=True))
    after.open(f"/en/assessment/r/{code}")
    assert after.text() == before.text()


# the end


def test_deleting_asks_once_and_then_nothing_is_left(visitor: Visitor, tmp_path: Path) -> None:
    visitor = Visitor(application(tmp_path))
    code = visitor.take(level=1, evidence="canary-of-mine-4711")
    visitor.open(f"/en/assessment/r/{code}/delete")
    assert visitor.answer.status_code == 200
    (form,) = visitor.forms
    assert visitor.send(form.action, form.fields).status_code == 200
    assert "Your data is deleted" in visitor.text()
    for below in ("", "/1", "/data.json", "/delete"):
        assert visitor.client.get(f"/en/assessment/r/{code}{below}").status_code == 404
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"canary-of-mine" in path.read_bytes()]


def test_ninety_days_after_the_last_use_the_code_opens_nothing(tmp_path: Path) -> None:
    app = application(tmp_path)
    visitor = Visitor(app)
    code = visitor.take()
    store = app.extensions["kamguide"].store.open()
    store.clock = lambda: datetime.now(UTC) + timedelta(days=89)
    assert visitor.client.get(f"/en/assessment/r/{code}").status_code == 200
    store.clock = lambda: datetime.now(UTC) + timedelta(days=89 + 91)
    assert visitor.client.get(f"/en/assessment/r/{code}").status_code == 404


# nobody else


PRIVATE = ["", "/1", "/2", "/4", "/delete", "/data.json"]


@pytest.mark.parametrize("below", PRIVATE)
@pytest.mark.parametrize("language", ["hi", "en"])
def test_private_pages_are_kept_and_listed_by_nobody(app: Flask, shared: str, language: str, below: str) -> None:
    visitor = Visitor(app, language)
    answer = visitor.open(f"/{language}/assessment/r/{shared}{below}")
    assert answer.status_code == 200
    assert answer.headers.getlist("Cache-Control") == ["no-store"]
    assert answer.headers.getlist("X-Robots-Tag") == ["noindex"]
    assert answer.headers.getlist("Referrer-Policy") == ["same-origin"]
    assert "ETag" not in answer.headers
    if below != "/data.json":
        assert visitor.page.meta("robots") == "noindex"
        assert visitor.page.rel("canonical") == {}
        assert visitor.page.rel("alternate") == {}
        assert not [m for m in visitor.page.all("meta") if (m.get("property") or "").startswith("og:")]


def test_no_link_to_another_site_is_followed_with_an_address(visitor: Visitor, shared: str) -> None:
    visitor.open(f"/en/assessment/r/{shared}")
    away = [a for a in visitor.page.all("a") if urlsplit(a.attrib["href"]).netloc not in ("", "localhost")]
    assert away
    for link in away:
        assert {"noopener", "noreferrer"} <= set(link.get("rel", "").split())
        if urlsplit(link.attrib["href"]).netloc != "wa.me":
            assert shared not in link.attrib["href"]


@pytest.mark.parametrize(("language", "warning"), [("en", "can read, change and delete"), ("hi", "मिटाना मुमकिन")])
def test_the_link_for_whatsapp_says_what_the_code_allows(app: Flask, shared: str, language: str, warning: str) -> None:
    visitor = Visitor(app, language)
    visitor.open(f"/{language}/assessment/r/{shared}")
    (link,) = [a.attrib["href"] for a in visitor.page.all("a") if a.attrib["href"].startswith("https://wa.me/")]
    (text,) = parse_qs(urlsplit(link).query)["text"]
    assert warning in text
    assert shared in text
    assert f"{HOST}/{language}/assessment/r/{shared}" in text


def test_the_language_link_leads_to_the_same_result(visitor: Visitor, shared: str) -> None:
    visitor.open(f"/en/assessment/r/{shared}")
    (link,) = visitor.page.all("a", class_="lang")
    assert link.attrib["href"] == f"/hi/assessment/r/{shared}"


def test_no_log_cookie_or_page_of_anybody_else_carries_a_word(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = application(tmp_path)
    other = Visitor(app)
    with caplog.at_level(logging.DEBUG):
        visitor = Visitor(app)
        code = visitor.take(level=3, evidence="canary-evidence-4711")
        visitor.send(f"/en/assessment/r/{code}/lines", {"own-threats": "canary-line-4712"})
        visitor.send(f"/en/assessment/r/{code}/plan", {"hours": "canary-hours"})
        visitor.client.post(f"/en/assessment/r/{code}/lines", headers={"Sec-Fetch-Site": "cross-site"})
        cookies = [str(visitor.client.get_cookie("lang"))]
        pages = [other.client.get(path).text for path in
                 ("/en/", "/en/assessment", "/en/search?q=canary", "/sitemap.xml", "/en/assessment/key-account-manager",
                  "/readyz", "/en/assessment/r/7K4M-2XDP-9QRT")]  # fmt: skip
    for told in (caplog.text, *cookies, *pages):
        assert "canary-evidence" not in told
        assert "canary-line" not in told
        assert code not in told
        assert code.replace("-", "") not in told


def test_the_code_stands_nowhere_on_the_disk(tmp_path: Path) -> None:
    visitor = Visitor(application(tmp_path))
    code = visitor.take()
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"key-account-manager" in content
    assert code.encode() not in content
    assert code.replace("-", "").encode() not in content


# the store fails


def full(app: Flask) -> None:
    """Let no database grow any more."""
    from sqlalchemy import event

    store = app.extensions["kamguide"].store.open()

    @event.listens_for(store.database.engine, "begin")
    def limit(connection: object) -> None:
        cursor = connection.connection.cursor()  # type: ignore[attr-defined] # SQLAlchemy's
        cursor.execute("PRAGMA max_page_count = 1")
        cursor.close()


@pytest.mark.parametrize("language", ["hi", "en"])
def test_without_room_what_was_filled_in_stays_and_reading_goes_on(tmp_path: Path, language: str) -> None:
    app = application(tmp_path)
    visitor = Visitor(app, language)
    code = visitor.take(level=2)
    full(app)
    visitor.open(f"/{language}/assessment/r/{code}/1")
    answer = visitor.choose(4, evidence="what I typed " + "म" * 480)  # more than a page of the database in all
    assert answer.status_code == 507
    form = visitor.questions
    assert {form.fields[f"level-{skill}"] for skill in form.questions} == {"4"}
    assert all("what I typed" in form.fields[f"evidence-{skill}"] for skill in form.questions)
    assert visitor.open(f"/{language}/assessment/r/{code}").status_code == 200
    answer = visitor.send(f"/{language}/assessment/r/{code}/lines", {"own-threats": "my own line " * 20})
    assert answer.status_code in (200, 507)
    visitor.open(f"/{language}/assessment/key-account-manager")
    for _ in range(30):  # the pages of the file that are free fill up
        if visitor.choose(3, evidence="x" * 400).status_code == 507:
            break
        visitor.open(f"/{language}/assessment/key-account-manager")
    assert visitor.answer.status_code == 507
    assert {visitor.questions.fields[f"level-{s}"] for s in visitor.questions.questions} == {"3"}
    assert visitor.client.get(f"/{language}/roles").status_code == 200


def test_where_no_store_can_be_opened_pages_of_content_go_on(tmp_path: Path) -> None:
    (tmp_path / "kamguide.sqlite3").write_bytes(b"this is no database, and long enough to be looked at" * 40)
    app = application(tmp_path)
    visitor = Visitor(app)
    visitor.open("/en/assessment/key-account-manager")
    answer = visitor.choose(3, evidence="typed")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert {visitor.questions.fields[f"evidence-{s}"] for s in visitor.questions.questions} == {"typed"}
    assert str(tmp_path) not in answer.text
    assert visitor.client.get("/en/assessment/r/7K4M-2XDP-9QRT").status_code == 503
    assert visitor.client.get("/en/roles").status_code == 200


# limits


def test_wrong_codes_are_limited_and_right_ones_are_not(
    app: Flask, shared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "GUESSES", "3/minute")
    visitor = Visitor(application(tmp_path, limits="on"))
    code = visitor.take()
    assert {visitor.client.get(f"/en/assessment/r/{code}").status_code for _ in range(8)} == {200}
    wrong = [visitor.client.get(f"/en/assessment/r/7K4M-2XDP-9QR{n}").status_code for n in range(3)]
    assert wrong == [404, 404, 404]
    assert visitor.client.get("/hi/assessment/r/7K4M-2XDP-9QRT").status_code == 429
    assert visitor.client.post("/en/assessment", data={"code": "x"}, headers=BROWSER).status_code == 429
    answer = visitor.client.get("/en/assessment/r/7K4M-2XDP-9QRT/data.json")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_saves_are_limited_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SAVES", "5/minute")
    visitor = Visitor(application(tmp_path, limits="on"))
    code = visitor.take()
    used = 3
    statuses = [
        visitor.client.post(f"/en/assessment/r/{code}/plan", data={"hours": "2", "languages": "hi"}, headers=BROWSER)
        .status_code
        for _ in range(4)
    ]  # fmt: skip
    assert statuses == [303] * (5 - used) + [429, 429]
    typed = {"own-threats": "मेरी बात & <b>", "own-strengths": ""}
    assert visitor.send(f"/en/assessment/r/{code}/lines", typed).status_code == 429
    (again,) = visitor.forms
    assert (again.action, dict(again.fields)) == (f"/en/assessment/r/{code}/lines", typed)
    assert visitor.answer.headers["Cache-Control"] == "no-store"


def test_the_limits_are_those_of_the_contract() -> None:
    assert (limits.SAVES, limits.GUESSES, limits.LIMITS["exports"][0]) == ("60/minute", "20/minute", "60/minute")
