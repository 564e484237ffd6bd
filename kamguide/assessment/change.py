"""What changed between two rounds: levels, requirements, gaps closed and opened; a difference is no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kamguide.assessment.record import Round
from kamguide.assessment.scoring import Readiness, readiness
from kamguide.model.text import Text


@dataclass(frozen=True, slots=True)
class Moved:
    """One skill in two rounds. None: not rated, or not asked for."""

    skill: str
    label: Text
    before: int | None
    after: int | None
    required_before: int | None
    required_after: int | None

    @property
    def closed(self) -> bool:
        """Whether there was a gap and is none any more."""
        return _gap(self.before, self.required_before) > 0 and _met(self.after, self.required_after)

    @property
    def opened(self) -> bool:
        """Whether there was no gap and is one now."""
        return _met(self.before, self.required_before) and _gap(self.after, self.required_after) > 0

    @property
    def asked_differently(self) -> bool:
        """Whether the target asks for another level than before."""
        return self.required_before != self.required_after


@dataclass(frozen=True, slots=True)
class Change:
    """Two rounds side by side."""

    earlier: date
    later: date
    same_target: bool
    before: Readiness
    after: Readiness
    moved: tuple[Moved, ...]
    """Every skill in which something is different, in the later round's order; then those no longer asked for."""


def change(earlier: Round, later: Round) -> Change:
    """What is different in the later round."""
    found = [_moved(slug, earlier, later) for slug in dict.fromkeys((*later.skills, *earlier.skills))]
    return Change(
        earlier=earlier.taken,
        later=later.taken,
        same_target=_reference(earlier) == _reference(later),
        before=readiness(earlier),
        after=readiness(later),
        moved=tuple(one for one in found if one.before != one.after or one.asked_differently),
    )


def _moved(slug: str, earlier: Round, later: Round) -> Moved:
    shown = later.skills.get(slug) or earlier.skills[slug]
    return Moved(
        slug,
        shown.short_label,
        earlier.answers.get(slug),
        later.answers.get(slug),
        _required(earlier, slug),
        _required(later, slug),
    )


def _required(taken: Round, slug: str) -> int | None:
    skill = taken.skills.get(slug)
    return skill.required.level if skill and skill.required else None


def _reference(taken: Round) -> str:
    return taken.target.reference if taken.target else ""


def _gap(own: int | None, required: int | None) -> int:
    return max(0, required - own) if own is not None and required is not None else 0


def _met(own: int | None, required: int | None) -> bool:
    return own is not None and (required is None or own >= required)
