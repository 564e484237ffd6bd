"""Rows of what a role says of itself in a few words: description, key facts, the names of its grades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kamguide.comparison.rows import Row, Said, status_of, topic_label
from kamguide.library.role_reference import Chosen
from kamguide.model.role import KeyFact, Topic
from kamguide.model.text import LANGUAGES, Basis, Text

_OURS: Basis = "editorial"
"""They are our words (or a company's); what backs them is said claim by claim."""


def rows_of_portraits(sides: Sequence[Chosen]) -> Iterator[Row]:
    """What differs between the portraits of two roles; of one role in several libraries also how it is described.

    Figures of pay stand among the rows of pay.
    """
    one_role = len({side.role.slug for side in sides}) == 1
    if len(sides) > 2 and not one_role:  # noqa: PLR2004 - of more than a pair the page keeps to the claims
        return
    if one_role:
        descriptions = {side.reference: _brief(side.role.description) for side in sides}
        yield from _row("definition", "definition.description", sides, descriptions)
    for topic in dict.fromkeys(topic for side in sides for topic in side.role.key_facts):
        facts = {side.reference: fact for side in sides if (fact := side.role.key_facts.get(topic)) and fact.value}
        labels = {fact.label for fact in facts.values()}
        values = {name: _fact(fact, len(labels) > 1) for name, fact in facts.items()}
        yield from _row(topic, f"{topic}.key-fact", sides, values, labels.pop() if len(labels) == 1 else None)
    names = {side.reference: _brief(_grades(side)) for side in sides if side.role.grades}
    if not any(side.grade_slug for side in sides):
        yield from _row("grades", "grades.names", sides, names)


def _row(
    topic: Topic, key: str, sides: Sequence[Chosen], values: Mapping[str, Said], label: Text | None = None
) -> Iterator[Row]:
    status = status_of(values, sides) if values else "same"
    if status != "same":
        yield Row(topic, key, label or topic_label(topic), status, values)


def _brief(text: Text, note: Text | None = None, dots: tuple[int, ...] | None = None) -> Said:
    return Said(text, note, dots, _OURS, (), brief=True)


def _fact(fact: KeyFact, with_label: bool) -> Said:
    value = fact.value
    assert value is not None  # noqa: S101 - the others are figures
    words = {code: f"{fact.label.to(code)}: {value.to(code)}" if with_label else value.to(code) for code in LANGUAGES}
    return _brief(Text(hi=words["hi"], en=words["en"]), fact.note, fact.dots)


def _grades(side: Chosen) -> Text:
    labels = [grade.label for _, grade in side.role.grades_by_rank()]
    names = {code: " · ".join(label.to(code) for label in labels) for code in LANGUAGES}
    return Text(hi=names["hi"], en=names["en"])
