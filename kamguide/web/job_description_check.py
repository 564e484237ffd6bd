"""The check of any job description that is pasted: advice with reasons, in the order of the text. Nothing is kept."""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from kamguide.errors import WrongUseError
from kamguide.job_description.lint import TEXT_LIMIT, Report, linter
from kamguide.job_description.lint_marks import pieces
from kamguide.job_description.lint_text import language_of, words
from kamguide.language import render
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.headers import private
from kamguide.web.site import guide, library

blueprint = Blueprint("job_description_check", __name__)

PLACE_LIMIT = 200
"""Characters of a place that are read."""


@blueprint.get("/job-description/check")
def index() -> Response:
    """The empty form."""
    return shown("", "")


@blueprint.post("/job-description/check")
def check() -> Response:
    """The text with its findings; it is read, answered and forgotten."""
    text = request.form.get("text", "").replace("\r\n", "\n")
    place = request.form.get("place", "")[:PLACE_LIMIT]
    if not text.strip():
        return private(shown(text, place, wrong=gettext("Paste the text of a job description.")))
    try:
        report = linter(library()).lint(text, g.language, place)
    except WrongUseError as error:
        return private(shown(text, place, wrong=render(error.message, g.language)))
    return private(shown(text, place, report))


def shown(text: str, place: str, report: Report | None = None, wrong: str = "") -> Response:
    """The page: the form with what was typed, what is wrong with it, and what was found in it."""
    frame = Frame(
        title=gettext("Check a job description"),
        description=gettext("Gendered wording, age and other grounds, clichés, missing pay: advice with reasons."),
        crumbs=[home_crumb(), Crumb(gettext("Check a job description"))],
        indexed=request.method == "GET",
        shared=library().rules is guide().library.rules,
        abbreviations=False,
    )
    response = page(
        "job_description_check/index.html",
        frame,
        text=text,
        place=place,
        limit=TEXT_LIMIT,
        wrong=wrong,
        report=report,
        pieces=pieces(text, report.findings) if report else [],
        text_language=language_of(tuple(words(text))),
        rules=sorted(library().rules.values(), key=lambda rule: rule.order),
        library=library(),
    )
    response.status_code = 422 if wrong else 200
    return response
