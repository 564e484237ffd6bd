"""Rounds to try things on: the shipped roles and grades, answered in every way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from kamguide.assessment.changing import answered, begun, with_budget
from kamguide.assessment.pinning import pin, pin_undecided
from kamguide.assessment.record import Answer, Round
from kamguide.guide import open_guide
from kamguide.library.role_reference import choose
from kamguide.model.text import LANGUAGES, Language
from kamguide.settings import Settings

TODAY = date(2026, 11, 30)
LIBRARY = open_guide(None, Settings(limits="off")).library
REFERENCES = [
    reference
    for role in LIBRARY.roles.values()
    for reference in (role.slug, *(f"{role.slug}@{grade}" for grade in role.grades))
]
FRESH: dict[str, Round] = {reference: pin(choose(reference, LIBRARY), TODAY) for reference in REFERENCES}
FRESH[""] = pin_undecided(LIBRARY, TODAY)
LANGUAGE_CHOICES: list[list[Language]] = [[*LANGUAGES], ["hi"], ["en"]]


def said(
    reference: str, answers: Mapping[str, Answer], evidence: Mapping[str, str] | None = None, hours: int = 3
) -> Round:
    """A round of a role with answers."""
    return with_budget(answered(begun(FRESH[reference]), answers, evidence), hours, LANGUAGES).last


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    """Any role or grade with any answers, evidence, wishes, hours and languages."""
    fresh = FRESH[draw(st.sampled_from(list(FRESH)))]
    skills = list(fresh.skills)
    answers = draw(st.dictionaries(st.sampled_from(skills), st.none() | st.integers(0, 4)))
    evidence = draw(st.dictionaries(st.sampled_from(skills), st.sampled_from(["x", "एक बार"]), max_size=5))
    wishes = draw(st.lists(st.sampled_from(skills), max_size=4))
    record = answered(begun(fresh), answers, evidence, dict.fromkeys(wishes, True))
    return with_budget(record, draw(st.integers(1, 40)), draw(st.sampled_from(LANGUAGE_CHOICES))).last
