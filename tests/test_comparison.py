"""Roles side by side: set algebra, statuses, sources, the facts of the source articles, and comparisons made up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.comparison import Compared, Needed, Paid, Row, Said, compare, references_of
from kamguide.errors import NotFoundError, WrongUseError
from kamguide.guide import Guide
from kamguide.library.library import CAREER_ORDER, Library
from kamguide.model.career import Path, Position, Step
from kamguide.model.claim import Claim, Requirement
from kamguide.model.role import Role, TopicSection
from kamguide.model.salary import Salary
from kamguide.model.skill import Skill
from kamguide.model.source import Source
from kamguide.model.text import LANGUAGES, Text
from kamguide.render.markdown import plain
from tests import bench, generated

PAIRS = list(combinations(CAREER_ORDER, 2))
MIRROR = {"raised": "lowered", "lowered": "raised", "same": "same", "only": "only", "differs": "differs"}


def said(row: Row, reference: str, language: str = "en") -> str:
    value = row.values[reference]
    assert isinstance(value, Said)
    return value.text.to("hi" if language == "hi" else "en")


def graded(guide: Guide) -> list[str]:
    return [f"{role.slug}@{grade}" for role in guide.library.roles.values() for grade in role.grades]


# every pair of the guide


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_people_wrote_every_pair_of_the_shared_roles(pair: tuple[str, str], guide: Guide) -> None:
    compared = compare(pair, guide.library)
    assert compared.written is not None
    assert compared.references == list(pair)
    assert len(compared.highlights) == 3
    assert all(row in compared.rows for row in compared.highlights)


def test_every_row_has_a_source_or_the_mark_of_ours(guide: Guide) -> None:
    references = [*CAREER_ORDER, *graded(guide)]
    rows = [row for pair in combinations(references, 2) for row in compare(pair, guide.library).rows]
    assert len(rows) > 1_000
    assert [row.key for row in rows if not row.sources and row.basis == "sourced"] == []
    assert {source for row in rows for source in row.sources} <= set(guide.library.sources)


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_no_claim_of_the_topics_is_lost(pair: tuple[str, str], guide: Guide) -> None:
    """Each claim stands in a row, in words of its own or summed up by a written one."""
    compared = compare(pair, guide.library)
    written = guide.library.comparisons_by_roles[frozenset(pair)]
    summed_up = {name for row in written.rows.values() for _, cell in row.cells() for name in cell.claims}
    shown = {value.text for row in compared.rows for value in row.values.values() if isinstance(value, Said)}
    for slug, other in (pair, pair[::-1]):
        for topic, key, claim in guide.library.role(slug).claims():
            if topic in ("portfolio", "responsibilities", "education", "experience", "kpi", "qualities") or (
                topic == "comparison" and claim.compared_with == other
            ):
                assert claim.text in shown or f"{slug}.{topic}.{key}" in summed_up


def test_a_written_row_has_the_sources_of_the_claims_it_sums_up(guide: Guide) -> None:
    library = guide.library
    claims = {f"{role.slug}.{t}.{key}": c for role in library.roles.values() for t, key, c in role.claims()}
    for written in library.comparisons.values():
        rows = {row.key: row for row in compare(written.roles, library).rows if row.written}
        for name, row in written.rows.items():
            sources = {source for _, cell in row.cells() for claim in cell.claims for source in claims[claim].sources}
            assert set(rows[f"{row.topic}.{name}"].sources) == sources


# the facts of the source articles


def row_of(compared: Compared, key: str) -> Row:
    (found,) = [row for row in compared.rows if row.key == key]
    return found


def test_key_account_manager_and_sales_manager(guide: Guide) -> None:
    compared = compare(["sales-manager", "key-account-manager"], guide.library)
    customers = row_of(compared, "portfolio.customers")
    hunting = row_of(compared, "comparison.hunter-and-gardener")
    for language, hunter, gardener in (("en", "Hunter", "Gardener"), ("hi", "शिकारी", "माली")):
        assert "2–3" in said(customers, "key-account-manager", language)
        assert "10–25" in said(customers, "sales-manager", language)
        assert hunter in said(hunting, "sales-manager", language)
        assert gardener in said(hunting, "key-account-manager", language)
    assert "lectera-key-account-manager" in customers.sources
    assert "lectera-key-account-manager" in hunting.sources
    assert {"portfolio.customers", "comparison.hunter-and-gardener"} <= {row.key for row in compared.highlights}


def test_account_manager_and_key_account_manager(guide: Guide) -> None:
    compared = compare(["account-manager", "key-account-manager"], guide.library)
    for key, words in {
        "comparison.strategy": ("sales strategy", "बिक्री की रणनीति"),
        "responsibilities.way-of-working": ("scripts", "स्क्रिप्ट"),
        "comparison.access": ("no access to other departments", "विभागों तक अक्सर पहुँच नहीं"),
    }.items():
        row = row_of(compared, key)
        assert words[0] in said(row, "account-manager")
        assert words[1] in said(row, "account-manager", "hi")
        assert row.sources == ("lectera-key-account-manager",) or "careerie-key-account-manager" in row.sources


def test_ten_to_25_customers_are_never_the_account_managers(guide: Guide) -> None:
    for other in CAREER_ORDER:
        if other == "account-manager":
            continue
        for row in compare(["account-manager", other], guide.library).rows:
            value = row.values.get("account-manager")
            if isinstance(value, Said):
                assert not re.search(r"10\s*(?:–|-|to)\s*25", plain(value.text.to("en")))


# pay


def test_figures_of_different_sources_never_meet_in_a_row(guide: Guide) -> None:
    for pair in PAIRS:
        for row in compare(pair, guide.library).of_topic("salary"):
            paid = [value for value in row.values.values() if isinstance(value, Paid)]
            for one, other in combinations(paid, 2):
                assert one.salary.source == other.salary.source
                assert one.salary.reference_year == other.salary.reference_year
                assert (one.figure.component, one.figure.statistic) == (other.figure.component, other.figure.statistic)


def small(first: Mapping[str, object], other: Mapping[str, object]) -> Library:
    """Two roles with one salary account each."""
    shared = {"currency": "USD", "period": "year", "area": "US", "reference_year": 2025, "source": "s"}
    figure = {"statistic": "median", "component": "total"}

    def account(slug: str, changes: Mapping[str, object]) -> Salary:
        given = {**shared, **{k: v for k, v in changes.items() if k in Salary.model_fields}}
        number = {**figure, **{k: v for k, v in changes.items() if k not in Salary.model_fields}}
        return Salary.model_validate({**given, "slug": slug, "role": slug, "figures": {"pay": number}})

    return Library(
        roles={"a": made_up("a"), "b": made_up("b")},
        sources={"s": SOURCE, "t": SOURCE.model_copy(update={"slug": "t"})},
        salaries={"a": account("a", first), "b": account("b", other)},
    )


@pytest.mark.parametrize(
    ("other", "status"),
    [({"amount": 10}, "same"), ({"amount": 12}, "raised"), ({"amount": 9}, "lowered")],
)
def test_figures_of_one_table_are_compared(other: Mapping[str, object], status: str) -> None:
    (row,) = compare(["a", "b"], small({"amount": 10}, other)).of_topic("salary")
    assert (row.status, set(row.values)) == (status, {"a", "b"})


@pytest.mark.parametrize(
    ("low", "high", "status"),
    [(10, 20, "same"), (12, 22, "raised"), (10, 22, "raised"), (8, 18, "lowered"), (8, 22, "differs"),
     (12, 18, "differs")],
)  # fmt: skip
def test_ranges_are_compared_by_both_ends(low: int, high: int, status: str) -> None:
    first, other = ({"statistic": "range", "low": a, "high": b} for a, b in ((10, 20), (low, high)))
    (row,) = compare(["a", "b"], small(first, other)).of_topic("salary")
    assert row.status == status


def test_a_range_and_a_number_have_no_order() -> None:
    first, other = {"statistic": "range", "low": 10, "high": 20}, {"statistic": "range", "amount": 30}
    (row,) = compare(["a", "b"], small(first, other)).of_topic("salary")
    assert row.status == "differs"


@pytest.mark.parametrize(
    "change",
    [{"source": "t"}, {"reference_year": 2024}, {"area": "IN"}, {"currency": "INR"}, {"period": "month"},
     {"component": "base"}, {"statistic": "mean"}],
    ids=str,
)  # fmt: skip
def test_what_may_not_be_compared_stands_apart(change: Mapping[str, object]) -> None:
    rows = compare(["a", "b"], small({"amount": 10}, {"amount": 10, **change})).of_topic("salary")
    assert [row.status for row in rows] == ["only", "only"]


# choosing


def test_roles_stand_in_career_order_whatever_is_asked_first(guide: Guide) -> None:
    asked = ["sales-manager", "key-account-manager", "account-executive", "account-manager"]
    assert compare(asked, guide.library).references == list(CAREER_ORDER)


def test_others_keep_the_order_in_which_they_are_asked_for() -> None:
    library = Library(roles={slug: made_up(slug) for slug in ("x", "y", "account-manager")})
    assert compare(["y", "x", "account-manager"], library).references == ["account-manager", "y", "x"]


@pytest.mark.parametrize("asked", [[], ["account-manager"], [*CAREER_ORDER, "key-account-manager@junior"]])
def test_two_to_four_roles_are_compared(asked: list[str], guide: Guide) -> None:
    with pytest.raises(WrongUseError):
        compare(asked, guide.library)


def test_the_same_role_twice_is_named(guide: Guide) -> None:
    with pytest.raises(WrongUseError, match="key-account-manager"):
        compare(["key-account-manager", "key-account-manager"], guide.library)


def test_an_unknown_role_is_told_with_the_nearest(guide: Guide) -> None:
    with pytest.raises(NotFoundError) as told:
        compare(["key-acount-manager", "account-manager"], guide.library)
    assert told.value.nearest[0] == "key-account-manager"


def test_an_unknown_grade_is_told_with_the_nearest(guide: Guide) -> None:
    with pytest.raises(NotFoundError) as told:
        compare(["key-account-manager@seniour", "account-manager"], guide.library)
    assert told.value.nearest[0] == "key-account-manager@senior"


def test_a_company_that_is_not_there_is_named(guide: Guide) -> None:
    with pytest.raises(NotFoundError, match="nobody"):
        compare(["nobody:key-account-manager", "key-account-manager"], guide.library)


def test_a_companys_role_is_read_in_its_library(guide: Guide) -> None:
    """The way to a company's library is handed in; the same role there and here differs in what the company changed."""
    shared = guide.library
    role = shared.role("key-account-manager")
    changed = role.skills["negotiation"].model_copy(update={"level": 2})
    own = role.model_copy(update={"skills": {**role.skills, "negotiation": changed}})
    company = replace(shared, roles={**shared.roles, role.slug: own})
    compared = compare(["key-account-manager", "acme:key-account-manager"], shared, {"acme": company}.__getitem__)
    assert compared.references == ["key-account-manager", "acme:key-account-manager"]
    assert [(row.key, row.status) for row in compared.rows if row.status != "same"] == [
        ("skills.negotiation", "lowered")
    ]
    assert [row.key for row in compared.highlights] == ["skills.negotiation"]
    assert compared.written is None


