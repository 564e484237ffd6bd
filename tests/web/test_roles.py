"""The page of a role: its sections, its numbered sources, its path, and that nothing the guide says is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kamguide.guide import Guide, open_guide
from kamguide.language import money, translate
from kamguide.library.library import Library
from kamguide.model.career import Step
from kamguide.model.role import TOPICS
from kamguide.model.salary import Salary
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.markdown import block, inline
from kamguide.settings import Settings
from kamguide.web.app import create_app
from kamguide.web.roles import PAGE_ORDER, named, numbered_sources, path_view, sections, shared_sources
from tests.conftest import Loader, minimal_source
from tests.web.reading import HOST, Reading, letters, words

ROLES = sorted(open_guide(None, Settings()).library.roles)
TODAY = '"2026-11-22"'
BASE = f"""\
notation: AM
preferred_label: {{hi: अकाउंट मैनेजर, en: Account manager}}
description: {{hi: एक काम।, en: A job.}}
reviewed: {{hi: {TODAY}, en: {TODAY}}}
"""


def topic(name: str, *claims: str, body: str = "") -> str:
    """The lines of a topic whose claims each name their sources: ``a,b``; nothing for our own advice."""
    lines = [f"  {name}:"]
    if body:
        lines.append(f"    body: {{hi: {body}, en: {body}}}")
    if claims:
        lines.append("    claims:")
    for number, sources in enumerate(claims):
        basis = f"sourced, sources: [{sources}]" if sources else "editorial"
        lines.append(f"      c{number}: {{text: {{hi: बात, en: word}}, basis: {basis}}}")
    return "\n".join(lines)


def role(*topics: str, more: str = "") -> str:
    """The text of a small role."""
    return BASE + ("topics:\n" + "\n".join(topics) + "\n" if topics else "") + more


SKILL = f"""\
label: {{hi: बेचना, en: Selling}}
short_label: {{hi: बेचना, en: Selling}}
group: business
description: {{hi: बेचना।, en: To sell.}}
anchors:
  awareness: {{hi: क, en: a}}
  working: {{hi: ख, en: b}}
  practitioner: {{hi: ग, en: c}}
  expert: {{hi: घ, en: d}}
reviewed: {{hi: {TODAY}, en: {TODAY}}}
"""
SALARY = """\
role: am
source: s5
currency: INR
period: year
area: IN
reference_year: 2025
figures:
  pay: {statistic: median, component: ctc, amount: 1250000}
"""
SOURCES = {f"sources/s{number}.yaml": minimal_source() for number in range(1, 7)}


@pytest.fixture
def library(library_of: Loader) -> Library:
    """A role with everything, another, and the steps between them."""
    steps = """\
positions:
  fresher: {label: {hi: फ़्रेशर, en: Fresher}}
steps:
  in: {from: fresher, to: am, kind: entry, basis: sourced, sources: [s6]}
  rung: {from: am@junior, to: am@senior, kind: promotion, basis: editorial}
  up: {from: am@senior, to: sm, kind: promotion, basis: editorial}
  away: {from: fresher, to: sm, kind: entry, basis: editorial}
"""
    more = """\
skills:
  selling: {level: 2, importance: 4, relation: essential, basis: estimate, sources: [s4]}
grades:
  senior: {label: {hi: सीनियर, en: Senior}, rank: 2}
  junior:
    label: {hi: जूनियर, en: Junior}
    rank: 1
    claims:
      c: {text: {hi: बात, en: word}, basis: sourced, sources: [s1]}
