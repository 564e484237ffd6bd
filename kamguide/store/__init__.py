"""People's own data: assessments, mentors' links and ratings, drafts; in SQLite or PostgreSQL.

Importing this is cheap. SQLAlchemy, which is not, is imported when a store is opened.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kamguide.errors import KamguideError
from kamguide.settings import Settings
from kamguide.store.kept import FILE

if TYPE_CHECKING:
    from kamguide.store.store import Store


def open_store(settings: Settings, folder: Path) -> Store:
    """The store of a site whose data folder is ``folder``: made where there is none, brought up to this program.

    :raises StoreError: it cannot be reached, is damaged, or belongs to another version of the program.
    :raises StartRefusedError: no key, or no folder to keep things in.
    :raises WrongUseError: ``database_url`` names no database.
    """
    from kamguide.store.known_key import CHANGED  # noqa: PLC0415 - SQLAlchemy costs most of a second
    from kamguide.store.store import opened  # noqa: PLC0415

    store = opened(settings, folder)
    change = store.key_change()
    if change is not None and change.accepted is None:
        _log.warning("the store: %s", CHANGED)
    return store


_log = logging.getLogger("kamguide")


class LazyStore:
    """A site's store, opened by the first who asks, once per process."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings, self._folder = settings, folder
        self._lock = threading.Lock()
        self.opened: Store | None = None
        """The store, if anybody has asked for it."""

    def open(self) -> Store:
        """The store. Where it could not be opened, the next one who asks tries again.

        :raises KamguideError: as ``open_store``.
        """
        with self._lock:
            if self.opened is None:
                self.opened = open_store(self._settings, self._folder)
            return self.opened

    def open_where_there_is_one(self) -> None:
        """Open what is kept already, so that the log says at start what is wrong with it. A new site makes no store."""
        if not self._there:
            return
        try:
            self.open()
        except KamguideError as error:
            _log.warning("the store: %s", error)

    @property
    def _there(self) -> bool:
        return bool(self._settings.database_url) or (self._folder / FILE).exists()

    def health(self) -> tuple[Literal["ok", "degraded", "down"], str]:
        """Whether people's own data can be kept now, and why not, in English for operators. Nothing is made for that.

        A file that is not there yet is made by the first save. ``degraded``: what is kept can be read, no more; or
        codes of before open nothing, because the key was changed.
        """
        if self.opened is None and not self._there:
            return "ok", ""
        try:
            if self.opened is not None:
                reason = self.opened.health()
            else:
                from kamguide.store.store import probed  # noqa: PLC0415 - as above

                reason = probed(self._settings, self._folder)
        except KamguideError as error:
            return "down", str(error)
        return ("degraded", reason) if reason else ("ok", "")

    def close(self) -> None:
        """Let go of it."""
        with self._lock:
            if self.opened is not None:
                self.opened.close()
            self.opened = None
