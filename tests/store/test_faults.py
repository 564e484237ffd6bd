"""What the store says and does when its disk is full or read-only, its file damaged or locked, its server away."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url, text

from kamguide.errors import StartRefusedError
from kamguide.settings import Settings
from kamguide.store import LazyStore, open_store
from kamguide.store.codes import new_token
from kamguide.store.database import BUSY_SECONDS
from kamguide.store.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreDownError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from kamguide.store.kept import FILE
from tests.store.conftest import SECRET, Clock

if TYPE_CHECKING:
    import pgserver

    from kamguide.store.store import Store

LITE = Settings(secret_key=SECRET)
FILLING = "भ" * 20_000


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    store = open_store(LITE, tmp_path)
    store.clock = Clock()
    yield store
    store.close()


# every connection of the pool


def test_every_pooled_connection_is_told_the_same(lite: Store) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": BUSY_SECONDS * 1000}
    wanted |= {"secure_delete": 1, "temp_store": 2}
    held = [lite.database.engine.connect() for _ in range(20)]
    for connection in held:
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted
    for connection in held:
        connection.close()
    code = lite.assessments.create("{}")
    lite.assessments.delete(code)  # and what a checkpoint changes is put back
    for _ in range(5):
        with lite.database.reading() as connection:
            assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted


@pytest.mark.trust
def test_each_save_is_synced_before_it_is_acknowledged(tmp_path: Path) -> None:
    """Counted by strace, which is of Debian and not of the dev group: by hand."""
    code = (
        "from pathlib import Path; from kamguide.settings import Settings; from kamguide.store import open_store\n"
        f"store = open_store(Settings(secret_key={SECRET!r}), Path({str(tmp_path)!r}))\n"
        "code = store.drafts.create('x')\n"
        "print('begun', flush=True)\n"
        "for version in range(1, 101): store.drafts.save(code, f'x{version}', version)\n"
        "print('done', flush=True)"
    )
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-e", "trace=fsync,fdatasync,write", "-o", str(trace), sys.executable, "-c", code]
    subprocess.run(command, check=True, capture_output=True)
    saves = trace.read_text(encoding="utf-8", errors="replace").partition("begun")[2].partition("done")[0]
    assert len(re.findall(r"\bf(?:data)?sync\(", saves)) >= 100


# full


def test_a_full_database_says_so_reads_on_and_works_again(lite: Store) -> None:
    code = lite.assessments.create("{}")
    with lite.database.alone() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    acknowledged = []
    refused = 0
    for room in range(30):
        lite.database.engine.dispose()
        with lite.database.alone() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + room}")
        try:
            acknowledged.append(lite.drafts.create(FILLING))
        except StoreFullError:
            refused += 1
        assert lite.assessments.open(code) is not None
    assert refused > 5
    lite.database.engine.dispose()
    assert lite.drafts.count() == len(acknowledged)
    assert all(lite.drafts.open(one) is not None for one in acknowledged)
    assert lite.drafts.open(lite.drafts.create(FILLING)) is not None


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB; only root may mount one, and not everywhere: such tests run by hand."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.trust
def test_on_a_full_disk_nothing_is_acknowledged_that_is_not_kept(small_disk: Path) -> None:
    store = open_store(LITE, small_disk)
    ballast = small_disk / "ballast"
    acknowledged, refused = {}, 0
    for number in range(80):
        try:
            acknowledged[store.drafts.create(f"{number} {FILLING}")] = number
        except StoreFullError:
            refused += 1
        if number == 10:
            free = os.statvfs(small_disk)
            ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - 200_000)))
    assert refused > 0
    for code, number in acknowledged.items():
        kept = store.drafts.open(code)
        assert kept is not None
        assert kept.text == f"{number} {FILLING}"
    ballast.unlink()
    code = store.drafts.create(FILLING)
    store.close()
    again = open_store(LITE, small_disk)
    assert again.drafts.open(code) is not None
    assert again.drafts.count() == len(acknowledged) + 1
    again.close()


@pytest.mark.trust
def test_on_a_disk_that_is_read_only_reading_goes_on(small_disk: Path) -> None:
    store = open_store(LITE, small_disk)
    code = store.assessments.create("{}")
    store.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    store = open_store(LITE, small_disk)
    for _ in range(3):
        assert store.assessments.open(code) is not None
        with pytest.raises(StoreReadOnlyError):
            store.assessments.save(code, "lost", 1)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert store.assessments.save(code, "back", 1) is not None
    store.close()


# locked


@pytest.mark.long
def test_while_somebody_holds_the_lock_reads_go_on_and_saves_give_up_in_time(lite: Store) -> None:
    code = lite.assessments.create("{}")
    assert isinstance(lite.clock, Clock)
    lite.clock.forward(days=1)
    with lite.database.writing():
        begun = time.monotonic()
        assert lite.assessments.open(code) is not None
        assert time.monotonic() - begun < 1
        with pytest.raises(StoreBusyError):
            lite.assessments.save(code, "late", 1)
        assert time.monotonic() - begun < BUSY_SECONDS + 1
    assert lite.assessments.save(code, "again", 1) is not None


# damaged


def test_a_damaged_file_is_named_and_left_as_it_is(lite: Store, tmp_path: Path) -> None:
    for number in range(30):
        lite.drafts.create(f"{number} {FILLING}")
    lite.close()
    whole = (tmp_path / FILE).read_bytes()
    refused = 0
    for seed in range(20):
        chance, folder = random.Random(seed), tmp_path / str(seed)
        folder.mkdir()
        damaged = bytearray(whole)
        if seed % 2:
            damaged[: 100 + seed] = chance.randbytes(100 + seed)
        else:
            del damaged[chance.randrange(1, len(damaged) // 2) :]
        (folder / FILE).write_bytes(damaged)
        error = refusal(folder)
        if error is not None:
            refused += 1
            assert isinstance(error, StoreDamagedError), (seed, error.reason)
            assert FILE in str(error)
            assert "\n" not in str(error)
        assert (folder / FILE).read_bytes() == damaged
        shutil.rmtree(folder)
    assert refused > 10


def refusal(folder: Path) -> StoreError | None:
    try:
        open_store(LITE, folder).close()
    except StoreError as error:
        return error
    return None


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartRefusedError, match="file"):
        open_store(LITE, tmp_path / "file" / "data")


# PostgreSQL away


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_told_and_found_when_it_comes(emptied: str, tmp_path: Path) -> None:
    nowhere = Settings(secret_key=SECRET, database_url="postgresql://me:hunter2@127.0.0.1:1/x")
    lazy = LazyStore(nowhere, tmp_path)
    for _ in range(2):
        with pytest.raises(StoreDownError) as told:
            lazy.open()
        assert "hunter2" not in f"{told.value} {told.value.reason} {told.value.__cause__}"
    assert lazy.opened is None


@pytest.mark.postgres
@pytest.mark.long
@pytest.mark.parametrize("cuts", [10, pytest.param(50, marks=pytest.mark.trust)])
def test_connections_that_were_cut_are_made_again(emptied: str, cuts: int, tmp_path: Path) -> None:
    store = open_store(Settings(secret_key=SECRET, database_url=emptied), tmp_path)
    admin = create_engine(make_url(emptied).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
    )
    for number in range(cuts):
        with admin.connect() as connection:
            connection.execute(cut, {"name": make_url(emptied).database})
        kept = store.assessments.open(store.assessments.create(str(number)))
        assert kept is not None
        assert kept.text == str(number)
    admin.dispose()
    store.close()


@pytest.mark.postgres
def test_a_connection_cut_in_the_middle_is_told_as_down(emptied: str, tmp_path: Path) -> None:
    store = open_store(Settings(secret_key=SECRET, database_url=emptied), tmp_path)
    with pytest.raises(StoreDownError), store.database.writing() as connection:
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    once = new_token()
    assert store.assessments.open(store.assessments.create("{}", once)) is not None
    store.close()


@pytest.mark.postgres
@pytest.mark.long
def test_the_first_save_after_a_restart_works(server: pgserver.PostgresServer, emptied: str, tmp_path: Path) -> None:
    from pgserver._commands import pg_ctl  # as the server itself is started

    store = open_store(Settings(secret_key=SECRET, database_url=emptied), tmp_path)
    code = store.assessments.create("{}")
    pg_ctl(["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user)
    try:
        for _ in range(3):
            begun = time.monotonic()
            with pytest.raises(StoreDownError):
                store.assessments.save(code, "lost", 1)
            with pytest.raises(StoreDownError):
                store.assessments.open(code)
            assert time.monotonic() - begun < 2 * BUSY_SECONDS
    finally:
        server.ensure_postgres_running()
    assert store.assessments.save(code, "kept", 1) is not None
    store.close()


@pytest.mark.postgres
def test_a_database_that_may_only_be_read_reads_on(emptied: str, tmp_path: Path) -> None:
    store = open_store(Settings(secret_key=SECRET, database_url=emptied), tmp_path)
    code = store.assessments.create("{}")
    name = make_url(emptied).database
    with store.database.alone() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store.database.engine.dispose()
    try:
        assert store.assessments.open(code) is not None
        with pytest.raises(StoreReadOnlyError):
            store.assessments.save(code, "lost", 1)
    finally:
        with store.database.alone() as connection:
            connection.exec_driver_sql("SET default_transaction_read_only = off")
            connection.exec_driver_sql(f"ALTER DATABASE {name} RESET default_transaction_read_only")
        store.close()


# what /readyz says


def test_readiness_makes_no_store(tmp_path: Path) -> None:
    lazy = LazyStore(LITE, tmp_path)
    assert lazy.health() == ("ok", "")
    assert list(tmp_path.iterdir()) == []


def test_readiness_tells_why_nothing_can_be_kept(lite: Store, tmp_path: Path) -> None:
    lazy = LazyStore(LITE, tmp_path)
    assert lazy.health() == ("ok", "")  # looked at, not opened
    assert lazy.opened is None
    store = lazy.open()
    with store.database.alone() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFullError):
        store.drafts.create(FILLING)
    assert lazy.health() == ("degraded", str(StoreFullError()))
    store.database.engine.dispose()
    store.drafts.create(FILLING)
    assert lazy.health() == ("ok", "")
    lazy.close()


def test_readiness_names_a_damaged_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 1_000)
    lazy = LazyStore(LITE, tmp_path)
    status, reason = lazy.health()
    assert (status, FILE in reason) == ("down", True)


@pytest.mark.postgres
def test_readiness_tells_that_a_server_is_away(tmp_path: Path) -> None:
    nowhere = Settings(secret_key=SECRET, database_url="postgresql://me:hunter2@127.0.0.1:1/x")
    assert LazyStore(nowhere, tmp_path).health() == ("down", str(StoreDownError()))
