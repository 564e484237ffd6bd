"""A round keeps what it was scored against: whatever is edited later, its result stays the same to the byte."""

from __future__ import annotations

import dataclasses
import json
import random

import pytest

from kamguide.assessment.changing import answered, begun
from kamguide.assessment.pinning import MOST_OTHERS, pin
from kamguide.assessment.plan import plan
from kamguide.assessment.record import Record, Round
from kamguide.assessment.scoring import fits, rated, readiness
from kamguide.assessment.swot import swot
from kamguide.library.library import Library
from kamguide.library.role_reference import choose
from kamguide.model.text import Text
from tests.assessment.rounds import FRESH, LIBRARY, REFERENCES, TODAY


def result(taken: Round) -> str:
    """All that is told of a round, as text."""
    told = [rated(taken), readiness(taken), fits(taken), swot(taken), plan(taken)]
    return repr(told)


def edited(library: Library, seed: int) -> Library:
    """The library after somebody changed a role: levels, labels, claims, a skill's anchors, sources gone."""
    pick = random.Random(seed)
    role = pick.choice(list(library.roles.values()))
    skill = pick.choice(list(role.skills))
    need = role.skills[skill].model_copy(update={"level": pick.randint(1, 4), "importance": pick.randint(1, 5)})
    label = Text(hi=f"भूमिका {seed}", en=f"Role {seed}")
    changed = role.model_copy(
        update={"preferred_label": label, "skills": {**role.skills, skill: need}, "topics": {}, "grades": {}}
    )
    known = library.skills[skill].model_copy(update={"short_label": label, "resources": {}, "proofs": None})
    sources = dict(list(library.sources.items())[seed:])
    return dataclasses.replace(
        library,
        version=f"{library.version}{seed}",
        roles={**library.roles, role.slug: changed},
        skills={**library.skills, skill: known},
        sources=sources,
        salaries={},
        surveys={},
        paths={},
    )


@pytest.mark.parametrize("reference", REFERENCES)
def test_scored_again_after_ten_edits_an_old_assessment_says_the_same(reference: str) -> None:
    skills = FRESH[reference].skills
    record = answered(begun(FRESH[reference]), {slug: at % 5 for at, slug in enumerate(skills)})
    kept, before = record.to_text(), result(record.last)
    library = LIBRARY
    for seed in range(10):
        library = edited(library, seed)
    again = Record.from_text(kept)
    assert again.to_text() == kept
    assert result(again.last) == before
    if reference in library.roles:
        fresh = pin(choose(reference, library), TODAY)
        assert fresh.library_version != record.last.library_version


def test_edits_do_change_a_fresh_round() -> None:
    library = LIBRARY
    for seed in range(10):
        library = edited(library, seed)
    assert pin(choose("key-account-manager", library), TODAY).skills != FRESH["key-account-manager"].skills


def test_a_text_holds_every_source_that_its_result_cites() -> None:
    for fresh in FRESH.values():
        record = answered(begun(fresh), dict.fromkeys(fresh.skills, 2))
        told = swot(record.last)
        for line in (*told.strengths, *told.weaknesses, *told.opportunities, *told.threats):
            assert line.because
            assert set(line.because.sources) <= fresh.sources.keys()


def test_the_target_stands_in_no_list_of_others_and_steps_are_known() -> None:
    fresh = FRESH["key-account-manager"]
    steps = {other.reference: other.step.way for other in fresh.others if other.step}
    assert steps["account-manager"] == "to-target"
    assert fresh.target
    assert fresh.target.reference not in {other.reference for other in fresh.others}


def test_of_very_many_roles_the_nearest_are_kept() -> None:
    role = LIBRARY.roles["key-account-manager"]
    many = {f"role-{at}": role.model_copy(update={"slug": f"role-{at}", "grades": {}}) for at in range(300)}
    far = role.model_copy(update={"slug": "far", "grades": {}, "skills": {}})
    library = dataclasses.replace(LIBRARY, roles={**many, "far": far, **LIBRARY.roles})
    fresh = pin(choose("key-account-manager", library), TODAY)
    assert len(fresh.others) == MOST_OTHERS
    references = {other.reference for other in fresh.others}
    assert "account-manager" in references, "a step joins it to the target"
    assert "far" not in references


def test_other_skills_can_be_rated_too() -> None:
    fresh = pin(choose("key-account-manager", LIBRARY), TODAY, ["hiring", "negotiation"])
    assert fresh.skills["hiring"].required is None
    assert "hiring" not in fresh.asked
    record = answered(begun(fresh), {"hiring": 4})
    assert rated(record.last) == []
    assert json.loads(record.to_text())["rounds"][0]["answers"] == {"hiring": 4}
