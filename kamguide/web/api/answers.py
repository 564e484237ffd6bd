"""From the library to the API's answers: trees in the form of ``shapes``, with texts told in one language or both."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from kamguide.language import translate
from kamguide.library.library import Library
from kamguide.model.career import Step
from kamguide.model.claim import Claim, ConceptMapping
from kamguide.model.role import Grade, Role, Topic
from kamguide.model.salary import Figure, Salary
from kamguide.model.skill import Anchors, Proofs, Skill
from kamguide.model.source import Source
from kamguide.model.text import LANGUAGES, Labels, Text
from kamguide.plugins.variants import Variant
from kamguide.titles import TOPIC_TITLES
from kamguide.web.roles import sections

Tree = Mapping[str, object]


def role_item(role: Role) -> Tree:
    """A role as it stands in the list."""
    version = hashlib.sha256(role.model_dump_json().encode()).hexdigest()[:12]
    return {
        "slug": role.slug,
        "preferred_label": role.preferred_label,
        "description": role.description,
        "version": version,
    }


def role_answer(library: Library, role: Role) -> Tree:
    """Everything the guide says of a role; texts still to be told in one language or both."""
    return {
        **role_item(role),
        "notation": role.notation,
        "alt_labels": role.alt_labels,
        "reviewed": {"hi": role.reviewed.hi.isoformat(), "en": role.reviewed.en.isoformat()},
        "senses": [{"sense": k, "label": s.label, "description": s.description} for k, s in role.senses.items()],
        "topics": [
            {
                "topic": section.topic,
                "title": _topic_title(section.topic),
                "body": section.body,
                "claims": [_claim(f"{section.topic}.{key}", claim) for key, claim in section.claims.items()],
            }
            for section in sections(library, role)
            if section.topic in role.topics
        ],
        "skills": [
            {
                "skill": slug,
                "label": library.skills[slug].label if slug in library.skills else slug,
                "level": need.level,
                "importance": need.importance,
                "relation": need.relation,
                "basis": need.basis,
                "source": list(need.sources),
            }
            for slug, need in role.skills.items()
        ],
        "grades": [_grade(slug, grade) for slug, grade in role.grades_by_rank()],
        "salaries": [
            figure_answer(salary, name, figure)
            for salary in library.salaries_of(role.slug)
            for name, figure in salary.figures.items()
        ],
        "steps": [step_answer(step) for step in library.steps_of(role.slug)],
        "mappings": [_mapping(mapping) for mapping in role.mappings.values()],
    }


def skill_item(skill: Skill) -> Tree:
    """A skill as it stands in the list."""
    return {
        "slug": skill.slug,
        "label": skill.label,
        "short_label": skill.short_label,
        "group": skill.group,
        "description": skill.description,
    }


def skill_answer(library: Library, skill: Skill) -> Tree:
    """A skill with its anchors, what one can show for them, and the roles that need it."""
    return {
        **skill_item(skill),
        "alt_labels": skill.alt_labels,
        "anchors": _per_level(skill.anchors),
        "proofs": _per_level(skill.proofs) if skill.proofs is not None else None,
        "roles": [
            {
                "role": role.slug,
                "level": role.skills[skill.slug].level,
                "importance": role.skills[skill.slug].importance,
                "relation": role.skills[skill.slug].relation,
            }
            for role in library.roles_with(skill.slug)
        ],
        "grades": [
            {"role": role.slug, "grade": slug, "level": grade.skills[skill.slug].level}
            for role, slug, grade in library.grades_with(skill.slug)
        ],
        "related": list(skill.related),
        "sources": list(skill.sources),
        "resources": [
            {"resource": slug, **{name: getattr(one, name) for name in type(one).model_fields}}
            for slug, one in skill.resources.items()
        ],
        "mappings": [_mapping(mapping) for mapping in skill.mappings.values()],
    }


def _per_level(told: Anchors | Proofs) -> Tree:
    return {name: getattr(told, name) for name in type(told).model_fields}


def source_item(source: Source) -> Tree:
    """A source; what is not given is null."""
    return {
        "id": source.slug,
        "publisher": source.publisher,
        "title": source.title,
        "year": _given(source.year),
        "country": _given(source.country),
        "url": source.url,
        "licence": _given(source.licence),
        "retrieved": source.retrieved.isoformat(),
        "via": source.via,
        "worth": source.worth,
    }


def company_item(variant: Variant) -> Tree:
    """A company with the roles in which it says something of its own, or that it adds."""
    return {
        "slug": variant.company.slug,
        "label": variant.company.label,
        "based_on": variant.company.based_on,
        "roles": variant.roles,
    }


def figure_answer(salary: Salary, name: str, figure: Figure) -> Tree:
    """A salary figure; its id is ``file.figure``."""
    return {
        "id": f"{salary.slug}.{name}",
        "role": salary.role,
        "grade": salary.grade,
        "sense": salary.sense,
        "statistic": figure.statistic,
        "component": figure.component,
        "amount": figure.amount,
        "low": figure.low,
        "high": figure.high,
        "currency": salary.currency,
        "period": salary.period,
        "area": _given(salary.area),
        "reference_year": _given(salary.reference_year),
        "source": salary.source,
        "sample_size": figure.sample_size,
        "flags": list(dict.fromkeys([*salary.flags, *figure.flags])),
        "note": figure.note or salary.note,
    }


def step_answer(step: Step) -> Tree:
    """A step of the career graph."""
    return {
        "from": step.from_,
        "to": step.to,
        "kind": step.kind,
        "text": step.text,
        "time": step.time,
        "basis": step.basis,
        "sources": list(step.sources),
        "confidence": step.confidence,
    }


def _claim(identifier: str, claim: Claim) -> Tree:
    return {
        "id": identifier,
        "label": claim.label,
        "text": claim.text,
        "basis": claim.basis,
        "sources": list(claim.sources),
        "confidence": claim.confidence,
        "sense": claim.sense,
        "group": claim.group,
        "better": claim.better,
        "compared_with": claim.compared_with,
        "swot": claim.swot,
    }


def _grade(slug: str, grade: Grade) -> Tree:
    return {
        "slug": slug,
        "label": grade.label,
        "rank": grade.rank,
        "description": grade.description,
        "skills": [{"skill": key, **need.model_dump()} for key, need in grade.skills.items()],
        "claims": [_claim(f"grades.{slug}-{key}", claim) for key, claim in grade.claims.items()],
    }


def _mapping(mapping: ConceptMapping) -> Tree:
    return {name: getattr(mapping, name) for name in type(mapping).model_fields}


def _topic_title(topic: Topic) -> Text:
    return Text(hi=translate(TOPIC_TITLES[topic], "hi"), en=TOPIC_TITLES[topic])


def _given(value: str | int) -> str | int | None:
    return None if value == "not-given" else value


def told(tree: object, language: str | None, pointer: str, untranslated: list[str]) -> object:
    """The tree with every text in the language asked for, or in both; what lacks one is named in ``untranslated``."""
    if isinstance(tree, Text):
        wanted = [code for code in LANGUAGES if language in (None, code)]
        if not all(tree.has(code) for code in wanted):
            untranslated.append(pointer)
        if language is None:
            return {code: tree.to(code) for code in LANGUAGES if tree.has(code)}
        return tree.to(wanted[0])
    if isinstance(tree, Labels):
        both = {code: list(tree.to(code)) for code in LANGUAGES}
        return both if language is None else both["hi" if language == "hi" else "en"]
    if isinstance(tree, Mapping):
        return {k: told(v, language, f"{pointer}/{k}", untranslated) for k, v in tree.items()}
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        return [told(v, language, f"{pointer}/{n}", untranslated) for n, v in enumerate(tree)]
    return tree
