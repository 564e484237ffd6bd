"""Browsers can add the search: the description is found, valid and leads to the search page."""

from __future__ import annotations

from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from kamguide.guide import open_guide
from kamguide.model.text import LANGUAGES, Language
from kamguide.settings import Settings
from kamguide.web.app import create_app
from tests.web.reading import HOST, Reading

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_the_description_of_its_language(language: Language, client: FlaskClient) -> None:
    page = Reading(f"{HOST}/{language}/roles", client.get(f"/{language}/roles").text)
    (link,) = page.all("link", rel="search")
    assert link.get("type") == "application/opensearchdescription+xml"
    assert client.get(link.attrib["href"]).content_type == "application/opensearchdescription+xml; charset=utf-8"
    assert link.attrib["href"] == f"/opensearch.{language}.xml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_template_finds_what_is_typed(language: Language, client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get(f"/opensearch.{language}.xml").data)
    assert root.tag == f"{NAMESPACE}OpenSearchDescription"
    assert root.findtext(f"{NAMESPACE}Language") == language
    assert 0 < len(root.findtext(f"{NAMESPACE}ShortName") or "") <= 16
    url = root.find(f"{NAMESPACE}Url")
    assert url is not None
    assert (url.get("type"), url.get("method", "get")) == ("text/html", "get")
    asked = url.attrib["template"].replace("{searchTerms}", quote("KAM वेतन"))
    answer = client.get(asked)
    assert answer.status_code == 200
    assert 'value="KAM वेतन"' in answer.text


def test_the_name_of_a_site_is_escaped_and_cut() -> None:
    client = create_app(open_guide(None, Settings(site_name="A & B <Guide> of long names"))).test_client()
    root = ElementTree.fromstring(client.get("/opensearch.en.xml").data)
    assert root.findtext(f"{NAMESPACE}ShortName") == "A & B <Guide> of"


def test_other_languages_have_none(client: FlaskClient) -> None:
    assert client.get("/opensearch.fr.xml").status_code == 404