def test_references_may_be_parted_by_commas_or_words() -> None:
    assert references_of(["a,b", " c ", "", "d@e,"]) == ["a", "b", "c", "d@e"]


# companies


def companies(guide: Guide, *references: str) -> Compared:
    return compare(references, guide.library, lambda slug: guide.company(slug).library)


def test_all_that_a_company_changes_in_a_role_is_a_row(guide: Guide) -> None:
    """Key facts, a tool of its own, names and bands of the grades, skills; and nothing that it leaves as it is."""
    own = "udaharan-udyog:key-account-manager"
    compared = companies(guide, "key-account-manager", own)
    rows = {row.key: row for row in compared.rows if row.status != "same"}
    assert "Five large plants" in said(rows["portfolio.key-fact"], own)
    assert "SAP" in plain(rows["tools.udaharan-sap"].label.to("en"))
    assert "Grade B3" in said(rows["grades.names"], own)
    assert "five large plants" in said(rows["definition.description"], own)
    bands = [value for row in rows.values() for value in row.values.values() if isinstance(value, Paid) and value.grade]
    assert [(band.salary.grade, band.figure.low) for band in bands] == [("junior", 900_000), ("senior", 1_400_000)]
    assert "skills.digital-tools" in rows
    told = {path[0] for path in (d.path for d in guide.company("udaharan-udyog").differences.fields) if path}
    assert told >= {"key_facts", "topics", "skills", "grades", "description"}


