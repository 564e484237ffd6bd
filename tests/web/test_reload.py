"""Hot reload: a good edit shows, a bad one leaves the last good library in place, no answer mixes two versions."""

from __future__ import annotations

import os
import random
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from kamguide.guide import open_guide, reopened
from kamguide.settings import Settings, reloads
from kamguide.web.app import create_app
from kamguide.web.reload import Watcher
from tests.conftest import minimal_source

ROLE = """\
notation: Edition{n}
preferred_label: {{hi: भूमिका Edition{n}, en: Role Edition{n}}}
description: {{hi: काम Edition{n}।, en: Work Edition{n}.}}
reviewed: {{hi: "2026-11-22", en: "2026-11-22"}}
topics:
  definition:
    claims:
      one:
        text: {{hi: बात Edition{n}।, en: Claim Edition{n}.}}
        basis: sourced
        sources: [press]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one role and one source."""
    (tmp_path / "content" / "roles").mkdir(parents=True)
    (tmp_path / "content" / "sources").mkdir()
    (tmp_path / "content" / "roles" / "tester.yaml").write_text(ROLE.format(n=0), encoding="utf-8")
    (tmp_path / "content" / "sources" / "press.yaml").write_text(minimal_source(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def app(site: Path) -> Flask:
    return create_app(open_guide(site, Settings(reload="on")))


def role_file(site: Path) -> Path:
    return site / "content" / "roles" / "tester.yaml"


def versions(page: str) -> set[str]:
    return set(re.findall(r"Edition\d+", page))


def replaced(path: Path, text: str | bytes) -> None:
    """Write as careful editors do: beside the file, then renamed over it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(text.encode() if isinstance(text, str) else text)
    beside.replace(path)


def test_a_good_edit_shows_on_the_page_and_in_the_api(site: Path, app: Flask) -> None:
    watcher = Watcher(app.extensions["kamguide"])
    client = app.test_client()
    assert versions(client.get("/en/roles/tester").text) == {"Edition0"}
    replaced(role_file(site), ROLE.format(n=1))
    assert watcher.look()
    assert versions(client.get("/en/roles/tester").text) == {"Edition1"}
    assert client.get("/api/v1/roles/tester?lang=en").get_json()["preferred_label"] == "Role Edition1"


def test_nothing_is_read_again_while_nothing_changes(app: Flask) -> None:
    assert not Watcher(app.extensions["kamguide"]).look()


def test_a_bad_edit_keeps_the_last_good_page_and_is_told(site: Path, app: Flask) -> None:
    watcher = Watcher(app.extensions["kamguide"])
    client = app.test_client()
    role_file(site).write_text("notation: [", encoding="utf-8")
    watcher.look()
    assert versions(client.get("/en/roles/tester").text) == {"Edition0"}
    assert "content/roles/tester.yaml:1:12" in client.get("/en/problems").text
    assert client.get("/readyz").get_json()["library"]["status"] == "degraded"
    replaced(role_file(site), ROLE.format(n=2))
    watcher.look()
    assert versions(client.get("/en/roles/tester").text) == {"Edition2"}
    assert "content/roles" not in client.get("/en/problems").text
    assert client.get("/readyz").get_json()["library"]["status"] == "ok"


def test_a_vanished_file_is_told_and_what_it_said_still_shows(site: Path, app: Flask) -> None:
    watcher = Watcher(app.extensions["kamguide"])
    client = app.test_client()
    role_file(site).unlink()
    watcher.look()
    assert versions(client.get("/en/roles/tester").text) == {"Edition0"}
    assert "content/roles/tester.yaml:1:1" in client.get("/en/problems").text


def test_a_broken_file_at_start_costs_only_itself_and_its_mending_shows(site: Path) -> None:
    good = role_file(site).read_text(encoding="utf-8")
    role_file(site).with_name("other.yaml").write_text("notation: [", encoding="utf-8")
    app = create_app(open_guide(site, Settings()))
    client = app.test_client()
    assert client.get("/en/roles/tester").status_code == 200
    assert client.get("/en/roles/other").status_code == 404
    replaced(role_file(site).with_name("other.yaml"), good)
    Watcher(app.extensions["kamguide"]).look()
    app.extensions["kamguide"].guide = reopened(app.extensions["kamguide"].guide)
    assert client.get("/en/roles/other").status_code == 200


def bad_edits(file: Path) -> list[Callable[[], object]]:
    """Ways in which a file goes bad."""
    source = file.parent.parent / "sources" / "press.yaml"

    def fifo() -> None:
        file.unlink(missing_ok=True)
        os.mkfifo(file)

    def sparse() -> None:
        with file.open("wb") as handle:
            handle.truncate(2_000_000_000)

    def link() -> None:
        file.unlink(missing_ok=True)
        file.symlink_to("/etc/passwd")

    def folder() -> None:
        file.unlink(missing_ok=True)
        file.mkdir()

    return [
        lambda: file.write_text("notation: [", encoding="utf-8"),
        lambda: file.write_text(ROLE.format(n=9)[:90], encoding="utf-8"),
        lambda: file.write_bytes(b""),
        lambda: file.write_bytes(b"\xff\xfe\x00"),
        lambda: file.write_text(ROLE.format(n=9) + "skils: {}\n", encoding="utf-8"),
        lambda: file.write_text("&a [*a]", encoding="utf-8"),
        lambda: file.write_text("[" * 5000, encoding="utf-8"),
        lambda: file.write_text(ROLE.format(n=9).replace("press", "nobody"), encoding="utf-8"),
        lambda: source.unlink(missing_ok=True),
        fifo,
        sparse,
        link,
        folder,
        lambda: file.with_name("Bad Name.yaml").write_text("x", encoding="utf-8"),
        lambda: (file.parent / "tester.hi.md").write_text("no front matter", encoding="utf-8"),
    ]


def cleaned(site: Path) -> None:
    """Everything but the good files out of the way."""
    file = role_file(site)
    for path in file.parent.iterdir():
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
    (site / "content" / "sources" / "press.yaml").write_text(minimal_source(), encoding="utf-8")


def test_sixty_bad_edits_under_load_give_no_error_and_no_mixed_page(site: Path, app: Flask) -> None:
    chance = random.Random(20261122)
    watcher = Watcher(app.extensions["kamguide"], interval=0.01)
    wrong: list[str] = []
    answered = [0]
    stop = threading.Event()

    def visit() -> None:
        client = app.test_client()
        while not stop.is_set():
            for path in ("/en/roles/tester", "/hi/roles/tester", "/api/v1/roles/tester", "/en/", "/hi/problems"):
                answer = client.get(path)
                answered[0] += 1
                if answer.status_code >= 500:
                    wrong.append(f"{path}: {answer.status_code}")
                elif "roles/tester" in path and (answer.status_code != 200 or len(versions(answer.text)) != 1):
                    wrong.append(f"{path}: {answer.status_code} {versions(answer.text)}")

    visitors = [threading.Thread(target=visit) for _ in range(3)]
    watcher.start()
    for visitor in visitors:
        visitor.start()
    try:
        for number in range(1, 61):
            chance.choice(bad_edits(role_file(site)))()
            stop.wait(0.06)
            cleaned(site)
            replaced(role_file(site), ROLE.format(n=number))
            stop.wait(0.04)
    finally:
        stop.set()
        for visitor in visitors:
            visitor.join()
        watcher.stop()
    assert wrong == []
    assert answered[0] > 300
    watcher.look()
    assert versions(app.test_client().get("/en/roles/tester").text) == {"Edition60"}


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        (Settings(), True),
        (Settings(base_url="http://127.0.0.1:8000"), True),
        (Settings(base_url="https://guide.example.org"), False),
        (Settings(base_url="https://guide.example.org", reload="on"), True),
        (Settings(reload="off"), False),
    ],
)
def test_files_are_watched_on_this_machine_only_unless_set(settings: Settings, wanted: bool) -> None:
    assert reloads(settings) is wanted
