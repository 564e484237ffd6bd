"""The glossary on one page."""

from __future__ import annotations

from flask import Blueprint, Response, g

from kamguide.render.markdown import plain
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import library

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/glossary")
def index() -> Response:
    """All terms in the order of their names."""
    title = gettext("Glossary")
    frame = Frame(
        title=title,
        description=gettext("KPI, churn, CTC and the other words of the trade, in Hindi and English."),
        crumbs=[home_crumb(), Crumb(title)],
        abbreviations=False,
    )
    terms = sorted(library().glossary.values(), key=lambda term: plain(term.label.to(g.language)).casefold())
    return page("glossary/index.html", frame, terms=terms, library=library())
