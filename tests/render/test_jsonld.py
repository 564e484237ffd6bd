"""A role as a schema.org Occupation: whole, in one language, without marks and without what is not there."""

from __future__ import annotations

import json

import pytest

from kamguide.guide import Guide, open_guide
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.jsonld import occupation
from kamguide.render.markdown import plain
from kamguide.settings import Settings
from tests.conftest import Loader

ROLES = sorted(open_guide(None, Settings()).library.roles)
ADDRESS = "https://guide.example.org/api/v1/roles/x"
BASE = """\
notation: AM
preferred_label: {hi: अकाउंट मैनेजर, en: "*Account* manager"}
description: {hi: एक काम।, en: "A [job](https://example.org) & more."}
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ROLES)
def test_a_role_of_the_guide_is_told_whole_in_one_language(slug: str, language: Language, guide: Guide) -> None:
    role = guide.library.roles[slug]
    data = occupation(guide.library, role, language, ADDRESS)
    duties = role.topics["responsibilities"].claims.values()
    assert (data["@context"], data["@type"], data["@id"]) == ("https://schema.org", "Occupation", ADDRESS)
    assert data["name"] == plain(role.preferred_label.to(language))
    assert data["responsibilities"] == [plain(claim.text.to(language)) for claim in duties]
    assert [skill["termCode"] for skill in data["skills"]] == list(role.skills)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ROLES)
def test_every_value_is_plain_json_without_markup_or_gaps(slug: str, language: Language, guide: Guide) -> None:
    text = json.dumps(occupation(guide.library, guide.library.roles[slug], language, ADDRESS), ensure_ascii=False)
    assert [mark for mark in ("<p>", "</", "**", "](", "&amp;", "null", '""', "[]", "{}") if mark in text] == []


@pytest.mark.parametrize("slug", ROLES)
def test_each_category_says_its_code_and_its_scheme(slug: str, guide: Guide) -> None:
    role = guide.library.roles[slug]
    categories = occupation(guide.library, role, "en", ADDRESS)["occupationalCategory"]
    codes = {(category["codeValue"], category["name"]) for category in categories}  # type: ignore[attr-defined]
    assert codes <= {(mapping.code, mapping.label) for mapping in role.mappings.values()}
    assert all(category["inCodeSet"]["name"] for category in categories)  # type: ignore[attr-defined]


def test_pay_stays_out(guide: Guide) -> None:
    for slug in ROLES:
        assert "estimatedSalary" not in occupation(guide.library, guide.library.roles[slug], "en", ADDRESS)


def test_marks_and_links_become_words(library_of: Loader) -> None:
    library, _ = library_of({"roles/am.yaml": BASE})
    data = occupation(library, library.roles["am"], "en", ADDRESS)
    assert (data["name"], data["description"]) == ("Account manager", "A job & more.")


def test_what_the_role_does_not_say_is_left_out(library_of: Loader) -> None:
    library, _ = library_of({"roles/am.yaml": BASE})
    data = occupation(library, library.roles["am"], "hi", ADDRESS)
    assert set(data) == {"@context", "@type", "@id", "name", "alternateName", "description"}


def test_a_text_in_the_other_language_only_is_told_in_that_one(library_of: Loader) -> None:
    library, _ = library_of({"roles/am.yaml": BASE.replace(', en: "*Account* manager"', "")})
    assert occupation(library, library.roles["am"], "en", ADDRESS)["name"] == "अकाउंट मैनेजर"
