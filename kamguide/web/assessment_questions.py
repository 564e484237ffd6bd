"""The questions of an assessment: three short pages and one for the rest; the first one's answer makes the record."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.assessment.changing import begun
from kamguide.assessment.pinning import pin, pin_undecided
from kamguide.assessment.questions import QuestionPage, pages
from kamguide.assessment.record import AskedSkill, Record, Round
from kamguide.assessment.suggesting import TEXT_LIMIT, Suggestion, suggest
from kamguide.language import render
from kamguide.library.role_reference import choose
from kamguide.render.markdown import plain
from kamguide.store.codes import ONCE_LENGTH
from kamguide.store.errors import ChangedMeanwhileError, StoreBusyError, StoreError
from kamguide.web.assessment_form import Fault, Filled, differing, faults, kept_in, read
from kamguide.web.assessment_keeping import TRIES, Opened, created, opened, saved
from kamguide.web.errors import RETRY_SECONDS, store_message, store_status
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.headers import private
from kamguide.web.site import company_library, library, variant

blueprint = Blueprint("assessment_questions", __name__)


@blueprint.after_request
def _private(response: Response) -> Response:
    """Nobody keeps what is somebody's own. The first page holds nothing of anybody's yet: the browser that asked for it
    may keep it, so that the way back to it keeps what was filled in.
    """
    private(response)
    if request.endpoint == "assessment_questions.first" and response.status_code == HTTPStatus.OK:
        response.headers["Cache-Control"] = "private, max-age=0"
    return response


UNDECIDED = "undecided"
"""Stands for a role reference where somebody does not know which role to choose."""
CONSENT = "2026-11-30"
"""The version of the words on what is kept that stand above the first page's button (``assessment/consent.html``)."""
_ONCE = re.compile(rf"[\w-]{{{ONCE_LENGTH},64}}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Sheet:
    """One page of questions, as it is shown."""

    now: Round
    pages: Sequence[QuestionPage]
    number: int
    filled: Filled
    action: str
    """Where it is sent."""
    back: str = ""
    """The page before; empty on the first one before anything is kept."""
    seal: str = ""
    once: str = ""
    """The idempotency key of a record that is not made yet."""
    faults: Sequence[Fault] = ()
    unsaved: str = ""
    """Why what was filled in could not be kept."""
    pasted: str = ""
    suggested: Mapping[str, Suggestion] | None = None
    """By skill what a pasted text says of it; None: nothing was pasted."""

    @property
    def page(self) -> QuestionPage:
        """The page that is shown."""
        return self.pages[self.number - 1]

    @property
    def skills(self) -> Mapping[str, AskedSkill]:
        """Its questions."""
        return {slug: self.now.skills[slug] for slug in self.page.skills}


@dataclass(frozen=True)
class Sent:
    """What came with a page of questions."""

    filled: Filled
    faults: Sequence[Fault] = ()
    pasted: str = ""
    suggested: Mapping[str, Suggestion] | None = None

    @property
    def to_keep(self) -> bool:
        """Whether it is to be kept as it is."""
        return not self.faults and self.suggested is None


@blueprint.get("/assessment/<reference>")
def first(reference: str) -> AnyResponse:
    """The first page; nothing is kept yet."""
    now = fresh(reference)
    if now.target is not None and now.target.reference != reference:
        return redirect(url_for("assessment_questions.first", reference=now.target.reference), 303)
    return shown(_first_sheet(now, reference, Filled({}), secrets.token_urlsafe(16)))


@blueprint.post("/assessment/<reference>")
def begin(reference: str) -> AnyResponse:
    """Makes the record from the first page's answers, once however often they are sent; then the second page."""
    now = fresh(reference)
    skills = pages(now)[0].skills
    sent = received(pages(now)[0], now)
    once = once_sent()
    sheet = _first_sheet(now, reference, sent.filled, once)
    if not sent.to_keep:
        return shown(sheet, sent)
    try:
        made, new = created(sent.filled.into(begun(now, consented())), once)
        if not new:
            _keep(made, skills, sent.filled, "")
    except StoreError as error:
        return shown(sheet, sent, error)
    return redirect(following(made, 1), 303)


@blueprint.get("/assessment/r/<code>/<int:number>")
def some(code: str, number: int) -> Response:
    """A page of questions with what is kept of it."""
    now = opened(code)
    sheet = _sheet(now, number)
    return shown(sheet)


@blueprint.post("/assessment/r/<code>/<int:number>")
def answer(code: str, number: int) -> AnyResponse:
    """Keeps a page of questions and goes on to the next, or to the result."""
    now = opened(code)
    sheet = _sheet(now, number)
    skills = sheet.page.skills
    sent = received(sheet.page, sheet.now)
    if not sent.to_keep:
        return shown(sheet, sent)
    try:
        kept = _keep(now, skills, sent.filled, request.form.get("seal", ""))
    except StoreError as error:
        return shown(sheet, sent, error)
    if kept is None:
        return conflicting(sheet, sent.filled)
    return redirect(following(kept, number), 303)


def fresh(reference: str) -> Round:
    """A new round for a reference in the library of the request.

    :raises NotFoundError: no such role, grade or company.
    """
    if reference == UNDECIDED:
        held = variant()
        return pin_undecided(library(), g.today, held.company.slug if held else "")
    return pin(choose(reference, library(), company_library), g.today)


def once_sent() -> str:
    """The idempotency key that the request's form brings; without one that is fit, a new one."""
    once = request.form.get("once", "")
    return once if _ONCE.fullmatch(once) else secrets.token_urlsafe(16)


def received(asked: QuestionPage, now: Round) -> Sent:
    """What the request's form says of a page of questions."""
    filled = read(request.form, asked.skills)
    if "suggest" in request.form:
        pasted = request.form.get("resume", "")[:TEXT_LIMIT]
        found = suggest(pasted, library(), now.skills)
        return Sent(filled, (), pasted, {one.skill: one for one in found})
    return Sent(filled, tuple(faults(filled, asked.skills, optional=asked.optional)))


def consented() -> str:
    """The version of the words on what is kept that stood above the button; empty: the form names none of ours."""
    told = request.form.get("consent", "")
    return told if _DAY.fullmatch(told) and told <= CONSENT else ""


def following(now: Opened, number: int) -> str:
    """The address after a page: the next one that has to be answered, else the result."""
    there = pages(now.record.last)
    if number < len(there) and not there[number].optional:
        return url_for("assessment_questions.some", code=now.shown, number=number + 1)
    return url_for("assessment_result.index", code=now.shown)


def _keep(now: Opened, skills: Sequence[str], filled: Filled, seal: str) -> Opened | None:
    """The record with what was filled in; None: another window has changed the same questions since they were shown.

    :param seal: of what was shown; empty: whatever stands there gives way.
    """
    for _ in range(TRIES):
        there = kept_in(now.record.last, skills)
        if not differing(there, filled, skills):
            return now
        if seal and there.seal(skills) != seal:
            return None
        try:
            return saved(now, filled.into(now.record))
        except ChangedMeanwhileError as error:
            now = Opened(now.code, error.kept, Record.from_text(error.kept.text))
    raise StoreBusyError


def _first_sheet(now: Round, reference: str, filled: Filled, once: str) -> Sheet:
    action = url_for("assessment_questions.begin", reference=reference)
    return Sheet(now, pages(now), 1, filled, action, once=once)


def _sheet(now: Opened, number: int) -> Sheet:
    there = pages(now.record.last)
    if not 1 <= number <= len(there):
        abort(404)
    skills = there[number - 1].skills
    filled = kept_in(now.record.last, skills)
    action = url_for("assessment_questions.answer", code=now.shown, number=number)
    back = url_for("assessment_questions.some", code=now.shown, number=number - 1) if number > 1 else ""
    if number > 1 and there[number - 1].optional:
        back = url_for("assessment_result.index", code=now.shown)
    return Sheet(now.record.last, there, number, filled, action, back, filled.seal(skills))


def shown(sheet: Sheet, sent: Sent | None = None, error: StoreError | None = None) -> Response:
    """A page of questions; with what was sent, where that is not kept, and with why."""
    status: int = HTTPStatus.OK
    if sent is not None:
        seal = request.form.get("seal", "") or sheet.seal
        sheet = replace(
            sheet, filled=sent.filled, seal=seal, faults=sent.faults, pasted=sent.pasted, suggested=sent.suggested
        )
        status = HTTPStatus.UNPROCESSABLE_ENTITY if sent.faults else status
    if error is not None:
        sheet = replace(sheet, unsaved=render(store_message(error), g.language))
        status = store_status(error)
    title = titled(sheet.now, gettext("Check my skills"))
    if status != HTTPStatus.OK:
        title = gettext("Problem: %(title)s") % {"title": title}
    response = page("assessment/questions.html", framed(sheet.now, title), status, sheet=sheet, consent=CONSENT)
    if error is not None:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def conflicting(sheet: Sheet, filled: Filled) -> Response:
    """Both texts, where another window has changed the same questions meanwhile; one of them is chosen."""
    title = gettext("Problem: %(title)s") % {"title": gettext("Changed in another window")}
    skills = differing(sheet.filled, filled, sheet.page.skills)
    return page("assessment/conflict.html", framed(sheet.now, title), 409, sheet=sheet, yours=filled, skills=skills)


def titled(now: Round, title: str) -> str:
    """A title with the role or grade that the round measures against."""
    return f"{title}: {plain(now.target.label.to(g.language))}" if now.target is not None else title


def framed(now: Round, title: str) -> Frame:
    """What surrounds a private page of an assessment."""
    here = plain(now.target.label.to(g.language)) if now.target is not None else gettext("Which role fits me?")
    crumbs = [home_crumb(), Crumb(gettext("Check my skills"), url_for("assessment.index")), Crumb(here)]
    return Frame(title=title, crumbs=crumbs, indexed=False, role=now.target.role if now.target is not None else "")
