"""Suggestions while typing: a combobox for keyboard, pointer and screen reader, that never gets in the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Opener, Place
from tests.browser.test_axe import AXE, violations

pytestmark = pytest.mark.browser

HOME = Place("full", "home.index", "en")
HINDI_HOME = Place("full", "home.index", "hi")
SEARCH = Place("full", "search.index", "hi")


@pytest.fixture
def page(open_page: Opener, address: Callable[[Place], str]) -> Iterator[Page]:
    """The English home page."""
    with open_page(address(HOME)) as opened:
        yield opened


def suggestions(page: Page, typed: str) -> list[str]:
    """What is suggested for something typed."""
    page.locator("#q").press_sequentially(typed)
    page.locator("[role=option]").first.wait_for()
    return page.locator("[role=option]").all_inner_texts()


def test_the_pattern_is_that_of_a_combobox(page: Page) -> None:
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert suggestions(page, "kam")[0] == "Key account manager"
    expect(box).to_have_attribute("aria-expanded", "true")
    listed = page.get_by_role("listbox")
    expect(box).to_have_attribute("aria-controls", listed.get_attribute("id") or "")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowDown")
    (chosen,) = page.locator("[aria-selected=true]").all()
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    expect(box).to_be_focused()
    assert re.fullmatch(r"Suggestions: \d", page.get_by_role("status").inner_text())


def test_arrows_go_round_and_come_back_to_the_box(page: Page) -> None:
    number = len(suggestions(page, "kam"))
    chosen = page.locator("[aria-selected=true]")
    for expected in [*range(number), None, 0]:
        page.keyboard.press("ArrowDown")
        if expected is None:
            expect(chosen).to_have_count(0)
        else:
            expect(page.locator("[role=option]").nth(expected)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[role=option]").nth(number - 1)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#q")).to_have_value("kam")


def test_enter_goes_to_what_is_chosen(page: Page) -> None:
    suggestions(page, "kam")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/roles/key-account-manager")


def test_enter_without_a_choice_searches(page: Page) -> None:
    suggestions(page, "kam pay")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?q=kam+pay")


def test_a_click_goes_there(page: Page) -> None:
    suggestions(page, "kam")
    page.locator("[role=option]").first.click()
    page.wait_for_url("**/en/roles/key-account-manager")


def test_escape_closes_and_keeps_what_is_typed(page: Page) -> None:
    suggestions(page, "kam")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("kam")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_leaving_the_box_closes_the_list(page: Page) -> None:
    suggestions(page, "kam")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_nothing_moves_when_the_list_opens(page: Page) -> None:
    before = page.locator("main").bounding_box()
    suggestions(page, "kam")
    assert page.locator("main").bounding_box() == before


def test_an_answer_that_comes_late_is_not_shown(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if parse_qs(urlsplit(route.request.url).query)["q"] == ["sa"]:
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/v1/suggest*", hold)
    page.locator("#q").press_sequentially("sa")
    page.wait_for_timeout(400)
    page.locator("#q").fill("")
    assert suggestions(page, "kam")[0] == "Key account manager"
    assert len(held) == 1
    expect(page.locator("[role=option]").first).to_have_text("Key account manager")


def test_few_requests_are_made_for_quick_typing(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
    page.locator("#q").press_sequentially("key account manager", delay=10)
    page.locator("[role=option]").first.wait_for()
    page.wait_for_timeout(300)
    assert 1 <= len(asked) <= 3


@pytest.mark.parametrize("status", [429, 500])
def test_a_failing_server_leaves_the_form_as_it_is(status: int, page: Page) -> None:
    page.route("**/api/v1/suggest*", lambda route: route.fulfill(status=status, body="{}"))
    page.locator("#q").press_sequentially("kam")
    page.wait_for_timeout(400)
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?q=kam")


@pytest.mark.parametrize("place", [HINDI_HOME, SEARCH], ids=str)
def test_hindi_is_completed_in_hindi(place: Place, open_page: Opener, address: Callable[[Place], str]) -> None:
    with open_page(address(place)) as page:
        assert suggestions(page, "प्रमु")[0] == "प्रमुख अकाउंट मैनेजर"
        assert page.locator("[role=option]").first.get_attribute("lang") == "hi"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/hi/roles/key-account-manager")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("place", "width"), [(HOME, 1280), (SEARCH, 1280), (SEARCH, 390), (SEARCH, 360)])
def test_the_open_list_has_no_violation(
    place: Place, width: int, theme: str, open_page: Opener, address: Callable[[Place], str]
) -> None:
    with open_page(address(place), width=width, theme=theme) as page:
        page.evaluate(AXE)
        suggestions(page, "sal")
        page.keyboard.press("ArrowDown")
        found = violations(page, width)
        assert found == [], found
        box = page.get_by_role("listbox").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_without_scripts_the_box_is_a_plain_form(open_page: Opener, address: Callable[[Place], str]) -> None:
    with open_page(address(SEARCH), java_script_enabled=False) as page:
        page.locator("#q").fill("KAM ki salary")
        page.keyboard.press("Enter")
        page.wait_for_url("**/hi/search?q=KAM+ki+salary")
        page.locator("summary").filter(has_text="फ़िल्टर").click()
        page.locator(".facet a[href*='kind=role']").click()
        page.wait_for_url("**kind=role")
        assert page.locator(".hits a").count() > 0


def test_phones_have_a_link_to_the_search(open_page: Opener, address: Callable[[Place], str]) -> None:
    with open_page(address(HOME), width=390) as page:
        expect(page.locator("header form")).to_be_hidden()
        link = page.locator("header").get_by_role("link", name="Search")
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        link.click()
        page.wait_for_url("**/en/search")
        expect(page.locator("#q")).to_be_visible()
