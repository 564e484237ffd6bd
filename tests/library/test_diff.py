"""Every field that a company changes, against the shared guide then and now: nothing is lost, conflicts are exact."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kamguide.guide import packaged_site
from kamguide.library.diff import (
    NOTHING,
    Difference,
    Path,
    Recorded,
    Value,
    accepted,
    at_home,
    differences,
    field_of,
    leaves,
    then_of,
)
from kamguide.library.layer import Layer, read_layer
from kamguide.library.loading import Stack, laid_over, stacked
from kamguide.plugins.recorded import read_recorded, recorded_text
from kamguide.problems import Place
from kamguide.sources.document import Document, Node, Plain
from kamguide.sources.folder import FolderSource
from kamguide.sources.memory import MemorySource
from kamguide.sources.reader import read_yaml

TODAY = date(2026, 11, 22)
KEY = ("roles", "r")
Tree = dict[str, Any]
OVERLAYS = [0, 1, *(pytest.param(number, marks=pytest.mark.trust) for number in range(2, 5))]
"""Companies made at random, by their seed; more of them by hand."""


def node(value: Plain) -> Node:
    place = Place("f.yaml")
    if isinstance(value, dict):
        return Node({name: node(child) for name, child in value.items()}, place)
    return Node(tuple(map(node, value)) if isinstance(value, list) else value, place)


def layer_of(patch: Tree) -> Layer:
    return Layer("acme", {KEY: Document(*KEY, node(patch))}, frozenset(), "")


def below_of(shared: Tree | None) -> dict[tuple[str, str], Document]:
    return {} if shared is None else {KEY: Document(*KEY, node(shared))}


def compared(then: Tree | None, now: Tree | None, patch: Tree) -> list[Difference]:
    """What is found now of a patch that was accepted over ``then``."""
    record = accepted(differences(layer_of(patch), below_of(then), {}))
    return list(differences(layer_of(patch), below_of(now), record).fields)


TABLE: list[tuple[str, Tree | None, Tree | None, Tree, list[tuple[str, str]]]] = [
    ("nothing happened", {"a": 1}, {"a": 1}, {"a": 2}, [("a", "ours")]),
    ("something else changed", {"a": 1, "b": 1}, {"a": 1, "b": 2}, {"a": 2}, [("a", "ours")]),
    ("it says the same by now", {"a": 1}, {"a": 2}, {"a": 2}, [("a", "same")]),
    ("it changed too", {"a": 1}, {"a": 3}, {"a": 2}, [("a", "changed-there")]),
    ("it is gone", {"a": 1, "b": 1}, {"b": 1}, {"a": 2}, [("a", "removed-there")]),
    ("it was added too", {"b": 1}, {"a": 3, "b": 1}, {"a": 2}, [("a", "added-there")]),
    ("the same was added", {"b": 1}, {"a": 2, "b": 1}, {"a": 2}, [("a", "same")]),
    ("removed here and there", {"a": 1, "b": 1}, {"b": 1}, {"a": None}, [("a", "same")]),
    ("removed here, changed there", {"a": 1}, {"a": 3}, {"a": None}, [("a", "changed-there")]),
    ("removed here, unchanged there", {"a": 1}, {"a": 1}, {"a": None}, [("a", "ours")]),
    ("its parent is gone", {"p": {"a": 1}}, {"q": 1}, {"p": {"a": 2}}, [("p.a", "removed-there")]),
    ("its parent is another thing now", {"p": {"a": 1}}, {"p": 7}, {"p": {"a": 2}}, [("p.a", "removed-there")]),
    ("a list is one value", {"l": [1, 2]}, {"l": [1, 2, 3]}, {"l": [2]}, [("l", "changed-there")]),
    ("the order is no change", {"m": {"x": 1, "y": 2}}, {"m": {"y": 2, "x": 1}}, {"m": None}, [("m", "ours")]),
    ("a word added to what is gone", {"p": {"a": 1}}, {"b": 1}, {"p": {"w": 2}}, [("p.w", "removed-there")]),
    ("a whole added to what is gone", {"p": {"a": 1}}, {"b": 1}, {"p": {"w": {"x": 2}}}, [("p.w", "ours")]),
    ("what was added is one field", {"p": {}}, {"p": {}}, {"p": {"new": {"a": 1, "b": 2}}}, [("p.new", "ours")]),
    (
        "what was added is added there otherwise", {"p": {}}, {"p": {"new": {"a": 1}}}, {"p": {"new": {"a": 2}}},
        [("p.new", "added-there")],
    ),
    ("a document of one's own", None, None, {"a": 1}, [("", "ours")]),
    ("the same document is there now", None, {"a": 1}, {"a": 1}, [("", "same")]),
    ("another one is there now", None, {"a": 3}, {"a": 1}, [("", "added-there")]),
    ("the document is gone", {"a": 1}, None, {"a": 2}, [("a", "removed-there")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("then", "now", "patch", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_the_status_of_a_field(
    then: Tree | None, now: Tree | None, patch: Tree, expected: list[tuple[str, str]]
) -> None:
    assert [(one.name, one.status) for one in compared(then, now, patch)] == expected


def test_a_field_that_base_yaml_does_not_know_is_unrecorded() -> None:
    found = differences(layer_of({"a": 2, "b": 1}), below_of({"a": 1, "b": 1}), {KEY: {("a",): 1}}).fields
    assert [(one.name, one.status) for one in found] == [("a", "ours"), ("b", "unrecorded")]
    assert [one.then for one in found] == [1, NOTHING]


def test_what_says_the_same_as_below_differs_in_nothing() -> None:
    found = differences(layer_of({"a": 1, "b": 2, "c": None}), below_of({"a": 1, "b": 1}), {}).fields
    assert [(one.name, one.differs) for one in found] == [("a", False), ("b", True), ("c", False)]


@pytest.mark.parametrize(
    ("path", "then"),
    [
        (("a", "x"), 1), (("a",), {"x": 1, "y": 5}), (("b", "z"), 2), (("c",), NOTHING), (("c", "d"), NOTHING),
        ((), {"a": {"x": 1, "y": 5}, "b": {"z": 2}, "e": 7}), (("e",), 7),
    ],
)  # fmt: skip
def test_what_stood_below_is_known_of_fields_around_and_inside_too(path: Path, then: Value) -> None:
    patch = {"a": {"x": 9}, "b": None, "c": {"d": 4}}
    now = {"a": {"x": 3, "y": 5}, "e": 7}
    record: Recorded = {KEY: {("a", "x"): 1, ("b",): {"z": 2}, ("c",): NOTHING}}
    found = differences(layer_of(patch), below_of(now), record)
    assert then_of(found, KEY, path, value_at(now, path)) == then


def test_the_values_are_those_of_then_now_and_ours() -> None:
    one = compared({"a": 1}, {"a": 3}, {"a": {"x": 2, "y": None}})[0]
    assert (one.then, one.now, one.ours) == (1, 3, {"x": 2})
    gone = compared({"a": 1, "b": 1}, {"b": 1}, {"a": None, "b": 2})[0]
    assert (gone.then, gone.now, gone.ours) == (1, NOTHING, NOTHING)


AWKWARD: Recorded = {
    ("roles", "r"): {
        ("a",): "text: with \"marks\", 'quotes' # and more\nlines",
        ("a/b", "c~d"): 1,
        ("no",): True,
        ("list",): ["हिंदी", 2, 0.5, False],
        ("deep", "er"): {"x": {"y": []}, "z": {}},
        ("gone",): NOTHING,
    },
    ("skills", "s"): {(): NOTHING},
    ("sources", "x"): {("year",): "not-given", ("date",): "2026-11-22", ("octal",): "0123"},
}


@pytest.mark.parametrize("record", [AWKWARD, {}, {("roles", "r"): {}}, {("roles", "r"): {("a",): 1}}])
def test_base_yaml_is_read_as_it_was_written(record: Recorded) -> None:
    tree, problems = read_yaml(recorded_text("acme", record), Place("base.yaml"))
    assert problems == []
    assert tree is not None
    assert read_recorded(tree) == ({key: fields for key, fields in record.items() if fields}, [])


# ----------------------------------------------------- 20 upstream edits x 5 overlays, over the real shared guide

PLACES = ("roles/key-account-manager", "roles/account-manager", "skills/negotiation", "glossary/churn")


@pytest.fixture(scope="module")
def ground() -> Stack:
    return stacked([read_layer(FolderSource(packaged_site() / "content"), "shared", "content/")[0]], TODAY)


def random_paths(rng: random.Random, tree: Tree, count: int, wanted: Callable[[Path], bool]) -> list[Path]:
    """Different paths in a tree, none of them below another."""
    every: list[Path] = []

    def walk(value: Any, path: Path) -> None:
        if path and wanted(path):
            every.append(path)
        if isinstance(value, dict):
            for name, child in value.items():
                walk(child, (*path, name))

    walk(tree, ())
    rng.shuffle(every)
    chosen: list[Path] = []
    for path in every:
        if len(chosen) < count and not any(_related(path, other) for other in chosen):
            chosen.append(path)
    return chosen


def _related(one: Path, other: Path) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def value_at(tree: Any, path: Path) -> Value:
    for step in path:
        if not isinstance(tree, dict) or step not in tree:
            return NOTHING
        tree = tree[step]
    value: Value = tree
    return value


def put(tree: Tree, path: Path, value: Any) -> None:
    for step in path[:-1]:
        tree = tree.setdefault(step, {})
    tree[path[-1]] = value


def taken_out(tree: Tree, path: Path) -> None:
    for step in path[:-1]:
        if not isinstance(tree, dict) or step not in tree:
            return
        tree = tree[step]
    if isinstance(tree, dict):
        tree.pop(path[-1], None)


def an_overlay(rng: random.Random, tree: Tree) -> Tree:
    """Some fields changed, one taken out, one added."""
    patch: Tree = {}
    leaves_only = random_paths(rng, tree, 6, lambda path: not isinstance(value_at(tree, path), dict))
    for path in leaves_only[1:]:
        put(patch, path, f"ours {rng.random()}")
    put(patch, leaves_only[0], None)
    put(patch, ("topics" if "topics" in tree else "mappings", f"own-{rng.randrange(99)}"), {"x": 1, "y": {"z": 2}})
    return patch


def an_edit(rng: random.Random, tree: Tree) -> tuple[Tree, str]:
    """The tree after one edit upstream: a value changed, a field or whole branch taken out, a field added."""
    edited = copy.deepcopy(tree)
    kind = rng.choice(["change", "change", "remove", "remove-branch", "add"])
    if kind == "add":
        put(edited, (f"added-{rng.randrange(99)}",), {"by": "upstream"})
        return edited, kind
    branch = kind == "remove-branch"
    found = random_paths(rng, tree, 1, lambda path: isinstance(value_at(tree, path), dict) == branch)
    if not found:
        return edited, "none"
    if kind == "change":
        put(edited, found[0], f"theirs {rng.random()}")
    else:
        taken_out(edited, found[0])
    return edited, kind


def touched(patch: Any, then: Any, path: Path = ()) -> list[Path]:
    """What a patch touches, told a second way: where it stops being fields over fields."""
    if not isinstance(patch, dict) or not isinstance(then, dict):
        return [path]
    return [found for name, value in patch.items() for found in touched(value, then.get(name), (*path, name))]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_edit_is_lost_and_the_conflicts_are_exact(overlay: int, ground: Stack) -> None:
    """One to twenty random edits upstream; what must be found is reckoned a second way."""
    for number in range(20):
        rng = random.Random(f"{overlay}.{number}")
        document = ground.documents[tuple(rng.choice(PLACES).split("/"))]  # type: ignore[index] # kind and slug
        then = document.root.plain()
        assert isinstance(then, dict)
        patch = an_overlay(random.Random(f"overlay {overlay}"), then)
        now = then
        for _ in range(number + 1):
            now, _kind = an_edit(rng, now)
        found = compared(then, now, patch)
        points = touched(patch, then)
        assert [one.path for one in found] == points, "every edit of the overlay is told, each once"
        for one in found:
            ours = NOTHING if value_at(patch, one.path) is None else value_at(patch, one.path)
            before, after = value_at(then, one.path), value_at(now, one.path)
            assert (one.then, one.now, one.ours) == (before, after, ours)
            homeless = not isinstance(value_at(now, one.path[:-1]), dict)
            if homeless and before is NOTHING:  # something added to what is gone: a whole thing holds, a word does not
                assert one.conflict == (not isinstance(ours, dict))
            else:
                assert one.conflict == (after not in (before, ours))
        merged = whole(now, patch, accepted(differences(layer_of(patch), below_of(then), {})))
        for one in found:
            parent_there = isinstance(value_at(now, one.path[:-1]), dict)
            if parent_there or one.status == "ours":
                assert value_at(merged, one.path) == one.ours, "what we say still counts"
            else:
                assert one.conflict or one.status == "same", "what cannot hold is told"
        for path in random_paths(rng, now, 50, lambda path: True):
            if not any(_related(path, point) for point in points):
                assert value_at(merged, path) == value_at(now, path), "what we do not touch follows upstream"


def whole(now: Tree, patch: Tree, record: Recorded) -> Tree:
    """The document as the company's readers get it."""
    layer = layer_of(patch)
    at = at_home(layer, differences(layer, below_of(now), record))
    ground = Stack((Layer("shared", below_of(now), frozenset(), ""),), below_of(now), {}, {}, {}, EMPTY, ())
    laid = laid_over(ground, at, TODAY).written[KEY].root.plain()
    assert isinstance(laid, dict)
    return laid


