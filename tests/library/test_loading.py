"""The pipeline from layers to the library: what is broken is told and left out, everything else stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from pydantic import ValidationError

from kamguide.guide import load_content
from kamguide.library.layer import Layer, read_layer
from kamguide.library.library import Library
from kamguide.library.loading import load, overlaid
from kamguide.model import KINDS
from kamguide.problems import Place, Problem
from kamguide.sources.memory import MemorySource
from tests.conftest import TODAY, Loader, minimal_source

ROLE = """notation: T
preferred_label: {hi: परीक्षक, en: Tester}
description: {hi: जाँच।, en: Tests.}
reviewed: {hi: 2026-11-22, en: 2026-11-22}
grades: {senior: {label: {hi: वरिष्ठ, en: Senior}, rank: 1}}
"""
PATH = "steps: {up: {from: tester, to: tester@senior, kind: promotion, basis: editorial}}\n"
BROKEN = {"not valid": "zzz: x\n", "not readable": "zzz: [\n", "not text": "\x00\n"}
"""Lines that break a file: it can be read but is not valid, cannot be parsed, cannot be decoded."""


def layer(files: Mapping[str, str], name: str = "shared", *, overlay: bool = False) -> Layer:
    made, problems = read_layer(MemorySource(files), name, f"{name}/", overlay=overlay)
    assert problems == []
    return made


def company(files: Mapping[str, str]) -> Layer:
    return layer(files, "acme", overlay=True)


def sentences(problems: list[Problem]) -> list[str]:
    return [f"{p.place.file}: {p.sentence}" for p in problems]


# ----------------------------------------------------------------------------------------- what is broken


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_left_out_and_the_others_stand(line: str, library_of: Loader) -> None:
    library, problems = library_of({"sources/a.yaml": minimal_source(), "sources/b.yaml": minimal_source() + line})
    assert (list(library.sources), [p.place.file for p in problems]) == (["a"], ["content/sources/b.yaml"])


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
def test_nobody_calls_a_broken_file_missing(line: str, library_of: Loader) -> None:
    _, problems = library_of(
        {"sources/a.yaml": minimal_source() + "via: b\n", "sources/b.yaml": minimal_source() + line}
    )
    assert [p.place.file for p in problems] == ["content/sources/b.yaml"]


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
def test_nobody_calls_a_grade_of_a_broken_role_missing(line: str, library_of: Loader) -> None:
    _, problems = library_of({"roles/tester.yaml": ROLE + line, "paths/p.yaml": PATH})
    assert [p.place.file for p in problems] == ["content/roles/tester.yaml"]


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
def test_nobody_calls_a_position_of_a_broken_path_missing(line: str, library_of: Loader) -> None:
    positions = "positions: {a: {label: {hi: एक, en: One}}, b: {label: {hi: दो, en: Two}}}\n"
    steps = "steps: {up: {from: a, to: b, kind: promotion, basis: editorial}}\n"
    _, problems = library_of({"paths/p.yaml": positions + line, "paths/q.yaml": steps})
    assert [p.place.file for p in problems] == ["content/paths/p.yaml"]


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
def test_nobody_calls_a_figure_of_a_broken_salary_missing(line: str, library_of: Loader) -> None:
    role = ROLE + "key_facts: {salary: {label: {hi: वेतन, en: Pay}, figure: pay.base}}\n"
    salary = (
        "role: tester\nsource: a\ncurrency: INR\nperiod: year\narea: IN\nreference_year: 2020\n"
        "figures: {base: {statistic: mean, component: base, amount: 1}}\n"
    )
    files = {"roles/tester.yaml": role, "salaries/pay.yaml": salary + line, "sources/a.yaml": minimal_source()}
    assert [p.place.file for p in library_of(files)[1]] == ["content/salaries/pay.yaml"]


def test_a_broken_half_of_a_guide_keeps_the_whole_out(library_of: Loader) -> None:
    words = "---\ntitle: T\ndescription: D\n---\nText\n"
    files = {
        "guides/g.yaml": "basis: editorial\nreviewed: {hi: 2026-11-22, en: 2026-11-22}\n",
        "guides/g.hi.md": words,
        "guides/g.en.md": words.replace("title: T", "title: [T"),
    }
    library, problems = library_of(files)
    assert (dict(library.guides), [p.place.file for p in problems]) == ({}, ["content/guides/g.en.md"])


def test_nothing_gives_an_empty_library(library_of: Loader) -> None:
    library, problems = library_of({})
    assert (problems, [len(getattr(library, kind)) for kind in KINDS]) == ([], [0] * len(KINDS))


def test_problems_come_in_the_order_of_files_and_lines() -> None:
    files = {f"sources/{slug}.yaml": minimal_source(year="1800") + "zzz: x\nvia: q\n" for slug in "cab"}
    places = [p.place for p in load([layer(files)], TODAY)[1]]
    assert places == sorted(places)


# ------------------------------------------------------------------------------- all faults told at once


def load_text(tmp_path: Path, text: str) -> list[Problem]:
    folder = tmp_path / "content" / "sources"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return load_content(tmp_path, TODAY)[1]


def test_a_fault_of_the_text_hides_no_fault_of_the_schema(tmp_path: Path) -> None:
    text = "1: x\n" + minimal_source(year="1800").replace("title", "# title")
    assert [p.code for p in load_text(tmp_path, text)] == ["key-not-text", "missing-field", "out-of-range"]


@pytest.mark.parametrize("value", ["", "~", "NO", "!x y", "&x y", "*x"])
def test_a_value_refused_by_the_reader_is_told_once(value: str, tmp_path: Path) -> None:
    assert len(load_text(tmp_path, minimal_source(year=value))) == 1


# --------------------------------------------------------------------------------------------- layers


def test_a_company_changes_a_field_and_keeps_the_rest() -> None:
    library, problems = load(
        [layer({"sources/a.yaml": minimal_source()}), company({"sources/a.yaml": "title: Ours\n"})], TODAY
    )
    assert problems == []
    assert (library.sources["a"].title, library.sources["a"].publisher) == ("Ours", "Example Press")


def test_a_company_adds_a_file() -> None:
    library, problems = load([layer({}), company({"sources/ours.yaml": minimal_source()})], TODAY)
    assert (problems, list(library.sources)) == ([], ["ours"])


def test_a_company_removes_a_field_by_null() -> None:
    shared = layer({"sources/a.yaml": minimal_source() + "licence: MIT\n"})
    library, problems = load([shared, company({"sources/a.yaml": "licence: ~\n"})], TODAY)
    assert (problems, library.sources["a"].licence) == ([], "not-given")


def test_a_later_layer_wins() -> None:
    layers = [
        layer({"sources/a.yaml": minimal_source()}),
        layer({"sources/a.yaml": "title: One\n"}, "one", overlay=True),
        layer({"sources/a.yaml": "title: Two\n"}, "two", overlay=True),
    ]
    assert load(layers, TODAY)[0].sources["a"].title == "Two"


def test_a_wrong_value_of_a_company_is_told_at_the_company_s_line() -> None:
    _, problems = load(
        [layer({"sources/a.yaml": minimal_source()}), company({"sources/a.yaml": "\ncountry: India\n"})], TODAY
    )
    assert [p.place for p in problems] == [Place("acme/sources/a.yaml", 2, 10, "acme")]


def test_a_field_that_a_company_wrongly_removes_is_told_at_the_company_s_line() -> None:
    _, problems = load(
        [layer({"sources/a.yaml": minimal_source()}), company({"sources/a.yaml": "\ntitle: ~\n"})], TODAY
    )
    assert [(p.code, p.place.file, p.place.line, p.place.layer) for p in problems] == [
        ("missing-field", "acme/sources/a.yaml", 2, "acme")
    ]


def test_a_wrong_reference_of_a_company_is_told_at_the_company_s_line() -> None:
    _, problems = load(
        [layer({"sources/a.yaml": minimal_source()}), company({"sources/a.yaml": "via: nobody\n"})], TODAY
    )
    assert sentences(problems) == ["acme/sources/a.yaml: no source 'nobody'"]


def test_the_shared_documents_are_the_same_objects_under_a_company() -> None:
    shared = layer({"sources/a.yaml": minimal_source(), "sources/b.yaml": minimal_source()})
    merged = overlaid([shared, company({"sources/a.yaml": "title: Ours\n"})])
    base = shared.documents["sources", "a"].root
    assert merged["sources", "a"].root.child("publisher") is base.child("publisher")


# -------------------------------------------------------------------------------------------- version


def version(files: Mapping[str, str]) -> str:
    return load([layer(files)], TODAY)[0].version


def test_the_same_files_have_the_same_version() -> None:
    assert version({"sources/a.yaml": minimal_source()}) == version({"sources/a.yaml": minimal_source()})


@pytest.mark.parametrize(
    "files",
    [
        {"sources/a.yaml": minimal_source(title="Another")},
        {"sources/a.yaml": minimal_source() + "# a comment\n"},
        {"sources/b.yaml": minimal_source()},
        {"sources/a.yaml": minimal_source(), "sources/b.yaml": minimal_source()},
        {},
    ],
    ids=["another word", "a comment", "another name", "one file more", "no file"],
)
def test_a_change_of_any_byte_changes_the_version(files: dict[str, str]) -> None:
    assert version(files) != version({"sources/a.yaml": minimal_source()})


def test_another_layer_changes_the_version() -> None:
    shared = layer({"sources/a.yaml": minimal_source()})
    assert (
        load([shared, company({"sources/a.yaml": "title: Ours\n"})], TODAY)[0].version
        != load([shared], TODAY)[0].version
    )


# ------------------------------------------------------------------------------------------ immutable


def test_a_library_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Library().version = "x"  # type: ignore[misc]


def test_what_is_in_a_library_cannot_be_changed(library_of: Loader) -> None:
    source = library_of({"sources/a.yaml": minimal_source()})[0].sources["a"]
    with pytest.raises(ValidationError):
        source.title = "x"  # type: ignore[misc]