@pytest.mark.parametrize("slug", ["sourcegraph", "udaharan-udyog"])
def test_every_claim_that_a_company_adds_or_changes_is_a_row(guide: Guide, slug: str) -> None:
    variant = guide.company(slug)
    for role in variant.roles:
        if variant.adds(role):
            continue
        before = {(t, key): claim for t, key, claim in variant.base.role(role).claims()}
        rows = companies(guide, role, f"{slug}:{role}").rows
        told = {v.text for row in rows if row.status != "same" for v in row.values.values() if isinstance(v, Said)}
        for topic, key, claim in variant.library.role(role).claims():
            if claim != before.get((topic, key)) and claim.text != getattr(before.get((topic, key)), "text", None):
                assert claim.text in told, (topic, key)


def test_bands_of_grades_meet_only_in_the_same_grade_of_the_same_role(guide: Guide) -> None:
    pair = [f"udaharan-udyog:{role}" for role in ("account-manager", "key-account-manager")]
    rows = [
        row
        for row in companies(guide, *pair).of_topic("salary")
        if any(isinstance(value, Paid) and value.grade for value in row.values.values())
    ]
    assert [row.status for row in rows] == ["only"] * 4
    named = companies(guide, f"{pair[0]}@a2", f"{pair[1]}@senior").of_topic("salary")
    assert "raised" in [row.status for row in named]


