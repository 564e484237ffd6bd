"""Bodies of POSTs: measured, parsed strictly, every fault told by its pointer."""

from __future__ import annotations

import json
from typing import Annotated

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from kamguide.web.api.bodies import BODY_LIMIT, DEPTH_LIMIT, TOLD_MOST, body, parsed, pointer, shaped
from kamguide.web.errors import InvalidBodyError, UnreadableBodyError


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    numbers: dict[str, Annotated[int, Field(ge=0, le=4)] | None] = Field(default_factory=dict)


def pointers(tree: object) -> list[str]:
    with pytest.raises(InvalidBodyError) as caught:
        shaped(tree, Shape)
    return [field for field, _ in caught.value.faults]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"no",
        b"\xff",
        "\ufeff{}".encode(),
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": 1, "a": 2}',
        b'{"a": {"b": 1, "b": 1}}',
        b'{"a": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'["\\ud800x"]',
        b"[" * (DEPTH_LIMIT + 1) + b"]" * (DEPTH_LIMIT + 1),
        b"[" * 60_000,
        b'{"a":' * 9_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
        b"{'a': 1}",
        b'{"a": 1,}',
        b'{"a": 01}',
        b"{} {}",
    ],
)
def test_what_is_no_strict_json_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableBodyError):
        parsed(data)


def test_brackets_in_strings_are_no_depth() -> None:
    deep = [[["[" * 100, '\\"[' * 100]]]
    assert parsed(json.dumps(deep).encode()) == deep
    assert parsed(b"[" * DEPTH_LIMIT + b"]" * DEPTH_LIMIT) is not None


def test_numbers_without_a_fraction_are_whole() -> None:
    assert repr(parsed(b"[1.0, 1e2, -0.0, 1.5]")) == "[1, 100, 0, 1.5]"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**52), 2**52) | st.text(st.characters(exclude_categories=["Cs"])),
        lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=5), below, max_size=4),
        max_leaves=12,
    )
)
def test_good_json_is_read_as_it_is(tree: object) -> None:
    try:
        data = json.dumps(tree, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return
    assert parsed(data) == tree


def test_every_fault_is_told_with_its_pointer() -> None:
    wrong = {"numbers": {"a": 5, "b/c~d": "x", "e": True, "f": 1.5, "g": None, "h": 2}, "more": 1}
    assert sorted(pointers(wrong)) == ["/more", "/name", "/numbers/a", "/numbers/b~1c~0d", "/numbers/e", "/numbers/f"]
    assert pointers([]) == pointers("x") == pointers(None) == [""]


def test_faults_are_told_only_so_often() -> None:
    assert len(pointers({"name": "x", "numbers": dict.fromkeys(map(str, range(500)), 9)})) == TOLD_MOST


def test_pointers_hold_nothing_invisible() -> None:
    assert pointer(["a\u202eb", "\x00", 3]) == "/ab//3"


@pytest.mark.parametrize(
    "said", ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"]
)
def test_only_json_in_utf8_is_taken(said: str, app: Flask) -> None:
    context = app.test_request_context(method="POST", data=b'{"name": "x"}', content_type=said)
    with context, pytest.raises(UnsupportedMediaType):
        body(Shape)


def test_packed_bodies_are_not_taken(app: Flask) -> None:
    packed = {"Content-Encoding": "gzip"}
    context = app.test_request_context(method="POST", data=b"{}", content_type="application/json", headers=packed)
    with context, pytest.raises(UnsupportedMediaType):
        body(Shape)


@pytest.mark.parametrize("said", ["application/json", "application/json; charset=UTF-8", "Application/JSON"])
def test_json_is_taken(said: str, app: Flask) -> None:
    with app.test_request_context(method="POST", data=b'{"name": "x"}', content_type=said):
        assert body(Shape) == Shape(name="x")


def test_a_body_is_measured(app: Flask) -> None:
    def sent(length: int) -> Shape:
        data = json.dumps({"name": "x" * (length - 12)}).encode()
        assert len(data) == length
        with app.test_request_context(method="POST", data=data, content_type="application/json"):
            return body(Shape)

    assert sent(BODY_LIMIT)
    with pytest.raises(RequestEntityTooLarge):
        sent(BODY_LIMIT + 1)
