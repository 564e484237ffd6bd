"""A JobPosting: terms of the vocabulary only, codes as CategoryCodes, pay only with currency, unit and source."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

import pytest

from kamguide.guide import Guide
from kamguide.job_description.posting import posting
from kamguide.job_description.reading import read
from kamguide.library.role_reference import Chosen, choose
from tests.conftest import ROOT
from tests.job_description.test_building import SAID, TODAY, references

THING = {"name", "alternateName", "description", "identifier", "sameAs", "url"}
"""Terms of schema.org's Thing, which every type has."""
VOCABULARY = ROOT / "tests" / "job_description" / "schemaorg_30.0_occupation_terms.csv"


def terms() -> dict[str, set[str]]:
    """The properties of each type of the vocabulary; types that are only named as a range have those of Thing."""
    found: dict[str, set[str]] = {}
    with VOCABULARY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["type"], set()).add(row["property"])
            for kind in (row["range"] or "").split(", "):
                found.setdefault(kind, set())
    return found


def unknown(tree: Any, known: dict[str, set[str]]) -> Iterator[str]:
    if isinstance(tree, list):
        for each in tree:
            yield from unknown(each, known)
    elif isinstance(tree, dict):
        kind = tree["@type"]
        if kind not in known:
            yield kind
        for name, value in tree.items():
            if not name.startswith("@"):
                if name not in known.get(kind, set()) | THING:
                    yield f"{kind}.{name}"
                yield from unknown(value, known)


def made(chosen: Chosen, **said: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(posting(chosen, read(said, chosen, "hi", TODAY), TODAY)))
    return told


def test_no_term_is_unknown(guide: Guide) -> None:
    known = terms()
    assert len(known["JobPosting"]) == 38
    for chosen in references(guide):
        for said in ({}, SAID, {**SAID, "lang": "both"}):
            assert list(unknown(made(chosen, **said), known)) == [], chosen.reference


def test_codes_are_category_codes(guide: Guide) -> None:
    told = made(choose("key-account-manager", guide.library))["occupationalCategory"]
    assert {code["@type"] for code in told} == {"CategoryCode"}
    assert {"ESCO", "ISCO-08"} <= {code["inCodeSet"]["name"] for code in told}
    assert all(code["codeValue"] for code in told)


def test_pay_has_currency_unit_and_source(guide: Guide) -> None:
    chosen = choose("key-account-manager", guide.library)
    told = made(chosen, **SAID, lang="en")
    assert told["baseSalary"] == {
        "@type": "MonetaryAmount",
        "name": "YEAR",
        "currency": "INR",
        "minValue": 800000,
        "maxValue": 1200000,
        "description": "Acme पंप: ₹8,00,000 – ₹12,00,000 a year (the employer’s offer)",
    }
    assert told["datePosted"] == "2026-11-30"
    assert told["validThrough"] == "2026-12-31"


@pytest.mark.parametrize("without", ["employer", "pay"])
def test_no_pay_without_its_source(guide: Guide, without: str) -> None:
    chosen = choose("key-account-manager", guide.library)
    told = made(chosen, **{name: value for name, value in SAID.items() if name != without})
    assert "baseSalary" not in told
