"""The search page: works without JavaScript; a query is answered above its hits, and narrowed by links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlencode

from flask import Blueprint, Response, g, request, url_for

from kamguide.model.role import TOPICS
from kamguide.search.entries import Kind
from kamguide.search.query import LENGTH_LIMIT
from kamguide.search.searching import Result, Wanted
from kamguide.sources.characters import visible
from kamguide.titles import NOTES
from kamguide.web import results
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import desk, library

blueprint = Blueprint("search", __name__)

HITS = 20
"""Hits of a page."""
PAGES_MOST = 10
ROLES_OFFERED = 8
"""Roles that an empty answer leads to."""


@dataclass(frozen=True)
class Asked:
    """The query and the values it was narrowed by; unknown ones are passed over."""

    query: str
    truncated: bool
    wanted: Wanted
    chosen: dict[str, str]


@blueprint.get("/search")
def index() -> Response:
    """Hits for ``?q=``, narrowed by ``kind``, ``role`` and ``topic``; without a query what can be asked."""
    asked = _asked()
    crumbs = [home_crumb(), Crumb(gettext("Search"))]
    if not asked.query:
        title = gettext("Search")
        frame = Frame(title=title, description=gettext("Search roles, skills and pay"), crumbs=crumbs)
        return page("search/start.html", frame, query="")
    result = desk().search(asked.query, asked.wanted)
    title = gettext("Search: %(query)s") % {"query": asked.query}
    kept = {"q": asked.query, **asked.chosen}
    frame = Frame(title=title, crumbs=crumbs, indexed=False, kept=True, query=urlencode(kept))
    return page("search/results.html", frame, query=asked.query, **_shown(asked, result))


def _asked() -> Asked:
    typed = request.args.get("q", "")
    query = visible(typed, LENGTH_LIMIT).strip()
    values = {
        "kind": get_args(Kind),
        "role": desk().catalogue.roles,
        "topic": TOPICS,
        "company": [company.slug for company, _ in desk().catalogue.listed],
    }
    chosen = {name: request.args[name] for name, known in values.items() if request.args.get(name) in known}
    number = request.args.get("page", "1")
    page_number = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 1  # noqa: PLR2004
    offset = (min(max(page_number, 1), PAGES_MOST) - 1) * HITS
    wanted = Wanted(language=g.language, limit=HITS, offset=offset, **chosen)  # type: ignore[arg-type] # looked up above
    return Asked(query, len(typed) > LENGTH_LIMIT, wanted, chosen)


def _shown(asked: Asked, result: Result) -> dict[str, Any]:
    """What the template shows of a result."""
    understanding = result.understanding
    before, after = results.turned(result, asked.wanted, asked.chosen)
    instead = understanding.did_you_mean
    return {
        "library": library(),
        "total": result.total,
        "first_number": asked.wanted.offset + 1,
        "answer": result.answer if not asked.chosen and asked.wanted.offset == 0 else None,
        "groups": results.groups(desk(), result, g.language),
        "elsewhere": results.elsewhere(desk(), result, g.language),
        "facets": results.facets(desk().catalogue, result, asked.chosen, g.language),
        "chosen": asked.chosen,
        "understood": results.understood(library(), result, g.language),
        "instead": instead,
        "instead_url": url_for("search.index", q=instead) if instead else "",
        "note": gettext(NOTES[understanding.note]) if understanding.note else "",
        "truncated": asked.truncated,
        "limit": LENGTH_LIMIT,
        "before": before,
        "after": after,
        "unfiltered": url_for("search.index", q=asked.query),
        "roles": library().roles_in_order[:ROLES_OFFERED],
    }
