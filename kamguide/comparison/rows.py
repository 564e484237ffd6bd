"""The rows of a comparison: one fact each, with what every role says of it, a status and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamguide.language import translate
from kamguide.library.role_reference import Chosen
from kamguide.model import comparison as written
from kamguide.model.career import Step
from kamguide.model.claim import Claim, Requirement
from kamguide.model.role import TOPICS, Topic
from kamguide.model.salary import Figure, Salary
from kamguide.model.text import Basis, Text
from kamguide.profiles import Status, differences, profile
from kamguide.titles import TOPIC_TITLES

CLAIM_TOPICS: tuple[Topic, ...] = (
    "portfolio", "responsibilities", "comparison", "qualities", "education", "experience", "kpi",
)  # fmt: skip
"""Topics whose claims are set side by side, whatever the roles."""
PAIR_TOPICS: tuple[Topic, ...] = ("tools", "regulation", "outlook")
"""Further topics of two roles; of three and more at once the page keeps to the work itself."""
MORE_TOPICS: tuple[Topic, ...] = tuple(
    topic for topic in TOPICS if topic not in (*CLAIM_TOPICS, *PAIR_TOPICS, "grades", "skills", "sources")
)
"""Further topics, for one role in several libraries: there each change matters."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in words."""

    text: Text
    note: Text | None
    dots: tuple[int, ...] | None
    basis: Basis
    sources: tuple[str, ...]
    sense: Text | None = None
    """Of which of the title's senses it is said, where it is of one only."""
    brief: bool = False
    """Whether it sums up the role in a few words of ours."""


@dataclass(frozen=True, slots=True)
class Needed:
    """How far a skill is required."""

    need: Requirement

    @property
    def basis(self) -> Basis:
        return self.need.basis

    @property
    def sources(self) -> tuple[str, ...]:
        return self.need.sources


@dataclass(frozen=True, slots=True)
class Paid:
    """A salary figure with the account it belongs to."""

    salary: Salary
    name: str
    figure: Figure
    sense: Text | None = None
    """Of which of the title's senses it is, where it is of one only."""
    basis: Basis = "sourced"
    grade: Text | None = None
    """Of which grade it is, where it is a band of one."""

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.salary.source,)


@dataclass(frozen=True, slots=True)
class Led:
    """A step of the career graph."""

    step: Step

    @property
    def basis(self) -> Basis:
        return self.step.basis

    @property
    def sources(self) -> tuple[str, ...]:
        return self.step.sources


Value = Said | Needed | Paid | Led


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: ``values`` holds what each role says of it, by reference; who says nothing is not there.

    ``raised`` and ``lowered`` are relative to the first role.
    """

    topic: Topic
    key: str
    """``topic.name``, unique in a comparison."""
    label: Text
    status: Status
    values: Mapping[str, Value]
    written: bool = False
    """Whether people set it side by side."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of all values, each once."""
        return tuple(dict.fromkeys(source for value in self.values.values() for source in value.sources))

    @property
    def basis(self) -> Basis:
        """The weakest basis of its values."""
        return weakest(value.basis for value in self.values.values())


def weakest(bases: Iterator[Basis] | Sequence[Basis]) -> Basis:
    """Advice is weaker than an estimate, an estimate weaker than a source; of nothing at all it is advice."""
    order: tuple[Basis, ...] = ("sourced", "estimate", "editorial")
    return max(bases, key=order.index, default="editorial")


def rows_of_claims(sides: Sequence[Chosen], summed_up: frozenset[str]) -> Iterator[Row]:
    """Claims of the topics that are set side by side, and of the grades; without those a written row sums up.

    Claims meet in one row where they bear one name; of the others, those that say the same in the same words.
    """
    slugs = {side.role.slug for side in sides}
    pair = PAIR_TOPICS if len(sides) == 2 or len(slugs) == 1 else ()  # noqa: PLR2004 - two are a pair
    for topic in (*CLAIM_TOPICS, *pair, *(MORE_TOPICS if len(slugs) == 1 else ()), "grades"):
        found = {
            side.reference: {
                key: claim
                for key, claim in _claims(side, topic, slugs - {side.role.slug})
                if f"{side.role.slug}.{topic}.{key}" not in summed_up
            }
            for side in sides
        }
        for key, claims in _met(found).items():
            first = next(iter(claims.values()))
            values = {side.reference: _said(side, claims[side.reference]) for side in sides if side.reference in claims}
            yield Row(topic, f"{topic}.{key}", first.label or topic_label(topic), status_of(values, sides), values)