EMPTY = stacked([Layer("shared", {}, frozenset(), "")], TODAY).library


def test_what_is_said_of_something_gone_is_left_out_and_told() -> None:
    then, now = {"p": {"a": {"x": 1}, "b": 1}}, {"p": {"b": 1}}
    patch = {"p": {"a": {"x": 2}, "b": 3}}
    record = accepted(differences(layer_of(patch), below_of(then), {}))
    assert whole(now, patch, record) == {"p": {"b": 3}}
    found = differences(layer_of(patch), below_of(now), record)
    assert [(one.name, one.status) for one in found.conflicts] == [("p.a.x", "removed-there")]


def test_after_accepting_nothing_is_left_to_look_at() -> None:
    patch = {"a": 2, "p": {"q": None}}
    now = {"a": 3, "p": {"q": 1}}
    record = accepted(differences(layer_of(patch), below_of(now), {KEY: {("a",): 1}}))
    assert [one.status for one in differences(layer_of(patch), below_of(now), record).fields] == ["ours", "ours"]


def test_a_document_of_ones_own_that_is_below_too_by_now_is_accepted_field_by_field() -> None:
    """A pointer to the whole document is no field name, which a file could not hold."""
    patch, now = {"a": 1, "p": {"q": 2}}, {"a": 3, "p": {"q": 2, "r": 4}}
    record = accepted(differences(layer_of(patch), below_of(now), {KEY: {(): NOTHING}}))
    assert record == {KEY: {("a",): 3, ("p", "q"): 2}}
    tree, problems = read_yaml(recorded_text("acme", record), Place("base.yaml"))
    assert (tree is not None, problems) == (True, [])
    found = differences(layer_of(patch), below_of(now), record).fields
    assert [(one.name, one.status) for one in found] == [("a", "ours"), ("p.q", "same")]


