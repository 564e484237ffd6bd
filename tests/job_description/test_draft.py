"""Drafts: what is ticked to begin with, what is refused and how it is told, and the way through address and JSON."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.guide import Guide, open_guide
from kamguide.job_description import INCLUDED, KEY_FACT, from_query, incomplete, offered, read, to_query
from kamguide.job_description.draft import LINE_LIMIT, LINES_LIMIT, SHORT_LIMIT, Draft
from kamguide.job_description.reading import WrongDraftError, role_named
from kamguide.job_description.typed import amount, calendar_day, cleaned
from kamguide.language import render
from kamguide.library.role_reference import Chosen, choose
from kamguide.model.text import LANGUAGES
from kamguide.settings import Settings

TODAY = date(2026, 11, 30)
GUIDE = open_guide(None, Settings())
REFERENCES = [
    reference
    for role in GUIDE.library.roles.values()
    for reference in (role.slug, *(f"{role.slug}@{grade}" for grade in role.grades))
]


def chosen(reference: str = "key-account-manager") -> Chosen:
    return choose(reference, GUIDE.library)


def read_or_told(data: dict[str, Any]) -> Draft | None:
    """The draft; None where wrong values were told, each as a finished sentence at a pointer."""
    try:
        return read(data, chosen(), "en", TODAY)
    except WrongDraftError as error:
        told = error.wrong
    for one in told:
        assert one.field == "" or one.field.startswith("/")
        assert all("%(" not in render(one.message, code) for code in LANGUAGES)
    return None


def wrong(data: dict[str, Any], reference: str = "key-account-manager") -> dict[str, str]:
    with pytest.raises(WrongDraftError) as caught:
        read(data, chosen(reference), "en", TODAY)
    return {one.field: str(one.message) for one in caught.value.wrong}


@pytest.mark.parametrize("reference", REFERENCES)
def test_what_a_role_ticks_is_worth_a_preview_and_needs_no_address(reference: str) -> None:
    draft = read({}, chosen(reference), "hi", TODAY)
    assert incomplete(draft) == []
    assert to_query(draft, chosen(reference), "hi") == f"role={reference}"
    assert 3 <= len(draft.chosen("responsibilities")) <= 9
    assert 4 <= len(draft.must) <= 8


@pytest.mark.parametrize("role", GUIDE.library.roles)
def test_every_duty_and_skill_is_offered_and_named_by_its_field(role: str) -> None:
    one = GUIDE.library.roles[role]
    offer = offered(chosen(role))
    assert set(offer.needs) == set(one.skills)
    for topic in INCLUDED:
        claims = set(one.topics[topic].claims) if topic in one.topics else set()
        assert set(offer.lines[topic]) - {KEY_FACT} == claims
        for line in offer.lines[topic].values():
            named = line.field.removeprefix(f"{role}.")
            assert named in (f"{topic}.{line.id}", f"key_facts.{topic}")


def test_each_job_of_a_title_ticks_its_own_duties() -> None:
    agency, closer = (set(offered(chosen("account-executive"), s).ticked["responsibilities"]) for s in ("", "closer"))
    claims = GUIDE.library.roles["account-executive"].topics["responsibilities"].claims
    assert all(claims[name].sense != "closer" for name in agency)
    assert all(claims[name].sense != "agency" for name in closer)
    assert read({"sense": "closer"}, chosen("account-executive"), "en", TODAY).sense == "closer"


def test_a_grade_asks_for_its_own_skills() -> None:
    lead, plain = (offered(chosen(reference)) for reference in ("account-manager@lead", "account-manager"))
    assert lead.needs["team-leadership"].relation == "essential"
    assert "team-leadership" in lead.must + lead.nice
    assert "coaching" not in plain.needs or plain.needs["coaching"] != lead.needs["coaching"]


FULL: dict[str, Any] = {
    "lang": "both",
    "employer": "उदाहरण & Co <b>",
    "place": "Pune",
    "mode": "hybrid",
    "contract": "full-time",
    "pay": {"currency": "inr", "low": "8,00,000", "high": "१२ लाख", "period": "year"},
    "reports_to": "Sales head",
    "apply": "https://example.org/jobs?a=1&b=2",
    "until": "31/12/2026",
    "include": {"responsibilities": ["conflicts", "spin", "complaints"], "education": []},
    "must": ["negotiation", "communication"],
    "own": {"responsibilities": ["नया काम, पहला", "a & b = c"], "salary": ["Travel allowance"]},
}


def test_a_draft_goes_through_address_and_json_unchanged() -> None:
    draft = read(FULL, chosen(), "en", TODAY)
    assert draft.pay is not None
    assert (draft.pay.low, draft.pay.high, draft.pay.currency) == (800_000, 1_200_000, "INR")
    assert draft.chosen("responsibilities") == ("conflicts", "spin", "complaints")
    assert draft.chosen("kpi") == offered(chosen()).ticked["kpi"]
    for language in LANGUAGES:
        query = to_query(draft, chosen(), language)
        again = from_query(parse_qs(query, keep_blank_values=True))
        assert read(again, chosen(), language, TODAY) == draft
        assert to_query(read(again, chosen(), language, TODAY), chosen(), language) == query
    assert read(draft.to_json(), chosen(), "en", TODAY) == draft


TEXT = st.text(max_size=60)


@settings(max_examples=40, deadline=None)
@given(
    data=st.fixed_dictionaries(
        {},
        optional={
            "employer": TEXT,
            "place": TEXT,
            "apply": TEXT,
            "include": st.fixed_dictionaries(
                {},
                optional={
                    "responsibilities": st.permutations(list(offered(chosen()).lines["responsibilities"])),
                    "kpi": st.just([]),
                },
            ),
            "must": st.permutations(list(offered(chosen()).needs)).map(lambda skills: skills[:9]),
            "own": st.fixed_dictionaries({}, optional={"kpi": st.lists(TEXT, max_size=3), "salary": st.lists(TEXT)}),
            "until": st.dates(TODAY, date(9999, 12, 31)).map(str),
        },
    )
)
def test_whatever_is_typed_comes_back_or_is_told(data: dict[str, Any]) -> None:
    draft = read_or_told(data)
    if draft is None:
        return
    query = to_query(draft, chosen(), "en")
    assert read(from_query(parse_qs(query, keep_blank_values=True)), chosen(), "en", TODAY) == draft
    assert read(draft.to_json(), chosen(), "en", TODAY) == draft


@settings(max_examples=60, deadline=None)
@given(
    data=st.dictionaries(
        st.sampled_from([*Draft.model_fields, "other"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
            max_leaves=6,
        ),
    )
)
def test_any_json_is_read_or_told(data: dict[str, Any]) -> None:
    read_or_told(data)


def test_every_wrong_value_is_told_at_its_field() -> None:
    told = wrong(
        {
            "employer": 5,
            "emplyer": "x",
            "lang": "fr",
            "pay": {"currency": "XXXX", "low": "five", "high": "3", "period": "day"},
            "include": {"foo": [], "kpi": "x"},
            "own": {"kpi": [" "]},
            "until": "2026-13-01",
        }
    )
    assert set(told) == {
        "/employer", "/emplyer", "/lang", "/pay/currency", "/pay/low", "/pay/period", "/include/foo", "/include/kpi",
        "/own/kpi/0", "/until",
    }  # fmt: skip
    assert "employer" in told["/emplyer"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"pay": {"currency": "INR", "low": 5, "high": 3, "period": "year"}}, "/pay"),
        ({"pay": {"currency": "INR", "period": "year"}}, "/pay/low"),
        ({"must": ["negotiation"], "nice": ["negotiation"]}, ""),
        ({"must": ["negotiation", "negotiation"]}, "/must"),
        ({"must": ["negotation"]}, "/must/0"),
        ({"include": {"kpi": ["nothing"]}}, "/include/kpi/0"),
        ({"until": "2026-11-29"}, "/until"),
        ({"sense": "closer"}, "/sense"),
        ({"include": {"kpi": ["retention"]}, "own": {"kpi": ["महीने में  कितने ग्राहक बने रहे।"]}}, "/own/kpi/0"),
        ({"own": {"tools": ["Excel", "excel."]}}, "/own/tools/1"),
        ({"employer": "x" * (SHORT_LIMIT + 1)}, "/employer"),
        ({"own": {"kpi": ["y" * (LINE_LIMIT + 1)]}}, "/own/kpi/0"),
        ({"own": {"kpi": [str(n) for n in range(LINES_LIMIT + 1)]}}, "/own/kpi"),
        ({"apply": "अ" * 100_000}, "/apply"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(data: dict[str, Any], field: str) -> None:
    told = wrong(data)
    assert field in told
    assert told[field]


def test_too_little_is_told_before_the_preview() -> None:
    draft = read({"include": {"responsibilities": ["spin"]}, "must": ["selling"], "nice": []}, chosen(), "en", TODAY)
    assert [one.field for one in incomplete(draft)] == ["/include/responsibilities", "/must"]
    more = {"responsibilities": ["a", "b"], "skills": ["c", "d", "e"]}
    assert incomplete(read({**draft.to_json(), "own": more}, chosen(), "en", TODAY)) == []


@pytest.mark.parametrize("data", [[], "x", 5, None, {}, {"role": ""}, {"role": 5}])
def test_what_names_no_role_is_refused(data: object) -> None:
    with pytest.raises(WrongDraftError):
        role_named(data)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("8,00,000", 800_000), ("₹ 8.5 लाख", 850_000), ("8 LPA", 800_000), ("८,००,०००", 800_000), (800_000, 800_000),
     ("1 करोड़", 10_000_000), ("50 हज़ार", 50_000), ("$ 52,000", 52_000), ("Rs. 40,000/-", 40_000)],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(typed: object, meant: int) -> None:
    assert amount(typed) == meant


@pytest.mark.parametrize(
    "typed", ["abc", "-5", "1.5", True, "1e9", "=1+1", 10**30, float("nan"), "0", "", None, [], "9" * 99]
)
def test_what_is_no_amount_is_refused(typed: object) -> None:
    with pytest.raises(Exception, match=r"amount|empty|range"):
        amount(typed)


def test_days_are_read_in_both_orders() -> None:
    assert calendar_day("2026-12-31") == calendar_day("31/12/2026") == calendar_day("३१.१२.२०२६") == date(2026, 12, 31)


def test_hostile_characters_are_taken_out() -> None:
    assert cleaned("a\u202eb\x00c\u200b\nd\u2028e\ud800\ufeff") == "abc d e"
    draft = read({"employer": "{{ 7*7 }} #set <w:p> =cmd()\u2066"}, chosen(), "en", TODAY)
    assert draft.employer == "{{ 7*7 }} #set <w:p> =cmd()"


def test_a_companys_own_role_is_offered_with_its_changes(guide: Guide) -> None:
    for held in guide.companies.values():
        for role in held.library.roles:
            assert incomplete(read({}, choose(role, held.library), "en", TODAY)) == []