def test_a_written_comparison_holds_until_a_company_says_otherwise(guide: Guide) -> None:
    library = guide.company("udaharan-udyog").library
    assert compare(["account-manager", "sales-manager"], library).written is not None
    composed = compare(["account-manager", "key-account-manager"], library)
    assert composed.written is None
    assert all("two or three" not in str(composed.answer.to(language)) for language in LANGUAGES)
    assert "Five large plants" in said(row_of(composed, "portfolio.key-fact"), "key-account-manager")


# set algebra, for any roles

TEXTS = st.builds(lambda n: Text(hi=f"बात {n}", en=f"Statement {n}"), st.integers(0, 9))
CLAIMS = st.builds(Claim, text=TEXTS, basis=st.sampled_from(["estimate", "editorial"]))
NEEDS = st.builds(
    Requirement,
    level=st.integers(0, 4),
    importance=st.integers(1, 5),
    relation=st.sampled_from(["essential", "optional"]),
    basis=st.just("estimate"),
)
REVIEWED = {"hi": "2026-11-22", "en": "2026-11-22"}
NAMES = st.sampled_from(["one", "two", "three", "four"])
SOURCE = Source.model_validate(
    {
        "slug": "s",
        "publisher": "P",
        "title": "T",
        "year": 2020,
        "country": "IN",
        "retrieved": "2026-11-22",
        "worth": {"hi": "न", "en": "W"},
    }
)


def made_up(
    slug: str,
    claims: Mapping[str, Mapping[str, Claim]] | None = None,
    skills: Mapping[str, Requirement] | None = None,
) -> Role:
    topics = {topic: TopicSection(claims=own) for topic, own in (claims or {}).items()}
    return Role.model_validate(
        {
            "slug": slug,
            "notation": slug.upper()[:3],
            "preferred_label": {"hi": slug, "en": slug},
            "description": {"hi": slug, "en": slug},
            "reviewed": REVIEWED,
            "topics": topics,
            "skills": skills or {},
        }
    )


def skill(slug: str) -> Skill:
    words = {"hi": slug, "en": slug}
    return Skill.model_validate(
        {
            "slug": slug,
            "label": words,
            "short_label": words,
            "group": "business",
            "description": words,
            "anchors": dict.fromkeys(("awareness", "working", "practitioner", "expert"), words),
            "reviewed": REVIEWED,
        }
    )


TOPICS = st.dictionaries(st.sampled_from(["portfolio", "kpi", "education"]), st.dictionaries(NAMES, CLAIMS), max_size=3)
SIDES = st.tuples(TOPICS, st.dictionaries(NAMES, NEEDS))


def library_of(*sides: tuple[Mapping[str, Mapping[str, Claim]], Mapping[str, Requirement]]) -> Library:
    roles = {name: made_up(name, *side) for name, side in zip("abcd", sides, strict=False)}
    return Library(roles=roles, skills={name: skill(name) for name in ("one", "two", "three", "four")})


