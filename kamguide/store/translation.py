"""What a database's own error means for us, told by its code; SQLite and PostgreSQL say the same things differently."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from sqlalchemy.exc import DBAPIError

from kamguide.store.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreDownError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)

_PRIMARY = 0xFF
"""The part of an SQLite code that says the kind; the rest says more closely."""
_SQLITE: Mapping[int, type[StoreError]] = {
    sqlite3.SQLITE_FULL: StoreFullError,
    sqlite3.SQLITE_READONLY: StoreReadOnlyError,
    sqlite3.SQLITE_BUSY: StoreBusyError,
    sqlite3.SQLITE_LOCKED: StoreBusyError,
    sqlite3.SQLITE_CORRUPT: StoreDamagedError,
    sqlite3.SQLITE_NOTADB: StoreDamagedError,
}
_SQLITE_CLOSELY: Mapping[int, type[StoreError]] = {
    sqlite3.SQLITE_IOERR_WRITE: StoreFullError,
    sqlite3.SQLITE_IOERR_SHMSIZE: StoreFullError,
}
_POSTGRES: Mapping[str, type[StoreError]] = {
    "53100": StoreFullError,  # disk_full
    "25006": StoreReadOnlyError,  # read_only_sql_transaction
    "55P03": StoreBusyError,  # lock_not_available
    "57014": StoreBusyError,  # query_canceled: the statement timeout
    "40P01": StoreBusyError,  # deadlock_detected
    "40001": StoreBusyError,  # serialization_failure
    "53300": StoreBusyError,  # too_many_connections
    "XX001": StoreDamagedError,  # data_corrupted
    "XX002": StoreDamagedError,  # index_corrupted
}


def translated(error: DBAPIError, name: str) -> StoreError:
    """The error to raise instead. ``name`` is what the database is called.

    The database's own words are not kept: PostgreSQL quotes whole rows. Only its code comes along, as ``reason``.
    """
    meant, reason = _sqlite(error.orig) if isinstance(error.orig, sqlite3.Error) else _postgres(error.orig)
    made = meant(file=name) if meant is StoreDamagedError else meant()
    made.reason = reason
    return made


def _sqlite(error: sqlite3.Error) -> tuple[type[StoreError], str]:
    code: int = getattr(error, "sqlite_errorcode", 0)
    meant = _SQLITE_CLOSELY.get(code) or _SQLITE.get(code & _PRIMARY, StoreDownError)
    return meant, getattr(error, "sqlite_errorname", type(error).__name__)


def _postgres(error: BaseException | None) -> tuple[type[StoreError], str]:
    state: str = getattr(error, "sqlstate", None) or ""
    return _POSTGRES.get(state, StoreDownError), f"{type(error).__name__} {state}".strip()
