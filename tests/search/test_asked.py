"""Questions in words of their own find what answers them; a company may take out what answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kamguide.library.library import Library
from kamguide.search.analysis import words
from kamguide.search.asked import entry_of, pooled
from kamguide.search.catalogue import Catalogue
from kamguide.search.searching import Result

Ask = Callable[..., Result]


def questions(library: Library) -> list[tuple[str, str]]:
    return [
        (name, text)
        for file in library.lexicon.values()
        for name, questions in file.questions.items()
        for text in questions.all()
    ]


def test_every_question_is_answered_by_an_entry_or_a_topic(catalogue: Catalogue) -> None:
    library = catalogue.library
    named = {name for name, _ in questions(library) if not name.startswith("topics.")}
    assert {name for name in named if entry_of(name, library) not in catalogue.entries} == set()
    assert len(named) > 600


def test_what_was_asked_word_for_word_is_wholly_covered_by_its_answer(catalogue: Catalogue) -> None:
    asked = catalogue.reader.asked
    missed = []
    for name, text in questions(catalogue.library)[::50]:
        if not name.startswith("topics."):
            near = asked.near(words(text)).get(entry_of(name, catalogue.library))
            if asked.speech.features(words(text)) and (near is None or near.covered > 1.000_001):
                missed.append((name, text, near))
    assert missed == []


def test_a_topic_is_known_by_its_little_words(catalogue: Catalogue) -> None:
    near = catalogue.reader.asked_topics.near(words("kya kya karna padta hai"))
    assert max(near, key=lambda topic: near[topic].score) == "responsibilities"


def test_what_a_library_has_not_is_not_near(catalogue: Catalogue) -> None:
    without = replace(catalogue.library, guides={})
    pools = pooled(without, catalogue.reader.asked.speech)
    assert not [entry for entry in pools.entries if entry.startswith("guide:")]


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("client ka paisa aane ke baad hi commission milta hai kya", "role:account-executive:salary"),
        ("where do sales managers work", "role:sales-manager:industries"),
        ("ae ke baad kya ban sakte hai", "role:account-executive:career-path"),
        ("किस शहर में अकाउंट मैनेजर को ज़्यादा पैसे मिलते हैं", "role:account-manager:salary"),
        ("deal ke baad client kab dusre ko diya jata hai", "role:account-executive:comparison"),
    ],
)
def test_facts_are_found_by_questions_in_other_words(query: str, entry: str, ask: Ask) -> None:
    assert entry in [hit.entry.id for hit in ask(query).hits[:3]]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("salesmanager", "sales manager"),
        ("keyaccountmanager salary", "keyaccount manager salary"),
        ("timemanagment", "time management"),
        ("acountmanager ka kaam", "account manager ka kaam"),
        ("negoshiation kaise kare", "negotiation kaise kare"),
        ("sales mannagger salary", "sales manager salary"),
    ],
)
def test_words_typed_as_one_are_told_apart(query: str, meant: str, ask: Ask) -> None:
    result = ask(query)
    assert result.understanding.did_you_mean == meant
    assert result.hits
