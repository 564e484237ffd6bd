"""Career paths in the API: the ways from one place to another, and all steps, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, request

from kamguide.career_paths import Edge, asked, find, graph_of
from kamguide.career_paths.sheet import rows_of_steps, rows_of_ways
from kamguide.career_paths.ways import Explained, Found
from kamguide.render.spreadsheets import Value, to_csv
from kamguide.web.api import parameters
from kamguide.web.api.answers import Tree, step_answer
from kamguide.web.api.career_paths_shapes import PathsAnswer, StepList
from kamguide.web.api.openapi import operation
from kamguide.web.api.views import blueprint, listed, one
from kamguide.web.errors import InvalidParameterError
from kamguide.web.frame import cached
from kamguide.web.site import company_library, library

CSV = "text/csv"


@blueprint.get("/paths")
@operation("/paths", PathsAnswer, ("from", "to", "lang", "company"))
def paths() -> Response:
    """The cheapest way and up to three others from one place to another, each step with its rows; perhaps none."""
    return one(paths_answer(found()))


@blueprint.get("/paths.csv")
@operation("/paths.csv", None, ("from", "to", "lang", "company"), {CSV: "A row for each skill of each step."})
def paths_csv() -> Response:
    """The same as CSV for spreadsheets."""
    return _file(rows_of_ways(found(), parameters.language() or "en"), "career-paths")


@blueprint.get("/steps")
@operation("/steps", StepList, ("lang", "company", "limit", "offset"))
def steps() -> Response:
    """All steps that are written, and the order of grades where none is: the graph without what follows from it."""
    parameters.company()
    return listed(graph_of(library()).written, _written)


@blueprint.get("/steps.csv")
@operation("/steps.csv", None, ("lang", "company"), {CSV: "A row for each step."})
def steps_csv() -> Response:
    """The same as CSV for spreadsheets."""
    parameters.company()
    return _file(rows_of_steps(graph_of(library()), parameters.language() or "en"), "career-steps")


def found() -> Found:
    """The ways that the parameters ask for.

    :raises InvalidParameterError: an end is missing.
    :raises NotFoundError: a name that nothing bears; all such are named.
    """
    parameters.company()
    start, end = (request.args.get(name, "").strip() for name in ("from", "to"))
    for name, value in (("from", start), ("to", end)):
        if not value:
            raise InvalidParameterError(f"/{name}", "%(name)s is missing: a role, a grade or a position", name=name)
    places = asked(start, end, library(), company_library)
    return find(places.library, places.start, places.end)


def paths_answer(answer: Found) -> Tree:
    """The ways as a tree in the form of ``career_paths_shapes``."""
    return {
        "from": answer.start,
        "to": answer.end,
        "paths": [
            {"cost": way.cost, "estimates": way.estimates, "steps": [_explained(step) for step in way.steps]}
            for way in answer.ways
        ],
    }


def _written(edge: Edge) -> Tree:
    """A step of the graph; its basis and ends are the edge's own."""
    return {**step_answer(edge.step), "from": edge.start, "to": edge.end, "basis": edge.basis, "cost": edge.cost}


def _explained(step: Explained) -> Tree:
    return {
        **_written(step.edge),
        "follows": step.edge.follows or None,
        "carried": [row.skill for row in step.of("carried")],
        "raised": [{"skill": row.skill, "from": row.have, "to": row.need} for row in step.of("raised")],
        "new": [{"skill": row.skill, "to": row.need} for row in step.of("new")],
        "rows": [
            {
                "skill": row.skill,
                "change": row.change,
                "importance": row.importance,
                "from": row.have,
                "to": row.need,
                "cost": row.cost,
            }
            for row in step.rows
        ],
    }


def _file(rows: Sequence[Sequence[Value]], name: str) -> Response:
    response = Response(to_csv(rows), content_type=f"{CSV}; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    response.headers["Cache-Control"] = cached()
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
