"""What can be found: one entry per role section, skill, pay source, career step, guide and term, both languages in one.

Comparisons are made beside it, in :mod:`kamguide.search.comparisons`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from kamguide.language import money, number, translate
from kamguide.library.library import Library
from kamguide.model.claim import Claim
from kamguide.model.role import Grade, Role, Topic
from kamguide.model.salary import Figure, Salary
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.render.markdown import plain
from kamguide.titles import STEP_KINDS, TOPIC_TITLES

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
    positions: tuple[str, ...] = ()
    """Positions that are no role and lie at an end of a career step."""


def entries(library: Library) -> list[Entry]:
    """Every entry of a library but the comparisons."""
    return [
        *(entry for role in library.roles_in_order for entry in _of_role(library, role)),
        *_salaries(library),
        *_steps(library),
        *_skills(library),
        *_guides(library),
        *_terms(library),
    ]


def plain_texts(text: Text) -> dict[Language, str]:
    """A text without Markdown, in the languages that it has."""
    return {language: plain(text.to(language)) for language in LANGUAGES if text.has(language)}


def parts_of(texts: Iterable[Mapping[Language, str]]) -> dict[Language, tuple[str, ...]]:
    """The parts of an entry from its texts, in their order."""
    gathered = list(texts)
    return {language: tuple(text[language] for text in gathered if language in text) for language in LANGUAGES}


def claim_texts(claim: Claim) -> dict[Language, str]:
    """A claim as it is read: its heading, then its statement."""
    label = plain_texts(claim.label) if claim.label else {}
    return {
        language: ": ".join(filter(None, (label.get(language), text)))
        for language, text in plain_texts(claim.text).items()
    }


def grade_texts(grade: Grade) -> Iterator[dict[Language, str]]:
    """What is said of a grade."""
    yield plain_texts(grade.label)
    yield from (claim_texts(claim) for claim in grade.claims.values())


def _of_role(library: Library, role: Role) -> Iterator[Entry]:
    label = plain_texts(role.preferred_label)
    made: dict[Topic, list[Mapping[Language, str]]] = {}
    for topic, section in role.topics.items():
        body = [plain_texts(section.body)] if section.body else []
        made[topic] = [*body, *(claim_texts(claim) for claim in section.claims.values())]
    made.setdefault("definition", []).insert(0, plain_texts(role.description))
    if role.skills:
        made.setdefault("skills", []).extend(plain_texts(library.skills[slug].label) for slug in role.skills)
    if role.grades:
        grades = (text for _, grade in role.grades_by_rank() for text in grade_texts(grade))
        made.setdefault("grades", []).extend(grades)
    if library.salaries_of(role.slug):
        made.setdefault("salary", []).extend(_pay(salary) for salary in library.salaries_of(role.slug))
    if library.steps_of(role.slug):
        steps = [plain_texts(step.text) for step in library.steps_of(role.slug) if step.text]
        made.setdefault("career-path", []).extend(steps)
    for topic, texts in made.items():
        title = TOPIC_TITLES[topic]
        yield Entry(
            id=f"role:{role.slug}:{topic}",
            kind="role",
            slug=role.slug,
            title={code: f"{label.get(code, role.slug)}: {translate(title, code)}" for code in LANGUAGES},
            path=f"/roles/{role.slug}#{topic}",
            parts=parts_of(texts),
            role=role.slug,
            roles=(role.slug,),
            topic=topic,
        )


def _pay(salary: Salary) -> dict[Language, str]:
    amounts = ", ".join(_amount(salary, figure) for figure in salary.figures.values())
    year = salary.reference_year if isinstance(salary.reference_year, int) else ""
    note = plain_texts(salary.note) if salary.note else {}
    return {code: f"{note.get(code, '')} {amounts} {year} {salary.area}".strip() for code in LANGUAGES}


def _amount(salary: Salary, figure: Figure) -> str:
    if figure.amount is not None:
        return money(figure.amount, salary.currency)
    if figure.low is not None and figure.high is not None:
        return f"{money(figure.low, salary.currency)} – {money(figure.high, salary.currency)}"
    return number(0) if figure.low == 0 else ""


def _salaries(library: Library) -> Iterator[Entry]:
    title = TOPIC_TITLES["salary"]
    for salary in library.salaries.values():
        role, source = library.roles[salary.role], library.sources[salary.source]
        year = f" {salary.reference_year}" if isinstance(salary.reference_year, int) else ""
        yield Entry(
            id=f"salary:{salary.slug}",
            kind="salary",
            slug=salary.slug,
            title={
                code: f"{role.preferred_label.to(code)}: {translate(title, code)}, {source.publisher}{year}"
                for code in LANGUAGES
            },
            path=f"/roles/{role.slug}#salary",
            parts=parts_of([_pay(salary), *(plain_texts(f.note) for f in salary.figures.values() if f.note)]),
            role=role.slug,
            roles=(role.slug,),
            topic="salary",
        )


def _steps(library: Library) -> Iterator[Entry]:
    for path in library.paths.values():
        for slug, step in path.steps.items():
            ends = [end.partition("@")[0] for end in (step.from_, step.to)]
            roles = tuple(dict.fromkeys(end for end in ends if end in library.roles))
            if not roles:
                continue
            names = {code: [_node(library, end, code) for end in (step.from_, step.to)] for code in LANGUAGES}
            kind = STEP_KINDS[step.kind]
            yield Entry(
                id=f"path:{slug}",
                kind="path",
                slug=slug,
                title={code: f"{' › '.join(names[code])} ({translate(kind, code)})" for code in LANGUAGES},
                path=f"/paths?from={step.from_}",
                parts=parts_of([plain_texts(text) for text in (step.text, step.time) if text]),
                role=roles[-1],
                roles=roles,
                topic="career-path",
                positions=tuple(end for end in ends if end in library.positions),
            )


def _node(library: Library, reference: str, language: Language) -> str:
    role, _, grade = reference.partition("@")
    if role in library.roles:
        named = library.roles[role]
        return named.grades[grade].label.to(language) if grade else named.preferred_label.to(language)
    return library.positions[role].label.to(language)


def _skills(library: Library) -> Iterator[Entry]:
    for skill in library.skills.values():
        anchors = [plain_texts(getattr(skill.anchors, name)) for name in type(skill.anchors).model_fields]
        yield Entry(
            id=f"skill:{skill.slug}",
            kind="skill",
            slug=skill.slug,
            title=plain_texts(skill.label),
            path=f"/skills/{skill.slug}",
            topic="skills",
            parts=parts_of([plain_texts(skill.description), *anchors]),
            names=(*skill.alt_labels.hi, *skill.alt_labels.en),
        )


def _guides(library: Library) -> Iterator[Entry]:
    for guide in library.guides_in_order:
        bodies = {code: guide.body.to(code).split("\n\n") for code in LANGUAGES if guide.body.has(code)}
        parts = {code: tuple(plain(block) for block in blocks if plain(block)) for code, blocks in bodies.items()}
        description = plain_texts(guide.description)
        yield Entry(
            id=f"guide:{guide.slug}",
            kind="guide",
            slug=guide.slug,
            title=plain_texts(guide.title),
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
            title=plain_texts(term.label),
            path=f"/glossary#{term.slug}",
            parts=parts_of([plain_texts(term.definition)]),
            names=(term.abbreviation,) if term.abbreviation else (),
        )
