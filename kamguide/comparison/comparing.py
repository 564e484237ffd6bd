"""Comparing two to four roles: from references to rows, answer and highlights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kamguide.comparison.pay import rows_of_pay
from kamguide.comparison.portrait import rows_of_portraits
from kamguide.comparison.rows import (
    CLAIM_TOPICS,
    PAIR_TOPICS,
    Row,
    rows_of_claims,
    rows_of_paths,
    rows_of_skills,
    rows_of_writing,
)
from kamguide.comparison.summary import composed_answer, composed_highlights
from kamguide.errors import KamguideError, WrongUseError
from kamguide.library.library import Library, career_rank
from kamguide.library.role_reference import Chosen, CompanyLibrary, choose, no_company
from kamguide.model import comparison as written
from kamguide.model.role import TOPICS, Topic
from kamguide.model.source import Source
from kamguide.model.text import Text
from kamguide.sources.characters import visible

LEAST, MOST = 2, 4
_PARTED = re.compile(r",|\s+(?:vs|v/s|versus)\.?\s+", re.IGNORECASE)
ORDER: tuple[Topic, ...] = tuple(
    dict.fromkeys(
        ("definition", "industries", *CLAIM_TOPICS, *PAIR_TOPICS[:2], "grades", "salary", "career-path", *TOPICS)
    )
)
"""Topics in the order of the rows; skills come where their chart stands, at the end of what is written."""


@dataclass(frozen=True)
class Compared:
    """Roles side by side. ``highlights`` are up to three of ``rows``."""

    sides: Sequence[Chosen]
    rows: Sequence[Row]
    answer: Text
    highlights: Sequence[Row]
    written: written.Comparison | None
    """What people wrote of the two roles, where they did."""

    @property
    def references(self) -> list[str]:
        """The roles as they are named, in order."""
        return [side.reference for side in self.sides]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources of all rows, by slug."""
        known = {slug: source for side in reversed(self.sides) for slug, source in side.library.sources.items()}
        return {slug: known[slug] for row in self.rows for slug in row.sources}

    def of_topic(self, topic: Topic) -> list[Row]:
        """The rows of a topic."""
        return [row for row in self.rows if row.topic == topic]


def references_of(words: Sequence[str]) -> list[str]:
    """Role references as they are asked for; empty ones are left out.

    Each word may hold several, parted by commas or, as people type, by "vs".
    """
    return [reference.strip() for word in words for reference in _PARTED.split(word) if reference.strip()]


def compare(references: Sequence[str], library: Library, company_library: CompanyLibrary = no_company) -> Compared:
    """Roles side by side, in career order; roles that it does not know keep the order in which they were asked for.

    :raises WrongUseError: fewer than two or more than four references, or the same one twice.
    :raises NotFoundError: a role, grade or company that is not there.
    """
    sides = _sides(references, library, company_library)
    comparison = _written(sides)
    by_hand = list(rows_of_writing(comparison, sides) if comparison else rows_of_portraits(sides))
    summed_up = frozenset(
        name
        for row in (comparison.rows.values() if comparison else ())
        for _, cell in row.cells()
        for name in cell.claims
    )
    made = [*by_hand, *rows_of_claims(sides, summed_up), *rows_of_pay(sides), *rows_of_paths(sides)]
    made += rows_of_skills(sides)
    rows = sorted(_named_once(made), key=lambda row: ORDER.index(row.topic))
    if comparison is not None:
        by_name = {row.key.partition(".")[2]: row for row in reversed(rows) if row.written}
        return Compared(sides, rows, comparison.answer, [by_name[name] for name in comparison.highlights], comparison)
    skills = {slug: skill for side in sides for slug, skill in side.library.skills.items()}
    one_role = len({side.role.slug for side in sides}) == 1 and len({side.company for side in sides}) > 1
    labels = {f"skills.{slug}": skill.short_label for slug, skill in skills.items()}
    return Compared(
        sides, rows, composed_answer(rows, len(sides), labels, one_role), composed_highlights(rows, len(sides)), None
    )


def wrong_references(
    references: Sequence[str], library: Library, company_library: CompanyLibrary = no_company
) -> list[KamguideError]:
    """All that is wrong with references, one error each: names of nothing, the same role twice, too many of them."""
    errors: list[KamguideError] = []
    if len(references) > MOST:
        errors.append(WrongUseError("Choose at most %(most)s roles.", most=MOST))
    seen: dict[str, int] = {}
    for reference in references[: 2 * MOST]:
        try:
            name = choose(reference, library, company_library).reference
        except KamguideError as error:
            errors.append(error)
            continue
        seen[name] = seen.get(name, 0) + 1
    errors += [_twice(name) for name, count in seen.items() if count > 1]
    return errors


def _twice(reference: str) -> WrongUseError:
    return WrongUseError("The same role is chosen twice: %(name)s", name=visible(reference, 160))


def _sides(references: Sequence[str], library: Library, company_library: CompanyLibrary) -> list[Chosen]:
    if len(references) < LEAST:
        raise WrongUseError("Choose at least two roles.")
    if len(references) > MOST:
        raise WrongUseError("Choose at most %(most)s roles.", most=MOST)
    chosen = [choose(reference, library, company_library) for reference in references]
    seen: set[str] = set()
    for side in chosen:
        if side.reference in seen:
            raise _twice(side.reference)
        seen.add(side.reference)
    return sorted(chosen, key=lambda side: career_rank(side.role.slug))


def _written(sides: Sequence[Chosen]) -> written.Comparison | None:
    if any(side.grade_slug for side in sides) or len({side.company for side in sides}) > 1:
        return None
    return sides[0].library.comparisons_by_roles.get(frozenset(side.role.slug for side in sides))


def _named_once(rows: Sequence[Row]) -> list[Row]:
    """The rows, each under a key of its own: a claim may bear the name of a written row."""
    kept: dict[str, Row] = {}
    for row in rows:
        key = row.key
        while key in kept:
            key += "-2"
        kept[key] = replace(row, key=key)
    return list(kept.values())
