"""Linked data: a role as a schema.org Occupation."""

from __future__ import annotations

from kamguide.library.library import Library
from kamguide.model.role import Role, Topic
from kamguide.model.text import Language
from kamguide.render.markdown import plain

_MATCH_IN_CATEGORY = {"esco", "isco-08", "onet-soc", "soc-2018", "nco-2015"}
_SCHEME_NAMES = {
    "esco": "ESCO", "isco-08": "ISCO-08", "onet-soc": "O*NET-SOC", "soc-2018": "SOC 2018", "nco-2015": "NCO-2015",
}  # fmt: skip


def occupation(library: Library, role: Role, language: Language, identifier: str) -> dict[str, object]:
    """The role with schema.org's terms only, in one language. Pay stays out: no source gives it by area and year."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "@id": identifier,
        "name": plain(role.preferred_label.to(language)),
        "alternateName": [role.notation, *role.alt_labels.to(language)],
        "description": plain(role.description.to(language)),
        "responsibilities": _statements(role, "responsibilities", language),
        "educationRequirements": " ".join(_statements(role, "education", language)),
        "experienceRequirements": " ".join(_statements(role, "experience", language)),
        "skills": [
            {"@type": "DefinedTerm", "name": plain(library.skills[slug].label.to(language)), "termCode": slug}
            for slug in role.skills
            if slug in library.skills
        ],
        "occupationalCategory": categories(role),
    }
    return {name: value for name, value in data.items() if value}


def categories(role: Role) -> list[dict[str, object]]:
    """The codes of classifications that a role is mapped to, as CategoryCodes: a bare one would be O*NET-SOC's."""
    return [
        {
            "@type": "CategoryCode",
            "codeValue": mapping.code,
            "name": mapping.label,
            "inCodeSet": {"@type": "CategoryCodeSet", "name": _SCHEME_NAMES[mapping.scheme]},
        }
        for mapping in role.mappings.values()
        if mapping.scheme in _MATCH_IN_CATEGORY and mapping.code
    ]


def _statements(role: Role, topic: Topic, language: Language) -> list[str]:
    section = role.topics.get(topic)
    return [plain(claim.text.to(language)) for claim in section.claims.values()] if section else []
