"""A mentor's link: independent ratings, both views side by side, notes that nobody else reads, actions agreed on."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from kamguide.assessment.ratings import COMMENT_LIMIT, rated_skills
from kamguide.assessment.record import Record
from kamguide.store.store import Store
from kamguide.web.mentor import NOTES_LIMIT
from tests.web.assessing import BROWSER, Visitor, application

EVIDENCE = "पिछले साल की सबसे बड़ी डील"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return application(tmp_path_factory.mktemp("store"))


@pytest.fixture
def store(app: Flask) -> Store:
    opened: Store = app.extensions["kamguide"].store.open()
    return opened


@pytest.fixture
def owner(app: Flask) -> Visitor:
    """Somebody with a finished assessment, level 2 everywhere, each with evidence."""
    visitor = Visitor(app)
    visitor.take(level=2, evidence=EVIDENCE)
    return visitor


@pytest.fixture
def mentor(app: Flask) -> Visitor:
    return Visitor(app)


def linked(owner: Visitor, kind: str, days: int = 30) -> str:
    """The path of a link that the owner makes on the page."""
    owner.open(f"/en/assessment/r/{owner.code}/mentors")
    answer = owner.send(f"/en/assessment/r/{owner.code}/mentors", {"do": "make", "kind": kind, "days": days})
    assert answer.status_code == 200
    (path,) = set(re.findall(r"(/en/mentor/[\w-]{43})<", answer.text))
    return path


def rate(mentor: Visitor, path: str, level: object, **others: object) -> None:
    """Give the same rating to every skill but for ``others``."""
    mentor.open(path)
    mentor.choose(level, **{slug.replace("-", "_"): other for slug, other in others.items()})
    assert mentor.path == path, mentor.text()


def skills(store: Store, owner: Visitor) -> tuple[str, ...]:
    kept = store.assessments.open(owner.code)
    assert kept
    return rated_skills(Record.from_text(kept.text).last)


def test_a_reading_link_shows_gaps_and_questions_at_once(owner: Visitor, mentor: Visitor) -> None:
    assert mentor.open(linked(owner, "reading")).status_code == 200
    text = mentor.text()
    assert "levels short" in text
    assert "Questions for the talk" in text
    assert EVIDENCE in text
    assert not any(form.questions for form in mentor.forms)


def test_what_the_owner_could_not_rate_is_shown_and_on_the_agenda(app: Flask, mentor: Visitor) -> None:
    owner = Visitor(app)
    owner.open("/en/assessment/key-account-manager")
    while any(form.questions for form in owner.forms):
        owner.choose(3, negotiation="unknown")
    path = linked(owner, "reading")
    mentor.open(path)
    assert "Candidate: Don't know" in mentor.text()
    mentor.open(f"{path}/agenda")
    assert "Answered with “I don’t know”: Negotiation" in mentor.text()


def test_a_rating_link_shows_nothing_of_the_owner_before_the_ratings(owner: Visitor, mentor: Visitor) -> None:
    path = linked(owner, "rating")
    for below in ("", "/agenda"):
        mentor.open(path + below)
        if mentor.answer.status_code == 303:
            mentor.open(mentor.answer.headers["Location"])
        assert mentor.path == path
        assert EVIDENCE not in mentor.answer.text
        assert not re.search(r"levels? short|Talk about this| checked>", mentor.answer.text)
    for action in ("/notes", "/actions"):
        mentor.send(path + action, {"notes": "x", "do": "propose", "text": "x", "version": "0"})
        assert any(form.questions for form in mentor.forms)


def test_the_page_before_the_ratings_does_not_depend_on_what_the_owner_said(app: Flask, mentor: Visitor) -> None:
    pages = []
    for level in (0, 4, "unknown"):
        owner = Visitor(app)
        owner.take(level=level, evidence="x" if level == 4 else "")
        path = linked(owner, "rating")
        pages.append(mentor.open(path).text.replace(path.rpartition("/")[2], ""))
    assert pages[0] == pages[1] == pages[2]


def test_after_the_ratings_both_see_both_and_nothing_is_averaged(owner: Visitor, mentor: Visitor, store: Store) -> None:
    path = linked(owner, "rating")
    first, second, third, *_ = skills(store, owner)
    before = store.assessments.open(owner.code)
    rate(mentor, path, 2, **{first: 4, second: 3, third: "unknown"})
    text = mentor.text()
    assert text.index("Talk about this first") < text.index("Both views") < text.index("Questions for the talk")
    assert "the candidate says 2 (Working), you say 4 (Expert)" in text
    assert text.count("Talk about this") == 3, "a heading, and the two skills in which they differ"
    owner.open(f"/en/assessment/r/{owner.code}/mentors")
    assert "you say 2 (Working), the mentor says 4 (Expert)" in owner.text()
    owner.open(f"/en/assessment/r/{owner.code}")
    assert "you say 2 (Working), the mentor says 4 (Expert)" in owner.text()
    after = store.assessments.open(owner.code)
    assert before
    assert after
    assert before.text == after.text, "the mentor's view never enters the record"
    assert not re.search(r"\b[0-4]\.5\b", mentor.answer.text.partition("<main")[2])


def test_ratings_are_given_once(owner: Visitor, mentor: Visitor, store: Store) -> None:
    path = linked(owner, "rating")
    rate(mentor, path, 1)
    (kept,) = store.links.of(owner.code)
    answer = mentor.client.post(
        f"{path}/ratings", data={f"level-{slug}": "4" for slug in skills(store, owner)}, headers=BROWSER
    )
    assert answer.status_code == 303
    assert store.links.of(owner.code) == (kept,)


def test_every_skill_is_asked_for_and_what_was_typed_stays(owner: Visitor, mentor: Visitor, store: Store) -> None:
    path = linked(owner, "rating")
    first, second, *_ = skills(store, owner)
    mentor.open(path)
    form = mentor.questions
    assert set(form.questions) == set(skills(store, owner))
    form.fields[f"level-{first}"] = "3"
    form.fields[f"comment-{first}"] = "x" * (COMMENT_LIMIT + 1)
    form.fields[f"comment-{second}"] = "तीन बार <b>देखा</b>"
    answer = mentor.send(form.action, form.fields)
    assert answer.status_code == 422
    assert "<title>Problem:" in answer.text
    again = mentor.questions
    assert again.fields[f"level-{first}"] == "3"
    assert again.fields[f"comment-{second}"] == "तीन बार <b>देखा</b>"
    assert "<b>देखा" not in answer.text
    links = {one.get("href") for one in mentor.page.all("a")}
    assert f"#level-{second}-0" in links
    assert f"#level-{first}-0" in links, "its word is too long"
    assert store.links.of(owner.code)[0].ratings is None


def test_the_owner_sees_the_mentors_view_only_after_finishing(app: Flask, mentor: Visitor, store: Store) -> None:
    owner = Visitor(app)
    owner.open("/en/assessment/key-account-manager")
    owner.choose(2)
    path = linked(owner, "rating")
    rate(mentor, path, 4)
    assert "questions are left" in mentor.text()
    owner.open(f"/en/assessment/r/{owner.code}/mentors")
    assert "questions are left" in owner.text()
    assert "Expert" not in owner.text()


def test_a_mentee_who_is_not_finished(app: Flask, mentor: Visitor) -> None:
    owner = Visitor(app, "hi")
    owner.open("/hi/assessment/key-account-manager")
    owner.choose(2)
    path = linked(owner, "reading").replace("/en/", "/hi/")
    mentor.open(path)
    assert re.search(r"जाँच अभी अधूरी है: \d+ सवाल बाक़ी", mentor.text())


def test_notes_are_the_mentors_alone(owner: Visitor, mentor: Visitor) -> None:
    path = linked(owner, "reading")
    mentor.open(path)
    secret = "मेरा नोट <script>\nदूसरी पंक्ति"
    mentor.send(f"{path}/notes", {"notes": secret, "version": "0"})
    assert "मेरा नोट &lt;script&gt;\nदूसरी पंक्ति" in mentor.answer.text
    for page in ("", "/mentors", "/data.json", "/anonymous", "/plan.md"):
        owner.open(f"/en/assessment/r/{owner.code}{page}")
        assert "मेरा नोट" not in owner.answer.text


def test_notes_changed_in_two_windows_stand_side_by_side(owner: Visitor, mentor: Visitor) -> None:
    path = linked(owner, "reading")
    mentor.send(f"{path}/notes", {"notes": "first", "version": "0"})
    answer = mentor.send(f"{path}/notes", {"notes": "second", "version": "0"})
    assert answer.status_code == 409
    assert "first" in mentor.text()
    (form,) = [form for form in mentor.forms if "version" in form.fields]
    assert (form.fields["notes"], form.fields["version"]) == ("second", "1")
    mentor.send(form.action, form.fields)
    assert "second" in mentor.answer.text


def test_notes_that_are_too_long_stay_in_the_field(owner: Visitor, mentor: Visitor) -> None:
    path = linked(owner, "reading")
    answer = mentor.send(f"{path}/notes", {"notes": "न" * (NOTES_LIMIT + 1), "version": "0"})
    assert answer.status_code == 422
    assert "न" * (NOTES_LIMIT + 1) in answer.text


def test_either_proposes_and_the_other_agrees(owner: Visitor, mentor: Visitor, store: Store) -> None:
    path = linked(owner, "reading")
    mine = f"/en/assessment/r/{owner.code}/mentors"
    (link,) = store.links.of(owner.code)
    mentor.send(f"{path}/actions", {"do": "propose", "text": "हर शुक्रवार 15 मिनट"})
    mentor.send(f"{path}/actions", {"do": "agree", "action": "1"})
    assert "waiting for the candidate's yes" in mentor.text(), "nobody agrees with themselves"
    owner.send(mine, {"do": "propose", "text": "Write one account plan", "link": link.id})
    owner.send(mine, {"do": "agree", "action": "1", "link": link.id})
    assert "waiting for the mentor's yes" in owner.text()
    mentor.send(f"{path}/actions", {"do": "agree", "action": "2"})
    assert mentor.text().count("agreed on") == 2
    owner.send(mine, {"do": "done", "action": "2", "link": link.id})
    mentor.open(path)
    assert "Not done after all" in mentor.text()
    mentor.open(f"{path}/agenda")
    assert "हर शुक्रवार 15 मिनट" in mentor.text()
    assert "Write one account plan" not in mentor.text(), "what is done is not from last time"


@pytest.mark.parametrize(
    "fields", [{}, {"do": "propose", "text": " "}, {"do": "propose", "text": "x" * 301}, {"do": "x"}]
)
def test_actions_that_are_none_are_refused_and_stay(owner: Visitor, mentor: Visitor, fields: dict[str, str]) -> None:
    path = linked(owner, "reading")
    answer = mentor.send(f"{path}/actions", fields)
    assert answer.status_code == 422
    assert fields.get("text", "").strip() in answer.text


def dead(owner: Visitor, store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Paths of links that open nothing: never made, mistyped, ended, past their time."""
    yield "/en/mentor/" + "A" * 43
    yield "/en/mentor/no-such-token"
    path = linked(owner, "reading")
    yield path[:-1] + ("A" if path[-1] != "A" else "B")
    owner.send(f"/en/assessment/r/{owner.code}/mentors", {"do": "end", "link": store.links.of(owner.code)[0].id})
    yield path
    path = linked(owner, "rating", 7)
    now = store.clock()
    monkeypatch.setattr(store, "clock", lambda: now + timedelta(days=8))
    yield path


