"""What the shipped skills give to a plan: a thing to show for each level, and a question for the talk."""

from __future__ import annotations

import pytest

from kamguide.model.text import LANGUAGES
from tests.assessment.rounds import FRESH, LIBRARY

LEVELS = ("awareness", "working", "practitioner", "expert")


@pytest.mark.parametrize("slug", sorted(LIBRARY.skills))
def test_every_level_has_its_own_proof_in_both_languages(slug: str) -> None:
    proofs = LIBRARY.skills[slug].proofs
    assert proofs
    for language in LANGUAGES:
        told = [getattr(getattr(proofs, level), language) for level in LEVELS]
        assert all(told)
        assert len(set(told)) == len(LEVELS)
        assert all(len(text) <= 120 for text in told), "it has to fit in a line or two"


def test_every_pinned_skill_has_a_question_for_the_talk() -> None:
    for fresh in FRESH.values():
        assert all(skill.question for skill in fresh.skills.values())
