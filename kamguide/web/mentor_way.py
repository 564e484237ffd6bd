"""The way in for a mentor: from an address to what it opens, and the page of one that opens nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.assessment.ratings import Ratings
from kamguide.assessment.record import Record
from kamguide.language import render
from kamguide.problems import Message
from kamguide.store.kept import OpenLink
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import store
from kamguide.web.unopened import why


@dataclass(frozen=True, slots=True)
class Way:
    """How a mentor came here, by a link or an entry of the mentor's own list, and what it opens."""

    values: Mapping[str, str | int]
    """What its addresses are made with."""
    link: OpenLink
    record: Record
    ratings: Ratings | None

    @property
    def rates_first(self) -> bool:
        """Whether the mentor has to rate before anything is shown."""
        return self.link.kind == "rating" and self.ratings is None

    def to(self, endpoint: str) -> str:
        """The address of a page or form of this link."""
        return url_for(f"mentor.{endpoint}", **self.values)  # type: ignore[arg-type] # values of an address


def opened(values: Mapping[str, str | int]) -> Way | None:
    """What an address opens; None: nothing, or nothing any more."""
    if "token" in values:
        link = store().links.open(str(values["token"]))
    else:
        link = store().mentors.open(str(values["code"]), int(values["mentee"]))
    if link is None:
        return None
    ratings = Ratings.from_text(link.ratings.text) if link.ratings else None
    return Way(values, link, Record.from_text(link.record.text), ratings)


def closed() -> AnyResponse:
    """The page of a link that opens nothing: the same whether it is wrong, past its time or ended."""
    usual = Message("Ask the person from whom you had it for a new one.")
    told = why(usual)
    title = gettext("This link does not work any more") if told is usual else gettext("This link does not open")
    return page("mentor/closed.html", framed(title, title), 404, told=render(told, g.language))


def framed(title: str, crumb: str, *before: Crumb) -> Frame:
    """What surrounds a mentor's private page."""
    start = [home_crumb(), Crumb(gettext("For mentors"), url_for("mentor.index"))]
    return Frame(title=title, crumbs=[*start, *before, Crumb(crumb)], indexed=False)
