"""Where an assessment begins and where one comes back: choose a target, type a code, bring an exported file."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, g, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.assessment.record import RECORD_LIMIT, Record
from kamguide.errors import KamguideError, RefusedFileError
from kamguide.language import render
from kamguide.library.role_reference import choose
from kamguide.store.errors import StoreError
from kamguide.web.assessment_keeping import NoSuchCodeError, Opened, created, opened
from kamguide.web.assessment_questions import UNDECIDED, once_sent
from kamguide.web.comparison_form import choices
from kamguide.web.errors import store_message, store_status
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.headers import private
from kamguide.web.site import company_library, library

blueprint = Blueprint("assessment", __name__)

_FORM_LIMIT = RECORD_LIMIT + 10_000
"""Bytes of a request that brings an exported file; more than any other form may have."""


@dataclass(frozen=True)
class Wrong:
    """What was wrong with what was sent: the field, and the sentence."""

    field: str
    sentence: str
    ours: bool = False
    """Whether there is nothing that the visitor could mend."""


@blueprint.get("/assessment")
def index() -> AnyResponse:
    """The ways in. With a role in the query, as the form sends it: on to its questions."""
    reference = request.args.get("role", "").strip()
    if reference == UNDECIDED:
        return redirect(url_for("assessment_questions.first", reference=UNDECIDED), 303)
    if reference:
        try:
            chosen = choose(reference, library(), company_library)
        except KamguideError as error:
            return private(entrance(404, Wrong("target", render(error.message, g.language))))
        return redirect(url_for("assessment_questions.first", reference=chosen.reference), 303)
    return entrance()


@blueprint.post("/assessment")
def open_by_code() -> AnyResponse:
    """Leads from a code that was typed to its result, or brings an exported file back.

    A code that opens nothing is told so, and stays in the field.
    """
    if request.mimetype == "multipart/form-data":
        return bring()
    typed = request.form.get("code", "")
    try:
        now = opened(typed)
    except NoSuchCodeError as error:
        return private(entrance(404, _lost(error), typed))
    except StoreError as error:
        return private(entrance(store_status(error), _unreached("code", error), typed))
    return onward(now)


def bring() -> Response:
    """Makes a record of an exported file, under a code of its own."""
    request.max_content_length = _FORM_LIMIT
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise RefusedFileError("Choose a file first.")
        record = Record.brought(sent.read(RECORD_LIMIT + 1).decode("utf-8", "replace").removeprefix("\ufeff"))
        now, _ = created(record, once_sent())
    except RefusedFileError as error:
        return private(entrance(422, Wrong("file", render(error.message, g.language))))
    except StoreError as error:
        return private(entrance(store_status(error), _unreached("file", error)))
    return onward(now)


def onward(now: Opened) -> Response:
    """Leads to a result."""
    return private(make_response(redirect(url_for("assessment_result.index", code=now.shown), 303)))


@blueprint.app_errorhandler(NoSuchCodeError)
def lost(error: NoSuchCodeError) -> Response:
    """The same page for every code that opens nothing."""
    return private(entrance(404, _lost(error)))


def _lost(error: NoSuchCodeError) -> Wrong:
    return Wrong("code", render(error.message, g.language), error.ours)


def _unreached(field: str, error: StoreError) -> Wrong:
    return Wrong(field, render(store_message(error), g.language), ours=True)


def entrance(status: int = 200, wrong: Wrong | None = None, typed: str = "") -> Response:
    """The page with the ways in, and what was wrong with one of them."""
    title = gettext("Check my skills")
    frame = Frame(
        title=gettext("Problem: %(title)s") % {"title": title} if wrong else title,
        description=gettext(
            "Which skills do you have, which are missing for the next role, and what comes first? Three short pages, "
            "then a SWOT that says why, and a plan for 12 weeks."
        ),
        crumbs=[home_crumb(), Crumb(title)],
        indexed=wrong is None,
    )
    return page(
        "assessment/index.html", frame, status, choices=choices([], different=False), wrong=wrong, typed=typed[:64]
    )
