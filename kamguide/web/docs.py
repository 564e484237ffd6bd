"""How company variants and plugins are written: the folder, the commands, and every hook with its signature."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response

from kamguide import hookspecs
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page

blueprint = Blueprint("docs", __name__)


def _n(text: str) -> str:
    return text


PURPOSES: Mapping[str, str] = {
    "kamguide_layers": _n("Company folders that the plugin brings: slug and folder."),
    "kamguide_checks": _n("Checks of your own: each is called with a library, and gives a remark for each fault."),
    "kamguide_pages": _n("Pages of your own: Flask blueprints, shown under /hi and /en and below every company."),
    "kamguide_commands": _n("Commands of your own: click commands, run as kamguide x NAME."),
    "kamguide_sections": _n("Sections of job descriptions, for a role or a grade."),
}
"""Hook -> what it is for; English words, which are catalogue keys."""


@blueprint.get("/docs/plugins")
def plugins() -> Response:
    """The page for who writes a variant or a plugin."""
    title = gettext("Company variants and plugins")
    frame = Frame(
        title=title,
        description=gettext("A company's own version of the guide is a folder of text files; code is needed rarely."),
        crumbs=[home_crumb(), Crumb(title)],
        shared=True,
        abbreviations=False,
    )
    hooks = [(name, hookspecs.signature(name), PURPOSES[name]) for name in hookspecs.HOOKS]
    return page("docs/plugins.html", frame, hooks=hooks)
