"""A library in which every reference holds, however much of the content is missing or broken."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

import pytest

from kamguide.guide import packaged_site
from kamguide.library.layer import Layer, read_layer
from kamguide.library.library import Library
from kamguide.library.loading import load
from kamguide.library.references import without_dangling
from kamguide.model import KINDS
from kamguide.model.role import Role
from kamguide.model.salary import Salary
from kamguide.model.skill import Skill
from kamguide.sources.folder import FolderSource
from tests.conftest import TODAY, Loader
from tests.library.test_checks import SITE, UNKNOWN, claim


def dangling(library: Library) -> Iterator[str]:
    """Every reference of the library that leads to nothing."""
    for kind, slug, name, known in references(library):
        if name not in known:
            yield f"{kind}/{slug} -> {name}"


Reference = tuple[str, str, str, Container[str]]
"""The kind and slug of what refers, the name it refers to, and the names that there are."""


def references(library: Library) -> Iterator[Reference]:
    for role in library.roles.values():
        yield from of_role(role, library)
    for salary in library.salaries.values():
        yield from of_salary(salary, library)
    yield from of_paths(library)
    for skill in library.skills.values():
        yield from of_skill(skill, library)
    for source in library.sources.values():
        yield from (("sources", source.slug, name, library.sources) for name in [source.via] if name)
    for term in library.glossary.values():
        yield from (("glossary", term.slug, name, library.glossary) for name in term.related)
        yield from (("glossary", term.slug, name, library.sources) for name in term.sources)
    for guide in library.guides.values():
        yield from (("guides", guide.slug, name, library.roles) for name in guide.roles)
        yield from (("guides", guide.slug, name, library.sources) for name in guide.sources)
    for written in library.comparisons.values():
        claims = {name for role in library.roles.values() for name in role.claim_names()}
        yield from (("comparisons", written.slug, name, library.roles) for name in written.roles)
        yield from (("comparisons", written.slug, name, written.rows) for name in written.highlights)
        for row in written.rows.values():
            yield from (("comparisons", written.slug, name, written.roles) for name in row.values)
            yield from (("comparisons", written.slug, name, claims) for _, cell in row.cells() for name in cell.claims)
    yield from of_tables(library)
    for lexicon in library.lexicon.values():
        for concept in lexicon.concepts.values():
            yield from (("lexicon", lexicon.slug, name, library.roles) for name in [concept.role] if name)
            yield from (("lexicon", lexicon.slug, name, library.skills) for name in [concept.skill] if name)
            yield from (("lexicon", lexicon.slug, name, library.glossary) for name in [concept.term] if name)
            yield from (("lexicon", lexicon.slug, name, library.guides) for name in [concept.guide] if name)


def of_tables(library: Library) -> Iterator[Reference]:
    for survey in library.surveys.values():
        yield "surveys", survey.slug, survey.source, library.sources
        yield from (("surveys", survey.slug, row.occupation, survey.occupations) for row in survey.rows)
        for one in survey.occupations.values():
            yield from (("surveys", survey.slug, name, library.roles) for name in [one.role] if name)
            senses = library.roles[one.role].senses if one.role else ()
            yield from (("surveys", survey.slug, name, senses) for name in [one.sense] if name)
    for index in library.prices.values():
        yield "prices", index.slug, index.source, library.sources
    for rule in library.rules.values():
        yield from (("rules", rule.slug, name, library.sources) for name in rule.sources)
        yield from (("rules", rule.slug, law.source, library.sources) for law in rule.places.values())


def of_paths(library: Library) -> Iterator[Reference]:
    graded = {f"{role.slug}@{grade}" for role in library.roles.values() for grade in role.grades}
    nodes = {*library.roles, *graded, *library.positions}
    for path in library.paths.values():
        for step in path.steps.values():
            yield from (("paths", path.slug, name, nodes) for name in (step.from_, step.to))
            yield from (("paths", path.slug, name, library.sources) for name in step.sources)
        for position in path.positions.values():
            yield from (("paths", path.slug, skill, library.skills) for skill in position.skills)
            cited = (need.sources for need in position.skills.values())
            yield from (("paths", path.slug, name, library.sources) for sources in cited for name in sources)


def of_role(role: Role, library: Library) -> Iterator[Reference]:
    figures = {f"{salary.slug}.{name}" for salary in library.salaries.values() for name in salary.figures}
    for _, _, claim_ in role.claims():
        yield from (("roles", role.slug, name, library.sources) for name in claim_.sources)
        yield from (("roles", role.slug, name, library.roles) for name in [claim_.compared_with] if name)
        yield from (("roles", role.slug, name, role.senses) for name in [claim_.sense] if name)
    for skill, need in role.skills.items():
        yield "roles", role.slug, skill, library.skills
        yield from (("roles", role.slug, name, library.sources) for name in need.sources)
    for grade in role.grades.values():
        yield from (("roles", role.slug, skill, library.skills) for skill in grade.skills)
    yield from (("roles", role.slug, fact.figure, figures) for fact in role.key_facts.values() if fact.figure)


def of_skill(skill: Skill, library: Library) -> Iterator[Reference]:
    yield from (("skills", skill.slug, name, library.skills) for name in skill.related)
    cited = [skill.sources, *(resource.sources for resource in skill.resources.values())]
    yield from (("skills", skill.slug, name, library.sources) for sources in cited for name in sources)


def of_salary(salary: Salary, library: Library) -> Iterator[Reference]:
    yield "salaries", salary.slug, salary.role, library.roles
    yield "salaries", salary.slug, salary.source, library.sources
    role = library.roles[salary.role]
    yield from (("salaries", salary.slug, name, role.senses) for name in [salary.sense] if name)
    yield from (("salaries", salary.slug, name, role.grades) for name in [salary.grade] if name)


@pytest.fixture(scope="module")
def shipped() -> Layer:
    """The documents of the packaged content."""
    return read_layer(FolderSource(packaged_site() / "content"), "shared", "content/")[0]


def test_the_walk_over_the_shipped_content_meets_references_of_every_kind(shipped: Layer) -> None:
    library = load([shipped], TODAY)[0]
    assert {kind for kind, _, _, _ in references(library)} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_without_one_kind_of_content_nothing_dangles(kind: str, shipped: Layer) -> None:
    documents = {key: document for key, document in shipped.documents.items() if key[0] != kind}
    assert list(dangling(load([replace(shipped, documents=documents)], TODAY)[0])) == []


@pytest.mark.parametrize("part", range(4))
def test_without_a_quarter_of_the_documents_nothing_dangles(part: int, shipped: Layer) -> None:
    kept = {key: document for n, (key, document) in enumerate(shipped.documents.items()) if n % 4 != part}
    assert list(dangling(load([replace(shipped, documents=kept)], TODAY)[0])) == []


@pytest.mark.parametrize(("path", "text", "sentence"), UNKNOWN)
def test_a_reference_to_nothing_is_taken_out(path: str, text: str, sentence: str, library_of: Loader) -> None:
    assert list(dangling(library_of({**SITE, path: text})[0])) == []


def test_a_salary_that_points_at_nothing_is_left_out_whole(library_of: Loader) -> None:
    text = SITE["salaries/pay.yaml"].replace("press", "xyz")
    assert dict(library_of({**SITE, "salaries/pay.yaml": text})[0].salaries) == {}


def test_a_figure_of_a_salary_that_was_left_out_is_left_out_too(library_of: Loader) -> None:
    role = SITE["roles/tester.yaml"] + "key_facts: {salary: {label: {hi: वेतन, en: Pay}, figure: pay.base}}\n"
    salary = SITE["salaries/pay.yaml"].replace("press", "xyz")
    library = library_of({**SITE, "roles/tester.yaml": role, "salaries/pay.yaml": salary})[0]
    assert dict(library.roles["tester"].key_facts) == {}


def test_a_fact_stands_without_the_claim_that_is_missing(library_of: Loader) -> None:
    fact = "key_facts: {kpi: {label: {hi: माप, en: Measure}, value: {hi: एक, en: One}, claim: xyz}}\n"
    library = library_of({**SITE, "roles/tester.yaml": SITE["roles/tester.yaml"] + fact})[0]
    assert library.roles["tester"].key_facts["kpi"].claim is None


def test_a_claim_stands_without_the_source_that_is_missing(library_of: Loader) -> None:
    text = claim("kpi", "basis: sourced, sources: [press, xyz]")
    library = library_of({**SITE, "roles/tester.yaml": text})[0]
    assert [one.sources for _, _, one in library.roles["tester"].claims()] == [("press",)]


def test_the_shipped_content_is_kept_as_it_is(shipped: Layer) -> None:
    library = load([shipped], TODAY)[0]
    assert without_dangling(library) == library
