"""Content files in memory: the twin of the folder, for tests and for content made by a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kamguide.errors import SourceError
from kamguide.sources.base import FILE_LIMIT


class MemorySource:
    """Files given as path -> text or bytes."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self._files = {
            path: text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
            for path, text in files.items()
        }

    def list(self) -> Sequence[str]:
        return sorted(self._files)

    def read(self, path: str) -> bytes:
        data = self._files.get(path)
        if data is None:
            raise SourceError("unreadable-file", reason="No such file or directory")
        if len(data) > FILE_LIMIT:
            raise SourceError("file-too-large", limit=FILE_LIMIT // 1000)
        return data
