"""The first view of a page is light and does not jump: bytes, requests and layout shifts, with the figures printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Request, Route

from tests.browser.conftest import FONTS_READY, HOME_AND_ROLE, IN_TURN, Place, context_of

pytestmark = pytest.mark.browser

KB = 1_000
TOTAL_LIMITS = {"hi": 130 * KB, "en": 52 * KB}
HEAVIER = 2 * KB
"""What a comparison of four roles, and a company's page, which also says what differs, may weigh above that."""
HTML_LIMIT = 24 * KB
CSS_LIMIT = 14 * KB
OWN_CSS_LIMIT = 2 * KB
"""What the style sheet of one topic may weigh above that; only that topic's pages ask for it."""
SCRIPT_LIMIT = 5 * KB
FONT_LIMITS = {"hi": 95 * KB, "en": 20 * KB}
REQUEST_LIMIT = 8
SHIFT_LIMIT = 0.02
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
"""The slow 4G of Lighthouse: 150 ms, 1.6 and 0.75 megabits a second."""

PAINTS = """() => new Promise(done => {
  const shifts = [], paints = [];
  new PerformanceObserver(list => list.getEntries().forEach(entry => entry.hadRecentInput || shifts.push(entry.value)))
    .observe({type: 'layout-shift', buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(entry => paints.push(entry.startTime)))
    .observe({type: 'largest-contentful-paint', buffered: true});
  document.fonts.ready.then(() => setTimeout(() =>
    done({shift: shifts.reduce((sum, value) => sum + value, 0), paint: Math.max(...paints)}), 200));
})"""


@dataclass(frozen=True)
class Weight:
    """Packed bytes by kind of resource, and the requests for them."""

    kind: str
    language: str
    bytes: Mapping[str, int]
    headers: int
    requests: int
    sheets: int

    @property
    def total(self) -> int:
        return sum(self.bytes.values())

    def __str__(self) -> str:
        parts = ", ".join(f"{kind} {size / KB:.1f}" for kind, size in sorted(self.bytes.items()))
        return f"{self.total / KB:.1f} kB ({parts}) in {self.requests} requests, headers {self.headers / KB:.1f}"


@pytest.fixture(scope="module", params=IN_TURN, ids=str)
def weight(request: pytest.FixtureRequest, chrome: Browser, address: Callable[[Place], str]) -> Weight:
    """The page opened with an empty cache on a phone."""
    place: Place = request.param
    done: list[Request] = []

    def finished(one: Request) -> None:
        done.append(one)

    with context_of(chrome, 390) as context:
        page = context.new_page()
        page.on("requestfinished", finished)
        page.goto(address(place))
        page.evaluate(FONTS_READY)
        sizes = [(one.resource_type, one.sizes()) for one in done]
    by_kind: Counter[str] = Counter()
    for kind, size in sizes:
        by_kind[kind] += size["responseBodySize"]
    measured = Weight(
        place.kind,
        place.language,
        by_kind,
        sum(size["responseHeadersSize"] for _, size in sizes),
        len(sizes),
        sum(kind == "stylesheet" for kind, _ in sizes),
    )
    print(f"\n{place}: {measured}")
    return measured


def test_first_view_is_light(weight: Weight) -> None:
    more = HEAVIER if weight.kind == "compare-four" or weight.kind.startswith("c/") else 0
    assert weight.total <= TOTAL_LIMITS[weight.language] + more, str(weight)


def test_html_is_light(weight: Weight) -> None:
    assert weight.bytes["document"] <= HTML_LIMIT, str(weight)


def test_styles_are_light(weight: Weight) -> None:
    assert weight.sheets <= 2
    assert weight.bytes["stylesheet"] <= CSS_LIMIT + OWN_CSS_LIMIT * (weight.sheets - 1), str(weight)


def test_fonts_are_light(weight: Weight) -> None:
    assert weight.bytes["font"] <= FONT_LIMITS[weight.language], str(weight)


def test_scripts_are_light(weight: Weight) -> None:
    assert weight.bytes["script"] <= SCRIPT_LIMIT, str(weight)


def test_requests_are_few(weight: Weight) -> None:
    """The sheet of a topic is one more."""
    assert weight.requests <= REQUEST_LIMIT + weight.sheets - 1, str(weight)


@pytest.mark.parametrize("place", HOME_AND_ROLE, ids=str)
def test_nothing_jumps_while_the_fonts_come_in(place: Place, chrome: Browser, address: Callable[[Place], str]) -> None:
    """On a slow line, where text stands in another font first. Prints when the largest part was painted, too."""
    with context_of(chrome, 390) as context:
        page = context.new_page()
        tools = context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", SLOW_LINE)
        page.goto(address(place))
        measured = page.evaluate(PAINTS)
    print(f"\n{place}: LCP {measured['paint']:.0f} ms, CLS {measured['shift']:.4f}")
    assert measured["shift"] <= SHIFT_LIMIT


@pytest.mark.parametrize("late", ["deva", "latin"])
@pytest.mark.parametrize("place", HOME_AND_ROLE, ids=str)
def test_nothing_jumps_when_one_script_comes_late(
    place: Place, late: str, chrome: Browser, address: Callable[[Place], str]
) -> None:
    """Whichever font files come last: Hindi takes its spaces, digits and marks from the Latin ones."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with context_of(chrome, 390) as context:
        page = context.new_page()
        page.route(f"**/mukta-{late}-*", hold)
        page.goto(address(place), wait_until="domcontentloaded")
        page.wait_for_timeout(500)  # the others have come, and the time in which text waits for a font is over
        for route in held:
            route.continue_()
        measured = page.evaluate(PAINTS)
    assert measured["shift"] <= SHIFT_LIMIT
