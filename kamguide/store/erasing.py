"""Erasing what was deleted: SQLite's log is written back and emptied, PostgreSQL's dead rows are vacuumed.

SQLite overwrites deleted text in its file (``secure_delete``); until the log is emptied, the text stays there.
"""

from __future__ import annotations

import logging

from sqlalchemy import text

from kamguide.store.database import BUSY_MILLISECONDS, Database
from kamguide.store.errors import StoreError
from kamguide.store.tables import metadata

_WAIT_MILLISECONDS = 2_000
_log = logging.getLogger("kamguide")


def erase(database: Database) -> bool:
    """Take what was deleted out of the files; whether it is out. The rows are gone in any case.

    False: somebody was reading all the while. The next save or purge tries again.
    """
    try:
        database.unerased = not _erased(database)
    except StoreError:
        database.unerased = True
    if database.unerased:
        _log.warning("what was deleted stands in the store's log for a while longer: it is being read")
    return not database.unerased


def _erased(database: Database) -> bool:
    with database.alone() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {_WAIT_MILLISECONDS}")
            try:
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            return not busy
        for table in metadata.tables:
            connection.execute(text(f"VACUUM {table}"))
        return True
