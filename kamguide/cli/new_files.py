"""Files that a command writes into a folder of their own: all of them, or none where one is there already."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kamguide.cli.options import cannot_write
from kamguide.errors import WrongUseError
from kamguide.sources.writing import write


def write_new(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes files by their paths below the folder, which is made.

    :raises WrongUseError: one is there already, or the folder cannot be made.
    :raises RefusedFileError: one cannot be written, or would be written through a link.
    """
    for path in files:
        if (folder / path).exists():
            raise WrongUseError("%(path)s is there already: name a new folder", path=str(folder / path))
    if not files:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
    for path, text in files.items():
        write(folder, path, text)
