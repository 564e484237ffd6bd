"""Content files in a folder on disk. Only plain files inside the folder are ever opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from kamguide.errors import SourceError
from kamguide.sources.base import FILE_LIMIT

LEFTOVERS = ("~", ".swp", ".swx", ".tmp", ".bak")


class FolderSource:
    """The files below ``root``. Hidden files and editors' leftovers are passed over."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def list(self) -> Sequence[str]:
        found: list[str] = []

        def closed(error: OSError) -> None:
            """A folder that cannot be looked into is listed itself: reading it says why."""
            if not isinstance(error, FileNotFoundError):
                found.append(Path(error.filename).relative_to(self.root).as_posix())

        for folder, folders, files in os.walk(self.root, onerror=closed, followlinks=False):
            inside = Path(folder)
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            linked = [name for name in folders if _is_link(inside / name)]
            for name in [*files, *linked]:
                if not name.startswith(".") and not name.endswith(LEFTOVERS):
                    found.append((inside / name).relative_to(self.root).as_posix())
        return sorted(found)

    @cached_property
    def _real_root(self) -> str:
        return os.path.realpath(self.root).rstrip(os.sep)

    def read(self, path: str) -> bytes:
        target = self.root / path
        try:
            if target.is_symlink() or not os.path.realpath(target).startswith(self._real_root + os.sep):
                raise SourceError("file-outside")
            descriptor = os.open(target, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
            with os.fdopen(descriptor, "rb") as file:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise SourceError("unreadable-file", reason="not a plain file")
                data = file.read(FILE_LIMIT + 1)
        except OSError as error:
            raise SourceError("unreadable-file", reason=error.strerror or type(error).__name__) from None
        if len(data) > FILE_LIMIT:
            raise SourceError("file-too-large", limit=FILE_LIMIT // 1000)
        return data


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # in a folder that may be listed but not entered
        return False
