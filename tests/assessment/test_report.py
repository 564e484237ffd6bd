"""A result to take along: at most three pages, every word of it to be read out again, the same bytes each time."""

from __future__ import annotations

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given, settings

from kamguide.assessment.changing import answered, begun, with_budget, with_own_line
from kamguide.assessment.plan import REASONS, plan
from kamguide.assessment.plan_blocks import plan_calendar
from kamguide.assessment.record import EVIDENCE_LIMIT, MOST_HOURS, OWN_LIMIT, OWN_LINES, Record, Round
from kamguide.assessment.report import BARS, QUADRANTS, plan_alone, result
from kamguide.assessment.scoring import gaps
from kamguide.assessment.swot import swot
from kamguide.language import render
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.documents import Document, texts_in
from kamguide.render.markdown import plain
from kamguide.render.markdown_out import to_markdown
from kamguide.render.typesetting import pdf
from tests.assessment.rounds import FRESH, REFERENCES, rounds

MADE = date(2026, 12, 1)
MONDAY = date(2026, 12, 7)
PAGES = 3


def fullest(reference: str, level: int = 0) -> Round:
    """A round in which everything that may be written is, as long as it may be."""
    fresh = FRESH[reference]
    spoken = ("ग्राहक की ज़रूरत समझकर मैंने यह काम पूरा किया " * 20)[:EVIDENCE_LIMIT]
    record: Record = answered(begun(fresh), dict.fromkeys(fresh.skills, level), dict.fromkeys(fresh.skills, spoken))
    for number in range(OWN_LINES):
        record = with_own_line(record, QUADRANTS[number % 4][0], spoken[:OWN_LIMIT])
    return with_budget(record, MOST_HOURS, LANGUAGES).last


def pages_of(made: bytes) -> int:
    return len(re.findall(rb"/Type ?/Page\b(?!s)", made))


def read_out(made: bytes, folder: Path) -> str:
    file = folder / "result.pdf"
    file.write_bytes(made)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return re.sub(r"\s+", "", done.stdout.decode())


def told(document: Document) -> list[str]:
    return list(texts_in(document.parts[0]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", [0, 4])
def test_the_fullest_result_prints_on_three_pages_and_reads_out(language: Language, level: int, tmp_path: Path) -> None:
    document = result(fullest("key-account-manager", level), language, MADE)
    made = pdf(document)
    text = read_out(made, tmp_path)
    assert 1 <= pages_of(made) <= PAGES
    assert pdf(document) == made
    words = {re.sub(r"\s+", "", word) for one in told(document) for word in one.split()}
    lost = {word for word in words if word not in text and len(word) > 1}
    assert lost == set()


@pytest.mark.long
@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_and_grade_prints_on_three_pages(reference: str, language: Language) -> None:
    assert pages_of(pdf(result(fullest(reference), language, MADE))) <= PAGES


@given(rounds())
@settings(max_examples=25)
def test_every_gap_is_told_by_a_bar_a_step_or_as_not_covered(taken: Round) -> None:
    for language in LANGUAGES:
        whole, planned = "\n".join(told(plan_alone(taken, language, MADE))), plan(taken)
        for item in planned.items:
            assert plain(item.proof.to(language)) in whole
        for one in planned.not_covered:
            assert plain(one.label.to(language)) in whole
            assert render(REASONS[one.reason], language) in whole
        report = "\n".join(told(result(taken, language, MADE)))
        for gap in gaps(taken)[:5]:
            assert plain(taken.skills[gap.skill].short_label.to(language)) in report


def test_lines_of_the_swot_say_why_and_own_ones_whose_they_are() -> None:
    fresh = FRESH["key-account-manager"]
    first = next(iter(fresh.skills))
    record = with_own_line(answered(begun(fresh), {first: 4}, {first: "तीन साल"}), "strengths", "मेरी बात")
    line, own = swot(record.last).strengths
    report = told(result(record.last, "hi", MADE))
    (found,) = [one for one in report if one.startswith(plain(line.text.to("hi")))]  # type: ignore[union-attr]
    assert "उदाहरण: तीन साल" in found
    assert record.last.sources[line.because.sources[0]].publisher in found  # type: ignore[union-attr]
    assert [one for one in report if one.startswith(str(own.text))] == ["मेरी बात (मेरी लिखी बात)"]


def test_what_is_struck_is_not_printed() -> None:
    taken = fullest("key-account-manager", 4)
    line = swot(taken).strengths[0]
    struck = taken.model_copy(update={"struck": (line.id,)})
    assert swot(struck).strengths[0].struck
    (first, _), *_ = QUADRANTS
    assert first == "strengths"
    strengths = told(result(struck, "en", MADE))
    assert not any(one.startswith(str(line.text.to("en"))) for one in strengths)  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_target_or_answers_there_is_still_a_document(language: Language) -> None:
    assert pages_of(pdf(result(FRESH[""], language, MADE))) == 1
    assert to_markdown(plan_alone(FRESH["account-manager"], language, MADE)).startswith("**")


def test_the_plan_in_markdown_has_every_step_with_boxes() -> None:
    taken = fullest("key-account-manager")
    text = to_markdown(plan_alone(taken, "en", MADE))
    assert text.count("\n## ") == len(plan(taken).items)
    assert text.count("- [ ] ") >= 2 * len(plan(taken).items)


@given(rounds())
@settings(max_examples=25)
def test_the_calendar_has_every_week_of_the_plan(taken: Round) -> None:
    planned = plan(taken)
    file = plan_calendar(taken, "hi", MONDAY, "somebody")
    events = list(icalendar.Calendar.from_ical(file).walk("VEVENT"))
    assert len(events) == 2 * len(planned.items)
    assert len({event["UID"] for event in events}) == len(events)
    weeks = {str(event["UID"]).partition(".somebody")[0]: event for event in events}
    for item in planned.items:
        weekly, ready = weeks[f"{item.skill}.{item.to}"], weeks[f"{item.skill}.{item.to}.ready"]
        assert weekly.start == MONDAY + timedelta(weeks=item.first_week - 1)
        assert weekly.get("RRULE", {"COUNT": [1]})["COUNT"] == [item.weeks]
        assert weekly["SUMMARY"].params["LANGUAGE"] == "hi-IN"
        assert ready.start == MONDAY + timedelta(weeks=item.last_week - 1, days=4)


def test_it_lists_as_not_rated_what_the_page_lists_and_tells_how_many_rows_are_left_out() -> None:
    fresh = FRESH["key-account-manager"]
    first, *others = fresh.skills
    part = answered(begun(fresh), {first: None, others[0]: 2}, {}).last
    text = " ".join(told(result(part, "en", MADE)))
    assert f"not counted): {fresh.skills[first].short_label.to('en')}" in text
    assert "questions left" in text
    assert all(fresh.skills[slug].short_label.to("en") not in text.partition("not counted)")[2][:60] for slug in others)
    full = answered(begun(fresh), dict.fromkeys(fresh.skills, 1), {}).last
    text = " ".join(told(result(full, "en", MADE)))
    assert f"{len(fresh.skills) - BARS} more skills" in text
    assert "not counted" not in text
    assert "left" not in text.partition("more skills")[0]
