"""Headers: the host that a request names, and the security headers of every answer, errors and static files too."""

from __future__ import annotations

import re

from flask import Response

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""This machine's own names."""


def hostname(host: str) -> str:
    """The host of a ``Host`` header without its port, in lower case."""
    return host.rpartition(":")[0].lower() if re.search(r":[0-9]*$", host) else host.lower()


def secure(response: Response, *, https: bool) -> Response:
    """Set the headers that a view has not set itself; over HTTPS also HSTS."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if https:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


def private(response: Response) -> Response:
    """Somebody's own: kept by nobody, listed by nobody, its address told to no other site."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
