"""The data map names every column once, and the privacy page shows it in both languages."""

from __future__ import annotations

from collections import Counter
from html import escape

import pytest
from flask.testing import FlaskClient

from kamguide.language import render
from kamguide.model.text import LANGUAGES, Language
from kamguide.store.data_map import DATA_MAP
from kamguide.store.tables import PERSONAL


def test_every_column_of_what_people_leave_is_in_the_map_once() -> None:
    mapped = Counter((held.table, column) for held in DATA_MAP for column in held.columns)
    assert mapped == Counter((table.name, column.name) for table in PERSONAL for column in table.columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_privacy_page_shows_it(language: Language, client: FlaskClient) -> None:
    page = client.get(f"/{language}/privacy").get_data(as_text=True)
    for held in DATA_MAP:
        for message in (held.what, held.why, held.until):
            assert escape(render(message, language), quote=False) in page
