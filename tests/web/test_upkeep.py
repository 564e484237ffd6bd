"""The index's life beside a site that serves: built by another process, opened when it is, mended when damaged."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from kamguide.guide import Guide, open_guide, reopened
from kamguide.search.builder import POINTER, open_index, stamp_of
from kamguide.search.desk import FOLDER
from kamguide.settings import Settings
from kamguide.web.app import create_app
from kamguide.web.site import Site
from kamguide.web.upkeep import Builder, Upkeep, start_builder

ROLE = """\
notation: AM
preferred_label: {hi: अकाउंट मैनेजर, en: Account manager}
description: {hi: एक काम।, en: %s}
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
"""
SECONDS = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with one role."""
    (tmp_path / "content" / "roles").mkdir(parents=True)
    write(tmp_path, "A watchword.")
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "content" / "roles" / "account-manager.yaml").write_text(ROLE % text, encoding="utf-8")


@pytest.fixture
def app(folder: Path) -> Flask:
    return create_app(open_guide(folder, Settings(limits="off")))


@pytest.fixture
def site(app: Flask) -> Site:
    site: Site = app.extensions["kamguide"]
    return site


Keeper = Callable[..., Upkeep]


@pytest.fixture
def keeper(site: Site) -> Iterator[Keeper]:
    """Makes upkeeps of the site whose builders end with the test."""
    made: list[Upkeep] = []

    def make(*arguments: object) -> Upkeep:
        made.append(Upkeep(site, *arguments))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for upkeep in made:
        upkeep.stop()


def until(true: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def found(app: Flask, word: str) -> int:
    total: int = app.test_client().get(f"/api/v1/search?q={word}").get_json()["total"]
    return total


def index_part(app: Flask) -> dict[str, str]:
    part: dict[str, str] = app.test_client().get("/readyz").get_json()["index"]
    return part


def failing(_guide: Guide) -> Builder:
    return subprocess.Popen([sys.executable, "-c", "raise SystemExit(2)"])


def test_memory_answers_until_the_built_index_is_opened(keeper: Keeper, app: Flask, site: Site, folder: Path) -> None:
    upkeep = keeper()
    assert found(app, "watchword") == 1
    assert not upkeep.look()
    assert index_part(app) == {
        "status": "degraded",
        "reason": "the index is being built, searches are answered from memory",
    }
    assert found(app, "watchword") == 1
    until(upkeep.look)
    assert site.desks.of(site.guide.catalogue).lasting
    assert index_part(app) == {"status": "ok"}
    assert found(app, "watchword") == 1
    assert (folder / "data" / FOLDER / POINTER).is_file()


def test_a_whole_index_is_opened_and_nothing_is_built(keeper: Keeper, app: Flask, site: Site, folder: Path) -> None:
    start_builder(site.guide).wait()
    started: list[Guide] = []

    def start(guide: Guide) -> Builder:
        started.append(guide)
        return failing(guide)

    assert keeper(start).look()
    assert site.desks.of(site.guide.catalogue).lasting
    assert started == []


@pytest.mark.parametrize("damage", ["gone", "cut", "foreign"])
def test_a_damaged_index_is_noticed_and_built_anew_while_the_old_one_answers(
    keeper: Keeper, damage: str, app: Flask, site: Site, folder: Path
) -> None:
    upkeep = keeper()
    until(upkeep.look)
    index = folder / "data" / FOLDER
    if damage == "gone":
        shutil.rmtree(index)
    elif damage == "foreign":
        (index / POINTER).write_text("index-foreign-00000000 0\n")
    else:
        largest = max((path for path in index.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
        largest.write_bytes(b"x")
    assert not upkeep.look()
    assert found(app, "watchword") == 1
    assert index_part(app)["status"] == "degraded"
    until(upkeep.look)
    assert index_part(app) == {"status": "ok"}
    assert open_index(index, stamp_of(site.guide.catalogue.version)) is not None


def test_changed_content_is_found_at_once_and_indexed_anew(
    keeper: Keeper, app: Flask, site: Site, folder: Path
) -> None:
    upkeep = keeper()
    until(upkeep.look)
    write(folder, "A shibboleth.")
    site.guide = reopened(site.guide)
    assert (found(app, "watchword"), found(app, "shibboleth")) == (0, 1)
    until(upkeep.look)
    assert site.desks.of(site.guide.catalogue).lasting
    assert (found(app, "watchword"), found(app, "shibboleth")) == (0, 1)


def test_an_index_that_cannot_be_written_leaves_memory_to_answer(
    keeper: Keeper, app: Flask, site: Site, folder: Path
) -> None:
    (folder / "data").write_text("no folder")
    upkeep = keeper()
    upkeep.look()
    until(lambda: not upkeep.look() and "cannot be built" in site.upkeep)
    assert found(app, "watchword") == 1
    assert index_part(app)["status"] == "degraded"
    assert app.test_client().get("/readyz").status_code == 200
    assert (folder / "data").read_text() == "no folder"


def test_a_builder_that_fails_is_not_started_again_at_once(keeper: Keeper, site: Site) -> None:
    started: list[Builder] = []

    def start(guide: Guide) -> Builder:
        started.append(failing(guide))
        return started[-1]

    upkeep = keeper(start)
    for _ in range(3):
        upkeep.look()
        started[-1].wait()
    assert len(started) == 1


def test_one_builder_at_a_time(keeper: Keeper, site: Site) -> None:
    started: list[Builder] = []

    def start(_guide: Guide) -> Builder:
        started.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))
        return started[-1]

    upkeep = keeper(start, 0.01)
    upkeep.start()
    until(lambda: started)
    time.sleep(0.1)
    upkeep.stop()
    assert len(started) == 1
    assert started[0].returncode is not None


def test_the_process_that_serves_writes_nothing(keeper: Keeper, app: Flask, site: Site, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    keeper(failing).look()
    found(app, "watchword")
    assert sorted(folder.rglob("*")) == before
