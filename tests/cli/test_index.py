"""``kamguide index``: builds when something changed, does nothing when nothing did, and survives being killed."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamguide.cli import main
from kamguide.cli.index import digest_of
from kamguide.guide import open_guide
from kamguide.search.builder import POINTER, open_index, stamp_of, up_to_date
from kamguide.search.content_digest import known_version
from kamguide.search.desk import FOLDER
from kamguide.settings import Settings
from tests.conftest import ROOT

CHECK_GOAL_SECONDS = 0.020
ROLE = """\
notation: AM
preferred_label: {hi: अकाउंट मैनेजर, en: Account manager}
description: {hi: एक काम।, en: %s}
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one role."""
    write(tmp_path, "A job.")
    return tmp_path


def write(site: Path, text: str) -> None:
    (site / "content" / "roles").mkdir(parents=True, exist_ok=True)
    (site / "content" / "roles" / "account-manager.yaml").write_text(ROLE % text, encoding="utf-8")


def index(site: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["index", "--site", str(site), *options], env={"KAMGUIDE_DATA_DIR": None})


def folder(site: Path) -> Path:
    return site / "data" / FOLDER


def is_whole(site: Path) -> bool:
    """Whether the index on disk is that of the site's content, with every entry."""
    catalogue = open_guide(site, Settings()).catalogue
    found = open_index(folder(site), stamp_of(catalogue.version))
    return found is not None and found.count() == len(catalogue.entries)


def test_it_builds_what_is_missing_and_says_so(site: Path) -> None:
    done = index(site)
    assert (done.exit_code, done.stdout.startswith("Indexed ")) == (0, True)
    assert is_whole(site)


def test_it_does_no_work_when_nothing_changed(site: Path) -> None:
    index(site)
    before = {path: path.stat().st_mtime_ns for path in folder(site).rglob("*")}
    done = index(site)
    assert (done.exit_code, done.stdout) == (0, "The index is up to date.\n")
    assert {path: path.stat().st_mtime_ns for path in folder(site).rglob("*")} == before


def test_a_changed_file_is_noticed(site: Path) -> None:
    index(site)
    write(site, "Another job.")
    assert not is_whole(site)
    assert index(site).stdout.startswith("Indexed ")
    assert is_whole(site)


def test_content_that_came_back_needs_no_reading_but_a_build(site: Path) -> None:
    for text in ("A job.", "Another job.", "A job."):
        write(site, text)
        assert index(site).exit_code == 0
        assert is_whole(site)


def test_rebuild_builds_whatever_is_there(site: Path) -> None:
    index(site)
    before = (folder(site) / POINTER).read_text()
    assert index(site, "--rebuild").stdout.startswith("Indexed ")
    assert (folder(site) / POINTER).read_text() != before
    assert is_whole(site)


@pytest.mark.parametrize("kind", ["pointer", "files", "folder", "foreign"])
def test_a_damaged_index_is_built_anew(kind: str, site: Path) -> None:
    index(site)
    if kind == "pointer":
        (folder(site) / POINTER).write_text("index-foreign-00000000 0\n")
    for path in list(folder(site).rglob("*")):
        if kind == "files" and path.suffix == ".seg":
            path.write_bytes(b"")
        elif kind == "foreign" and path.suffix == ".seg":
            path.write_bytes(os.urandom(path.stat().st_size + 1))
        elif kind == "folder" and path.is_file():
            path.unlink()
    assert index(site).stdout.startswith("Indexed ")
    assert is_whole(site)


def test_a_folder_that_cannot_be_written_is_told_in_one_line(site: Path) -> None:
    (site / "data").write_text("no folder")
    done = index(site)
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "data" in done.stderr


def test_only_the_owner_may_enter_what_was_built(site: Path) -> None:
    index(site)
    assert stat.S_IMODE(folder(site).stat().st_mode) == 0o700


def test_the_look_whether_it_is_up_to_date_is_quick(tmp_path: Path) -> None:
    """On the packaged guide, beyond imports: no file is parsed for it."""
    runner = CliRunner()
    environment = {"KAMGUIDE_DATA_DIR": str(tmp_path)}
    assert runner.invoke(main, ["index", "--site", str(ROOT)], env=environment).exit_code == 0
    settings, times = Settings(), []
    for _ in range(5):
        begun = time.process_time()
        version = known_version(tmp_path / FOLDER, digest_of(ROOT, settings))
        assert version is not None
        assert up_to_date(tmp_path / FOLDER, stamp_of(version))
        times.append(time.process_time() - begun)
    assert min(times) < 3 * CHECK_GOAL_SECONDS
    done = runner.invoke(main, ["index", "--site", str(ROOT)], env=environment)
    assert done.stdout == "The index is up to date.\n"


# killed


def start(site: Path) -> subprocess.Popen[bytes]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("KAMGUIDE_")}
    command = [sys.executable, "-m", "kamguide", "index", "--site", str(site)]
    return subprocess.Popen(command, cwd=ROOT, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def assert_kills_survived(site: Path, times: int, seed: int) -> None:
    """Kill updates at any moment: what opens is whole, and the next update mends the rest."""
    index(site)
    begun = time.monotonic()
    write(site, "Timed.")
    assert start(site).wait() == 0
    duration = time.monotonic() - begun
    rng = random.Random(seed)
    for number in range(times):
        old = stamp_of(open_guide(site, Settings()).catalogue.version)
        write(site, f"Job number {number}.")
        with start(site) as process:
            time.sleep(rng.random() * duration * 1.1)
            process.send_signal(signal.SIGKILL)
        new = stamp_of(open_guide(site, Settings()).catalogue.version)
        assert (open_index(folder(site), old) is None) != (open_index(folder(site), new) is None)
        assert len([path for path in folder(site).iterdir() if path.is_dir()]) <= 3
        assert index(site).exit_code == 0
        assert is_whole(site)
        assert len([path for path in folder(site).iterdir() if path.is_dir()]) == 1


def test_an_update_that_is_killed_leaves_a_whole_index(site: Path) -> None:
    assert_kills_survived(site, 3, 1)


@pytest.mark.long
def test_fifty_updates_that_are_killed_leave_a_whole_index(site: Path) -> None:
    assert_kills_survived(site, 50, 2)
