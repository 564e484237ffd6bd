"""Privacy: one page, written in each language for itself."""

from __future__ import annotations

from flask import Blueprint, Response

from kamguide.store.data_map import DATA_MAP
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/privacy")
def index() -> Response:
    """The statement."""
    title = gettext("Privacy")
    frame = Frame(
        title=title,
        description=gettext("What this site keeps about you, what for and how long."),
        crumbs=[home_crumb(), Crumb(title)],
        shared=True,
    )
    return page("privacy/index.html", frame, data_map=DATA_MAP)
