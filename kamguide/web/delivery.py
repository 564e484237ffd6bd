"""The way out, before and after Flask: kept pages, ETag and 304, gzip, the language cookie.

A public page is rendered once per version of the guide, host, path, query and wanted form; its bytes are kept with all
headers and answered without entering Flask. Nothing personal is ever kept: only answers that say ``public``, and those
of a private company (``private, no-cache``), whose slug stands in the address.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.http import parse_accept_header, parse_etags

from kamguide.guide import Guide

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

GUIDE = "kamguide.guide"
"""Where in the WSGI environment the request's guide stands."""
KEPT_BYTES = 48_000_000
KEPT_PAGE_BYTES = 1_000_000
KEPT = ("public", "private, no-cache")
"""How the cache control of an answer begins that may be kept here."""
_TEXT = re.compile(r"text/|application/(?:json|problem\+json|ld\+json|xml|manifest\+json|opensearch)|image/svg")
_LANGUAGE = re.compile(r"/(hi|en)(?:/|$)")
_GZIP_FROM = 500

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer in both encodings."""

    status: str
    headers: Headers
    body: bytes
    gzipped: bytes | None
    etag: str


class Delivery:
    """WSGI middleware around the application. ``guide`` says which guide answers now; a request keeps it throughout."""

    def __init__(self, app: WSGIApplication, guide: Callable[[], Guide]) -> None:
        self._app = app
        self._guide = guide
        self._kept: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        guide = self._guide()
        environ[GUIDE] = guide
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD") or path.startswith("/static/"):
            return self._app(environ, start_response)
        key = (guide.version, *_key(environ, path, query))
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is None:
            kept = self._made(environ, key)
        return _sent(kept, environ, start_response, path)

    def _made(self, environ: WSGIEnvironment, key: tuple[str, ...]) -> Kept:
        head: list[tuple[str, Headers]] = []

        def take(status: str, headers: Headers, _exc_info: object = None) -> Callable[[bytes], object]:
            head.append((status, headers))
            return lambda _: None

        answer = self._app({**environ, "REQUEST_METHOD": "GET"}, take)
        try:
            body = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()
        status, headers = head[-1]
        names = {name.lower(): value for name, value in headers}
        gzipped = None
        if _TEXT.match(names.get("content-type", "")) and len(body) >= _GZIP_FROM and "content-encoding" not in names:
            gzipped = gzip.compress(body, 9, mtime=0)
        ours = names.get("cache-control", "").startswith(KEPT) and "set-cookie" not in names
        etag = hashlib.sha256(body).hexdigest()[:20] if status.startswith("200") and ours else ""
        headers = [(name, value) for name, value in headers if name.lower() not in ("content-length", "etag")]
        if gzipped is not None:
            headers = _varying(headers, "Accept-Encoding")
        kept = Kept(status, headers, body, gzipped, etag)
        if etag and len(body) <= KEPT_PAGE_BYTES:
            self._keep(key, kept)
        return kept

    def _keep(self, key: tuple[str, ...], kept: Kept) -> None:
        with self._lock:
            if key not in self._kept:
                self._bytes += _size(kept)
            self._kept[key] = kept
            while self._bytes > KEPT_BYTES:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= _size(oldest)


def _key(environ: WSGIEnvironment, path: str, query: str) -> tuple[str, ...]:
    form = environ.get("HTTP_ACCEPT", "") if path.startswith("/api/") else ""
    return environ.get("HTTP_HOST", ""), environ.get("wsgi.url_scheme", ""), path, query, form


def _size(kept: Kept) -> int:
    return len(kept.body) + len(kept.gzipped or b"") + 2_000


def _varying(headers: Headers, name: str) -> Headers:
    named = [value for header, value in headers if header.lower() == "vary"]
    rest = [(header, value) for header, value in headers if header.lower() != "vary"]
    return [*rest, ("Vary", ", ".join(dict.fromkeys([*", ".join(named).split(", "), name] if named else [name])))]


def _sent(kept: Kept, environ: WSGIEnvironment, start_response: StartResponse, path: str) -> Iterable[bytes]:
    headers = list(kept.headers)
    cookie = _language_cookie(kept, environ, path)
    if cookie:  # an answer to one visitor: no cache that others share may keep it
        headers = [(name, "private, no-cache" if value == "public, no-cache" else value) for name, value in headers]
        headers.append(("Set-Cookie", cookie))
    packed = kept.gzipped is not None and takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = kept.gzipped if packed and kept.gzipped is not None else kept.body
    if kept.etag:
        etag = f"{kept.etag}-gz" if packed else kept.etag
        headers.append(("ETag", f'"{etag}"'))
        if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(etag):
            unsent = ("content-type", "content-length", "content-encoding")
            start_response("304 NOT MODIFIED", [h for h in headers if h[0].lower() not in unsent])
            return []
    if packed:
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response(kept.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` header takes gzip."""
    return parse_accept_header(accepted).quality("gzip") > 0


def _language_cookie(kept: Kept, environ: WSGIEnvironment, path: str) -> str:
    """The cookie that remembers the language of the page, where it is not remembered yet."""
    match = _LANGUAGE.match(path)
    page = any(name.lower() == "content-type" and value.startswith("text/html") for name, value in kept.headers)
    if match is None or not page or not kept.status.startswith("200"):
        return ""
    language = match[1]
    if f"lang={language}" in environ.get("HTTP_COOKIE", "").replace(" ", "").split(";"):
        return ""
    secure = "; Secure" if environ.get("wsgi.url_scheme") == "https" else ""
    return f"lang={language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}"
