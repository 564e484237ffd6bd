"""What the browser tests share: three sites served on this machine, one Chromium, and every kind of page there is."""

from __future__ import annotations

import itertools
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from mimetypes import guess_type

import pytest
from _pytest.mark import ParameterSet
from flask import Flask, abort
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from werkzeug.routing import Rule
from werkzeug.serving import WSGIRequestHandler, make_server

from kamguide.guide import Guide, open_guide
from kamguide.library.library import CAREER_ORDER, Library
from kamguide.model.text import LANGUAGES
from kamguide.settings import Settings
from kamguide.web.app import create_app
from tests.web.assessing import Visitor
from tests.web.reading import PRIVATE

FONTS_READY = "() => document.fonts.ready.then(() => true)"
WIDTHS = (1280, 390, 360)
HEIGHT = 844
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # as on screens of many dots; the headless shell would fit letters to pixels
]

SMALL_SITE = {
    "skills/listening.yaml": """\
label: {hi: सुनना, en: Listening}
short_label: {hi: सुनना, en: Listening}
group: relationship
description: {hi: ध्यान से सुनना।, en: Hearing people out.}
anchors:
  awareness: {hi: मैंने देखा है।, en: I have watched it.}
  working: {hi: मदद से किया है।, en: I have done it with help.}
  practitioner: {hi: अकेले किया है।, en: I have done it alone.}
  expert: {hi: दूसरों को सिखाया है।, en: I have taught it.}
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
""",
    "roles/helper.yaml": """\
notation: H
preferred_label: {hi: सहायक}
description: {hi: मदद करना।}
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
""",
    "guides/first-day.yaml": """\
basis: editorial
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
""",
    "guides/first-day.hi.md": "---\ntitle: पहला दिन\ndescription: क्या करें।\n---\nसुनिए।\n",
    "guides/first-day.en.md": "---\ntitle: The first day\ndescription: What to do.\n---\nListen.\n",
    "skills/broken.yaml": "label: [\n",
}
"""The least that makes a role, a skill and a guide; the role speaks Hindi only, and one file cannot be read."""


Opener = Callable[..., AbstractContextManager[Page]]


@dataclass(frozen=True)
class Place:
    """A kind of page in one language on one of the sites. Of a kind with many pages it means the longest one."""

    site: str
    kind: str
    language: str

    def __str__(self) -> str:
        return f"{self.site}-{self.kind}-{self.language}"


@dataclass(frozen=True)
class Served:
    """A site that answers at ``base``."""

    base: str
    app: Flask
    guide: Guide


class Findings(list[str]):
    """What went wrong on a page, one line each; an empty list is good."""

    def __str__(self) -> str:
        return "\n".join(self)


def page_rules(app: Flask) -> list[Rule]:
    """The rules of pages for readers: all that stand under a language and are no file, such as a picture.

    Those below a company are the same once more; a few of these are looked at by address.
    """
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "language" in rule.arguments
        and "company" not in rule.arguments
        and "GET" in (rule.methods or ())
        and not rule.arguments & PRIVATE
        and not guess_type(rule.rule)[0]
    ]


COMPANY_PAGES = ("c/sourcegraph/", "c/udaharan-udyog/roles/key-account-manager", "c/sourcegraph/diff")


COMPARED = {
    "compare-two": "account-manager,key-account-manager",
    "compare-four": ",".join(CAREER_ORDER),
    "compare-grades": "key-account-manager@junior,key-account-manager@senior",
    "compare-company": "key-account-manager,udaharan-udyog:key-account-manager",
}
"""Comparisons: pages of one rule that their query tells apart."""


WALKED = {
    "paths-around": "from=account-manager",
    "paths-ways": "from=trainee&to=vice-president-account-management",
    "paths-none": "from=sales-director&to=analyst",
}
"""Career paths: what lies around a role, ways between two places, and none."""


ASSESSED = {
    "assessment-begin": "assessment/key-account-manager",
    "assessment-next": "assessment/r/{code}/2",
    "assessment-rest": "assessment/r/{code}/4",
    "assessment-result": "assessment/r/{again}",
    "assessment-delete": "assessment/r/{code}/delete",
    "assessment-undecided": "assessment/r/{undecided}",
}
"""Pages of somebody's own: a record with a gap of each width, an example, a line of one's own and one taken out, taken
twice; and one of somebody who knows no role."""


PAID = {"salaries-role": "role=sales-manager&prices=2025&year=1066"}
"""Pay of a role: ranges, parts, a trend, states, other prices, and a word on what is not there."""


