"""How often a client may ask for what costs work. The one door for Flask-Limiter.

Counted per process, in memory; answers that are kept (``delivery``) cost nothing and are not counted. What saves and
what opens something by a code or token is found in the addresses: a new page of that kind is limited from the start.
"""

from __future__ import annotations

import ipaddress
import logging
import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from math import ceil
from threading import BoundedSemaphore
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter, RequestLimit
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests

LIMITS = {
    "search": ("300/minute", ("search.index", "api.search")),
    "suggest": ("1200/minute", ("api.suggest",)),
    "exports": (
        "60/minute",
        (
            "api.job_descriptions",
            "assessment_result.data",
            "assessment_exits.calendar",
            "assessment_exits.plan",
            "assessment_exits.printed",
            "assessment_exits.anonymous_markdown",
            "assessment_exits.anonymous_pdf",
            "job_description_files.document",
            "job_description_files.interview_file",
        ),
    ),
    "gap": ("120/minute", ("api.gap",)),
    "lint": ("120/minute", ("api.lint",)),
}
"""What is counted together: how often, and the endpoints. Suggestions come with every key, so there are more."""
FILES_AT_ONCE = 24
"""Files of one process that are made or wait for their turn; threads that answer pages must be more than that."""
_RETRY_SECONDS = 10
"""After how long the queue of files has become shorter."""
SAVES = "60/minute"
"""Requests that change something, all together; those of the API store nothing and have limits of their own."""
GUESSES = "20/minute"
"""Wrong codes and tokens, all together: what was answered with 404. Right ones are not counted."""
SECRETS = frozenset(("code", "token"))
"""Arguments of an address, and fields of a form, that open what is somebody's own."""

_HOME_NETWORK = 64
"""Bits of an IPv6 address that a provider gives to one customer."""


def register(app: Flask) -> None:
    """Let the application refuse who asks too often, with 429 and when to come back."""
    logging.getLogger("flask-limiter").setLevel(logging.ERROR)  # it would name the client's address
    at_once = BoundedSemaphore(FILES_AT_ONCE)
    for endpoint in app.view_functions.keys() & LIMITS["exports"][1]:
        app.view_functions[endpoint] = queued(app.view_functions[endpoint], at_once)
    limiter = Limiter(client, app=app, storage_uri="memory://", on_breach=refuse, headers_enabled=False)
    for scope, (often, endpoints) in LIMITS.items():
        limited = limiter.shared_limit(often, scope=scope)
        for endpoint in app.view_functions.keys() & endpoints:
            app.view_functions[endpoint] = limited(app.view_functions[endpoint])  # type: ignore[assignment] # no coroutine
    saves = limiter.shared_limit(SAVES, scope="saves", methods=["POST"])
    guesses = limiter.shared_limit(
        GUESSES, scope="guesses", deduct_when=lambda answer: answer.status_code == HTTPStatus.NOT_FOUND
    )
    for endpoint in sorted(saving(app)):
        app.view_functions[endpoint] = saves(app.view_functions[endpoint])  # type: ignore[assignment]
    for endpoint in sorted(opening(app)):
        app.view_functions[endpoint] = guesses(app.view_functions[endpoint])  # type: ignore[assignment]


def queued(view: Callable[..., Any], at_once: BoundedSemaphore) -> Callable[..., Any]:
    """The view, which is refused with 503 while too many files are made: pages would wait behind them."""

    @wraps(view)
    def taken(**arguments: str) -> Any:
        if not at_once.acquire(blocking=False):
            raise ServiceUnavailable(retry_after=_RETRY_SECONDS)
        try:
            return view(**arguments)
        finally:
            at_once.release()

    return taken


def saving(app: Flask) -> set[str]:
    """The endpoints that change something."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/")
    }


def opening(app: Flask) -> set[str]:
    """The endpoints that open something by a code or token: in the address, or sent to one whose name says so."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.arguments & SECRETS or rule.endpoint.endswith(".open_by_code")
    }


def client() -> str:
    """Who asks: the address, of IPv6 the network. Behind trusted proxies it is the one that they name."""
    address = request.remote_addr or ""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, _HOME_NETWORK), strict=False))
    return address


def refuse(limit: RequestLimit) -> None:
    """:raises TooManyRequests: with the seconds until the client may ask again."""
    raise TooManyRequests(retry_after=max(1, ceil(limit.window.reset_time - time.time())))
