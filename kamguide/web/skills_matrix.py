"""The page of the skills matrix: roles by skills, filtered by group and role, a page of roles at a time."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, g, request, url_for

from kamguide.errors import NotFoundError
from kamguide.language import render
from kamguide.model.claim import Group
from kamguide.render.spreadsheets import offered
from kamguide.skills_matrix.matrix import matrix
from kamguide.skills_matrix.sheet import FACTS
from kamguide.titles import GROUPS
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import below_company, library

blueprint = Blueprint("skills_matrix", __name__)

ROLES_SHOWN = 12
"""Roles on one page."""
LISTED = 200
"""With more roles than this the filter takes a name instead of offering a list."""
WORKBOOK_CELLS = 200_000
"""Cells of the largest workbook that is made for a request, in about 3 seconds; CSV is 60 times as quick."""


@blueprint.get("/skills-matrix")
def index() -> Response:
    """Roles by skills. A filter that means nothing is no filter; a role that is not there is named."""
    group = chosen_group(request.args.get("group", ""))
    typed = request.args.get("role", "").strip()
    role, wrong = chosen_role(typed)
    word = request.args.get("offset", "")
    offset = int(word) if word.isascii() and word.isdecimal() and len(word) < 7 else 0  # noqa: PLR2004 - a million roles
    shown = matrix(library(), group, [role] if role else [], ROLES_SHOWN, offset)
    title = gettext("Skills matrix")
    frame = Frame(
        title=title,
        description=gettext("Which role needs which skill, and up to which level."),
        crumbs=[home_crumb(), Crumb(gettext("Skills"), url_for("skills.index")), Crumb(title)],
        indexed=not (group or role or offset),
    )
    asked = {name: value for name, value in (("group", group), ("role", role)) if value}
    return page(
        "skills_matrix/index.html",
        frame,
        matrix=shown,
        group=group or "",
        role=role or typed,
        wrong=wrong,
        groups=list(GROUPS),
        roles=library().roles_in_order if len(library().roles) <= LISTED else [],
        before=pager(asked, offset - ROLES_SHOWN) if offset else "",
        after=pager(asked, offset + ROLES_SHOWN) if offset + ROLES_SHOWN < shown.total else "",
        first=offset + 1,
        last=offset + len(shown.roles),
        query=urlencode({**asked, **below_company()}),
        workbook=offered() and len(FACTS) * shown.total * len(library().skills) <= WORKBOOK_CELLS,
    )


def chosen_group(word: str) -> Group | None:
    """The group of that name, None where there is none."""
    groups: dict[str, Group] = {"relationship": "relationship", "coordination": "coordination", "business": "business"}
    return groups.get(word)


def chosen_role(typed: str) -> tuple[str, str]:
    """The role of that slug or name, and what to say where there is none."""
    if not typed:
        return "", ""
    try:
        return library().role_called(typed).slug, ""
    except NotFoundError as error:
        return "", render(error.message, g.language)


def pager(asked: dict[str, str], offset: int) -> str:
    """The address of another page of roles under the same filter."""
    values = {**asked, **({"offset": str(offset)} if offset > 0 else {})}
    return url_for("skills_matrix.index") + (f"?{urlencode(values)}" if values else "")
