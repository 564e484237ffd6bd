"""The one door for writing into a folder of content: whole files or nothing, never through a link.

A company's folder may come from anybody. A link in it, or in place of one of its folders, must not make the program
write elsewhere: each folder is opened from the one before it, and none of them may be a link.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kamguide.errors import RefusedFileError

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


def write(root: Path, path: str, text: str | bytes) -> None:
    """Writes a file below ``root``, which itself may be reached through links; folders on the way are made.

    It stands in a file beside it first, which then takes its place: a reader sees the old text or the new one.

    :raises RefusedFileError: the file or a folder on the way is a link, no plain file, leads out, or cannot be written.
    """
    *folders, name = path.split("/")
    if not name or any(step in ("", ".", "..") for step in (*folders, name)):
        raise RefusedFileError("'%(name)s' leads out of its folder; nothing was written", name=path)
    try:
        with _opened(root, folders) as folder:
            _replace(folder, name, text.encode("utf-8") if isinstance(text, str) else text)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise RefusedFileError(
                "'%(name)s' is a link, or stands below one; links are not followed, nothing was written", name=path
            ) from None
        reason = error.strerror or type(error).__name__
        raise RefusedFileError("'%(name)s' cannot be written: %(reason)s", name=path, reason=reason) from None


@contextmanager
def _opened(root: Path, folders: list[str]) -> Iterator[int]:
    """The innermost folder as a descriptor; each is opened from the one before it."""
    held = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in folders:
            try:
                below = os.open(name, _FOLDER, dir_fd=held)
            except FileNotFoundError:
                os.mkdir(name, dir_fd=held)
                below = os.open(name, _FOLDER, dir_fd=held)
            os.close(held)
            held = below
        yield held
    finally:
        os.close(held)


def _replace(folder: int, name: str, data: bytes) -> None:
    mode = 0o666
    try:
        there = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        there = None
    if there is not None and not stat.S_ISREG(there.st_mode):
        raise OSError(errno.ELOOP, "not a plain file")
    beside = f".{name}.{os.getpid()}.tmp"
    descriptor = os.open(beside, _NEW, mode, dir_fd=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if there is not None:
                os.fchmod(descriptor, stat.S_IMODE(there.st_mode))
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        os.replace(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        os.unlink(beside, dir_fd=folder)
        raise
