"""Texts that open under a return code: assessments and drafts. The store does not look into them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, delete, func, select, update

from kamguide.errors import WrongUseError
from kamguide.store.codes import ONCE_LENGTH, Code, Hasher, Purpose, new_code
from kamguide.store.database import Database
from kamguide.store.erasing import erase
from kamguide.store.errors import ChangedMeanwhileError, StoreDownError, StoreError
from kamguide.store.inserting import insert_new
from kamguide.store.kept import KEEPING, Kept

MOST_BYTES = 1_000_000
"""Bytes of a text, at most."""
_TRIES = 3
_NOTED = timedelta(minutes=1)
"""A use is noted once in this time, so that reading a page again does not write."""

Clock = Callable[[], datetime]
"""Gives the time in UTC."""


class CodedTexts:
    """One table of texts under codes. Codes may be given as typed; what is unknown or past its time opens nothing."""

    def __init__(  # noqa: PLR0917 - wired at one place, in the store
        self,
        database: Database,
        hasher: Hasher,
        table: Table,
        purpose: Purpose,
        clock: Clock,
        tidy: Callable[[], None],
    ) -> None:
        self._database, self._hasher, self._table, self._clock, self._tidy = database, hasher, table, clock, tidy
        self._purpose: Purpose = purpose

    def create(self, text: str, once: str | None = None) -> Code:
        """Keep a text; the code under which it opens.

        :param once: an idempotency key of 128 bits or more, made by us for one form: the same one again gives the same
            code and makes nothing; the text that was kept first stays (``open`` tells it, ``save`` changes it).
        :raises WrongUseError: a text that no database takes, or a key that could be guessed.
        :raises StoreError: it was not kept.
        """
        if once is not None and len(once) < ONCE_LENGTH:
            raise WrongUseError("an idempotency key needs %(least)s characters or more", least=ONCE_LENGTH)
        now = self._clock()
        row = {"text": checked(text), "version": 1, "created": now, "used": now}
        for _ in range(_TRIES):
            code = new_code() if once is None else self._hasher.code_for(self._purpose, once)
            code_hash = self._hasher.code(self._purpose, code)
            with self._database.writing() as connection:
                connection.execute(delete(self._table).where(self._mine(code_hash), ~self._lives(now)))
                made = insert_new(connection, self._table, {"code_hash": code_hash, **row})
            if made or once is not None:
                self._tidy()
                return code
        raise StoreDownError  # 60 bits do not repeat: the database says no to everything

    def open(self, code: Code | str) -> Kept | None:
        """The text under a code, and its use is noted; None: unknown or past its time."""
        now = self._clock()
        code_hash = self._hasher.code(self._purpose, code)
        with self._database.reading() as connection:
            row = connection.execute(self._found(code_hash, now)).first()
        if row is None:
            return None
        used = self._note(row.id, row.used, now)
        return _kept(row, used)

    def save(self, code: Code | str, text: str, version: int) -> Kept | None:
        """Put another text in the place of version ``version``; what is kept now. None: unknown or past its time.

        :raises ChangedMeanwhileError: another version stands there; it comes along. The same text again is no change.
        :raises WrongUseError: a text that no database takes.
        :raises StoreError: it was not kept.
        """
        now = self._clock()
        code_hash = self._hasher.code(self._purpose, code)
        text = checked(text)
        with self._database.writing() as connection:
            row = connection.execute(self._found(code_hash, now).with_for_update()).first()
            if row is None:
                return None
            if row.version != version:
                if row.text == text:
                    return _kept(row, row.used)
                raise ChangedMeanwhileError(_kept(row, row.used))
            values = {"text": text, "version": version + 1, "used": now}
            connection.execute(update(self._table).where(self._table.c.id == row.id).values(values))
        self._tidy()
        return Kept(row.id, text, version + 1, row.created, now)

    def delete(self, code: Code | str) -> bool:
        """Delete the text and everything below it, so that no byte of it stays in the files; whether there was one."""
        code_hash = self._hasher.code(self._purpose, code)
        with self._database.writing() as connection:
            gone = connection.execute(delete(self._table).where(self._mine(code_hash))).rowcount > 0
        if gone:
            erase(self._database)
        return gone

    def count(self) -> int:
        """How many there are."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(self._table)).scalar_one()

    def id_of(self, connection: Connection, code: Code | str) -> int | None:
        """The row that lives under a code, for what hangs on it."""
        code_hash = self._hasher.code(self._purpose, code)
        query = select(self._table.c.id).where(self._mine(code_hash), self._lives(self._clock()))
        return connection.execute(query).scalar()

    def _note(self, row_id: int, used: datetime, now: datetime) -> datetime:
        """Note a use. Reading goes on where nothing can be written, or somebody else holds the lock."""
        if now - used < _NOTED:
            return used
        try:
            with self._database.writing(patient=False) as connection:
                mine = (self._table.c.id == row_id) & (self._table.c.used < now)
                connection.execute(update(self._table).where(mine).values(used=now))
        except StoreError:
            return used
        return now

    def _mine(self, code_hash: bytes) -> ColumnElement[bool]:
        return self._table.c.code_hash == code_hash

    def _lives(self, now: datetime) -> ColumnElement[bool]:
        return self._table.c.used > now - KEEPING

    def _found(self, code_hash: bytes, now: datetime) -> Select[Any]:
        return select(self._table).where(self._mine(code_hash), self._lives(now))


def _kept(row: Row[Any], used: datetime) -> Kept:
    return Kept(row.id, row.text, row.version, row.created, used)


def checked(text: str) -> str:
    """The text, if both databases take it.

    :raises WrongUseError: it is too long, or holds NUL or half a character.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise WrongUseError("a text for the store holds half a character") from None
    if size > MOST_BYTES or "\0" in text:
        raise WrongUseError(
            "a text for the store has %(size)s bytes, at most %(most)s, and no NUL", size=size, most=MOST_BYTES
        )
    return text
