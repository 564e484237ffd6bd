"""The database: one engine with its pool, transactions that read or write, and what each connection is told first.

SQLite writes ahead (WAL) and syncs every commit, takes the lock when a writing transaction begins (a lock taken later
cannot be waited for), checks foreign keys, and overwrites what is deleted. Writers take turns: threads in a queue,
processes by asking the more often the longer they wait. SQLite's own waiting grows to 100 ms between two questions, so
that of twenty processes some come last every time and give up.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from kamguide.errors import StartRefusedError, WrongUseError
from kamguide.store.errors import StoreBusyError, StoreError, StoreFullError, StoreReadOnlyError
from kamguide.store.kept import FILE
from kamguide.store.translation import translated

BUSY_SECONDS = 5
"""How long a transaction waits for another one's lock."""
BUSY_MILLISECONDS = BUSY_SECONDS * 1000
_POOL = {"pool_size": 5, "max_overflow": 5, "pool_timeout": BUSY_SECONDS}
_SQLITE_POOL = {"pool_size": 5, "max_overflow": 35, "pool_timeout": BUSY_SECONDS}
"""A file's connections cost next to nothing, and so many threads may read at once."""
_CONNECTION: dict[str, Any] = {"isolation_level": None, "timeout": BUSY_SECONDS, "check_same_thread": False}
_CONNECT_SECONDS = 3
_FIRST_PAUSE = 0.008
"""Seconds between two questions for the lock at first; half as long after each second of waiting."""
_LEAST_PAUSE = 0.002
_MODE = "kamguide_mode"
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {BUSY_MILLISECONDS}",
            "secure_delete = ON", "temp_store = MEMORY", "trusted_schema = OFF")  # fmt: skip
_POSTGRES_SETTINGS = {
    "timezone": "UTC",
    "statement_timeout": "5s",
    "lock_timeout": f"{BUSY_SECONDS}s",
    "idle_in_transaction_session_timeout": "15s",
}


class Database:
    """One database. Every error of it comes out as a ``StoreError``."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.trouble: StoreError | None = None
        """Why nothing could be written when that was last tried; None: it could."""
        self.unerased = False
        """Whether something that was deleted may still stand in the files."""
        self.engine = _sqlite(url) if self.is_sqlite else _postgres(url)
        self._turn = threading.Lock()

    @property
    def name(self) -> str:
        """What the database is called to an operator; never with a password."""
        return self.url.database or "" if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state from its first query on and writes nothing."""
        with self._transaction("read") as connection:
            yield connection

    @contextmanager
    def writing(self, *, patient: bool = True) -> Iterator[Connection]:
        """A transaction that writes. When this returns, what it wrote is on the disk.

        :param patient: whether it waits for somebody else's lock.
        """
        try:
            with self._in_turn(patient), self._transaction("write" if patient else "write at once") as connection:
                yield connection
        except (StoreFullError, StoreReadOnlyError) as error:
            self.trouble = error
            raise
        self.trouble = None

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A transaction in which tables may be rebuilt: without timeouts; SQLite's foreign keys are the caller's."""
        with self._named_errors(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            else:
                connection.exec_driver_sql("SET statement_timeout = 0")
                connection.exec_driver_sql("SET lock_timeout = 0")
            connection.rollback()
            try:
                ours = connection.execution_options(**{_MODE: "write"})
                with ours.begin():
                    yield ours
            finally:
                connection.invalidate()  # the pool's connections are told otherwise

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A connection without a transaction, for what databases do outside of one."""
        with self._named_errors(), self.engine.connect() as connection:
            # SQLite's has none until BEGIN is sent
            yield connection if self.is_sqlite else connection.execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _in_turn(self, patient: bool) -> Iterator[None]:
        """One thread of ours at a time asks SQLite for its lock; PostgreSQL locks rows and queues by itself."""
        if not self.is_sqlite:
            yield
            return
        if not self._turn.acquire(timeout=BUSY_SECONDS if patient else 0):
            raise StoreBusyError
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _transaction(self, mode: str) -> Iterator[Connection]:
        with self._named_errors(), self.engine.connect() as connection:
            ours = connection.execution_options(**{_MODE: mode})
            with ours.begin():
                yield ours

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeoutError:
            raise StoreBusyError from None
        except DBAPIError as error:
            meant = translated(error, self.name)
            if self.is_sqlite and isinstance(meant, StoreReadOnlyError):
                self.engine.dispose()  # connections that can only read are not kept for when writing works again
            raise meant from None


def database_url(setting: str, folder: Path) -> URL:
    """The setting ``database_url`` as an address; without it, SQLite in the data folder.

    :raises WrongUseError: an address of no database that we know.
    """
    if not setting:
        return URL.create("sqlite", database=str(folder / FILE))
    try:
        url = make_url(setting)
        backend = {"postgres": "postgresql"}.get(url.drivername, url.drivername).partition("+")[0]
    except (ArgumentError, NoSuchModuleError, ValueError):
        backend = ""
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite")
    raise WrongUseError(
        "setting 'database_url' names no database that the store knows: sqlite:///FILE or postgresql://USER@HOST/NAME"
    )


def _sqlite(url: URL) -> Engine:
    path = Path(url.database or "")
    _make_private(path)
    engine = create_engine(
        url, creator=lambda: connected(path), poolclass=QueuePool, hide_parameters=True, **_SQLITE_POOL
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get(_MODE)
        if mode == "read":
            connection.exec_driver_sql("BEGIN")
        elif mode in {"write", "write at once"}:
            _begin_writing(connection, BUSY_SECONDS if mode == "write" else 0)

    return engine


def _begin_writing(connection: Connection, seconds: float) -> None:
    """Take the file's lock, which one transaction of all processes holds, within so many seconds."""
    begun = time.monotonic()
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except DBAPIError as error:
                waited = time.monotonic() - begun
                if waited >= seconds or getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                time.sleep(max(_LEAST_PAUSE, _FIRST_PAUSE / 2**waited))
            else:
                return
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def connected(path: Path) -> sqlite3.Connection:
    """A connection to the file, told what each one is told. On a disk that is read-only it reads the file alone.

    SQLite itself cannot read a file with a log there; without a log nobody is writing, and the file is all there is.
    """
    try:
        return _told(sqlite3.connect(path, **_CONNECTION))
    except sqlite3.OperationalError:
        log = Path(f"{path}-wal")
        if os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size):
            raise
        return _told(sqlite3.connect(f"file:{quote(str(path))}?immutable=1", uri=True, **_CONNECTION))


def _told(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    """Make an empty file that only we may read, before SQLite makes one that others may."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise StartRefusedError(
            "the store cannot be made in %(folder)s: %(reason)s",
            folder=str(path.parent),
            reason=error.strerror or type(error).__name__,
        ) from None


def _postgres(url: URL) -> Engine:
    arguments = {"connect_timeout": _CONNECT_SECONDS, "client_encoding": "utf8", "prepare_threshold": None}
    try:
        engine = create_engine(
            url, pool_pre_ping=True, pool_recycle=1800, connect_args=arguments, hide_parameters=True, **_POOL
        )
    except ModuleNotFoundError:
        raise StartRefusedError(
            'PostgreSQL needs the package psycopg: install it with pip install "kamguide[postgres]"'
        ) from None

    @event.listens_for(engine, "connect")
    def tell(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            for name, value in _POSTGRES_SETTINGS.items():
                cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
        connection.commit()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get(_MODE)
        if mode == "read":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        elif mode == "write at once":
            connection.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")

    return engine
