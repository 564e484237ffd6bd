"""What surrounds every page: title, description, crumbs, navigation, the same page in the other language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, urlencode

from flask import Response, g, request, url_for

from kamguide.language import translate
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.typesetting import offered
from kamguide.web.abbreviations import marked, meanings
from kamguide.web.site import guide, here, library, variant

NAVIGATION = (
    ("roles.index", "Roles"),
    ("comparison.index", "Compare"),
    ("skills.index", "Skills"),
    ("salaries.index", "Pay"),
    ("career_paths.index", "Career paths"),
)
"""Endpoint and English title of the main menu's entries; all of them are catalogue keys through ``TITLES`` below."""


def _n(text: str) -> str:
    return text


TITLES = (
    _n("Roles"),
    _n("Compare"),
    _n("Skills"),
    _n("Pay"),
    _n("Career paths"),
    _n("Guides"),
    _n("Glossary"),
    _n("Home"),
)


@dataclass(frozen=True)
class Crumb:
    """A step of the way from the home page; the last one has no address."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Frame:
    """What the layout template shows around a page."""

    title: str
    description: str = ""
    crumbs: Sequence[Crumb] = ()
    indexed: bool = True
    role: str = ""
    """Slug of the role whose colour the page wears."""
    kept: bool = False
    """Whether the page may be kept though no search engine is to list it: it is the same for everybody."""
    query: str = ""
    """The part of the address behind the question mark, where it says which page this is."""
    comparison: str = ""
    """Slug of the written comparison that the page shows."""
    own_picture: str = ""
    """Endpoint of a picture that only this page has."""
    skill: str = ""
    """Slug of the skill that the page shows."""
    shared: bool = False
    """Whether the page says below a company just what it says in the shared guide: that one is then the one to name."""
    abbreviations: bool = True
    """Whether abbreviations are marked at their first use; not on the page that explains them."""

    @property
    def language(self) -> Language:
        language: Language = g.language
        return language

    @property
    def full_title(self) -> str:
        """The title with the company whose version it is, where it does not name it already."""
        held = variant()
        label = held.company.label.to(self.language) if held is not None else ""
        return self.title if not label or label in self.title else f"{self.title} ({label})"

    @property
    def alternates(self) -> Mapping[str, str]:
        """The page's full address in each language, in the shared guide where it says the same there."""
        if request.endpoint is None or request.view_args is None:  # nothing answers here
            return {}
        values, query = dict(request.view_args), f"?{self.query}" if self.query else ""
        if self.shared:
            values["company"] = None
        return {code: address(url_for(request.endpoint, **{**values, "language": code})) + query for code in LANGUAGES}

    @property
    def canonical(self) -> str:
        """The page's full address, without what its query only varies."""
        return self.alternates.get(self.language, "")

    @property
    def here(self) -> str:
        """The page's own full address: a company's page is shared as that, also where it says what all others do."""
        if request.endpoint is None or request.view_args is None:
            return ""
        return address(url_for(request.endpoint, **request.view_args)) + (f"?{self.query}" if self.query else "")

    @property
    def in_other_language(self) -> str:
        """The path of the page in the other language, also of an address that nothing answers."""
        other = next(code for code in LANGUAGES if code != self.language)
        if request.endpoint is not None and self.alternates:
            path = url_for(request.endpoint, **{**(request.view_args or {}), "language": other})
            return f"{path}?{self.query}" if self.query else path
        begin = f"/{self.language}/"
        if request.path.startswith(begin):
            return quote(f"/{other}/" + request.path.removeprefix(begin))
        return url_for("home.index", language=other)

    @property
    def share_url(self) -> str:
        """A plain link that hands title and address to WhatsApp; nothing else travels with it."""
        return "https://wa.me/?" + urlencode({"text": f"{self.full_title} {self.here}"}, quote_via=quote)

    @property
    def picture(self) -> str:
        """The full address of the page's picture for links; empty where none can be made."""
        if not offered():
            return ""
        if self.own_picture:
            return address(url_for(self.own_picture))
        if self.comparison:
            return address(url_for("pictures.comparison", slug=self.comparison))
        if self.skill:
            return address(url_for("pictures.skill", slug=self.skill))
        path = url_for("pictures.role", slug=self.role) if self.role else url_for("pictures.site")
        return address(path)


def address(path: str) -> str:
    """The full address of a path of this site."""
    base = guide().settings.base_url or request.host_url
    return base.rstrip("/") + path


def page(template: str, frame: Frame, status: int = 200, **context: object) -> Response:
    """A rendered page in the language of the request."""
    environment = here().templates[frame.language]
    settings = guide().settings
    held = variant()
    contact = (held.company.contact if held else None) or settings.contact
    html = environment.get_template(template).render(
        frame=frame,
        navigation=NAVIGATION,
        plugin_links=here().plugin_pages.links,
        section=(request.endpoint or "").partition(".")[0],
        site_name=settings.site_name,
        contact=contact,
        contact_url=contact_url(contact),
        variant=held,
        shown_to_all=shown_to_all(),
        assessed=settings.assessment == "on",
        **context,
    )
    if frame.indexed and frame.abbreviations:
        known = meanings(library(), frame.language, url_for("glossary.index"))
        html = marked(html, known)
    response = Response(html, status=status, content_type="text/html; charset=utf-8")
    response.headers["Content-Language"] = frame.language
    public = status == HTTPStatus.OK and (frame.indexed or frame.kept)
    response.headers["Cache-Control"] = cached() if public else "no-store"
    if not frame.indexed or not shown_to_all():
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def shown_to_all() -> bool:
    """Whether the answer may be named to everybody: that of a private company is for who knows its address."""
    held = variant()
    return held is None or held.company.listed


def cached() -> str:
    """How long an answer may be kept, and by whom: a private company's by no cache but our own and the reader's."""
    return "public, no-cache" if shown_to_all() else "private, no-cache"


def contact_url(contact: str) -> str:
    """Where a correction goes: a web address as it is, an e-mail address as a mailto link."""
    return contact if contact.startswith(("https://", "http://", "/")) or not contact else f"mailto:{contact}"


def gettext(text: str) -> str:
    """A sentence of the interface in the language of the request."""
    return translate(text, g.language)


def home_crumb() -> Crumb:
    """The first crumb of every page."""
    return Crumb(gettext("Home"), url_for("home.index"))
