"""The library: everything one company's readers may see, immutable, with the look-ups that pages need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kamguide.errors import NotFoundError
from kamguide.library.nearest import nearest
from kamguide.library.pays import occupations, pays
from kamguide.model.career import Path, Position, Step
from kamguide.model.comparison import Comparison
from kamguide.model.lexicon import Lexicon
from kamguide.model.pay import Pay
from kamguide.model.price_index import PriceIndex
from kamguide.model.reference import Guide, Term
from kamguide.model.role import TOPICS, Grade, Role
from kamguide.model.rule import Rule
from kamguide.model.salary import Figure, Salary
from kamguide.model.skill import Skill
from kamguide.model.source import Source
from kamguide.model.survey import Occupation, Survey
from kamguide.model.text import Text
from kamguide.sources.characters import visible

CAREER_ORDER = ("account-executive", "account-manager", "key-account-manager", "sales-manager")
"""The order in which the shared roles are shown; others follow as their files are named."""


def career_rank(slug: str) -> int:
    """What sorts shared roles in career order, and all others behind them."""
    return CAREER_ORDER.index(slug) if slug in CAREER_ORDER else len(CAREER_ORDER)


@dataclass(frozen=True)
class Library:
    """All content of the shared guide, or of one company over it. Nobody changes it; a reload makes a new one."""

    version: str = ""
    """Changes with every byte of the content: part of every ETag."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    skills: Mapping[str, Skill] = field(default_factory=dict)
    salaries: Mapping[str, Salary] = field(default_factory=dict)
    paths: Mapping[str, Path] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    guides: Mapping[str, Guide] = field(default_factory=dict)
    lexicon: Mapping[str, Lexicon] = field(default_factory=dict)
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    prices: Mapping[str, PriceIndex] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)

    def role(self, slug: str) -> Role:
        """:raises NotFoundError: with the nearest slugs."""
        try:
            return self.roles[slug]
        except KeyError:
            raise NotFoundError(
                "There is no role “%(name)s”.", nearest(slug, self.roles), "roles", name=visible(slug)
            ) from None

    @cached_property
    def role_names(self) -> Mapping[str, Collection[str]]:
        """The slugs of the roles that go by a name: badge, labels and what people type, without regard to case."""
        found: dict[str, set[str]] = {}
        for role in self.roles.values():
            labels = (role.preferred_label.hi, role.preferred_label.en)
            others = (*role.alt_labels.hi, *role.alt_labels.en, *role.hidden_labels.hi, *role.hidden_labels.en)
            for name in (role.notation, *labels, *others):
                if name:
                    found.setdefault(_plain_name(name), set()).add(role.slug)
        return found

    def role_called(self, name: str) -> Role:
        """The role of that slug, or the only one that goes by that name.

        :raises NotFoundError: with the roles that go by it, or the nearest slugs.
        """
        meant = self.role_names.get(_plain_name(name), ()) if name not in self.roles else (name,)
        if len(meant) == 1:
            return self.roles[next(iter(meant))]
        near = nearest(name, self.roles) or nearest(_plain_name(name), self.role_names)
        known = dict.fromkeys(slug for one in near for slug in ([one] if one in self.roles else self.role_names[one]))
        raise NotFoundError(
            "There is no role “%(name)s”.", sorted(meant) or list(known)[:3], "roles", name=visible(name)
        )

    def skill(self, slug: str) -> Skill:
        """:raises NotFoundError: with the nearest slugs."""
        try:
            return self.skills[slug]
        except KeyError:
            raise NotFoundError(
                "There is no skill “%(name)s”.", nearest(slug, self.skills), "skills", name=visible(slug)
            ) from None

    def guide(self, slug: str) -> Guide:
        """:raises NotFoundError: with the nearest slugs."""
        try:
            return self.guides[slug]
        except KeyError:
            raise NotFoundError(
                "There is no guide “%(name)s”.", nearest(slug, self.guides), "guides", name=visible(slug)
            ) from None

    def comparison(self, slug: str) -> Comparison:
        """:raises NotFoundError: with the nearest slugs."""
        try:
            return self.comparisons[slug]
        except KeyError:
            raise NotFoundError(
                "There is no comparison “%(name)s”.",
                nearest(slug, self.comparisons),
                "comparisons",
                name=visible(slug),
            ) from None

    @cached_property
    def comparisons_by_roles(self) -> Mapping[frozenset[str], Comparison]:
        """What people wrote of two roles, whichever is named first."""
        return {frozenset(written.roles): written for written in self.comparisons.values()}

    @cached_property
    def comparisons_in_order(self) -> list[Comparison]:
        """Written comparisons in the order of their roles."""
        return sorted(self.comparisons.values(), key=lambda c: (sorted(map(career_rank, c.roles)), c.slug))

    @cached_property
    def roles_in_order(self) -> list[Role]:
        """Roles in career order, then the others by slug."""
        return sorted(self.roles.values(), key=lambda role: (career_rank(role.slug), role.slug))

    @cached_property
    def guides_in_order(self) -> list[Guide]:
        return sorted(self.guides.values(), key=lambda guide: (guide.order, guide.slug))

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """Nodes of the career graph that are no role."""
        return {slug: position for path in self.paths.values() for slug, position in path.positions.items()}

    @cached_property
    def steps(self) -> list[Step]:
        """Edges of the career graph, in the order of the files."""
        return [step for path in self.paths.values() for step in path.steps.values()]

    def steps_of(self, role: str) -> list[Step]:
        """The steps that begin or end at the role or one of its grades."""
        return [s for s in self.steps if role in (s.from_.partition("@")[0], s.to.partition("@")[0])]

    def node_label(self, reference: str) -> Text:
        """What a node of the career graph is called: a grade, a role or a position."""
        slug, _, grade = reference.partition("@")
        role = self.roles.get(slug)
        if role is None:
            return self.positions[slug].label
        return role.grades[grade].label if grade else role.preferred_label

    def salaries_of(self, role: str) -> list[Salary]:
        """What sources say of the role's pay, the latest year first, those without a year last."""
        chosen = [salary for salary in self.salaries.values() if salary.role == role]
        return sorted(chosen, key=lambda s: (isinstance(s.reference_year, str), -_year(s), s.slug))

    @cached_property
    def pays(self) -> tuple[Pay, ...]:
        """Every figure of pay, of salary files and of surveys."""
        return pays(self.salaries, self.surveys, self.sources)

    @cached_property
    def occupations(self) -> Mapping[str, Occupation]:
        """The occupations of all surveys by code."""
        return occupations(self.surveys)

    def figure(self, reference: str) -> tuple[Salary, Figure]:
        """The figure named ``file.figure``; raises KeyError where there is none."""
        file, _, name = reference.partition(".")
        salary = self.salaries[file]
        return salary, salary.figures[name]

    @cached_property
    def answering(self) -> frozenset[str]:
        """The names of all that can answer a question: `role.topic.claim`, else kind and slug; of any role a topic."""
        claims = (name for role in self.roles.values() for name in role.claim_names())
        kinds: Mapping[str, Collection[str]] = {
            "skills": self.skills,
            "glossary": self.glossary,
            "guides": self.guides,
            "comparisons": self.comparisons,
            "topics": TOPICS,
        }
        return frozenset((*claims, *(f"{kind}.{slug}" for kind, things in kinds.items() for slug in things)))

    def roles_with(self, skill: str) -> Iterator[Role]:
        """The roles that require the skill, in career order."""
        return (role for role in self.roles_in_order if skill in role.skills)

    def grades_with(self, skill: str) -> Iterator[tuple[Role, str, Grade]]:
        """The grades that require the skill though their role does not, the lowest first."""
        for role in self.roles_in_order:
            if skill not in role.skills:
                yield from ((role, slug, grade) for slug, grade in role.grades_by_rank() if skill in grade.skills)


def _plain_name(name: str) -> str:
    return " ".join(name.casefold().split())


def _year(salary: Salary) -> int:
    return salary.reference_year if isinstance(salary.reference_year, int) else 0