def test_links_that_open_nothing_give_the_same_page(
    owner: Visitor, mentor: Visitor, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set()
    for path in dead(owner, store, monkeypatch):
        for below in ("", "/agenda"):
            answer = mentor.open(path + below)
            token = path.rpartition("/")[2]
            heads = tuple(sorted((name, value) for name, value in answer.headers.items() if name != "Content-Length"))
            seen.add((answer.status_code, heads, answer.text.replace(path + below, "").replace(token, "")))
        for action in ("/ratings", "/notes", "/actions"):
            assert mentor.client.post(path + action, data={"notes": "x"}, headers=BROWSER).status_code == 404
    pages = {(status, re.sub(r"/(hi|en)/mentor/[^\"]*", "", text)) for status, _, text in seen}
    assert len(pages) == 1
    assert next(iter(pages))[0] == 404
    assert len({heads for _, heads, _ in seen}) == 1


def test_wrong_and_ended_links_take_the_same_time(owner: Visitor, mentor: Visitor, store: Store) -> None:
    path = linked(owner, "reading")
    owner.send(f"/en/assessment/r/{owner.code}/mentors", {"do": "end", "link": store.links.of(owner.code)[0].id})
    taken: dict[str, list[float]] = {path: [], "/en/mentor/" + "A" * 43: [], path[:-1] + "_": []}
    for _ in range(60):
        for one, times in taken.items():
            begin = time.process_time()
            mentor.client.get(one)
            times.append(time.process_time() - begin)
    middle = [statistics.median(times) for times in taken.values()]
    assert max(middle) < 1.5 * min(middle) + 0.001


def test_an_ended_link_is_dead_at_once_and_a_given_view_stays(owner: Visitor, mentor: Visitor, store: Store) -> None:
    path = linked(owner, "rating")
    rate(mentor, path, 4)
    owner.send(f"/en/assessment/r/{owner.code}/mentors", {"do": "end", "link": store.links.of(owner.code)[0].id})
    assert mentor.open(path).status_code == 404
    assert "the mentor says 4 (Expert)" in owner.text()


def test_a_deleted_assessment_takes_its_links_along(owner: Visitor, mentor: Visitor) -> None:
    path = linked(owner, "reading")
    assert owner.client.post(f"/en/assessment/r/{owner.code}/delete", headers=BROWSER).status_code == 200
    assert mentor.open(path).status_code == 404


def test_a_links_address_is_shown_once_with_its_life(owner: Visitor) -> None:
    path = linked(owner, "reading", 7)
    token = path.rpartition("/")[2]
    assert "it is shown only this once" in owner.text()
    assert "Whoever has it can open it" in owner.text()
    whatsapp = [one.get("href") for one in owner.page.all("a") if "wa.me" in (one.get("href") or "")]
    assert len(whatsapp) == 1
    assert token in (whatsapp[0] or "")
    for page in ("", "/mentors"):
        owner.open(f"/en/assessment/r/{owner.code}{page}")
        assert token not in owner.answer.text


def test_private_pages_are_for_nobody_else(owner: Visitor, mentor: Visitor) -> None:
    path = linked(owner, "reading")
    for visitor, page in (
        (mentor, path), (mentor, f"{path}/agenda"), (owner, f"/en/assessment/r/{owner.code}/mentors"),
        (owner, f"/en/assessment/r/{owner.code}/anonymous"), (mentor, "/en/mentor/x"),
    ):  # fmt: skip
        headers = visitor.open(page).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex"
        assert headers["Referrer-Policy"] == "same-origin"
        head = visitor.answer.text.partition("</head>")[0]
        assert not re.search(r"canonical|hreflang|og:", head)


def test_the_page_for_mentors_is_public(mentor: Visitor) -> None:
    answer = mentor.open("/en/mentor")
    assert answer.headers["Cache-Control"].startswith("public") or "lang" in answer.headers.get("Set-Cookie", "")
    assert "canonical" in answer.text


def listed(mentor: Visitor) -> str:
    """The path of a new list."""
    mentor.send("/en/mentor/lists", {})
    assert mentor.answer.status_code == 200
    return mentor.path


def test_a_list_holds_several_candidates(app: Flask, owner: Visitor, mentor: Visitor) -> None:
    other = Visitor(app)
    other.take("account-manager", 1)
    mine = listed(mentor)
    for label, path in (("A.K.", linked(owner, "reading")), ("B", linked(other, "rating"))):
        mentor.send(mine, {"address": f"look: http://localhost{path} please", "label": label})
        assert mentor.path == mine, mentor.text()
    assert "A.K." in mentor.text()
    first, second = (one.get("href") or "" for one in mentor.page.all("a") if "/mentees/" in (one.get("href") or ""))
    assert "levels short" in Visitor(app).open(first).text
    mentor.open(second)
    mentor.choose(3)
    assert "Both views" in mentor.text()
    mentor.open(mine)
    assert "Your view is given" in mentor.text()
    owner.send(f"/en/assessment/r/{owner.code}/mentors", {"do": "end", "link": "1"})
    mentor.send(f"{second}/remove", {})
    assert mentor.text().count("Take off the list") == 1
    code = mine.split("/")[3]
    mentor.send("/en/mentor/lists/open", {"code": f" {code[:4].lower()}-{code[4:8]} {code[8:]} "})
    assert mentor.path == mine
    mentor.send(f"/en/mentor/{code}/delete", {})
    assert mentor.open(mine).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [{}, {"address": "http://localhost/en/mentor/" + "A" * 43, "label": "x"}, {"address": "x", "label": "मेरा"},
     {"address": "x", "label": "y" * 81}],
)  # fmt: skip
def test_what_cannot_be_listed_stays_in_the_form(mentor: Visitor, fields: dict[str, str]) -> None:
    mine = listed(mentor)
    answer = mentor.send(mine, fields)
    assert answer.status_code in (404, 422)
    (form,) = [form for form in mentor.forms if "label" in form.fields]
    assert form.fields["label"] == fields.get("label", "")


