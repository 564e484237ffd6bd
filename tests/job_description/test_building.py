"""Job descriptions of every role and grade say what was chosen, in both languages, each text with its field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kamguide.guide import Guide
from kamguide.job_description.building import TITLES, build
from kamguide.job_description.exits import exported, file_name
from kamguide.job_description.interview import kit
from kamguide.job_description.posting import posting
from kamguide.job_description.reading import read
from kamguide.job_description.sides import side
from kamguide.job_description.style import style_of
from kamguide.language import translate
from kamguide.library.role_reference import Chosen, choose
from kamguide.model.text import LANGUAGES, Language
from kamguide.render import typesetting
from kamguide.render.blocks import Facts, Heading, Listing, Paragraph, Table, text_of, texts_of
from kamguide.render.documents import Document, texts_in
from tests.render.test_typesetting import words_of

TODAY = date(2026, 11, 30)
SAID: dict[str, Any] = {
    "employer": "Acme पंप",
    "place": "पुणे",
    "mode": "hybrid",
    "contract": "full-time",
    "pay": {"currency": "INR", "low": 800000, "high": 1200000, "period": "year"},
    "reports_to": "Sales head",
    "apply": "hr@example.org, https://example.org/jobs.",
    "until": "2026-12-31",
    "own": {"responsibilities": ["अपनी पंक्ति"], "salary": ["Health insurance"], "skills": ["Marathi"]},
}


def references(guide: Guide) -> Iterator[Chosen]:
    for library in (guide.library, *(variant.library for variant in guide.companies.values())):
        for role in library.roles_in_order:
            for grade in ("", *role.grades):
                yield Chosen(library, role, grade)


def built(chosen: Chosen, **said: Any) -> Document:
    return build(chosen, read(said, chosen, "hi", TODAY), TODAY)


def kam(guide: Guide) -> Chosen:
    return choose("key-account-manager", guide.library)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_and_grade_has_one_with_what_it_ticks(guide: Guide, language: Language) -> None:
    count = 0
    for chosen in references(guide):
        (part,) = built(chosen, lang=language).parts
        headings = [block.text for block in part.blocks if isinstance(block, Heading)]
        for name in ("purpose", "responsibilities", "must", "equal-opportunity"):
            assert translate(TITLES[name], language) in headings, chosen.reference
        assert all(text.strip() for text in texts_in(part))
        assert part.foot[-1].endswith(("2026", "2026।"))
        count += 1
    assert count > 15


def test_what_hr_wrote_stands_in_it_and_has_no_field(guide: Guide) -> None:
    document = built(kam(guide), **SAID, lang="both")
    for part, period in zip(document.parts, ("सालाना", "a year"), strict=True):
        texts = list(texts_in(part))
        for text in ("Acme पंप", "अपनी पंक्ति", "Health insurance", "Marathi", "Sales head"):
            assert text in texts
        assert any("₹8,00,000 – ₹12,00,000" in text and period in text for text in texts)
        own = [item for block in part.blocks if isinstance(block, Listing) for item in block.items if not item.field]
        assert [text_of(item.runs) for item in own] == ["अपनी पंक्ति", "Marathi", "Health insurance"]


def test_each_text_of_the_content_names_a_field_that_is_there(guide: Guide) -> None:
    for chosen in references(guide):
        claims, role = chosen.role.claim_names(), chosen.role
        for part in built(chosen, lang="both").parts:
            for block in part.blocks:
                assert not isinstance(block, Table | Facts)
                items = block.items if isinstance(block, Listing) else [block] if isinstance(block, Paragraph) else []
                for item in items:
                    where = item.field.removeprefix(f"{role.slug}.")
                    known = {"", "description", *(f"grades.{slug}.description" for slug in role.grades),
                             *(f"senses.{slug}.description" for slug in role.senses)}  # fmt: skip
                    kind, _, name = where.partition(".")
                    assert (
                        item.field in claims
                        or where in known
                        or (name in role.key_facts if kind == "key_facts" else kind == "skills")
                    ), item.field


def test_what_is_ticked_asks_for_something_and_tells_of_nobody_else(guide: Guide) -> None:
    """Sources' remarks, the market and other companies are no duties, measures or requirements."""
    publishers = {source.publisher for source in guide.library.sources.values()}
    for chosen in references(guide):
        for sense in ("", *chosen.role.senses) if not chosen.company else ():
            (part,) = built(chosen, lang="en", sense=sense).parts
            for text in (text for block in part.blocks for text in texts_of(block)):
                assert not re.search(r"\bsources?\b|most employers|\bsense\b|One title, two jobs", text), text
                assert not any(re.search(rf"\b{re.escape(name)}\b", text) for name in publishers), text


def test_the_pay_stands_once_and_links_of_mail_are_not_said_twice(guide: Guide) -> None:
    made = exported("txt", kam(guide), read({**SAID, "lang": "en"}, kam(guide), "en", TODAY), TODAY).decode()
    assert made.count("₹8,00,000") == 1
    assert "mailto" not in made
    assert "not given" not in made
    told = built(kam(guide), **SAID, lang="en").parts[0]
    assert told.foot[1] == "Skill levels, lowest first: Awareness, Working, Practitioner, Expert (the guide’s estimate)"


def test_where_a_title_means_two_jobs_the_purpose_is_that_of_the_one_whose_duties_are_ticked(guide: Guide) -> None:
    chosen = choose("sales-manager", guide.library)
    for sense, field in (("", "seller"), ("seller", "seller"), ("team-head", "team-head")):
        (part,) = built(chosen, lang="en", sense=sense).parts
        assert any(
            isinstance(block, Paragraph) and block.field == f"sales-manager.senses.{field}.description"
            for block in part.blocks
        )


