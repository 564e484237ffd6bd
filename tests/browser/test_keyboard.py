"""Everything can be reached by keyboard, in reading order, and one always sees where one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ALL_IN_TURN, HEIGHT, HOME_AND_ROLE, Findings, Opener, Place, Served, unfold

pytestmark = pytest.mark.browser

HINDI = [place for place in HOME_AND_ROLE if place.language == "hi"]
FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex]:not([tabindex='-1'])"
STEP_LIMIT = 1000

LIBRARY = r"""selector => {
  const line = box => ({left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY,
    bottom: box.bottom + scrollY});
  const ringed = element => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  window.stops = [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
  const lines = stops.map(element => [...element.getClientRects()].map(line));  // before anything is scrolled
  window.words = element => element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
  window.stop = () => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const box = [...element.getClientRects()].find(box => box.width > 0);
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    const seen = document.elementFromPoint(x, y);
    const ring = [element, element.parentElement, element.parentElement.parentElement].find(ringed);
    const {x: left, y: top, width, height} = (ring || element).getBoundingClientRect();
    return {
      area: {x: Math.max(0, left - 8), y: Math.max(0, top - 8), width: width + 16, height: height + 16},
      number: stops.indexOf(element), lines: lines[stops.indexOf(element)],
      words: words(element), ringed: Boolean(ring),
      seen: Boolean(seen) && (element.contains(seen) || seen.contains(element) && seen !== document.documentElement),
      kind: `${element.tagName} ${element.className} ${element.closest('[class]').parentElement.className}`,
    };
  };
}"""


@dataclass(frozen=True)
class Walk:
    """A page, its width, and whether its folds are open."""

    place: Place
    width: int
    unfolded: bool

    def __str__(self) -> str:
        return f"{self.place}-{self.width}{'-unfolded' if self.unfolded else ''}"


WALKS = [Walk(place, width, unfolded) for place in HINDI for width in (1280, 390) for unfolded in (False, True)]
WALKS = [walk for walk in WALKS if not walk.unfolded or walk.place.kind == "roles.role"]


@dataclass(frozen=True)
class Steps:
    """Where the Tab key led."""

    stops: list[dict[str, Any]]
    all: int
    """How many places there are to stop at."""


@pytest.fixture(scope="module", params=WALKS, ids=str)
def steps(request: pytest.FixtureRequest, open_page: Opener, address: Callable[[Place], str]) -> Steps:
    """The page walked with the Tab key from its beginning to its end."""
    walk: Walk = request.param
    with open_page(address(walk.place)) as page:
        page.set_viewport_size({"width": walk.width, "height": HEIGHT})
        if walk.unfolded:
            unfold(page, but=".menu")  # it lies over the page while it is open
        page.evaluate(LIBRARY, FOCUSABLE)
        stops: list[dict[str, Any]] = []
        for _ in range(STEP_LIMIT):
            page.keyboard.press("Tab")
            stop = page.evaluate("stop()")
            if stop is None or (stops and stop["number"] == stops[0]["number"]):
                break
            stops.append(stop)
        return Steps(stops, page.evaluate("stops.length"))


def test_tab_reaches_everything_in_the_order_of_the_document(steps: Steps) -> None:
    assert [stop["number"] for stop in steps.stops] == list(range(steps.all))


def test_each_stop_stands_below_or_beside_the_one_before(steps: Steps) -> None:
    """What comes next is never above and to the left."""
    back = [
        f"{one['words']} -> {next_['words']}"
        for one, next_ in pairwise(steps.stops[1:])  # the first is the skip link
        if next_["lines"][0]["top"] < one["lines"][-1]["top"] - 2
        and next_["lines"][0]["left"] < one["lines"][-1]["right"] - 2
    ]
    assert back == []


def test_focus_is_never_hidden(steps: Steps) -> None:
    assert [stop["words"] for stop in steps.stops if not stop["seen"]] == []


def test_focus_has_a_ring(steps: Steps) -> None:
    assert [stop["words"] for stop in steps.stops if not stop["ringed"]] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("place", HINDI, ids=str)
def test_focus_changes_what_one_sees(
    place: Place, theme: str, address: Callable[[Place], str], open_page: Opener
) -> None:
    """Of each kind of control the first one, looked at with and without focus."""
    unchanged = Findings()
    with open_page(address(place)) as page:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.evaluate(LIBRARY, FOCUSABLE)
        known: set[str] = set()
        while True:
            page.keyboard.press("Tab")
            stop = page.evaluate("stop()")
            if stop is None:
                break
            if stop["kind"] not in known:
                known.add(stop["kind"])
                if picture(page, stop) == picture(page, stop, blurred=True):
                    unchanged.append(stop["words"])
    assert unchanged == [], unchanged


def picture(page: Page, stop: dict[str, Any], *, blurred: bool = False) -> bytes:
    """How a stop looks, up to what its ring surrounds; the focus goes back where it was."""
    if blurred:
        page.evaluate("window.before = document.activeElement; before.blur()")
    shot = page.screenshot(clip=stop["area"])
    if blurred:
        page.evaluate("before.focus({preventScroll: true})")
    return shot


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("place", HOME_AND_ROLE, ids=str)
def test_skip_link_leads_to_the_content(
    place: Place, width: int, address: Callable[[Place], str], open_page: Opener
) -> None:
    with open_page(address(place)) as page:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.keyboard.press("Tab")
        link = page.locator(".skip")
        box = link.bounding_box()
        assert box is not None
        assert page.evaluate("document.activeElement.className") == "skip"
        assert (box["y"] >= 0, box["y"] + box["height"] <= HEIGHT) == (True, True)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        first = f"document.querySelector('main').querySelector({FOCUSABLE!r}) === document.activeElement"
        assert page.evaluate(first) is True


@pytest.mark.parametrize("place", ALL_IN_TURN, ids=str)
def test_links_within_the_page_have_a_target(place: Place, address: Callable[[Place], str], open_page: Opener) -> None:
    lost = "[...document.querySelectorAll('a[href^=\"#\"]')].map(link => decodeURIComponent(link.hash.slice(1)))"
    with open_page(address(place)) as page:
        assert page.evaluate(f"{lost}.filter(id => !document.getElementById(id))") == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("place", [place for place in HINDI if place.kind == "roles.role"], ids=str)
def test_link_to_a_topic_shows_its_words(
    place: Place, width: int, address: Callable[[Place], str], open_page: Opener
) -> None:
    """Also where the topic was folded."""
    unseen = Findings()
    with open_page(address(place)) as page:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for topic in page.evaluate("[...document.querySelectorAll('.toc a')].map(link => link.hash)"):
            page.goto(address(place) + topic)
            heading = page.locator(f"h2[id='h-{topic[1:]}']")
            below = page.evaluate(
                """id => {
                  const part = document.getElementById(id);
                  const text = [...part.querySelectorAll('li, p, dt')].find(element => !element.closest('summary'));
                  const box = text && text.checkVisibility() ? text.getBoundingClientRect() : null;
                  return Boolean(box) && box.height > 0 && box.top < innerHeight;
                }""",
                topic[1:],
            )
            box = heading.bounding_box()
            if box is None or not 0 <= box["y"] < HEIGHT or not below:
                unseen.append(topic)
    assert unseen == [], unseen


@pytest.mark.parametrize("width", [1280, 390])
def test_going_back_through_the_matrix_no_stop_is_under_its_heads(
    width: int, sites: Mapping[str, Served], open_page: Opener
) -> None:
    """The heads of rows and columns stay in sight; what is focused upwards or to the left comes out from under them."""
    hidden = Findings()
    with open_page(f"{sites['full'].base}/hi/skills-matrix") as page:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate("document.querySelector('.mx tbody:last-child tr:last-child a').focus()")
        for _ in range(60):
            page.keyboard.press("Shift+Tab")
            seen = page.evaluate(
                """() => {
                  const element = document.activeElement, box = element.getClientRects()[0];
                  if (!element.closest('.mx tbody')) return null;
                  const at = document.elementFromPoint(box.left + box.width / 2, box.top + 2);
                  return [element.textContent, element.contains(at)];
                }"""
            )
            if seen is None:
                break
            if not seen[1]:
                hidden.append(seen[0])
        else:
            hidden.append("the matrix has no end")
    assert hidden == []
