"""The journey of a candidate: on a narrow phone without scripts, by keyboard, with errors, and on paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kamguide.model.text import LANGUAGES
from tests.browser.conftest import Opener, Place, Served, context_of
from tests.browser.test_axe import AXE, THEMES, violations
from tests.browser.test_print import poppler
from tests.web.assessing import Visitor

pytestmark = pytest.mark.browser

ROLE = "key-account-manager"
MOST_SUBMITS = 5
SHEETS = 3
"""A4 pages of a result with its plan."""
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"


def choose(page: Page, level: str) -> None:
    """Choose the same answer everywhere on a page of questions."""
    for radio in page.locator(f'fieldset.qn input[value="{level}"]').all():
        radio.check()


def send(page: Page) -> None:
    page.locator("button.btn--p").click()


def test_the_whole_journey_in_hindi_on_a_narrow_phone_without_scripts(
    chrome: Browser, sites: Mapping[str, Served]
) -> None:
    with context_of(chrome, 360, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{sites['full'].base}/hi/roles/{ROLE}")
        page.get_by_role("link", name="मेरे कौशल जाँचें, 5 मिनट").first.click()
        submits = 0
        while page.locator("fieldset.qn").count():
            assert not page.evaluate(SIDEWAYS)
            choose(page, "3" if submits else "4")
            send(page)
            submits += 1
        assert page.locator("#swot").is_visible()
        assert submits <= MOST_SUBMITS
        assert not page.evaluate(SIDEWAYS)
        code = page.locator(".code").inner_text()
        assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", code)
        # back by the browser's own way, and the answers are there
        page.go_back()
        assert page.locator('input[value="3"]:checked').count() == page.locator("fieldset.qn").count()
        page.go_back()
        page.go_back()
        assert page.locator('input[value="4"]:checked').count() == page.locator("fieldset.qn").count()
        # on another day, by the code
        page.goto(f"{sites['full'].base}/hi/assessment")
        page.locator("#code").fill(code.replace("-", "").lower())
        page.get_by_role("button", name="मेरा नतीजा खोलें").click()
        assert page.locator(".code").inner_text() == code
        page.get_by_role("link", name="मेरा डेटा मिटाएँ").click()
        page.get_by_role("button", name="हमेशा के लिए मिटाएँ").click()
        assert "मिट गया" in page.locator("h1").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_read_first_and_leads_to_its_field(
    sites: Mapping[str, Served], open_page: Opener, language: str
) -> None:
    with open_page(f"{sites['full'].base}/{language}/assessment/{ROLE}", width=360) as page:
        page.locator('fieldset.qn input[value="2"]').first.check()
        send(page)
        assert page.title().startswith({"hi": "गड़बड़ी:", "en": "Problem:"}[language])
        assert page.evaluate("document.activeElement.className") == "errors"
        assert page.locator('input[value="2"]:checked').count() == 1
        link = page.locator(".errors a").first
        link.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.type") == "radio"
        assert page.evaluate("document.activeElement.id") == link.get_attribute("href")[1:]  # type: ignore[index]
        page.evaluate(AXE)
        for theme, rules in THEMES.items():
            page.emulate_media(color_scheme=theme)
            assert violations(page, 360, rules) == []


def test_two_windows_are_shown_side_by_side(chrome: Browser, sites: Mapping[str, Served]) -> None:
    with context_of(chrome, 360) as context:
        one, other = context.new_page(), context.new_page()
        one.goto(f"{sites['full'].base}/hi/assessment/{ROLE}")
        choose(one, "2")
        send(one)
        other.goto(one.url)
        choose(one, "1")
        choose(other, "4")
        send(one)
        send(other)
        assert other.title().startswith("गड़बड़ी:")
        other.evaluate(AXE)
        for theme, rules in THEMES.items():
            other.emulate_media(color_scheme=theme)
            assert violations(other, 360, rules) == []
        assert not other.evaluate(SIDEWAYS)
        send(other)
        assert "/3" in other.url


def test_a_page_is_answered_by_keyboard_alone(sites: Mapping[str, Served], open_page: Opener) -> None:
    with open_page(f"{sites['full'].base}/en/assessment/{ROLE}", width=390) as page:
        left = page.locator("fieldset.qn").count()
        for _ in range(60):
            page.keyboard.press("Tab")
            kind = page.evaluate("document.activeElement.type || document.activeElement.tagName")
            if kind == "radio":
                page.keyboard.press("ArrowDown")
                page.keyboard.press("ArrowDown")
                left -= 1
            if left == 0 and kind == "submit":
                page.keyboard.press("Enter")
                break
        page.wait_for_url("**/assessment/r/*/2")
        page.goto(page.url.removesuffix("2") + "1")
        assert page.locator('input[value="2"]:checked').count() == page.locator("fieldset.qn").count()


def test_enter_in_a_field_of_ones_own_adds_the_line_and_takes_none_out(
    address: Callable[[Place], str], open_page: Opener
) -> None:
    with open_page(address(Place("full", "assessment-result", "en")), width=390) as page:
        before = page.locator('button[name="strike"]').count()
        page.locator(".q-o > details > summary").last.click()
        page.locator("#own-opportunities").fill("a new line of mine")
        page.keyboard.press("Enter")
        page.wait_for_url("**#swot")
        assert page.get_by_text("a new line of mine").count() >= 1
        assert page.locator('button[name="strike"]').count() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_prints_on_few_sheets(
    address: Callable[[Place], str], open_page: Opener, tmp_path: Path, language: str
) -> None:
    file = tmp_path / "result.pdf"
    with open_page(address(Place("full", "assessment-result", language))) as page:
        title = page.locator("h1").inner_text()
        page.pdf(path=file, format="A4", prefer_css_page_size=True)
    told = subprocess.run([poppler("pdfinfo"), file], capture_output=True, check=True, text=True).stdout
    pages = int(re.search(r"^Pages:\s+(\d+)$", told, re.MULTILINE)[1])  # type: ignore[index] # pdfinfo says it always
    print(f"\nresult {language}: {pages} A4 pages")
    assert pages <= SHEETS
    text = subprocess.run([poppler("pdftotext"), "-raw", file, "-"], capture_output=True, check=True, text=True).stdout
    if language == "en":
        assert "".join(title.split()) in "".join(text.split())


def test_a_result_of_all_skills_prints_on_as_few_and_says_that_there_are_more(
    sites: Mapping[str, Served], open_page: Opener, tmp_path: Path
) -> None:
    visitor = Visitor(sites["full"].app)
    code = visitor.take(level=3)
    visitor.open(f"/en/assessment/r/{code}/4")
    visitor.choose(3)
    file = tmp_path / "result.pdf"
    with open_page(f"{sites['full'].base}/en/assessment/r/{code}") as page:
        page.pdf(path=file, format="A4", prefer_css_page_size=True)
        more = page.locator(".q-s > details.long > summary").inner_text()
    told = subprocess.run([poppler("pdfinfo"), file], capture_output=True, check=True, text=True).stdout
    assert int(re.search(r"^Pages:\s+(\d+)$", told, re.MULTILINE)[1]) <= SHEETS  # type: ignore[index]
    text = subprocess.run([poppler("pdftotext"), "-raw", file, "-"], capture_output=True, check=True, text=True).stdout
    assert more.strip() in text
