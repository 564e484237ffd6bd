"""The home page, and the entrance that leads to it in the visitor's language."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, url_for

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
    return page("home/index.html", frame, roles=library().roles_in_order, guides=library().guides_in_order)


@entrance.get("/")
def chooser() -> Response:
    """Leads to the home page in the language of the cookie, else of the browser, else of the site."""
    answer = redirect(url_for("home.index", language=spoken()), 302)
    response = Response(answer.get_data(), 302, {"Location": answer.location})
    response.headers["Vary"] = "Accept-Language, Cookie"
    response.headers["Cache-Control"] = "no-cache"
    return response
