"""Every page in both languages, of the packaged guide and of an empty site: whole, well-formed, no dead link."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kamguide.guide import Guide, open_guide
from kamguide.language import render
from kamguide.library.library import Library
from kamguide.model.text import LANGUAGES
from kamguide.problems import Message
from kamguide.settings import Settings
from kamguide.web.app import create_app
from tests.web.reading import HOST, Reading, addresses, own, pages, words

GUIDE = open_guide(None, Settings())
APP = create_app(GUIDE)
PAGES = pages(APP, GUIDE.library)
EMPTY_PAGES = pages(create_app(Guide(Settings(), Library(), template_folders=GUIDE.template_folders)), Library())
BARE = pages(APP, Library())
"""The pages of the packaged guide that are about no single thing."""
OTHERS = [path for _, path in addresses(APP, GUIDE.library) if path not in PAGES]
SLUGGED = sorted({re.sub(r"[^/]+$", "", path) for path in PAGES if path not in BARE})
"""The addresses below which a slug stands, such as ``/hi/roles/``."""

Readings = dict[str, Reading]


def language_of(path: str) -> str:
    return path.split("/")[1]


def read_all(client: FlaskClient, paths: list[str]) -> Readings:
    return {path: Reading(HOST + path, client.get(path).get_data(as_text=True)) for path in paths}


@pytest.fixture(scope="module")
def readings(app: Flask) -> Readings:
    """Every page of the packaged guide, by its path."""
    return read_all(app.test_client(), PAGES)


@pytest.fixture(scope="module")
def empty_readings(empty_app: Flask) -> Readings:
    """Every page of the site without content, by its path."""
    return read_all(empty_app.test_client(), EMPTY_PAGES)


def test_there_is_a_page_for_every_role_skill_and_guide(guide: Guide) -> None:
    things = len(guide.library.roles) + len(guide.library.skills) + len(guide.library.guides)
    assert len(PAGES) - len(BARE) == 2 * things


# each page by itself


def check_answer(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"
    assert answer.headers["Content-Language"] == language_of(path)


def check_whole(reading: Reading) -> None:
    """One language, one headline, a title, nothing of the template language, no id twice, no dead reference."""
    path = urlsplit(reading.url).path
    assert reading.root.get("lang") == language_of(path)
    assert [bool(words(h1)) for h1 in reading.all("h1")] == [True]
    title = words(reading.all("title")[0])
    assert re.fullmatch(r"\S.* \| kamguide", title)
    assert [len(reading.all("main")), len(reading.all("title"))] == [1, 1]
    left_over = ("{{", "}}", "{%", "%}", "{#", "Undefined", " object at 0x", "Markup(", "Message(", "%(", "&amp;lt;")
    assert [mark for mark in left_over if mark in reading.html] == []
    assert [name for name, count in Counter(reading.ids).items() if count > 1] == []
    references = [
        name
        for element in reading.root.iter()
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for")
        for name in (element.get(attribute) or "").split()
    ]
    assert set(references) <= set(reading.ids)


def check_headings(reading: Reading) -> None:
    """No level is passed over on the way down."""
    levels = [int(element.tag[1]) for element in reading.root.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    main = levels[levels.index(1) :]
    assert [(a, b) for a, b in pairwise(main) if b > a + 1] == []


def check_language_links(reading: Reading) -> None:
    """The page names its full address, the same page in both languages, and Hindi where neither is asked for."""
    path = urlsplit(reading.url).path
    if reading.meta("robots") == "noindex":
        assert reading.rel("canonical") == {}
        return
    alternates = reading.rel("alternate")
    urls: dict[str, str] = {code: f"{HOST}/{code}{path[3:]}" for code in LANGUAGES}
    assert reading.rel("canonical") == {"": reading.url}
    assert alternates == {**urls, "x-default": urls["hi"]}


def check_no_code(reading: Reading) -> None:
    """Nothing that the content security policy would stop: no script or style in the page, no handler attribute."""
    assert [element.get("src") for element in reading.all("script") if not element.get("src")] == []
    assert reading.all("style") == []
    attributes = {name for element in reading.root.iter() for name in element.attrib}
    assert {name for name in attributes if str(name).startswith("on") or name == "style"} == set()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_in_its_language(path: str, client: FlaskClient) -> None:
    check_answer(client, path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole(path: str, readings: Readings) -> None:
    check_whole(readings[path])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_passes_over_no_level_of_headings(path: str, readings: Readings) -> None:
    check_headings(readings[path])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_itself_in_both_languages(path: str, readings: Readings) -> None:
    check_language_links(readings[path])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_no_code(path: str, readings: Readings) -> None:
    check_no_code(readings[path])


@pytest.mark.parametrize("path", EMPTY_PAGES)
def test_a_page_of_an_empty_site_answers_in_its_language(path: str, empty_app: Flask) -> None:
    check_answer(empty_app.test_client(), path)


@pytest.mark.parametrize("path", EMPTY_PAGES)
def test_a_page_of_an_empty_site_is_whole(path: str, empty_readings: Readings) -> None:
    check_whole(empty_readings[path])
    check_headings(empty_readings[path])
    check_language_links(empty_readings[path])
    check_no_code(empty_readings[path])


@pytest.mark.parametrize("path", OTHERS)
def test_every_other_address_answers(path: str, client: FlaskClient) -> None:
    query = {"q": "pay"} if path.endswith(("/api/v1/search", "/api/v1/suggest")) else None
    expected = {"/": 302, "/api/v1/compare": 422, "/api/v1/paths": 422, "/api/v1/paths.csv": 422}
    assert client.get(path, query_string=query).status_code == expected.get(path, 200)


# pages together


def dead_links(readings: Readings, client: FlaskClient) -> dict[str, list[str]]:
    """The own links of pages that lead nowhere: not answered with 200, or to a fragment that is not there.

    Where a form is sent by POST, that is what must be taken there.
    """
    routes = client.application.url_map.bind("localhost")
    known: dict[str, tuple[int, set[str] | None]] = {HOST + path: (200, set(r.ids)) for path, r in readings.items()}
    dead: dict[str, list[str]] = {}
    for path, reading in readings.items():
        for link in reading.links:
            url, fragment = urldefrag(link)
            if not own(url):
                continue
            if url in reading.posts:
                if not routes.test(urlsplit(url).path, method="POST"):
                    dead.setdefault(path, []).append(link)
                continue
            if url not in known:
                known[url] = (client.get(url.removeprefix(HOST)).status_code, None)
            status, ids = known[url]
            if status != 200 or (fragment and ids is not None and unquote(fragment) not in ids):
                dead.setdefault(path, []).append(link)
    return dead


def test_every_link_within_the_site_leads_somewhere(readings: Readings, client: FlaskClient) -> None:
    assert dead_links(readings, client) == {}


def test_every_link_within_an_empty_site_leads_somewhere(empty_readings: Readings, empty_app: Flask) -> None:
    assert dead_links(empty_readings, empty_app.test_client()) == {}


def test_a_link_to_another_site_is_a_web_or_mail_address_and_gives_it_no_hold(readings: Readings) -> None:
    outside = [link for r in readings.values() for link in r.all("a") if re.match("[a-z]+:", link.get("href", ""))]
    wrong = {
        link.attrib["href"]
        for link in outside
        if urlsplit(link.attrib["href"]).scheme not in ("https", "http", "mailto")
        or "noopener" not in (link.get("rel") or "").split()
    }
    assert outside != []
    assert wrong == set()


def test_no_page_loads_anything_from_another_site(readings: Readings) -> None:
    loaded = {
        element.attrib[name]
        for reading in readings.values()
        for tag, name in (("script", "src"), ("img", "src"), ("iframe", "src"), ("link", "href"), ("source", "src"))
        for element in reading.all(tag)
        if element.get(name) and element.get("rel") not in ("canonical", "alternate", "search")
    }
    assert {url for url in loaded if not url.startswith("/static/")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_the_same_title(language: str, readings: Readings) -> None:
    titles = Counter(words(r.all("title")[0]) for path, r in readings.items() if language_of(path) == language)
    assert [title for title, count in titles.items() if count > 1] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_is_found_says_what_it_holds(path: str, readings: Readings) -> None:
    reading = readings[path]
    assert (reading.meta("robots") == "noindex") != bool(reading.meta("description"))


# what is not there


@pytest.mark.parametrize("below", SLUGGED)
def test_an_unknown_slug_is_told_in_the_language_of_the_page(below: str, client: FlaskClient) -> None:
    answer = client.get(f"{below}zzzz-no-such-thing")
    assert answer.status_code == 404
    assert answer.headers["Content-Language"] == language_of(below)
    reading = Reading(HOST + below, answer.get_data(as_text=True))
    assert "zzzz-no-such-thing" in words(reading.all("main")[0])


@pytest.mark.parametrize("below", SLUGGED)
def test_a_misspelt_slug_is_answered_with_the_nearest_names(below: str, client: FlaskClient) -> None:
    known = [path for path in PAGES if path.startswith(below) and path not in BARE]
    for path in known:
        reading = Reading(HOST + path, client.get(f"{path}x").get_data(as_text=True))
        main = reading.all("main")[0]
        offered = [link.get("href") for link in main.iter("a")]
        assert path in offered
        assert len(offered) <= 4  # three names, and home


def test_a_name_that_is_near_to_nothing_offers_no_wrong_one(client: FlaskClient) -> None:
    sentence = render(Message("There is no skill “%(name)s”.", {"name": "qqqq"}), "en")
    reading = Reading(HOST, client.get("/en/skills/qqqq").get_data(as_text=True))
    assert sentence in words(reading.all("main")[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["no-such-page", "roles/key-account-manager/more", "roles/", "c/acme/roles"])
def test_an_unknown_address_is_told_in_its_language(path: str, language: str, client: FlaskClient) -> None:
    answer = client.get(f"/{language}/{path}", headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, language)


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/hi/roles/key-account-manager", "/en/roles/key-account-manager"),
        ("/en/glossary?a=%26b", "/hi/glossary"),
        ("/en/search?q=%26b&kind=role&a=b", "/hi/search?q=%26b&kind=role"),
        ("/en/no-such/page", "/hi/no-such/page"),
        ("/hi/क", "/en/%E0%A4%95"),
        ("/en/%22%3E%3Cb", "/hi/%22%3E%3Cb"),
        ("/no-such-page", "/en/"),
    ],
)
def test_the_language_link_stays_on_the_page(path: str, there: str, client: FlaskClient) -> None:
    reading = Reading(HOST, client.get(path, headers={"Accept-Language": "hi"}).get_data(as_text=True))
    assert [link.get("href") for link in reading.all("a", class_="lang")] == [there]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_of_a_language_alone_leads_to_its_home_page(language: str, client: FlaskClient) -> None:
    answer = client.get(f"/{language}")
    assert (answer.status_code // 100, urlsplit(answer.location).path) == (3, f"/{language}/")


# money

MONEY = re.compile(r"[$₹€£]\s?\d|\d\s?(?:k|lakh|लाख)?\s?(?:dollars?|डॉलर|rupees?|रुपये|USD|INR)(?!\w)")
"""What looks like an amount of money to a reader."""
YEARS = re.compile(r"\b(?:19|20)\d\d\s(?:के\s)?(?:dollars|डॉलर)|USD सालाना|USD a year")
"""The money of a year, and the unit of a chart: no amounts."""
TOLD = re.compile(r'<data class="money[^"]*"([^>]*)>(.*?)</data>', re.DOTALL)
FACTS = {
    "currency": "[A-Z]{3}",
    "year": r"\d{4}|not-given",
    "area": "[A-Z]{2}(?:-[A-Z0-9]{1,3})?|not-given",
    "source": "[a-z0-9-]+(?: [a-z0-9-]+)*",
}


def bare_amounts(html: str) -> list[str]:
    """Amounts of money on a page that do not say their currency, year, area and source."""
    main = re.sub(r"<script.*?</script>", "", html[html.find("<main") :], flags=re.DOTALL)
    wrong = [
        words
        for facts, words in TOLD.findall(main)
        if not all(re.search(f' data-{name}="(?:{form})"', facts) for name, form in FACTS.items())
    ]
    text = YEARS.sub("", re.sub(r"<[^>]*>", " ", TOLD.sub(" ", main)))
    return [*wrong, *(text[max(found.start() - 30, 0) : found.end() + 10] for found in MONEY.finditer(text))]


def asked_pages(client: FlaskClient, readings: Readings) -> dict[str, str]:
    """Every page there is: those read already, those of companies and comparisons, and pay asked for in every way."""
    sitemap = client.get("/sitemap.xml").get_data(as_text=True)
    found = re.findall("<loc>([^<]+)</loc>", sitemap)
    paths = {unquote(url).removeprefix(HOST).replace("&amp;", "&") for url in found}
    roles = [
        "sales-manager",
        "sales-manager&prices=2025",
        "key-account-manager&prices=2025",
        "account-manager",
        "41-3011",
    ]
    choices = [*(f"role={role}" for role in roles), "area=IN", "area=US-CA", "year=2024", "component=base"]
    paths |= {f"/{language}/salaries?{choice}" for language in LANGUAGES for choice in choices}
    paths |= {f"/{language}/c/udaharan-udyog/salaries" for language in LANGUAGES}
    read = {path: reading.html for path, reading in readings.items()}
    return {**read, **{path: client.get(path).get_data(as_text=True) for path in paths if path not in read}}


def test_no_amount_of_money_on_any_page_lacks_currency_year_area_and_source(
    client: FlaskClient, readings: Readings
) -> None:
    pages_read = asked_pages(client, readings)
    found = {path: wrong for path, html in pages_read.items() if (wrong := bare_amounts(html))}
    assert found == {}
    assert sum(len(TOLD.findall(html)) for html in pages_read.values()) > 2_000


@pytest.mark.parametrize("text", ["$5", "₹ 5,000", "5 dollars", "12 लाख रुपये", "3 USD", "2025 के डॉलर में ₹5"])
def test_a_bare_amount_is_seen(text: str) -> None:
    assert len(bare_amounts(f"<main><p>{text}</p></main>")) >= 1
    facts = 'data-currency="INR" data-year="2020" data-area="IN" data-source="a"'
    assert bare_amounts(f'<main><data class="money" {facts}>{text}</data></main>') == []
    assert bare_amounts(f'<main><data class="money" {facts.replace("2020", "")}>{text}</data></main>') != []
