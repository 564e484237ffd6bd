from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from kamguide.assessment.changing import answered, begun, taken_again, with_own_line
from kamguide.assessment.pinning import pin, pin_undecided
from kamguide.assessment.record import RECORD_LIMIT, Record, Round
from kamguide.errors import RefusedFileError
from kamguide.guide import Guide
from kamguide.library.role_reference import choose
from kamguide.model.text import Text
from kamguide.store.coded_texts import MOST_BYTES

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def fresh(guide: Guide) -> Round:
    return pin(choose("key-account-manager", guide.library), TODAY)


@pytest.fixture(scope="module")
def record(fresh: Round) -> Record:
    return begun(fresh)


def test_a_record_is_the_same_after_it_was_text(record: Record) -> None:
    full = with_own_line(answered(record, {"negotiation": 2}, {"negotiation": "मोल-भाव"}), "threats", "x")
    again = taken_again(full, record.last)
    text = again.to_text()
    assert Record.from_text(text) == again
    assert Record.from_text(text).to_text() == text
    assert len(text) < 1.1 * len(full.to_text()), "what did not change between two rounds stands once"


def test_one_changed_skill_is_told_once_more_and_no_other(record: Record) -> None:
    now = record.last
    changed = now.skills["negotiation"].model_copy(update={"question": None})
    pinned = now.model_copy(update={"skills": {**now.skills, "negotiation": changed}})
    twice = taken_again(taken_again(record, pinned), pinned)
    text = twice.to_text()
    assert Record.from_text(text) == twice
    assert len(text) < 1.2 * len(record.to_text())


def test_a_round_is_self_contained(fresh: Round, guide: Guide) -> None:
    cited = {source for fact in fresh.facts for source in fact.sources}
    cited |= {source for skill in fresh.skills.values() if skill.required for source in skill.required.sources}
    assert cited <= fresh.sources.keys()
    assert fresh.asked[0] == "long-term-relationships"
    assert {other.reference for other in fresh.others} >= guide.library.roles.keys() - {"key-account-manager"}
    assert "key-account-manager" not in {other.reference for other in fresh.others}


def test_every_role_and_grade_can_be_pinned(guide: Guide) -> None:
    for role in guide.library.roles.values():
        for reference in (role.slug, *(f"{role.slug}@{grade}" for grade in role.grades)):
            pinned = pin(choose(reference, guide.library), TODAY)
            assert pinned.target
            assert pinned.target.reference == reference
            assert Record.from_text(begun(pinned).to_text()).last == pinned


def test_without_a_target_the_most_telling_skills_are_asked(guide: Guide) -> None:
    pinned = pin_undecided(guide.library, TODAY)
    assert pinned.target is None
    assert 8 <= len(pinned.asked) <= 12
    for role in guide.library.roles.values():
        assert any(skill in role.skills for skill in pinned.asked), role.slug


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "null",
        "{}",
        '{"rounds": []}',
        '{"rounds": [{"skills": null}]}',
        '{"rounds": null}',
        "[" * 100_000,
        '{"rounds": NaN}',
        '{"schema": 1e999, "rounds": []}',
        '{"schema": 99999999999999999999, "rounds": []}',
        '{"schema": 1, "rounds": [1]}',
    ],
)
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(RefusedFileError):
        Record.from_text(text)


def test_records_of_the_future_and_with_foreign_fields_are_refused(record: Record) -> None:
    tree = json.loads(record.to_text())
    with pytest.raises(RefusedFileError, match="newer"):
        Record.from_text(json.dumps({**tree, "schema": 2}))
    with pytest.raises(RefusedFileError):
        Record.from_text(json.dumps({**tree, "owner": "x"}))
    tree["rounds"][0]["answers"] = {"juggling": 3}
    with pytest.raises(RefusedFileError):
        Record.from_text(json.dumps(tree))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("taken", "9999-12-31"),  # no plan has room behind it
        ("taken", "0001-01-01"),
        ("taken", "2026-13-01"),
        ("library_version", "half \ud83d"),
        ("library_version", None),
        ("evidence", {"negotiation": "\ud83d"}),
        ("evidence", {"negotiation": "x" * 501}),
        ("answers", {"negotiation": 5}),
        ("answers", {"negotiation": 10**30}),
        ("hours_per_week", 1e308),
        ("hours_per_week", float("inf")),
        ("languages", []),
        ("own", [{"id": "own-1", "quadrant": "<b>", "text": "x"}]),
        ("skills", {"../etc": None}),
        ("target", [[]]),
    ],
)
def test_a_record_that_somebody_made_up_is_refused(record: Record, field: str, value: object) -> None:
    tree = json.loads(record.to_text())
    tree["rounds"][0][field] = value
    with pytest.raises(RefusedFileError):
        Record.from_text(json.dumps(tree))


@pytest.mark.parametrize("sign", ["\0", "\u202e", "\u200b", "\x1b"])
def test_a_file_from_outside_holds_nothing_that_nobody_sees(record: Record, sign: str) -> None:
    tree = json.loads(record.to_text())
    assert Record.brought(json.dumps(tree)) == record
    next(iter(tree["rounds"][0]["skills"].values()))["label"]["hi"] = f"क{sign}ख"
    with pytest.raises(RefusedFileError):
        Record.brought(json.dumps(tree))


def test_a_record_larger_than_the_store_takes_is_refused(record: Record) -> None:
    assert RECORD_LIMIT <= MOST_BYTES
    with pytest.raises(RefusedFileError, match="too large"):
        Record.from_text(record.to_text() + " " * RECORD_LIMIT)


def test_rounds_that_are_too_large_together_lose_the_oldest(record: Record) -> None:
    for number in range(8):
        now = record.last
        skills = {
            slug: skill.model_copy(update={"label": Text(hi=f"{number}", en="x")}) for slug, skill in now.skills.items()
        }
        record = taken_again(record, now.model_copy(update={"skills": skills, "taken": TODAY + timedelta(number)}))
        assert len(record.to_text().encode()) < RECORD_LIMIT
    assert 1 < len(record.rounds) < 9
    assert record.last.taken == TODAY + timedelta(7)
