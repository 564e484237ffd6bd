"""What the processes do that are killed, or save all at once: they tell each save when it is acknowledged."""

from __future__ import annotations

import threading
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from kamguide.settings import Settings
from kamguide.store import open_store

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["kamguide.store.store", "psycopg", "alembic.command", "tests.store.saving"])
THREADS = 4
FILLING = "भ" * 3_000
"""Makes a text of several pages, so that half of one could be written."""


def text_of(name: str, version: int) -> str:
    return f"{name} {version} {FILLING}{version}"


def save_until_killed(settings: Settings, folder: Path, told: Connection) -> None:
    """Keep texts and save them over, in several threads; tell (code, name, version) after each acknowledgement."""
    store = open_store(settings, folder)
    telling = threading.Lock()

    def tell(*word: object) -> None:
        with telling:
            told.send(word)

    def save(number: int) -> None:
        turn = 0
        while True:
            turn += 1
            name = f"{number}.{turn}"
            code = store.assessments.create(text_of(name, 1))
            tell(code.bare, name, 1)
            for version in (1, 2, 3):
                assert store.assessments.save(code, text_of(name, version + 1), version) is not None
                tell(code.bare, name, version + 1)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(THREADS)]
    tell()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def save_many(settings: Settings, folder: Path, told: Connection, count: int) -> None:
    """Keep one text and save it over so many times; tell the code, or what went wrong."""
    try:
        store = open_store(settings, folder)
        code = store.assessments.create(text_of("many", 1))
        for version in range(1, count):
            assert store.assessments.save(code, text_of("many", version + 1), version) is not None
        store.close()
    except Exception as error:
        told.send(f"{error!r} {getattr(error, 'reason', '')}")
    else:
        told.send(code.bare)