def test_what_hr_wrote_for_both_languages_stands_in_each_with_its_own_side(guide: Guide) -> None:
    said = {
        "employer": "एक्मे पंप | Acme Pumps",
        "place": "पुणे | Pune",
        "apply": "मेल कीजिए: hr@example.org",
        "own": {"responsibilities": ["हर हफ़्ते रिपोर्ट भेजना | Send a report each week", "CRM | Salesforce"]},
    }
    chosen = kam(guide)
    draft = read({**said, "lang": "both"}, chosen, "hi", TODAY)
    hindi, english = build(chosen, draft, TODAY).parts
    texts = {part.language: "\n".join(texts_in(part)) for part in (hindi, english)}
    assert (hindi.eyebrow, english.eyebrow) == ("एक्मे पंप", "Acme Pumps")
    for language, own, other in (("hi", "हर हफ़्ते रिपोर्ट भेजना", "Send a"), ("en", "Send a report each week", "हफ़्ते")):
        assert own in texts[language]
        assert other not in texts[language]
        assert "CRM | Salesforce" in texts[language]
        assert "मेल कीजिए" in texts[language]
        assert kit(chosen, draft, TODAY).parts[language == "en"].eyebrow == (hindi, english)[language == "en"].eyebrow
    told = posting(chosen, read({**said, "lang": "en"}, chosen, "hi", TODAY), TODAY)
    assert told["hiringOrganization"] == {"@type": "Organization", "name": "Acme Pumps"}
    assert "हफ़्ते" not in json.dumps(told, ensure_ascii=False)


def test_lines_in_the_other_language_say_so(guide: Guide) -> None:
    chosen = kam(guide)
    draft = read({"lang": "hi", "own": {"kpi": ["Net promoter score", "NPS बढ़ाना", "95%"]}}, chosen, "hi", TODAY)
    (part,) = build(chosen, draft, TODAY).parts
    runs = [item.runs[0] for block in part.blocks if isinstance(block, Listing) for item in block.items]
    assert [run.language for run in runs if run.text in ("Net promoter score", "NPS बढ़ाना", "95%")] == [
        "en",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "hindi", "english"),
    [
        ("पुणे|Pune", "पुणे", "Pune"),
        ("Pune | पुणे", "पुणे", "Pune"),
        ("Pune | Delhi", "Pune | Delhi", "Pune | Delhi"),
        ("पुणे | दिल्ली", "पुणे | दिल्ली", "पुणे | दिल्ली"),
        ("पुणे | Pune | Delhi", "पुणे | Pune | Delhi", "पुणे | Pune | Delhi"),
        ("पुणे | 411001", "पुणे | 411001", "पुणे | 411001"),
        ("पुणे |", "पुणे |", "पुणे |"),
        ("", "", ""),
    ],
)
def test_a_text_has_two_sides_only_where_each_language_has_one(text: str, hindi: str, english: str) -> None:
    assert (side(text, "hi"), side(text, "en")) == (hindi, english)


def test_order_is_that_of_the_draft(guide: Guide) -> None:
    said = {"must": ["negotiation", "communication"], "include": {"kpi": ["churn", "retention"]}}
    (part,) = built(kam(guide), **said, lang="en").parts
    fields = [item.field for block in part.blocks if isinstance(block, Listing) for item in block.items]
    at = [fields.index(f"key-account-manager.{name}") for name in
          ("skills.negotiation", "skills.communication", "kpi.churn", "kpi.retention")]  # fmt: skip
    assert at == sorted(at)


def test_a_company_has_its_sections_words_colour_and_logo(guide: Guide) -> None:
    held = guide.company("udaharan-udyog")
    chosen = choose("dealer-account-manager", held.library)
    style = style_of(held.company, held.logo)
    document = build(chosen, read({"lang": "hi"}, chosen, "hi", TODAY), TODAY, style)
    (part,) = document.parts
    assert part.eyebrow == document.author == "उदाहरण उद्योग"
    headings = [block.text for block in part.blocks if isinstance(block, Heading)]
    assert headings[0] == "कंपनी के बारे में"
    assert headings.index("हमारा वादा") < headings.index("समान अवसर")
    assert document.look.colour == "#0B5D57"
    assert document.look.logo is not None
    assert document.look.logo.media_type == "image/png"


def test_pdf_gives_back_every_word_of_every_job_description(guide: Guide, tmp_path: Path) -> None:
    for chosen in (chosen for chosen in references(guide) if not chosen.grade_slug):
        draft = read({**SAID, "lang": "both"}, chosen, "hi", TODAY)
        document = build(chosen, draft, TODAY, guide.style(chosen, chosen.company))
        wanted = {word for part in document.parts for text in texts_in(part) for word in text.split()}
        assert len([word for word in wanted if re.search("[\u0900-\u097f]", word)]) > 120
        found = words_of(typesetting.pdf(document), tmp_path)
        assert wanted - set(found.split()) == set(), chosen.reference


def test_all_forms_say_the_same(guide: Guide) -> None:
    chosen = kam(guide)
    draft = read({**SAID, "lang": "both"}, chosen, "hi", TODAY)
    for name in ("md", "txt", "html", "json"):
        made = exported(name, chosen, draft, TODAY).decode()
        for word in ("विवाद", "complaints", "Acme", "पुणे", "Marathi"):
            assert word in made, (name, word)
    assert file_name(chosen, draft, "pdf") == "key-account-manager-hi-en.pdf"
