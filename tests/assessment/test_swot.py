from __future__ import annotations

from typing import get_args

from hypothesis import given, settings

from kamguide.assessment.changing import begun, struck, with_own_line
from kamguide.assessment.record import OLD, Fact, Quadrant, Record, Round
from kamguide.assessment.swot import Swot, swot
from kamguide.model.text import Text
from tests.assessment.rounds import FRESH, TODAY, rounds, said

KAM = "key-account-manager"
QUADRANTS: tuple[Quadrant, ...] = get_args(Quadrant)


def lines(told: Swot) -> list[str]:
    return [
        line.id for quadrant in (told.strengths, told.weaknesses, told.opportunities, told.threats) for line in quadrant
    ]


def test_lines_say_level_need_and_example_in_both_languages() -> None:
    taken = said(
        KAM,
        {"team-leadership": 1, "selling": 3, "negotiation": 4, "communication": 4},
        {"selling": "tender"},
    )
    told = swot(taken)
    assert [str(line.text.hi) for line in told.weaknesses if isinstance(line.text, Text)] == [
        "टीम लीडरशिप: अभी 1, ज़रूरी 3।"
    ]
    assert {line.id: line.text.en for line in told.strengths if isinstance(line.text, Text)} == {
        "strengths.selling": "Selling: now 3, needed 3, with an example.",
        "strengths.negotiation": "Negotiation: now 4, needed 4. No example yet: worth a talk.",
        "strengths.communication": "Communication: now 4, needed 4. No example yet: worth a talk.",
    }
    assert told.strengths[0].id == "strengths.selling", "what has an example comes first"
    assert told.talk == ("communication", "negotiation")
    assert [line.talk for line in told.strengths] == [False, True, True]


def test_dont_know_is_no_line_but_listed() -> None:
    told = swot(said(KAM, {"negotiation": None}))
    assert told.weaknesses == told.strengths == ()
    assert "negotiation" in told.unrated


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_every_line_says_why(taken: Round) -> None:
    told = swot(taken)
    assert len(set(lines(told))) == len(lines(told))
    for quadrant in QUADRANTS:
        for line in told.of(quadrant):
            because = line.because
            assert because is not None
            assert isinstance(line.text, Text)
            assert line.text.hi
            assert line.text.en
            assert because.sources or because.basis != "sourced"
            assert set(because.sources) <= taken.sources.keys()
            if because.kind == "skill":
                need = taken.skills[because.name].required
                assert need
                assert (because.required, because.own) == (need.level, taken.answers[because.name])
                assert because.evidence == taken.evidence.get(because.name, "")
                assert because.sources, "somebody names the skill"
            else:
                assert quadrant in ("opportunities", "threats")
    assert {*told.unrated}.isdisjoint(skill for skill, level in taken.answers.items() if level is not None)


@settings(max_examples=60, deadline=None)
@given(rounds())
def test_the_same_record_gives_the_same_swot_whichever_way_it_came(taken: Round) -> None:
    assert swot(Record.from_text(begun(taken).to_text()).last) == swot(taken)


def fact(side: str, year: int | None) -> Fact:
    return Fact.model_validate(
        {
            "claim": "key-account-manager.outlook.demand",
            "side": side,
            "kind": "outlook",
            "text": {"hi": "माँग है।", "en": "There is demand."},
            "basis": "sourced",
            "sources": ["x"],
            "year": year,
        }
    )


def test_an_old_opportunity_is_told_as_something_to_check() -> None:
    for year, quadrant in (
        (TODAY.year - OLD, "opportunities"),
        (TODAY.year - OLD - 1, "threats"),
        (None, "opportunities"),
    ):
        taken = FRESH[KAM].model_copy(update={"facts": (fact("opportunity", year),)})
        told = swot(taken)
        (line,) = told.opportunities or told.threats
        assert line.id == f"{quadrant}.key-account-manager.outlook.demand"
        assert line.old is (quadrant == "threats")
    assert swot(FRESH[KAM].model_copy(update={"facts": (fact("threat", None),)})).threats[0].old is False


def test_the_age_of_an_old_fact_is_said() -> None:
    taken = FRESH[KAM].model_copy(update={"facts": (fact("opportunity", 2010),)})
    (line,) = swot(taken).threats
    assert isinstance(line.text, Text)
    assert line.text.en == "There is demand. This is of 2010, 16 years old: look for newer figures."
    assert line.text.hi == "माँग है। यह बात 2010 की है, यानी 16 साल पुरानी: नए आँकड़े देख लीजिए।"


def test_a_role_beside_the_target_that_fits_already_is_an_opportunity() -> None:
    needs = FRESH["account-manager"].skills
    ready = {
        slug: skill.required.level for slug, skill in needs.items() if skill.required and slug in FRESH[KAM].skills
    }
    told = swot(said(KAM, ready))
    (line,) = [line for line in told.opportunities if line.id.endswith(".account-manager")]
    assert line.because
    assert line.because.name == "key-accounts.am-to-kam"
    assert swot(said(KAM, dict.fromkeys(ready, 0))).opportunities == swot(said(KAM, {})).opportunities


def test_own_lines_and_struck_lines_are_marked() -> None:
    record = with_own_line(begun(said(KAM, {"selling": 3})), "strengths", "*Tamil* & Telugu")
    told = swot(struck(record, "strengths.selling").last)
    own = told.strengths[-1]
    assert (own.text, own.own, own.because) == ("*Tamil* & Telugu", True, None)
    assert [line.id for line in told.strengths if line.struck] == ["strengths.selling"]
    assert [line.id for line in told.of("strengths")] == [own.id]


def test_a_prerequisite_is_no_threat_to_who_has_it() -> None:
    taken = said("key-account-manager", {})
    told = {line.because.name: line for line in swot(taken).threats if line.because is not None}
    named = {fact.claim: fact for fact in taken.facts if fact.side == "threat"}
    assert {fact.kind for fact in named.values()} >= {"prerequisite", "work"}
    for claim, fact in named.items():
        text = told[claim].text
        assert isinstance(text, Text)
        assert ("counts for you" in text.en) == ("पक्ष में है" in text.hi) == (fact.kind == "prerequisite"), claim
