"""The problems of the content as a page: on loopback addresses, or where the site says ``show_problems``."""

from __future__ import annotations

import ipaddress

from flask import Blueprint, Response, abort, request

from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import guide

blueprint = Blueprint("problems", __name__)


@blueprint.get("/problems")
def index() -> Response:
    """Every problem with its place and remedy; not there for visitors from elsewhere."""
    if not (guide().settings.show_problems or _from_this_machine()):
        abort(404)
    title = gettext("Problems in the content")
    frame = Frame(title=title, crumbs=[home_crumb(), Crumb(title)], indexed=False)
    return page("problems/index.html", frame, problems=guide().problems)


def _from_this_machine() -> bool:
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
