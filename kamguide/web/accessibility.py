"""Accessibility: one page, written in each language for itself."""

from __future__ import annotations

from flask import Blueprint, Response

from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page

blueprint = Blueprint("accessibility", __name__)


@blueprint.get("/accessibility")
def index() -> Response:
    """The statement."""
    title = gettext("Accessibility")
    frame = Frame(
        title=title,
        description=gettext("What was done so that everyone can read this guide, and what was not checked."),
        crumbs=[home_crumb(), Crumb(title)],
        shared=True,
    )
    return page("accessibility/index.html", frame)
