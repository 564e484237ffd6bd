"""The store: people's own data in one database, opened once per process; everything it offers at one place."""

from __future__ import annotations

import logging
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from kamguide.settings import Settings
from kamguide.store import known_key, tables
from kamguide.store.backup import backup, restore
from kamguide.store.coded_texts import Clock, CodedTexts
from kamguide.store.codes import Hasher
from kamguide.store.database import Database, database_url
from kamguide.store.erasing import erase
from kamguide.store.errors import StoreError, StoreReadOnlyError
from kamguide.store.known_key import KeyChange
from kamguide.store.links import Links
from kamguide.store.mentors import Mentors
from kamguide.store.purging import Purged, purge
from kamguide.store.schema import HEAD, look_at, make_ready, upgrade, version_of
from kamguide.store.secret_key import key_of

_PURGED_EVERY = timedelta(hours=1)
_log = logging.getLogger("kamguide")


def now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


class Store:
    """Assessments, links, mentors' lists and drafts. Safe to use from several threads."""

    def __init__(self, database: Database, key: bytes, clock: Clock = now) -> None:
        self.database, self.clock = database, clock
        self.hasher = Hasher(key)
        self.assessments = CodedTexts(database, self.hasher, tables.assessments, "assessment", self._now, self.tidy)
        self.drafts = CodedTexts(database, self.hasher, tables.drafts, "draft", self._now, self.tidy)
        self.links = Links(database, self.hasher, self.assessments, self._now)
        self.mentors = Mentors(database, self.hasher, self.links, self._now)
        self._purged: datetime | None = None
        self._purging = threading.Lock()

    def purge(self, moment: datetime | None = None) -> Purged:
        """Delete what is past its time at ``moment`` (default: now).

        :raises StoreError: nothing was deleted.
        """
        return purge(self.database, moment or self.clock())

    def tidy(self) -> None:
        """Purge if that has not been done for an hour; called at start and after each save, and never in its way."""
        moment = self.clock()
        due = self._purged is None or not timedelta() <= moment - self._purged < _PURGED_EVERY
        if not due and not self.database.unerased:
            return
        if not self._purging.acquire(blocking=False):
            return
        try:
            if due:
                self._purged = moment
                self.purge(moment)
            else:
                erase(self.database)
        except StoreError as error:
            _log.warning("the store could not be purged: %s", type(error).__name__)
        finally:
            self._purging.release()

    def backup(self, file: Path) -> int:
        """Write all that is kept to a file; how many rows. The site may go on meanwhile.

        :raises RefusedFileError: it cannot be written.
        :raises StoreError: the database cannot be read.
        """
        return backup(self.database, self.hasher.fingerprint(), file, self.clock())

    def restore(self, file: Path, *, replace: bool = False) -> int:
        """Put a backup's rows into the store, all or nothing, and purge what is past its time by now; how many rows.

        :param replace: whether what is kept now is deleted; else the store must be empty.
        :raises RefusedFileError: no whole backup, of another schema, or made under another key.
        :raises StoreError: nothing was changed.
        """
        rows = restore(self.database, self.hasher.fingerprint(), file, replace=replace)
        if replace:
            erase(self.database)
        self.purge()
        return rows

    def upgrade(self) -> tuple[str | None, str]:
        """Bring the database to this program's schema; what stood there before, and what stands there now.

        :raises StoreError: nothing was changed.
        """
        return upgrade(self.database)

    def key_change(self) -> KeyChange | None:
        """Whether codes and links of before open nothing because ``secret_key`` was changed; None: they open.

        :raises StoreError: the database cannot be read.
        """
        with self.database.reading() as connection:
            return known_key.change(connection, self.hasher.fingerprint(), self.clock())

    def accept_key(self) -> bool:
        """Let the database know the site's key instead of the former one, under which nothing opens any more.

        What was kept under that stays until it is past its time. False: it is the one that the database knows.

        :raises StoreError: nothing was changed.
        """
        with self.database.writing() as connection:
            return known_key.accept(connection, self.hasher.fingerprint(), self.clock())

    def health(self) -> str:
        """Why not all is well, in English for operators: nothing can be saved, or no code of before opens; else empty.

        :raises StoreError: it cannot be read either.
        """
        return _health(self.database, self.hasher)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def _now(self) -> datetime:
        return self.clock()


def opened(settings: Settings, folder: Path, *, tidied: bool = True) -> Store:
    """As ``kamguide.store.open_store``; an operator's commands purge only what they are asked to."""
    store = Store(open_database(settings, folder), key_of(settings, folder))
    try:
        make_ready(store.database)
        known_key.learn(store.database, store.hasher.fingerprint())
    except StoreError:
        store.close()
        raise
    if tidied:
        store.tidy()
    return store


def probed(settings: Settings, folder: Path) -> str:
    """As ``Store.health``, of a store that this process has not opened; nothing is made or changed.

    :raises KamguideError: opening it would fail.
    """
    hasher = Hasher(key_of(settings, folder))
    database = open_database(settings, folder)
    try:
        return _health(database, hasher)
    finally:
        database.close()


def _health(database: Database, hasher: Hasher) -> str:
    with database.reading() as connection:
        version = version_of(connection)
        look_at(version, database)
        under = known_key.known(connection) if version == HEAD else None
        read_only = not database.is_sqlite and connection.execute(text("SELECT pg_is_in_recovery()")).scalar()
    if read_only or (database.is_sqlite and not os.access(database.name, os.W_OK)):
        return str(StoreReadOnlyError())
    if database.trouble is not None:
        return str(database.trouble)
    return known_key.CHANGED if under not in (None, hasher.fingerprint()) else ""


def open_database(settings: Settings, folder: Path) -> Database:
    """The database of a site, as the setting ``database_url`` says; nothing is read yet."""
    return Database(database_url(settings.database_url, folder))
