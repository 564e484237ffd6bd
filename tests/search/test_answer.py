"""The direct answer: what it says, what it must not go without, and when there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamguide.language import money
from kamguide.model.role import Topic
from kamguide.search.catalogue import Catalogue
from kamguide.search.searching import Result

Ask = Callable[..., Result]

FIGURES = [
    ("KAM ki salary", "key-account-manager-payscale-2010", "salary"),
    ("प्रमुख अकाउंट मैनेजर का वेतन", "key-account-manager-payscale-2010", "salary"),
    ("51,933", "key-account-manager-payscale-2010", "salary"),
    ("५१,९३३", "key-account-manager-payscale-2010", "salary"),
    ("KAM bonus", "key-account-manager-payscale-2010", "bonus"),
    ("केएएम का कमीशन", "key-account-manager-payscale-2010", "commission"),
    ("account manager salary", "account-manager-indeed", "pay"),
    ("sales manager salary 2016", "sales-manager-oews-2016", "average"),
    ("सेल्स मैनेजर का वेतन २०१६", "sales-manager-oews-2016", "average"),
    ("sales manager 90th percentile wage", "sales-manager-oews-2025", "p90"),
    ("1,17,960", "sales-manager-oews-2016", "average"),
]


@pytest.mark.parametrize(("query", "file", "name"), FIGURES)
def test_a_figure_never_goes_without_currency_area_year_and_source(
    query: str, file: str, name: str, ask: Ask, catalogue: Catalogue
) -> None:
    result = ask(query)
    salary, figure = catalogue.library.figure(f"{file}.{name}")
    answer = result.answer
    assert answer is not None
    assert (answer.kind, answer.source, answer.entry) == ("figure", salary.source, f"salary:{file}")
    assert result.hits[0].entry.id == answer.entry
    assert answer.year == (salary.reference_year if isinstance(salary.reference_year, int) else None)
    amount = figure.amount if figure.amount is not None else figure.low
    assert amount is not None
    for language, area, missing in (("en", "US", "year not given"), ("hi", "अमेरिका", "साल नहीं बताया गया")):
        text = answer.text[language]
        assert money(amount, "USD") in text
        assert area in text
        assert (str(answer.year) if answer.year else missing) in text
        assert catalogue.library.sources[salary.source].publisher in text


def test_what_the_source_did_not_say_is_told_with_the_figure(ask: Ask) -> None:
    answer = ask("KAM salary").answer
    assert answer is not None
    assert "the country is our inference" in answer.text["en"]
    assert "देश हमारा अनुमान है" in answer.text["hi"]


@pytest.mark.parametrize(
    ("query", "role", "topic"),
    [
        ("sales manager kitne client sambhalta hai", "sales-manager", "portfolio"),
        ("प्रमुख अकाउंट मैनेजर एक समय में कितने ग्राहक", "key-account-manager", "portfolio"),
        ("key account manager me kitne saal ka anubhav chahiye", "key-account-manager", "experience"),
        ("sales manager experience", "sales-manager", "experience"),
        ("AM ke liye degree", "account-manager", "education"),
    ],
)
def test_a_fact_of_the_headline_answers_with_its_caveat_and_source(
    query: str, role: str, topic: Topic, ask: Ask, catalogue: Catalogue
) -> None:
    result = ask(query)
    said = catalogue.library.roles[role]
    fact, answer = said.key_facts[topic], result.answer
    assert answer is not None
    assert fact.claim is not None
    assert (answer.kind, answer.entry, result.hits[0].entry.id) == ("figure", *[f"role:{role}:{topic}"] * 2)
    (source,) = said.topics[topic].claims[fact.claim].sources
    assert answer.source == source
    for language, text in answer.text.items():
        assert fact.value is not None
        assert fact.note is not None
        assert fact.value.to(language) in text
        assert fact.note.to(language)[1:] in text
        assert catalogue.library.sources[source].publisher in text


@pytest.mark.parametrize("query", ["AM vs KAM", "अकाउंट मैनेजर और KAM में अंतर", "kam aur am me antar"])
def test_of_two_roles_the_written_comparison_answers(query: str, ask: Ask, catalogue: Catalogue) -> None:
    result = ask(query)
    written = catalogue.library.comparisons["account-manager-and-key-account-manager"]
    assert result.answer is not None
    assert result.answer.kind == "comparison"
    assert result.answer.text["en"] == written.answer.en
    assert result.hits[0].entry.roles == ("account-manager", "key-account-manager")


def test_a_comparison_says_a_thing_of_each_role(ask: Ask) -> None:
    answer = ask("KAM vs sales manager").answer
    assert answer is not None
    assert "key account manager" in answer.text["en"].lower()
    assert "sales manager" in answer.text["en"].lower()


def test_three_roles_are_each_told(ask: Ask) -> None:
    result = ask("AE, AM and SM compared")
    assert result.answer is not None
    for name in ("Account executive:", "Account manager:", "Sales manager:"):
        assert name in result.answer.text["en"]
    assert len(result.hits[0].entry.roles) == 3


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("KAM kya hai", "role:key-account-manager:definition"),
        ("सेल्स मैनेजर किसे कहते हैं", "role:sales-manager:definition"),
        ("NRR meaning", "term:nrr"),
        ("एनआरआर का मतलब", "term:nrr"),
        ("what is OTE", "term:ote"),
        ("पर्सेंटाइल समझाइए", "term:percentile"),
    ],
)
def test_a_definition_is_the_librarys(query: str, entry: str, ask: Ask, catalogue: Catalogue) -> None:
    result = ask(query)
    assert result.answer is not None
    assert (result.answer.kind, result.answer.entry, result.hits[0].entry.id) == ("definition", entry, entry)
    kind, slug = entry.split(":")[:2]
    said = catalogue.library.roles[slug].description if kind == "role" else catalogue.library.glossary[slug].definition
    assert said.en is not None
    assert " ".join(said.en.split()) in result.answer.text["en"]


def test_an_abbreviation_is_told_in_full_in_both_languages(ask: Ask) -> None:
    answer = ask("NRR full form").answer
    assert answer is not None
    assert "Net revenue retention" in answer.text["en"]
    assert "Net revenue retention" in answer.text["hi"]


@pytest.mark.parametrize(
    "query", ["KAM skills", "negotiation kaise seekhe", "plumber salary", "की", "AM me promotion", "AE ka quota", "वेतन"]
)
def test_other_queries_have_no_direct_answer(query: str, ask: Ask) -> None:
    assert ask(query).answer is None


@pytest.mark.parametrize(
    "query", ["senior KAM experience", "KAM experience certificate", "AE education", "AE industries"]
)
def test_a_fact_that_is_not_asked_for_or_has_no_source_is_no_answer(query: str, ask: Ask) -> None:
    assert ask(query).answer is None
