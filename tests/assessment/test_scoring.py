from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.assessment.record import Round
from kamguide.assessment.scoring import Readiness, best_fits, fits, gaps, over_claims, rated, readiness, unrated
from kamguide.assessment.swot import swot
from tests.assessment.rounds import FRESH, REFERENCES, rounds, said

KAM = "key-account-manager"


def test_gaps_are_levels_missing_and_the_weightiest_important_one_comes_first() -> None:
    taken = said(KAM, {"strategic-thinking": 1, "negotiation": 3, "presenting": 0, "communication": 4, "coaching": 4})
    assert [(one.skill, one.required, one.own, one.gap) for one in gaps(taken)] == [
        ("strategic-thinking", 3, 1, 2),
        ("negotiation", 4, 3, 1),
        ("presenting", 3, 0, 3),
    ]
    assert {one.skill: one.gap for one in rated(taken)} == {
        "strategic-thinking": 2,
        "negotiation": 1,
        "presenting": 3,
        "communication": 0,
        "coaching": 0,
    }
    assert readiness(taken) == Readiness(2, 5)


def test_what_nobody_knows_is_no_gap() -> None:
    taken = said(KAM, {"negotiation": None, "selling": 3})
    assert gaps(taken) == []
    assert readiness(taken) == Readiness(1, 1)
    assert "negotiation" in unrated(taken)
    assert "communication" in unrated(taken)
    assert "selling" not in unrated(taken)


def test_the_highest_level_without_an_example_is_for_a_talk() -> None:
    taken = said(KAM, {"negotiation": 4, "selling": 4, "coaching": 3}, {"selling": "won the tender"})
    assert over_claims(taken) == ["negotiation"]


@pytest.mark.parametrize("reference", REFERENCES)
def test_who_has_every_level_fits_wholly(reference: str) -> None:
    needs = {slug: skill.required for slug, skill in FRESH[reference].skills.items()}
    taken = said(reference, {slug: need.level for slug, need in needs.items() if need})
    assert {fit.reference: fit.score for fit in fits(taken)}[reference] == 1
    assert readiness(taken) == Readiness(len(needs), len(needs))
    nobody = said(reference, dict.fromkeys(needs, 0))
    assert {fit.reference: fit.score for fit in fits(nobody)}[reference] == 0


def test_a_fit_is_the_share_of_importance_that_is_ready() -> None:
    needs = FRESH[KAM].skills
    total = sum(skill.required.importance for skill in needs.values() if skill.required)
    taken = said(KAM, {"negotiation": 4, "communication": 3})
    fit = {fit.reference: fit for fit in fits(taken)}[KAM]
    assert (fit.score, fit.rated) == (5 / total, 10 / total)
    assert fit.certainty == 0.5


def test_the_best_other_roles_stand_once_each_and_are_never_the_target() -> None:
    taken = said(f"{KAM}@senior", dict.fromkeys(FRESH[f"{KAM}@senior"].skills, 4))
    best = best_fits(taken)
    roles = [fit.reference.partition("@")[0] for fit in best]
    assert len(set(roles)) == len(roles) > 1
    assert KAM not in roles
    assert best == sorted(best, key=lambda fit: -fit.score)


def test_without_a_target_there_are_only_fits() -> None:
    taken = said("", dict.fromkeys(FRESH[""].skills, 3))
    assert (rated(taken), readiness(taken), unrated(taken)) == ([], Readiness(0, 0), [])
    assert {fit.reference for fit in fits(taken)} >= set(REFERENCES)
    assert best_fits(taken) != []


@settings(max_examples=150, deadline=None)
@given(rounds(), st.data())
def test_raising_one_level_never_adds_a_weakness_or_lowers_readiness(taken: Round, data: st.DataObject) -> None:
    low = [skill for skill, level in taken.answers.items() if level is not None and level < 4]
    if not low:
        return
    skill = data.draw(st.sampled_from(low))
    level = data.draw(st.integers((taken.answers[skill] or 0) + 1, 4))
    higher = taken.model_copy(update={"answers": {**taken.answers, skill: level}})
    assert {one.skill for one in gaps(higher)} <= {one.skill for one in gaps(taken)}
    assert {line.id for line in swot(higher).weaknesses} <= {line.id for line in swot(taken).weaknesses}
    assert readiness(higher).of == readiness(taken).of
    assert readiness(higher).ready >= readiness(taken).ready
    before = {fit.reference: fit.score for fit in fits(taken)}
    assert all(fit.score >= before[fit.reference] for fit in fits(higher))


@settings(max_examples=100, deadline=None)
@given(rounds())
def test_fits_are_ranked_shares(taken: Round) -> None:
    found = fits(taken)
    assert all(0 <= fit.score <= fit.rated <= 1 for fit in found)
    assert [fit.score for fit in found] == sorted((fit.score for fit in found), reverse=True)
