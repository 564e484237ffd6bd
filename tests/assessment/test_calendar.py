"""The calendar file: read back by a parser that is not ours, folded and escaped as RFC 5545 says."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamguide.assessment.calendar import FOLD, Entry, calendar, escaped, folded, monday_from
from kamguide.model.text import Language

MONDAY = date(2026, 12, 7)
PLAN = [
    Entry("negotiation", "नेगोशिएशन: 2 घंटे", "अगली दो डील; पहले विकल्प,\nऔर आख़िरी सीमा \\ लिख लीजिए।", MONDAY, 4),
    Entry("negotiation-proof", "आख़िर में तैयार: नेगोशिएशन", "", MONDAY + timedelta(days=25)),
]

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def read(file: bytes) -> list[icalendar.Event]:
    found = icalendar.Calendar.from_ical(file)
    assert not found.errors
    events = list(found.walk("VEVENT"))
    assert all(not event.errors for event in events)
    return events


def test_a_parser_reads_back_what_was_written() -> None:
    file = calendar("मेरी योजना, 12 हफ़्ते", PLAN, "hi", "abc", date(2026, 11, 30))
    weekly, proof = read(file)
    assert weekly["SUMMARY"] == PLAN[0].title
    assert weekly["SUMMARY"].params["LANGUAGE"] == "hi-IN"
    assert weekly["DESCRIPTION"] == PLAN[0].text
    assert weekly.start == MONDAY
    assert weekly.end == MONDAY + timedelta(days=1)
    assert dict(weekly["RRULE"]) == {"FREQ": ["WEEKLY"], "COUNT": [4]}
    assert weekly["UID"] == "negotiation.abc@kamguide"
    assert weekly["DTSTAMP"].dt.isoformat() == "2026-11-30T00:00:00+00:00"
    assert "RRULE" not in proof
    assert "DESCRIPTION" not in proof
    assert r"X-WR-CALNAME:मेरी योजना\, 12 हफ़्ते" in file.replace(b"\r\n ", b"").decode()  # no property of the parser's


@pytest.mark.parametrize("language", ["hi", "en"])
def test_the_same_plan_gives_the_same_bytes_and_names(language: Language) -> None:
    first, again = (calendar("x", PLAN, language, "abc", date(2026, 11, 30)) for _ in range(2))
    assert first == again
    later = calendar("x", [Entry("negotiation", "y", "", MONDAY + timedelta(days=7))], language, "abc", MONDAY)
    assert read(later)[0]["UID"] == read(first)[0]["UID"]


@given(words, words)
def test_whatever_is_written_stays_text(title: str, text: str) -> None:
    file = calendar(title, [Entry("a", title, text, MONDAY)], "en", "o", MONDAY)
    lines = file.split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= FOLD
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # no character is cut
    unfolded = file.replace(b"\r\n ", b"").decode().split("\r\n")
    assert [line.partition(":")[0].partition(";")[0] for line in unfolded[:-1]] == [
        "BEGIN", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "BEGIN", "UID", "DTSTAMP",
        "DTSTART", "DTEND", "SUMMARY", *(["DESCRIPTION"] if text else []), "TRANSP", "END", "END",
    ]  # fmt: skip
    assert len(read(file)) == 1


@given(words)
def test_folding_is_undone_by_unfolding(text: str) -> None:
    line = "SUMMARY:" + escaped(text)
    assert folded(line).replace(b"\r\n ", b"").decode() == line + "\r\n"


@pytest.mark.parametrize("day", [MONDAY - timedelta(days=back) for back in range(7)])
def test_a_plan_begins_on_the_next_monday(day: date) -> None:
    assert monday_from(day) == MONDAY
