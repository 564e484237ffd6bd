"""A key that was changed is told wherever an operator looks, until the former one is back or the new one accepted."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from kamguide.errors import RefusedFileError
from kamguide.settings import Settings
from kamguide.store import LazyStore, open_store
from kamguide.store.known_key import KeyChange
from kamguide.store.tables import known_key
from tests.store.conftest import NOON, SECRET, Clock

if TYPE_CHECKING:
    from kamguide.store.store import Store

OTHER = "another key of tests that is long enough too"


@pytest.fixture
def changed(settings: Settings) -> Settings:
    """The settings of the same store under another key."""
    return replace(settings, secret_key=OTHER)


def reopened(settings: Settings, folder: Path) -> Store:
    store = open_store(settings, folder)
    store.clock = Clock()
    return store


def test_a_changed_key_is_told_until_the_former_one_is_back(
    store: Store, settings: Settings, changed: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    code = store.assessments.create("kept")
    assert (store.key_change(), store.health()) == (None, "")
    lazy = LazyStore(changed, tmp_path)
    assert lazy.health()[0] == "degraded"
    with caplog.at_level(logging.WARNING, "kamguide"):
        lazy.open_where_there_is_one()
        lazy.open()
    assert caplog.text.count("secret_key is not the one") == 1
    status, reason = lazy.health()
    assert (status, "former key" in reason, "kamguide db accept-key" in reason) == ("degraded", True, True)
    assert OTHER not in caplog.text + reason
    assert lazy.open().key_change() == KeyChange(None)
    assert lazy.open().assessments.open(code) is None
    lazy.close()
    again = LazyStore(settings, tmp_path)
    assert again.health() == ("ok", "")
    assert again.open().assessments.open(code) is not None
    again.close()


def test_an_accepted_key_is_the_databases_and_the_change_is_told_for_as_long_as_codes_would_last(
    store: Store, settings: Settings, changed: Settings, tmp_path: Path
) -> None:
    store.assessments.create("kept")
    new = reopened(changed, tmp_path)
    assert [new.accept_key(), new.accept_key()] == [True, False]
    assert (new.health(), new.key_change()) == ("", KeyChange(NOON))
    assert store.key_change() == KeyChange(None)  # servers under the former key say so too
    new.clock = Clock(NOON + timedelta(days=90))
    assert new.key_change() is None
    new.close()


def test_where_nothing_is_kept_another_key_is_simply_taken(store: Store, changed: Settings, tmp_path: Path) -> None:
    store.drafts.delete(store.drafts.create("gone again"))
    new = reopened(changed, tmp_path)
    assert (new.key_change(), new.health()) == (None, "")
    new.close()


def test_what_an_older_program_kept_counts_as_kept_under_the_key_of_the_first_who_opens_it(
    store: Store, settings: Settings, changed: Settings, tmp_path: Path
) -> None:
    store.assessments.create("kept")
    with store.database.writing() as connection:
        connection.execute(delete(known_key))
    assert (store.key_change(), store.health()) == (None, "")
    reopened(settings, tmp_path).close()
    new = reopened(changed, tmp_path)
    assert new.key_change() == KeyChange(None)
    new.close()


def test_a_backup_names_the_key_of_what_is_in_it_and_a_restore_makes_its_key_known(
    store: Store, settings: Settings, changed: Settings, tmp_path: Path
) -> None:
    code = store.assessments.create("kept")
    new = reopened(changed, tmp_path)
    new.backup(tmp_path / "b")
    with pytest.raises(RefusedFileError, match="another secret_key"):
        new.restore(tmp_path / "b", replace=True)
    new.accept_key()
    new.close()
    store.backup(tmp_path / "mixed")
    assert store.key_change() == KeyChange(None)
    store.restore(tmp_path / "b", replace=True)
    assert (store.key_change(), store.health()) == (None, "")
    assert store.assessments.open(code) is not None


def test_a_new_site_makes_no_store_at_start(tmp_path: Path) -> None:
    LazyStore(Settings(secret_key=SECRET), tmp_path).open_where_there_is_one()
    assert list(tmp_path.iterdir()) == []