"""
    files = {
        **SOURCES,
        "skills/selling.yaml": SKILL,
        "salaries/am-pay.yaml": SALARY,
        "paths/all.yaml": steps,
        "roles/sm.yaml": role(),
        "roles/am.yaml": role(topic("books", "s3,s2", "s3"), topic("definition", "s2", ""), more=more),
    }
    library, problems = library_of(files)
    assert problems == []
    return library


CITED = {
    "books": ["s3", "s2"],
    "definition": ["s2"],
    "skills": ["s4"],
    "salary": ["s5"],
    "career-path": ["s6"],
    "grades": ["s1"],
}
"""The sources of each topic of that role, in the order in which it names them."""


# sections, as a function of library and role


def test_every_topic_has_its_place_on_the_page() -> None:
    assert sorted(PAGE_ORDER) == sorted(TOPICS)


def test_sections_stand_in_the_order_of_the_page_exactly_where_there_is_something_to_say(library: Library) -> None:
    shown = [section.topic for section in sections(library, library.roles["am"])]
    assert shown == [topic for topic in PAGE_ORDER if topic in {*CITED, "sources"}]


def test_a_role_that_says_nothing_has_its_sources_only(library_of: Loader) -> None:
    library, _ = library_of({"roles/am.yaml": role()})
    assert [section.topic for section in sections(library, library.roles["am"])] == ["sources"]


def test_a_topic_without_a_word_in_it_is_no_section(library_of: Loader) -> None:
    library, _ = library_of({"roles/am.yaml": BASE + "topics:\n  books: {}\n  tools: {claims: {}}\n"})
    assert [section.topic for section in sections(library, library.roles["am"])] == ["sources"]


def test_a_section_has_its_own_body_and_claims(library_of: Loader) -> None:
    library, _ = library_of({"roles/am.yaml": role(topic("books", "", "", body="पढ़ें"))})
    section = sections(library, library.roles["am"])[0]
    assert section.body is not None
    assert (section.body.hi, list(section.claims)) == ("पढ़ें", ["c0", "c1"])


def test_the_sources_that_most_claims_of_a_section_name_are_shared(library_of: Loader) -> None:
    library, _ = library_of({**SOURCES, "roles/am.yaml": role(topic("books", "s1", "s2,s3", "", "s2,s3"))})
    assert shared_sources(library.roles["am"].topics["books"].claims) == ("s2", "s3")


def test_claims_without_sources_share_none(library_of: Loader) -> None:
    library, _ = library_of({"roles/am.yaml": role(topic("books", "", ""))})
    assert shared_sources(library.roles["am"].topics["books"].claims) == ()


# numbered sources


def test_sources_are_numbered_as_the_page_comes_to_them(library: Library) -> None:
    cited = dict.fromkeys(source for topic in PAGE_ORDER for source in CITED.get(topic, ()))
    assert list(numbered_sources(library, library.roles["am"]).items()) == list(zip(cited, range(1, 7), strict=True))


def test_sources_in_which_others_were_read_come_last(library_of: Loader) -> None:
    files = {
        "sources/a.yaml": minimal_source(via="b"),
        "sources/b.yaml": minimal_source(via="c"),
        "sources/c.yaml": minimal_source(),
        "sources/d.yaml": minimal_source(),
        "roles/am.yaml": role(topic("books", "a", "d")),
    }
    library, _ = library_of(files)
    assert numbered_sources(library, library.roles["am"]) == {"a": 1, "d": 2, "b": 3, "c": 4}


def test_a_source_that_is_not_there_has_no_number(library_of: Loader) -> None:
    library, _ = library_of({**SOURCES, "roles/am.yaml": role(topic("books", "s1,lost"))})
    assert numbered_sources(library, library.roles["am"]) == {"s1": 1}


# the path


def test_the_path_has_what_leads_to_the_role_and_what_leads_on_but_no_step_within(library: Library) -> None:
    view = path_view(library, "am")
    assert [(step.from_, step.to) for step in view.before] == [("fresher", "am")]
    assert [(step.from_, step.to) for step in view.after] == [("am@senior", "sm")]


def test_a_role_without_steps_has_an_empty_path(library_of: Loader) -> None:
    library, _ = library_of({"roles/am.yaml": role()})
    assert (list(path_view(library, "am").before), list(path_view(library, "am").after)) == ([], [])


@pytest.mark.parametrize(
    ("reference", "label"),
    [("am", "Account manager"), ("am@senior", "Senior"), ("fresher", "Fresher")],
)
def test_a_node_is_named_as_role_grade_or_position(reference: str, label: str, library: Library) -> None:
    assert library.node_label(reference).en == label


@pytest.mark.parametrize(("label", "shown"), [("अकाउंट मैनेजर", "अकाउंट मैनेजर (AM)"), ("मैनेजर (AM)", "मैनेजर (AM)")])
def test_the_badge_stands_in_the_title_once(label: str, shown: str, library: Library) -> None:
    assert named(library.roles["am"], label) == shown


# the pages of the packaged guide

Page = tuple[Reading, Guide, str, Language]


@pytest.fixture(scope="module", params=[(slug, language) for slug in ROLES for language in LANGUAGES], ids="-".join)
def role_page(request: pytest.FixtureRequest, app: Flask, guide: Guide) -> Page:
    """The page of each role in each language."""
    slug, language = request.param
    path = f"/{language}/roles/{slug}"
    return Reading(HOST + path, app.test_client().get(path).get_data(as_text=True)), guide, slug, language


def shown_words(html: str) -> str:
    """The letters of a piece of the page."""
    return letters(words(Reading(HOST, f"<!doctype html><title>x</title><body>{html}").all("body")[0]))


def test_every_claim_of_the_role_stands_on_its_page(role_page: Page) -> None:
    reading, guide, slug, language = role_page
    text = letters(words(reading.all("main")[0]))
    parts = [part for _, _, claim in guide.library.roles[slug].claims() for part in (claim.label, claim.text) if part]
    assert parts != []
    assert [part.to(language) for part in parts if shown_words(inline(part.to(language))) not in text] == []


def test_every_other_text_of_the_role_stands_on_its_page(role_page: Page) -> None:
    reading, guide, slug, language = role_page
    shown = guide.library.roles[slug]
    text = letters(words(reading.all("main")[0]))
    texts = [shown.preferred_label, shown.description]
    texts += [section.body for section in shown.topics.values() if section.body]
    texts += [part for sense in shown.senses.values() for part in (sense.label, sense.description)]
    texts += [part for grade in shown.grades.values() for part in (grade.label, grade.description) if part]
    texts += [part for fact in shown.key_facts.values() for part in (fact.label, fact.value, fact.note) if part]
    texts += [mapping.note for mapping in shown.mappings.values() if mapping.note]
    texts += [guide.library.skills[skill].label for skill in shown.skills]
    texts += [step.text for step in guide.library.steps_of(slug) if step.text and _leads_elsewhere(step)]
    names = shown.alt_labels.to(language)
    assert [name for name in names if letters(name) not in text] == []
    assert [t.to(language) for t in texts if shown_words(block(t.to(language))) not in text] == []


def _leads_elsewhere(step: Step) -> bool:
    return step.from_.partition("@")[0] != step.to.partition("@")[0]


def amounts(reading: Reading) -> list[tuple[str, ...]]:
    """Every ``<data class="money">`` of a figure: value, currency, year, area, source, and the words in it.

    Those in the words of claims are told by the claims (``test_pages.py``).
    """
    return [
        (
            data.get("value", ""),
            *(data.attrib[f"data-{name}"] for name in ("currency", "year", "area", "source")),
            words(data),
        )
        for data in reading.all("data", class_="money")
        if "said" not in data.get("class", "").split()
    ]


def expected_amounts(salary: Salary) -> list[tuple[str, ...]]:
    facts = (salary.currency, str(salary.reference_year), salary.area, salary.source)
    found: list[tuple[str, ...]] = []
    for figure in salary.figures.values():
        if figure.amount is not None:
            found.append((str(figure.amount), *facts, money(figure.amount, salary.currency)))
        elif figure.low is not None and figure.high is not None:
            ends = [money(end, salary.currency) for end in (figure.low, figure.high)]
            found.append((f"{figure.low}-{figure.high}", *facts, " – ".join(ends)))
    return found


def test_every_salary_amount_of_the_role_says_its_currency_year_area_and_source(role_page: Page) -> None:
    reading, guide, slug, _ = role_page
    expected = {amount for salary in guide.library.salaries_of(slug) for amount in expected_amounts(salary)}
    assert set(amounts(reading)) == expected


def test_no_salary_amount_stands_on_the_page_without_its_facts(role_page: Page) -> None:
    """No element but ``<data class="money">`` holds the words of an amount of the role's pay."""
    reading, guide, slug, _ = role_page
    told = {amount[-1] for salary in guide.library.salaries_of(slug) for amount in expected_amounts(salary)}
    bare = [
        element for element in reading.root.iter() if element.tag != "data" and (element.text or "").strip() in told
    ]
    assert bare == []


