"""What the parts of a job description and its choices are called: English keys of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from kamguide.job_description.draft import Languages, Mode, OwnTopic


def _n(text: str) -> str:
    return text


CONTRACTS: Mapping[str, str] = {
    "full-time": _n("Full-time"),
    "part-time": _n("Part-time"),
    "contract": _n("Fixed-term contract"),
    "temporary": _n("Temporary"),
    "seasonal": _n("Seasonal"),
    "internship": _n("Internship"),
}
"""Kinds of employment in the words of schema.org's ``employmentType``; any other contract is said in HR's own words."""

MODES: Mapping[Mode, str] = {"office": _n("In the office"), "hybrid": _n("Hybrid"), "remote": _n("From home")}

DOCUMENT_LANGUAGES: Mapping[Languages, str] = {
    "hi": _n("Hindi"),
    "en": _n("English"),
    "both": _n("Both languages in one file"),
}

PARTS: Mapping[OwnTopic, str] = {
    "definition": _n("Purpose of the role"),
    "responsibilities": _n("Responsibilities"),
    "skills": _n("Skills"),
    "education": _n("Educational qualification"),
    "experience": _n("Experience"),
    "kpi": _n("Success measures (KPI)"),
    "qualities": _n("Personal qualities"),
    "tools": _n("Tools"),
    "salary": _n("Benefits"),
}
"""The topics as a job description heads them; on a role's page they are called otherwise."""

CURRENCIES = ("INR", "USD", "EUR", "GBP", "AED", "SGD")
"""Offered first; any other may be named."""
