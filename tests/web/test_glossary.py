"""The glossary: every term once, under its letter, in the order of the page's script."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from kamguide.guide import Guide
from kamguide.model.text import LANGUAGES, Language
from kamguide.web.glossary import letter_of
from tests.web.reading import HOST, Reading, words


def glossary(client: FlaskClient, language: Language) -> Reading:
    return Reading(HOST, client.get(f"/{language}/glossary").get_data(as_text=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_stands_once_under_its_letter(language: Language, client: FlaskClient, guide: Guide) -> None:
    found = {
        div.attrib["id"]: section.attrib["aria-labelledby"]
        for section in glossary(client, language).all("section")
        for div in section.iter("div")
        if "id" in div.attrib
    }
    assert found == {term.slug: letter_of(term, language) for term in guide.library.glossary.values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_lead_to_their_terms_in_order(language: Language, client: FlaskClient) -> None:
    reading = glossary(client, language)
    offered = [words(link) for link in reading.all("nav", class_="letters")[0].iter("a")]
    assert offered == [heading.attrib["id"] for heading in reading.all("h2", class_="letter")]
    latin = [letter.isascii() for letter in offered]
    assert latin == sorted(latin, reverse=language == "en")
    assert len(set(offered)) == len(offered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_said_twice(language: Language, client: FlaskClient) -> None:
    for dt in glossary(client, language).all("dt"):
        said = [words(part) for part in dt.iter("span")]
        name = (dt.text or "").strip()
        assert [one for one in said if one in name] == []
