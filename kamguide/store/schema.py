"""The schema's version: what stands in the database, what this program needs, and the way from one to the other.

Each upgrade is one transaction on both databases: killed at any step, the database is as it was before.
"""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from kamguide.store.database import Database
from kamguide.store.errors import StoreDamagedError, StoreNewerError, StoreOlderError

HEAD = "0002"
"""The version that this program reads and writes: the last of ``migrations/versions``."""
_VERSIONS = "alembic_version"
_LOCK = 5_216_704_911
"""The number of the lock under which one process at a time changes a PostgreSQL schema."""


def version_of(connection: Connection) -> str | None:
    """The version that stands in the database; None: nothing of ours."""
    if not inspect(connection).has_table(_VERSIONS):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608 - ours
    return found


def make_ready(database: Database) -> None:
    """Bring an empty database, or an SQLite file of an older version, to this program's schema; look at any other.

    A PostgreSQL database of an older version is left alone: servers that still run the older program may use it.

    :raises StoreOlderError: such a one.
    :raises StoreNewerError: a newer version of the program has written it.
    """
    with database.reading() as connection:
        found = version_of(connection)
    look_at(found, database)
    if found != HEAD:
        upgrade(database)


def look_at(found: str | None, database: Database) -> None:
    """Refuse a database of a version that this program can neither use nor bring up by itself; see ``make_ready``."""
    if found is not None and found > HEAD:
        raise StoreNewerError(found=found)
    if found is not None and found < HEAD and not database.is_sqlite:
        raise StoreOlderError(found=found)


def upgrade(database: Database) -> tuple[str | None, str]:
    """Bring the database to this program's schema; what stood there before, and what stands there now.

    :raises StoreNewerError: a newer version of the program has written it; nothing is changed.
    """
    import alembic.command  # noqa: F401, PLC0415 - takes its time, and nobody is to wait for the lock meanwhile

    with database.migrating() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        found = version_of(connection)
        if found is not None and found > HEAD:
            raise StoreNewerError(found=found)
        if found != HEAD:
            _run(connection)
            if database.is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                raise StoreDamagedError(file=database.name)
    return found, HEAD


def _run(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, and needed only when something changes
    from alembic.config import Config  # noqa: PLC0415

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
