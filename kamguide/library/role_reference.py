"""Role references, `[company:]role[@grade]`: how a role is named wherever one is asked for, and what the name means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kamguide.errors import NotFoundError
from kamguide.library.library import Library
from kamguide.library.nearest import nearest
from kamguide.model.role import Grade, Role
from kamguide.model.text import Text
from kamguide.sources.characters import visible

CompanyLibrary = Callable[[str], Library]
"""From a company's slug to what its readers see; raises NotFoundError for a company that nobody may see."""


@dataclass(frozen=True)
class Chosen:
    """A role, or one grade of it, in the library of whoever asked or of a company."""

    library: Library
    role: Role
    grade_slug: str = ""
    company: str = ""

    @property
    def reference(self) -> str:
        """Its name in canonical form."""
        return (
            (f"{self.company}:" if self.company else "")
            + self.role.slug
            + (f"@{self.grade_slug}" if self.grade_slug else "")
        )

    @property
    def grade(self) -> Grade | None:
        """The grade, where one is meant."""
        return self.role.grades[self.grade_slug] if self.grade_slug else None

    @property
    def label(self) -> Text:
        """What to call it."""
        return self.grade.label if self.grade else self.role.preferred_label


def no_company(slug: str) -> Library:
    """:raises NotFoundError: always; the way to a company's library where there are no companies."""
    raise NotFoundError("There is no company “%(name)s”.", kind="companies", name=visible(slug, 80))


def choose(reference: str, library: Library, company_library: CompanyLibrary = no_company) -> Chosen:
    """What a reference means; a role may also be called by its name or the short name on its badge.

    :param library: that of the address or of `--company`; it is meant where the reference names no company.
    :param company_library: the way to the library of a company that is named.
    :raises NotFoundError: no such company, role or grade; with the nearest names.
    """
    company, _, rest = reference.strip().rpartition(":")
    slug, at, grade = rest.partition("@")
    where = company_library(company) if company else library
    role = where.role_called(slug)
    slug = role.slug
    if at and grade not in role.grades:
        raise NotFoundError(
            "The role “%(role)s” has no grade “%(name)s”.",
            [f"{slug}@{near}" for near in nearest(grade, role.grades)],
            "grades",
            role=slug,
            name=visible(grade, 80),
        )
    return Chosen(where, role, grade, company)
