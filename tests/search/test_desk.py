"""The desk answers the same from disk and from memory, notices what has been built, and never writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kamguide.guide import Guide
from kamguide.library.library import Library
from kamguide.search.builder import build, stamp_of
from kamguide.search.catalogue import Catalogue
from kamguide.search.content_digest import FILE, digest, known_version, remember
from kamguide.search.desk import FOLDER, KEPT_DESKS, Desk, Desks, open_desk
from kamguide.search.searching import Wanted

QUERIES = ("KAM ki salary", "AM vs KAM", "नेगोशिएशन", "51,933", "xyzzyx", "")


def built(catalogue: Catalogue, data: Path) -> None:
    build(data / FOLDER, stamp_of(catalogue.version), catalogue.documents, catalogue.kept.to_bytes())


def answers(desk: Desk) -> list[object]:
    results = [desk.search(query, Wanted(language="hi")) for query in QUERIES]
    return [(one.total, one.facets, [(hit.entry.id, hit.snippet) for hit in one.hits]) for one in results]


def test_without_an_index_on_disk_memory_answers_and_nothing_is_written(guide: Guide, tmp_path: Path) -> None:
    desks = Desks(tmp_path)
    assert not desks.of(guide.catalogue).lasting
    assert not desks.lasting(guide.catalogue)
    assert list(tmp_path.iterdir()) == []


def test_disk_and_memory_give_the_same_answers(guide: Guide, tmp_path: Path) -> None:
    memory = open_desk(guide.catalogue, tmp_path / FOLDER)
    built(guide.catalogue, tmp_path)
    disk = open_desk(guide.catalogue, tmp_path / FOLDER)
    assert (memory.lasting, disk.lasting) == (False, True)
    assert answers(memory) == answers(disk)


def test_an_index_that_appears_is_opened_when_looked_for(guide: Guide, tmp_path: Path) -> None:
    desks = Desks(tmp_path)
    first = desks.of(guide.catalogue)
    built(guide.catalogue, tmp_path)
    assert desks.of(guide.catalogue) is first
    assert desks.reopen(guide.catalogue).lasting
    assert desks.of(guide.catalogue).lasting
    assert desks.lasting(guide.catalogue)


def test_an_index_that_vanishes_is_noticed_and_still_answers(guide: Guide, tmp_path: Path) -> None:
    built(guide.catalogue, tmp_path)
    desks = Desks(tmp_path)
    before = answers(desks.of(guide.catalogue))
    shutil.rmtree(tmp_path / FOLDER)
    assert not desks.lasting(guide.catalogue)
    assert answers(desks.of(guide.catalogue)) == before


def test_an_index_of_other_content_is_not_used(guide: Guide, tmp_path: Path) -> None:
    build(tmp_path / FOLDER, stamp_of("other"), [])
    desk = Desks(tmp_path).of(guide.catalogue)
    assert not desk.lasting
    assert desk.search("KAM", Wanted()).total > 0


def test_few_desks_are_kept(tmp_path: Path) -> None:
    desks = Desks(tmp_path)
    catalogues = [Catalogue(Library(version=str(number))) for number in range(KEPT_DESKS + 2)]
    first = desks.of(catalogues[0])
    for catalogue in catalogues:
        desks.of(catalogue)
    assert desks.of(catalogues[0]) is not first
    assert desks.of(catalogues[-1]) is desks.of(catalogues[-1])


# the digest of the content


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with two files."""
    folder = tmp_path / "site" / "content"
    (folder / "roles").mkdir(parents=True)
    (folder / "roles" / "a.yaml").write_text("a: 1\n")
    (folder / "roles" / "b.yaml").write_text("b: 2\n")
    return folder


def test_the_digest_changes_with_every_byte_and_name(content: Path) -> None:
    seen = [digest(content)]
    (content / "roles" / "a.yaml").write_text("a: 2\n")
    seen.append(digest(content))
    (content / "roles" / "b.yaml").rename(content / "roles" / "c.yaml")
    seen.append(digest(content))
    (content / "roles" / "d.yaml").touch()
    seen.append(digest(content))
    (content / "roles" / "c.yaml").unlink()
    seen.append(digest(content))
    assert len(set(seen)) == 5
    assert digest(content) == seen[-1]


def test_the_version_is_known_for_the_remembered_content_only(content: Path, tmp_path: Path) -> None:
    assert known_version(tmp_path, digest(content)) is None
    remember(tmp_path, digest(content), "v1")
    assert known_version(tmp_path, digest(content)) == "v1"
    (content / "roles" / "a.yaml").write_text("a: 3\n")
    assert known_version(tmp_path, digest(content)) is None


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"{}", b"\xff", b'{"digest": 1}'])
def test_a_damaged_note_is_no_note(damaged: bytes, content: Path, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(damaged)
    assert known_version(tmp_path, digest(content)) is None
