"""A role page on paper: everything that is folded on the screen is there, on few sheets."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from kamguide.comparison import compare
from kamguide.library.library import CAREER_ORDER
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.render.markdown import plain
from tests.browser.conftest import Opener, Served

pytestmark = pytest.mark.browser

PAGE_LIMIT = 6


@dataclass(frozen=True)
class Print:
    """A printed role page."""

    role: str
    language: Language
    pages: int
    text: str
    """Its text without spaces."""


def bare(text: str) -> str:
    """The characters of a text that are no space, composed."""
    return "".join(unicodedata.normalize("NFC", text).split())


def poppler(tool: str) -> str:
    """Where a tool of poppler is; skips where it is missing."""
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"no {tool} here; install it: apt-get install poppler-utils")
    return found


@pytest.fixture(
    scope="module", params=[(role, language) for role in CAREER_ORDER for language in LANGUAGES], ids="-".join
)
def printed(
    request: pytest.FixtureRequest,
    sites: Mapping[str, Served],
    open_page: Opener,
    tmp_path_factory: pytest.TempPathFactory,
) -> Print:
    """The page of each shared role in each language, as Chromium prints it on A4."""
    role, language = request.param
    file: Path = tmp_path_factory.mktemp("print") / "role.pdf"
    with open_page(f"{sites['full'].base}/{language}/roles/{role}") as page:
        page.pdf(path=file, format="A4", prefer_css_page_size=True)
    text = subprocess.run([poppler("pdftotext"), "-raw", file, "-"], capture_output=True, check=True, text=True).stdout
    told = subprocess.run([poppler("pdfinfo"), file], capture_output=True, check=True, text=True).stdout
    pages = int(re.search(r"^Pages:\s+(\d+)$", told, re.MULTILINE)[1])  # type: ignore[index] # pdfinfo says it always
    print(f"\n{role} {language}: {pages} A4 pages")
    return Print(role, language, pages, bare(text))


def missing(printed: Print, texts: list[Text]) -> list[str]:
    """Which of the texts are not on paper."""
    wanted = [plain(text.to(printed.language)) for text in texts]
    return [text for text in wanted if bare(text) not in printed.text]


def test_every_claim_is_on_paper(printed: Print, sites: Mapping[str, Served]) -> None:
    role = sites["full"].guide.library.roles[printed.role]
    assert missing(printed, [claim.text for _, _, claim in role.claims()]) == []


def test_every_skill_is_on_paper(printed: Print, sites: Mapping[str, Served]) -> None:
    library = sites["full"].guide.library
    skills = library.roles[printed.role].skills
    assert missing(printed, [library.skills[skill].label for skill in skills]) == []


def test_every_source_of_pay_is_on_paper(printed: Print, sites: Mapping[str, Served]) -> None:
    library = sites["full"].guide.library
    notes = [salary.note for salary in library.salaries_of(printed.role) if salary.note]
    assert missing(printed, notes) == []


def test_role_fits_on_six_sheets(printed: Print) -> None:
    assert printed.pages <= PAGE_LIMIT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pair", list(combinations(CAREER_ORDER, 2)), ids="-".join)
def test_a_comparison_fits_on_two_sheets(
    pair: tuple[str, str], language: Language, sites: Mapping[str, Served], open_page: Opener, tmp_path: Path
) -> None:
    file = tmp_path / "compare.pdf"
    with open_page(f"{sites['full'].base}/{language}/compare?roles={','.join(pair)}") as page:
        page.pdf(path=file, format="A4", prefer_css_page_size=True)
    told = subprocess.run([poppler("pdfinfo"), file], capture_output=True, check=True, text=True).stdout
    text = subprocess.run([poppler("pdftotext"), "-raw", file, "-"], capture_output=True, check=True, text=True).stdout
    assert re.search(r"^Pages:\s+([12])$", told, re.MULTILINE), told
    compared = compare(pair, sites["full"].guide.library)
    wanted = [compared.answer, *(row.label for row in compared.rows if row.written)]
    assert [plain(t.to(language)) for t in wanted if bare(plain(t.to(language))) not in bare(text)] == []


MARKS = """() => [...document.querySelectorAll('.pay .row svg')].map(svg => {
  const height = name => svg.querySelector(name)?.getBoundingClientRect().height ?? 0;
  return [svg.getBoundingClientRect().height, height('.reach'), height('.fillr')];
})"""
"""Heights of each line of a chart of pay, of its outer reach and of its middle half."""


def test_pay_is_on_paper_with_its_tables_and_its_bars_keep_their_form(
    sites: Mapping[str, Served], open_page: Opener
) -> None:
    """Every state stands in the table; the thin line of the outer reach stays thin; links that open views are gone."""
    with open_page(f"{sites['full'].base}/hi/salaries?role=sales-manager", width=703) as page:
        shown = page.evaluate(MARKS)
        page.emulate_media(media="print")
        assert page.evaluate(MARKS)[:7] == shown[:7] != []
        rows = page.locator("section[aria-labelledby=states] table tbody tr")
        assert [row.is_visible() for row in (rows.first, rows.last)] == [True, True]
        assert (rows.count(), page.locator(".real a").is_visible()) == (53, False)


COLOURS = """() => [...document.querySelectorAll('body *')].map(element => {
  const style = getComputedStyle(element);
  return `${style.color} ${style.backgroundColor} ${style.fill} ${style.borderTopColor}`;
})"""


@pytest.mark.parametrize("role", CAREER_ORDER)
def test_paper_is_white_in_the_dark_theme_too(role: str, sites: Mapping[str, Served], open_page: Opener) -> None:
    with open_page(f"{sites['full'].base}/en/roles/{role}") as page:
        page.emulate_media(media="print", color_scheme="light")
        light = page.evaluate(COLOURS)
        page.emulate_media(media="print", color_scheme="dark")
        dark = page.evaluate(COLOURS)
    assert dark == light