def _places() -> list[Place]:
    rules = page_rules(create_app(Guide(Settings(), Library())))
    one_each = {rule.endpoint for rule in rules if rule.arguments == {"language"}}
    many = {rule.endpoint for rule in rules} - one_each
    kinds = {"full": one_each | many, "small": many | {"problems.index"}, "empty": one_each}
    found = [Place(site, kind, language) for site in kinds for kind in sorted(kinds[site]) for language in LANGUAGES]
    asked = [("full", "KAM+ki+salary"), ("full", "presentaton&kind=role"), ("full", "accounts+payable"), ("empty", "x")]
    found += [Place(site, f"search?q={query}", language) for site, query in asked for language in LANGUAGES]
    errors = [("full", 404), ("empty", 404), ("empty", 422)]
    found += [
        Place("full", kind, language)
        for kind in (*COMPARED, *WALKED, *PAID, *ASSESSED, *COMPANY_PAGES)
        for language in LANGUAGES
    ]
    return found + [Place(site, f"error-{status}", language) for site, status in errors for language in LANGUAGES]


PLACES = _places()
FULLEST = [place for place in PLACES if place.site == "full"]
"""The pages of the guide that comes with the program, one of each kind."""
HOME_AND_ROLE = [place for place in FULLEST if place.kind in ("home.index", "roles.role")]


def _in_turn(places: list[Place]) -> list[ParameterSet]:
    """Each kind of page in one language, by turns; home and role, and what goes by hand, in both."""
    kinds = list(dict.fromkeys(place.kind for place in FULLEST))
    marked = []
    for place in places:
        turn = place.site == "full" and LANGUAGES[kinds.index(place.kind) % len(LANGUAGES)] == place.language
        marked.append(pytest.param(place, marks=[] if turn or place in HOME_AND_ROLE else [pytest.mark.trust]))
    return marked


IN_TURN = _in_turn(FULLEST)
"""What depends little on the language is looked at in one of them; in the other one by ``make trust``."""
ALL_IN_TURN = _in_turn(PLACES)
"""The same with the small and the empty site."""
SHIPPED_IN_TURN = [*IN_TURN, *(pytest.param(one, marks=pytest.mark.trust) for one in PLACES if one.site != "full")]
"""The same; the small and the empty site go by hand."""


def longest(app: Flask, rule: Rule, language: str) -> str:
    """The path of the longest page of a rule. Its blueprint bears the name of what the library calls its things."""
    library: Library = app.extensions["kamguide"].guide.library
    (argument,) = rule.arguments - {"language"}
    things: Mapping[str, object] = getattr(library, rule.endpoint.partition(".")[0])
    client = app.test_client()
    with app.test_request_context():
        paths = [app.url_for(rule.endpoint, language=language, **{argument: slug}) for slug in things]
    return max(paths, key=lambda path: len(client.get(path).data))


