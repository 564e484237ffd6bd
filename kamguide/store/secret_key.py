"""The site's secret key: the setting, else made once in the data folder, on this machine's own addresses only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from kamguide.errors import StartRefusedError
from kamguide.settings import Settings

FILE = "secret_key"
LEAST = 32
"""Characters of a key that is set, at least."""
_MADE_BYTES = 48
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def refuse_keyless(settings: Settings) -> None:
    """:raises StartRefusedError: an address that others reach, while ``secret_key`` is not set or too short."""
    if settings.secret_key:
        if len(settings.secret_key) < LEAST:
            raise StartRefusedError(
                "secret_key is too short: it needs %(least)s characters or more, made by chance", least=LEAST
            )
    elif (urlsplit(settings.base_url).hostname or "localhost") not in _LOOPBACK:
        raise StartRefusedError(
            "on %(address)s others reach the site: set secret_key in kamguide.toml or KAMGUIDE_SECRET_KEY",
            address=settings.base_url,
        )


def key_of(settings: Settings, folder: Path) -> bytes:
    """The key under which codes and tokens are hashed.

    :raises StartRefusedError: none is set on an address that others reach; or it cannot be made or read in ``folder``.
    """
    refuse_keyless(settings)
    if settings.secret_key:
        return settings.secret_key.encode()
    path = folder / FILE
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes().strip()
    except OSError as error:
        raise _refused(path, error.strerror or type(error).__name__) from None
    if len(key) < LEAST:
        raise _refused(path, f"{len(key)} bytes")
    return key


def _make(path: Path) -> None:
    """Write a new key whole, for us alone; where another process was quicker, its key counts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_urlsafe(_MADE_BYTES).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(written, path)
        except FileExistsError:
            return
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        written.unlink()


def _refused(path: Path, reason: str) -> StartRefusedError:
    return StartRefusedError(
        "the key in %(file)s cannot be used (%(reason)s): mend the file, or set secret_key",
        file=str(path),
        reason=reason,
    )
