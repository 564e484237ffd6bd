"""From a document to its object: each fault once, in our words, at its line; and the JSON Schema that editors use."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import kamguide.model
from kamguide.guide import packaged_site
from kamguide.library import schema
from kamguide.library.layer import Layer, read_layer
from kamguide.library.schema import build, json_schema
from kamguide.model import KINDS
from kamguide.problems import SENTENCES, Place, Problem
from kamguide.sources.document import Document
from kamguide.sources.folder import FolderSource
from kamguide.sources.reader import read_yaml
from tests.conftest import minimal_source

RULE = """\
label: {hi: नियम, en: Rule}
group: wording
why: {hi: कारण, en: Reason}
basis: editorial
checked: "2026-11-30"
"""
TERM = "label: {hi: शब्द, en: Term}\ndefinition: {hi: अर्थ।, en: Meaning.}\nbasis: editorial\n"
ROLE = """notation: T
preferred_label: {hi: परीक्षक, en: Tester}
description: {hi: जाँच।, en: Tests.}
reviewed: {hi: 2026-11-22, en: 2026-11-22}
"""
FIGURES = (
    "role: r\nsource: s\ncurrency: INR\nperiod: year\narea: IN\nreference_year: 2020\n"
    "figures: {one: {statistic: mean, component: base%s}}\n"
)
FACT = ROLE + "key_facts: {kpi: {label: {en: One}, %s}}\n"


def document(kind: str, text: str, *, allow_null: bool = False) -> Document:
    root, problems = read_yaml(text, Place(f"content/{kind}/a.yaml"), allow_null=allow_null)
    assert problems == []
    assert root is not None
    return Document(kind, "a", root)


def faults(kind: str, text: str) -> list[Problem]:
    entity, problems = build(document(kind, text))
    assert (entity is None) == bool(problems)
    return problems


COMPARISON = """\
roles: [a, b]
answer: {en: A}
highlights: [one, two, three]
rows:
  one: {topic: kpi, label: {en: A}, shared: {text: {en: A}}}
  two: {topic: kpi, label: {en: A}, shared: {text: {en: A}}}
  three: {topic: kpi, label: {en: A}, shared: {text: {en: A}}}
