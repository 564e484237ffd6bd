"""Codes and tokens: made by chance, read as people type them, hashed under the key."""

from __future__ import annotations

import statistics
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamguide.store.codes import ALPHABET, LENGTH, TOKEN_LENGTH, Code, Hasher, new_code, new_token, read_code

HASHER = Hasher(b"one key of the tests")


@pytest.mark.parametrize(
    "typed",
    [
        "7K4M-2XDP-9QRT",
        "7k4m2xdp9qrt",
        " 7K4M 2XDP 9QRT ",
        "7K4M–2XDP—9QRT",
        "7K4M.2XDP.9QRT\n",
        "७K४M-२XDP-९QRT",
        "７Ｋ４Ｍ２ＸＤＰ９ＱＲＴ",
    ],
)
def test_a_code_is_read_as_people_write_it(typed: str) -> None:
    code = read_code(typed)
    assert code is not None
    assert (code.bare, str(code)) == ("7K4M2XDP9QRT", "7K4M-2XDP-9QRT")


def test_letters_that_look_like_digits_are_those_digits() -> None:
    assert read_code("oOiIlL-000000") == Code("001111000000")


@pytest.mark.parametrize(
    "typed", ["", "7K4M-2XDP-9QR", "7K4M-2XDP-9QRTT", "7K4M-2XDP-9QRU", "कखगघङचछजझञटठ", "7K4M" * 999]
)
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text())
def test_reading_takes_anything(typed: str) -> None:
    code = read_code(typed)
    assert code is None or read_code(str(code)) == code


def test_codes_are_by_chance_and_use_the_whole_alphabet() -> None:
    codes = {new_code().bare for _ in range(1_000)}
    assert len(codes) == 1_000
    assert {len(code) for code in codes} == {LENGTH}
    assert set("".join(codes)) == set(ALPHABET)
    assert {code[0] for code in codes} == set(ALPHABET)


def test_a_code_does_not_stand_in_its_repr() -> None:
    code = new_code()
    assert code.bare not in repr(code)


@pytest.mark.parametrize("many", [1_000, pytest.param(1_000_000, marks=pytest.mark.trust)])
def test_tokens_never_repeat_and_share_no_beginning(many: int) -> None:
    tokens = [new_token() for _ in range(many)]
    assert len(set(tokens)) == many
    assert {len(token) for token in tokens} == {TOKEN_LENGTH}
    assert min(tokens)[0] != max(tokens)[0]


# hashes


def test_the_same_letters_hash_differently_for_each_purpose_and_key() -> None:
    code = new_code()
    other = Hasher(b"another key of the tests")
    hashes = [HASHER.code("assessment", code), HASHER.code("draft", code), HASHER.code("mentor", code)]
    hashes += [other.code("assessment", code), HASHER.token(new_token())]
    assert len(set(hashes)) == len(hashes)
    assert HASHER.code("assessment", str(code).lower()) == hashes[0]


def test_what_can_be_no_code_or_token_hashes_to_what_no_row_has() -> None:
    assert HASHER.code("assessment", "no code") == HASHER.token("no token") == HASHER.token("é" * 43) == b"\0" * 32


def test_an_idempotency_key_has_one_code_that_only_the_key_of_the_site_tells() -> None:
    once = new_token()
    assert HASHER.code_for("assessment", once) == HASHER.code_for("assessment", once)
    others = {Hasher(b"x").code_for("assessment", once), HASHER.code_for("draft", once)}
    assert HASHER.code_for("assessment", once) not in others
    assert set("".join(HASHER.code_for("draft", str(n)).bare for n in range(500))) == set(ALPHABET)


def test_what_can_be_no_code_takes_as_long_as_a_code() -> None:
    def median(code: str) -> float:
        times = []
        for _ in range(2_000):
            begun = time.perf_counter_ns()
            HASHER.code("assessment", code)
            times.append(time.perf_counter_ns() - begun)
        return statistics.median(times)

    assert abs(median("7K4M-2XDP-9QRT") - median("7K4M-2XDP-9QRU")) < 200_000  # ns, as promised for near misses
