"""The layout holds: nothing scrolls sideways, nothing is cut, small, close, or out of order, at any width."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import HEIGHT, SHIPPED_IN_TURN, Findings, Opener, Place, unfold

pytestmark = pytest.mark.browser

ZOOMED = 640
"""CSS pixels left of a window of 1280 at 200 % zoom."""
LAYOUT_WIDTHS = (1280, ZOOMED, 390, 360, 320)
PHONE = 390

LIBRARY = r"""() => {
  const words = text => text.trim().replace(/\s+/g, ' ').slice(0, 50);
  const name = element => {
    const classes = element.ownerSVGElement ? '' : '.' + element.className;
    return element.tagName.toLowerCase() + classes.trim().replace(/\s+/g, '.').replace(/\.$/, '');
  };
  const said = (element, fact) => `${name(element)} ${fact}: ${words(element.textContent)}`;
  const all = selector => [...document.querySelectorAll(selector)].filter(element => !hidden(element));
  const hidden = element => {
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) return true;
    if (element.closest('.skip, .vh')) return true;
    const box = element.getBoundingClientRect();
    return box.width === 0 || box.height === 0;
  };
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && !node.parentElement.closest('title') && !hidden(node.parentElement)) found.push(node);
    }
    return found;
  };
  const holders = () => [...new Set(texts().map(node => node.parentElement))];
  const size = element =>
    parseFloat(getComputedStyle(element).fontSize) * (element.ownerSVGElement ? element.getScreenCTM().a : 1);
  const least = element => element.ownerSVGElement ? (innerWidth < 360 ? 12 : 14) : 15;
  const spacing = element => {
    const style = getComputedStyle(element);
    return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
  };
  const clipped = element => {
    if (element.ownerSVGElement) {
      const svg = element.ownerSVGElement, before = element.previousElementSibling;
      const open = getComputedStyle(svg).overflow === 'visible' ? svg.parentElement : svg;
      const frame = (before && before.matches('circle, rect') ? before : open).getBoundingClientRect();
      const box = element.getBoundingClientRect();
      return box.left < frame.left - 1 || box.right > frame.right + 1;
    }
    if (element.clientWidth === 0) return false;  // inline: its block tells
    const cut = getComputedStyle(element).overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1;
    return element.scrollWidth > element.clientWidth + 1 || cut;
  };
  const target = element => {  // a link that covers its card is as large as the card
    const cover = getComputedStyle(element, '::after');
    const covers = cover.content !== 'none' && cover.position === 'absolute';
    return (covers ? element.closest('li') : element).getBoundingClientRect();
  };
  const tops = (node, start, end) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top)));
  };
  const RANGE = /[$₹]?\d[\d,.]*\s?–\s?[$₹]?\d[\d,.]*/gu;
  window.look = {
    sideways: () => {
      const {scrollWidth, clientWidth} = document.scrollingElement;
      if (scrollWidth <= clientWidth) return [];
      return [`${scrollWidth - clientWidth} px too wide`, ...holders()
        .filter(element => element.getBoundingClientRect().right > clientWidth + 1)
        .map(element => said(element, 'sticks out'))];
    },
    tight: () => texts().filter(node => /\p{sc=Deva}/u.test(node.data) && !node.parentElement.ownerSVGElement)
      .map(node => node.parentElement).filter(element => !(spacing(element) >= 1.399))
      .map(element => said(element, spacing(element))),
    small: () => holders().filter(element => size(element) < least(element) - .01)
      .map(element => said(element, size(element).toFixed(1))),
    cut: () => holders().filter(clipped).map(element => said(element, `${element.scrollWidth} px wide`)),
    targets: least => all('a, button, summary, input, select, textarea')
      .filter(element => getComputedStyle(element).display !== 'inline')
      .filter(element => Math.min(target(element).width, target(element).height) < least)
      .map(element => said(element, `${target(element).width.toFixed(1)} by ${target(element).height.toFixed(1)}`)),
    low: selector => all(selector).filter(element => target(element).height < 43.9)
      .map(element => said(element, target(element).height.toFixed(1))),
    broken: () => texts().flatMap(node => [...node.data.matchAll(RANGE)]
      .filter(match => tops(node, match.index, match.index + match[0].length).size > 1)
      .map(match => said(node.parentElement, match[0]))),
    orphans: () => all('.refs').filter(refs => {
      const range = document.createRange();
      range.setStart(refs.parentElement, 0);
      range.setEndBefore(refs);
      const before = [...range.getClientRects()].filter(box => box.width > 0).at(-1);
      return before && refs.getClientRects()[0].top > before.bottom - 1;
    }).map(refs => said(refs.parentElement, 'ends with a lone number')),
    headings: () => all('h1, h2, h3, h4, h5, h6')
      .map(element => [Number(element.tagName[1]), words(element.textContent)]),
  };
}"""
"""What the tests look for, as functions of ``look`` in the page; each gives one line per finding."""

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}
    p {margin-block-end: 2em !important}`);
  document.adoptedStyleSheets = [sheet];
}"""
"""The overrides of WCAG 1.4.12."""

