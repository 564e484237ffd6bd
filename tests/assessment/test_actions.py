"""What is agreed on: one proposes, the other says yes; nobody agrees with themselves."""

from __future__ import annotations

import pytest

from kamguide.assessment.actions import ACTION_LIMIT, ACTIONS, Actions, Side
from kamguide.errors import RefusedFileError, WrongUseError

BEGUN = Actions(schema=1).proposed("हर शुक्रवार\n15 मिनट साथ बैठना", "mentor").proposed("Write one account plan", "person")


@pytest.mark.parametrize(("number", "yes"), [(1, "person"), (2, "mentor")])
def test_only_the_other_one_can_say_yes(number: int, yes: Side) -> None:
    no: Side = "mentor" if yes == "person" else "person"
    assert BEGUN.agreed(number, no) == BEGUN
    assert [one.agreed for one in BEGUN.agreed(number, yes).items] == [number == 1, number == 2]
    assert BEGUN.agreed(9, yes) == BEGUN


def test_only_what_is_agreed_on_can_be_done() -> None:
    assert BEGUN.done(1, done=True) == BEGUN
    done = BEGUN.agreed(1, "person").done(1, done=True)
    assert done.items[0].done
    assert not done.done(1, done=False).items[0].done


def test_numbers_are_not_used_twice_while_later_ones_stand() -> None:
    assert [one.id for one in BEGUN.without(1).proposed("x", "person").items] == [2, 3]


def test_what_is_kept_is_what_was_said() -> None:
    assert Actions.from_text(BEGUN.to_text()) == BEGUN
    assert BEGUN.items[0].text == "हर शुक्रवार 15 मिनट साथ बैठना"


@pytest.mark.parametrize("text", ["", " \n", "\u202e", "x" * (ACTION_LIMIT + 1)])
def test_empty_and_long_ones_are_refused(text: str) -> None:
    with pytest.raises(WrongUseError):
        BEGUN.proposed(text, "person")


def test_there_are_not_more_than_the_limit() -> None:
    full = Actions(schema=1)
    for number in range(ACTIONS):
        full = full.proposed(str(number), "mentor")
    with pytest.raises(WrongUseError):
        full.proposed("one more", "person")


@pytest.mark.parametrize("text", ["", "[]", BEGUN.to_text().replace('"mentor"', '"boss"')])
def test_what_are_no_actions_is_refused(text: str) -> None:
    with pytest.raises(RefusedFileError):
        Actions.from_text(text)
