"""Whether the content is still that of the last build, known from its bytes alone: nothing is parsed for it.

Beside the index stands ``content``: the digest of the files at the last build, and the version of the library that
they made. Whoever finds the digest unchanged knows the version, and so the stamp, without reading the library.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from kamguide.errors import SourceError
from kamguide.sources.folder import FolderSource

FILE = "content"


def digest(*folders: Path, beside: str = "") -> str:
    """Changes with every byte and every name below the folders, and with what is told ``beside``."""
    summed = hashlib.sha256(beside.encode())
    for folder in folders:
        source = FolderSource(folder)
        summed.update(b"\0\0")
        for path in source.list():
            try:
                data = source.read(path)
            except SourceError as error:
                data = error.code.encode()
            summed.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return summed.hexdigest()


def known_version(index_folder: Path, content: str) -> str | None:
    """The version of the library that content with this digest made; None where it is not known."""
    try:
        kept = json.loads((index_folder / FILE).read_bytes())
        return str(kept["version"]) if kept["digest"] == content else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(index_folder: Path, content: str, version: str) -> None:
    """Keep what ``known_version`` gives. The folder is there already."""
    fresh = index_folder / f"{FILE}.{os.getpid()}"
    try:
        fresh.write_text(json.dumps({"digest": content, "version": version}), encoding="ascii")
        fresh.replace(index_folder / FILE)
    finally:
        fresh.unlink(missing_ok=True)
