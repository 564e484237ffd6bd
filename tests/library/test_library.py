"""The look-ups of the library: order, nearest names, steps, pay and figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamguide.errors import NotFoundError
from kamguide.library.library import CAREER_ORDER, Library
from kamguide.library.nearest import did_you_mean, nearest
from tests.conftest import Loader, minimal_source
from tests.library.test_checks import SITE, SKILL, role, salary


def named(library_of: Loader, *slugs: str) -> Library:
    """A library with roles of these names."""
    return library_of({f"roles/{slug}.yaml": role() for slug in slugs})[0]


@pytest.fixture
def site(library_of: Loader) -> Library:
    """The small site, with pay of several years, two paths and three skills."""
    years = {"pay-a": "2019", "pay-b": "2021", "pay-c": "not-given", "pay-d": "2021", "pay-e": "2020"}
    files = {
        **SITE,
        **{f"salaries/{slug}.yaml": salary().replace("2020", year) for slug, year in years.items()},
        "salaries/other.yaml": salary().replace("role: tester", "role: other"),
        "roles/other.yaml": role(
            "skills: {testing: {level: 1, importance: 1, relation: optional, basis: editorial}}\n"
        ),
        "skills/resting.yaml": SKILL,
        "paths/a.yaml": "positions: {boss: {label: {hi: अधिकारी, en: Boss}}}\nsteps:\n"
        "  one: {from: tester, to: boss, kind: promotion, basis: editorial}\n"
        "  two: {from: other, to: boss, kind: promotion, basis: editorial}\n",
        "paths/b.yaml": "steps:\n"
        "  three: {from: tester, to: tester@senior, kind: promotion, basis: editorial}\n"
        "  four: {from: other, to: tester@senior, kind: lateral, basis: editorial}\n",
    }
    library, problems = library_of(files)
    assert problems == []
    return library


def test_roles_come_in_career_order_and_others_by_name(library_of: Loader) -> None:
    library = named(library_of, "zebra", *reversed(CAREER_ORDER), "ant")
    assert [one.slug for one in library.roles_in_order] == [*CAREER_ORDER, "ant", "zebra"]


def test_guides_come_in_their_own_order(library_of: Loader) -> None:
    words = "---\ntitle: T\ndescription: D\n---\nText\n"
    facts = "basis: editorial\nreviewed: {hi: 2026-11-22, en: 2026-11-22}\n"
    orders = {"b": "order: 2\n", "c": "order: 1\n", "a": "order: 2\n", "d": ""}
    files = {f"guides/{slug}.yaml": facts + order for slug, order in orders.items()}
    files |= {f"guides/{slug}.{language}.md": words for slug in orders for language in ("hi", "en")}
    assert [guide.slug for guide in library_of(files)[0].guides_in_order] == ["c", "a", "b", "d"]


LOOK_UPS: list[Callable[[Library, str], object]] = [Library.role, Library.skill, Library.guide]


@pytest.mark.parametrize("look_up", LOOK_UPS, ids=lambda one: one.__name__)
def test_what_is_not_there_is_not_found(look_up: Callable[[Library, str], object], site: Library) -> None:
    with pytest.raises(NotFoundError) as refusal:
        look_up(site, "xyz")
    assert (str(refusal.value), refusal.value.nearest) == (f"There is no {look_up.__name__} “xyz”.", ())


def test_the_nearest_names_are_offered_best_first(site: Library) -> None:
    with pytest.raises(NotFoundError) as refusal:
        site.skill("testin")
    assert refusal.value.nearest == ("testing", "resting")


@pytest.mark.parametrize("name", ["", " ", "x" * 10_000, "तेस्तर", "\x00", "%(name)s", "tester'"])
def test_any_name_may_be_asked_for(name: str, site: Library) -> None:
    with pytest.raises(NotFoundError):
        site.role(name)


def test_a_role_is_found_by_its_slug(site: Library) -> None:
    assert site.role("tester") is site.roles["tester"]


def test_steps_of_a_role_are_those_that_touch_it_or_its_grades(site: Library) -> None:
    assert [(step.from_, step.to) for step in site.steps_of("tester")] == [
        ("tester", "boss"),
        ("tester", "tester@senior"),
        ("other", "tester@senior"),
    ]


def test_positions_of_every_path_are_nodes(site: Library) -> None:
    assert list(site.positions) == ["boss"]


def test_pay_comes_with_the_latest_year_first_and_without_a_year_last(site: Library) -> None:
    assert [one.slug for one in site.salaries_of("tester")] == ["pay-b", "pay-d", "pay", "pay-e", "pay-a", "pay-c"]


def test_pay_of_a_role_nobody_knows_is_nothing(site: Library) -> None:
    assert site.salaries_of("xyz") == []


def test_a_figure_is_named_by_file_and_name(site: Library) -> None:
    one, figure = site.figure("pay.base")
    assert (one.slug, figure.amount) == ("pay", 1)


@pytest.mark.parametrize("reference", ["pay.xyz", "xyz.base", "pay", "", ".", "pay.base.more"])
def test_a_figure_that_is_not_there_is_a_key_error(reference: str, site: Library) -> None:
    with pytest.raises(KeyError):
        site.figure(reference)


def test_roles_with_a_skill_are_those_that_require_it(site: Library) -> None:
    assert [one.slug for one in site.roles_with("testing")] == ["other"]


# ----------------------------------------------------------------------------------------------- nearest


def test_no_more_names_are_offered_than_asked_for() -> None:
    assert nearest("test", ["test1", "test2", "test3"], limit=2) == ("test1", "test2")


def test_nothing_is_offered_of_nothing() -> None:
    assert nearest("test", []) == ()


def test_what_is_far_is_not_offered() -> None:
    assert nearest("qqqq", ["tester", "press"]) == ()


def test_the_nearest_name_is_said() -> None:
    assert str(did_you_mean("prss", ["tester", "press"])) == " (did you mean 'press'?)"


def test_without_a_near_name_nothing_is_said() -> None:
    assert did_you_mean("qqqq", ["tester", "press"]) == ""


def test_the_small_source_of_the_tests_is_good(library_of: Loader) -> None:
    library, problems = library_of({"sources/a.yaml": minimal_source()})
    assert (list(library.sources), problems) == (["a"], [])
