"""Steps and ways as rows for spreadsheets: names and words in one language, slugs and numbers as the API gives them.

Texts that a spreadsheet would calculate get an apostrophe in front.
"""

from __future__ import annotations

from kamguide.career_paths.graph import Edge, Graph
from kamguide.career_paths.ways import Found
from kamguide.language import translate
from kamguide.library.library import Library
from kamguide.model.text import Language, Text
from kamguide.render.markdown import plain
from kamguide.render.spreadsheets import Value, guarded
from kamguide.titles import BASES, CHANGES, STEP_KINDS

STEP_HEAD: tuple[Value, ...] = (
    "from",
    "from_label",
    "to",
    "to_label",
    "kind",
    "basis",
    "points",
    "time",
    "text",
    "sources",
)
WAY_HEAD: tuple[Value, ...] = (
    "way", "way_points", "step", *STEP_HEAD[:8],
    "skill", "skill_label", "change", "importance", "level_from", "level_to", "row_points", "sources",
)  # fmt: skip


def rows_of_steps(graph: Graph, language: Language) -> list[tuple[Value, ...]]:
    """A row for each step of the map, under a head."""
    rows = [STEP_HEAD]
    for edge in graph.written:
        text = _said(edge.step.text, language)
        rows.append((*_step(graph.library, edge, language), text, " ".join(edge.step.sources)))
    return rows


def rows_of_ways(found: Found, language: Language) -> list[tuple[Value, ...]]:
    """A row for each skill of each step of each way, under a head; a step without skills has one row."""
    rows = [WAY_HEAD]
    for number, way in enumerate(found.ways, start=1):
        for place, step in enumerate(way.steps, start=1):
            begin = (number, way.cost, place, *_step(found.library, step.edge, language))
            sources = " ".join(step.edge.step.sources)
            for row in step.rows:
                label = _said(found.library.skills[row.skill].label, language)
                change = translate(CHANGES[row.change], language)
                rows.append(
                    (*begin, row.skill, label, change, row.importance, row.have, row.need, row.cost, sources)
                )  # fmt: skip
            if not step.rows:
                rows.append((*begin, *[None] * 7, sources))
    return rows


def _step(library: Library, edge: Edge, language: Language) -> tuple[Value, ...]:
    return (
        edge.start,
        _said(library.node_label(edge.start), language),
        edge.end,
        _said(library.node_label(edge.end), language),
        translate(STEP_KINDS[edge.step.kind], language),
        translate(BASES[edge.basis], language),
        edge.cost,
        _said(edge.step.time, language),
    )


def _said(text: Text | None, language: Language) -> str:
    return guarded(plain(text.to(language))) if text else ""
