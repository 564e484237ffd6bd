from __future__ import annotations

from hypothesis import given, settings

from kamguide.assessment.anonymised import anonymised
from kamguide.assessment.changing import answered, begun, struck, with_own_line
from kamguide.assessment.plan import plan
from kamguide.assessment.record import Round
from kamguide.assessment.scoring import fits, gaps, over_claims, readiness
from kamguide.assessment.swot import swot
from tests.assessment.rounds import FRESH, rounds

CANARY = "Asha of Acme"


def test_no_word_of_the_person_and_no_day_leaves() -> None:
    record = answered(
        begun(FRESH["key-account-manager"]), {"negotiation": 4}, {"negotiation": CANARY}, {"selling": True}
    )
    record = struck(with_own_line(record, "strengths", CANARY), "strengths.negotiation")
    shown = anonymised(record.last)
    text = begun(shown).to_text()
    assert CANARY not in text
    assert "2026-11-30" not in text
    assert (shown.own, shown.struck, shown.desire) == ((), (), ())
    assert over_claims(shown) == over_claims(record.last) == []


def test_lines_of_ones_own_go_along_where_they_are_chosen() -> None:
    record = begun(FRESH["key-account-manager"])
    for text in ("I speak Tamil", CANARY, "I know the sector"):
        record = with_own_line(record, "strengths", text)
    shown = anonymised(struck(record, "own-3").last, ["own-1", "own-3", "own-9"])
    assert [line.text for line in shown.own] == ["I speak Tamil"]


def test_a_company_is_not_named() -> None:
    fresh = FRESH["key-account-manager@senior"]
    target = fresh.target
    assert target
    of_acme = fresh.model_copy(
        update={
            "target": target.model_copy(update={"company": "acme", "reference": f"acme:{target.reference}"}),
            "others": tuple(o.model_copy(update={"reference": f"acme:{o.reference}"}) for o in fresh.others),
        }
    )
    shown = anonymised(of_acme)
    assert "acme" not in begun(shown).to_text()
    assert shown.target
    assert shown.target.reference == "key-account-manager@senior"
    assert (shown.facts, shown.questions) == ((), ())


@settings(max_examples=60, deadline=None)
@given(rounds())
def test_the_result_stays(taken: Round) -> None:
    shown = anonymised(taken)
    assert readiness(shown) == readiness(taken)
    assert [(one.skill, one.gap) for one in gaps(shown)] == [(one.skill, one.gap) for one in gaps(taken)]
    assert [fit.score for fit in fits(shown)] == [fit.score for fit in fits(taken)]
    assert {line.id for line in swot(shown).weaknesses} == {line.id for line in swot(taken).weaknesses}
    wished_for_nothing = taken.model_copy(update={"desire": ()})
    assert plan(shown) == plan(wished_for_nothing)
