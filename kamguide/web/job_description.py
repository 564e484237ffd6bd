"""The builder of job descriptions: choose a role, three short pages, and on to the preview; nothing typed is lost.

Each page is sent to ``send``, which answers with the address of the page to look at next, or with the page itself and
what is wrong on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qs

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.errors import KamguideError, NotFoundError
from kamguide.job_description import Wrong, WrongDraftError, incomplete, offered, to_query, words
from kamguide.job_description.reading import filled
from kamguide.language import render
from kamguide.library.role_reference import choose
from kamguide.problems import Message
from kamguide.render.markdown import plain
from kamguide.store.errors import ChangedMeanwhileError, StoreError
from kamguide.titles import PERIODS
from kamguide.web.comparison_form import choices
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.headers import private
from kamguide.web.job_description_form import LAST, Sheet, asked, changed, field_of, merged, page_of
from kamguide.web.job_description_keeping import (
    PREVIEW,
    Begun,
    NoSuchDraftError,
    Place,
    from_address,
    from_code,
    settled,
)
from kamguide.web.job_description_preview import preview
from kamguide.web.site import company_library, library, store

blueprint = Blueprint("job_description", __name__)

_FIELDS_MOST = 400
"""Values in the address of a draft."""
_STAY = ("up", "down", "remove", "all", "none", "reset", "add")
"""What buttons do on a page that is then shown again."""


@blueprint.after_request
def _own(response: Response) -> Response:
    """A draft is somebody's own; the empty form is everybody's."""
    return private(response) if request.query_string or request.method == "POST" or "/r/" in request.path else response


@blueprint.get("/job-description")
@blueprint.get("/job-description/r/<code>")
def index(code: str = "") -> AnyResponse:
    """The form that chooses a role; with a draft the page of the builder that ``step`` names."""
    if not code and not request.args.get("role"):
        return chooser()
    try:
        begun = from_code(code) if code else from_address(request.args.to_dict(flat=False))
    except NotFoundError as error:
        return chooser(error)
    try:
        draft = begun.read()
    except WrongDraftError as error:
        return refused(begun if code else replace(begun, place=_as_asked()), error.wrong)
    place = begun.place if code else Place(to_query(draft, begun.chosen, g.language))
    step = request.args.get("step", "1")
    if step == PREVIEW:
        lacking = incomplete(draft)
        return refused(replace(begun, place=place), lacking) if lacking else preview(draft, begun.chosen, place)
    number = int(step) if step in ("1", "2", "3") else 1
    return shown(Sheet(number, begun.chosen, offered(begun.chosen, draft.sense), draft.to_json(), place))


def _as_asked() -> Place:
    return Place(request.query_string.decode("ascii", "replace"))


@blueprint.post("/job-description")
@blueprint.post("/job-description/r/<code>")
def send(code: str = "") -> AnyResponse:
    """A page of the builder: what it says goes into the draft, and the answer is the next page. Or a code."""
    if not code and "code" in request.form:
        return opened()
    step = request.form.get("step", "")
    number = int(step) if step in ("1", "2", "3") else 1
    query = request.form.get("draft", "")
    try:
        begun = from_code(code) if code else _carried_along(query)
        typed = merged(begun.typed, request.form, number)
        chosen = choose(str(typed.get("role") or begun.chosen.reference), library(), company_library)
    except NotFoundError as error:
        return chooser(error)
    version = request.form.get("version", "")
    if code and version.isdecimal() and len(version) < 10:  # noqa: PLR2004 - versions grow by one
        begun = replace(begun, place=replace(begun.place, version=int(version)))
    return answered(Begun(typed, chosen, begun.place if code else Place(query)), number)


def _carried_along(query: str) -> Begun:
    try:
        told = parse_qs(query, keep_blank_values=True, max_num_fields=_FIELDS_MOST)
    except ValueError:
        abort(413)
    return from_address({"role": [request.form.get("role", "")], **told})


def answered(begun: Begun, number: int) -> AnyResponse:
    """Do what the button asks for, and lead to the page to look at next; or show this one with what is wrong."""
    ask, chosen = asked(request.form.get("do", "")), begun.chosen
    offer = offered(chosen, str(begun.typed.get("sense") or ""))
    begun = replace(begun, typed=filled(begun.typed, chosen, offer, g.language))
    mark = changed(begun.typed, ask, offer) if ask.verb in _STAY else ""
    try:
        draft = begun.read()
        if not mark and ask.verb != "back":
            lacking = [one for one in incomplete(draft) if ask.verb == PREVIEW or page_of(one.field) <= number]
            if lacking:
                raise WrongDraftError(lacking)
        place = settled(draft, chosen, begun.place)
    except WrongDraftError as error:
        return refused(begun, error.wrong, number)
    except (StoreError, NoSuchDraftError) as error:
        return unsaved(begun, error, number)
    if mark:
        return redirect(place.page(str(number), mark), 303)
    if ask.verb == "back":
        return redirect(place.page(str(max(1, number - 1))), 303)
    return redirect(place.page(PREVIEW if ask.verb == PREVIEW or number == LAST else str(number + 1)), 303)


def unsaved(begun: Begun, error: KamguideError, number: int) -> Response:
    """The page as it was sent, with why it could not be kept; sent again it is kept where that is possible."""
    place, message, status = begun.place, error.message, 503
    if isinstance(error, ChangedMeanwhileError):
        message = Message(
            "This draft was changed in another window. What you see is yours: send it again to put it in its place."
        )
        place, status = replace(place, version=error.kept.version), 409
    elif isinstance(error, NoSuchDraftError):
        message = Message("This draft was deleted meanwhile. What you see is yours: send it again to keep it anew.")
        place, status = Place(to_query(begun.read(), begun.chosen, g.language)), 404
    return refused(replace(begun, place=place), [Wrong("", message)], number, status)


def opened() -> AnyResponse:
    """From a code that was typed to its draft."""
    try:
        begun = from_code(request.form["code"])
    except NotFoundError as error:
        return chooser(error, "code")
    return redirect(begun.place.page(PREVIEW), 303)


@blueprint.post("/job-description/r/<code>/delete")
def delete(code: str) -> AnyResponse:
    """Delete a draft that lives under a code."""
    from_code(code)
    store().drafts.delete(code)
    return redirect(f"{url_for('job_description.index')}?deleted=1", 303)


def refused(begun: Begun, wrong: Sequence[Wrong], number: int = LAST, status: int = 422) -> Response:
    """A page with all that is wrong; what was typed stays.

    :param number: the page to show where what is wrong stands on none; else it is that of the first wrong value.
    """
    offer = offered(begun.chosen, str(begun.typed.get("sense") or ""))
    told: dict[str, str] = {}
    for one in wrong:
        told.setdefault(field_of(one.field), render(one.message, g.language))
    page_number = min((page_of(one.field) for one in wrong if one.field), default=number)
    typed = filled(begun.typed, begun.chosen, offer, g.language)
    return shown(Sheet(page_number, begun.chosen, offer, typed, begun.place, told), status)


def chooser(error: NotFoundError | None = None, field: str = "role", *, kit: bool = False) -> Response:
    """The form that asks for the role, or for the code of a draft; it leads to the builder, or to the interview kit."""
    title = gettext("Interview kit") if kit else gettext("Build a job description")
    frame = Frame(
        title=gettext("Problem: %(title)s") % {"title": title} if error else title,
        description=gettext("Questions for each must-have, what an answer shows, and a score sheet to print.")
        if kit
        else gettext("From a role to a job description in four minutes: Hindi, English or both."),
        crumbs=[home_crumb(), Crumb(title)],
        indexed=error is None and not request.query_string,
    )
    return page(
        "job_description/index.html",
        frame,
        404 if error else 200,
        choices=choices([], different=False),
        wrong={"code" if isinstance(error, NoSuchDraftError) else field: render(error.message, g.language)}
        if error
        else {},
        ours=isinstance(error, NoSuchDraftError) and error.ours,
        meant=meant(error),
        code=request.form.get("code", "")[:40],
        deleted=request.args.get("deleted") == "1",
        kit=kit,
    )


def meant(error: NotFoundError | None) -> Mapping[str, str]:
    """What is near to a name that nothing bears: references with their labels."""
    found = {}
    for name in error.nearest if error is not None and error.kind in ("roles", "grades") else ():
        try:
            near = choose(name, library(), company_library)
        except NotFoundError:
            continue
        found[near.reference] = plain(near.label.to(g.language))
    return found


def shown(sheet: Sheet, status: int = 200) -> Response:
    """A page of the builder."""
    label = plain(sheet.chosen.label.to(g.language))
    title = gettext("Job description: %(role)s") % {"role": label}
    step = f"step={sheet.number}"
    frame = Frame(
        title=gettext("Problem: %(title)s") % {"title": title} if sheet.wrong else title,
        crumbs=[home_crumb(), Crumb(gettext("Job description"), url_for("job_description.index")), Crumb(label)],
        indexed=False,
        role=sheet.chosen.role.slug,
        query=f"{sheet.place.query}&{step}" if sheet.place.query else step,
    )
    return page(
        f"job_description/step_{sheet.number}.html",
        frame,
        status,
        sheet=sheet,
        chosen=sheet.chosen,
        role=sheet.chosen.role,
        library=sheet.chosen.library,
        words=words,
        periods=PERIODS,
    )