@settings(deadline=None, max_examples=40)
@given(SIDES, SIDES)
def test_symmetric(first: object, other: object) -> None:
    library = library_of(first, other)  # type: ignore[arg-type] # hypothesis says object
    there, back = compare(["a", "b"], library), compare(["b", "a"], library)
    assert sorted(MIRROR[row.status] for row in back.rows) == sorted(row.status for row in there.rows)
    skills = [{row.key: row.status for row in one.of_topic("skills")} for one in (there, back)]
    assert skills[1] == {key: MIRROR[status] for key, status in skills[0].items()}
    assert {frozenset(row.values) for row in there.rows} == {frozenset(row.values) for row in back.rows}


@settings(deadline=None, max_examples=40)
@given(SIDES, SIDES)
def test_the_rows_are_those_of_both_and_of_each_alone(first: object, other: object) -> None:
    library = library_of(first, other)  # type: ignore[arg-type] # hypothesis says object
    compared = compare(["a", "b"], library)
    for reference in "ab":
        role = library.role(reference)
        own = [value.text for row in compared.rows if isinstance(value := row.values.get(reference), Said)]
        assert sorted(map(str, own)) == sorted(str(claim.text) for _, _, claim in role.claims())
        needed = {row.key for row in compared.rows if isinstance(row.values.get(reference), Needed)}
        assert needed == {f"skills.{name}" for name in role.skills}
    assert all((row.status == "only") == (len(row.values) == 1) for row in compared.rows)
    assert len({row.key for row in compared.rows}) == len(compared.rows)


@settings(deadline=None, max_examples=40)
@given(SIDES)
def test_a_role_against_its_twin_does_not_differ(side: object) -> None:
    library = library_of(side, side)  # type: ignore[arg-type] # hypothesis says object
    compared = compare(["a", "b"], library)
    assert {row.status for row in compared.rows} <= {"same"}
    assert compared.highlights == []
    assert compared.answer.en == "There is no difference: every statement and every level is the same."


@settings(deadline=None, max_examples=40)
@given(st.lists(SIDES, min_size=2, max_size=4))
def test_answers_and_highlights_hold_for_any_roles(sides: list[object]) -> None:
    library = library_of(*sides)  # type: ignore[arg-type] # hypothesis says object
    compared = compare(list("abcd")[: len(sides)], library)
    different = [row for row in compared.rows if row.status != "same"]
    assert len(compared.highlights) == min(3, len(different))
    assert all(row in different for row in compared.highlights)
    assert compared.answer.hi
    assert compared.answer.en
    counted = [row for row in compared.of_topic("skills") if row.status == "same"]
    if any(row.topic == "skills" for row in different):
        assert f"{len(counted)} the same" in compared.answer.en
        assert f"{len(counted)} समान" in compared.answer.hi


def test_both_languages_have_the_same_rows(guide: Guide) -> None:
    """A row is one thing with two texts; none is in one language only."""
    for pair in combinations([*CAREER_ORDER, *graded(guide)], 2):
        for row in compare(pair, guide.library).rows:
            texts = [row.label, *(value.text for value in row.values.values() if isinstance(value, Said))]
            assert all(text.has(language) for text, language in product(texts, LANGUAGES))


def test_a_step_between_grades_of_one_role_is_no_row() -> None:
    words = Text(hi="क", en="A")
    steps = {
        "inside": Step.model_validate({"from": "a", "to": "a@top", "kind": "promotion", "basis": "estimate"}),
        "on": Step.model_validate({"from": "a", "to": "boss", "kind": "promotion", "basis": "estimate"}),
        "in": Step.model_validate({"from": "boss", "to": "b", "kind": "lateral", "basis": "estimate"}),
    }
    path = Path(slug="p", positions={"boss": Position(label=words)}, steps=steps)
    library = Library(roles={"a": made_up("a"), "b": made_up("b")}, paths={"p": path})
    found = {row.key: (row.status, list(row.values)) for row in compare(["a", "b"], library).rows}
    assert found == {"career-path.to-boss": ("only", ["a"]), "career-path.from-boss": ("only", ["b"])}


# a large library


def test_a_comparison_stays_quick_in_a_large_library() -> None:
    """Three times the goal that ``make bench`` measures: 95 of 100 within 50 ms."""
    times = bench.comparisons(generated.library(bench.ROLES, bench.SKILLS), 60)
    assert bench.percentile(times, 0.95) < 3 * bench.COMPARISON_GOAL
