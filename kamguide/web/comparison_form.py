"""The form that chooses roles to compare: what may be chosen, and what was wrong with what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, g, request, url_for

from kamguide.comparison import MOST
from kamguide.errors import KamguideError, NotFoundError
from kamguide.language import render
from kamguide.library.role_reference import choose
from kamguide.model.role import Role
from kamguide.model.text import Text
from kamguide.render.markdown import plain
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import company_library, guide, library, variant

MANY = 60
"""With more roles than this the form takes their names as text: a list of thousands helps nobody."""


@dataclass(frozen=True)
class OfCompany:
    """What a listed company says of its own: its roles and their grades, to be compared."""

    slug: str
    label: Text
    roles: Sequence[Role]


@dataclass(frozen=True)
class Wrong:
    """A sentence on what is wrong, and what may have been meant, with its address."""

    sentence: str
    meant: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Choices:
    """What the form offers, and what stands in it."""

    chosen: Sequence[str]
    different: bool
    roles: Sequence[Role]
    companies: Sequence[OfCompany]
    many: bool
    """Whether there are too many roles for lists."""
    most: int = MOST

    def offers(self, reference: str) -> bool:
        """Whether a company's role stands in the lists."""
        company, _, rest = reference.rpartition(":")
        role, _, grade = rest.partition("@")
        return any(
            one.slug == company and any(r.slug == role and (not grade or grade in r.grades) for r in one.roles)
            for one in self.companies
        )


def choices(chosen: Sequence[str], different: bool) -> Choices:
    """The form with these roles in it. A company's own pages name no other company."""
    listed = guide().listed if variant() is None else []
    companies = [
        OfCompany(o.company.slug, o.company.label, [o.library.roles[slug] for slug in o.roles]) for o in listed
    ]
    if sum(len(one.roles) for one in companies) > MANY:
        companies = []  # each is reached from its own pages
    return Choices(chosen, different, library().roles_in_order, companies, len(library().roles) > MANY)


def chooser(asked: Sequence[str], errors: Sequence[KamguideError] = ()) -> Response:
    """The form alone: roles that are known stay chosen, and all that was wrong with the others is said."""
    title = gettext("Choose other roles") if errors else gettext("Compare roles")
    frame = Frame(
        title=title,
        description=gettext("Two to four roles side by side: work, skills and levels, pay, the way there."),
        crumbs=[home_crumb(), Crumb(gettext("Compare"), url_for("comparison.index")), Crumb(title)],
        indexed=not errors and not asked,
    )
    if not errors:
        frame = Frame(frame.title, frame.description, [home_crumb(), Crumb(title)], frame.indexed)
    status = 200 if not errors else 404 if all(isinstance(error, NotFoundError) for error in errors) else 422
    different = request.args.get("diff") == "1"
    return page(
        "comparison/chooser.html",
        frame,
        status,
        choices=choices(list(dict.fromkeys(asked))[:MOST], different),
        wrong=[Wrong(render(error.message, g.language), meant(error, asked, different)) for error in errors],
        pairs=library().comparisons_in_order,
        library=library(),
        query_of=query_of,
    )


def meant(error: KamguideError, asked: Sequence[str], different: bool) -> list[tuple[str, str]]:
    """The nearest names of what is not there, each with the comparison in which it takes its place."""
    if not isinstance(error, NotFoundError) or error.kind not in ("roles", "grades", "companies"):
        return []
    wrong = next((one for one in asked if _told_by(error, one)), None)
    if wrong is None:
        return []
    company, _, role = wrong.rpartition(":")
    found = []
    for near in error.nearest:
        name = f"{near}:{role}" if error.kind == "companies" else f"{company}:{near}" if company else near
        try:
            side = choose(name, library(), company_library)
        except NotFoundError:
            continue
        others = [side.reference if one == wrong else one for one in asked]
        label = plain(side.label.to(g.language)) + (f" ({side.company})" if side.company else "")
        found.append((label, address_of(list(dict.fromkeys(others))[:MOST], different)))
    return found


def _told_by(error: KamguideError, reference: str) -> bool:
    """Whether the error is about this reference."""
    try:
        choose(reference, library(), company_library)
    except KamguideError as told:
        return told.message == error.message
    return False


def address_of(references: Sequence[str], different: bool = False) -> str:
    """The one address of a comparison."""
    return f"{url_for('comparison.index')}?{query_of(references)}{'&diff=1' if different else ''}"


def query_of(references: Sequence[str]) -> str:
    """The query that names the roles."""
    return f"roles={','.join(references)}"
