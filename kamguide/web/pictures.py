"""The picture of a page for links: one per role, skill or written comparison and language, and one for all others."""

from __future__ import annotations

from flask import Blueprint, Response, abort, g

from kamguide.library.library import career_rank
from kamguide.model.comparison import Comparison
from kamguide.model.role import Role
from kamguide.model.skill import Skill
from kamguide.render.markdown import plain
from kamguide.render.pictures import Picture, png
from kamguide.render.typesetting import offered
from kamguide.titles import GROUPS
from kamguide.web.comparison import pair_title
from kamguide.web.frame import gettext, shown_to_all
from kamguide.web.site import guide, library, variant

blueprint = Blueprint("pictures", __name__)


@blueprint.get("/pictures/roles/<slug>.png")
def role(slug: str) -> Response:
    """The picture of a role."""
    return _sent(_of_role(library().role(slug)))


@blueprint.get("/pictures/comparisons/<slug>.png")
def comparison(slug: str) -> Response:
    """The picture of a written comparison."""
    return _sent(_of_comparison(library().comparison(slug)))


@blueprint.get("/pictures/paths.png")
def paths() -> Response:
    """The picture of the career paths."""
    return _sent(
        Picture(
            language=g.language,
            title=gettext("Career paths"),
            subtitle="",
            sentence=gettext("Which post leads to which, what each step takes, and where it is written."),
            badge=" › ".join(shown.notation for shown in library().roles_in_order[:3]) or signed(),
            role="",
            site=signed(),
        )
    )


@blueprint.get("/pictures/skills/<slug>.png")
def skill(slug: str) -> Response:
    """The picture of a skill."""
    return _sent(_of_skill(library().skill(slug)))


@blueprint.get("/pictures/guide.png")
def site() -> Response:
    """The picture of the site."""
    return _sent(
        Picture(
            language=g.language,
            title=gettext("Which role am I looking for?"),
            subtitle="",
            sentence=gettext("What each role does, which skills it needs, what it pays and how to get there."),
            badge=" · ".join(shown.notation for shown in library().roles_in_order[:4]) or guide().settings.site_name,
            role="",
            site=signed(),
        )
    )


def _of_role(shown: Role) -> Picture:
    label = shown.preferred_label
    other = label.en if g.language == "hi" else label.hi
    return Picture(
        language=g.language,
        title=plain(label.to(g.language)),
        subtitle=other or "",
        sentence=plain(shown.description.to(g.language)),
        badge=shown.notation,
        role=shown.slug,
        site=signed(),
    )


def _of_skill(shown: Skill) -> Picture:
    label = shown.label
    return Picture(
        language=g.language,
        title=plain(label.to(g.language)),
        subtitle=(label.en if g.language == "hi" else label.hi) or "",
        sentence=plain(shown.description.to(g.language)),
        badge=gettext(GROUPS[shown.group]),
        role="",
        site=guide().settings.site_name,
    )


def _of_comparison(written: Comparison) -> Picture:
    first, other = (library().role(slug) for slug in sorted(written.roles, key=career_rank))
    return Picture(
        language=g.language,
        title=pair_title(*(plain(role.preferred_label.to(g.language)) for role in (first, other))),
        subtitle="",
        sentence=plain(written.answer.to(g.language)),
        badge=first.notation,
        role=first.slug,
        site=signed(),
        other_badge=other.notation,
        other_role=other.slug,
    )


def signed() -> str:
    """Whose guide it is: the site's name, behind that of the company whose version it is."""
    held = variant()
    name = guide().settings.site_name
    return name if held is None else f"{held.company.label.to(g.language)[:60]} · {name}"


def _sent(picture: Picture) -> Response:
    if not offered():
        abort(404)
    response = Response(png(picture), content_type="image/png")
    response.headers["Cache-Control"] = f"{'public' if shown_to_all() else 'private'}, max-age=86400"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
