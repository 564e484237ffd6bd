"""The builder in a browser: without JavaScript, by keyboard, for axe, on paper, and with twenty files at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from kamguide.render import typesetting
from tests.browser.conftest import WIDTHS, Findings, Opener, Served, unfold
from tests.browser.test_axe import AXE, RULES, THEMES, violations

pytestmark = pytest.mark.browser

KAM = "role=key-account-manager"
LOOKED_AT = (
    f"job-description?{KAM}",
    f"job-description?{KAM}&step=2&own-d=A+line+of+our+own",
    f"job-description?{KAM}&step=3",
    f"job-description?{KAM}&step=preview&lang=both&place=Denver&own-d=He+must+be+young",
    f"job-description?{KAM}&until=2020-01-01",
    f"job-description/interview?{KAM}",
)


@pytest.mark.parametrize("language", ["hi", "en"])
def test_three_presses_lead_to_the_preview_without_scripts(
    sites: Mapping[str, Served], open_page: Opener, language: str
) -> None:
    base = sites["full"].base
    with open_page(f"{base}/{language}/roles/key-account-manager", java_script_enabled=False) as page:
        page.click(f"a[href='/{language}/job-description?{KAM}']")
        presses = 0
        while not page.locator(".paper").count():
            page.click("button.btn--p")
            presses += 1
        assert presses == 3
        links = page.locator(".forms a")
        assert links.count() >= 5
        with page.expect_download() as waited:
            page.click(".forms a >> text=Markdown")
        assert waited.value.suggested_filename == f"key-account-manager-{language}.md"


@pytest.mark.parametrize("path", LOOKED_AT)
def test_axe_finds_nothing(sites: Mapping[str, Served], open_page: Opener, path: str) -> None:
    found = Findings()
    for language in ("hi", "en"):
        with open_page(f"{sites['full'].base}/{language}/{path}") as page:
            page.evaluate(AXE)
            unfold(page, but=".menu")
            for theme, rules in THEMES.items():
                page.emulate_media(color_scheme=theme)
                widths = (WIDTHS[0], WIDTHS[-1]) if rules is RULES else WIDTHS[-1:]
                found += [f"{language}, {theme}, {line}" for width in widths for line in violations(page, width, rules)]
    assert found == [], found


@pytest.mark.parametrize("path", LOOKED_AT)
def test_nothing_is_wider_than_the_screen(sites: Mapping[str, Served], open_page: Opener, path: str) -> None:
    with open_page(f"{sites['full'].base}/hi/{path}", width=360) as page:
        unfold(page)
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.value ?? document.activeElement.textContent"))


def test_a_line_is_moved_by_keyboard_alone(sites: Mapping[str, Served], open_page: Opener) -> None:
    with open_page(f"{sites['full'].base}/en/job-description?{KAM}&step=2") as page:
        first = page.locator("[name=responsibilities]").first.input_value()
        page.locator("[name=responsibilities]").first.focus()
        for _ in range(6):
            page.keyboard.press("Tab")
            if focused(page) == f"down:responsibilities:{first}":
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**#l-responsibilities-*")
        assert page.locator("[name=responsibilities]").nth(1).input_value() == first
        assert page.locator(":target").count() == 1


def test_what_is_wrong_gets_the_focus(sites: Mapping[str, Served], open_page: Opener) -> None:
    with open_page(f"{sites['full'].base}/en/job-description?{KAM}") as page:
        page.fill("#pay-low", "9")
        page.fill("#pay-high", "5")
        page.press("#pay-high", "Enter")
        page.wait_for_selector(".errors")
        assert page.evaluate("document.activeElement.className") == "errors"
        assert page.input_value("#pay-low") == "9"
        page.click(".errors a")
        assert page.url.endswith("#pay")


def test_on_paper_only_the_document_stands(sites: Mapping[str, Served], open_page: Opener) -> None:
    with open_page(f"{sites['full'].base}/en/job-description?{KAM}&step=preview") as page:
        page.emulate_media(media="print")
        assert page.locator(".paper").is_visible()
        for hidden in (".preview__s", ".preview__j", ".prog", ".top", "h1"):
            assert not page.locator(hidden).first.is_visible()
    with open_page(f"{sites['full'].base}/en/job-description/interview?{KAM}") as page:
        page.emulate_media(media="print")
        assert page.locator(".boxes li").count() == 8 * 5
        assert not page.locator(".btns").first.is_visible()


@pytest.mark.skipif(not typesetting.offered(), reason="Typst is not installed")
def test_twenty_files_at_once_are_queued_and_pages_still_answer(sites: Mapping[str, Served]) -> None:
    """The pages are asked for while the files are made; the limit is that nobody waits for the queue."""
    base, statuses, waits = sites["full"].base, [], []

    def fetch(number: int) -> None:
        address = f"{base}/en/job-description/file/pdf?{KAM}&employer=Number+{number}"
        with urlopen(address, timeout=120) as answer:
            statuses.append((answer.status, answer.read(5)))

    started = time.monotonic()
    asking = [threading.Thread(target=fetch, args=(number,)) for number in range(20)]
    for thread in asking:
        thread.start()
    while any(thread.is_alive() for thread in asking):
        begun = time.monotonic()
        with urlopen(f"{base}/en/roles", timeout=60) as answer:
            assert answer.status == 200
        waits.append(time.monotonic() - begun)
        time.sleep(0.05)
    whole = time.monotonic() - started
    for thread in asking:
        thread.join()
    assert statuses == [(200, b"%PDF-")] * 20
    print(f"20 PDFs in {whole:.1f} s; of {len(waits)} pages meanwhile the slowest took {max(waits):.2f} s")
    assert max(waits) < max(2.0, whole / 3)
