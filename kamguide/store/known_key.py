"""The key that a database knows: the fingerprint of the one its codes and tokens were made under.

A database learns it from the first program that opens it. Under another key nothing opens, and nobody would say why.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from kamguide.store.database import Database
from kamguide.store.errors import StoreError
from kamguide.store.inserting import insert_new
from kamguide.store.kept import KEEPING
from kamguide.store.tables import PERSONAL, known_key

CHANGED = (
    "secret_key is not the one that codes and links were made under, so none of them opens: set the former key again, "
    "or accept this one with kamguide db accept-key"
)
"""What an operator is told, in English."""
_ONLY = 1


@dataclass(frozen=True, slots=True)
class KeyChange:
    """That codes of before open nothing, because the key is another."""

    accepted: datetime | None
    """Since when the new key is the database's (UTC); None: it is not, and the former one may come back."""


def known(connection: Connection) -> str | None:
    """The fingerprint that the database knows; None: none yet."""
    return connection.execute(select(known_key.c.fingerprint)).scalar()


def learn(database: Database, fingerprint: str) -> None:
    """Let a database that knows no key, or keeps nothing under the one it knows, know this one.

    Where nothing can be written just now, the next one who opens it tries again.

    :raises StoreError: it cannot be read.
    """
    with database.reading() as connection:
        found = known(connection)
        if found == fingerprint or (found is not None and keeps_something(connection)):
            return
    with suppress(StoreError), database.writing() as connection:
        if not _put_first(connection, fingerprint) and not keeps_something(connection):
            _put(connection, fingerprint, None)


def accept(connection: Connection, fingerprint: str, now: datetime | None) -> bool:
    """Let the database know this key instead of the one it knows; whether that was another.

    :param now: when what was kept under the former key stopped to open; None: nothing of it is left.
    """
    if _put_first(connection, fingerprint) or known(connection) == fingerprint:
        return False
    _put(connection, fingerprint, now)
    return True


def change(connection: Connection, fingerprint: str, now: datetime) -> KeyChange | None:
    """Whether codes that people still hold open nothing under this key; None: all open, or are past their time."""
    found = connection.execute(select(known_key)).first()
    if found is None:
        return None
    if found.fingerprint != fingerprint:
        return KeyChange(None)
    return KeyChange(found.accepted) if found.accepted is not None and now < found.accepted + KEEPING else None


def _put_first(connection: Connection, fingerprint: str) -> bool:
    return insert_new(connection, known_key, {"id": _ONLY, "fingerprint": fingerprint, "accepted": None})


def _put(connection: Connection, fingerprint: str, accepted: datetime | None) -> None:
    connection.execute(update(known_key).values(fingerprint=fingerprint, accepted=accepted))


def keeps_something(connection: Connection) -> bool:
    """Whether anything that people left is kept."""
    return any(connection.execute(select(table.primary_key.columns[0]).limit(1)).first() for table in PERSONAL)
