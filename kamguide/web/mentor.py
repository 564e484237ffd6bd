"""A mentor's link: what it opens, the mentor's own ratings and notes, actions agreed on, an agenda to print.

A rating link shows nothing of what the person said before the mentor's ratings are given. A link that is wrong, past
its time or ended gives one and the same page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kamguide.assessment.agenda import Agenda, agenda
from kamguide.assessment.ratings import COMMENT_LIMIT, Ratings, open_skills, rated_skills
from kamguide.assessment.record import spoken
from kamguide.errors import WrongUseError
from kamguide.language import render
from kamguide.sources.characters import normalised, without_refused
from kamguide.store.errors import AlreadyRatedError, ChangedMeanwhileError, StoreError
from kamguide.store.kept import Writing
from kamguide.web.agreeing import change, kept_actions, number_of
from kamguide.web.assessment_form import UNKNOWN
from kamguide.web.errors import store_status
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.headers import private
from kamguide.web.mentor_way import Way, closed, framed, opened
from kamguide.web.site import store
from kamguide.web.two_views import rows

blueprint = Blueprint("mentor", __name__)

NOTES_LIMIT = 4_000
"""Characters of a mentor's own notes."""
LEVELS = ("0", "1", "2", "3", "4")


@blueprint.after_request
def _private(response: Response) -> Response:
    """Everything but the page that says what a link is is somebody's own."""
    return response if request.endpoint == "mentor.index" else private(response)


@blueprint.get("/mentor")
def index() -> AnyResponse:
    """What a mentor's link is, and the way to a list of several candidates."""
    return introduction()


def introduction(wrong: str = "", typed: str = "", status: int = 200) -> AnyResponse:
    """The page for mentors; with what was wrong with the code of a list, where something was."""
    title = gettext("For mentors")
    frame = Frame(
        title=title,
        description=gettext("A second view of somebody's skills, on a link that they send you. No account, no name."),
        crumbs=[home_crumb(), Crumb(title)],
        indexed=not wrong,
    )
    return page("mentor/index.html", frame, status, wrong=wrong, typed=typed)


@blueprint.get("/mentor/<token>")
@blueprint.get("/mentor/<code>/mentees/<int(max=2147483647):mentee>")
def link(**values: str | int) -> AnyResponse:
    """What the link opens: the questions of a rating link first, else both views, the questions, notes and actions."""
    way = opened(values)
    if way is None:
        return closed()
    return rating(way, {}) if way.rates_first else seen(way)


@blueprint.post("/mentor/<token>/ratings")
@blueprint.post("/mentor/<code>/mentees/<int(max=2147483647):mentee>/ratings")
def rate(**values: str | int) -> AnyResponse:
    """Keep the mentor's ratings, once."""
    way = opened(values)
    if way is None:
        return closed()
    if not way.rates_first:
        return redirect(way.to("link"), 303)
    wrong = _wrong(way, request.form)
    if wrong:
        return rating(way, request.form, wrong)
    try:
        kept = store().links.save_ratings(way.link, _ratings(way, request.form).to_text())
    except AlreadyRatedError:  # the form was sent from two windows: the first one counts
        return redirect(way.to("link"), 303)
    except StoreError as error:
        return rating(way, request.form, status=store_status(error), unsaved=render(error.message, g.language))
    return closed() if kept is None else redirect(way.to("link"), 303)


