"""The list of roles, and the page of one role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, g, url_for

from kamguide.library.library import Library
from kamguide.model.career import Step
from kamguide.model.claim import Claim
from kamguide.model.role import Role, Sense, Topic
from kamguide.model.text import Text
from kamguide.plugins.variants import Variant
from kamguide.profiles import ladder
from kamguide.render.charts import pay_parts
from kamguide.render.markdown import plain
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import guide, library, variant
from kamguide.web.templating import STALE_YEARS, age

blueprint = Blueprint("roles", __name__)

PAGE_ORDER: tuple[Topic, ...] = (
    "responsibilities", "skills", "kpi", "salary", "career-path", "how-to-become", "comparison",
    "definition", "portfolio", "education", "experience", "qualities", "outlook", "industries", "tools", "regulation",
    "grades", "mentor", "books", "swot", "resume", "sources",
)  # fmt: skip
OPEN: frozenset[Topic] = frozenset(
    ("responsibilities", "skills", "kpi", "salary", "career-path", "how-to-become", "comparison", "sources")
)
"""Sections that stand open; the others are folded to their heading."""


@dataclass(frozen=True)
class Section:
    """A topic on the page: its claims, the sources that most of them share, and the claims by sense of the title.

    Where one title means two jobs, ``groups`` keeps what is said of each apart; what holds for both comes first.
    """

    topic: Topic
    body: Text | None
    claims: Mapping[str, Claim]
    shared_sources: tuple[str, ...]
    groups: Sequence[tuple[Sense | None, Sequence[tuple[str, Claim]]]]


@dataclass(frozen=True)
class PathView:
    """The role's steps: those that lead to it, and those that lead on."""

    before: Sequence[Step]
    after: Sequence[Step]


@blueprint.get("/roles")
def index() -> Response:
    """All roles."""
    title = gettext("Roles")
    frame = Frame(
        title=title,
        description=described(library()),
        crumbs=[home_crumb(), Crumb(title)],
    )
    return page("roles/index.html", frame, roles=library().roles_in_order)


@blueprint.get("/roles/<slug>")
def role(slug: str) -> Response:
    """Everything the guide says of one role."""
    books = library()
    held = variant()
    shown = books.role(slug)
    label = plain(shown.preferred_label.to(g.language))
    frame = Frame(
        title=f"{named(shown, label)}: " + gettext("work, skills, pay"),
        description=plain(shown.description.to(g.language)),
        crumbs=[home_crumb(), Crumb(gettext("Roles"), url_for("roles.index")), Crumb(label)],
        role=slug,
        shared=as_shared(books, slug),
    )
    numbered = numbered_sources(books, shown)
    return page(
        "roles/role.html",
        frame,
        role=shown,
        library=books,
        sections=(made := sections(books, shown)),
        own=own(held, shown, made) if held is not None else None,
        open_topics=OPEN,
        numbered=numbered,
        salaries=books.salaries_of(slug),
        charts={salary.slug: pay_parts(salary) for salary in books.salaries_of(slug)},
        path=path_view(books, slug),
        node_label=books.node_label,
        figure=books.figure,
        ladder={rung.high: rung for rung in ladder(shown)},
        stale={s.slug: age(s.reference_year, g.today) for s in books.salaries.values()},
        stale_years=STALE_YEARS,
        indian=any(salary.area.startswith("IN") for salary in books.salaries_of(slug)),
    )


@dataclass(frozen=True)
class Own:
    """What of a role's page is a company's own: the quiet marks."""

    changed: Mapping[str, int]
    """Topic -> how many fields say something else than below."""
    head: int
    """The same of the page's head, and of topics that are not shown."""
    below: Text
    """What lies below the role."""
    added: bool
    """Whether there is no such role below."""
    taken_out: Sequence[Topic]
    """Topics that the role has below and not here."""


def own(held: Variant, role: Role, shown: Sequence[Section]) -> Own:
    """The marks of a role's page."""
    changed = held.topics_of(role.slug)
    topics = {section.topic for section in shown}
    before = held.base.roles.get(role.slug)
    below = [section.topic for section in sections(held.base, before)] if before is not None else []
    return Own(
        changed=changed,
        head=sum(count for topic, count in changed.items() if topic not in topics),
        below=held.below(("roles", role.slug)),
        added=held.adds(role.slug),
        taken_out=[topic for topic in below if topic not in topics],
    )


