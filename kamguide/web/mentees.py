"""A mentor's own list: links of several candidates under labels that nobody else sees, under a code of the mentor's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.assessment.record import spoken
from kamguide.errors import WrongUseError
from kamguide.language import render
from kamguide.problems import Message
from kamguide.store.codes import TOKEN_LENGTH, read_code
from kamguide.store.kept import Mentee
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.headers import private
from kamguide.web.mentor import introduction
from kamguide.web.site import store
from kamguide.web.unopened import why

blueprint = Blueprint("mentees", __name__)
blueprint.after_request(private)

LABEL_LIMIT = 80
"""Characters of a label; as many as the store takes."""

_TOKEN = re.compile(rf"(?:^|/mentor/)([A-Za-z0-9_-]{{{TOKEN_LENGTH}}})(?:$|[/?#\s])")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a mentor typed to add somebody, and what is wrong with it."""

    address: str = ""
    label: str = ""
    field: str = ""
    wrong: str = ""


@blueprint.post("/mentor/lists")
def create() -> AnyResponse:
    """Begin a list."""
    return redirect(url_for("mentees.index", code=store().mentors.create().bare), 303)


@blueprint.post("/mentor/lists/open")
def open_by_code() -> AnyResponse:
    """Go to the list whose code was typed."""
    typed = request.form.get("code", "")
    code = read_code(typed)
    if not store().mentors.exists(code if code is not None else typed) or code is None:
        return no_list(typed)
    return redirect(url_for("mentees.index", code=code.bare), 303)


def no_list(typed: str) -> AnyResponse:
    """The page for mentors, saying that this code opens no list; whether it ever did is not told."""
    usual = Message("This code was not found. Compare it once more. A list is kept for 90 days after its last use.")
    return introduction(render(why(usual), g.language), typed[:40], 404)


@blueprint.get("/mentor/<code>/mentees")
def index(code: str) -> AnyResponse:
    """The list."""
    found = store().mentors.mentees(code)
    return listed(code, found) if found is not None else no_list("")


def listed(code: str, found: tuple[Mentee, ...], typed: Typed | None = None, status: int = 200) -> AnyResponse:
    """The page of a list; with what was wrong with a new entry, where something was."""
    given = typed or Typed()
    title = gettext("Your candidates")
    crumbs = [home_crumb(), Crumb(gettext("For mentors"), url_for("mentor.index")), Crumb(title)]
    return page(
        "mentor/list.html",
        Frame(title=title, crumbs=crumbs, indexed=False),
        status,
        code=code,
        shown=str(read_code(code)),
        mentees=found,
        typed=given,
        label_limit=LABEL_LIMIT,
    )


@blueprint.post("/mentor/<code>/mentees")
def add(code: str) -> AnyResponse:
    """Put a link on the list, or name it anew."""
    found = store().mentors.mentees(code)
    if found is None:
        return no_list("")
    given = Typed(request.form.get("address", "").strip(), spoken(request.form.get("label", "")))
    token = _TOKEN.search(given.address)
    if not 1 <= len(given.label) <= LABEL_LIMIT:
        words = gettext("Write a label of 1 to %(limit)s characters") % {"limit": LABEL_LIMIT}
        return listed(code, found, Typed(given.address, given.label, "label", words), 422)
    try:
        number = store().mentors.add(code, token[1] if token else "", given.label)
    except WrongUseError as error:
        return listed(code, found, Typed(given.address, given.label, "", render(error.message, g.language)), 422)
    if number is None:
        told = why(Message("This link opens nothing. Copy the whole address that you were sent, or ask for a new one."))
        return listed(code, found, Typed(given.address, given.label, "address", render(told, g.language)), 404)
    return redirect(url_for("mentees.index", code=code), 303)


@blueprint.post("/mentor/<code>/mentees/<int(max=2147483647):mentee>/remove")
def remove(code: str, mentee: int) -> AnyResponse:
    """Take an entry off the list."""
    store().mentors.remove(code, mentee)
    return index_again(code)


@blueprint.post("/mentor/<code>/delete")
def delete(code: str) -> AnyResponse:
    """Delete the list; the assessments are their owners'."""
    store().mentors.delete(code)
    return redirect(url_for("mentor.index"), 303)


def index_again(code: str) -> AnyResponse:
    """To the list, where there is one."""
    return redirect(url_for("mentees.index", code=code), 303) if store().mentors.exists(code) else no_list("")
