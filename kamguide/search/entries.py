"""What can be found: one entry per role section, skill, pair of roles, guide and term, both languages in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from kamguide.language import money, number, translate
from kamguide.library.library import Library
from kamguide.model.claim import Claim
from kamguide.model.role import Role, Topic
from kamguide.model.salary import Figure, Salary
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.render.markdown import plain
from kamguide.titles import TOPIC_TITLES

Kind = Literal["role", "skill", "comparison", "salary", "path", "guide", "company", "term"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found. ``parts`` are its plain texts per language, from which snippets are cut."""

    id: str
    kind: Kind
    slug: str
    title: Mapping[Language, str]
    path: str
    """Address below ``/<language>``, with fragment."""
    parts: Mapping[Language, tuple[str, ...]]
    role: str | None = None
    roles: tuple[str, ...] = ()
    topic: Topic | None = None
    company: str | None = None
    names: tuple[str, ...] = field(default=())
    """Other names of the thing, in any script: found, not shown."""


def entries(library: Library) -> list[Entry]:
    """Every entry of a library."""
    return [
        *(entry for role in library.roles_in_order for entry in _of_role(library, role)),
        *_comparisons(library),
        *_skills(library),
        *_guides(library),
        *_terms(library),
    ]


def _both(text: Text) -> dict[Language, str]:
    return {language: plain(text.to(language)) for language in LANGUAGES if text.has(language)}


def _parts(texts: Iterable[Mapping[Language, str]]) -> dict[Language, tuple[str, ...]]:
    gathered = list(texts)
    return {language: tuple(text[language] for text in gathered if language in text) for language in LANGUAGES}


def _claim(claim: Claim) -> dict[Language, str]:
    label = _both(claim.label) if claim.label else {}
    return {
        language: ": ".join(filter(None, (label.get(language), text))) for language, text in _both(claim.text).items()
    }


def _of_role(library: Library, role: Role) -> Iterator[Entry]:
    label = _both(role.preferred_label)
    made: dict[Topic, list[Mapping[Language, str]]] = {}
    for topic, section in role.topics.items():
        body = [_both(section.body)] if section.body else []
        made[topic] = [*body, *(_claim(claim) for claim in section.claims.values())]
    made.setdefault("definition", []).insert(0, _both(role.description))
    if role.skills:
        made.setdefault("skills", []).extend(_both(library.skills[slug].label) for slug in role.skills)
    if role.grades:
        made.setdefault("grades", []).extend(_grades(role))
    if library.salaries_of(role.slug):
        made.setdefault("salary", []).extend(_pay(salary) for salary in library.salaries_of(role.slug))
    if library.steps_of(role.slug):
        steps = [_both(step.text) for step in library.steps_of(role.slug) if step.text]
        made.setdefault("career-path", []).extend(steps)
    for topic, texts in made.items():
        title = TOPIC_TITLES[topic]
        yield Entry(
            id=f"role:{role.slug}:{topic}",
            kind="role",
            slug=role.slug,
            title={code: f"{label.get(code, role.slug)}: {translate(title, code)}" for code in LANGUAGES},
            path=f"/roles/{role.slug}#{topic}",
            parts=_parts(texts),
            role=role.slug,
            roles=(role.slug,),
            topic=topic,
        )


def _grades(role: Role) -> Iterator[dict[Language, str]]:
    for _, grade in role.grades_by_rank():
        yield _both(grade.label)
        yield from (_claim(claim) for claim in grade.claims.values())


def _pay(salary: Salary) -> dict[Language, str]:
    amounts = ", ".join(_amount(salary, figure) for figure in salary.figures.values())
    year = salary.reference_year if isinstance(salary.reference_year, int) else ""
    note = _both(salary.note) if salary.note else {}
    return {code: f"{note.get(code, '')} {amounts} {year} {salary.area}".strip() for code in LANGUAGES}