MAIN_CONTROLS = ".top a, summary, button, .btn, select, .toc a"
EVERYWHERE = ("sideways()", "cut()", "tight()", "small()", "targets(24)", "broken()", "orphans()")
ON_A_PHONE = (f"low({MAIN_CONTROLS!r})",)

Facts = dict[str, Any]


@pytest.fixture(scope="module", params=SHIPPED_IN_TURN, ids=str)
def facts(request: pytest.FixtureRequest, open_page: Opener, address: Callable[[Place], str]) -> Facts:
    """Everything measured on one page with its folds open: one load, several widths."""
    measured: Facts = {what: Findings() for what in [*EVERYWHERE, *ON_A_PHONE, "spaced"]}
    with open_page(address(request.param)) as page:
        unfold(page)
        page.evaluate(LIBRARY)
        measured["headings"] = page.evaluate("look.headings()")
        for width in LAYOUT_WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            for what in [*EVERYWHERE, *(ON_A_PHONE if width == PHONE else ())]:
                measured[what] += lines(page, width, what)
        page.evaluate(SPACING)
        page.set_viewport_size({"width": 360, "height": HEIGHT})
        for what in ("sideways()", "cut()"):
            measured["spaced"] += lines(page, 360, what)
    return measured


def lines(page: Page, width: int, what: str) -> Findings:
    """What one look finds, each line with its width."""
    return Findings(f"{width} px: {line}" for line in page.evaluate(f"look.{what}"))


def test_nothing_scrolls_sideways(facts: Facts) -> None:
    assert facts["sideways()"] == [], facts["sideways()"]


def test_no_text_is_wider_than_its_box(facts: Facts) -> None:
    assert facts["cut()"] == [], facts["cut()"]


def test_wider_text_spacing_neither_scrolls_nor_cuts(facts: Facts) -> None:
    assert facts["spaced"] == [], facts["spaced"]


def test_hindi_lines_stand_far_enough_apart(facts: Facts) -> None:
    assert facts["tight()"] == [], facts["tight()"]


def test_no_text_is_smaller_than_15_px(facts: Facts) -> None:
    """In pictures 14 at 360 px."""
    assert facts["small()"] == [], facts["small()"]


def test_every_target_measures_24_px_at_least(facts: Facts) -> None:
    assert facts["targets(24)"] == [], facts["targets(24)"]


def test_main_controls_are_44_px_high_on_a_phone(facts: Facts) -> None:
    assert facts[f"low({MAIN_CONTROLS!r})"] == [], facts[f"low({MAIN_CONTROLS!r})"]


def test_ranges_of_numbers_stay_on_one_line(facts: Facts) -> None:
    assert facts["broken()"] == [], facts["broken()"]


def test_number_of_a_source_stays_with_its_sentence(facts: Facts) -> None:
    assert facts["orphans()"] == [], facts["orphans()"]


def test_page_has_one_main_heading(facts: Facts) -> None:
    assert [text for level, text in facts["headings"] if level == 1] == [facts["headings"][0][1]]


def test_headings_skip_no_level(facts: Facts) -> None:
    levels = [level for level, _ in facts["headings"]]
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []
