"""The builder of job descriptions: choose a role, three short pages, and on to the preview; nothing typed is lost.

A draft lives in the address while that is short, else under a code. Each page is sent to ``send`` or ``send_kept``,
which answers with the address of the page to look at next.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.errors import NotFoundError
from kamguide.job_description import (
    Wrong,
    WrongDraftError,
    from_query,
    incomplete,
    offered,
    read,
    role_named,
    to_query,
    words,
)
from kamguide.job_description.reading import filled
from kamguide.language import render
from kamguide.library.role_reference import Chosen, choose
from kamguide.render.markdown import plain
from kamguide.titles import PERIODS
from kamguide.web.comparison_form import Choices, choices
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.headers import private
from kamguide.web.job_description_form import LAST, Sheet, Typed, asked, changed, merged, page_of
from kamguide.web.site import company_library, library

blueprint = Blueprint("job_description", __name__)

PREVIEW = "preview"
"""``step=`` of what comes after the last page."""


@blueprint.after_request
def _own(response: Response) -> Response:
    """A draft is somebody's own; the empty form is everybody's."""
    return private(response) if request.query_string or request.method == "POST" else response


@blueprint.get("/job-description")
def index() -> AnyResponse:
    """The form that chooses a role; with a role the builder's page that ``step`` names."""
    typed = from_query(request.args.to_dict(flat=False))
    if "role" not in typed:
        return chooser()
    try:
        chosen = choose(role_named(typed), library(), company_library)
    except NotFoundError as error:
        return chooser(error)
    step = request.args.get("step", "1")
    try:
        draft = read(typed, chosen, g.language, g.today)
    except WrongDraftError as error:
        return refused(typed, chosen, error.wrong, base=request.query_string.decode("ascii", "replace"))
    base = to_query(draft, chosen, g.language)
    number = int(step) if step in ("1", "2", "3") else LAST + 1
    return shown(Sheet(number, chosen, offered(chosen, draft.sense), draft.to_json(), base))


@blueprint.post("/job-description")
def send() -> AnyResponse:
    """A page of the builder: what it says goes into the draft, and the answer is the next page."""
    base = request.form.get("draft", "")
    typed = merged(from_query(parse_qs(base, keep_blank_values=True, max_num_fields=400)), request.form, _number())
    try:
        chosen = choose(role_named(typed), library(), company_library)
    except NotFoundError as error:
        return chooser(error)
    return answered(typed, chosen, base)


def _number() -> int:
    step = request.form.get("step", "")
    return int(step) if step in ("1", "2", "3") else 1


def answered(typed: Typed, chosen: Chosen, base: str) -> AnyResponse:
    """Do what the button asks for, and lead to the page to look at next; or show this one with what is wrong."""
    number, ask = _number(), asked(request.form.get("do", ""))
    typed = filled(typed, chosen, offered(chosen, str(typed.get("sense") or "")), g.language)
    offer = offered(chosen, str(typed.get("sense") or ""))
    mark = ""
    if ask.verb in ("up", "down", "remove", "all", "none", "reset", "add"):
        mark = changed(typed, ask, offer)
    try:
        draft = read(typed, chosen, g.language, g.today)
    except WrongDraftError as error:
        return refused(typed, chosen, error.wrong, base)
    if mark:
        step = str(number)
    elif ask.verb == "back":
        step = str(max(1, number - 1))
    else:
        lacking = [one for one in incomplete(draft) if ask.verb == PREVIEW or page_of(one.field) <= number]
        if lacking:
            return refused(draft.to_json(), chosen, lacking, to_query(draft, chosen, g.language))
        step = PREVIEW if ask.verb == PREVIEW or number == LAST else str(number + 1)
    query = to_query(draft, chosen, g.language)
    address = f"{url_for('job_description.index')}?{query}{'' if step == '1' else f'&step={step}'}"
    return redirect(f"{address}#{mark}" if mark else address, 303)


def refused(typed: Typed, chosen: Chosen, wrong: Sequence[Wrong], base: str = "") -> Response:
    """The page on which the first wrong value stands, with all that is wrong; what was typed stays."""
    offer = offered(chosen, str(typed.get("sense") or ""))
    told: dict[str, str] = {}
    for one in wrong:
        told.setdefault(_field(one.field), render(one.message, g.language))
    number = min(page_of(one.field) for one in wrong)
    return shown(Sheet(number, chosen, offer, filled(typed, chosen, offer, g.language), base, wrong=told), 422)


def _field(pointer: str) -> str:
    """The field at which a sentence stands: what is wrong with one ticked line stands at its topic or list."""
    parts = pointer.split("/")
    if parts[1:2] == ["include"]:
        return "/".join(parts[:3])
    return "/must" if parts[1:2] in ([], ["must"], ["nice"]) else pointer


def chooser(error: NotFoundError | None = None) -> Response:
    """The form that asks for the role."""
    title = gettext("Write a job description")
    frame = Frame(
        title=f"{gettext('Problem')}: {title}" if error else title,
        description=gettext("From a role to a job description in four minutes: Hindi, English or both."),
        crumbs=[home_crumb(), Crumb(title)],
        indexed=error is None and not request.query_string,
    )
    found: Choices = choices([], different=False)
    status = 404 if error else 200
    wrong = render(error.message, g.language) if error else ""
    return page("job_description/index.html", frame, status, choices=found, wrong=wrong, meant=meant(error))


def meant(error: NotFoundError | None) -> list[tuple[str, str]]:
    """What is near to a name that nothing bears: its label and its reference."""
    found = []
    for name in error.nearest if error is not None and error.kind in ("roles", "grades") else ():
        try:
            near = choose(name, library(), company_library)
        except NotFoundError:
            continue
        found.append((plain(near.label.to(g.language)), near.reference))
    return found


def shown(sheet: Sheet, status: int = 200) -> Response:
    """A page of the builder."""
    label = plain(sheet.chosen.label.to(g.language))
    title = gettext("Job description: %(role)s") % {"role": label}
    frame = Frame(
        title=f"{gettext('Problem')}: {title}" if sheet.wrong else title,
        crumbs=[home_crumb(), Crumb(gettext("Job description"), url_for("job_description.index")), Crumb(label)],
        indexed=False,
        role=sheet.chosen.role.slug,
        query=f"{sheet.base}&step={sheet.number}" if sheet.base else "",
    )
    return page(
        f"job_description/step_{sheet.number}.html",
        frame,
        status,
        sheet=sheet,
        words=words,
        periods=PERIODS,
        library=sheet.chosen.library,
        role=sheet.chosen.role,
        chosen=sheet.chosen,
    )
