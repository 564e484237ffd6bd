"""Nothing goes wrong behind a page: no message, no policy violation, no foreign host, no failed request."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ALL_IN_TURN, FONTS_READY, HEIGHT, Opener, Place, unfold

pytestmark = pytest.mark.browser

LISTEN = """window.violations = [];
document.addEventListener('securitypolicyviolation', event =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));"""


PATIENCE = 5.0
"""Seconds in which every request has its answer."""


@dataclass
class Visit:
    """What was seen while a page was opened wide and then narrowed to a phone."""

    url: str
    expected: int
    messages: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Write down everything from here on."""
        page.add_init_script(LISTEN)
        page.on("console", lambda message: self.messages.append(f"{message.text} ({message.location['url']})"))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.failed.append(f"{request.url}: {request.failure}"))
        page.on("response", lambda answer: self.answers.setdefault(answer.url, answer.status))


@pytest.fixture(scope="module", params=ALL_IN_TURN, ids=str)
def visit(request: pytest.FixtureRequest, open_page: Opener, address: Callable[[Place], str]) -> Visit:
    """The page opened, its folds opened, narrowed to a phone."""
    place: Place = request.param
    status = place.kind.removeprefix("error-")
    seen = Visit(address(place), 200 if status == place.kind else int(status))
    with open_page(seen.url, before=seen.listen) as page:
        unfold(page)
        page.set_viewport_size({"width": 360, "height": HEIGHT})
        page.evaluate(FONTS_READY)
        end = time.monotonic() + PATIENCE
        while set(seen.requests) != set(seen.answers) and time.monotonic() < end:
            page.wait_for_timeout(50)  # the picture of the tab may come after all else
        seen.violations += page.evaluate("window.violations")
    return seen


def test_page_leaves_no_message_in_the_console(visit: Visit) -> None:
    """But the browser's own one that an error page is an error."""
    own = f"the server responded with a status of {visit.expected}"
    messages = visit.messages
    if visit.expected != 200:
        messages = [message for message in messages if not (own in message and message.endswith(f"({visit.url})"))]
    assert messages == []


def test_page_keeps_to_its_content_security_policy(visit: Visit) -> None:
    assert visit.violations == []


def test_page_asks_no_other_host(visit: Visit) -> None:
    assert {urlsplit(url).netloc for url in visit.requests} == {urlsplit(visit.url).netloc}


def test_every_request_of_the_page_gets_an_answer(visit: Visit) -> None:
    assert visit.failed == []


def test_every_answer_has_its_status(visit: Visit) -> None:
    assert visit.answers == {url: visit.expected if url == visit.url else 200 for url in visit.requests}
