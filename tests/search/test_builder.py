"""The index on disk is right or it is not opened: damage, kills, rivals and readers change no answer."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kamguide.search import builder
from kamguide.search.builder import LOCK, MANIFEST, POINTER, build, open_index, stamp_of, up_to_date
from kamguide.search.index import Document, Index
from kamguide.search.memory_index import MemoryIndex
from kamguide.search.whoosh_index import write

OLD, NEW = "0ld", "1new"
"""Two stamps."""


def documents(number: int, seed: int = 1) -> list[Document]:
    """Documents of many terms, the same for the same seed."""
    rng = random.Random(seed)
    return [
        Document(
            f"{seed}:{n:05}", [f"w{int(rng.paretovariate(0.4)) % 999}" for _ in range(80)], {f"m{rng.randrange(9)}"}
        )
        for n in range(number)
    ]


def answers(index: Index) -> list[object]:
    """Everything that an index is asked for here."""
    queries = [({f"w{n}": 1.0, f"w{n * 7}": 0.5}, {f"m{n}": 2.0}) for n in range(1, 9)]
    found = [index.search(terms, marks, 20) for terms, marks in queries]
    return [index.count(), *[[(hit.id, round(hit.score, 4)) for hit in hits] for hits in found]]


DOCUMENTS = {OLD: documents(40, 1), NEW: documents(40, 2)}
RIGHT = {stamp: answers(MemoryIndex(kept)) for stamp, kept in DOCUMENTS.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an index stamped ``OLD``."""
    folder = tmp_path / "search"
    assert build(folder, OLD, DOCUMENTS[OLD])
    return folder


def builds(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith(("index-", "building-")))


def assert_answers(folder: Path, stamp: str) -> None:
    index = open_index(folder, stamp)
    assert index is not None
    assert answers(index) == RIGHT[stamp]


def test_a_build_is_opened_and_answers(folder: Path) -> None:
    assert_answers(folder, OLD)
    assert up_to_date(folder, OLD)
    assert sorted(path.name for path in folder.iterdir()) == [POINTER, builds(folder)[0].name, LOCK]


def test_only_the_owner_may_enter(folder: Path) -> None:
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, *builds(folder))} == {0o700}


def test_stamps_change_with_the_content_and_with_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = {stamp_of("one"), stamp_of("two")}
    for name in ("SCHEMA", "VERSION", "FORMAT", "__version__"):
        with monkeypatch.context() as patch:
            patch.setattr(builder, name, "other")
            stamps.add(stamp_of("one"))
    assert len(stamps) == 6
    assert stamp_of("one") == stamp_of("one")


def test_nothing_is_done_while_up_to_date(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.name != LOCK}
    assert not build(folder, OLD, DOCUMENTS[OLD])
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.name != LOCK} == before


def test_nothing_to_open(tmp_path: Path) -> None:
    for missing in (tmp_path, tmp_path / "nowhere"):
        assert open_index(missing, OLD) is None
        assert not up_to_date(missing, OLD)


def test_another_stamp_is_another_index(folder: Path) -> None:
    assert open_index(folder, NEW) is None
    assert not up_to_date(folder, NEW)


def test_a_build_replaces_the_old_one_wholly(folder: Path) -> None:
    reader = open_index(folder, OLD)
    assert reader is not None
    assert build(folder, NEW, DOCUMENTS[NEW])
    assert_answers(folder, NEW)
    assert open_index(folder, OLD) is None
    assert len(builds(folder)) == 1
    assert answers(reader) == RIGHT[OLD]


def test_a_build_that_fails_leaves_the_old_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(builder, "write", full)
    with pytest.raises(OSError, match="No space"):
        build(folder, NEW, DOCUMENTS[NEW])
    assert_answers(folder, OLD)
    assert len(builds(folder)) == 1


def test_documents_that_were_not_all_written_are_no_index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "write", lambda directory, kept: write(directory, list(kept)[1:]))
    with pytest.raises(OSError, match="not every document"):
        build(folder, NEW, DOCUMENTS[NEW])
    assert_answers(folder, OLD)


def test_a_folder_that_others_can_write_is_not_trusted(folder: Path) -> None:
    folder.chmod(0o770)
    assert open_index(folder, OLD) is None
    assert not up_to_date(folder, OLD)
    assert build(folder, OLD, DOCUMENTS[OLD]) is False  # its mode was set right; nothing else was wrong
    assert_answers(folder, OLD)