def test_what_has_no_home_any_more_is_told_until_its_line_is_deleted() -> None:
    then, now = {"p": {"a": {"x": 1}}}, {"p": {"b": 1}}
    patch = {"p": {"a": {"x": 2}}}
    record = accepted(differences(layer_of(patch), below_of(then), {}))
    again = accepted(differences(layer_of(patch), below_of(now), record))
    found = differences(layer_of(patch), below_of(now), again)
    assert [(one.name, one.conflict) for one in found.fields] == [("p.a.x", True)]
    assert whole(now, patch, again) == now


# ------------------------------------------------------------------------------------------------ what extends

OWN, TARGET = ("roles", "own"), ("roles", "target")


def documents(trees: dict[tuple[str, str], Tree]) -> dict[tuple[str, str], Document]:
    return {key: Document(*key, node(tree)) for key, tree in trees.items()}


def extending(
    then: Tree, now: Tree, own: Tree, *, group: Tree | None = None, target: Tree | None = None
) -> list[tuple[str, str]]:
    """The statuses of a role that extends another, accepted over ``then``.

    :param group: what a company below says of the same role; it then extends, not the company looked at.
    :param target: what the company itself says of the role that is extended.
    """
    trees = {OWN: own, **({TARGET: target} if target is not None else {})}
    layer = Layer("acme", documents(trees), frozenset(), "")
    below = [
        documents({TARGET: tree, **({OWN: {"extends": "target", **group}} if group is not None else {})})
        for tree in (then, now)
    ]
    record = accepted(differences(layer, below[0], {}))
    return [(one.name, one.status) for one in differences(layer, below[1], record).fields if one.key == OWN]


