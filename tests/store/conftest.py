"""A store of each kind, empty: SQLite in a file, and a PostgreSQL that the dev group brings."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, create_engine, delete, make_url, text

from kamguide.settings import Settings
from kamguide.store import open_store
from kamguide.store.database import Database, database_url
from kamguide.store.kept import FILE
from kamguide.store.schema import upgrade
from kamguide.store.tables import metadata

if TYPE_CHECKING:
    import pgserver

    from kamguide.store.store import Store

SECRET = "a key of tests that is long enough to be one"
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
KINDS = [pytest.param("sqlite"), pytest.param("postgres", marks=pytest.mark.postgres)]


@dataclass
class Clock:
    """A clock that stands until it is put forward."""

    time: datetime = NOON

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **time: float) -> None:
        self.time += timedelta(**time)


@pytest.fixture(scope="session")
def server() -> Iterator[pgserver.PostgresServer]:
    """A PostgreSQL server of its own for each process that tests.

    It does not wait for the disk: what is killed here are processes, never the machine.
    """
    if sys.version_info >= (3, 13):
        pytest.skip("pgserver has no wheels for this Python")
    folder = Path(tempfile.mkdtemp(prefix="kamguide-postgres-"))  # pytest's own folders are closed to PostgreSQL's user
    folder.chmod(0o755)
    (folder / "runtime").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "runtime"))
    import pgserver

    started = pgserver.get_server(folder / "data", cleanup_mode="stop")
    for setting in ("fsync = off", "full_page_writes = off", "autovacuum = off"):
        started.psql(f"ALTER SYSTEM SET {setting}")
    started.psql("SELECT pg_reload_conf()")
    yield started
    started.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def databases(server: pgserver.PostgresServer) -> Iterator[Callable[[str], str]]:
    """Makes an empty database of a name, whatever was in it; its address."""
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)  # a test restarts the server

    def make(name: str) -> str:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        return url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    yield make
    engine.dispose()


@pytest.fixture(scope="session")
def contract(databases: Callable[[str], str]) -> Iterator[Engine]:
    """The database that most tests share, with its tables: making one takes seconds."""
    address = databases("contract")
    made = Database(database_url(address, Path()))
    upgrade(made)
    yield made.engine
    made.close()


@pytest.fixture
def emptied(contract: Engine) -> str:
    """Its address, without a row in it. Few rows are deleted sooner than tables are truncated."""
    with contract.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    return contract.url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture(params=KINDS)
def settings(request: pytest.FixtureRequest) -> Settings:
    """The settings of an empty store, of each kind."""
    if request.param == "sqlite":
        return Settings(secret_key=SECRET)
    return Settings(secret_key=SECRET, database_url=request.getfixturevalue("emptied"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables and no row: copying it takes a tenth of the time of making one."""
    folder = tmp_path_factory.mktemp("template")
    open_store(Settings(secret_key=SECRET), folder).close()
    return folder / FILE


@pytest.fixture
def store(settings: Settings, template: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty store, of each kind, on its own clock."""
    if not settings.database_url:
        shutil.copy(template, tmp_path / FILE)
    opened = open_store(settings, tmp_path)
    opened.clock = Clock()
    opened.tidy()
    yield opened
    opened.close()


@pytest.fixture
def clock(store: Store) -> Clock:
    """The clock of the store."""
    held = store.clock
    assert isinstance(held, Clock)
    return held
