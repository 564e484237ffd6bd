"""The catalogue of skills, and the page of one skill with its anchors per level."""

from __future__ import annotations

from flask import Blueprint, Response, g, url_for

from kamguide.library.library import Library
from kamguide.model.claim import Requirement
from kamguide.model.text import Text
from kamguide.render.markdown import plain
from kamguide.titles import GROUPS
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import guide, library

blueprint = Blueprint("skills", __name__)


@blueprint.get("/skills")
def index() -> Response:
    """All skills by group, with the roles that need them."""
    title = gettext("Skills")
    frame = Frame(
        title=title,
        description=gettext("Every skill of the guide, with behaviour one could watch at each level."),
        crumbs=[home_crumb(), Crumb(title)],
    )
    skills = sorted(library().skills.values(), key=lambda skill: plain(skill.label.to(g.language)))
    groups = {group: [skill for skill in skills if skill.group == group] for group in GROUPS}
    return page("skills/index.html", frame, groups=groups, library=library())


@blueprint.get("/skills/<slug>")
def skill(slug: str) -> Response:
    """One skill: what it is, its levels, the roles that need it."""
    shown = library().skill(slug)
    label = plain(shown.label.to(g.language))
    frame = Frame(
        title=label,
        description=plain(shown.description.to(g.language)),
        crumbs=[home_crumb(), Crumb(gettext("Skills"), url_for("skills.index")), Crumb(label)],
        skill=slug,
        shared=as_shared(slug),
    )
    return page("skills/skill.html", frame, skill=shown, library=library())


def as_shared(slug: str) -> bool:
    """Whether a skill's page says just what the shared guide's says: the skill, and who needs it how much."""
    ours, common = library(), guide().library

    def needed(books: Library) -> list[tuple[Text, Requirement]]:
        return [(role.preferred_label, role.skills[slug]) for role in books.roles_with(slug)]

    return ours is not common and ours.skills[slug] is common.skills.get(slug) and needed(ours) == needed(common)
