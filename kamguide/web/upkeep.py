"""Keeps the search index up to date while the site serves: has it built by another process, and opens it when it is.

This process never writes the index. It looks every few seconds; searches are answered from memory meanwhile.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from kamguide.guide import Guide, packaged_site
from kamguide.web.site import Site

INTERVAL = 1.0
"""Seconds between two looks."""
PAUSES = (0.0, 5.0, 30.0, 300.0)
"""Seconds before each further try to build the same index; the last one for all that follow."""

Builder = subprocess.Popen[bytes]


def start_builder(guide: Guide) -> Builder:
    """Another process that brings the guide's index up to date: ``kamguide index``."""
    site = guide.site or packaged_site()
    command = [sys.executable, "-m", "kamguide", "index", "--site", str(site.resolve())]
    environment = {**os.environ, "KAMGUIDE_DATA_DIR": str(guide.data_folder.resolve())}
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


class Upkeep(threading.Thread):
    """Looks after the index of whatever guide the site serves."""

    def __init__(
        self, site: Site, start: Callable[[Guide], Builder] = start_builder, interval: float = INTERVAL
    ) -> None:
        super().__init__(name="kamguide-upkeep", daemon=True)
        self._site = site
        self._start = start
        self._interval = interval
        self._stopping = threading.Event()
        self._builder: Builder | None = None
        self._version = ""
        self._tries = 0
        self._next_try = 0.0

    def run(self) -> None:
        while True:
            try:
                self.look()
            except Exception:
                logging.getLogger("kamguide").exception("the search index could not be looked after")
            if self._stopping.wait(self._interval):
                return

    def look(self) -> bool:
        """One look: open what has been built, or have it built. Whether all is well."""
        guide = self._site.guide
        catalogue = guide.catalogue
        if self._version != catalogue.version:
            self._version, self._tries, self._next_try = catalogue.version, 0, 0.0
        building = self._builder is not None and self._builder.poll() is None
        self._site.desks.reopen(catalogue)
        if self._site.desks.lasting(catalogue):
            self._site.upkeep, self._tries, self._next_try = "", 0, 0.0
            return True
        if not building:
            self._have_built(guide)
        return False

    def _have_built(self, guide: Guide) -> None:
        failed = self._builder is not None and self._builder.returncode != 0
        self._site.upkeep = (
            "the index cannot be built, searches are answered from memory; see kamguide index"
            if failed
            else "the index is being built, searches are answered from memory"
        )
        if time.monotonic() < self._next_try:
            return
        if failed and self._tries == 1:
            logging.getLogger("kamguide").warning("the search index cannot be built: see `kamguide index`")
        self._tries += 1
        self._next_try = time.monotonic() + PAUSES[min(self._tries, len(PAUSES) - 1)]
        self._builder = self._start(guide)

    def stop(self) -> None:
        """End the thread and a builder that is at work, and wait for both."""
        self._stopping.set()
        if self.is_alive():
            self.join()
        if self._builder is not None:
            self._builder.terminate()
            self._builder.wait()
