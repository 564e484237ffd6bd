"""Sections that plugins bring to job descriptions: in their place, as text; what fails is left out and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamguide.guide import Guide, open_guide
from kamguide.job_description.building import build
from kamguide.job_description.exits import exported
from kamguide.job_description.reading import read
from kamguide.library.role_reference import choose
from kamguide.plugins.folder import Origin
from kamguide.plugins.host import of_folder
from kamguide.render.blocks import Heading
from kamguide.settings import Settings
from tests.conftest import ROOT, TODAY
from tests.plugins.sites import SHARED, company, written

IMPORTS = """
from kamguide.hookspecs import Section, hookimpl
from kamguide.model.text import Text
"""
GOOD = (
    IMPORTS
    + """
def promise(chosen):
    title = Text(hi="हमारा *वादा*", en="Our promise")
    yield Section("promise", title, Text(en="To " + chosen.reference + "\\n\\n<b>x</b> #{1}"), "kpi")

@hookimpl
def kamguide_sections():
    return [promise]
"""
)
FAULTY = {
    "return 7": "kamguide_sections returned int",
    "return ['x']": "cannot be called",
    "return [lambda chosen: 1 / 0]": "ZeroDivisionError",
    "return [lambda: []]": "TypeError",
    "return [lambda chosen: ['x']]": "which is no Section",
    "return [lambda chosen: [Section('apply', Text(en='x'), Text(en='x'))]]": "is taken",
    "return [lambda chosen: [Section('a', Text(en='x'), Text(en='x'))] * 2]": "is taken",
    "return [lambda chosen: [Section('a', 'x', Text(en='x'))]]": "has no Text",
    "return [lambda chosen: [Section('a', Text(en='x'), Text(en='x' * 5001))]]": "5000 characters",
    "return [lambda chosen: [Section(str(n), Text(en='x'), Text(en='x')) for n in range(11)]]": "at most 10",
    "raise SystemExit": "SystemExit",
}


def opened(folder: Path, code: str) -> Guide:
    files = {**SHARED, **company("acme", {"plugin.py": code}), **company("good", {"plugin.py": GOOD})}
    return open_guide(written(folder, files), Settings(), TODAY)


def headings(guide: Guide, reference: str) -> list[str]:
    chosen = choose(reference, guide.library, lambda slug: guide.company(slug).library)
    document = build(chosen, read({"lang": "en"}, chosen, "en", TODAY), TODAY, guide.style(chosen))
    return [block.text for block in document.parts[0].blocks if isinstance(block, Heading)]


def test_a_section_stands_where_it_asks_to_and_is_plain_text(tmp_path: Path) -> None:
    guide = opened(tmp_path, GOOD.replace('"promise"', '"other"').replace('"kpi"', '"nothing"'))
    told = headings(guide, "key-account-manager")
    assert told.count("Our promise") == 2
    assert told[-1] == "Our promise"
    assert told.index("Our promise") < told.index("Equal opportunity")
    chosen = choose("key-account-manager", guide.library)
    draft = read({"lang": "hi"}, chosen, "hi", TODAY)
    text = exported("txt", chosen, draft, TODAY, guide.style(chosen)).decode()
    assert text.count("हमारा वादा") == 2
    assert text.count("To key-account-manager") == 2
    html = exported("html", chosen, draft, TODAY, guide.style(chosen)).decode()
    assert "<b>x</b>" not in html


@pytest.mark.parametrize("body", FAULTY)
def test_one_that_fails_is_left_out_and_named(tmp_path: Path, body: str) -> None:
    guide = opened(tmp_path, f"{IMPORTS}\n@hookimpl\ndef kamguide_sections():\n    {body}\n")
    assert headings(guide, "key-account-manager").count("Our promise") == 1
    (problem,) = guide.found.host.problems
    assert problem.place.file == "plugins/acme/plugin.py"
    assert FAULTY[body] in str(problem.facts["detail"])


def test_the_shipped_one_tells_a_company_s_range_where_the_law_asks_for_it(tmp_path: Path) -> None:
    salary = next(text for path, text in SHARED.items() if path.startswith("content/salaries/"))
    plugin = of_folder(Origin("pay-transparency", ROOT / "plugins" / "pay-transparency", ""))
    ask = plugin.load().range_told
    found = {}
    for area in ("US-CO", "IN"):
        own = "\n".join(f"area: {area}" if line.startswith("area:") else line for line in salary.splitlines())
        site = written(tmp_path / area, {**SHARED, **company("acme", {"content/salaries/acme-own.yaml": own + "\n"})})
        guide = open_guide(site, Settings(), TODAY)
        chosen = choose(
            "acme:key-account-manager", guide.library, lambda slug, guide=guide: guide.company(slug).library
        )  # type: ignore[misc]
        found[area] = [section.text.en for section in ask(chosen)]
        assert list(ask(choose("key-account-manager", guide.library))) == []
    assert found["IN"] == []
    assert len(found["US-CO"]) == 1
    assert " to " in (found["US-CO"][0] or "")