def _amount(salary: Salary, figure: Figure) -> str:
    if figure.amount is not None:
        return money(figure.amount, salary.currency)
    if figure.low is not None and figure.high is not None:
        return f"{money(figure.low, salary.currency)} – {money(figure.high, salary.currency)}"
    return number(0) if figure.low == 0 else ""


def _comparisons(library: Library) -> Iterator[Entry]:
    """One entry per pair of roles: what either says of the other."""
    for one, other in combinations(library.roles_in_order, 2):
        claims = [
            claim
            for role, against in ((one, other), (other, one))
            for section in [role.topics.get("comparison")]
            if section is not None
            for claim in section.claims.values()
            if claim.compared_with == against.slug
        ]
        home = next((r for r, a in ((other, one), (one, other)) if _compares(r, a)), other)
        labels = {code: (one.preferred_label.to(code), other.preferred_label.to(code)) for code in LANGUAGES}
        descriptions = [_both(role.description) for role in (one, other)]
        yield Entry(
            id=f"comparison:{one.slug}:{other.slug}",
            kind="comparison",
            slug=f"{one.slug},{other.slug}",
            title={
                "hi": f"{labels['hi'][0]} और {labels['hi'][1]} में अंतर",
                "en": f"{labels['en'][0]} or {labels['en'][1].lower()}?",
            },
            path=f"/roles/{home.slug}#comparison",
            parts=_parts([*(_claim(claim) for claim in claims), *descriptions]),
            roles=(one.slug, other.slug),
            topic="comparison",
        )
    for role in library.roles_in_order:
        for (low, one_grade), (high, other_grade) in combinations(role.grades_by_rank(), 2):
            yield Entry(
                id=f"comparison:{role.slug}@{low}:{role.slug}@{high}",
                kind="comparison",
                slug=f"{role.slug}@{low},{role.slug}@{high}",
                title={
                    "hi": f"{one_grade.label.to('hi')} और {other_grade.label.to('hi')} में अंतर",
                    "en": f"{one_grade.label.to('en')} or {other_grade.label.to('en').lower()}?",
                },
                path=f"/roles/{role.slug}#grades",
                parts=_parts(_grades(role)),
                role=role.slug,
                roles=(f"{role.slug}@{low}", f"{role.slug}@{high}"),
                topic="comparison",
            )


def _compares(role: Role, other: Role) -> bool:
    section = role.topics.get("comparison")
    return section is not None and any(claim.compared_with == other.slug for claim in section.claims.values())


def _skills(library: Library) -> Iterator[Entry]:
    for skill in library.skills.values():
        anchors = [_both(getattr(skill.anchors, name)) for name in type(skill.anchors).model_fields]
        yield Entry(
            id=f"skill:{skill.slug}",
            kind="skill",
            slug=skill.slug,
            title=_both(skill.label),
            path=f"/skills/{skill.slug}",
            parts=_parts([_both(skill.description), *anchors]),
            names=(*skill.alt_labels.hi, *skill.alt_labels.en),
        )


def _guides(library: Library) -> Iterator[Entry]:
    for guide in library.guides_in_order:
        bodies = {code: guide.body.to(code).split("\n\n") for code in LANGUAGES if guide.body.has(code)}
        parts = {code: tuple(plain(block) for block in blocks if plain(block)) for code, blocks in bodies.items()}
        description = _both(guide.description)
        yield Entry(
            id=f"guide:{guide.slug}",
            kind="guide",
            slug=guide.slug,
            title=_both(guide.title),
            path=f"/guides/{guide.slug}",
            parts={code: (description.get(code, ""), *parts.get(code, ())) for code in LANGUAGES},
            roles=guide.roles,
        )


def _terms(library: Library) -> Iterator[Entry]:
    for term in library.glossary.values():
        yield Entry(
            id=f"term:{term.slug}",
            kind="term",
            slug=term.slug,
            title=_both(term.label),
            path=f"/glossary#{term.slug}",
            parts=_parts([_both(term.definition)]),
            names=(term.abbreviation,) if term.abbreviation else (),
        )