def _wrong(way: Way, form: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is wrong with the mentor's answers: the skill, and what to do."""
    found = []
    for slug in rated_skills(way.record.last):
        label = way.record.last.skills[slug].label.to(g.language)
        if form.get(f"level-{slug}") not in (*LEVELS, UNKNOWN):
            found.append((slug, gettext("Choose a level for “%(skill)s”") % {"skill": label}))
        if len(spoken(form.get(f"comment-{slug}", ""))) > COMMENT_LIMIT:
            words = gettext("The word on “%(skill)s” has more than %(limit)s characters")
            found.append((slug, words % {"skill": label, "limit": COMMENT_LIMIT}))
    return found


def _ratings(way: Way, form: Mapping[str, str]) -> Ratings:
    skills = rated_skills(way.record.last)
    told = {slug: form[f"level-{slug}"] for slug in skills}
    comments = {slug: spoken(form.get(f"comment-{slug}", "")) for slug in skills}
    return Ratings(
        given=g.today,
        taken=way.record.last.taken,
        levels={slug: None if level == UNKNOWN else int(level) for slug, level in told.items()},
        comments={slug: words for slug, words in comments.items() if words},
    )


def rating(
    way: Way,
    typed: Mapping[str, str],
    wrong: Sequence[tuple[str, str]] = (),
    *,
    status: int = 200,
    unsaved: str = "",
) -> AnyResponse:
    """The mentor's questions: the skills and their anchors, and nothing of what the person said."""
    now = way.record.last
    title = gettext("Your view first")
    return page(
        "mentor/rate.html",
        framed(gettext("Problem: %(title)s") % {"title": title} if wrong else title, title),
        422 if wrong else status,
        heading=title,
        unsaved=unsaved,
        target=now.target.label if now.target else None,
        skills=[(slug, now.skills[slug]) for slug in rated_skills(now)],
        expires=way.link.expires.date(),
        post_to=way.to("rate"),
        typed=typed,
        wrong=wrong,
        comment_limit=COMMENT_LIMIT,
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What a mentor typed into one of the forms and could not be kept, why, and what stands there instead."""

    wrong: str = ""
    notes: str | None = None
    there: str = ""
    """The notes that somebody saved meanwhile."""
    version: int | None = None
    action: str = ""


def seen(way: Way, typed: Typed | None = None, status: int = 200) -> AnyResponse:
    """Both views, the questions, the mentor's notes and what is agreed on."""
    given = typed or Typed()
    notes = way.link.notes
    target = way.record.last.target
    title = gettext("The candidate's skills")
    return page(
        "mentor/seen.html",
        framed(title, title),
        status,
        heading=title,
        target=target.label if target else None,
        role=target.role if target else "",
        way=way,
        agenda=_agenda(way),
        open=len(open_skills(way.record.last)),
        rows=rows(way.record, way.ratings),
        actions=kept_actions(way.link.actions).items,
        notes=given.notes if given.notes is not None else notes.text if notes else "",
        version=given.version if given.version is not None else notes.version if notes else 0,
        notes_limit=NOTES_LIMIT,
        typed=given,
    )


def _agenda(way: Way) -> Agenda:
    return agenda(way.record.last, way.ratings.levels if way.ratings else None)


@blueprint.post("/mentor/<token>/notes")
@blueprint.post("/mentor/<code>/mentees/<int(max=2147483647):mentee>/notes")
def notes(**values: str | int) -> AnyResponse:
    """Keep the mentor's own notes."""
    way = opened(values)
    if way is None:
        return closed()
    if way.rates_first:
        return redirect(way.to("link"), 303)
    text, version = written(request.form.get("notes", "")), request.form.get("version", "")
    if len(text) > NOTES_LIMIT:
        words = gettext("Notes have at most %(limit)s characters; these have %(count)s.")
        return seen(way, Typed(words % {"limit": NOTES_LIMIT, "count": len(text)}, notes=text), 422)
    try:
        kept = store().links.save_notes(way.link, text, number_of(version))
    except ChangedMeanwhileError as error:
        words = gettext(
            "Meanwhile these notes were changed elsewhere. Both versions stand below. Keep the one you want."
        )
        return seen(way, Typed(words, notes=text, there=error.kept.text, version=error.kept.version), 409)
    except StoreError as error:
        return seen(way, Typed(render(error.message, g.language), notes=text), store_status(error))
    return closed() if kept is None else redirect(way.to("link") + "#notes", 303)


def written(text: str) -> str:
    """What somebody typed into a field of several lines, without characters that nobody sees."""
    return "\n".join(without_refused(normalised(line)).rstrip() for line in text.splitlines()).strip()


@blueprint.post("/mentor/<token>/actions")
@blueprint.post("/mentor/<code>/mentees/<int(max=2147483647):mentee>/actions")
def actions(**values: str | int) -> AnyResponse:
    """Propose an action, agree to one of the candidate's, mark one as done, or take one away."""
    way = opened(values)
    if way is None:
        return closed()
    if way.rates_first:
        return redirect(way.to("link"), 303)

    def save(text: str, version: int) -> Writing | None:
        return store().links.save_actions(way.link, text, version)

    try:
        there = change(request.form, "mentor", way.link.actions, save)
    except WrongUseError as error:
        return seen(way, Typed(render(error.message, g.language), action=request.form.get("text", "")), 422)
    except StoreError as error:
        told = Typed(render(error.message, g.language), action=request.form.get("text", ""))
        return seen(way, told, store_status(error))
    return redirect(way.to("link") + "#actions", 303) if there else closed()


@blueprint.get("/mentor/<token>/agenda")
@blueprint.get("/mentor/<code>/mentees/<int(max=2147483647):mentee>/agenda")
def talk(**values: str | int) -> AnyResponse:
    """The agenda of the talk, for one printed page."""
    way = opened(values)
    if way is None:
        return closed()
    if way.rates_first:
        return redirect(way.to("link"), 303)
    title = gettext("Agenda for the talk")
    target = way.record.last.target
    return page(
        "mentor/agenda.html",
        framed(title, title, Crumb(gettext("The candidate's skills"), way.to("link"))),
        target=target.label if target else None,
        way=way,
        agenda=_agenda(way),
        open=len(open_skills(way.record.last)),
        actions=[one for one in kept_actions(way.link.actions).items if not one.done],
        day=g.today,
    )
