"""After a delete no byte of the text stands in any file of the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamguide.settings import Settings
from kamguide.store import open_store
from kamguide.store.codes import Code
from tests.store.conftest import SECRET, Clock

if TYPE_CHECKING:
    from kamguide.store.store import Store

CANARY = "a canary sings in the mine"
PAGES = 3
"""Texts of several pages of SQLite's."""


@pytest.fixture
def lite(tmp_path: Path) -> Store:
    return open_store(Settings(secret_key=SECRET), tmp_path)


def standing(folder: Path) -> list[str]:
    """The files in which the canary stands."""
    return [path.name for path in folder.iterdir() if path.is_file() and CANARY.encode() in path.read_bytes()]


def delete(store: Store, code: Code) -> None:
    store.assessments.delete(code)


def purge(store: Store, code: Code) -> None:
    kept = store.assessments.open(code)
    assert kept is not None
    store.purge(kept.expires)


def save_over_and_delete(store: Store, code: Code) -> None:
    store.assessments.save(code, "{}", 1)
    store.assessments.delete(code)


@pytest.mark.parametrize("way", [delete, purge, save_over_and_delete])
@pytest.mark.parametrize("times", [1, 200, 4_000])
def test_no_byte_stays(lite: Store, tmp_path: Path, way: Callable[[Store, Code], None], times: int) -> None:
    others = [lite.assessments.create(f"other {n} " * 50) for n in range(20)]
    code = lite.assessments.create(CANARY * times)
    token = lite.links.create(code, "rating", 30)
    assert token is not None
    lite.links.save_ratings(token, CANARY)
    lite.links.save_notes(token, CANARY, 0)
    lite.links.save_actions(token, CANARY, 0)
    lite.assessments.delete(others[3])
    assert standing(tmp_path) != []
    way(lite, code)
    assert standing(tmp_path) == []
    lite.close()
    assert standing(tmp_path) == []


def test_with_the_link_the_notes_go(lite: Store, tmp_path: Path) -> None:
    code = lite.assessments.create("{}")
    token = lite.links.create(code, "reading", 30)
    assert token is not None
    lite.links.save_notes(token, CANARY, 0)
    mine = lite.mentors.create()
    lite.mentors.add(mine, token, CANARY)
    assert standing(tmp_path) != []
    lite.links.revoke(code, lite.links.of(code)[0].id)
    assert standing(tmp_path) == []


def test_while_somebody_reads_it_is_tried_again_with_the_next_save(
    lite: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    code = lite.assessments.create(CANARY)
    with lite.database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM assessments").scalar()
        assert lite.assessments.delete(code)
        assert lite.database.unerased
        assert lite.assessments.open(code) is None
    assert "log" in caplog.text
    assert CANARY not in caplog.text
    lite.drafts.create("{}")
    assert not lite.database.unerased
    assert standing(tmp_path) == []


@pytest.mark.postgres
def test_postgres_is_vacuumed(emptied: str, tmp_path: Path) -> None:
    store = open_store(Settings(secret_key=SECRET, database_url=emptied), tmp_path)
    store.clock = Clock()
    code = store.assessments.create(CANARY)
    store.assessments.delete(code)
    assert not store.database.unerased
    with store.database.reading() as connection:
        dead = "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'assessments'"
        assert connection.exec_driver_sql(dead).scalar() == 0
    store.close()
