"""The preview of a job description: the document, advice on its wording beside it, and the files to take along."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, g, url_for

from kamguide.job_description import Draft, words
from kamguide.job_description.advice import advised
from kamguide.job_description.building import build
from kamguide.job_description.exits import offered_exits
from kamguide.job_description.lint import linter
from kamguide.job_description.sides import sides
from kamguide.job_description.style import Style
from kamguide.library.role_reference import Chosen
from kamguide.render.blocks import Block
from kamguide.render.markdown import plain
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.job_description_keeping import PREVIEW, Place
from kamguide.web.site import guide, variant

FORMS = {
    "pdf": "PDF",
    "docx": "Word",
    "html": "HTML",
    "md": "Markdown",
    "txt": "TXT",
    "jsonld": "JSON-LD",
    "json": "JSON",
}
"""What the forms are called, the same in both languages."""


def style_for(chosen: Chosen) -> Style:
    """The style of the company whose role it is, or below whose address it is asked for."""
    held = variant()
    return guide().style(chosen, held.company.slug if held is not None else "")


def preview(draft: Draft, chosen: Chosen, place: Place) -> Response:
    """The page after the builder's last one."""
    label = plain(chosen.label.to(g.language))
    title = gettext("Job description: %(role)s") % {"role": label}
    step = f"step={PREVIEW}"
    frame = Frame(
        title=title,
        crumbs=[home_crumb(), Crumb(gettext("Job description"), url_for("job_description.index")), Crumb(label)],
        indexed=False,
        role=chosen.role.slug,
        query=f"{place.query}&{step}" if place.query else step,
    )
    document = build(chosen, draft, g.today, style_for(chosen))
    forms = [(form.name, FORMS.get(form.name, form.name)) for form in offered_exits()]
    return page(
        "job_description/preview.html",
        frame,
        document=document,
        kind_of=kind_of,
        draft=draft,
        chosen=chosen,
        place=place,
        forms=forms,
        words=words,
        report=advised(linter(chosen.library), document, draft.place),
        library=chosen.library,
        one_sided=sum(not sides(line) for lines in draft.own.values() for line in lines) if draft.lang == "both" else 0,
    )


def kind_of(block: Block) -> str:
    """Which kind of block it is: ``heading``, ``listing`` ..."""
    return type(block).__name__.lower()


def kit_forms() -> Sequence[tuple[str, str]]:
    """The forms of the interview kit: all but the vacancy's own data."""
    return [(form.name, FORMS.get(form.name, form.name)) for form in offered_exits() if form.name != "jsonld"]
