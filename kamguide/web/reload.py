"""Hot reload: a changed content file shows within two seconds; a bad one leaves the last good library in place."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kamguide.guide import Guide, reopened
from kamguide.web.site import Site

INTERVAL = 0.5
"""Seconds between two looks at the files."""
PATIENCE = 2.0
"""Seconds within which a company's vanished file may come back: editors and checkouts delete before they write."""

Fingerprint = tuple[tuple[str, int, int, int], ...]


def fingerprint(folder: Path) -> Fingerprint:
    """Path, size, time and inode of every file below a folder; what cannot be looked at counts as absent."""
    found = []
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(place, name)  # noqa: PTH118 - hundreds of files twice a second
            try:
                status = os.lstat(path)
            except OSError:
                continue
            found.append((path, status.st_size, status.st_mtime_ns, status.st_ino))
    return tuple(found)


class Watcher(threading.Thread):
    """Reads the content again when its files change, and swaps the site's guide by one assignment."""

    def __init__(self, site: Site, read_again: Callable[[Guide], Guide] = reopened, interval: float = INTERVAL) -> None:
        super().__init__(name="kamguide-reload", daemon=True)
        self._site = site
        self._read_again = read_again
        self._interval = interval
        self._stopping = threading.Event()
        self._seen, self._read = self._looks(), time.monotonic()

    def run(self) -> None:
        while not self._stopping.wait(self._interval):
            self.look()

    def look(self) -> bool:
        """One look: whether something had changed and was read again."""
        now = self._looks()
        waited = bool(self._site.guide.awaited) and time.monotonic() - self._read >= PATIENCE
        if now == self._seen and not waited:
            return False
        self._seen, self._read = now, time.monotonic()
        try:
            self._site.guide = self._read_again(self._site.guide)
        except Exception:
            logging.getLogger("kamguide").exception("the content could not be read again; the last good one stays")
        return True

    def _looks(self) -> tuple[Fingerprint, ...]:
        return tuple(fingerprint(folder) for folder in self._site.guide.folders)

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._stopping.set()
        self.join()