reviewed: {hi: "2026-11-22", en: "2026-11-22"}
"""

FAULTS: list[tuple[str, str, str]] = [
    ("unknown-field", "sources", minimal_source() + "zzz: x\n"),
    ("unknown-field", "sources", minimal_source() + "slug: a\n"),
    ("missing-field", "sources", minimal_source().replace("title", "# title")),
    ("wrong-type", "sources", minimal_source(title="12")),
    ("wrong-type", "sources", minimal_source(title="1.5")),
    ("wrong-type", "sources", minimal_source(title="true")),
    ("wrong-type", "sources", minimal_source(title="[a]")),
    ("wrong-type", "sources", minimal_source(title="{a: b}")),
    ("wrong-type", "sources", minimal_source(worth="A sample.")),
    ("wrong-type", "sources", minimal_source(worth="[A sample.]")),
    ("wrong-type", "glossary", TERM + "sources: one\n"),
    ("wrong-type", "glossary", TERM + "sources: {one: two}\n"),
    ("wrong-type", "sources", minimal_source(retrieved="20261122")),
    ("wrong-type", "salaries", FIGURES % ", amount: 1.5"),
    ("wrong-type", "salaries", FIGURES % ", amount: '1'"),
    ("wrong-type", "salaries", FIGURES % ", amount: true"),
    ("not-allowed", "glossary", TERM.replace("editorial", "guess")),
    ("not-allowed", "roles", ROLE + "topics: {zzz: {}}\n"),
    ("out-of-range", "sources", minimal_source(year="1899")),
    ("out-of-range", "sources", minimal_source(year="2101")),
    ("out-of-range", "salaries", FIGURES % ", amount: -1"),
    ("out-of-range", "salaries", FIGURES % ", amount: 1000000000001"),
    ("out-of-range", "salaries", FIGURES % ", amount: 1, sample_size: 0"),
    ("out-of-range", "roles", FACT % "value: {en: One}, dots: [0, 100000000000]"),
    ("out-of-range", "roles", FACT % "value: {en: One}, dots: [-1, 3]"),
    ("too-long", "sources", minimal_source(title="x" * 10_001)),
    ("too-few", "roles", ROLE + "hub: {left: {}, right: {a: {en: A}}, caption: {en: B}, alternative: {en: C}}\n"),
    ("too-few", "roles", FACT % "value: {en: One}, dots: [1]"),
    ("too-many", "roles", FACT % "value: {en: One}, dots: [1, 2, 3]"),
    (
        "too-many",
        "roles",
        ROLE
        + "key_facts:\n"
        + "".join(
            f"  {t}: {{label: {{en: A}}, value: {{en: B}}}}\n" for t in ("kpi", "swot", "books", "tools", "mentor")
        ),
    ),
    ("empty-text", "sources", minimal_source(title="''")),
    ("empty-text", "roles", ROLE + "mappings: {one: {scheme: esco, code: x, label: '', match: exactMatch}}\n"),
    (
        "bad-url",
        "roles",
        ROLE + "mappings: {one: {scheme: esco, uri: 'javascript:alert(1)', label: A, match: exactMatch}}\n",
    ),
    ("bad-slug", "glossary", TERM + "related: [No Slug]\n"),
    ("bad-slug", "roles", ROLE + "senses: {No_Slug: {label: {en: A}, description: {en: B}}}\n"),
    ("bad-pattern", "rules", RULE + "words: {en: {a: {find: ['word? first']}}}\n"),
    ("bad-date", "sources", minimal_source(retrieved="2026-02-30")),
    ("bad-url", "sources", minimal_source() + "url: ftp://example.org\n"),
    ("bad-country", "sources", minimal_source(country="India")),
    ("bad-currency", "salaries", (FIGURES % ", amount: 1").replace("INR", "rupees")),
    ("markdown-load", "sources", minimal_source(worth="{en: '" + "[" * 101 + "'}")),
    ("no-language", "sources", minimal_source(worth="{}")),
    ("low-above-high", "salaries", FIGURES % ", low: 2, high: 1"),
    ("amount-or-range", "salaries", FIGURES % ", low: 2"),
    ("value-or-figure", "roles", FACT % "note: {en: Neither.}"),
    ("values-or-shared", "comparisons", COMPARISON.replace(", shared: {text: {en: A}}", "", 1)),
    ("two-meanings", "lexicon", "concepts: {one: {role: a, topic: kpi, variants: {}}}\n"),
    ("invalid-value", "roles", ROLE + "mappings: {one: {scheme: esco, code: '', label: A, match: exactMatch}}\n"),
]
"""What is told, of which kind, for which text: one fault each."""


@pytest.mark.parametrize(("code", "kind", "text"), FAULTS, ids=[f"{code}-{n}" for n, (code, _, _) in enumerate(FAULTS)])
def test_one_fault_is_told_once(code: str, kind: str, text: str) -> None:
    assert [problem.code for problem in faults(kind, text)] == [code]


def named_codes() -> set[str]:
    """The codes that the schema and the models name in their own text."""
    modules = [
        schema,
        *(
            import_module(f"kamguide.model.{found.name}")
            for found in pkgutil.iter_modules(kamguide.model.__path__)
            if found.name != "company"  # of plugin.yaml: tests/examples/bad/company-*
        ),
    ]
    text = "\n".join(inspect.getsource(module) for module in modules)
    return {code for code in SENTENCES if f'"{code}"' in text}


def test_every_code_that_the_schema_names_can_be_told() -> None:
    assert {code for code, _, _ in FAULTS} == named_codes()


@pytest.mark.parametrize("year", ["1800", "3000", "soon", "2020.5", "true", "[2020]", "{a: 2020}", "'2020'", "''"])
def test_a_wrong_year_is_one_fault_at_its_place(year: str) -> None:
    assert [problem.place for problem in faults("sources", minimal_source(year=year))] == [
        Place("content/sources/a.yaml", 3, 7)
    ]


def test_every_fault_of_a_document_is_told_at_once() -> None:
    text = minimal_source(title="''", year="1800", country="India", retrieved="soon") + "slug: a\nzzz: x\n"
    assert sorted(problem.code for problem in faults("sources", text)) == sorted(
        ["empty-text", "out-of-range", "bad-country", "bad-date", "unknown-field", "unknown-field"]
    )


def test_a_null_is_not_called_a_text() -> None:
    entity, problems = build(document("glossary", TERM + "related: [~]\n", allow_null=True))
    assert (entity, [problem.code for problem in problems]) == (None, ["wrong-type"])
    assert "None" not in str(problems[0].sentence)


@pytest.mark.parametrize("value", ["x" * 5_000, "x\\ny"])
def test_a_value_is_quoted_short_and_on_one_line(value: str) -> None:
    told = str(faults("sources", minimal_source(country=f'"{value}"'))[0].sentence)
    assert len(told) < 200
    assert told.splitlines() == [told]


def test_a_field_name_is_quoted_short() -> None:
    assert len(str(faults("sources", minimal_source() + "? " + "x" * 5_000 + "\n: y\n")[0].sentence)) < 200


# -------------------------------------------------------------------------------------------- did you mean

HINTS = [
    ("sources", minimal_source() + "licnce: MIT\n", "licence"),
    ("sources", minimal_source(worth="{hi: एक।, eng: One.}"), "en"),
    ("glossary", TERM + "source: [a]\n", "sources"),
    ("roles", ROLE + "topics: {kpi: {clams: {}}}\n", "claims"),
    (
        "roles",
        ROLE + "topics: {kpi: {claims: {one: {text: {en: One.}, basis: editorial, confidense: low}}}}\n",
        "confidence",
    ),
    (
        "roles",
        ROLE + "grades: {one: {label: {en: One}, rank: 1, skills: {two: {level: 1, relaton: optional}}}}\n",
        "relation",
    ),
    (
        "roles",
        ROLE
        + "grades: {one: {label: {en: A}, rank: 1, claims: {two: {text: {en: B, hindi: एक}, basis: editorial}}}}\n",
        "hi",
    ),
    ("paths", "steps: {one: {from: a, to: b, kind: entry, basis: editorial, form: a}}\n", "from"),
    ("salaries", FIGURES % ", amount: 1, sampel_size: 3", "sample_size"),
    ("guides", "basis: editorial\nreview: {hi: 2026-11-22}\n", "reviewed"),
]


@pytest.mark.parametrize(("kind", "text", "name"), HINTS)
def test_the_nearest_field_of_that_place_is_offered(kind: str, text: str, name: str) -> None:
    told = [str(problem.sentence) for problem in faults(kind, text) if problem.code == "unknown-field"]
    assert [sentence.partition("'?)")[0].partition("did you mean '")[2] for sentence in told] == [name]


def test_a_field_that_is_near_to_none_is_told_without_a_hint() -> None:
    assert str(faults("sources", minimal_source() + "zzz: x\n")[0].sentence) == "unknown field 'zzz'"


# --------------------------------------------------------------------------------------------- JSON Schema


@pytest.fixture(scope="module")
def shipped() -> Layer:
    """The documents of the packaged content."""
    return read_layer(FolderSource(packaged_site() / "content"), "shared", "content/")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_json_schema_of_a_kind_is_valid(kind: str) -> None:
    Draft202012Validator.check_schema(json_schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_json_schema_accepts_the_shipped_content(kind: str, shipped: Layer) -> None:
    validator = Draft202012Validator(json_schema(kind))
    plain = {slug: document.root.plain() for (k, slug), document in shipped.documents.items() if k == kind}
    refused = [f"{slug}: {error.message}" for slug, tree in plain.items() for error in validator.iter_errors(tree)]
    assert (refused, bool(plain)) == ([], True)


@pytest.mark.parametrize("kind", KINDS)
def test_the_json_schema_refuses_an_unknown_field_at_every_level(kind: str) -> None:
    def objects(part: object) -> list[dict[str, Any]]:
        below = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        here = [part] if isinstance(part, dict) and isinstance(part.get("properties"), dict) else []
        return [*here, *(found for child in below for found in objects(child))]

    assert [
        found["title"] for found in objects(json_schema(kind)) if found.get("additionalProperties") is not False
    ] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_slug_is_no_field_of_a_file(kind: str) -> None:
    made = json_schema(kind)
    assert "slug" not in {*made["properties"], *made.get("required", ())}


@pytest.mark.parametrize("kind", KINDS)
def test_the_json_schema_can_be_made_twice(kind: str) -> None:
    assert json_schema(kind) == json_schema(kind)
