"""Ways to take an assessment along: calendar, Markdown, PDF; and a form without personal words, to be shown outside.

No file holds a code, a token or an address that opens anything.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, timedelta

from flask import Blueprint, Response, abort, g, request, url_for

from kamguide.assessment.agenda import side_by_side
from kamguide.assessment.anonymised import anonymised
from kamguide.assessment.calendar import monday_from
from kamguide.assessment.plan_blocks import plan_calendar
from kamguide.assessment.record import Round
from kamguide.assessment.report import plan_alone, result
from kamguide.assessment.scoring import readiness
from kamguide.assessment.swot import swot
from kamguide.render.documents import Document
from kamguide.render.markdown_out import to_markdown
from kamguide.render.typesetting import offered, pdf
from kamguide.web.assessment_keeping import Opened, opened
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.headers import private
from kamguide.web.site import store

blueprint = Blueprint("assessment_exits", __name__)
blueprint.after_request(private)

FAR = timedelta(days=366)
"""How far from today a plan may begin."""
MARKDOWN = "text/markdown; charset=utf-8"


@blueprint.get("/assessment/r/<code>/plan.ics")
def calendar(code: str) -> Response:
    """The plan for a calendar, from the coming Monday on, or from a day that is asked for (``?from=2026-12-07``)."""
    now = opened(code)
    made = plan_calendar(now.record.last, g.language, monday_from(_begin()), _owner(now))
    return _file(made, "text/calendar; charset=utf-8", "kamguide-plan.ics")


def _begin() -> date:
    """The day that is asked for, where it is near enough for a plan; else today."""
    today: date = g.today
    try:
        asked = date.fromisoformat(request.args.get("from", ""))
    except ValueError:
        return today
    return asked if abs(asked - today) <= FAR else today


def _owner(now: Opened) -> str:
    """What tells this assessment's entries from others' in a calendar: the same each time, and no way in."""
    number = f"calendar\0{now.kept.id}".encode()
    return hmac.new(store().hasher.fingerprint().encode(), number, hashlib.sha256).hexdigest()[:24]


@blueprint.get("/assessment/r/<code>/plan.md")
def plan(code: str) -> Response:
    """The plan as Markdown, with boxes to tick."""
    document = plan_alone(opened(code).record.last, g.language, g.today)
    return _file(to_markdown(document).encode(), MARKDOWN, "kamguide-plan.md")


@blueprint.get("/assessment/r/<code>/result.pdf")
def printed(code: str) -> Response:
    """The whole result on at most three pages."""
    return _pdf(opened(code).record.last, "kamguide-result.pdf")


@blueprint.get("/assessment/r/<code>/anonymous")
def anonymous(code: str) -> Response:
    """The result without the person's words, days and company, as it may be shown outside."""
    now = opened(code)
    taken = anonymised(now.record.last)
    title = gettext("To show outside")
    crumbs = [
        home_crumb(),
        Crumb(gettext("Check my skills"), url_for("assessment.index")),
        Crumb(gettext("My result"), url_for("assessment_result.index", code=now.shown)),
        Crumb(title),
    ]
    return page(
        "assessment/anonymous.html",
        Frame(title=title, crumbs=crumbs, indexed=False),
        now=now,
        taken=taken,
        own=[line for line in now.record.last.own if line.id not in now.record.last.struck],
        readiness=readiness(taken),
        points=side_by_side(taken, {}),
        swot=swot(taken),
        as_pdf=offered(),
    )


@blueprint.get("/assessment/r/<code>/anonymous.md")
def anonymous_markdown(code: str) -> Response:
    """The same as Markdown."""
    return _file(to_markdown(_outside(opened(code))).encode(), MARKDOWN, "kamguide-skills.md")


@blueprint.get("/assessment/r/<code>/anonymous.pdf")
def anonymous_pdf(code: str) -> Response:
    """The same as PDF."""
    return _pdf_of(_outside(opened(code)), "kamguide-skills.pdf")


def _outside(now: Opened) -> Document:
    """The form to be shown outside, with those of the person's own lines that were chosen (``?line=own-1``)."""
    taken = anonymised(now.record.last, request.args.getlist("line"))
    return result(taken, g.language, g.today.replace(day=1), outside=True)


def _pdf(taken: Round, name: str) -> Response:
    return _pdf_of(result(taken, g.language, g.today), name)


def _pdf_of(document: Document, name: str) -> Response:
    if not offered():  # Typst comes with an extra
        abort(503)
    return _file(pdf(document), "application/pdf", name)


def _file(data: bytes, media_type: str, name: str) -> Response:
    response = Response(data, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Language"] = g.language
    return response
