"""Killed at any moment, no acknowledged save is lost and nothing is half written; many at once lose nothing either."""

from __future__ import annotations

import random
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamguide.settings import Settings
from kamguide.store import open_store
from kamguide.store.codes import read_code
from tests.store.saving import PROCESSES, save_many, save_until_killed, text_of

if TYPE_CHECKING:
    from kamguide.store.store import Store

pytestmark = pytest.mark.long
LATEST_SECONDS = 0.060
PATIENCE_SECONDS = 60
AT_ONCE, EACH = 20, 10


@pytest.mark.parametrize("kills", [40, pytest.param(200, marks=pytest.mark.trust)])
def test_no_acknowledged_save_is_lost_when_a_process_is_killed(settings: Settings, kills: int, tmp_path: Path) -> None:
    chance = random.Random(kills)
    open_store(settings, tmp_path).close()
    acknowledged: dict[str, tuple[str, int]] = {}
    for number in range(kills):
        heard, told = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(target=save_until_killed, args=(settings, tmp_path, told), daemon=True)
        process.start()
        told.close()
        assert heard.poll(PATIENCE_SECONDS)
        assert heard.recv() == ()
        if number % 2:  # while saves are under way for sure, however busy the machine is
            assert heard.poll(PATIENCE_SECONDS)
        time.sleep(chance.uniform(0, LATEST_SECONDS))
        process.kill()
        process.join()
        assert process.exitcode == -9
        acknowledged |= every_word(heard)
    print(f"{kills} kills, {len(acknowledged)} records acknowledged")
    assert len(acknowledged) >= kills // 2
    store = open_store(settings, tmp_path)
    for code, (name, version) in acknowledged.items():
        kept = store.assessments.open(code)
        assert kept is not None
        assert version <= kept.version <= version + 1  # the one under way may have been kept, unacknowledged
        assert kept.text == text_of(name, kept.version)
    assert whole(store, acknowledged)
    store.close()


def every_word(heard: object) -> dict[str, tuple[str, int]]:
    """The highest acknowledged version of each record that a killed process told of; its last word may be cut."""
    words: dict[str, tuple[str, int]] = {}
    try:
        while True:
            code, name, version = heard.recv()  # type: ignore[attr-defined]
            words[code] = (name, version)
    except (EOFError, OSError):
        return words


def whole(store: Store, acknowledged: dict[str, tuple[str, int]]) -> bool:
    """Whether the database is sound, and holds no text that is half one."""
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT text, version FROM assessments").all()
    halves = [text for text, version in rows if text != text_of(text.split(" ")[0], version)]
    if store.database.is_sqlite:
        with sqlite3.connect(str(store.database.url.database)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        file.close()
    return not halves and len(rows) >= len(acknowledged)


def test_twenty_processes_save_at_once_without_an_error_or_a_lost_answer(settings: Settings, tmp_path: Path) -> None:
    heard, told = PROCESSES.Pipe(duplex=False)
    processes = [
        PROCESSES.Process(target=save_many, args=(settings, tmp_path, told, EACH), daemon=True) for _ in range(AT_ONCE)
    ]
    for process in processes:
        process.start()  # the first one makes the database, the others meet it half made
    codes = []
    for _ in processes:
        assert heard.poll(PATIENCE_SECONDS)
        codes.append(heard.recv())
    for process in processes:
        process.join()
    assert [told for told in codes if read_code(told) is None] == []
    store = open_store(settings, tmp_path)
    kept = [store.assessments.open(code) for code in codes]
    assert [(one.version, one.text) for one in kept if one is not None] == [(EACH, text_of("many", EACH))] * AT_ONCE
    store.close()
