"""Checks between documents: what must be found, what must not, and that nothing is found twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from kamguide.library.checks import REVIEW_DAYS
from kamguide.library.layer import read_layer
from kamguide.library.loading import load
from kamguide.problems import Problem
from kamguide.sources.memory import MemorySource
from tests.conftest import TODAY, Loader, minimal_source

TERM = "label: {hi: शब्द, en: Term}\ndefinition: {hi: अर्थ।, en: Meaning.}\n"
SKILL = """label: {hi: जाँच, en: Testing}
short_label: {hi: जाँच, en: Test}
group: business
description: {hi: जाँच करना।, en: To test.}
anchors:
  awareness: {hi: एक।, en: One.}
  working: {hi: दो।, en: Two.}
  practitioner: {hi: तीन।, en: Three.}
  expert: {hi: चार।, en: Four.}
reviewed: {hi: 2026-11-22, en: 2026-11-22}
"""


def role(more: str = "", hi: date = TODAY, en: date = TODAY) -> str:
    head = "notation: T\npreferred_label: {hi: परीक्षक, en: Tester}\ndescription: {hi: जाँच।, en: Tests.}\n"
    return f"{head}reviewed: {{hi: {hi}, en: {en}}}\n{more}"


def salary(more: str = "") -> str:
    return (
        "role: tester\nsource: press\ncurrency: INR\nperiod: year\narea: IN\nreference_year: 2020\n"
        f"figures: {{base: {{statistic: mean, component: base, amount: 1}}}}\n{more}"
    )


SITE: Mapping[str, str] = {
    "sources/press.yaml": minimal_source(),
    "skills/testing.yaml": SKILL,
    "glossary/term.yaml": TERM + "basis: editorial\n",
    "roles/tester.yaml": role(
        "senses: {seller: {label: {hi: एक, en: One}, description: {hi: दो।, en: Two.}}}\n"
        "grades: {senior: {label: {hi: वरिष्ठ, en: Senior}, rank: 1}}\n"
    ),
    "salaries/pay.yaml": salary(),
}
"""A small site without a fault."""


def found(library_of: Loader, changes: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """File, code and sentence of every problem of the small site with some files changed."""
    problems = library_of({**SITE, **changes})[1]
    return [(p.place.file.removeprefix("content/"), p.code, str(p.sentence)) for p in problems]


def test_the_small_site_has_no_problem(library_of: Loader) -> None:
    assert found(library_of, {}) == []


# --------------------------------------------------------------------------------------------- references


def claim(topic: str, more: str) -> str:
    return role(
        "senses: {seller: {label: {hi: एक, en: One}, description: {hi: दो।, en: Two.}}}\n"
        f"topics: {{{topic}: {{claims: {{one: {{text: {{hi: एक।, en: One.}}, {more}}}}}}}}}\n"
        "grades: {senior: {label: {hi: वरिष्ठ, en: Senior}, rank: 1}}\n"
    )


def grade(more: str) -> str:
    return role(f"grades: {{senior: {{label: {{hi: वरिष्ठ, en: Senior}}, rank: 1, {more}}}}}\n")


def step(more: str) -> str:
    return f"positions: {{boss: {{label: {{hi: अधिकारी, en: Boss}}}}}}\nsteps: {{one: {{kind: promotion, {more}}}}}\n"


def position(more: str) -> str:
    return f"positions: {{boss: {{label: {{hi: अधिकारी, en: Boss}}, skills: {{{more}}}}}}}\n"


NEED = "level: 1, importance: 1, relation: optional"
UNKNOWN: list[tuple[str, str, str]] = [
    ("glossary/term.yaml", TERM + "basis: sourced\nsources: [prss]\n", "no source 'prss' (did you mean 'press'?)"),
    (
        "glossary/term.yaml",
        TERM + "basis: editorial\nrelated: [trm]\n",
        "no glossary entry 'trm' (did you mean 'term'?)",
    ),
    ("sources/press.yaml", minimal_source() + "via: xyz\n", "no source 'xyz'"),
    ("skills/testing.yaml", SKILL + "related: [testng]\n", "no skill 'testng' (did you mean 'testing'?)"),
    ("skills/testing.yaml", SKILL + "sources: [xyz]\n", "no source 'xyz'"),
    ("salaries/pay.yaml", salary().replace("tester", "testr"), "no role 'testr' (did you mean 'tester'?)"),
    ("salaries/pay.yaml", salary().replace("press", "xyz"), "no source 'xyz'"),
    ("salaries/pay.yaml", salary("grade: senor\n"), "no grade 'senor' (did you mean 'senior'?)"),
    ("salaries/pay.yaml", salary("sense: seler\n"), "the role has no sense 'seler' (did you mean 'seller'?)"),
    ("roles/tester.yaml", claim("kpi", "basis: sourced, sources: [press, xyz]"), "no source 'xyz'"),
    ("roles/tester.yaml", claim("kpi", "basis: editorial, sense: xyz"), "the role has no sense 'xyz'"),
    ("roles/tester.yaml", claim("comparison", "basis: editorial, compared_with: xyz"), "no role 'xyz'"),
    ("roles/tester.yaml", grade("skills: {xyz: {level: 1}}"), "no skill 'xyz'"),
    (
        "roles/tester.yaml",
        grade("claims: {one: {text: {hi: एक।, en: One.}, basis: sourced, sources: [xyz]}}"),
        "no source 'xyz'",
    ),
    ("roles/tester.yaml", role(f"skills: {{xyz: {{{NEED}, basis: editorial}}}}\n"), "no skill 'xyz'"),
    (
        "roles/tester.yaml",
        role(f"skills: {{testing: {{{NEED}, basis: sourced, sources: [xyz]}}}}\n"),
        "no source 'xyz'",
    ),
    (
        "roles/tester.yaml",
        role("key_facts: {salary: {label: {hi: वेतन, en: Pay}, figure: pay.bse}}\n"),
        "no salary figure 'pay.bse' (did you mean 'pay.base'?)",
    ),
    (
        "roles/tester.yaml",
        role("key_facts: {salary: {label: {hi: वेतन, en: Pay}, figure: xyz}}\n"),
        "no salary figure 'xyz'",
    ),
    (
        "roles/tester.yaml",
        role("key_facts: {kpi: {label: {hi: माप, en: Measure}, value: {hi: एक, en: One}, claim: xyz}}\n"),
        "no claim 'xyz'",
    ),
    (
        "paths/p.yaml",
        step("from: tester, to: bos, basis: editorial"),
        "no role or position 'bos' (did you mean 'boss'?)",
    ),
    ("paths/p.yaml", step("from: xyz, to: boss, basis: editorial"), "no role or position 'xyz'"),
    (
        "paths/p.yaml",
        step("from: tester, to: tester@senor, basis: editorial"),
        "no role or position 'tester@senor' (did you mean 'tester@senior'?)",
    ),
    ("paths/p.yaml", step("from: tester, to: boss, basis: sourced, sources: [xyz]"), "no source 'xyz'"),
    ("paths/p.yaml", position(f"testng: {{{NEED}, basis: estimate}}"), "no skill 'testng' (did you mean 'testing'?)"),
    ("paths/p.yaml", position(f"testing: {{{NEED}, basis: sourced, sources: [xyz]}}"), "no source 'xyz'"),
    ("lexicon/l.yaml", "concepts: {one: {role: testr, variants: {}}}\n", "no role 'testr' (did you mean 'tester'?)"),
    ("lexicon/l.yaml", "concepts: {one: {term: nix, variants: {}}}\n", "no glossary entry 'nix'"),
    ("lexicon/l.yaml", "concepts: {one: {guide: nix, variants: {}}}\n", "no guide 'nix'"),
    (
        "lexicon/l.yaml",
        "concepts: {one: {skill: testng, variants: {}}}\n",
        "no skill 'testng' (did you mean 'testing'?)",
    ),
]


@pytest.mark.parametrize(("path", "text", "sentence"), UNKNOWN)
def test_a_reference_to_nothing_is_told_once(path: str, text: str, sentence: str, library_of: Loader) -> None:
    told = [(file, said) for file, _, said in found(library_of, {path: text})]
    assert told == [(path, sentence)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("paths", "positions: {chief: {label: {hi: बॉस, en: Boss}}}\n"),
        ("lexicon", "concepts: {chief: {intent: comparison, variants: {}}}\n"),
    ],
)
def test_what_all_files_of_a_kind_name_together_is_named_once(kind: str, text: str, library_of: Loader) -> None:
    files = {f"{kind}/{name}.yaml": text for name in ("q1", "q2", "q3")}
    told = [one for one in found(library_of, files) if one[1] == "written-twice"]
    said = "'chief' is already written in q1.yaml"
    assert told == [(f"{kind}/q2.yaml", "written-twice", said), (f"{kind}/q3.yaml", "written-twice", said)]


def test_a_guide_may_not_name_an_unknown_role(library_of: Loader) -> None:
    words = "---\ntitle: T\ndescription: D\n---\nText\n"
    facts = "basis: editorial\nreviewed: {hi: 2026-11-22, en: 2026-11-22}\nroles: [tester, testr]\n"
    files = {"guides/g.yaml": facts, "guides/g.hi.md": words, "guides/g.en.md": words}
    assert found(library_of, files) == [
        ("guides/g.yaml", "unknown-reference", "no role 'testr' (did you mean 'tester'?)")
    ]


@pytest.mark.parametrize(
    "nodes", ["from: tester, to: boss", "from: tester, to: tester@senior", "from: boss, to: tester@senior"]
)
def test_a_step_may_join_roles_grades_and_positions(nodes: str, library_of: Loader) -> None:
    assert found(library_of, {"paths/p.yaml": step(f"{nodes}, basis: editorial")}) == []


# ---------------------------------------------------------------------------------------- sourced, or not

SOURCED: list[tuple[str, str]] = [
    ("glossary/term.yaml", TERM + "basis: sourced\n"),
    ("paths/p.yaml", step("from: tester, to: boss, basis: sourced")),
    ("paths/p.yaml", position(f"testing: {{{NEED}, basis: sourced}}")),
    ("roles/tester.yaml", claim("kpi", "basis: sourced")),
    ("roles/tester.yaml", grade("claims: {one: {text: {hi: एक।, en: One.}, basis: sourced}}")),
    ("roles/tester.yaml", role(f"skills: {{testing: {{{NEED}, basis: sourced}}}}\n")),
]


@pytest.mark.parametrize(("path", "text"), SOURCED)
def test_sourced_needs_a_source(path: str, text: str, library_of: Loader) -> None:
    assert [(file, code) for file, code, _ in found(library_of, {path: text})] == [(path, "sourced-without-source")]


@pytest.mark.parametrize(("path", "text"), SOURCED)
def test_what_is_not_sourced_needs_none(path: str, text: str, library_of: Loader) -> None:
    assert found(library_of, {path: text.replace("sourced", "editorial")}) == []


# --------------------------------------------------------------------------------------- where fields belong


def test_a_responsibility_needs_a_group(library_of: Loader) -> None:
    files = {"roles/tester.yaml": claim("responsibilities", "basis: editorial")}
    assert [code for _, code, _ in found(library_of, files)] == ["missing-group"]


@pytest.mark.parametrize(
    ("field", "home"),
    [
        ("group: business", "responsibilities"),
        ("better: higher", "kpi"),
        ("compared_with: tester", "comparison"),
        ("icon: target", "comparison"),
    ],
)
@pytest.mark.parametrize("topic", ["responsibilities", "kpi", "comparison", "tools"])
def test_a_field_of_one_topic_is_refused_in_others(field: str, home: str, topic: str, library_of: Loader) -> None:
    more = f"basis: editorial, {field}" + (", group: business" if topic == "responsibilities" != home else "")
    expected = (
        []
        if topic == home
        else [
            ("roles/tester.yaml", "misplaced-field", f"'{field.partition(':')[0]}' belongs to the topic '{home}' only")
        ]
    )
    assert found(library_of, {"roles/tester.yaml": claim(topic, more)}) == expected


def test_a_step_to_itself_is_told(library_of: Loader) -> None:
    files = {"paths/p.yaml": step("from: boss, to: boss, basis: editorial")}
    assert [code for _, code, _ in found(library_of, files)] == ["step-to-itself"]


# --------------------------------------------------------------------------------------------------- via


def via(**names: str) -> dict[str, str]:
    return {
        f"sources/{slug}.yaml": minimal_source() + (f"via: {name}\n" if name else "") for slug, name in names.items()
    }


@pytest.mark.parametrize(
    ("files", "circular"),
    [
        (via(a="a"), ["a"]),
        (via(a="b", b="a"), ["a", "b"]),
        (via(a="b", b="c", c="a"), ["a", "b", "c"]),
        (via(a="b", b="c", c=""), []),
        (via(a="b", b="c", c="b"), ["b", "c"]),
    ],
    ids=["itself", "two", "three", "a chain", "a chain into a circle"],
)
def test_via_may_not_lead_back_to_the_source(files: dict[str, str], circular: list[str], library_of: Loader) -> None:
    told = [(file, code) for file, code, _ in found(library_of, files)]
    assert told == [(f"sources/{slug}.yaml", "circular-via") for slug in circular]


# ----------------------------------------------------------------------------------------- translations


@pytest.mark.parametrize(
    ("path", "text", "place", "language"),
    [
        ("sources/press.yaml", minimal_source(worth="{en: A sample.}"), (6, 1), "Hindi"),
        (
            "glossary/term.yaml",
            "label: {hi: शब्द}\ndefinition: {hi: अर्थ।, en: Meaning.}\nbasis: editorial\n",
            (1, 1),
            "English",
        ),
        ("paths/p.yaml", "positions:\n  boss:\n    label: {en: Boss}\n", (3, 5), "Hindi"),
        (
            "roles/tester.yaml",
            role("topics:\n  kpi:\n    claims:\n      one:\n        text: {hi: एक।}\n        basis: editorial\n"),
            (9, 9),
            "English",
        ),
        (
            "roles/tester.yaml",
            role(
                "hub:\n  left: {a: {hi: एक, en: One}}\n  right:\n    b: {en: Two}\n"
                "  caption: {hi: तीन, en: Three}\n  alternative: {hi: चार, en: Four}\n"
            ),
            (8, 5),
            "Hindi",
        ),
    ],
)
def test_a_text_in_one_language_is_a_warning_at_its_field(
    path: str, text: str, place: tuple[int, int], language: str, library_of: Loader
) -> None:
    files = {**SITE, "salaries/pay.yaml": "figures: x\n", path: text}
    told = [p for p in library_of(files)[1] if p.place.file == f"content/{path}"]
    assert [(p.code, p.severity, str(p.facts["language"])) for p in told] == [
        ("missing-translation", "warning", language)
    ]
    assert (told[0].place.line, told[0].place.column) == place


# ---------------------------------------------------------------------------------------------- reviews


def reviews(hi: date, en: date) -> list[tuple[str, int]]:
    """Code and column of what is told of a role's review dates; Hindi stands in column 16, English in 32."""
    layer, problems = read_layer(MemorySource({"roles/tester.yaml": role(hi=hi, en=en)}), "shared", "content/")
    more: list[Problem] = load([layer], TODAY)[1]
    return [(p.code, p.place.column) for p in [*problems, *more]]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize("day", [TODAY, ago(1), ago(REVIEW_DAYS)], ids=["today", "yesterday", "a year ago"])
def test_a_text_reviewed_within_a_year_is_fine(day: date) -> None:
    assert reviews(day, day) == []


def test_a_text_reviewed_more_than_a_year_ago_is_due() -> None:
    assert reviews(ago(REVIEW_DAYS + 1), ago(REVIEW_DAYS + 1)) == [("review-due", 16), ("review-due", 32)]


def test_a_review_tomorrow_is_refused() -> None:
    assert reviews(ago(-1), ago(-1)) == [("review-in-future", 16), ("review-in-future", 32)]


@pytest.mark.parametrize(("hi", "en", "column"), [(ago(1), TODAY, 16), (TODAY, ago(1), 32)])
def test_the_language_reviewed_earlier_is_stale(hi: date, en: date, column: int) -> None:
    assert reviews(hi, en) == [("stale-translation", column)]


def test_the_first_and_the_last_day_of_the_calendar_can_be_reviewed() -> None:
    assert reviews(date.min, date.max) == [("review-due", 16), ("stale-translation", 16), ("review-in-future", 32)]
