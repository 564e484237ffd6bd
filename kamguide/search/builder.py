"""Builds the index on disk, and opens it only when it is whole: one directory per build, never changed afterwards.

::

    data_dir/search/                 ours alone (0700): an index holds pickles
        current                      which directory counts, and the checksum of its manifest
        lock                         held by the one who builds
        content                      which content it was built from (``content_digest``)
        index-<stamp>-<build>/       a build: Whoosh's files, what is kept beside them, and manifest.json
        building-<build>/            a build under way, or one that was killed

Nothing is synced to the disk: the content is the truth, and whatever does not fit its checksum is built anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kamguide import __version__
from kamguide.search.analysis import VERSION
from kamguide.search.index import SCHEMA, Document
from kamguide.search.whoosh_index import FORMAT, WhooshIndex, write

POINTER, LOCK, MANIFEST, KEPT = "current", "lock", "manifest.json", "kept"

_BUILD = re.compile("index-[0-9A-Za-z.]+-[0-9a-f]{8}")
_SMALL = 1_000_000
"""Bytes of a pointer or manifest, at most."""
_TRIES = 5
"""How often an index is opened while builds overtake each other."""


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What a build consists of: per file its size and SHA-256."""

    stamp: str
    documents: int
    files: dict[str, tuple[int, str]]


def stamp_of(library_version: str) -> str:
    """The stamp of an index: it changes with the content, and with everything that turns content into an index."""
    parts = (__version__, SCHEMA, VERSION, FORMAT, library_version)
    return _sum("\n".join(parts).encode())[:16]


def up_to_date(folder: Path, stamp: str) -> bool:
    """Whether there is an index with the stamp whose files have their sizes. Cheap; opening it looks closer."""
    try:
        directory, manifest = _pointed(folder, _pointer(folder))
        sizes = {name: (directory / name).stat().st_size for name in manifest.files}
    except Exception:  # as in open_index
        return False
    return manifest.stamp == stamp and all(sizes[name] == size for name, (size, _) in manifest.files.items())


def open_index(folder: Path, stamp: str) -> WhooshIndex | None:
    """The index with the stamp; None where there is none, or it is not to the byte what was built here."""
    for _ in range(_TRIES):
        pointer = _pointer(folder)
        try:
            return _opened(folder, pointer, stamp)
        except Exception:  # damage has many names in Whoosh, pickle, zlib and json; all mean that it is not whole
            if _pointer(folder) == pointer:  # else the build was overtaken, and removed while it was being read
                return None
    return None


def build(folder: Path, stamp: str, documents: Iterable[Document], kept: bytes = b"", *, anew: bool = False) -> bool:
    """Build the index and switch to it; whether this call did so: not where a whole one stands, or another builds it.

    :param kept: what is kept beside the documents, for whoever opens the index.
    :param anew: build even where a whole one stands; it answers until then.
    :raises OSError: the folder cannot be written; an index that was there still answers.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    with _alone(folder) as alone:
        if not alone:
            return False
        _tidy(folder)  # of what a killed builder left, too
        if not anew and open_index(folder, stamp) is not None:
            return False
        under_way = folder / f"building-{secrets.token_hex(4)}"
        try:
            _switch(folder, under_way, _written(under_way, stamp, list(documents), kept))
        finally:
            _tidy(folder)
    return True


def _opened(folder: Path, pointer: bytes, stamp: str) -> WhooshIndex:
    directory, manifest = _pointed(folder, pointer)
    if manifest.stamp != stamp:
        raise ValueError(manifest.stamp)
    files = {name: _read(directory / name, size) for name, (size, _) in manifest.files.items()}
    for name, (_, checksum) in manifest.files.items():
        if _sum(files[name]) != checksum:
            raise ValueError(name)
    index = _whole(files)
    if index.count() != manifest.documents:
        raise ValueError(MANIFEST)
    return index


def _pointed(folder: Path, pointer: bytes) -> tuple[Path, _Manifest]:
    """The directory that counts, and its manifest: the very one that the pointer was written for."""
    name, checksum = pointer.decode("ascii").split()
    if not _BUILD.fullmatch(name):
        raise ValueError(name)
    data = _read(folder / name / MANIFEST, _SMALL)
    if _sum(data) != checksum:
        raise ValueError(MANIFEST)
    raw = json.loads(data)
    return folder / name, _Manifest(raw["stamp"], raw["documents"], {n: (s, c) for n, (s, c) in raw["files"].items()})


def _pointer(folder: Path) -> bytes:
    """What the pointer says; nothing where there is none, or where somebody else could have put it."""
    try:
        info = folder.stat()
        ours = info.st_uid in (0, os.geteuid()) and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        return _read(folder / POINTER, _SMALL) if ours else b""
    except (OSError, ValueError):
        return b""


def _read(path: Path, most: int) -> bytes:
    """A plain file's bytes; a pipe, a link or something longer is refused."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        info = os.fstat(descriptor)
        if not stat.S_ISREG(info.st_mode) or info.st_size > most:
            raise ValueError(path.name)
        return file.read(most + 1)


def _whole(files: dict[str, bytes]) -> WhooshIndex:
    """The index over the files of a build."""
    return WhooshIndex({name: data for name, data in files.items() if name != KEPT}, files[KEPT])


def _written(directory: Path, stamp: str, documents: list[Document], kept: bytes) -> bytes:
    """Write a build with its manifest, and try it; the manifest's bytes."""
    directory.mkdir(mode=0o700)
    write(directory, documents)
    (directory / KEPT).write_bytes(kept)
    files = {path.name: path.read_bytes() for path in sorted(directory.iterdir())}
    if _whole(files).count() != len(documents):
        raise OSError(f"{directory}: not every document was written")
    sealed = {name: (len(data), _sum(data)) for name, data in files.items()}
    manifest = json.dumps({"stamp": stamp, "documents": len(documents), "files": sealed}, indent=1).encode()
    (directory / MANIFEST).write_bytes(manifest)
    return manifest


def _switch(folder: Path, under_way: Path, manifest: bytes) -> None:
    """Give the finished build its name, and let the pointer name it; readers see the old one or the new one."""
    name = f"index-{json.loads(manifest)['stamp']}-{under_way.name.rpartition('-')[2]}"
    under_way.rename(folder / name)
    fresh = folder / f"{POINTER}.new"
    fresh.write_text(f"{name} {_sum(manifest)}\n", encoding="ascii")
    _removed(folder / POINTER, only_folders=True)
    fresh.replace(folder / POINTER)


def _tidy(folder: Path) -> None:
    """Remove every build but the one that counts. Only for who holds the lock."""
    kept = _pointer(folder).decode("ascii", "replace").partition(" ")[0]
    for path in list(folder.iterdir()):
        if path.name.startswith(("index-", "building-")) and path.name != kept:
            _removed(path)


def _removed(path: Path, *, only_folders: bool = False) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    elif not only_folders:
        path.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Holds the lock; False where somebody else does. The system releases it, even from a killed process."""
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
