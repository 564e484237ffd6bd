"""The skills matrix in the API: as JSON, and as files for spreadsheets."""

from __future__ import annotations

from flask import Response, abort, request

from kamguide.model.claim import Group
from kamguide.render.spreadsheets import offered, to_csv, to_xlsx
from kamguide.skills_matrix.matrix import Matrix, matrix
from kamguide.skills_matrix.sheet import rows
from kamguide.titles import GROUPS
from kamguide.web.api import parameters
from kamguide.web.api.answers import Tree
from kamguide.web.errors import InvalidParameterError
from kamguide.web.frame import cached
from kamguide.web.site import library
from kamguide.web.skills_matrix import WORKBOOK_CELLS, chosen_group

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asked(paged: bool = True) -> Matrix:
    """The matrix that the parameters ask for.

    :param paged: a page of roles; else all of them where the parameters name no limit, since a file has no next page.

    :raises InvalidParameterError: a group that is none.
    :raises NotFoundError: a role that is not there.
    """
    parameters.company()
    limit, offset = parameters.window()
    whole = not paged and "limit" not in request.args
    return matrix(library(), _group(), request.args.getlist("role"), None if whole else limit, offset)


def _group() -> Group | None:
    word = request.args.get("group", "")
    group = chosen_group(word)
    if word and group is None:
        raise InvalidParameterError("/group", "group must be one of %(groups)s", groups=", ".join(GROUPS))
    return group


def matrix_answer(shown: Matrix) -> Tree:
    """The matrix as a tree in the form of ``shapes``."""
    return {
        "roles": [role.slug for role in shown.roles],
        "skills": [skill.slug for skill in shown.skills],
        "cells": [
            {
                "role": role.slug,
                "skill": skill.slug,
                "level": need.level,
                "importance": need.importance,
                "relation": need.relation,
                "basis": need.basis,
            }
            for role, skill, need in shown.cells()
        ],
        "total": shown.total,
    }


def csv_file() -> Response:
    """The matrix asked for as a CSV file."""
    return _file(to_csv(rows(asked(paged=False), parameters.language() or "en")), CSV, "csv")


def xlsx_file() -> Response:
    """The matrix asked for as a workbook; 503 where the extra is not installed.

    :raises InvalidParameterError: it would be too large.
    """
    if not offered():
        abort(503)
    table = rows(asked(paged=False), parameters.language() or "en")
    if len(table) * len(table[0]) > WORKBOOK_CELLS:
        raise InvalidParameterError(
            "/limit",
            "the workbook would hold more than %(cells)s cells: name a limit or a group, or take the CSV",
            cells=WORKBOOK_CELLS,
        )
    return _file(to_xlsx(table, "skills-matrix"), XLSX, "xlsx")


def _file(data: bytes, media_type: str, ending: str) -> Response:
    response = Response(data, content_type=f"{media_type}; charset=utf-8" if ending == "csv" else media_type)
    response.headers["Content-Disposition"] = f"attachment; filename=skills-matrix.{ending}"
    response.headers["Cache-Control"] = cached()
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
