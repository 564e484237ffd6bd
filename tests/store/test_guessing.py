"""Wrong, expired, ended and nearly right codes and tokens: one answer, one time; nothing of them in any error."""

from __future__ import annotations

import random
import statistics
import time
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kamguide.store.codes import new_code, new_token
from kamguide.store.errors import StoreDownError, StoreError
from tests.store.conftest import Clock

if TYPE_CHECKING:
    from kamguide.store.store import Store

NEAR_MILLISECONDS = 0.2
GUESSES = 100
CANARY = "a canary sings in the mine"


def medians(looked: Callable[[str], object], words: dict[str, str]) -> dict[str, float]:
    """The median CPU time in ms of looking each word up, asked in turns; all of them must open nothing."""
    times: dict[str, list[int]] = {name: [] for name in words}
    for _ in range(GUESSES):
        for name in random.sample(list(words), len(words)):
            begun = time.thread_time_ns()
            assert looked(words[name]) is None
            times[name].append(time.thread_time_ns() - begun)
    return {name: statistics.median(taken) / 1e6 for name, taken in times.items()}


def nearly(secret: str) -> str:
    """The same but for its last letter."""
    return secret[:-1] + ("A" if secret[-1] != "A" else "E")


def test_tokens_that_open_nothing_cost_the_same(store: Store, clock: Clock) -> None:
    code = store.assessments.create("x" * 100_000)
    living, ended, over = (store.links.create(code, "rating", days) for days in (30, 30, 7))
    assert living is not None
    assert ended is not None
    assert over is not None
    store.links.revoke(code, store.links.of(code)[1].id)
    clock.forward(days=8)
    words = {"unknown": new_token(), "near": nearly(living), "ended": ended, "over": over, "no token": "x"}
    found = medians(store.links.open, words)
    print(found)
    assert max(found.values()) - min(found.values()) < NEAR_MILLISECONDS


def test_codes_that_open_nothing_cost_the_same(store: Store, clock: Clock) -> None:
    over = store.assessments.create("x" * 100_000)
    clock.forward(days=90)
    living = store.drafts.create("x")
    words = {"unknown": new_code().bare, "near": nearly(living.bare), "over": over.bare, "no code": "x"}
    found = medians(store.assessments.open, words)
    print(found)
    assert max(found.values()) - min(found.values()) < NEAR_MILLISECONDS


@pytest.mark.parametrize("guesses", [200, pytest.param(10_000, marks=pytest.mark.trust)])
def test_guesses_open_nothing(store: Store, guesses: int) -> None:
    code = store.assessments.create("{}")
    store.links.create(code, "rating", 30)
    assert [store.links.open(new_token()) for _ in range(guesses)] == [None] * guesses
    assert [store.assessments.open(new_code()) for _ in range(guesses)] == [None] * guesses


def test_no_error_tells_a_text_a_code_or_the_words_of_the_database(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    code = store.assessments.create(CANARY)
    table = "assessments"
    with store.database.writing() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO elsewhere")
    try:
        with pytest.raises(StoreDownError) as told:
            store.assessments.save(code, CANARY, 1)
        with pytest.raises(StoreError):
            store.assessments.create(CANARY)
        said = "".join(traceback.format_exception(told.value)) + caplog.text + repr(told.value) + told.value.reason
        for secret in (CANARY, code.bare, str(code), "elsewhere"):
            assert secret not in said.replace("CANARY", "").replace('"elsewhere"', "")
    finally:
        with store.database.writing() as connection:
            connection.exec_driver_sql(f"ALTER TABLE elsewhere RENAME TO {table}")


@pytest.mark.parametrize(
    "word", ["' OR '1'='1", "1; DROP TABLE assessments", '"', "\\", "%", "_", "NULL", "--", "/*", "'||'", "$1"]
)
def test_what_would_be_sql_is_a_word_like_any(store: Store, word: str) -> None:
    code = store.assessments.create(word, once=word + new_token())
    kept = store.assessments.open(code)
    assert kept is not None
    assert kept.text == word
    token = store.links.create(code, "rating", 30)
    assert token is not None
    store.links.save_notes(token, word, 0)
    mine = store.mentors.create()
    assert store.mentors.add(mine, token, word) is not None
    for found in (store.assessments.open(word), store.links.open(word), store.mentors.mentees(word)):
        assert found is None
    assert store.assessments.count() == 1
