"""About the guide: its sources and licences, and how levels were set."""

from __future__ import annotations

from flask import Blueprint, Response

from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import guide, library

blueprint = Blueprint("about", __name__)


@blueprint.get("/about")
def index() -> Response:
    """Where everything comes from, and what it is worth."""
    title = gettext("About this guide")
    frame = Frame(
        title=title,
        description=gettext("Sources, licences, how skill levels were set, and what has not been checked yet."),
        crumbs=[home_crumb(), Crumb(title)],
        shared=library().sources is guide().library.sources,
    )
    sources = sorted(library().sources.values(), key=lambda source: source.publisher.casefold())
    return page("about/index.html", frame, sources=sources, library=library())
