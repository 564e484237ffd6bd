"""Backups: whole, private, checked to the byte, and restored into either database."""

from __future__ import annotations

import hashlib
import json
import random
import stat
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from kamguide.errors import RefusedFileError
from kamguide.settings import Settings
from kamguide.store import open_store
from kamguide.store.codes import Code
from kamguide.store.errors import NotEmptyError
from kamguide.store.tables import drafts
from tests.store.conftest import KINDS, SECRET, Clock

if TYPE_CHECKING:
    from kamguide.store.store import Store


def filled(store: Store) -> tuple[Code, str, Code]:
    """Some of everything; the code, the token and the mentor's code."""
    code = store.assessments.create('{"आ": "“नहीं” 😀\\n"}')
    token = store.links.create(code, "rating", 30)
    assert token is not None
    store.links.save_ratings(token, "ratings")
    store.links.save_notes(token, "notes", 0)
    store.links.save_actions(token, "actions", 0)
    mine = store.mentors.create()
    store.mentors.add(mine, token, "आशा")
    row = {"text": "draft", "version": 1, "created": store.clock(), "used": store.clock()}
    with store.database.writing() as connection:
        connection.execute(insert(drafts), [{"code_hash": bytes([number]) * 32, **row} for number in range(250)])
    return code, token, mine


@pytest.mark.parametrize("into", KINDS)
def test_a_backup_of_either_is_restored_into_either(
    store: Store, into: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    code, token, mine = filled(store)
    file = tmp_path / "backup.jsonl"
    assert store.backup(file) == 257
    before = store.assessments.open(code), store.links.open(token), store.mentors.mentees(mine)
    url = "" if into == "sqlite" else request.getfixturevalue("databases")("restored")
    other = open_store(Settings(secret_key=SECRET, database_url=url), tmp_path / "other")
    other.clock = store.clock
    assert other.restore(file) == 257
    assert (other.assessments.open(code), other.links.open(token), other.mentors.mentees(mine)) == before
    other.backup(tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == file.read_bytes()
    assert other.assessments.open(other.assessments.create("numbers go on")) is not None
    other.close()


def test_a_backup_is_ours_alone_and_holds_no_code(store: Store, tmp_path: Path) -> None:
    code, token, mine = filled(store)
    file = tmp_path / "backup.jsonl"
    file.write_text("older")
    file.chmod(0o644)
    store.backup(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text(encoding="utf-8")
    for secret in (code.bare, str(code), token, mine.bare, SECRET):
        assert secret not in text
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == [file.name]


def test_what_is_kept_is_replaced_only_on_wish(store: Store, tmp_path: Path) -> None:
    code, *_ = filled(store)
    store.backup(tmp_path / "b")
    later = store.assessments.create("later")
    with pytest.raises(NotEmptyError):
        store.restore(tmp_path / "b")
    assert store.assessments.open(later) is not None
    store.restore(tmp_path / "b", replace=True)
    assert store.assessments.open(later) is None
    assert store.assessments.open(code) is not None


def test_what_is_past_its_time_by_now_is_not_brought_back(store: Store, clock: Clock, tmp_path: Path) -> None:
    filled(store)
    store.backup(tmp_path / "b")
    clock.forward(days=90)
    store.restore(tmp_path / "b", replace=True)
    assert (store.assessments.count(), store.drafts.count()) == (0, 0)


def test_a_damaged_backup_changes_nothing(tmp_path: Path) -> None:
    store = open_store(Settings(secret_key=SECRET), tmp_path)
    code, *_ = filled(store)
    file = tmp_path / "b"
    store.backup(file)
    whole = file.read_bytes()
    for seed in range(40):
        chance = random.Random(seed)
        place = chance.randrange(len(whole))
        file.write_bytes(
            {
                0: whole[:place],
                1: whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :],
                2: whole[:place] + whole[place + 40 :],
                3: b"".join(whole.splitlines(keepends=True)[: -1 - seed]),
            }[seed % 4]
        )
        with pytest.raises(RefusedFileError):
            store.restore(file, replace=True)
    assert store.assessments.open(code) is not None
    store.close()


@pytest.mark.parametrize("content", ["", "\n", "[]", "{}", "{}\n{}", "null\n" * 3, "[" * 99_999, "no backup\nat all"])
def test_what_is_no_backup_is_refused(content: str, tmp_path: Path) -> None:
    store = open_store(Settings(secret_key=SECRET), tmp_path)
    (tmp_path / "b").write_text(content)
    with pytest.raises(RefusedFileError, match="no whole backup"):
        store.restore(tmp_path / "b")
    store.close()


def test_a_backup_under_another_key_is_refused(tmp_path: Path) -> None:
    one = open_store(Settings(secret_key=SECRET), tmp_path / "one")
    other = open_store(Settings(secret_key=SECRET[::-1]), tmp_path / "other")
    one.backup(tmp_path / "b")
    with pytest.raises(RefusedFileError, match="another secret_key"):
        other.restore(tmp_path / "b")
    one.close()
    other.close()


def test_a_place_that_cannot_be_written_or_read_is_named(tmp_path: Path) -> None:
    store = open_store(Settings(secret_key=SECRET), tmp_path)
    with pytest.raises(RefusedFileError, match="nowhere"):
        store.backup(tmp_path / "nowhere" / "b")
    with pytest.raises(RefusedFileError, match="nothing"):
        store.restore(tmp_path / "nothing")
    store.close()


@pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=pytest.mark.trust)])
def test_a_backup_under_way_holds_all_that_was_kept_before_it_began(store: Store, rounds: int, tmp_path: Path) -> None:
    kept: list[Code] = []
    over = threading.Event()

    def keep() -> None:
        while not over.wait(0.02):
            kept.append(store.assessments.create(str(len(kept))))

    thread = threading.Thread(target=keep)
    thread.start()
    try:
        for _ in range(rounds):
            while len(kept) < 5:
                over.wait(0.01)
            before = len(kept)
            file = tmp_path / "backup.jsonl"
            store.backup(file)
            rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
            texts = {row["row"]["text"] for row in rows if row.get("table") == "assessments"}
            assert {str(number) for number in range(before)} <= texts
    finally:
        over.set()
        thread.join()


@pytest.mark.parametrize(("schema", "taken"), [("0001", True), ("0003", False)])
def test_a_backup_of_another_schema_is_taken_where_its_tables_are_the_same(
    schema: str, taken: bool, tmp_path: Path
) -> None:
    store = open_store(Settings(secret_key=SECRET), tmp_path)
    code = store.assessments.create("kept")
    store.backup(tmp_path / "b")
    head, *rows, _ = (tmp_path / "b").read_bytes().splitlines(keepends=True)
    lines = [json.dumps({**json.loads(head), "schema": schema}).encode() + b"\n", *rows]
    end = {"rows": len(rows), "sha256": hashlib.sha256(b"".join(lines)).hexdigest()}
    (tmp_path / "b").write_bytes(b"".join(lines) + json.dumps(end).encode() + b"\n")
    store.assessments.delete(code)
    if taken:
        assert store.restore(tmp_path / "b") == 1
        assert store.assessments.open(code) is not None
    else:
        with pytest.raises(RefusedFileError, match=schema):
            store.restore(tmp_path / "b")
    store.close()
