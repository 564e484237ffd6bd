"""What a source of files can do: list them, and read one. Nothing else is asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

FILE_LIMIT = 200_000
"""Bytes in one content file."""


class FileSource(Protocol):
    """A set of content files, such as a folder. Paths are relative, with ``/``."""

    def list(self) -> Sequence[str]:
        """All paths in order."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of one file.

        :raises SourceError: it is too large, no plain file, leads outside, or cannot be opened.
        """
        ...
