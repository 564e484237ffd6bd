"""The owner's side of mentors' links: make one, end one, see a mentor's view beside the own one, agree on actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.assessment.actions import Action
from kamguide.assessment.agenda import Point, agenda
from kamguide.assessment.ratings import Ratings, open_skills
from kamguide.assessment.record import Record
from kamguide.errors import WrongUseError
from kamguide.language import day, render
from kamguide.store.errors import StoreError
from kamguide.store.kept import LINK_DAYS, Link, LinkKind, Writing
from kamguide.web.agreeing import change, kept_actions, number_of
from kamguide.web.assessment_keeping import Opened, opened
from kamguide.web.errors import store_status
from kamguide.web.frame import Crumb, Frame, address, gettext, home_crumb, page
from kamguide.web.headers import private
from kamguide.web.site import store
from kamguide.web.two_views import Row, rows

blueprint = Blueprint("mentor_links", __name__)
blueprint.after_request(private)

KINDS: Sequence[LinkKind] = ("rating", "reading")
USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A link as its owner sees it; the mentor's view only once the owner's own is complete, so that both stay apart."""

    link: Link
    lives: bool
    ratings: Ratings | None
    waiting: int
    """Questions that the owner has to answer before the mentor's view is shown."""
    rows: Sequence[Row]
    far: Sequence[Point]
    """Where the two are far apart."""
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class Made:
    """A link that was just made; its address is shown this once."""

    address: str
    kind: LinkKind
    until: str
    share_url: str
    """A plain link that hands the address to WhatsApp."""


def links_of(now: Opened) -> tuple[Shown, ...]:
    """The links of an assessment, those that work first, then the newest.

    :raises StoreError: the store cannot be read.
    """
    moment = store().clock()
    found = [_shown(link, now.record, lives=link.lives(moment)) for link in reversed(store().links.of(now.code))]
    return tuple(sorted(found, key=lambda one: not one.lives))


def _shown(link: Link, record: Record, *, lives: bool) -> Shown:
    ratings = Ratings.from_text(link.ratings.text) if link.ratings else None
    waiting = len(open_skills(record.last)) if ratings else 0
    seen = ratings if not waiting else None
    return Shown(
        link,
        lives,
        ratings,
        waiting,
        rows(record, seen) if seen else (),
        agenda(record.last, seen.levels).disagreements if seen else (),
        kept_actions(link.actions).items,
    )


@blueprint.get("/assessment/r/<code>/mentors")
def index(code: str) -> Response:
    """The links, and the form for one more."""
    return shown(opened(code))


@blueprint.post("/assessment/r/<code>/mentors")
def post(code: str) -> AnyResponse:
    """Make a link or end one; or what is to be done with the actions under one."""
    now = opened(code)
    try:
        match request.form.get("do", ""):
            case "make":
                return shown(now, made=_made(now))
            case "end":
                store().links.revoke(now.code, number_of(request.form.get("link", "")))
            case _:
                _change_actions(now)
    except (WrongUseError, StoreError) as error:
        return shown(now, error=error)
    return redirect(url_for("mentor_links.index", code=now.shown), 303)


def _made(now: Opened) -> Made | None:
    kind: LinkKind = "reading" if request.form.get("kind") == "reading" else "rating"
    days = number_of(request.form.get("days", ""))
    token = store().links.create(now.code, kind, days if days in LINK_DAYS else USUAL_DAYS)
    if token is None:  # deleted meanwhile
        return None
    until = day(store().links.of(now.code)[-1].expires.date(), g.language)
    where = address(url_for("mentor.link", token=token))
    words = gettext("Would you look at my skills with me? %(address)s works until %(day)s. Whoever has it can open it.")
    told = {"text": words % {"address": where, "day": until}}
    return Made(where, kind, until, "https://wa.me/?" + urlencode(told, quote_via=quote))


def _change_actions(now: Opened) -> None:
    number = number_of(request.form.get("link", ""))
    link = next((one for one in store().links.of(now.code) if one.id == number), None)
    if link is None:
        return

    def save(text: str, version: int) -> Writing | None:
        return store().links.save_actions_as_owner(now.code, number, text, version)

    change(request.form, "person", link.actions, save)


def shown(now: Opened, made: Made | None = None, error: WrongUseError | StoreError | None = None) -> Response:
    """The page of the links; with the one just made, or with what could not be done and what was typed."""
    title = gettext("Mentors")
    crumbs = [
        home_crumb(),
        Crumb(gettext("Check my skills"), url_for("assessment.index")),
        Crumb(gettext("My result"), url_for("assessment_result.index", code=now.shown)),
        Crumb(title),
    ]
    status = 200
    if error is not None:
        status = store_status(error) if isinstance(error, StoreError) else 422
    return page(
        "mentor/links.html",
        Frame(title=title, crumbs=crumbs, indexed=False),
        status,
        now=now,
        mentors=links_of(now),
        made=made,
        wrong=render(error.message, g.language) if error else "",
        typed=request.form.get("text", "") if error else "",
        typed_link=number_of(request.form.get("link", "")) if error else 0,
        all_days=LINK_DAYS,
        usual_days=USUAL_DAYS,
        kinds=KINDS,
    )