def test_the_sections_on_the_page_are_those_in_which_there_is_something_to_say(role_page: Page) -> None:
    reading, guide, slug, _ = role_page
    shown = [element.get("id") for element in reading.root.iter() if element.get("id") in TOPICS]
    assert shown == [section.topic for section in sections(guide.library, guide.library.roles[slug])]


def test_each_section_has_its_heading_and_its_line_in_the_contents(role_page: Page) -> None:
    reading, guide, slug, _ = role_page
    listed = {link.get("href") for nav in reading.all("nav", class_="toc") for link in nav.iter("a")}
    topics = {section.topic for section in sections(guide.library, guide.library.roles[slug])}
    assert listed == {f"#{topic}" for topic in topics}
    assert {f"h-{topic}" for topic in topics} <= set(reading.ids)


def test_every_source_is_listed_once_with_its_number(role_page: Page) -> None:
    reading, guide, slug, _ = role_page
    numbered = numbered_sources(guide.library, guide.library.roles[slug])
    listed = [
        (i.removeprefix("source-"), n) for n, i in enumerate((i for i in reading.ids if i.startswith("source-")), 1)
    ]
    assert listed == list(numbered.items())


def test_what_no_source_says_is_marked_as_ours(role_page: Page) -> None:
    """As many tags as claims, at least, for each basis but ``sourced``."""
    reading, guide, slug, language = role_page
    for basis, sentence in (("estimate", "Our estimate"), ("editorial", "Our advice")):
        claims = [claim for _, _, claim in guide.library.roles[slug].claims() if claim.basis == basis]
        tags = [tag for tag in reading.all("span", class_="tag") if words(tag) == translate(sentence, language)]
        assert len(tags) >= len(claims)


