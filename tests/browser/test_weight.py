"""The first view of a page is light and does not jump: bytes, requests and layout shifts, with the figures printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import FULLEST, HOME_AND_ROLE, Place, context_of

pytestmark = pytest.mark.browser

KB = 1_000
TOTAL_LIMITS = {"hi": 130 * KB, "en": 50 * KB}
HTML_LIMIT = 18 * KB
CSS_LIMIT = 14 * KB
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


@dataclass
class Weight:
    """Bytes on the wire by kind of resource, those of all headers, and how many requests."""

    language: str
    bytes: dict[str, int] = field(default_factory=dict)
    with_headers: int = 0
    requests: int = 0

    def __str__(self) -> str:
        parts = ", ".join(f"{kind} {size / KB:.1f}" for kind, size in sorted(self.bytes.items()))
        return f"{self.with_headers / KB:.1f} kB in {self.requests} requests ({parts})"


@pytest.fixture(scope="module", params=FULLEST, ids=str)
def weight(request: pytest.FixtureRequest, chrome: Browser, address: Callable[[Place], str]) -> Weight:
    """The page opened with an empty cache on a phone."""
    place: Place = request.param
    measured = Weight(place.language)
    kinds: dict[str, str] = {}

    def answered(event: dict[str, str]) -> None:
        kinds[event["requestId"]] = event["type"]

    def received(event: dict[str, str | int]) -> None:
        kind = kinds[str(event["requestId"])]
        measured.bytes[kind] = measured.bytes.get(kind, 0) + int(event["encodedDataLength"])

    def loaded(event: dict[str, str | float]) -> None:
        measured.with_headers += int(event["encodedDataLength"])
        measured.requests += 1

    with context_of(chrome, 390) as context:
        page = context.new_page()
        tools = context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.on("Network.responseReceived", answered)
        tools.on("Network.dataReceived", received)
        tools.on("Network.loadingFinished", loaded)
        page.goto(address(place), wait_until="networkidle")
    print(f"\n{place}: {measured}")
    return measured


def test_first_view_is_light(weight: Weight) -> None:
    assert weight.with_headers <= TOTAL_LIMITS[weight.language], str(weight)


def test_html_is_light(weight: Weight) -> None:
    assert weight.bytes["Document"] <= HTML_LIMIT, str(weight)


def test_styles_are_light(weight: Weight) -> None:
    assert weight.bytes["Stylesheet"] <= CSS_LIMIT, str(weight)


def test_fonts_are_light(weight: Weight) -> None:
    assert weight.bytes["Font"] <= FONT_LIMITS[weight.language], str(weight)


def test_scripts_are_light(weight: Weight) -> None:
    assert weight.bytes.get("Script", 0) <= SCRIPT_LIMIT, str(weight)


def test_requests_are_few(weight: Weight) -> None:
    assert weight.requests <= REQUEST_LIMIT, str(weight)


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
