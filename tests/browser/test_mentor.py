"""A mentor's pages in the browser: axe finds nothing, nothing is wider than the screen, the agenda is one page."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from kamguide.assessment.actions import ACTION_LIMIT
from kamguide.assessment.changing import answered
from kamguide.assessment.ratings import COMMENT_LIMIT, rated_skills
from kamguide.assessment.record import Record
from kamguide.model.text import LANGUAGES
from kamguide.store.store import Store
from tests.browser.conftest import WIDTHS, Opener, Quiet
from tests.browser.test_axe import AXE, THEMES, violations
from tests.web.assessing import BROWSER, Visitor, application

pytestmark = pytest.mark.browser

LONG = "ग्राहक की ज़रूरत समझकर यह काम पूरा किया "


def fullest(app: Flask) -> Mapping[str, str]:
    """Paths of an assessment in which the views differ widely, everything is commented on and much is agreed on."""
    store: Store = app.extensions["kamguide"].store.open()
    owner = Visitor(app)
    owner.take(level=4, evidence=LONG)
    kept = store.assessments.open(owner.code)
    assert kept
    record = Record.from_text(kept.text)
    asked = rated_skills(record.last)
    mixed = answered(record, {slug: (0, 4, 1, 3)[at % 4] for at, slug in enumerate(record.last.skills)})
    store.assessments.save(owner.code, mixed.to_text(), kept.version)
    tokens = [store.links.create(owner.code, kind, 30) for kind in ("rating", "rating", "reading")]  # type: ignore[arg-type]
    client = app.test_client()
    sent = {f"level-{slug}": str((4, 1, 2, 3)[at % 4]) for at, slug in enumerate(asked)}
    sent |= {f"comment-{slug}": (LONG * 20)[:COMMENT_LIMIT] for slug in asked}
    assert client.post(f"/hi/mentor/{tokens[0]}/ratings", data=sent, headers=BROWSER).status_code == 303
    for number in range(6):
        action = {"do": "propose", "text": f"{number} " + (LONG * 10)[: ACTION_LIMIT - 3]}
        client.post(f"/hi/mentor/{tokens[0]}/actions", data=action, headers=BROWSER)
    code = store.mentors.create().bare
    for token in tokens:
        store.mentors.add(code, token or "", LONG[:30])
    return {
        "index": "mentor",
        "seen": f"mentor/{tokens[0]}",
        "agenda": f"mentor/{tokens[0]}/agenda",
        "rate": f"mentor/{tokens[1]}",
        "reading": f"mentor/{tokens[2]}",
        "closed": "mentor/" + "A" * 43,
        "list": f"mentor/{code}/mentees",
        "links": f"assessment/r/{owner.code}/mentors",
        "anonymous": f"assessment/r/{owner.code}/anonymous",
    }


@pytest.fixture(scope="module")
def served_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    app = application(tmp_path_factory.mktemp("store"))
    paths = fullest(app)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield {name: f"http://127.0.0.1:{server.server_port}/%s/{path}" for name, path in paths.items()}
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


PAGES = ("index", "seen", "agenda", "rate", "reading", "closed", "list", "links", "anonymous")


@pytest.mark.parametrize("name", PAGES)
def test_a_mentors_page_has_no_violation_and_fits(
    name: str, served_pages: Mapping[str, str], open_page: Opener
) -> None:
    found = []
    language = LANGUAGES[PAGES.index(name) % 2]
    with open_page(served_pages[name] % language) as page:
        page.evaluate(AXE)
        for theme, rules in THEMES.items():
            page.emulate_media(color_scheme=theme)
            for width in WIDTHS:
                found += [f"{theme}, {line}" for line in violations(page, width, rules)]
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    found.append(f"{width} px: wider than the screen")
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_agenda_prints_on_one_page(
    language: str, served_pages: Mapping[str, str], open_page: Opener, tmp_path: Path
) -> None:
    with open_page(served_pages["agenda"] % language) as page:
        page.emulate_media(media="print")
        printed = page.pdf(path=tmp_path / "agenda.pdf", format="A4", prefer_css_page_size=True)
        page.emulate_media(media="screen")
    assert len(re.findall(rb"/Type ?/Page\b(?!s)", printed)) == 1
