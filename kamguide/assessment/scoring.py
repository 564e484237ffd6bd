"""What a round's answers say against what the target asks for: gaps, readiness, over-claims, and how far roles fit.

Everything here and in ``swot``, ``plan``, ``change`` and ``agenda`` is a function of a round alone. Levels are ordinal:
they are compared and counted, never averaged. A skill that was not rated has no gap and counts in no measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kamguide.assessment.record import Neighbour, Round
from kamguide.model.claim import Requirement
from kamguide.model.text import Text

EXPERT = 4
"""The level at which evidence is expected."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A skill that the target asks for and the person rated. ``evidence`` is empty where there is none."""

    skill: str
    need: Requirement
    own: int
    evidence: str

    @property
    def required(self) -> int:
        return self.need.level

    @property
    def gap(self) -> int:
        """How many levels are missing; none where the level is reached or passed."""
        return max(0, self.need.level - self.own)

    @property
    def weight(self) -> int:
        """Importance times levels missing: a yardstick of ours that puts gaps in order, and measures nothing."""
        return self.need.importance * self.gap

    @property
    def over_claimed(self) -> bool:
        """Whether the highest level is claimed without an example: a matter for a talk, not a fault."""
        return self.own == EXPERT and not self.evidence


@dataclass(frozen=True, slots=True)
class Readiness:
    """How many of the rated skills are at the required level or above."""

    ready: int
    of: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How far a role fits: shares of the importance of everything that it asks for."""

    reference: str
    label: Text
    score: float
    """The share that is ready, 0 to 1."""
    rated: float
    """The share that was rated at all; ``score`` cannot be higher."""
    step: Neighbour | None = None
    """The step between it and the target."""

    @property
    def certainty(self) -> float:
        """The share of what was rated that is ready, 0 to 1; 0 where nothing was."""
        return self.score / self.rated if self.rated else 0.0


def rated(taken: Round) -> list[Rated]:
    """Every skill that is asked for and rated: the widest important gaps first, those without a gap last."""
    found = [
        Rated(slug, skill.required, level, taken.evidence.get(slug, ""))
        for slug, skill in taken.skills.items()
        if skill.required is not None and (level := taken.answers.get(slug)) is not None
    ]
    return sorted(found, key=lambda one: (one.gap == 0, not one.need.important, -one.weight, -one.gap))


def gaps(taken: Round) -> list[Rated]:
    """The skills below the required level, the widest important gap first."""
    return [one for one in rated(taken) if one.gap]


def readiness(taken: Round) -> Readiness:
    """How many of the rated skills are at the required level."""
    found = rated(taken)
    return Readiness(sum(not one.gap for one in found), len(found))


def unrated(taken: Round) -> list[str]:
    """Skills that the target asks for and nobody rated: left out, or "don't know"."""
    return [
        slug for slug, skill in taken.skills.items() if skill.required is not None and taken.answers.get(slug) is None
    ]


def unknown(taken: Round) -> list[str]:
    """Skills that the person looked at and could not rate: answered with "don't know"."""
    return [slug for slug in taken.skills if slug in taken.answers and taken.answers[slug] is None]


def over_claims(taken: Round) -> list[str]:
    """Skills at the highest level without an example, in the order of importance."""
    return [slug for slug in taken.skills if taken.answers.get(slug) == EXPERT and not taken.evidence.get(slug)]


def fits(taken: Round) -> list[Fit]:
    """Every role and grade that the round knows, the target too: the best fit first, equal ones in career order."""
    found = [_fit(other.reference, other.label, other.needs, taken, other.step) for other in taken.others]
    if taken.target is not None:
        own = {
            slug: (skill.required.level, skill.required.importance)
            for slug, skill in taken.skills.items()
            if skill.required is not None
        }
        found.insert(0, _fit(taken.target.reference, taken.target.label, own, taken, None))
    return sorted(found, key=lambda fit: (-fit.score, -fit.rated))


def best_fits(taken: Round, most: int = 5) -> list[Fit]:
    """The best other roles, each once: with the grade that fits best where one does better than the role itself."""
    own = taken.target.reference if taken.target else ""
    kept: dict[str, Fit] = {}
    for fit in fits(taken):
        role = fit.reference.partition("@")[0]
        if fit.reference != own and role != own.partition("@")[0] and fit.score > 0:
            kept.setdefault(role, fit)
    return list(kept.values())[:most]


def _fit(
    reference: str, label: Text, needs: Mapping[str, tuple[int, int]], taken: Round, step: Neighbour | None
) -> Fit:
    total = sum(importance for _, importance in needs.values()) or 1
    ready = known = 0
    for skill, (level, importance) in needs.items():
        own = taken.answers.get(skill)
        if own is not None:
            known += importance
            ready += importance if own >= level else 0
    return Fit(reference, label, ready / total, known / total, step)