# small sites, as somebody may write them


def write(site: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        file = site / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


PageOf = Callable[[dict[str, str]], Reading]


@pytest.fixture
def page_of(tmp_path: Path) -> PageOf:
    """Writes files of a site's content and gives the page of its role ``am`` in English."""

    def build(files: dict[str, str]) -> Reading:
        write(tmp_path, {**SOURCES, **files})
        answer = create_app(open_guide(tmp_path, Settings())).test_client().get("/en/roles/am")
        assert answer.status_code == 200
        return Reading(f"{HOST}/en/roles/am", answer.get_data(as_text=True))

    return build


@pytest.fixture(scope="module")
def topic_site(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site with two roles per topic: one with nothing but a body there, one with nothing but a claim."""
    site = tmp_path_factory.mktemp("topics")
    files = dict(SOURCES)
    for name in TOPICS:
        group = ", group: business" if name == "responsibilities" else ""
        claim = f"c: {{text: {{en: Unmistakable}}, basis: sourced, sources: [s1]{group}}}"
        files[f"roles/body-{name}.yaml"] = role(topic(name, body="Unmistakable"))
        files[f"roles/claim-{name}.yaml"] = role(f"  {name}:\n    claims:\n      {claim}")
    write(site, files)
    return create_app(open_guide(site, Settings())).test_client()


def topic_page(site: FlaskClient, slug: str) -> Reading:
    return Reading(f"{HOST}/en/roles/{slug}", site.get(f"/en/roles/{slug}").get_data(as_text=True))


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_with_a_body_only_shows_its_body(name: str, topic_site: FlaskClient) -> None:
    assert "Unmistakable" in words(topic_page(topic_site, f"body-{name}").all("main")[0])


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_with_one_claim_shows_it_and_its_source(name: str, topic_site: FlaskClient) -> None:
    reading = topic_page(topic_site, f"claim-{name}")
    assert words(reading.all("main")[0]).count("Unmistakable") == 1
    assert "source-s1" in reading.ids


def test_a_role_with_a_file_of_names_only_has_a_page(page_of: PageOf) -> None:
    assert words(page_of({"roles/am.yaml": BASE}).all("h1")[0]) == "Account manager"


DENIALS = ("None of these figures is from India", "figures for India yet")


def test_where_there_is_a_figure_for_india_the_page_does_not_deny_it(page_of: PageOf) -> None:
    text = words(page_of({"roles/am.yaml": BASE, "salaries/pay.yaml": SALARY}).all("main")[0])
    assert "₹12,50,000" in text
    assert [denial for denial in DENIALS if denial in text] == []


def test_where_there_is_no_figure_for_india_the_page_says_so(page_of: PageOf) -> None:
    text = words(page_of({"roles/am.yaml": BASE, "salaries/pay.yaml": SALARY.replace("IN\n", "US\n")}).all("main")[0])
    assert [denial for denial in DENIALS if denial in text] == list(DENIALS)


def test_a_figure_that_the_source_did_not_release_is_told_as_such(page_of: PageOf) -> None:
    salary = SALARY.replace("amount: 1250000", "flags: [suppressed]")
    reading = page_of({"roles/am.yaml": BASE, "salaries/pay.yaml": salary})
    assert reading.all("data", class_="money") == []
    assert "not released" in words(reading.all("section", id="salary")[0])


def test_a_text_in_one_language_only_is_shown_and_marked_with_its_language(page_of: PageOf) -> None:
    claim = "  books:\n    claims:\n      c: {text: {hi: सिर्फ़ हिंदी}, basis: editorial}"
    reading = page_of({"roles/am.yaml": role(claim)})
    assert [words(span) for span in reading.all("span", lang="hi") if "सिर्फ़" in words(span)] == ["सिर्फ़ हिंदी"]


def test_a_role_with_several_grades_and_positions_only_around_it_has_a_path(page_of: PageOf) -> None:
    steps = """\
positions: {start: {label: {hi: शुरू, en: Start}}, end: {label: {hi: अंत, en: End}}}
steps:
  one: {from: start, to: am, kind: entry, basis: editorial}
  two: {from: am, to: end, kind: promotion, basis: sourced, sources: [s1]}
"""
    reading = page_of({"roles/am.yaml": BASE, "paths/p.yaml": steps})
    (me,) = reading.all("div", class_="node")
    assert words(me) == "Account manager"
    nodes = [
        (words(node), "node--guess" in node.get("class", ""), node.attrib["href"].rpartition("/")[2])
        for node in reading.all("a", class_="node")
    ]
    assert nodes == [("Start", True, "paths?from=start"), ("End", False, "paths?from=end")]
