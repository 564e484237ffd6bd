"""The problems of the content as a page: on loopback addresses, or where the site says ``show_problems``."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

from flask import Blueprint, Response, abort, request

from kamguide.plugins.discovery import FOLDER
from kamguide.problems import Problem
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.headers import LOOPBACK, hostname
from kamguide.web.site import guide, variant

blueprint = Blueprint("problems", __name__)
_SHARED = "shared"


@blueprint.get("/problems")
def index() -> Response:
    """Every problem with its place and remedy; not there for visitors from elsewhere.

    Below a company: those of that company and of the listed ones over which it is laid. On the shared page a visitor
    from elsewhere sees none of a private company.
    """
    here = _from_this_machine()
    if not (guide().settings.show_problems or here):
        abort(404)
    title = gettext("Problems in the content")
    frame = Frame(title=title, crumbs=[home_crumb(), Crumb(title)], indexed=False)
    listed = {one.company.slug for one in guide().listed}
    if variant() is not None:
        shown = [problem for problem in guide().problems if owner(problem) in _chain(listed)]
    else:
        shown = [problem for problem in guide().problems if here or owner(problem) in {_SHARED, *listed}]
    return page("problems/index.html", frame, problems=shown)


def _chain(listed: Collection[str]) -> set[str]:
    """The company of the request, and the listed ones over which it is laid."""
    held = variant()
    found: set[str] = set()
    while held is not None and held.company.slug not in found:
        found.add(held.company.slug)
        based_on = held.company.based_on
        held = guide().companies.get(based_on) if based_on is not None and based_on in listed else None
    return found


def owner(problem: Problem) -> str:
    """Whose file a problem is in: a company's or plugin's name, or that of the shared layer."""
    if problem.place.layer != _SHARED:
        return problem.place.layer
    folder, _, rest = problem.place.file.partition("/")
    return rest.partition("/")[0] if folder == FOLDER and rest else _SHARED


def _from_this_machine() -> bool:
    """Whether the visitor sits here: a proxy in front of us does too, but is asked for the public host."""
    if hostname(request.environ.get("HTTP_HOST", "")) not in LOOPBACK:
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
