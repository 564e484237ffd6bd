"""The vacancy as linked data: a schema.org JobPosting, with terms of schema.org 30.0 only.

Codes of ESCO, ISCO and NCO are CategoryCodes: a bare code would be taken for O*NET-SOC's. Pay stands in only where an
employer offers it: with its currency, what it is paid for (``name``) and its source (``description``), since the
vocabulary has no terms of its own for them on a MonetaryAmount.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kamguide.job_description.building import build
from kamguide.job_description.draft import Draft, Pay
from kamguide.job_description.style import PLAIN, Style
from kamguide.job_description.telling import pay_offered
from kamguide.library.role_reference import Chosen
from kamguide.model.text import Language
from kamguide.render.blocks import Facts, Heading, Listing, Paragraph, cleaned, text_of
from kamguide.render.documents import Part
from kamguide.render.jsonld import categories
from kamguide.render.markdown import plain

_EMPLOYMENT = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "contract": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "seasonal": "TEMPORARY",
    "internship": "INTERN",
}
_PERIODS = {"year": "YEAR", "month": "MONTH", "hour": "HOUR"}
Tree = dict[str, object]


def posting(chosen: Chosen, draft: Draft, today: date, style: Style = PLAIN) -> Tree:
    """The job description as a JobPosting in its first language; ``datePosted`` is the day it is made."""
    document = build(chosen, draft, today, style)
    part = document.parts[0]
    language, employer = part.language, document.author
    draft = draft.said_in(language)
    data: Tree = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": part.title,
        "alternateName": [other.title for other in document.parts[1:]],
        "description": _description(part),
        "datePosted": today.isoformat(),
        "validThrough": draft.until.isoformat() if draft.until is not None else "",
        "hiringOrganization": {"@type": "Organization", "name": employer} if employer else "",
        "employmentType": _EMPLOYMENT.get(draft.contract, draft.contract),
        "jobLocation": {"@type": "Place", "name": draft.place} if draft.place else "",
        "jobLocationType": "TELECOMMUTE" if draft.mode == "remote" else "",
        "responsibilities": "\n".join(_lines(chosen, draft, "responsibilities", part)),
        "educationRequirements": "\n".join(_lines(chosen, draft, "education", part)),
        "experienceRequirements": "\n".join(_lines(chosen, draft, "experience", part)),
        "skills": _skills(chosen, draft, language),
        "baseSalary": _pay(draft.pay, employer, language) if draft.pay is not None and employer else "",
        "jobBenefits": "\n".join(draft.added("salary")),
        "employerOverview": plain(style.about.to(language)) if style.about is not None else "",
        "occupationalCategory": categories(chosen.role),
    }
    return {name: value for name, value in data.items() if value}


def _description(part: Part) -> str:
    """What the document says, as paragraphs."""
    said = []
    for block in part.blocks:
        match block:
            case Facts():
                said.append("\n".join(f"{row.label}: {row.value}" for row in block.rows))
            case Heading():
                said.append(block.text)
            case Paragraph():
                said.append(text_of(block.runs))
            case Listing():
                said.append("\n".join(f"- {text_of(item.runs)}" for item in block.items))
    return "\n\n".join(said)


def _lines(chosen: Chosen, draft: Draft, topic: str, part: Part) -> Sequence[str]:
    """The lines of a topic as they stand in the document, those of one's own last."""
    begin = {f"{chosen.role.slug}.{topic}.", f"{chosen.role.slug}.key_facts.{topic}"}
    items = [item for block in part.blocks if isinstance(block, Listing) for item in block.items]
    written = [text_of(item.runs) for item in items if item.field.startswith(tuple(begin))]
    return [*written, *(cleaned(line) for name, lines in draft.own.items() if name == topic for line in lines)]


def _skills(chosen: Chosen, draft: Draft, language: Language) -> list[Tree | str]:
    known = chosen.library.skills
    named: list[Tree | str] = [
        {"@type": "DefinedTerm", "name": plain(known[slug].label.to(language)), "termCode": slug}
        for slug in (*draft.must, *draft.nice)
        if slug in known
    ]
    return [*named, *(cleaned(line) for line in draft.added("skills"))]


def _pay(pay: Pay, employer: str, language: Language) -> Tree:
    return {
        "@type": "MonetaryAmount",
        "name": _PERIODS[pay.period],
        "currency": pay.currency,
        "minValue": pay.low,
        "maxValue": pay.high,
        "description": f"{employer}: {pay_offered(pay, language)}",
    }
