"""What opens under a code: kept, opened, saved over, deleted; the same on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kamguide.errors import WrongUseError
from kamguide.store.coded_texts import MOST_BYTES, CodedTexts
from kamguide.store.codes import new_code, new_token
from kamguide.store.errors import ChangedMeanwhileError
from kamguide.store.kept import DAYS_KEPT, Kept
from tests.store.conftest import NOON, Clock

if TYPE_CHECKING:
    from kamguide.store.store import Store

HINDI = '{"answers": {"मोल-भाव": 3}, "evidence": "एक बार “नहीं” सुनकर भी 😀 बात बनी"}'


@pytest.fixture(params=["assessments", "drafts"])
def texts(store: Store, request: pytest.FixtureRequest) -> CodedTexts:
    held = getattr(store, request.param)
    assert isinstance(held, CodedTexts)
    return held


def opened(texts: CodedTexts, code: object) -> Kept:
    kept = texts.open(code)  # type: ignore[arg-type]
    assert kept is not None
    return kept


def test_a_text_is_kept_as_it_is(texts: CodedTexts) -> None:
    code = texts.create(HINDI)
    kept = opened(texts, code)
    assert kept == Kept(kept.id, HINDI, 1, NOON, NOON)
    assert kept.expires == NOON + timedelta(days=DAYS_KEPT)


def test_a_code_may_be_typed(texts: CodedTexts) -> None:
    code = texts.create("{}")
    assert opened(texts, str(code).lower()) == opened(texts, code.bare) == opened(texts, f" {code} ")


@pytest.mark.parametrize("wrong", ["", "no code", "7K4M-2XDP-9QRT", "' OR 1=1 --", "\0", "\ud800"])
def test_a_wrong_code_opens_saves_and_deletes_nothing(texts: CodedTexts, wrong: str) -> None:
    code = texts.create("{}")
    assert texts.open(wrong) is None
    assert texts.save(wrong, "{}", 1) is None
    assert not texts.delete(wrong)
    assert opened(texts, code).version == 1


def test_a_code_of_one_kind_opens_nothing_of_another(store: Store) -> None:
    code = store.assessments.create("{}")
    assert store.drafts.open(code) is None
    assert not store.mentors.exists(code)


def test_a_save_takes_the_place_of_the_version_that_it_was_made_from(texts: CodedTexts, clock: Clock) -> None:
    code = texts.create("one")
    clock.forward(days=3)
    saved = texts.save(code, "two", 1)
    assert saved == opened(texts, code)
    assert saved is not None
    assert (saved.text, saved.version, saved.created, saved.last_used) == ("two", 2, NOON, clock.time)


def test_of_two_saves_the_second_is_told_what_stands_there(texts: CodedTexts) -> None:
    code = texts.create("one")
    texts.save(code, "first", 1)
    with pytest.raises(ChangedMeanwhileError) as told:
        texts.save(code, "second", 1)
    assert told.value.kept == opened(texts, code)
    assert told.value.kept.text == "first"


def test_the_same_save_again_is_no_change(texts: CodedTexts) -> None:
    code = texts.create("one")
    saved = texts.save(code, "two", 1)
    assert texts.save(code, "two", 1) == saved


@pytest.mark.parametrize("rounds", [20, pytest.param(200, marks=pytest.mark.trust)])
def test_two_at_once_lose_nothing(texts: CodedTexts, rounds: int) -> None:
    code = texts.create("begun")

    def save(text: str, version: int) -> bool:
        try:
            return texts.save(code, text, version) is not None
        except ChangedMeanwhileError:
            return False

    with ThreadPoolExecutor(2) as two:
        for version in range(1, rounds + 1):
            done = list(two.map(save, (f"a{version}", f"b{version}"), (version, version)))
            assert sorted(done) == [False, True]
            assert opened(texts, code).text == ("a" if done[0] else "b") + str(version)


# the same POST twice


def test_one_key_makes_one_record(texts: CodedTexts) -> None:
    once = new_token()
    code = texts.create("{}", once)
    assert texts.create("{}", once) == code
    assert texts.create("{}", new_token()) != code
    assert texts.count() == 2


def test_the_text_that_was_kept_first_stays(texts: CodedTexts) -> None:
    once = new_token()
    code = texts.create("first", once)
    texts.create("second", once)
    assert opened(texts, code).text == "first"


def test_twenty_at_once_with_one_key_make_one_record(texts: CodedTexts) -> None:
    once = new_token()
    with ThreadPoolExecutor(20) as many:
        codes = {code.bare for code in many.map(lambda _: texts.create("{}", once), range(20))}
    assert len(codes) == texts.count() == 1


def test_a_key_that_could_be_guessed_is_refused(texts: CodedTexts) -> None:
    with pytest.raises(WrongUseError, match="22"):
        texts.create("{}", "1")


def test_a_key_used_again_after_its_record_is_past_its_time_makes_a_new_one(texts: CodedTexts, clock: Clock) -> None:
    once = new_token()
    texts.create("old", once)
    clock.forward(days=DAYS_KEPT)
    assert opened(texts, texts.create("new", once)).text == "new"


# what no database takes


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d", "क" * (MOST_BYTES // 3 + 1)], ids=["NUL", "half", "long"])
def test_both_databases_refuse_the_same_texts(texts: CodedTexts, text: str) -> None:
    code = texts.create("{}")
    for refused in (lambda: texts.create(text), lambda: texts.save(code, text, 1)):
        with pytest.raises(WrongUseError):
            refused()
    assert texts.count() == 1


def test_the_longest_text_is_kept(texts: CodedTexts) -> None:
    text = "x" * MOST_BYTES
    assert opened(texts, texts.create(text)).text == text


# time


def test_what_is_past_its_time_opens_nothing_even_before_it_is_purged(texts: CodedTexts, clock: Clock) -> None:
    code = texts.create("{}")
    clock.forward(days=DAYS_KEPT)
    assert texts.open(code) is None
    assert texts.save(code, "{}", 1) is None
    assert texts.count() == 1


def test_opening_counts_as_use(texts: CodedTexts, clock: Clock) -> None:
    code = texts.create("{}")
    clock.forward(days=80)
    assert opened(texts, code).last_used == clock.time
    clock.forward(days=80)
    assert opened(texts, code).expires == clock.time + timedelta(days=DAYS_KEPT)


def test_a_use_is_noted_once_a_minute(texts: CodedTexts, clock: Clock) -> None:
    code = texts.create("{}")
    clock.forward(seconds=59)
    assert opened(texts, code).last_used == NOON
    clock.forward(seconds=1)
    assert opened(texts, code).last_used == clock.time


def test_a_deleted_text_is_gone(texts: CodedTexts) -> None:
    code = texts.create("{}")
    assert texts.delete(code)
    assert texts.open(code) is None
    assert not texts.delete(code)
    assert not texts.delete(new_code())
