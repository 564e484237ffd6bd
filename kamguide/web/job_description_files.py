"""What one takes along of a draft: the document in every form, the interview kit as a page and as files."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from flask import Blueprint, Response, abort, g, request, url_for

from kamguide.job_description import Draft
from kamguide.job_description.draft import Languages
from kamguide.job_description.exits import EXITS, exported, file_name, written
from kamguide.job_description.interview import kit
from kamguide.library.role_reference import Chosen
from kamguide.render.documents import Document
from kamguide.render.markdown import plain
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.headers import private
from kamguide.web.job_description import chooser
from kamguide.web.job_description_keeping import Begun, Place, from_address, from_code
from kamguide.web.job_description_preview import kind_of, kit_forms, style_for

blueprint = Blueprint("job_description_files", __name__)
_FORMS = ("job_description_files.interview",)
"""What answers without a draft too, with a form."""


@blueprint.after_request
def _own(response: Response) -> Response:
    """A draft is somebody's own; the empty form is everybody's."""
    return (
        private(response)
        if request.query_string or "code" in (request.view_args or ()) or request.endpoint not in _FORMS
        else response
    )


def _begun(code: str) -> tuple[Begun, Draft]:
    """The draft of the request; ``in=`` asks for another language than it says."""
    begun = from_code(code) if code else from_address(request.args.to_dict(flat=False))
    draft = begun.read()
    wanted = request.args.get("in", "")
    languages: tuple[Languages, ...] = get_args(Languages)
    for language in languages:
        if language == wanted:
            draft = draft.model_copy(update={"lang": language})
    place = begun.place if code else Place(request.query_string.decode("ascii", "replace"))
    return replace(begun, place=place), draft


@blueprint.get("/job-description/file/<form>")
@blueprint.get("/job-description/r/<code>/file/<form>")
def document(form: str, code: str = "") -> Response:
    """The document as a file."""
    _known(form)
    begun, draft = _begun(code)
    data = exported(form, begun.chosen, draft, g.today, style_for(begun.chosen))
    return _attached(data, form, file_name(begun.chosen, draft, form))


@blueprint.get("/job-description/interview")
@blueprint.get("/job-description/r/<code>/interview")
def interview(code: str = "") -> Response:
    """The interview kit as a page to read and to print; without a role the form that asks for it."""
    if not code and not request.args.get("role"):
        return chooser(kit=True)
    begun, draft = _begun(code)
    label = plain(begun.chosen.label.to(g.language))
    title = gettext("Interview: %(role)s") % {"role": label}
    frame = Frame(
        title=title,
        crumbs=[home_crumb(), Crumb(gettext("Job description"), url_for("job_description.index")), Crumb(title)],
        indexed=False,
        role=begun.chosen.role.slug,
        query=begun.place.query,
    )
    return page(
        "job_description/interview.html",
        frame,
        document=_kit(begun.chosen, draft),
        kind_of=kind_of,
        chosen=begun.chosen,
        place=begun.place,
        forms=kit_forms(),
        both=draft.lang != "both",
    )


@blueprint.get("/job-description/interview/<form>")
@blueprint.get("/job-description/r/<code>/interview/<form>")
def interview_file(form: str, code: str = "") -> Response:
    """The interview kit as a file."""
    if form == "jsonld":
        abort(404)
    _known(form)
    begun, draft = _begun(code)
    data = written(form, _kit(begun.chosen, draft))
    return _attached(data, form, f"interview-{file_name(begun.chosen, draft, form)}")


def _kit(chosen: Chosen, draft: Draft) -> Document:
    return kit(chosen, draft, g.today, style_for(chosen).look)


def _known(form: str) -> None:
    if form not in EXITS:
        abort(404)


def _attached(data: bytes, form: str, name: str) -> Response:
    """A file to keep; its name is made of slugs."""
    response = Response(data, content_type=EXITS[form].media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
