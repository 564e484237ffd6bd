"""What must hold without: without JavaScript, without our style sheet, without any Hindi font on the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.browser.conftest import (
    FONTS_READY,
    FULLEST,
    HOME_AND_ROLE,
    IN_TURN,
    Findings,
    Opener,
    Place,
    context_of,
    launched,
    unfold,
)

pytestmark = pytest.mark.browser

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
WITHOUT_SCRIPTS = {"java_script_enabled": False}
SHOWN = """selector => {
  document.querySelectorAll('svg').forEach(svg => svg.remove());
  return document.querySelector(selector).innerText;
}"""

MARK_LETTERS = r"""() => {
  document.querySelectorAll('code, .native, html[lang=en] [lang=hi]').forEach(one => { one.textContent = ''; });
  const clusters = new Intl.Segmenter('hi', {granularity: 'grapheme'});
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element.checkVisibility() || element.closest('title')) continue;
    const weight = getComputedStyle(element).fontWeight;
    const fresh = [...clusters.segment(walker.currentNode.data)].map(cluster => cluster.segment + weight)
      .filter(cluster => cluster.trim() && !seen.has(cluster));
    if (fresh.length === 0) continue;
    fresh.forEach(cluster => seen.add(cluster));
    element.setAttribute('data-letters', walker.currentNode.data.trim().slice(0, 60));
  }
}"""
"""Marks elements until each cluster of letters of the page, in each weight, stands in a marked one."""


class Words(HTMLParser):
    """The words of a part of a page as its HTML has them, without those of pictures and of what is hidden."""

    VOID = frozenset(("area", "br", "hr", "img", "input", "link", "meta", "wbr"))

    def __init__(self, html: str, part: str) -> None:
        super().__init__()
        self.text = ""
        self.unread: list[str] = []
        self.feed(html.partition(f"<{part}")[2].partition(">")[2].partition(f"</{part}>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID and (self.unread or tag in ("svg", "script", "style") or "hidden" in dict(attrs)):
            self.unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.unread and self.unread[-1] == tag:
            self.unread.pop()

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.text += data


def unspaced(text: str) -> str:
    """The characters of a text that are no space."""
    return "".join(text.split())


def shown_and_sent(page: Page, part: str) -> tuple[str, str]:
    """The text of a part of the page as the browser shows it, all folds open, and as the HTML has it."""
    html = page.request.get(page.url).text()
    unfold(page)
    return unspaced(page.evaluate(SHOWN, part)), unspaced(Words(html, part).text)


def refuse_styles(page: Page) -> None:
    """Let the page have no style sheet."""
    page.route("**/*.css", lambda route: route.abort())


@pytest.mark.parametrize("place", IN_TURN, ids=str)
def test_whole_content_is_shown_without_scripts(
    place: Place, address: Callable[[Place], str], open_page: Opener
) -> None:
    with open_page(address(place), **WITHOUT_SCRIPTS) as page:
        shown, sent = shown_and_sent(page, "main")
    assert shown == sent


@pytest.mark.parametrize(
    "place", [pytest.param(one, marks=[] if one in HOME_AND_ROLE else pytest.mark.trust) for one in FULLEST], ids=str
)
def test_whole_page_is_shown_without_scripts_and_styles(
    place: Place, address: Callable[[Place], str], open_page: Opener
) -> None:
    with open_page(address(place), before=refuse_styles, **WITHOUT_SCRIPTS) as page:
        shown, sent = shown_and_sent(page, "body")
    assert shown == sent


@pytest.mark.parametrize("before", [None, refuse_styles], ids=["styles", "no-styles"])
@pytest.mark.parametrize("place", HOME_AND_ROLE, ids=str)
def test_folds_open_by_keyboard_without_scripts(
    place: Place, before: Callable[[Page], None] | None, address: Callable[[Place], str], open_page: Opener
) -> None:
    with open_page(address(place), width=390, before=before, **WITHOUT_SCRIPTS) as page:
        folds = page.locator("details > summary").all()
        for fold in folds:
            if fold.is_visible():
                fold.focus()
                page.keyboard.press("Enter")
        closed = [fold.inner_text() for fold in page.locator("details:not([open]) > summary").all()]
    assert folds != []
    assert closed == []


@pytest.fixture(scope="module")
def bare_context(driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser's on a machine whose only fonts are DejaVu: no Devanagari in them."""
    if not DEJAVU.is_dir():
        pytest.skip("no DejaVu fonts here; install them: apt-get install fonts-dejavu-core")
    folder = tmp_path_factory.mktemp("fonts")
    settings = folder / "fonts.conf"
    settings.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{DEJAVU}</dir>'
        f"<cachedir>{folder}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    with launched(driver, FONTCONFIG_FILE=str(settings)) as chrome, context_of(chrome) as context:
        yield context


def foreign_letters(page: Page) -> Findings:
    """The elements in which a letter is drawn from a font that is not the page's own."""
    page.evaluate(MARK_LETTERS)
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    found = Findings()
    for node in tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-letters]"})["nodeIds"]:
        fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        names = sorted({font["familyName"] for font in fonts if not font["isCustomFont"]})
        if names:
            given = tools.send("DOM.getAttributes", {"nodeId": node})["attributes"]
            found.append(f"{', '.join(names)}: {given[given.index('data-letters') + 1]}")
    return found


@pytest.mark.parametrize("place", IN_TURN, ids=str)
def test_every_letter_comes_from_our_own_fonts(
    place: Place, bare_context: BrowserContext, address: Callable[[Place], str]
) -> None:
    """But code, and Hindi on an English page: it takes the reader's font to spare most readers ours."""
    with bare_context.new_page() as page:
        page.goto(address(place))
        unfold(page)
        page.evaluate(FONTS_READY)
        found = foreign_letters(page)
    assert found == [], found


def test_foreign_letter_is_found(bare_context: BrowserContext, address: Callable[[Place], str]) -> None:
    """The check itself works."""
    with bare_context.new_page() as page:
        page.goto(address(FULLEST[0]))
        page.evaluate("document.querySelector('h1').textContent = 'ক'")
        found = foreign_letters(page)
    assert "ক" in [line.rpartition(": ")[2] for line in found]
