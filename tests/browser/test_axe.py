"""axe-core finds nothing: WCAG 2.0 to 2.2 at A and AA, and best practice, on every kind of page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import (
    HEIGHT,
    HOME_AND_ROLE,
    PLACES,
    SHIPPED_IN_TURN,
    WIDTHS,
    Findings,
    Opener,
    Place,
    unfold,
)

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["cat.color"]
THEMES: dict[Literal["light", "dark"], list[str]] = {"light": RULES, "dark": COLOUR_RULES}
"""The rules for each theme: in the second only those whose answer can differ."""
RUN = """([rules, part, contrast]) => axe.run(part, {runOnly: rules, resultTypes: ['violations'], preload: false,
    rules: {'color-contrast': {enabled: contrast}}}).then(result =>
  result.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.html.slice(0, 160)}: ${node.failureSummary.replace(/\\s+/g, ' ').slice(0, 300)}`)))"""


def violations(
    page: Page, width: int, rules: list[str] = RULES, part: str = "html", *, contrast: bool = True
) -> Findings:
    """What axe says of the page at a width, or of a part of it; contrast takes most of its time."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    return Findings(f"{width} px: {line}" for line in page.evaluate(RUN, [rules, part, contrast]))


@pytest.mark.parametrize("place", SHIPPED_IN_TURN, ids=str)
def test_page_has_no_violation(place: Place, address: Callable[[Place], str], open_page: Opener) -> None:
    """Unfolded, wide and narrow, light and dark; the menu, which lies over the page, by itself, once."""
    found = Findings()
    with open_page(address(place)) as page:
        page.evaluate(AXE)
        unfold(page, but=".menu")
        found += violations(page, WIDTHS[0], contrast=False)
        for part in ("html", ".top") if place in HOME_AND_ROLE else ("html",):
            for theme, rules in THEMES.items():
                page.emulate_media(color_scheme=theme)
                found += [f"{theme}, {line}" for line in violations(page, WIDTHS[-1], rules, part)]
            unfold(page)
    assert found == [], found


@pytest.mark.trust
@pytest.mark.parametrize("place", [place for place in PLACES if place.site == "full"], ids=str)
def test_folded_page_has_no_violation(place: Place, address: Callable[[Place], str], open_page: Opener) -> None:
    """As it comes, at every width, light and dark."""
    found = Findings()
    with open_page(address(place)) as page:
        page.evaluate(AXE)
        for theme, rules in THEMES.items():
            page.emulate_media(color_scheme=theme)
            found += [f"{theme}, {line}" for width in WIDTHS for line in violations(page, width, rules)]
    assert found == [], found


def test_axe_sees_a_violation(address: Callable[[Place], str], open_page: Opener) -> None:
    """The check itself works under our content security policy."""
    with open_page(address(PLACES[0])) as page:
        page.evaluate(AXE)
        page.evaluate("document.documentElement.removeAttribute('lang')")
        found = violations(page, 390)
    assert [line.partition(":")[2].strip().partition(":")[0] for line in found] == ["html-has-lang"]
