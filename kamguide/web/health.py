"""Whether the process lives (``/healthz``) and what it can do (``/readyz``)."""

from __future__ import annotations

from flask import Blueprint, Response, json

from kamguide.guide import Guide
from kamguide.problems import has_errors
from kamguide.web.site import guide, here

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 as long as the process answers."""
    return _answer({"status": "ok"}, 200)


@blueprint.get("/readyz")
def readyz() -> Response:
    """Each part with ok, degraded or down and the reason; 503 only where no library can be read."""
    held = guide()
    content: dict[str, str] = {"status": "ok"}
    if not held.library.roles:
        content = {"status": "down", "reason": "no role could be read; see kamguide check"}
    elif held.degraded:
        content = {"status": "degraded", "reason": "parts of the content are left out; see kamguide check"}
    elif has_errors(problem for problem in held.problems if problem.place.layer == "shared"):
        content = {
            "status": "degraded",
            "reason": "a later edit is faulty; the last good one is served",
        }
    parts = {"library": content, "index": _index(), "store": _store(), "plugins": _plugins(held)}
    return _answer(parts, 503 if content["status"] == "down" else 200)


def _plugins(held: Guide) -> dict[str, str]:
    """Plugins that failed are left out; everything else works."""
    left_out = len(held.found.host.problems)
    if left_out:
        return {"status": "degraded", "reason": f"{left_out} left out; see kamguide plugins"}
    return {"status": "ok"}


def _store() -> dict[str, str]:
    """People's own data; everything else works without it."""
    status, reason = here().store.health()
    return {"status": status, "reason": reason} if reason else {"status": status}


def _index() -> dict[str, str]:
    """The search answers from memory while the index on disk is missing or not whole."""
    site = here()
    if site.desks.lasting(guide().catalogue):
        return {"status": "ok"}
    return {"status": "degraded", "reason": site.upkeep or "searches are answered from memory; see kamguide index"}


def _answer(body: dict[str, object] | dict[str, dict[str, str]] | dict[str, str], status: int) -> Response:
    response = Response(json.dumps(body), status=status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
