"""How queries are understood: ambiguous words, mixtures of scripts, comparisons, repair, and what is not ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamguide.model.company import Company
from kamguide.search.catalogue import Catalogue
from kamguide.search.memory_index import MemoryIndex
from kamguide.search.searching import Result, Wanted, search

Ask = Callable[..., Result]

ROLES = [
    ("kam ki salary", ["key-account-manager"]),
    ("sales manager ka kam kya hai", ["sales-manager"]),
    ("kam experience me sales manager ki naukri", ["sales-manager"]),
    ("kam aur am me antar", ["key-account-manager", "account-manager"]),
    ("i am looking for work", []),
    ("am ki salary", ["account-manager"]),
    ("की अकाउंट मैनेजर", ["key-account-manager"]),
    ("अकाउंट मैनेजर की अकाउंट", ["account-manager"]),
    ("akaunt मैनेजर", ["account-manager"]),
    ("key अकाउंट menejar", ["key-account-manager"]),
    ("account executives", ["account-executive"]),
    ("मैनेजर, अकाउंट", []),
    ("केएएम", ["key-account-manager"]),
    ("key account executive", ["key-account-manager"]),
    ("gussa kaise kam kare", []),
    ("daam kam karwana", []),
    ("compare key account and account managers", ["key-account-manager", "account-manager"]),
]


@pytest.mark.parametrize(("query", "roles"), ROLES)
def test_roles_are_told_from_everyday_words(query: str, roles: list[str], ask: Ask) -> None:
    assert list(ask(query).understanding.roles) == roles


@pytest.mark.parametrize(
    ("query", "topics"),
    [
        ("what is the salary of a KAM", ("salary",)),
        ("KAM ke kaam aane wale tool", ("tools",)),
        ("sales manager banne ke liye kitni padhai", ("education",)),
        ("सेल्स मैनेजर के गुण", ("skills",)),  # its page has no qualities
        ("junior KAM", ("grades",)),
        ("clerk to account manager", ("career-path",)),
        ("AM se KAM", ("career-path",)),
        ("what kind of things do key account managers do all day", ("responsibilities",)),
    ],
)
def test_the_topic_asked_for_wins_over_words_of_asking(query: str, topics: tuple[str, ...], ask: Ask) -> None:
    assert ask(query).understanding.topics == topics


@pytest.mark.parametrize(
    ("query", "pair"),
    [
        ("AE, AM, KAM, SM", ("account-executive", "account-manager", "key-account-manager", "sales-manager")),
        ("AM se KAM kaise bane", ()),
        ("junior vs senior KAM", ("key-account-manager@junior", "key-account-manager@senior")),
    ],
)
def test_comparisons_are_of_roles_or_of_grades(query: str, pair: tuple[str, ...], ask: Ask) -> None:
    result = ask(query)
    assert result.understanding.pair == pair
    if pair:
        assert sorted(result.hits[0].entry.roles) == sorted(pair)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("sales manager salery", "sales manager salary"),
        ("sales mannagger salary", "sales manager salary"),
        ("sels manger salry", "sales manager salary"),
        ("akaunt prabandhak slary", "akaunt prabandhak salary"),
        ("rijyume kaise likhe", "रिज़्यूमे kaise likhe"),
        ("prezentesan", "प्रेज़ेंटेशन"),
        ("negociation", "negotiation"),
        ("sales manager salary", None),
        ("अकाउंट मैनेजर का बेतन", "अकाउंट मैनेजर का वेतन"),
    ],
)
def test_misspelt_words_are_mended(query: str, meant: str | None, ask: Ask) -> None:
    result = ask(query)
    assert result.hits
    assert result.understanding.did_you_mean == meant


@pytest.mark.parametrize("query", ["accountant salary", "मुनीम की नौकरी", "tally course"])
def test_accounting_is_named(query: str, ask: Ask) -> None:
    result = ask(query)
    assert (result.understanding.note, result.total) == ("accounting", 0)


def test_a_role_beside_another_trade_is_answered(ask: Ask) -> None:
    result = ask("engineer se account manager kaise bane")
    assert result.understanding.note is None
    assert result.hits[0].entry.role == "account-manager"


def test_a_strange_word_beside_a_role_does_not_silence_it(ask: Ask) -> None:
    assert ask("KAM salary in Timbuktu").hits[0].entry.role == "key-account-manager"
    assert ask("salary in Timbuktu of Kunigunde").hits == []


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("delivery late hone par client naraz hai", "skill:conflict-handling"),  # a customer is named
        ("client ki shaadi me gift dena", "role:account-executive:regulation"),
        ("technical trial with engineers", "role:account-executive:responsibilities"),  # said so of one claim here
        ("relationship manager bank account se alag hai", "term:relationship-manager"),
    ],
)
def test_another_trade_beside_what_is_ours_is_answered(query: str, entry: str, ask: Ask) -> None:
    assert ask(query).hits[0].entry.id == entry


@pytest.mark.parametrize(
    ("query", "entries"),
    [
        ("client manager ctc", ["role:account-manager:salary"]),  # a role and a topic, and nothing else
        ("pramukh khata prabandhak competencies", ["role:key-account-manager:skills"]),
        ("leadership interview questions", ["skill:team-leadership"]),  # a skill by its name
        ("coaching colleagues kaise sudhare", ["skill:coaching"]),  # “colleagues” stands inside the name
        ("sales manager ke 10 saal me kitni jobs badhengi", ["role:sales-manager:outlook"]),  # “10” tells little
        ("salesman se sales manager", ["role:sales-manager:career-path"]),
        ("भारत की पद सूची", ["term:nco"]),  # की is no “key” here
        ("ASM", ["role:sales-manager:definition", "term:asm"]),
        ("ASM vs RSM", ["term:asm", "term:rsm"]),
        ("csm kaun hota hai", ["term:csm"]),
    ],
)
def test_what_is_named_stands_first(query: str, entries: list[str], ask: Ask) -> None:
    assert set(entries) <= {hit.entry.id for hit in ask(query).hits[: max(1, 2 * len(entries) - 1)]}


@pytest.mark.parametrize(
    "query",
    ["neha gupta", "अमित", "bhai kya haal hai", "relationship problem with wife", "paisa double kaise kare"],
)
def test_people_and_their_private_life_are_none_of_it(query: str, ask: Ask) -> None:
    assert not ask(query).hits


@pytest.mark.parametrize(
    ("query", "entry"),
    [("अकाउंट मैनेजर का बायोडाटा", "role:key-account-manager:resume"), ("AE swot", "role:key-account-manager:swot")],
)
def test_what_a_role_lacks_is_shown_from_another(query: str, entry: str, ask: Ask) -> None:
    assert ask(query).hits[0].entry.id == entry


def test_a_slip_for_a_name_beside_a_strange_word_tells_nothing(ask: Ask) -> None:
    assert not ask("scuba diving course").hits  # “diving” is taken for “driving”
    assert ask("negociation course").hits


def test_other_words_of_a_trade_s_family_are_not_that_trade(ask: Ask) -> None:
    assert ask("following rules and promises").hits  # no followers


@pytest.mark.parametrize("query", ["technical engineer", "shaadi ka gift", "doctor trial", "bank account se alag hai"])
def test_another_trade_alone_is_not(query: str, ask: Ask) -> None:
    assert not ask(query).hits


@pytest.mark.parametrize("spelling", ["manager", "managr", "menejar", "prabhandak", "प्रबंधक"])
def test_words_that_names_are_made_of_are_known_under_every_spelling(spelling: str, ask: Ask) -> None:
    assert ask(f"{spelling} ki yogyata").hits[0].entry.topic == "education"


def test_everyday_words_are_answered_where_they_are_asked_here(ask: Ask) -> None:
    assert ask("bole mehnga hai").hits
    assert not ask("mera ghar kahan hai").hits


@pytest.mark.parametrize(
    ("word", "skill"),
    [("multitasking", "planning-and-time-management"), ("सहकर्मी", "teamwork"), ("vasooli", "financial-basics")],
)
def test_words_next_to_a_skill_find_it(word: str, skill: str, ask: Ask) -> None:
    assert ask(word).hits[0].entry.id == f"skill:{skill}"


def test_what_is_nearest_to_what_is_asked_is_among_the_first_three(ask: Ask) -> None:
    found = ask("who oversees juniors working on a key account")
    nearest = max(found.understanding.near.items(), key=lambda item: item[1].score)[0]
    assert nearest in [hit.entry.id for hit in found.hits[:3]]
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)


def test_nothing_is_told_twice(ask: Ask) -> None:
    told = [
        (hit.entry.kind, hit.entry.role, hit.entry.topic)
        for hit in ask("sales manager salary", limit=100).hits
        if hit.entry.role and hit.entry.kind != "comparison"
    ]
    assert len(told) == len(set(told))


def test_every_kind_can_be_found(ask: Ask) -> None:
    queries = ("KAM skills", "negotiation", "AM vs KAM", "51,933", "account director", "fresher", "NRR")
    assert {hit.entry.kind for query in queries for hit in ask(query).hits} >= {
        *("role", "skill", "comparison", "salary", "path", "guide", "term")
    }


def test_a_company_is_found_by_its_name_whatever_the_name_says(catalogue: Catalogue) -> None:
    company = Company.model_validate({"slug": "works", "label": {"en": "Sharma Tally Works", "hi": "शर्मा टैली वर्क्स"}})
    listing = Catalogue(catalogue.library, ((company, catalogue.library),), read=catalogue.kept.to_bytes())
    index = MemoryIndex(listing.documents)
    for query in ("Sharma Tally Works", "sharma tally works kya hai"):
        assert search(listing, index, query, Wanted()).hits[0].entry.id == "company:works"