class Quiet(WSGIRequestHandler):
    """Answers without a line in the log."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def served(guide: Guide) -> Iterator[Served]:
    """The application of a guide on a free port, with one page more that fails in any wanted way."""
    app = create_app(guide)
    app.add_url_rule("/<any(hi, en):language>/fails/<int:code>", "fails", abort)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}", app, guide)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="package")
def sites(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Served]]:
    """The guide that comes with the program, a site with one of each, and a site without any content."""
    folders = {"small": SMALL_SITE, "empty": {}}
    guides = {"full": replace(guide, settings=replace(guide.settings, data_dir=str(tmp_path_factory.mktemp("data"))))}
    for name, files in folders.items():
        site = tmp_path_factory.mktemp(name)
        (site / "content").mkdir()
        for path, text in files.items():
            (site / "content" / path).parent.mkdir(exist_ok=True)
            (site / "content" / path).write_text(text, encoding="utf-8")
        guides[name] = open_guide(site, Settings())
    with served(guides["full"]) as full, served(guides["small"]) as small, served(guides["empty"]) as empty:
        yield {"full": full, "small": small, "empty": empty}


@pytest.fixture(scope="package")
def address(sites: Mapping[str, Served]) -> Callable[[Place], str]:
    """The full address of a place."""
    known: dict[Place, str] = {}

    def find(place: Place) -> str:
        if place not in known:
            site = sites[place.site]
            known[place] = site.base + _path(site.app, place)
        return known[place]

    return find


@lru_cache
def codes(app: Flask) -> Mapping[str, str]:
    """The codes of results that are made for being looked at."""
    made = {name: _answered(app) for name in ("code", "again")}
    visitor = Visitor(app)
    lines = f"/en/assessment/r/{made['again']}/lines"
    visitor.send(lines, {"own-threats": "A line of my own, " * 12})
    visitor.send(lines, {"strike": visitor.page.all("button", name="strike")[0].attrib["value"]})
    visitor.send(f"/en/assessment/r/{made['again']}/again", {})
    return {**made, "undecided": Visitor(app).take("undecided", level=3)}


def _answered(app: Flask) -> str:
    """The code of a result with a gap of each width, a skill that is not known, and a long example."""
    visitor = Visitor(app)
    visitor.open("/en/assessment/key-account-manager")
    for number, levels in enumerate(((4, 2, "unknown"), (1, 3, 0), (4, 3))):
        form = visitor.questions
        for skill, level in zip(form.questions, itertools.cycle(levels)):
            form.fields[f"level-{skill}"] = str(level)
        if number == 0:
            form.fields[f"evidence-{form.questions[0]}"] = "2025 में एक बड़े ग्राहक की डील अकेले पूरी की। " * 5
        visitor.send(form.action, form.fields)
    return visitor.code


def _path(app: Flask, place: Place) -> str:
    status = place.kind.removeprefix("error-")
    asked = {**{kind: f"compare?roles={roles}" for kind, roles in COMPARED.items()},
             **{kind: f"paths?{query}" for kind, query in WALKED.items()},
             **{kind: f"salaries?{query}" for kind, query in PAID.items()},
             **{kind: path.format(**codes(app)) for kind, path in ASSESSED.items() if kind == place.kind}}  # fmt: skip
    if place.kind.startswith("search?") or place.kind in COMPANY_PAGES:
        return f"/{place.language}/{place.kind}"
    if place.kind == "error-404":
        return f"/{place.language}/no-such-page"
    if status != place.kind:
        return f"/{place.language}/fails/{status}"
    if place.kind in asked:
        return f"/{place.language}/{asked[place.kind]}"
    (rule,) = [rule for rule in page_rules(app) if rule.endpoint == place.kind]
    if rule.arguments != {"language"}:
        return longest(app, rule, place.language)
    with app.test_request_context():
        return app.url_for(place.kind, language=place.language)


def chromium() -> str:
    """Where Chromium is; skips where it is missing."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        pytest.skip("no Chromium here; install it: apt-get install chromium-headless-shell")
    return found


@contextmanager
def launched(driver: Playwright, **environment: str) -> Iterator[Browser]:
    """A Chromium with changes of its environment."""
    browser = driver.chromium.launch(
        executable_path=chromium(), args=ARGUMENTS, env={**os.environ, **environment}, headless=True
    )
    try:
        yield browser
    finally:
        browser.close()


@pytest.fixture(scope="package")
def driver() -> Iterator[Playwright]:
    """The driver. It ends with this folder: its event loop would be in the way of other tests."""
    chromium()
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def chrome(driver: Playwright) -> Iterator[Browser]:
    """One browser for all tests of this folder."""
    with launched(driver) as started:
        yield started


@contextmanager
def context_of(chrome: Browser, width: int = 1280, theme: str = "light", **options: object) -> Iterator[BrowserContext]:
    """A fresh context, without motion."""
    given = {"reduced_motion": "reduce", "color_scheme": theme, "viewport": {"width": width, "height": HEIGHT}}
    context = chrome.new_context(**{**given, **options})  # type: ignore[arg-type] # options of new_context()
    try:
        yield context
    finally:
        context.close()


@pytest.fixture(scope="package")
def open_page(chrome: Browser) -> Iterator[Opener]:
    """Opens an address with its fonts: ``with open_page(url, width=390, theme="dark") as page``.

    Pages opened with the same options share one cache, so that fonts are read once.
    """
    with ExitStack() as contexts:
        known: dict[str, BrowserContext] = {}

        @contextmanager
        def open_one(url: str, before: Callable[[Page], object] | None = None, **options: object) -> Iterator[Page]:
            name = repr(options)
            if name not in known:
                known[name] = contexts.enter_context(context_of(chrome, **options))  # type: ignore[arg-type]
            page = known[name].new_page()
            if before is not None:
                before(page)
            try:
                page.goto(url)
                if options.get("java_script_enabled", True):  # without, promises never end
                    page.evaluate(FONTS_READY)
                yield page
            finally:
                page.close()

        yield open_one


def unfold(page: Page, but: str = "#nothing") -> None:
    """Open everything that is folded, but what a selector names."""
    page.evaluate("but => document.querySelectorAll(`details:not(${but})`).forEach(one => { one.open = true })", but)