def as_shared(books: Library, slug: str) -> bool:
    """Whether a role's page says just what the shared guide's says."""
    common = guide().library
    return (
        books is not common
        and books.roles[slug] is common.roles.get(slug)
        and books.salaries_of(slug) == common.salaries_of(slug)
        and books.steps_of(slug) == common.steps_of(slug)
    )


def described(books: Library) -> str:
    """What stands on the page of all roles, in a sentence; a company may have others than the shared guide."""
    if variant() is None:
        return gettext("Account executive, account manager, key account manager, sales manager: what each is.")
    names = [plain(role.preferred_label.to(g.language)) for role in books.roles_in_order]
    return gettext("%(names)s: what each is.") % {"names": ", ".join(names)}


def named(role: Role, label: str) -> str:
    """The label with the badge's short name where it does not hold it already: ``प्रमुख अकाउंट मैनेजर (KAM)``."""
    return label if role.notation in label else f"{label} ({role.notation})"


def sections(books: Library, role: Role) -> list[Section]:
    """The sections of the role's page in order: exactly those in which there is something to say."""
    made: Mapping[Topic, bool] = {
        "skills": bool(role.skills),
        "salary": bool(books.salaries_of(role.slug)),
        "career-path": bool(books.steps_of(role.slug)),
        "grades": bool(role.grades),
        "sources": True,
    }
    shown = []
    for topic in PAGE_ORDER:
        section = role.topics.get(topic)
        says_something = section is not None and (section.body is not None or section.claims)
        if not says_something and not made.get(topic):
            continue
        claims = section.claims if section else {}
        body = section.body if section else None
        shown.append(Section(topic, body, claims, shared_sources(claims), by_sense(role, claims)))
    return shown


def by_sense(role: Role, claims: Mapping[str, Claim]) -> list[tuple[Sense | None, list[tuple[str, Claim]]]]:
    """The claims that hold for every sense of the title, then those of each sense; groups without a claim left out."""
    groups: list[tuple[Sense | None, list[tuple[str, Claim]]]] = []
    for slug, sense in ((None, None), *role.senses.items()):
        own = [(key, claim) for key, claim in claims.items() if claim.sense == slug]
        if own:
            groups.append((sense, own))
    return groups


def shared_sources(claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """The sources that most claims of a section name; those of the others stand beside them."""
    counted = Counter(claim.sources for claim in claims.values() if claim.sources)
    return counted.most_common(1)[0][0] if counted else ()


def numbered_sources(books: Library, role: Role) -> dict[str, int]:
    """Every source of the page by number, in the order of the page; last those in which others were read."""
    order: dict[str, None] = {}
    by_topic = {section.topic: section for section in sections(books, role)}
    for topic, section in by_topic.items():
        for claim in section.claims.values():
            order.update(dict.fromkeys(claim.sources))
        if topic == "skills":
            for need in role.skills.values():
                order.update(dict.fromkeys(need.sources))
        if topic == "salary":
            order.update(dict.fromkeys(salary.source for salary in books.salaries_of(role.slug)))
        if topic == "career-path":
            for step in books.steps_of(role.slug):
                order.update(dict.fromkeys(step.sources))
        if topic == "grades":
            for grade in role.grades.values():
                for claim in grade.claims.values():
                    order.update(dict.fromkeys(claim.sources))
    found = list(order)
    for slug in found:
        source = books.sources.get(slug)
        if source is not None and source.via is not None and source.via not in order:
            order[source.via] = None
            found.append(source.via)
    return {slug: number for number, slug in enumerate((s for s in order if s in books.sources), start=1)}


def path_view(books: Library, slug: str) -> PathView:
    """The steps around a role, without those between its own grades."""
    steps = books.steps_of(slug)
    before = [step for step in steps if _node(step.to) == slug != _node(step.from_)]
    after = [step for step in steps if _node(step.from_) == slug != _node(step.to)]
    return PathView(before, after)


def _node(reference: str) -> str:
    return reference.partition("@")[0]
