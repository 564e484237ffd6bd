"""How often a client may ask for what costs work. The one door for Flask-Limiter.

Counted per process, in memory; answers that are kept (``delivery``) cost nothing and are not counted.
"""

from __future__ import annotations

import ipaddress
import logging
import time
from math import ceil

from flask import Flask, request
from flask_limiter import Limiter, RequestLimit
from werkzeug.exceptions import TooManyRequests

LIMITS = {
    "search": ("300/minute", ("search.index", "api.search")),
    "suggest": ("1200/minute", ("api.suggest",)),
}
"""What is counted together: how often, and the endpoints. Suggestions come with every key, so there are more."""

_HOME_NETWORK = 64
"""Bits of an IPv6 address that a provider gives to one customer."""


def register(app: Flask) -> None:
    """Let the application refuse who asks too often, with 429 and when to come back."""
    logging.getLogger("flask-limiter").setLevel(logging.ERROR)  # it would name the client's address
    limiter = Limiter(client, app=app, storage_uri="memory://", on_breach=refuse, headers_enabled=False)
    for scope, (often, endpoints) in LIMITS.items():
        limited = limiter.shared_limit(often, scope=scope)
        for endpoint in endpoints:
            app.view_functions[endpoint] = limited(app.view_functions[endpoint])  # type: ignore[assignment] # no coroutine


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