FILE_DAMAGES = ("truncate", "zero", "flip", "append", "delete", "pipe")
DAMAGES = (*FILE_DAMAGES, "empty", "foreign", "swapped", "read-only", "nowhere", "pointer")


def damage(kind: str, folder: Path, rng: random.Random) -> None:
    """Damage an index in one way, at a place that the generator chooses."""
    (directory,) = builds(folder)
    file = rng.choice([file for file in sorted(directory.iterdir()) if file.stat().st_size])
    if kind in FILE_DAMAGES:
        damage_file(kind, file, rng)
    else:
        damage_folder(kind, folder, directory, rng)


def damage_file(kind: str, file: Path, rng: random.Random) -> None:
    """Damage one file of a build."""
    data = bytearray(file.read_bytes())
    match kind:
        case "truncate":
            file.write_bytes(data[: rng.randrange(len(data))])
        case "zero":
            start = rng.randrange(len(data))
            end = min(len(data), start + rng.choice([1, 64, 100_000]))
            file.write_bytes(data[:start] + bytes(end - start) + data[end:])
        case "flip":
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            file.write_bytes(data)
        case "append":
            file.write_bytes(data + b"\n")
        case "delete":
            file.unlink()
        case "pipe":
            file.unlink()
            os.mkfifo(file)


def damage_folder(kind: str, folder: Path, directory: Path, rng: random.Random) -> None:
    """Damage a build as a whole, or the pointer to it."""
    match kind:
        case "empty":
            shutil.rmtree(directory)
            directory.mkdir()
        case "foreign":
            shutil.rmtree(directory)
            directory.mkdir()
            for name in ("_MAIN_1.toc", MANIFEST, "notes.txt")[: rng.randint(1, 3)]:
                (directory / name).write_bytes(rng.randbytes(200))
        case "swapped":  # a whole index of other documents, under this one's name
            other = folder.parent / "other"
            build(other, OLD, DOCUMENTS[NEW])
            shutil.rmtree(directory)
            builds(other)[0].rename(directory)
        case "read-only":
            for path in (*directory.iterdir(), directory, folder):
                path.chmod(path.stat().st_mode & ~0o222)
        case "nowhere":
            names = [f"index-{OLD}-00000000", "../../etc/passwd", "", "/", "index-\x00", f"{directory.name}\n"]
            (folder / POINTER).write_text(f"{rng.choice(names)} {'0' * 64}\n")
        case "pointer":
            pointer = bytearray((folder / POINTER).read_bytes())
            pointer[rng.randrange(len(pointer))] ^= 1 << rng.randrange(8)
            (folder / POINTER).write_bytes(pointer)


def assert_noticed(folder: Path, kind: str, seed: int) -> None:
    damage(kind, folder, random.Random(f"{kind} {seed}"))
    index = open_index(folder, OLD)
    assert index is None or answers(index) == RIGHT[OLD]
    assert isinstance(up_to_date(folder, OLD), bool)
    build(folder, OLD, DOCUMENTS[OLD])
    assert_answers(folder, OLD)
    assert len(builds(folder)) == 1
    assert up_to_date(folder, OLD)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_noticed_and_mended(folder: Path, kind: str, seed: int) -> None:
    assert_noticed(folder, kind, seed)


@pytest.mark.long
@pytest.mark.parametrize("kind", DAMAGES)
def test_much_damage_is_noticed_and_mended(folder: Path, kind: str) -> None:
    for seed in range(5, 47):
        copy = folder.with_name(f"copy-{seed}")
        shutil.copytree(folder, copy)
        assert_noticed(copy, kind, seed)
        shutil.rmtree(folder.with_name("other"), ignore_errors=True)


def test_every_flipped_bit_of_the_small_files_is_noticed(folder: Path) -> None:
    (directory,) = builds(folder)
    for file in (directory / MANIFEST, directory / "_MAIN_1.toc"):
        data = file.read_bytes()
        for place in range(0, len(data), 7):
            file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            assert open_index(folder, OLD) is None
        file.write_bytes(data)
    assert_answers(folder, OLD)


