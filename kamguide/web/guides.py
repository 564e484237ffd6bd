"""The list of guides, and one guide."""

from __future__ import annotations

from flask import Blueprint, Response, g, url_for

from kamguide.render.markdown import plain
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import guide as common
from kamguide.web.site import library

blueprint = Blueprint("guides", __name__)


@blueprint.get("/guides")
def index() -> Response:
    """All guides."""
    title = gettext("Guides")
    frame = Frame(
        title=title,
        description=gettext("Step by step: getting there, the mentor talk, the résumé, your own SWOT."),
        crumbs=[home_crumb(), Crumb(title)],
        shared=library().guides is common().library.guides,
    )
    return page("guides/index.html", frame, guides=library().guides_in_order)


@blueprint.get("/guides/<slug>")
def guide(slug: str) -> Response:
    """One guide."""
    shown = library().guide(slug)
    title = plain(shown.title.to(g.language))
    frame = Frame(
        title=title,
        description=plain(shown.description.to(g.language)),
        crumbs=[home_crumb(), Crumb(gettext("Guides"), url_for("guides.index")), Crumb(title)],
        shared=shown is common().library.guides.get(slug),
    )
    return page("guides/guide.html", frame, guide=shown, library=library())
