"""A pasted text reminds of skills by its own words, in English and Hindi, and in no time however long it is."""

from __future__ import annotations

import time

import pytest

from kamguide.assessment.suggesting import MOST_WORDS, TEXT_LIMIT, suggest
from kamguide.guide import Guide

RESUME = """Account manager, 2019 to 2025. Negotiated yearly contracts with three retailers. Gave presentations to their
boards every quarter. Led a team of four; coached two juniors. Time management under pressure."""
HINDI = "तीन बड़े ग्राहकों के साथ नेगोशिएशन किया। टीम लीडरशिप का अनुभव। ग्राहक सेवा में 4 साल।"


def told(guide: Guide, text: str) -> dict[str, tuple[str, ...]]:
    return {one.skill: one.words for one in suggest(text, guide.library, list(guide.library.skills))}


def test_english_words_are_found_whatever_their_ending(guide: Guide) -> None:
    found = told(guide, RESUME)
    assert "Negotiated" in found["negotiation"]
    assert found.keys() >= {"negotiation", "presenting"}


def test_hindi_words_are_found(guide: Guide) -> None:
    found = told(guide, HINDI)
    assert found.keys() >= {"negotiation", "team-leadership", "customer-service"}
    assert found["customer-service"] == ("ग्राहक सेवा",)


def test_the_words_told_stand_in_the_text(guide: Guide) -> None:
    for text in (RESUME, HINDI):
        plain = " ".join(text.split())
        for words in told(guide, text).values():
            assert 1 <= len(words) <= MOST_WORDS
            assert all(word in plain for word in words)


def test_every_skill_is_found_by_its_own_names(guide: Guide) -> None:
    for slug, skill in guide.library.skills.items():
        for name in (
            skill.label.to("en"),
            skill.label.to("hi"),
            skill.short_label.to("en"),
            skill.short_label.to("hi"),
        ):
            assert slug in told(guide, f"x {name}, y"), name


def test_only_skills_that_are_asked_for_are_told(guide: Guide) -> None:
    assert [one.skill for one in suggest(RESUME, guide.library, ["presenting", "negotiation"])] == [
        "presenting",
        "negotiation",
    ]
    assert suggest(RESUME, guide.library, ["hiring"]) == ()


@pytest.mark.parametrize("text", ["", "   ", "Lorem ipsum dolor sit amet", "\x00\ud800", "12 34", "।।।"])
def test_what_speaks_of_nothing_gives_nothing(guide: Guide, text: str) -> None:
    assert told(guide, text) == {}


@pytest.mark.parametrize("text", ["negotiation " * 50_000, "a" * 500_000, "क्ष" * 200_000, "( " * 300_000])
def test_a_long_text_takes_no_time(guide: Guide, text: str) -> None:
    began = time.process_time()
    told(guide, text)
    assert time.process_time() - began < 1.0
    assert len(text) > TEXT_LIMIT
