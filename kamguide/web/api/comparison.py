"""A comparison as the API and the command line answer it: a tree in the form of ``shapes``."""

from __future__ import annotations

from collections.abc import Sequence

from kamguide.comparison import Compared, Led, Needed, Paid, Row
from kamguide.comparison.rows import Value
from kamguide.model.company import Company
from kamguide.web.api.answers import Tree, figure_answer, step_answer


def comparison_answer(compared: Compared, companies: Sequence[Company] = ()) -> Tree:
    """Roles, answer, the keys of the highlights, and every row; texts still to be told in one language or both.

    :param companies: those whose roles are compared, with what must be known of their figures.
    """
    return {
        "roles": compared.references,
        "companies": [{"company": one.slug, "label": one.label, "note": one.note} for one in companies],
        "answer": compared.answer,
        "highlights": [row.key for row in compared.highlights],
        "rows": [_row(row) for row in compared.rows],
    }


def _row(row: Row) -> Tree:
    return {
        "topic": row.topic,
        "key": row.key,
        "label": row.label,
        "status": row.status,
        "basis": row.basis,
        "values": {reference: _value(value) for reference, value in row.values.items()},
        "sources": list(row.sources),
    }


def _value(value: Value) -> Tree:
    backed: Tree = {"basis": value.basis, "sources": list(value.sources)}
    if isinstance(value, Needed):
        need = value.need
        return {
            "kind": "requirement",
            "level": need.level,
            "importance": need.importance,
            "relation": need.relation,
            **backed,
        }
    if isinstance(value, Paid):
        return {"kind": "figure", "figure": figure_answer(value.salary, value.name, value.figure), **backed}
    if isinstance(value, Led):
        return {"kind": "step", "step": step_answer(value.step), **backed}
    return {"kind": "statement", "text": value.text, "note": value.note, "sense": value.sense, **backed}
