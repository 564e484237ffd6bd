from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.assessment.suggesting import MOST_WORDS, TEXT_LIMIT, suggest
from tests.assessment.rounds import LIBRARY


def found(text: str) -> dict[str, tuple[str, ...]]:
    return {one.skill: one.words for one in suggest(text, LIBRARY, LIBRARY.skills)}


@pytest.mark.parametrize(
    ("text", "skill", "words"),
    [
        ("I negotiated yearly contracts with 12 retailers.", "negotiation", ("negotiated",)),
        ("Led a team of five.", "team-leadership", ("Led a team",)),
        ("NEGOTIATION, Coaching", "coaching", ("Coaching",)),
        ("Gave the quarterly presentation to directors", "presenting", ("presentation",)),
        ("मैंने बड़े ग्राहकों से मोल-भाव किया।", "negotiation", ("मोल-भाव",)),
        ("दो साल टीम सँभाली।", "team-leadership", ("टीम सँभाली",)),
        ("आपत्तियों का जवाब देना मेरा काम था", "objection-handling", ("आपत्तियों का जवाब",)),
        ("प्रेजेंटेशन दिए", "presenting", ("प्रेजेंटेशन",)),
        ("प्रेज़ेंटेशन दिए", "presenting", ("प्रेज़ेंटेशन",)),
        ("Maine 3 saal tak mol bhav kiya", "negotiation", ("mol bhav",)),
        ("team handle ki aur presentation bhi di", "presenting", ("presentation",)),
        ("No target was missed, but mentoring of juniors helped", "coaching", ("mentoring",)),
        ("Not only selling but more", "selling", ("selling",)),
        ("नेगोशिएशन का अनुभव नहीं है, लेकिन कोचिंग की है।", "coaching", ("कोचिंग",)),
    ],
)
def test_words_lead_to_skills(text: str, skill: str, words: tuple[str, ...]) -> None:
    got = found(text)
    assert skill in got
    assert got[skill][0].startswith(words[0])


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("I have no experience in negotiation, selling or presenting.", "negotiation"),
        ("I have no experience in negotiation, selling or presenting.", "presenting"),
        ("I would like to learn forecasting", "forecasting"),
        ("I have never done coaching", "coaching"),
        ("नेगोशिएशन का अनुभव नहीं है, लेकिन कोचिंग की है।", "negotiation"),
        ("मुझे नेगोशिएशन सीखना है", "negotiation"),
        ("negotiation nahi aata", "negotiation"),
        ("coaching ke bina kaam kiya", "coaching"),
        ("मोलभावना", "negotiation"),
        ("सौदागर", "negotiation"),
        ("condemonstrations", "presenting"),
        ("leadershipless", "team-leadership"),
        ("upcoaching", "coaching"),
        ("My name is Asha and I live in Pune.", "communication"),
    ],
)
def test_what_is_denied_wished_for_or_only_looks_alike_is_not_suggested(text: str, skill: str) -> None:
    assert skill not in found(text)


def test_a_text_about_nothing_suggests_nothing() -> None:
    assert (
        found("")
        == found("...")
        == found("\x00\ud800")
        == found("12 34")
        == found("The weather was fine. आज बारिश हुई।")
        == {}
    )


@pytest.mark.parametrize("slug", sorted(LIBRARY.skills))
def test_every_skill_is_found_by_its_own_names(slug: str) -> None:
    skill = LIBRARY.skills[slug]
    for label in (skill.short_label.hi, skill.short_label.en):
        assert label
        assert slug in found(f"1. {label}"), label


def test_only_skills_that_are_asked_for_are_told_in_their_order() -> None:
    text = "selling, coaching, negotiation"
    wanted = ["negotiation", "coaching", "juggling"]
    assert [one.skill for one in suggest(text, LIBRARY, wanted)] == ["negotiation", "coaching"]


def test_the_words_told_stand_in_the_text_and_are_few() -> None:
    text = "negotiation negotiating negotiated negotiate bargaining mol bhav सौदेबाज़ी नेगोशिएशन"
    (words,) = found(text).values()
    assert len(words) == MOST_WORDS
    assert all(word in text for word in words)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert all(found(text).values())


@pytest.mark.parametrize("piece", ["no ", "negotiation ", "मोल-भाव ", "(", "'", "a'", "\u093c", "x" * 50 + " "])
def test_long_texts_take_no_long_time(piece: str) -> None:
    started = time.process_time()
    found(piece * (TEXT_LIMIT // len(piece)))
    assert time.process_time() - started < 3
