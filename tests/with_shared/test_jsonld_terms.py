"""Linked data uses schema.org's terms only, each where schema.org has it: checked against the vocabulary's extract."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

import pytest

from kamguide.guide import Guide, open_guide
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.jsonld import occupation
from kamguide.settings import Settings
from tests.conftest import ROOT

TABLE = ROOT.parent / "shared" / "data" / "vocab" / "schemaorg_30.0_occupation_terms.csv"
ROLES = sorted(open_guide(None, Settings()).library.roles)
THING = {"name", "alternateName", "description", "identifier", "sameAs", "mainEntityOfPage", "url"}
"""Properties that every type has, as EXPORT_VOCABS.md beside the table lists them."""

Properties = Mapping[str, Mapping[str, set[str]]]


def read_properties() -> Properties:
    """Type -> its own properties -> the types of their values; those that were superseded are left out."""
    found: dict[str, dict[str, set[str]]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["supersededBy"]:
                found.setdefault(row["type"], {})[row["property"]] = {part.strip() for part in row["range"].split(",")}
    return found


PROPERTIES = read_properties()


def foreign(data: Mapping[str, object], path: str = "") -> Iterator[str]:
    """Everything in linked data that the table does not have: types, properties, values of a wrong type."""
    kind = str(data.get("@type"))
    if kind not in PROPERTIES:
        yield f"{path}@type {kind}"
        return
    for name, value in data.items():
        if name.startswith("@"):
            continue
        if name not in PROPERTIES[kind] and name not in THING:
            yield f"{path}{name}"
            continue
        allowed = PROPERTIES[kind].get(name, {"Text", "URL"})
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                if item.get("@type") not in allowed:
                    yield f"{path}{name} holds {item.get('@type')}"
                yield from foreign(item, f"{path}{name}.")
            elif not isinstance(item, str) or not allowed & {"Text", "URL"}:
                yield f"{path}{name} holds {type(item).__name__}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ROLES)
def test_a_role_uses_no_term_that_schema_org_does_not_have(slug: str, language: Language, guide: Guide) -> None:
    data = occupation(guide.library, guide.library.roles[slug], language, "https://guide.example.org/x")
    assert data["@context"] == "https://schema.org"
    assert list(foreign(data)) == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"@type": "Occupation", "inLanguage": "hi"}, "inLanguage"),
        ({"@type": "Occupation", "skills": {"@type": "Skill"}}, "skills holds Skill"),
        ({"@type": "Occupation", "responsibilities": 3}, "responsibilities holds int"),
        ({"@type": "Occupation", "skills": {"@type": "DefinedTerm", "level": "3"}}, "skills.level"),
        ({"@type": "OccupationAggregation"}, "@type OccupationAggregation"),
        ({"@type": "JobPosting", "benefits": "x"}, "benefits"),
    ],
)
def test_a_foreign_term_is_found(data: dict[str, object], told: str) -> None:
    assert told in list(foreign(data))