EXTENDING: list[tuple[str, Tree, Tree, Tree, dict[str, Tree], list[tuple[str, str]]]] = [
    ("nothing happened", {"a": 1}, {"a": 1}, {"extends": "target", "a": 2}, {}, [("extends", "ours"), ("a", "ours")]),
    ("what is extended changed", {"a": 1}, {"a": 3}, {"extends": "target", "a": 2}, {},
     [("extends", "ours"), ("a", "changed-there")]),
    ("what is extended lost the field", {"a": 1, "b": 1}, {"b": 1}, {"extends": "target", "a": 2}, {},
     [("extends", "ours"), ("a", "removed-there")]),
    ("what is extended says it too", {"b": 1}, {"a": 3, "b": 1}, {"extends": "target", "a": 2}, {},
     [("extends", "ours"), ("a", "added-there")]),
    ("what is extended says the same", {"a": 1}, {"a": 2}, {"extends": "target", "a": 2}, {},
     [("extends", "ours"), ("a", "same")]),
    ("its parent is gone", {"p": {"a": 1}}, {"q": 1}, {"extends": "target", "p": {"a": 2}}, {},
     [("extends", "ours"), ("p.a", "removed-there")]),
    ("a group's role extends it", {"a": 1, "b": 1}, {"a": 3, "b": 1}, {"a": 2}, {"group": {"b": 2}},
     [("a", "changed-there")]),
    ("the group's role says it itself", {"a": 1}, {"a": 3}, {"a": 2}, {"group": {"a": 9}}, [("a", "ours")]),
    ("the company itself changes what is extended", {"a": 1}, {"a": 3}, {"extends": "target", "a": 2},
     {"target": {"a": 7}}, [("extends", "ours"), ("a", "ours")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("then", "now", "own", "more", "expected"), [row[1:] for row in EXTENDING], ids=[row[0] for row in EXTENDING]
)
def test_a_change_of_what_is_extended_is_told_too(
    then: Tree, now: Tree, own: Tree, more: dict[str, Tree], expected: list[tuple[str, str]]
) -> None:
    assert extending(then, now, own, group=more.get("group"), target=more.get("target")) == expected


def test_what_extends_something_missing_is_told_and_keeps_its_words() -> None:
    layer = Layer("acme", documents({OWN: {"extends": "target", "a": 2}}), frozenset(), "")
    record = accepted(differences(layer, documents({TARGET: {"a": 1}}), {}))
    found = differences(layer, {}, record)
    assert [(one.name, one.status) for one in found.fields] == [("extends", "ours"), ("a", "removed-there")]
    assert found.homeless == {}


def test_base_yaml_of_before_is_told_until_somebody_accepts() -> None:
    """It held a role that extends as one field; now each field of it is known."""
    layer = Layer("acme", documents({OWN: {"extends": "target", "a": 2}}), frozenset(), "")
    found = differences(layer, documents({TARGET: {"a": 1}}), {OWN: {(): NOTHING}})
    assert {one.status for one in found.fields} == {"unrecorded"}


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_edit_below_what_extends_is_lost_and_the_conflicts_are_exact(overlay: int, ground: Stack) -> None:
    """The same 20 edits x 5 overlays, where the overlay is a role of its own that extends the edited one."""
    for number in range(20):
        rng = random.Random(f"extends {overlay}.{number}")
        then = ground.documents["roles", "key-account-manager"].root.plain()
        assert isinstance(then, dict)
        patch = an_overlay(random.Random(f"overlay {overlay}"), then)
        now = then
        for _ in range(number + 1):
            now, _kind = an_edit(rng, now)
        as_overlay = [(one.path, one.status) for one in compared(then, now, patch)]
        statuses = extending(then, now, {"extends": "target", **patch})
        assert statuses == [("extends", "ours"), *((".".join(path), status) for path, status in as_overlay)]


# --------------------------------------------------------------------------------------------------------- why


def test_a_field_is_told_with_the_place_that_says_it() -> None:
    tree, _ = read_yaml("a: 1\np:\n  b: 2\n", Place("f.yaml"))
    assert tree is not None
    document = Document(*KEY, tree)
    assert field_of(document, ("p", "b")) == (2, Place("f.yaml", 3, 6))
    assert field_of(document, ("p", "none")) == (NOTHING, Place("f.yaml", 3, 3))


def test_leaves_are_the_fields_that_hold_no_fields() -> None:
    assert [path for path, _ in leaves(node({"a": 1, "b": {"c": [1], "d": {}}}))] == [("a",), ("b", "c"), ("b", "d")]


def test_a_markdown_layer_is_told_too() -> None:
    layer, problems = read_layer(
        MemorySource({"guides/resume.en.md": "---\ntitle: Other\n---\nText\n"}), "acme", "acme/", overlay=True
    )
    assert problems == []
    found = differences(layer, {}, {}).fields
    assert [(one.key, one.path) for one in found] == [(("guides", "resume"), ())]
