"""Static files: read once at start, served from memory under names that hold their hash, kept for a year."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request

blueprint = Blueprint("assets", __name__)

_URL = re.compile(rb"url\(([\w./-]+)\)")
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_COMPRESSED = {".css", ".js", ".svg", ".txt"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    path: str
    type: str
    body: bytes
    gzipped: bytes | None


@dataclass(frozen=True, slots=True)
class Assets:
    """All files by plain name (``app.css``) and by served path (``app.1f2e3d4c5b.css``)."""

    by_name: Mapping[str, Asset]
    by_path: Mapping[str, Asset]

    def url(self, name: str) -> str:
        """Where the file is served: ``/static/app.1f2e3d4c5b.css``. Raises KeyError for an unknown name."""
        return f"/static/{self.by_name[name].path}"


def read_assets(folder: str) -> Assets:
    """All files below a folder. Style sheets come last, since they name the others by hash."""
    root = Path(folder)
    paths = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    assets: dict[str, Asset] = {}
    for path in sorted(paths, key=lambda p: p.suffix == ".css"):
        name = path.relative_to(root).as_posix()
        body = path.read_bytes()
        if path.suffix == ".css":
            body = _URL.sub(lambda match: b"url(/static/%s)" % assets[match[1].decode()].path.encode(), _small(body))
        assets[name] = _asset(name, body, path.suffix)
    return Assets(assets, {asset.path: asset for asset in assets.values()})


def _asset(name: str, body: bytes, suffix: str) -> Asset:
    digest = hashlib.sha256(body).hexdigest()[:10]
    stem = name.removesuffix(suffix)
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    packed = gzip.compress(body, 9, mtime=0) if suffix in _COMPRESSED else None
    return Asset(f"{stem}.{digest}{suffix}", kind, body, packed)


def _small(css: bytes) -> bytes:
    """Style text without comments and line breaks."""
    return re.sub(rb"\s*\n\s*", b"", re.sub(rb"/\*.*?\*/", b"", css, flags=re.DOTALL)).strip()


@blueprint.get("/static/<path:path>")
def static(path: str) -> Response:
    """A static file under its hashed name."""
    assets: Assets = current_app.extensions["kamguide"].assets
    asset = assets.by_path.get(path)
    if asset is None:
        abort(404)
    response = _answer(asset)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """The mark, for browsers that ask for it unasked."""
    assets: Assets = current_app.extensions["kamguide"].assets
    response = _answer(assets.by_name["mark.svg"])
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _answer(asset: Asset) -> Response:
    gzipped = asset.gzipped is not None and request.accept_encodings.quality("gzip") > 0
    body = asset.gzipped if gzipped and asset.gzipped is not None else asset.body
    response = Response(body, content_type=asset.type)
    if gzipped:
        response.headers["Content-Encoding"] = "gzip"
    if asset.gzipped is not None:
        response.headers["Vary"] = "Accept-Encoding"
    return response
