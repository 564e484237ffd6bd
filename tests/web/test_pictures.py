"""Pictures for links: 1200 by 630, one per role and language, named on the page; hostile words stay words."""

from __future__ import annotations

import re
import struct

import pytest
from flask.testing import FlaskClient

from kamguide.guide import Guide
from kamguide.model.text import LANGUAGES
from kamguide.render.pictures import HEIGHT, WIDTH, Picture, png, shortened


def size(data: bytes) -> tuple[int, int]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])  # type: ignore[return-value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_role_has_its_picture_and_the_page_names_it(client: FlaskClient, guide: Guide, language: str) -> None:
    for slug in guide.library.roles:
        page = client.get(f"/{language}/roles/{slug}").text
        named = re.search(r'property="og:image" content="http://localhost([^"]+)"', page)
        assert named is not None
        answer = client.get(named[1])
        assert answer.content_type == "image/png"
        assert size(answer.data) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_written_comparison_has_its_own_picture(client: FlaskClient, guide: Guide, language: str) -> None:
    pictures = set()
    for written in guide.library.comparisons.values():
        page = client.get(f"/{language}/compare?roles={','.join(written.roles)}").text
        named = re.search(r'property="og:image" content="http://localhost([^"]+)"', page)
        assert named is not None
        answer = client.get(named[1])
        assert size(answer.data) == (WIDTH, HEIGHT)
        pictures.add(answer.data)
    assert len(pictures) == len(guide.library.comparisons)


def test_an_unknown_comparison_has_no_picture(client: FlaskClient) -> None:
    assert client.get("/hi/pictures/comparisons/nothing.png").status_code == 404


def test_pictures_of_two_languages_differ(client: FlaskClient) -> None:
    hindi, english = (client.get(f"/{code}/pictures/roles/key-account-manager.png").data for code in LANGUAGES)
    assert hindi != english


def test_an_unknown_role_has_no_picture(client: FlaskClient) -> None:
    assert client.get("/hi/pictures/roles/nobody.png").status_code == 404


@pytest.mark.parametrize("words", ['#image("/etc/passwd")', '"; #panic()', "$x$ *b* _i_ `c` <l> @r \\ //", "क्ष" * 400])
def test_words_are_data_to_the_typesetter(words: str) -> None:
    made = png(Picture("hi", words, words, words, words[:20], "account-manager", "kamguide"))
    assert size(made) == (WIDTH, HEIGHT)


def test_error_pages_carry_no_picture_and_no_preview(client: FlaskClient) -> None:
    assert "og:" not in client.get("/hi/nothing").text


def test_every_sentence_of_an_answer_stands_on_the_picture(guide: Guide) -> None:
    """Nothing is left out while it fits at a smaller size; what is longer ends after a sentence, or with a mark."""
    answers = [written.answer.to(code) for written in guide.library.comparisons.values() for code in LANGUAGES]
    answers += [thing.description.to(c) for things in (guide.library.roles, guide.library.skills)
                for thing in things.values() for c in LANGUAGES]  # fmt: skip
    assert max(map(len, answers)) > 190
    assert [answer for answer in answers if shortened(answer) != answer.strip()] == []
    assert shortened("One. " * 200).endswith("One.")
    assert shortened("word " * 200).endswith("word …")
