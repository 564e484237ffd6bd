"""The home page, and the entrance that leads to it in the visitor's language."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, redirect, url_for

from kamguide.library.library import CAREER_ORDER
from kamguide.model.role import Role
from kamguide.web.errors import spoken
from kamguide.web.frame import Frame, gettext, page
from kamguide.web.site import library

blueprint = Blueprint("home", __name__)
entrance = Blueprint("entrance", __name__)


@blueprint.get("/")
def index() -> Response:
    """What the guide is for, and the way to each role."""
    frame = Frame(
        title=gettext("Job roles in sales and account management, explained"),
        description=gettext("What each role does, which skills it needs, what it pays and how to get there."),
    )
    roles = library().roles_in_order
    return page("home/index.html", frame, roles=roles, usual=usual(roles), guides=library().guides_in_order)


def usual(roles: Sequence[Role]) -> bool:
    """Whether the roles are the four of the guide that comes along, of which the page speaks by number."""
    return [role.slug for role in roles] == list(CAREER_ORDER)


@entrance.get("/")
def chooser() -> Response:
    """Leads to the home page in the language of the cookie, else of the browser, else of the site."""
    answer = redirect(url_for("home.index", language=spoken()), 302)
    response = Response(answer.get_data(), 302, {"Location": answer.location})
    response.headers["Vary"] = "Accept-Language, Cookie"
    response.headers["Cache-Control"] = "no-cache"
    return response
