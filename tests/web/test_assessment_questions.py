"""The pages of questions: few submits, nothing lost, nothing twice, and two windows that do not undo each other."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from kamguide.assessment.record import EVIDENCE_LIMIT, Record
from kamguide.guide import Guide
from kamguide.web.assessment_questions import CONSENT
from tests.web.assessing import BROWSER, Visitor, application
from tests.web.reading import words

START = "/en/assessment/key-account-manager"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return application(tmp_path_factory.mktemp("store"))


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


def kept(visitor: Visitor) -> Record:
    return Record.from_text(visitor.client.get(f"/en/assessment/r/{visitor.code}/data.json").text)


def stored(app: Flask) -> int:
    """How many records the store holds."""
    from sqlalchemy import text

    with app.extensions["kamguide"].store.open().database.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM assessments")).scalar_one())


@pytest.mark.parametrize("role", ["account-executive", "account-manager", "key-account-manager", "sales-manager"])
@pytest.mark.parametrize("language", ["hi", "en"])
def test_three_submits_lead_to_the_swot_and_no_question_is_asked_twice(app: Flask, role: str, language: str) -> None:
    visitor = Visitor(app, language)
    visitor.open(f"/{language}/assessment/{role}")
    asked: list[str] = []
    submits = 0
    while any(form.questions for form in visitor.forms):
        asked += visitor.questions.questions
        visitor.choose(3)
        submits += 1
    assert submits <= 3
    assert len(asked) == len(set(asked)) <= 12
    assert visitor.page.all("section", id="swot")


def test_every_answer_is_behaviour_and_there_is_a_way_not_to_know(visitor: Visitor, guide: Guide) -> None:
    visitor.open(START)
    for skill, values in ((s, visitor.questions.choices[f"level-{s}"]) for s in visitor.questions.questions):
        assert values == ["0", "1", "2", "3", "4", "unknown"]
        anchors = guide.library.skills[skill].anchors
        for anchor in (anchors.awareness, anchors.working, anchors.practitioner, anchors.expert):
            assert (anchor.en or "") in visitor.text()


def test_before_anything_is_kept_it_is_said_what_will_be(visitor: Visitor) -> None:
    visitor.open(START)
    (note,) = visitor.page.all("div", id="consent")
    told = words(note)
    assert "90 days" in told
    assert "under 18" in told
    assert "read the result, change it and delete it" in told
    assert visitor.questions.fields["consent"] == CONSENT
    visitor.choose(2)
    assert visitor.page.all("div", id="consent") == []
    kept = f"/en/assessment/r/{visitor.code}/data.json"
    assert visitor.client.get(kept).get_json()["consent"] == CONSENT
    visitor.choose(2)
    visitor.send(f"/en/assessment/r/{visitor.code}/again", {})
    assert visitor.client.get(kept).get_json()["consent"] == CONSENT


@pytest.mark.parametrize("told", ["", "2999-01-01", "yes", "<b>"])
def test_words_that_were_never_shown_are_not_kept_as_shown(visitor: Visitor, told: str) -> None:
    visitor.open(START)
    visitor.page.all("input", name="consent")[0].set("value", told)
    visitor.choose(2)
    assert "consent" not in visitor.client.get(f"/en/assessment/r/{visitor.code}/data.json").get_json()


def test_nothing_is_kept_before_the_first_answer(visitor: Visitor, app: Flask) -> None:
    before = stored(app)
    visitor.open(START)
    visitor.send(visitor.questions.action, visitor.questions.fields)
    assert visitor.answer.status_code == 422
    assert stored(app) == before


def test_what_is_missing_is_named_first_with_a_link_to_each_field_and_what_was_given_stays(visitor: Visitor) -> None:
    visitor.open(START)
    form = visitor.questions
    first, *missing = form.questions
    form.fields[f"level-{first}"] = "3"
    form.fields[f"evidence-{missing[0]}"] = "पिछले साल <b>"
    form.fields.add("desire", missing[1])
    answer = visitor.send(form.action, form.fields)
    assert answer.status_code == 422
    assert words(visitor.page.all("title")[0]).startswith("Problem:")
    summary = visitor.page.all("div", class_="errors")[0]
    assert (summary.get("tabindex"), summary.get("autofocus")) == ("-1", "")
    links = [a.attrib["href"] for a in summary.iter("a")]
    assert links == [f"#level-{skill}-0" for skill in missing]
    assert {link[1:] for link in links} <= set(visitor.page.ids)
    again = visitor.questions
    assert again.fields.getlist(f"level-{first}") == ["3"]
    assert again.fields[f"evidence-{missing[0]}"] == "पिछले साल <b>"
    assert again.fields.getlist("desire") == [missing[1]]
    assert again.fields["once"] == form.fields["once"]
    inline = {words(p) for p in visitor.page.all("p", class_="bad")}
    assert {words(a) for a in summary.iter("a")} == inline


def test_in_hindi_the_title_says_that_something_is_wrong(app: Flask) -> None:
    visitor = Visitor(app, "hi")
    visitor.open("/hi/assessment/key-account-manager")
    visitor.send(visitor.questions.action, visitor.questions.fields)
    assert words(visitor.page.all("title")[0]).startswith("गड़बड़ी:")


def test_an_example_that_is_too_long_is_told_and_stays(visitor: Visitor) -> None:
    visitor.open(START)
    long = "x" * (EVIDENCE_LIMIT + 1)
    visitor.choose(2, evidence=long)
    assert visitor.answer.status_code == 422
    assert visitor.questions.fields[f"evidence-{visitor.questions.questions[0]}"] == long
    visitor.choose(2, evidence=long[:-1])
    assert visitor.answer.status_code == 200


def test_going_back_shows_what_was_answered(visitor: Visitor) -> None:
    visitor.open(START)
    first = visitor.questions.questions
    visitor.choose(4, evidence="once")
    visitor.open(f"/en/assessment/r/{visitor.code}/1")
    assert [visitor.questions.fields[f"level-{skill}"] for skill in first] == ["4"] * len(first)
    assert {visitor.questions.fields[f"evidence-{skill}"] for skill in first} == {"once"}
    visitor.choose(1)
    assert {kept(visitor).last.answers[skill] for skill in first} == {1}


def test_not_to_know_is_kept_as_that(visitor: Visitor) -> None:
    visitor.take(level="unknown")
    now = kept(visitor).last
    assert set(now.answers.values()) == {None}
    assert "No answer counts yet" in visitor.text()


def test_without_a_target_only_roles_are_told(visitor: Visitor) -> None:
    visitor.take("undecided", level=3)
    assert kept(visitor).last.target is None
    assert visitor.page.all("section", id="swot") == []
    assert visitor.page.all("ol", class_="fits")


# once


def test_the_first_page_sent_twice_makes_one_record(visitor: Visitor, app: Flask) -> None:
    visitor.open(START)
    form, before = visitor.questions, stored(app)
    for skill in form.questions:
        form.fields[f"level-{skill}"] = "2"
    places = {
        app.test_client().post(form.action, data=form.fields, headers=BROWSER).headers["Location"] for _ in range(3)
    }
    assert len(places) == 1
    assert stored(app) == before + 1


def test_sent_again_from_the_way_back_it_changes_the_same_record(visitor: Visitor, app: Flask) -> None:
    visitor.open(START)
    form = visitor.questions
    visitor.choose(2)
    visitor.choose(3)
    second, code = kept(visitor), visitor.code
    for skill in form.questions:
        form.fields[f"level-{skill}"] = "4"
    visitor.send(form.action, form.fields)
    assert visitor.code == code
    now = kept(visitor).last.answers
    assert {now[skill] for skill in form.questions} == {4}
    assert now.keys() == second.last.answers.keys()


def test_twenty_at_once_with_one_key_make_one_record(visitor: Visitor, app: Flask) -> None:
    visitor.open(START)
    form, before = visitor.questions, stored(app)
    for skill in form.questions:
        form.fields[f"level-{skill}"] = "2"
    places: list[str] = []

    def send() -> None:
        answer = app.test_client().post(form.action, data=form.fields, headers=BROWSER)
        places.append(answer.headers.get("Location", str(answer.status_code)))

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(places) == 20
    assert len(set(places)) == 1
    assert stored(app) == before + 1


# two windows


def two_windows(visitor: Visitor) -> tuple[Visitor, Visitor]:
    """The second page of one record, open twice."""
    visitor.open(START)
    visitor.choose(2)
    other = Visitor(visitor.app)
    other.open(visitor.path)
    return visitor, other


def test_who_saves_second_is_shown_both_and_nothing_is_undone(visitor: Visitor) -> None:
    one, other = two_windows(visitor)
    skill = one.questions.questions[0]
    one.choose(1, evidence="from the first window")
    answer = other.choose(4, evidence="from the second <window>")
    assert answer.status_code == 409
    assert words(other.page.all("title")[0]).startswith("Problem:")
    assert "from the first window" in other.text()
    assert "from the second <window>" in other.text()
    assert kept(one).last.answers[skill] == 1
    assert other.send(other.forms[0].action, other.forms[0].fields).status_code == 200
    assert kept(one).last.answers[skill] == 4
    assert kept(one).last.evidence[skill] == "from the second <window>"


def test_keeping_what_is_saved_is_a_link(visitor: Visitor) -> None:
    one, other = two_windows(visitor)
    path = other.path
    one.choose(1)
    other.choose(4)
    assert path in {a.get("href") for a in other.page.all("a", class_="btn")}


def test_the_same_answers_twice_are_no_conflict(visitor: Visitor) -> None:
    one, other = two_windows(visitor)
    one.choose(3)
    assert other.choose(3).status_code == 200


def test_other_pages_of_the_same_record_are_no_conflict(visitor: Visitor) -> None:
    one, other = two_windows(visitor)
    other.open(other.path.replace("/2", "/1"))
    first = other.questions.questions
    one.choose(3)
    other.choose(1)
    assert other.answer.status_code == 200
    now = kept(one).last.answers
    assert {now[skill] for skill in first} == {1}
    assert 3 in now.values()


# texts


def test_a_pasted_text_gives_suggestions_with_its_words_and_is_kept_nowhere(visitor: Visitor, tmp_path: Path) -> None:
    app = application(tmp_path)
    visitor = Visitor(app)
    visitor.open(START)
    form = visitor.questions
    first = form.questions[0]
    fields = MultiDict([*form.fields.items(multi=True), (f"level-{first}", "3")])
    fields["resume"] = "canary-4711. I negotiated contracts and led a team of six; customer service every day."
    fields["suggest"] = "1"
    (button,) = visitor.page.all("button", name="suggest")
    assert button.attrib["formaction"] == f"{form.action}#resume"
    answer = visitor.send(form.action, fields)
    assert answer.status_code == 200
    assert "open" in visitor.page.all("details", id="resume")[0].attrib
    (told,) = visitor.page.all("div", role="status")
    assert "“negotiated”" in words(told)
    assert "canary-4711" not in words(told)
    assert visitor.questions.fields[f"level-{first}"] == "3"
    assert visitor.questions.fields.getlist(f"level-{form.questions[1]}") == []
    visitor.choose(2)
    visitor.open(f"/en/assessment/r/{visitor.code}")
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(b"canary-4711" in content for content in files)


NASTY = [
    "\x00a\x1b",
    "a\u202eb\u2066",
    "\ud83d\ude42",
    "x" * 500,
    "<script>alert(1)</script>",
    "{{9973*9967}}",
    "अ" * 400,
]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_whatever_is_typed_stays_text_and_breaks_nothing(visitor: Visitor, text: str) -> None:
    sent = text.encode("utf-16", "surrogatepass").decode("utf-16")
    visitor.take(level=1, evidence=sent)
    page = visitor.page.html
    assert "<script>alert" not in page
    assert str(9973 * 9967) not in page
    assert not set("\x00\x1b\u202e\u2066") & set(page)


@pytest.mark.parametrize("number", [0, 9, 99999999999999999999])
def test_there_are_no_other_pages(visitor: Visitor, number: int) -> None:
    code = visitor.take()
    assert visitor.client.get(f"/en/assessment/r/{code}/{number}").status_code == 404


def test_what_is_no_level_is_no_answer(visitor: Visitor) -> None:
    for wrong in ("5", "-1", "3.5", "", "True", "٣"):
        visitor.open(START)
        assert visitor.choose(wrong).status_code == 422