@pytest.mark.parametrize("code", ["", "x", "7K4M-2XDP-9QRT", "7K4M2XDP9QRT", "\ud800", "0" * 5000])
def test_a_code_that_opens_no_list(mentor: Visitor, code: str) -> None:
    answer = mentor.client.post(
        "/en/mentor/lists/open", data={"code": code.encode("utf-8", "replace")}, headers=BROWSER
    )
    assert answer.status_code == 404
    assert "This code was not found" in answer.text


def test_the_label_limit_is_the_stores() -> None:
    from kamguide.store.tables import LABEL_LENGTH
    from kamguide.web.mentees import LABEL_LIMIT

    assert LABEL_LIMIT == LABEL_LENGTH


def test_what_is_kept_of_a_mentor_is_not_in_files(owner: Visitor, mentor: Visitor, tmp_path: Path) -> None:
    path = linked(owner, "rating")
    rate(mentor, path, 4)
    code = owner.code
    for name in ("plan.ics", "plan.md", "result.pdf", "anonymous.md", "anonymous.pdf"):
        answer = owner.client.get(f"/en/assessment/r/{code}/{name}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.headers["Cache-Control"] == "no-store"
        for secret in (code, code.replace("-", ""), path.rpartition("/")[2]):
            assert secret.encode() not in answer.data


def test_the_anonymous_form_has_no_words_of_the_person_and_no_day(owner: Visitor) -> None:
    owner.send(f"/en/assessment/r/{owner.code}/lines", {"own-threats": "मेरा बॉस अ.ब."})
    owner.send(f"/en/assessment/r/{owner.code}/lines", {"own-strengths": "I speak Tamil"})
    files = {chosen: owner.client.get(f"/en/assessment/r/{owner.code}/anonymous.md{chosen}").text
             for chosen in ("", "?line=own-2&line=own-7")}  # fmt: skip
    assert ["I speak Tamil" in text for text in files.values()] == [False, True]
    assert all("अ.ब." not in text for text in files.values())
    assert "My " not in files[""]
    assert "Your " not in files[""]
    owner.open(f"/en/assessment/r/{owner.code}/anonymous")
    boxes = owner.page.all("input", name="line")
    assert [(box.get("value"), box.get("checked")) for box in boxes] == [("own-1", None), ("own-2", None)]
    for text in (*files.values(), owner.answer.text):
        assert EVIDENCE not in text
        assert not re.search(r"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November"
                             r"|December) 20\d\d", text)  # fmt: skip


def test_the_calendar_begins_on_a_monday_that_is_asked_for(owner: Visitor) -> None:
    import icalendar

    path = f"/hi/assessment/r/{owner.code}/plan.ics"
    for asked, first in (("2026-12-09", "2026-12-14"), ("2026-12-07", "2026-12-07")):
        file = owner.client.get(f"{path}?from={asked}").data
        events = icalendar.Calendar.from_ical(file).walk("VEVENT")
        assert min(event.start for event in events).isoformat() == first
    names = [{str(e["UID"]) for e in icalendar.Calendar.from_ical(owner.client.get(path).data).walk("VEVENT")}
             for _ in range(2)]  # fmt: skip
    assert names[0] == names[1] != set()
    assert owner.client.get(f"{path}?from=x").status_code == 200
    assert owner.client.get(f"{path}?from=9999-12-31").data == owner.client.get(path).data
