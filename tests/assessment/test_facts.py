from __future__ import annotations

import dataclasses

import pytest

from kamguide.assessment.facts import facts_of
from kamguide.assessment.record import OLD, Fact
from tests.assessment.rounds import LIBRARY, TODAY


def facts(role: str, grade: str = "", year: int = TODAY.year) -> dict[str, Fact]:
    return {fact.claim: fact for fact in facts_of(LIBRARY, LIBRARY.roles[role], grade, year)}


@pytest.mark.parametrize("role", sorted(LIBRARY.roles))
def test_every_shipped_role_has_both_sides(role: str) -> None:
    found = facts(role)
    assert {fact.side for fact in found.values()} == {"opportunity", "threat"}
    assert any(fact.kind in {"prerequisite", "work"} for fact in found.values())  # no source asks a degree of an AE
    assert any(fact.kind == "pay" for fact in found.values())
    for fact in found.values():
        assert fact.sources or fact.basis != "sourced"
        assert set(fact.sources) <= LIBRARY.sources.keys()
        assert fact.text.hi
        assert fact.text.en


def test_marked_claims_are_told_with_the_year_of_their_newest_source() -> None:
    found = facts("key-account-manager")
    growth = found["key-account-manager.outlook.growth-2008-2018"]
    assert (growth.side, growth.kind, growth.year) == ("opportunity", "outlook", 2008)
    assert found["key-account-manager.experience.years"].side == "threat"
    assert found["key-account-manager.experience.years"].year is None


def test_the_spread_of_pay_is_that_of_most_of_it_in_the_latest_year() -> None:
    kam = facts("key-account-manager")["key-account-manager-payscale-2010.salary"]
    assert kam.text.en == "Pay spreads widely: $51,933 to $94,871 a year (US, 2010)."
    (sm,) = [fact for name, fact in facts("sales-manager").items() if name.startswith("oews")]
    assert sm.year == 2025
    assert sm.text.en
    assert sm.text.en.startswith("Pay spreads widely: half of all people earn $")


def test_where_the_only_figure_is_old_that_is_said() -> None:
    (found,) = [fact for fact in facts("account-executive").values() if fact.year]
    assert (found.kind, found.side, found.year) == ("pay", "threat", 2020)
    young = facts("account-executive", year=2020 + OLD)
    assert not any(fact.kind == "pay" and fact.year for fact in young.values())


def test_a_claim_of_a_grade_counts_only_for_it() -> None:
    role = LIBRARY.roles["key-account-manager"]
    senior = role.grades["senior"]
    key, claim = next(iter(senior.claims.items()))
    marked = senior.model_copy(update={"claims": {key: claim.model_copy(update={"swot": "opportunity"})}})
    changed = role.model_copy(update={"grades": {**role.grades, "senior": marked}})
    library = dataclasses.replace(LIBRARY, roles={**LIBRARY.roles, role.slug: changed})
    name = f"key-account-manager.grades.senior-{key}"
    assert name in {fact.claim for fact in facts_of(library, changed, "senior", 2026)}
    assert name not in {fact.claim for fact in facts_of(library, changed, "junior", 2026)}
    assert name not in {fact.claim for fact in facts_of(library, changed, "", 2026)}
