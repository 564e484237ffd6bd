"""Requests that change something come from our own pages and are of a size: the guard on every address at once.

The rule of Datasette and of Go's ``CrossOriginProtection``: browsers say where a request comes from
(``Sec-Fetch-Site``, ``Origin``), and no page can make them say otherwise. So no token is needed, and none stands in a
form or an address.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, abort, request

from kamguide.errors import WrongUseError
from kamguide.settings import Settings

SAFE = frozenset(("GET", "HEAD", "OPTIONS", "TRACE"))
"""Methods that change nothing (RFC 9110, 9.2.1)."""
FORM = "application/x-www-form-urlencoded"
_OWN = ("same-origin", "none")
"""Where a request of our own may come from: a page of ours, or the reader's own doing, such as sending a form again."""


class ForeignRequestError(WrongUseError):
    """A request that would change something does not come from a page of this site; the message says why."""


def register(app: Flask, settings: Settings, fields: int) -> None:
    """Let the application refuse what other sites make a browser send, and forms of more than so many fields."""
    public = urlsplit(settings.base_url).netloc.lower()

    @app.before_request
    def _guard() -> None:
        if request.method in SAFE or request.routing_exception is not None:
            return
        refuse_foreign(public, api=request.path.startswith("/api/"))
        # Werkzeug counts the parts of multipart forms only.
        if request.mimetype == FORM and sum(len(values) for values in request.form.listvalues()) > fields:
            abort(413)


def refuse_foreign(public: str, *, api: bool) -> None:
    """Each of the two headers that is there has to name us, and one of them has to be there.

    Programs that call the API send neither, and no browser leaves out both: there they may be missing.

    :param public: host and port of the site's public address; empty where none is set.
    :raises ForeignRequestError: the request comes from another site, or nothing says where it comes from.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is None and origin is None:
        if api:
            return
        raise ForeignRequestError(
            "Your browser did not say which page this was sent from, so nothing was done. Open the page on this site "
            "and send it again. Very old browsers and some extensions leave this out."
        )
    if site not in (None, *_OWN) or (origin is not None and not _is_ours(origin, public)):
        raise ForeignRequestError(
            "This was sent from another site, so nothing was done. Open the page on this site and send it again."
        )


def _is_ours(origin: str, public: str) -> bool:
    # By host and port, not by scheme: behind a proxy that ends TLS the program sees http.
    try:
        host = urlsplit(origin).netloc.lower()
    except ValueError:
        return False
    return bool(host) and host in (request.host.lower(), public)
