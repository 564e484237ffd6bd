"""What is written stands whole where it is meant to, and never behind a link."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kamguide.errors import RefusedFileError
from kamguide.sources.writing import write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "base.yaml").write_text("precious", encoding="utf-8")
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def everything(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


def test_folders_are_made_and_what_was_there_is_replaced(site: Path) -> None:
    write(site, "plugins/acme/base.yaml", "one")
    (site / "plugins" / "acme" / "base.yaml").chmod(0o640)
    write(site, "plugins/acme/base.yaml", "दो")
    assert everything(site) == {"plugins/acme/base.yaml": "दो"}
    assert (site / "plugins" / "acme" / "base.yaml").stat().st_mode & 0o777 == 0o640


def test_the_site_itself_may_be_reached_through_a_link(site: Path) -> None:
    (site.parent / "link").symlink_to(site)
    write(site.parent / "link", "plugins/a.yaml", "text")
    assert everything(site) == {"plugins/a.yaml": "text"}


def the_file(site: Path) -> None:
    (site / "plugins" / "acme").mkdir(parents=True)
    (site / "plugins" / "acme" / "base.yaml").symlink_to(site.parent / "outside" / "base.yaml")


def a_file_that_is_not_there(site: Path) -> None:
    (site / "plugins" / "acme").mkdir(parents=True)
    (site / "plugins" / "acme" / "base.yaml").symlink_to(site.parent / "outside" / "new.yaml")


def its_folder(site: Path) -> None:
    (site / "plugins").mkdir()
    (site / "plugins" / "acme").symlink_to(site.parent / "outside")


def all_plugins(site: Path) -> None:
    (site.parent / "outside" / "acme").mkdir()
    (site / "plugins").symlink_to(site.parent / "outside")


def a_pipe(site: Path) -> None:
    (site / "plugins" / "acme").mkdir(parents=True)
    os.mkfifo(site / "plugins" / "acme" / "base.yaml")


def a_folder(site: Path) -> None:
    (site / "plugins" / "acme" / "base.yaml").mkdir(parents=True)


@pytest.mark.parametrize(
    "linked", [the_file, a_file_that_is_not_there, its_folder, all_plugins, a_pipe, a_folder], ids=lambda f: f.__name__
)
def test_nothing_is_written_through_a_link(linked: Callable[[Path], None], site: Path) -> None:
    linked(site)
    with pytest.raises(RefusedFileError, match="nothing was written"):
        write(site, "plugins/acme/base.yaml", "evil")
    assert everything(site.parent / "outside") == {"base.yaml": "precious"}


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x", "a//b", "", ".", "a/"])
def test_a_path_that_leads_out_is_refused(path: str, site: Path) -> None:
    with pytest.raises(RefusedFileError, match="nothing was written"):
        write(site, path, "evil")
    assert list(site.iterdir()) == []


def test_what_cannot_be_written_leaves_the_old_text_and_no_leftover(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site, "base.yaml", "old")

    def full(*_arguments: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(RefusedFileError, match="No space left on device"):
        write(site, "base.yaml", "new")
    assert everything(site) == {"base.yaml": "old"}
