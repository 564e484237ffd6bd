"""The companies that are listed: each with what it says of itself and the roles in which it differs."""

from __future__ import annotations

from flask import Blueprint, Response

from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import guide

blueprint = Blueprint("companies", __name__)


@blueprint.get("/companies")
def index() -> Response:
    """All listed companies; private ones are shown to who knows their address."""
    title = gettext("Companies")
    frame = Frame(
        title=title,
        description=gettext("The same roles as single companies see them: what differs there, and what is added."),
        crumbs=[home_crumb(), Crumb(title)],
        shared=True,
    )
    return page("companies/index.html", frame, companies=guide().listed)
