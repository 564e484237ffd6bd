"""One document laid over another: RFC 7396 to the letter, places kept, and nothing copied that did not change."""

from __future__ import annotations

import pytest

from kamguide.library.overlay import merge
from kamguide.problems import Place
from kamguide.sources.document import Node, Plain
from kamguide.sources.reader import read_yaml

BASE, OVER = Place("content/roles/a.yaml"), Place("plugins/acme/content/roles/a.yaml", layer="acme")


def node(value: Plain, place: Place = BASE) -> Node:
    """A tree of plain values, all at one place."""
    if isinstance(value, dict):
        return Node({name: node(child, place) for name, child in value.items()}, place)
    if isinstance(value, list):
        return Node(tuple(node(child, place) for child in value), place)
    return Node(value, place)


def tree(text: str, place: Place) -> Node:
    root, problems = read_yaml(text, place, allow_null=True)
    assert (root is not None, problems) == (True, [])
    assert root is not None
    return root


RFC_7396: list[tuple[Plain, Plain, Plain]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]
"""Appendix A: original, patch, result."""


@pytest.mark.parametrize(("original", "patch", "result"), RFC_7396)
def test_the_examples_of_rfc_7396_hold(original: Plain, patch: Plain, result: Plain) -> None:
    assert merge(node(original), node(patch)).plain() == result


def test_the_order_of_the_base_is_kept_and_new_fields_follow() -> None:
    merged = merge(node({"a": 1, "b": 2, "c": 3}), node({"d": 4, "b": 5})).plain()
    assert merged == {"a": 1, "b": 5, "c": 3, "d": 4}
    assert list(merged) == ["a", "b", "c", "d"]  # type: ignore[arg-type]


def test_over_nothing_a_patch_is_itself_without_its_nulls() -> None:
    assert merge(None, node({"a": 1, "b": None, "c": {"d": None}})).plain() == {"a": 1, "c": {}}


def test_an_empty_patch_changes_nothing() -> None:
    base = node({"a": {"b": [1, 2]}})
    assert merge(base, node({}, OVER)) is base
    assert merge(base, node({"a": {}}, OVER)).child("a") is base.child("a")


def test_neither_tree_is_changed() -> None:
    base, patch = node({"a": {"b": 1}}), node({"a": {"b": None, "c": 2}})
    merge(base, patch)
    assert (base.plain(), patch.plain()) == ({"a": {"b": 1}}, {"a": {"b": None, "c": 2}})


def test_what_the_patch_does_not_touch_is_the_same_object() -> None:
    base = node({"a": {"x": 1}, "b": {"y": {"z": 2}, "w": {"v": 3}}})
    merged = merge(base, node({"b": {"y": {"z": 4}}}))
    assert merged.child("a") is base.child("a")
    assert merged.at(["b", "w"]) is base.at(["b", "w"])


BASE_TEXT = "name: A\nskills:\n  one: {level: 1, importance: 2}\n  two: {level: 1, importance: 2}\n"
OVER_TEXT = "# Acme\nskills:\n  two: {level: 3}\n  three: {level: 4, importance: 5}\n"


@pytest.mark.parametrize(
    ("location", "file", "line", "column", "layer"),
    [
        (["name"], BASE.file, 1, 7, "shared"),
        (["skills"], OVER.file, 3, 3, "acme"),
        (["skills", "one", "level"], BASE.file, 3, 16, "shared"),
        (["skills", "one"], BASE.file, 3, 8, "shared"),
        (["skills", "two"], OVER.file, 3, 8, "acme"),
        (["skills", "two", "importance"], BASE.file, 4, 31, "shared"),
        (["skills", "two", "level"], OVER.file, 3, 16, "acme"),
        (["skills", "three"], OVER.file, 4, 10, "acme"),
        (["skills", "three", "level"], OVER.file, 4, 18, "acme"),
    ],
)
def test_each_value_keeps_the_place_where_it_was_written(
    location: list[str], file: str, line: int, column: int, layer: str
) -> None:
    merged = merge(tree(BASE_TEXT, BASE), tree(OVER_TEXT, OVER))
    assert merged.at(location).place == Place(file, line, column, layer)


def test_the_name_of_a_replaced_value_stands_where_the_patch_wrote_it() -> None:
    merged = merge(tree(BASE_TEXT, BASE), tree(OVER_TEXT, OVER))
    assert merged.at(["skills", "two", "level"]).key == Place(OVER.file, 3, 9, "acme")


def test_a_mapping_that_replaces_a_word_stands_where_the_patch_wrote_it() -> None:
    merged = merge(tree("name: A\n", BASE), tree("name: {en: B, hi: ~}\n", OVER))
    assert (merged.at(["name"]).plain(), merged.at(["name"]).place) == ({"en": "B"}, Place(OVER.file, 1, 7, "acme"))


def test_three_layers_are_laid_in_order() -> None:
    merged = merge(merge(node({"a": 1, "b": 1, "c": 1}), node({"b": 2, "c": 2})), node({"c": 3, "a": None}))
    assert merged.plain() == {"b": 2, "c": 3}