def test_of_many_builders_at_once_one_builds(tmp_path: Path) -> None:
    folder, start, did = tmp_path / "search", threading.Barrier(8), []

    def race() -> None:
        start.wait()
        did.append(build(folder, OLD, DOCUMENTS[OLD]))

    rivals = [threading.Thread(target=race) for _ in range(8)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert sorted(did) == [False] * 7 + [True]
    assert_answers(folder, OLD)


BUILDER = """
import sys
from pathlib import Path
from kamguide.search.builder import build
from tests.search.test_builder import LATE, NEW
print("ready", flush=True)
sys.stdin.readline()
print(build(Path(sys.argv[1]), NEW, LATE), flush=True)
"""
"""Another process that builds when it is told to."""
LATE = documents(400, 2)
RIGHT_LATE = answers(MemoryIndex(LATE))


def other_builder(folder: Path) -> subprocess.Popen[str]:
    """Another process, ready to build."""
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(folder)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_processes_that_build_at_once_do_not_wait_for_each_other(folder: Path) -> None:
    rivals = [other_builder(folder) for _ in range(3)]
    for rival in rivals:
        assert rival.stdin is not None
        rival.stdin.write("go\n")
        rival.stdin.flush()
    did = [rival.communicate(timeout=60)[0] for rival in rivals]
    assert sorted(did) == ["False\n", "False\n", "True\n"]
    assert up_to_date(folder, NEW)
    assert len(builds(folder)) == 1


def killed(folder: Path, delay: float) -> None:
    """Kill a builder after a delay; the index answers before and after, and nothing piles up."""
    with other_builder(folder) as process:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    old, new = open_index(folder, OLD), open_index(folder, NEW)
    assert (old is None) != (new is None)
    if old is not None:
        assert answers(old) == RIGHT[OLD]
    if new is not None:
        assert answers(new) == RIGHT_LATE
    assert len(builds(folder)) <= 3  # the one that counts and two left over
    build(folder, NEW, LATE)
    fresh = open_index(folder, NEW)
    assert fresh is not None
    assert answers(fresh) == RIGHT_LATE
    assert len(builds(folder)) == 1


@pytest.fixture(scope="module")
def duration(tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long another process takes to build, in seconds."""
    with other_builder(tmp_path_factory.mktemp("timed") / "search") as process:
        begun = time.monotonic()
        assert process.communicate("go\n", timeout=60)[0] == "True\n"
        return time.monotonic() - begun


def assert_kills_survived(tmp_path: Path, duration: float, delays: Iterator[float]) -> None:
    for number, delay in enumerate(delays):
        folder = tmp_path / f"search-{number}"
        build(folder, OLD, DOCUMENTS[OLD])
        killed(folder, delay * duration)


def test_a_killed_builder_leaves_the_old_index(tmp_path: Path, duration: float) -> None:
    rng = random.Random(8)
    assert_kills_survived(tmp_path, duration, (rng.random() * 1.1 for _ in range(8)))


@pytest.mark.long
def test_many_killed_builders_leave_the_old_index(tmp_path: Path, duration: float) -> None:
    rng = random.Random(50)
    assert_kills_survived(tmp_path, duration, (rng.random() * 1.1 for _ in range(50)))


def assert_read_while_rebuilt(folder: Path, seconds: float) -> None:
    """Four readers open and ask while builds replace each other; every one of them always gets a right answer."""
    end = time.monotonic() + seconds
    faults: list[str] = []
    opened = dict.fromkeys((OLD, NEW), 0)

    def read() -> None:
        kept = open_index(folder, OLD)
        stamp = OLD
        while time.monotonic() < end:
            for wanted in (OLD, NEW):
                try:
                    fresh = open_index(folder, wanted)
                except Exception as error:
                    faults.append(repr(error))
                    return
                if fresh is not None:
                    kept, stamp = fresh, wanted
                    opened[wanted] += 1
                if kept is None or answers(kept) != RIGHT[stamp]:
                    faults.append(f"wrong answer of {stamp}")

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    rebuilt = 0
    while time.monotonic() < end:
        stamp = (NEW, OLD)[rebuilt % 2]
        assert build(folder, stamp, DOCUMENTS[stamp])
        rebuilt += 1
    for reader in readers:
        reader.join()
    assert faults == []
    assert rebuilt >= 2
    assert min(opened.values()) >= 1
    assert len(builds(folder)) == 1


def test_readers_do_not_notice_rebuilds(folder: Path) -> None:
    assert_read_while_rebuilt(folder, 4)


@pytest.mark.long
def test_readers_do_not_notice_rebuilds_for_long(folder: Path) -> None:
    assert_read_while_rebuilt(folder, 60)


def test_one_index_is_asked_by_many_threads(folder: Path) -> None:
    index = open_index(folder, OLD)
    assert index is not None
    got: list[list[object]] = []
    askers = [threading.Thread(target=lambda: got.extend(answers(index) for _ in range(20))) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(got) == 160
    assert all(one == RIGHT[OLD] for one in got)
