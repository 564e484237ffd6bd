"""The folder of content files, and its twin in memory: what is listed, what is read, what is never opened."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kamguide.errors import SourceError
from kamguide.sources.base import FILE_LIMIT, FileSource
from kamguide.sources.folder import FolderSource
from kamguide.sources.memory import MemorySource

Maker = Callable[[Mapping[str, bytes]], FileSource]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of content; other files may lie beside it."""
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


@pytest.fixture(params=["folder", "memory"])
def source_of(request: pytest.FixtureRequest, root: Path) -> Maker:
    """Makes a source of files given as path -> bytes; every test that uses it holds for both kinds."""

    def make(files: Mapping[str, bytes]) -> FileSource:
        if request.param == "memory":
            return MemorySource(files)
        for path, data in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        return FolderSource(root)

    return make


def code_of(source: FileSource, path: str) -> str:
    """The code with which reading the file is refused."""
    with pytest.raises(SourceError) as refusal:
        source.read(path)
    return refusal.value.code


# ------------------------------------------------------------------------------------------ both kinds alike


def test_files_are_listed_in_order(source_of: Maker) -> None:
    paths = ["roles/b.yaml", "a.yaml", "roles/a.yaml", "roles/a/b.yaml", "roles.yaml"]
    assert source_of(dict.fromkeys(paths, b"")).list() == sorted(paths)


def test_without_files_the_list_is_empty(source_of: Maker) -> None:
    assert source_of({}).list() == []


def test_a_file_is_read_byte_by_byte(source_of: Maker) -> None:
    data = bytes(range(256)) + b"\r\n"
    assert source_of({"roles/a.yaml": data}).read("roles/a.yaml") == data


def test_the_largest_allowed_file_is_read(source_of: Maker) -> None:
    assert len(source_of({"a.yaml": b"x" * FILE_LIMIT}).read("a.yaml")) == FILE_LIMIT


def test_one_byte_more_is_refused(source_of: Maker) -> None:
    assert code_of(source_of({"a.yaml": b"x" * (FILE_LIMIT + 1)}), "a.yaml") == "file-too-large"


def test_a_file_that_is_not_there_is_refused(source_of: Maker) -> None:
    with pytest.raises(SourceError) as refusal:
        source_of({}).read("a.yaml")
    assert (refusal.value.code, refusal.value.message.facts) == (
        "unreadable-file",
        {"reason": "No such file or directory"},
    )


# ------------------------------------------------------------------------------------------------ the folder


def test_a_folder_that_is_not_there_lists_nothing(tmp_path: Path) -> None:
    assert FolderSource(tmp_path / "nowhere").list() == []


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.yaml",
        ".git",
        "a.yaml~",
        ".a.yaml.swp",
        "a.yaml.swp",
        "a.yaml.swx",
        "a.yaml.tmp",
        "a.yaml.bak",
        ".#a.yaml",
    ],
)
def test_hidden_files_and_leftovers_of_editors_are_passed_over(name: str, root: Path) -> None:
    (root / name).write_bytes(b"")
    (root / "a.yaml").write_bytes(b"")
    assert FolderSource(root).list() == ["a.yaml"]


def test_hidden_folders_are_passed_over(root: Path) -> None:
    (root / ".git").mkdir()
    (root / ".git" / "a.yaml").write_bytes(b"")
    assert FolderSource(root).list() == []


def linked_to_outside(root: Path) -> str:
    (root.parent / "secret.yaml").write_bytes(b"secret")
    (root / "a.yaml").symlink_to(root.parent / "secret.yaml")
    return "a.yaml"


def linked_relatively(root: Path) -> str:
    (root.parent / "secret.yaml").write_bytes(b"secret")
    (root / "a.yaml").symlink_to("../secret.yaml")
    return "a.yaml"


def linked_inside(root: Path) -> str:
    (root / "b.yaml").write_bytes(b"")
    (root / "a.yaml").symlink_to("b.yaml")
    return "a.yaml"


def linked_to_nothing(root: Path) -> str:
    (root / "a.yaml").symlink_to("nowhere")
    return "a.yaml"


def linked_to_itself(root: Path) -> str:
    (root / "a.yaml").symlink_to("a.yaml")
    return "a.yaml"


def linked_folder(root: Path) -> str:
    (root.parent / "outside").mkdir()
    (root / "roles").symlink_to(root.parent / "outside")
    return "roles"


def in_linked_folder(root: Path) -> str:
    (root.parent / "outside").mkdir()
    (root.parent / "outside" / "a.yaml").write_bytes(b"secret")
    (root / "roles").symlink_to(root.parent / "outside")
    return "roles/a.yaml"


def above(root: Path) -> str:
    (root.parent / "secret.yaml").write_bytes(b"secret")
    return "../secret.yaml"


def absolute(root: Path) -> str:
    (root.parent / "secret.yaml").write_bytes(b"secret")
    return str(root.parent / "secret.yaml")


@pytest.mark.parametrize(
    "build",
    [
        linked_to_outside,
        linked_relatively,
        linked_inside,
        linked_to_nothing,
        linked_to_itself,
        linked_folder,
        in_linked_folder,
        above,
        absolute,
    ],
    ids=lambda build: build.__name__,
)
def test_what_leads_outside_is_never_opened(build: Callable[[Path], str], root: Path) -> None:
    assert code_of(FolderSource(root), build(root)) == "file-outside"


def test_a_linked_folder_is_listed_by_itself_and_not_entered(root: Path) -> None:
    in_linked_folder(root)
    assert FolderSource(root).list() == ["roles"]


def test_a_content_folder_may_itself_be_a_link(root: Path) -> None:
    (root / "a.yaml").write_bytes(b"x")
    (root.parent / "link").symlink_to(root)
    assert FolderSource(root.parent / "link").read("a.yaml") == b"x"


def test_a_pipe_is_refused_without_waiting_for_a_writer(root: Path) -> None:
    os.mkfifo(root / "a.yaml")
    assert code_of(FolderSource(root), "a.yaml") == "unreadable-file"


def test_a_folder_is_no_file(root: Path) -> None:
    (root / "a.yaml").mkdir()
    assert code_of(FolderSource(root), "a.yaml") == "unreadable-file"


def test_a_socket_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.yaml")
        assert code_of(FolderSource(root), "a.yaml") == "unreadable-file"


def test_a_file_of_two_gigabytes_is_refused_without_reading_it(root: Path) -> None:
    with (root / "a.yaml").open("wb") as file:
        file.truncate(2**31)
    assert code_of(FolderSource(root), "a.yaml") == "file-too-large"