def _met(found: Mapping[str, Mapping[str, Claim]]) -> dict[str, dict[str, Claim]]:
    """Claims by row and reference: first those of one name, then lone ones of one text, one of each side."""
    rows: dict[str, dict[str, Claim]] = {}
    for reference, claims in found.items():
        for key, claim in claims.items():
            rows.setdefault(key, {})[reference] = claim
    lone: dict[Text, list[str]] = {}
    for key, met in list(rows.items()):
        if len(met) > 1:
            continue
        ((reference, claim),) = met.items()
        twin = next((other for other in lone.get(claim.text, ()) if reference not in rows[other]), None)
        if twin is None:
            lone.setdefault(claim.text, []).append(key)
        else:
            rows[twin][reference] = rows.pop(key)[reference]
    return rows


def _claims(side: Chosen, topic: Topic, others: set[str]) -> Iterator[tuple[str, Claim]]:
    if topic == "grades" and side.grade:
        yield from side.grade.claims.items()
        return
    if topic == "grades":
        for slug, grade in side.role.grades.items() if not others else ():
            for key, claim in grade.claims.items():
                yield f"{slug}-{key}", claim if claim.label else claim.model_copy(update={"label": grade.label})
        return
    section = side.role.topics.get(topic)
    for key, claim in section.claims.items() if section else ():
        if topic != "comparison" or not others or claim.compared_with in others:
            yield key, claim


def _said(side: Chosen, claim: Claim) -> Said:
    sense = side.role.senses[claim.sense].label if claim.sense else None
    return Said(claim.text, None, None, claim.basis, claim.sources, sense)


def topic_label(topic: Topic) -> Text:
    """A topic's title in both languages."""
    return Text(hi=translate(TOPIC_TITLES[topic], "hi"), en=TOPIC_TITLES[topic])


def status_of(values: Mapping[str, Value], sides: Sequence[Chosen]) -> Status:
    """The status of values that know no order: the same, only here, or different."""
    if len(values) < len(sides):
        return "only" if len(values) == 1 else "differs"
    first, *others = values.values()
    return "same" if all(_words(value) == _words(first) for value in others) else "differs"


def _words(value: Value) -> object:
    return (value.text, value.note) if isinstance(value, Said) else value


def rows_of_writing(comparison: written.Comparison, sides: Sequence[Chosen]) -> Iterator[Row]:
    """The rows that people wrote."""
    claims = {f"{side.role.slug}.{topic}.{key}": claim for side in sides for topic, key, claim in side.role.claims()}
    for name, row in comparison.rows.items():
        values: dict[str, Value] = {
            side.reference: _summed_up(cell, claims, side)
            for side in sides
            if (cell := row.shared or row.values.get(side.role.slug)) is not None
        }
        yield Row(row.topic, f"{row.topic}.{name}", row.label, status_of(values, sides), values, written=True)


def _summed_up(cell: written.Cell, claims: Mapping[str, Claim], side: Chosen) -> Said:
    named = [claims[name] for name in cell.claims]
    sources = tuple(dict.fromkeys(source for claim in named for source in claim.sources))
    senses = {claims[name].sense for name in cell.claims if name.startswith(f"{side.role.slug}.")}
    sense = senses.pop() if len(senses) == 1 else None
    label = side.role.senses[sense].label if sense else None
    return Said(cell.text, cell.note, cell.dots, weakest([claim.basis for claim in named]), sources, label)


def rows_of_skills(sides: Sequence[Chosen]) -> Iterator[Row]:
    """Every skill that one of the sides requires."""
    for found in differences([profile(side.role, side.grade_slug) for side in sides]):
        holder = next(side for side, need in zip(sides, found.needs, strict=True) if need is not None)
        values: dict[str, Value] = {
            side.reference: Needed(need) for side, need in zip(sides, found.needs, strict=True) if need is not None
        }
        label = holder.library.skills[found.skill].label
        yield Row("skills", f"skills.{found.skill}", label, found.status, values)


def rows_of_paths(sides: Sequence[Chosen]) -> Iterator[Row]:
    """Steps that lead to a role and on from it, by the node at the other end."""
    values: dict[str, dict[str, Led]] = {}
    labels: dict[str, Text] = {}
    for side in sides:
        own = side.role.slug
        for step in side.library.steps_of(own):
            begins, ends = step.from_.partition("@")[0] == own, step.to.partition("@")[0] == own
            if begins == ends:
                continue
            node = step.to if begins else step.from_
            name = f"to-{node}" if begins else f"from-{node}"
            labels.setdefault(name, side.library.node_label(node))
            values.setdefault(name, {}).setdefault(side.reference, Led(step))
    for name, led in sorted(values.items(), key=lambda item: item[0].startswith("to-")):
        yield Row("career-path", f"career-path.{name}", labels[name], _led_status(led, sides), led)


def _led_status(values: Mapping[str, Led], sides: Sequence[Chosen]) -> Status:
    if len(values) < len(sides):
        return "only" if len(values) == 1 else "differs"
    return "same" if len({(led.step.kind, led.step.text) for led in values.values()}) == 1 else "differs"
