"""``kamguide db``: upgrade, purge, backup and restore, and what is said where it does not go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamguide.cli import main
from kamguide.settings import Settings
from kamguide.store import open_store

SITE = {
    "KAMGUIDE_DATA_DIR": None,
    "KAMGUIDE_DATABASE_URL": None,
    "KAMGUIDE_SECRET_KEY": None,
    "KAMGUIDE_BASE_URL": None,
}


def db(site: Path, *words: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["db", *words, "--site", str(site)], env={**SITE, **environment})


def test_upgrade_makes_the_schema_and_says_so(tmp_path: Path) -> None:
    assert db(tmp_path, "upgrade").output == "The schema was none, is 0002.\n"
    assert db(tmp_path, "upgrade").output == "The schema is 0002, as it was.\n"


def test_purge_tells_how_much_was_past_its_time(tmp_path: Path) -> None:
    store = open_store(Settings(), tmp_path / "data")
    store.assessments.create("new")
    store.clock = lambda: datetime.now(UTC) - timedelta(days=91)
    store.drafts.create("old")
    store.clock = lambda: datetime.now(UTC)
    store.close()
    done = db(tmp_path, "purge")
    assert (done.exit_code, done.output) == (
        0,
        "Deleted: 0 assessments, 1 drafts, 0 mentors' lists; ended: 0 links.\n",
    )


def test_a_backup_is_restored(tmp_path: Path) -> None:
    store = open_store(Settings(), tmp_path / "data")
    code = store.assessments.create("kept")
    assert db(tmp_path, "backup", str(tmp_path / "b")).output == f"Wrote 1 rows to {tmp_path / 'b'}.\n"
    store.assessments.delete(code)
    assert db(tmp_path, "restore", str(tmp_path / "b")).output == "Restored 1 rows.\n"
    kept = store.assessments.open(code)
    assert kept is not None
    refused = db(tmp_path, "restore", str(tmp_path / "b"))
    assert (refused.exit_code, "--replace" in refused.stderr) == (2, True)
    assert db(tmp_path, "restore", str(tmp_path / "b"), "--replace").exit_code == 0
    store.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite:///:memory:", "postgresql+nothing"])
def test_another_database_is_refused_without_telling_its_address(url: str, tmp_path: Path) -> None:
    done = db(tmp_path, "upgrade", KAMGUIDE_DATABASE_URL=url)
    assert done.exit_code == 2
    assert "database_url" in done.stderr
    assert url not in done.stderr


def test_a_database_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    done = db(tmp_path, "purge", KAMGUIDE_DATABASE_URL="postgresql://me:hunter2@127.0.0.1:1/x")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "cannot be reached" in done.stderr
    assert "hunter2" not in done.stderr


def test_a_changed_key_is_told_by_each_command_until_it_is_accepted(tmp_path: Path) -> None:
    store = open_store(Settings(), tmp_path / "data")
    store.assessments.create("kept")
    store.close()
    (tmp_path / "data" / "secret_key").unlink()  # the next command makes another
    for words in (["upgrade"], ["purge"], ["backup", str(tmp_path / "b")]):
        done = db(tmp_path, *words)
        assert (done.exit_code, done.stderr.count("secret_key is not the one")) == (0, 1), words
    assert db(tmp_path, "accept-key").output == "The key is accepted. Codes of before open nothing.\n"
    assert db(tmp_path, "purge").stderr == ""
    assert db(tmp_path, "accept-key").output == "The key is known already.\n"
