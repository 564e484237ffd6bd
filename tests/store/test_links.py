"""A mentor's links and lists: what each side may see and do; the same on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamguide.errors import WrongUseError
from kamguide.store.codes import Code, new_code, new_token
from kamguide.store.errors import AlreadyRatedError, ChangedMeanwhileError
from kamguide.store.kept import DAYS_KEPT, LINK_DAYS, LinkKind, OpenLink
from kamguide.store.links import MOST_LINKS
from kamguide.store.tables import LABEL_LENGTH
from tests.store.conftest import Clock

if TYPE_CHECKING:
    from kamguide.store.store import Store


@pytest.fixture
def code(store: Store) -> Code:
    return store.assessments.create('{"self": 3}')


def linked(store: Store, code: Code, kind: LinkKind = "rating", days: int = 30) -> str:
    token = store.links.create(code, kind, days)
    assert token is not None
    return token


def opened(store: Store, token: str) -> OpenLink:
    link = store.links.open(token)
    assert link is not None
    return link


@pytest.mark.parametrize("kind", ["reading", "rating"])
@pytest.mark.parametrize("days", LINK_DAYS)
def test_a_link_opens_its_assessment_until_its_end(
    store: Store, code: Code, clock: Clock, kind: LinkKind, days: int
) -> None:
    token = linked(store, code, kind, days)
    link = opened(store, token)
    assert (link.kind, link.record.text, link.ratings, link.notes, link.actions) == (
        kind,
        '{"self": 3}',
        None,
        None,
        None,
    )
    clock.forward(days=days - 1)
    store.assessments.open(code)
    assert store.links.open(token) is not None
    clock.forward(days=1)
    assert store.links.open(token) is None
    assert [one.lives(clock()) for one in store.links.of(code)] == [False]


def test_a_mentor_who_reads_does_not_lengthen_the_life_of_the_assessment(
    store: Store, code: Code, clock: Clock
) -> None:
    token = linked(store, code, days=90)
    clock.forward(days=89)
    assert store.links.open(token) is not None
    clock.forward(days=1)
    assert store.links.open(token) is None
    assert store.assessments.open(code) is None


@pytest.mark.parametrize("wrong", ["", "x", "é" * 43, "\0" * 43, "' OR ''='", "\ud800" * 43])
def test_a_wrong_token_does_nothing(store: Store, code: Code, wrong: str) -> None:
    linked(store, code)
    assert store.links.open(wrong) is None
    assert store.links.save_ratings(wrong, "{}") is None
    assert store.links.save_notes(wrong, "{}", 0) is None
    assert store.links.save_actions(wrong, "{}", 0) is None
    assert store.mentors.add(store.mentors.create(), wrong, "A") is None


def test_an_unknown_code_makes_no_link(store: Store) -> None:
    assert store.links.create(new_code(), "rating", 30) is None
    assert store.links.of(new_code()) == ()


@pytest.mark.parametrize(("kind", "days"), [("rating", 8), ("rating", 0), ("writing", 30)])
def test_links_are_of_two_kinds_and_three_lengths(store: Store, code: Code, kind: LinkKind, days: int) -> None:
    with pytest.raises(WrongUseError):
        store.links.create(code, kind, days)


def test_an_assessment_has_so_many_links_at_most(store: Store, code: Code) -> None:
    for _ in range(MOST_LINKS):
        linked(store, code)
    with pytest.raises(WrongUseError, match=str(MOST_LINKS)):
        store.links.create(code, "rating", 30)


# what a mentor leaves


def test_ratings_are_kept_apart_and_given_once(store: Store, code: Code) -> None:
    token = linked(store, code)
    given = store.links.save_ratings(token, '{"rated": 2}')
    assert given is not None
    assert store.links.save_ratings(token, '{"rated": 2}') == given
    with pytest.raises(AlreadyRatedError):
        store.links.save_ratings(token, '{"rated": 4}')
    assert opened(store, token).ratings == store.links.of(code)[0].ratings == given
    kept = store.assessments.open(code)
    assert kept is not None
    assert "rated" not in kept.text


def test_a_reading_link_takes_no_ratings(store: Store, code: Code) -> None:
    with pytest.raises(WrongUseError):
        store.links.save_ratings(linked(store, code, "reading"), "{}")


def test_notes_are_the_mentors_own(store: Store, code: Code) -> None:
    token = linked(store, code, "reading")
    written = store.links.save_notes(token, "केवल मेरे लिए", 0)
    assert opened(store, token).notes == written
    assert "केवल" not in repr([*store.links.of(code), *map(vars_of, store.links.of(code))])


def vars_of(link: object) -> list[object]:
    return [getattr(link, name) for name in link.__dataclass_fields__]  # type: ignore[attr-defined]


def test_both_sides_agree_on_actions(store: Store, code: Code) -> None:
    token = linked(store, code)
    first = store.links.save_actions(token, "from the mentor", 0)
    assert first is not None
    link = store.links.of(code)[0]
    assert link.actions == first
    second = store.links.save_actions_as_owner(code, link.id, "from the owner", first.version)
    assert opened(store, token).actions == second
    with pytest.raises(ChangedMeanwhileError) as told:
        store.links.save_actions(token, "too late", first.version)
    assert told.value.kept.text == "from the owner"


def test_nobody_reaches_what_is_another_ones(store: Store, code: Code) -> None:
    other = store.assessments.create("{}")
    token = linked(store, code)
    link = store.links.of(code)[0]
    mine = store.mentors.create()
    entry = store.mentors.add(mine, token, "A")
    assert entry is not None
    theirs = store.mentors.create()
    assert store.links.of(other) == ()
    assert not store.links.revoke(other, link.id)
    assert store.links.save_actions_as_owner(other, link.id, "x", 0) is None
    assert store.mentors.open(theirs, entry) is None
    assert not store.mentors.remove(theirs, entry)
    assert store.assessments.open(token) is None
    assert store.links.open(code.bare) is None
    assert not store.links.revoke(mine, link.id)
    assert store.mentors.open(mine, entry) == store.links.open(token)


# ending


def test_an_ended_link_opens_nothing_from_then_on(store: Store, code: Code, clock: Clock) -> None:
    token = linked(store, code)
    given = store.links.save_ratings(token, "{}")
    store.links.save_notes(token, "{}", 0)
    mine = store.mentors.create()
    entry = store.mentors.add(mine, token, "A")
    held = opened(store, token)
    assert store.links.revoke(code, held.id)
    assert store.links.open(token) is None
    assert store.links.open(held) is None
    assert store.links.save_actions(held, "x", 0) is None
    assert store.mentors.mentees(mine) == ()
    assert entry is not None
    assert store.mentors.open(mine, entry) is None
    assert not store.links.revoke(code, held.id)
    (link,) = store.links.of(code)
    assert (link.ended, link.ratings, link.lives(clock())) == (clock(), given, False)


def test_with_the_assessment_everything_below_it_goes(store: Store, code: Code) -> None:
    token = linked(store, code)
    store.links.save_ratings(token, "{}")
    mine = store.mentors.create()
    store.mentors.add(mine, token, "A")
    store.assessments.delete(code)
    assert store.links.open(token) is None
    assert store.mentors.mentees(mine) == ()


# lists


def test_a_list_holds_its_entries_by_name(store: Store, clock: Clock) -> None:
    mine = store.mentors.create()
    tokens = [linked(store, store.assessments.create(text), kind) for text, kind in (("1", "rating"), ("2", "reading"))]  # type: ignore[arg-type]
    for label, token in zip(("रवि", "आशा"), tokens, strict=True):
        store.mentors.add(mine, token, label)
    store.links.save_ratings(tokens[0], "{}")
    entries = store.mentors.mentees(str(mine).lower())
    assert entries is not None
    assert [(one.label, one.kind, one.rated, one.lives) for one in entries] == [
        ("आशा", "reading", False, True),
        ("रवि", "rating", True, True),
    ]
    opened_by_entry = [store.mentors.open(mine, one.id) for one in entries]
    assert [one.record.text for one in opened_by_entry if one is not None] == ["2", "1"]


def test_a_link_stands_once_on_a_list(store: Store, code: Code) -> None:
    mine, token = store.mentors.create(), linked(store, code)
    entry = store.mentors.add(mine, token, "A")
    assert store.mentors.add(mine, token, "  B ") == entry
    entries = store.mentors.mentees(mine)
    assert entries is not None
    assert [one.label for one in entries] == ["B"]
    assert entry is not None
    assert store.mentors.remove(mine, entry)
    assert store.mentors.mentees(mine) == ()


@pytest.mark.parametrize("label", ["", "  ", "x" * (LABEL_LENGTH + 1), "a\0"])
def test_a_name_is_short_and_not_empty(store: Store, code: Code, label: str) -> None:
    with pytest.raises(WrongUseError):
        store.mentors.add(store.mentors.create(), linked(store, code), label)


def test_a_list_is_deleted_and_past_its_time(store: Store, code: Code, clock: Clock) -> None:
    mine, other, token = store.mentors.create(), store.mentors.create(), linked(store, code)
    store.mentors.add(mine, token, "A")
    assert store.mentors.delete(mine)
    assert store.mentors.mentees(mine) is None
    assert not store.mentors.delete(mine)
    assert store.links.open(token) is not None
    clock.forward(days=DAYS_KEPT)
    assert store.mentors.mentees(other) is None
    assert store.mentors.add(other, new_token(), "A") is None
