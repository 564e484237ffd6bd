"""The key: as set, else made once, for us alone, and only where nobody else comes."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kamguide.errors import StartRefusedError
from kamguide.settings import Settings
from kamguide.store.secret_key import FILE, LEAST, key_of, refuse_keyless

OTHERS = "https://guide.example.org"


def listing(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_key_is_made_once_and_kept_for_us_alone(tmp_path: Path) -> None:
    key = key_of(Settings(), tmp_path / "data")
    assert len(key) >= LEAST
    assert key_of(Settings(), tmp_path / "data") == key
    assert stat.S_IMODE((tmp_path / "data" / FILE).stat().st_mode) == 0o600
    assert listing(tmp_path / "data") == [FILE]
    assert key_of(Settings(), tmp_path / "other") != key


def test_processes_that_start_together_have_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        keys = list(many.map(lambda _: key_of(Settings(), tmp_path), range(64)))
    assert len(set(keys)) == 1
    assert listing(tmp_path) == [FILE]


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8000", "http://localhost", "http://[::1]:8000"])
def test_on_this_machine_no_key_need_be_set(address: str) -> None:
    refuse_keyless(Settings(base_url=address))


def test_on_an_address_of_others_a_key_must_be_set(tmp_path: Path) -> None:
    with pytest.raises(StartRefusedError, match="secret_key") as refused:
        key_of(Settings(base_url=OTHERS), tmp_path)
    assert "\n" not in str(refused.value)
    assert listing(tmp_path) == []
    assert key_of(Settings(base_url=OTHERS, secret_key="x" * LEAST), tmp_path) == b"x" * LEAST


def test_a_short_key_is_refused_and_not_told(tmp_path: Path) -> None:
    with pytest.raises(StartRefusedError, match="too short") as refused:
        key_of(Settings(secret_key="hunter2"), tmp_path)
    assert "hunter2" not in str(refused.value)


def test_a_key_file_that_is_cut_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("short\n")
    with pytest.raises(StartRefusedError, match=FILE):
        key_of(Settings(), tmp_path)


def test_a_folder_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartRefusedError, match=FILE):
        key_of(Settings(), tmp_path / "file")
