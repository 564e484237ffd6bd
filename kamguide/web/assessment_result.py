"""The result of an assessment: what it says, what its owner changes about it, how it is taken along or ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.assessment.changing import (
    struck,
    taken_again,
    unstruck,
    with_budget,
    with_own_line,
    without_own_line,
)
from kamguide.assessment.plan import REASONS
from kamguide.assessment.questions import pages
from kamguide.assessment.record import MOST_HOURS, OWN_LIMIT, Quadrant, Record
from kamguide.errors import WrongUseError
from kamguide.language import render
from kamguide.model.text import LANGUAGES
from kamguide.render.typesetting import offered
from kamguide.store.errors import StoreError
from kamguide.web.assessment_keeping import Opened, changed, opened
from kamguide.web.assessment_questions import UNDECIDED, framed, fresh, titled
from kamguide.web.assessment_view import view
from kamguide.web.errors import RETRY_SECONDS, store_message, store_status
from kamguide.web.frame import address, gettext, page
from kamguide.web.headers import private
from kamguide.web.mentor_links import links_of
from kamguide.web.site import store

blueprint = Blueprint("assessment_result", __name__)
blueprint.after_request(private)

QUADRANTS: tuple[Quadrant, ...] = get_args(Quadrant)


@blueprint.get("/assessment/r/<code>")
def index(code: str) -> Response:
    """Readiness, gaps, SWOT, plan, other roles, and what has changed since the time before."""
    return shown(opened(code))


@blueprint.get("/assessment/r/<code>/<any(lines, plan, again):_part>")
def instead(code: str, _part: str) -> AnyResponse:
    """Where an error page stood that is now asked for again: back to the result."""
    return redirect(url_for("assessment_result.index", code=opened(code).shown), 303)


@blueprint.post("/assessment/r/<code>/lines")
def lines(code: str) -> AnyResponse:
    """Takes a line out of the SWOT, brings one back, or adds lines of the owner's own."""
    form = request.form
    told = {quadrant: form.get(f"own-{quadrant}", "") for quadrant in QUADRANTS}

    def change(record: Record) -> Record:
        for name, apply in (("strike", struck), ("restore", unstruck), ("remove", without_own_line)):
            if name in form:
                return apply(record, form[name][:300])
        for quadrant, text in told.items():
            if text.strip():
                record = with_own_line(record, quadrant, text)
        return record

    return kept(code, change, "swot", told={quadrant: text for quadrant, text in told.items() if text})


@blueprint.post("/assessment/r/<code>/plan")
def plan(code: str) -> AnyResponse:
    """Another budget for the plan: hours a week, and the languages to learn in."""
    hours = request.form.get("hours", "").strip()
    languages = [language for language in LANGUAGES if language in request.form.getlist("languages")]

    def change(record: Record) -> Record:
        if not (hours.isdecimal() and 1 <= int(hours[:4]) <= MOST_HOURS):
            raise WrongUseError("Write whole hours a week, from 1 to %(most)s.", most=MOST_HOURS)
        if not languages:
            raise WrongUseError("Choose at least one language.")
        return with_budget(record, int(hours), languages)

    return kept(code, change, "plan", told={"hours": hours})


@blueprint.post("/assessment/r/<code>/again")
def again(code: str) -> AnyResponse:
    """A new round, against the role as it stands today or against another one; asked is only what changed."""
    now = opened(code)
    target = now.record.last.target
    reference = request.form.get("role", "") or (target.reference if target is not None else UNDECIDED)
    pinned = fresh(reference)
    try:
        now = changed(now, lambda record: taken_again(record, pinned))
    except StoreError as error:
        return shown(now, "again", error)
    if pages(now.record.last)[0].optional:
        return redirect(url_for("assessment_result.index", code=now.shown, _anchor="change"), 303)
    return redirect(url_for("assessment_questions.some", code=now.shown, number=1), 303)


@blueprint.get("/assessment/r/<code>/data.json")
def data(code: str) -> Response:
    """Everything that is kept under the code, as a file that can be brought back."""
    response = Response(opened(code).record.to_text() + "\n", content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="kamguide-result.json"'
    return response


@blueprint.get("/assessment/r/<code>/delete")
def ask_delete(code: str) -> Response:
    """Asks once more before everything is deleted."""
    now = opened(code)
    frame = framed(now.record.last, gettext("Delete my data?"))
    return page("assessment/delete.html", frame, now=now)


@blueprint.post("/assessment/r/<code>/delete")
def delete(code: str) -> Response:
    """Deletes the result with its links and everything that mentors wrote below it."""
    now = opened(code)
    try:
        store().assessments.delete(now.code)
    except StoreError as error:
        return shown(now, "delete", error)
    frame = framed(now.record.last, gettext("Your data is deleted"))
    return page("assessment/deleted.html", frame)


def kept(code: str, change: Callable[[Record], Record], part: str, told: dict[str, str]) -> AnyResponse:
    """A change of the result, kept; then back to the part of the page that shows it. Without room for it, says so."""
    now = opened(code)
    try:
        now = changed(now, change)
    except (StoreError, WrongUseError) as error:
        return shown(now, part, error, told)
    return redirect(url_for("assessment_result.index", code=now.shown, _anchor=part), 303)


def shown(
    now: Opened, part: str = "", error: StoreError | WrongUseError | None = None, told: dict[str, str] | None = None
) -> Response:
    """The page of a result; with what could not be kept in the part that it belongs to, and what was typed there."""
    title = titled(now.record.last, gettext("My result"))
    status, message = 200, None
    if error is not None:
        message = store_message(error) if isinstance(error, StoreError) else error.message
        status = store_status(error) if isinstance(error, StoreError) else 422
        title = gettext("Problem: %(title)s") % {"title": title}
    response = page(
        "assessment/result.html",
        framed(now.record.last, title),
        status,
        now=now,
        view=view(now.record),
        mentors=links_of(now),
        as_pdf=offered(),
        wrong=render(message, g.language) if message is not None else "",
        wrong_part=part,
        told=told or {},
        full_address=address(url_for("assessment_result.index", code=now.shown)),
        own_limit=OWN_LIMIT,
        most_hours=MOST_HOURS,
        reasons=REASONS,
    )
    if isinstance(error, StoreError):
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
