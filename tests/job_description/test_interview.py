"""The interview kit: every must-have is asked about, in both languages, with anchors and without any average."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from kamguide.guide import open_guide
from kamguide.job_description import read
from kamguide.job_description.interview import kit
from kamguide.library.role_reference import choose
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.blocks import Block, Item, Lines, Listing, Table
from kamguide.render.documents import texts_in
from kamguide.render.markdown import plain
from kamguide.render.markdown_out import to_markdown
from kamguide.settings import Settings
from tests.test_language import gendered

TODAY = date(2026, 11, 30)
LIBRARY = open_guide(None, Settings()).library
REFERENCES = [
    reference
    for role in LIBRARY.roles.values()
    for reference in (role.slug, *(f"{role.slug}@{grade}" for grade in role.grades))
]


def items(blocks: Sequence[Block]) -> list[Item]:
    return [item for block in blocks if isinstance(block, Listing) for item in block.items]


@pytest.mark.parametrize("slug", LIBRARY.skills)
def test_every_skill_has_two_questions_that_ask_for_behaviour(slug: str) -> None:
    questions = LIBRARY.skills[slug].interview
    assert len(questions) == 2
    for text in questions.values():
        assert text.hi
        assert text.en
        assert text.hi.rstrip("।").endswith(("?", "दीजिए")) or "बताइए" in text.hi
        assert gendered(text.hi) == []
    assert questions["past"].en is not None
    assert questions["past"].en.startswith(("Tell me", "Take one"))


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_must_is_asked_about_and_scored_with_its_anchors(reference: str, language: Language) -> None:
    chosen = choose(reference, LIBRARY)
    draft = read({"lang": language}, chosen, language, TODAY)
    (part,) = kit(chosen, draft, TODAY).parts
    told = "\n".join(texts_in(part))
    words = {"hi": ("\nज़रूरी स्तर: ", "(ज़रूरी)"), "en": ("\nLevel asked for: ", "(asked for)")}
    assert [told.count(word) for word in words[language]] == [len(draft.must)] * 2
    fields = {item.field for item in items(part.blocks)}
    for slug in draft.must:
        skill = LIBRARY.skills[slug]
        assert {f"skills.{slug}.interview.{key}" for key in skill.interview} <= fields
        for anchor in (
            skill.anchors.awareness,
            skill.anchors.working,
            skill.anchors.practitioner,
            skill.anchors.expert,
        ):
            assert plain(anchor.to(language)) in told
    assert not any(slug not in draft.must and f"skills.{slug}.interview.past" in fields for slug in LIBRARY.skills)


def test_the_sheet_counts_and_leaves_room_and_names_no_sum() -> None:
    chosen = choose("key-account-manager", LIBRARY)
    draft = read({"lang": "en", "own": {"skills": ["Speaks Marathi"]}}, chosen, "en", TODAY)
    (part,) = kit(chosen, draft, TODAY).parts
    boxes = [block for block in part.blocks if isinstance(block, Listing) and block.boxes]
    assert len(boxes) == len(draft.must)
    assert all(len(block.items) == 5 for block in boxes)
    assert sum(isinstance(block, Lines) for block in part.blocks) == len(draft.must) + 2
    tally = [block for block in part.blocks if isinstance(block, Table)][-1]
    assert [row[1] for row in tally.rows] == ["… / 8"] * 3
    assert "Speaks Marathi" in "\n".join(texts_in(part))


def test_both_languages_stand_in_one_file() -> None:
    chosen = choose("key-account-manager", LIBRARY)
    draft = read({"lang": "both", "employer": "<b>{{ 7*7 }}"}, chosen, "en", TODAY)
    document = kit(chosen, draft, TODAY)
    assert [part.language for part in document.parts] == ["hi", "en"]
    text = to_markdown(document)
    assert "<b>" not in text
    assert "49" not in text


def test_a_skill_without_questions_is_asked_about_in_general() -> None:
    skills = {slug: skill.model_copy(update={"interview": {}}) for slug, skill in LIBRARY.skills.items()}
    chosen = choose("account-manager", type(LIBRARY)(version="x", roles=LIBRARY.roles, skills=skills))
    (part,) = kit(chosen, read({}, chosen, "en", TODAY), TODAY).parts
    asked = [item for item in items(part.blocks) if item.field.startswith("skills.") and item.field.endswith(".label")]
    assert len(asked) == 8
