"""Damaged copies of our own content files, 800 and more: none stops the reader, each refusal has its place."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import chain

import pytest

from kamguide.guide import packaged_site
from kamguide.language import render
from kamguide.library.layer import read_layer
from kamguide.library.library import Library
from kamguide.library.loading import load
from kamguide.model.text import LANGUAGES
from kamguide.problems import Place, Problem
from kamguide.sources import reader
from kamguide.sources.folder import FolderSource
from kamguide.sources.memory import MemorySource
from kamguide.sources.reader import decode, read_yaml
from tests.conftest import TODAY
from tests.sources.test_reader import within

SEEDS = range(8)
ALL_SEEDS = [*SEEDS, *(pytest.param(seed, marks=pytest.mark.trust) for seed in range(8, 20))]
FILES_PER_SEED = 100
LARGEST = 50_000
"""Bytes of a file."""

SIGNS = [
    *(
        b"[",
        b"{",
        b"]",
        b"}",
        b"- ",
        b"? ",
        b": ",
        b",",
        b"&a ",
        b"*a ",
        b"!!int ",
        b"!a ",
        b"<<: *a\n",
        b"---\n",
        b"...\n",
    ),
    *(b"|\n", b">-\n", b'"', b"'", b"%YAML 9\n", b"\t", b"~", b"null", b"NO", b"0123", b"1e9", b"12:30", b"9" * 30),
    *(
        b"@",
        b"`",
        b"#",
        b"\\ud800",
        b'"\\u202e"',
        b"\xff",
        b"\x00",
        b"\r",
        b"\r\n",
        b"![",
        b"](",
        b"> ",
        b"1. ",
        b"*",
        b"_",
    ),
    *("\u202e".encode(), "\u2028".encode(), "\u200d".encode(), b"a: b\n", b"2026-13-01", b"javascript:", b"%(name)s"),
]


def content() -> dict[str, bytes]:
    source = FolderSource(packaged_site() / "content")
    files = {path: source.read(path) for path in source.list() if path.endswith((".yaml", ".md")) and "/" in path}
    return {path: data for path, data in files.items() if len(data) <= LARGEST}  # larger ones hold more of the same


ORIGINALS = content()


def flipped(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def lines_deleted(data: bytearray, chance: random.Random) -> None:
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    del lines[start : start + chance.randint(1, 5)]
    data[:] = b"\n".join(lines)


def lines_doubled(data: bytearray, chance: random.Random) -> None:
    lines = data.split(b"\n")
    start, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[to:to] = lines[start : start + chance.randint(1, 20)]
    data[:] = b"\n".join(lines)


def spliced(data: bytearray, chance: random.Random) -> None:
    other = ORIGINALS[chance.choice(sorted(ORIGINALS))]
    start, to = chance.randrange(len(other) + 1), chance.randrange(len(data) + 1)
    data[to:to] = other[start : start + chance.randint(1, 500)]


def stormed(data: bytearray, chance: random.Random) -> None:
    to = chance.randrange(len(data) + 1)
    data[to:to] = chance.choice(SIGNS) * chance.choice([1, 1, 2, 30, 3_000])


def peppered(data: bytearray, chance: random.Random) -> None:
    blocks = [(0x20, 0x3000), (0x900, 0x980), (0x2000, 0x2070), (0x10000, 0x110000)]
    letters = "".join(chr(chance.randrange(*chance.choice(blocks))) for _ in range(chance.randint(1, 20)))
    to = chance.randrange(len(data) + 1)
    data[to:to] = letters.encode("utf-8", "surrogatepass")


def cut_off(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def shifted(data: bytearray, chance: random.Random) -> None:
    lines = data.split(b"\n")
    number = chance.randrange(len(lines))
    lines[number] = b" " * chance.randint(1, 6) + lines[number]
    data[:] = b"\n".join(lines)


def holed(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) + 1)
    del data[start : start + chance.randint(1, 40)]


def word_replaced(data: bytearray, chance: random.Random) -> None:
    words = list(re.finditer(rb"[^\s:,\[\]{}]+", data))
    if words:
        word = chance.choice(words)
        data[word.start() : word.end()] = chance.choice(SIGNS)


DAMAGES: list[Callable[[bytearray, random.Random], None]] = [
    flipped,
    lines_deleted,
    lines_doubled,
    spliced,
    stormed,
    peppered,
    cut_off,
    shifted,
    holed,
    word_replaced,
]


@dataclass(frozen=True)
class Read:
    """A damaged file, and what came of reading it."""

    path: str
    data: bytes
    library: Library
    problems: list[Problem]
    seconds: float

    @property
    def lines(self) -> int:
        return len(re.findall(rb"\r\n|\r|\n", self.data)) + 1


def damaged(seed: int) -> list[tuple[str, bytes]]:
    """The files of one seed, always the same."""
    chance = random.Random(seed)
    made = []
    for _ in range(FILES_PER_SEED):
        path = chance.choice(sorted(ORIGINALS))
        data = bytearray(ORIGINALS[path])
        for _ in range(chance.randint(1, 3)):
            chance.choice(DAMAGES)(data, chance)
        made.append((path, bytes(data)))
    return made


@cache
def readings(seed: int) -> list[Read]:
    """Every file of a seed, read as a library of its own."""
    results = []
    for path, data in damaged(seed):
        start = time.process_time()
        with within(10):
            layer, problems = read_layer(MemorySource({path: data}), "shared", "content/")
            library, more = load([layer], TODAY)
        results.append(Read(path, data, library, [*problems, *more], time.process_time() - start))
    return results


@pytest.mark.parametrize("seed", ALL_SEEDS)
def test_no_damaged_file_takes_longer_than_three_times_its_two_seconds(seed: int) -> None:
    assert [(read.path, read.data) for read in readings(seed) if read.seconds > 3 * 2] == []


@pytest.mark.parametrize("seed", ALL_SEEDS)
def test_each_problem_of_a_damaged_file_names_the_file_and_a_line_of_it(seed: int) -> None:
    wrong = [
        (problem, read.data)
        for read in readings(seed)
        for problem in read.problems
        if problem.place.file != f"content/{read.path}"
        or not 1 <= problem.place.line <= read.lines + 1
        or problem.place.column < 1
    ]
    assert wrong == []


@pytest.mark.parametrize("seed", ALL_SEEDS)
def test_each_sentence_about_a_damaged_file_can_be_said_in_both_languages(seed: int) -> None:
    said = [
        render(message, language)
        for read in readings(seed)
        for problem in read.problems
        for message in (problem.sentence, problem.remedy)
        for language in LANGUAGES
    ]
    assert [sentence for sentence in said if not sentence] == []


@pytest.mark.parametrize("seed", ALL_SEEDS)
def test_a_damaged_file_without_a_problem_stands_in_the_library(seed: int) -> None:
    silent = [read for read in readings(seed) if not read.problems]
    missing = [
        read.data
        for read in silent
        if not any(
            slug == read.path.split("/")[1].split(".")[0] for slug in getattr(read.library, read.path.split("/")[0])
        )
    ]
    assert missing == []


@pytest.mark.parametrize("seed", ALL_SEEDS)
def test_both_parsers_read_the_same_tree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place("a.yaml")
    files = [data for path, data in damaged(seed) if path.endswith(".yaml")]
    texts = [text for text, _ in (decode(data, place) for data in files) if text]
    either = [read_yaml(text, place) for text in texts]
    monkeypatch.setattr(reader, "FAST", None)
    assert [read_yaml(text, place) for text in texts] == either


def test_the_damage_is_neither_none_nor_total() -> None:
    """The test of the tests: some files are still good, and many kinds of faults are met."""
    every = list(chain.from_iterable(readings(seed) for seed in SEEDS))
    codes = {problem.code for read in every for problem in read.problems}
    assert (len(every), any(not read.problems for read in every), len(codes) > 25) == (
        len(SEEDS) * FILES_PER_SEED,
        True,
        True,
    )
