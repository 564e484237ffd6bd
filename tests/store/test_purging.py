"""Purging: exactly what is past its time, by the clock that is given, and by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kamguide.store.kept import DAYS_KEPT
from kamguide.store.purging import Purged
from tests.store.conftest import NOON, Clock

if TYPE_CHECKING:
    from kamguide.store.store import Store

TICK = timedelta(microseconds=1)


def test_exactly_what_is_past_its_time_goes(store: Store, clock: Clock) -> None:
    ages = range(0, 100, 10)
    for age in ages:
        clock.time = NOON - timedelta(days=age)
        for texts in (store.assessments, store.drafts):
            texts.create(str(age))
        store.mentors.create()
    clock.time = NOON
    gone = sum(age >= DAYS_KEPT for age in ages)
    assert store.purge(NOON - TICK) == Purged()
    assert store.purge(NOON) == Purged(gone, gone, gone, 0)
    assert store.purge(NOON) == Purged()
    assert store.assessments.count() == store.drafts.count() == len(ages) - gone
    assert store.purge(NOON + timedelta(days=DAYS_KEPT)).total == 3 * (len(ages) - gone)
    assert store.assessments.count() == 0


def test_links_end_with_their_notes_and_ratings_stay_with_the_assessment(store: Store, clock: Clock) -> None:
    code, mine = store.assessments.create("{}"), store.mentors.create()
    rated, unrated = (store.links.create(code, "rating", 7) for _ in range(2))
    assert rated is not None
    assert unrated is not None
    given = store.links.save_ratings(rated, "{}")
    for token in (rated, unrated):
        store.links.save_notes(token, "notes", 0)
        store.mentors.add(mine, token, "A")
    end = NOON + timedelta(days=7)
    assert store.purge(end - TICK).links == 0
    assert store.purge(end).links == 2
    assert [link.ratings for link in store.links.of(code)] == [given]
    assert store.mentors.mentees(mine) == ()
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM notes").scalar() == 0
    assert store.purge(NOON + timedelta(days=DAYS_KEPT)).assessments == 1
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ratings").scalar() == 0


def test_a_save_purges_once_an_hour(store: Store, clock: Clock) -> None:
    store.assessments.create("old")
    clock.forward(days=DAYS_KEPT)
    store.assessments.create("new")
    assert store.assessments.count() == 1
    clock.time = NOON + timedelta(days=DAYS_KEPT, minutes=59)
    draft = store.drafts.create("{}")
    clock.forward(days=DAYS_KEPT)
    store.drafts.save(draft, "{}", 1)  # past its time: nothing is saved, nothing purged
    assert store.assessments.count() == 1
    store.drafts.create("{}")
    assert (store.assessments.count(), store.drafts.count()) == (0, 1)


def test_it_is_not_done_again_within_the_hour(store: Store, clock: Clock) -> None:
    store.assessments.create("one")
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE assessments SET used = '2020-01-01 00:00:00.000000'")
    clock.forward(minutes=59)
    store.drafts.create("{}")
    assert store.assessments.count() == 1
    clock.forward(minutes=1)
    store.drafts.create("{}")
    assert store.assessments.count() == 0
