"""What a running application holds: the guide, the templates in both languages, static files, the search's desks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import jinja2
from flask import g

from kamguide.guide import Guide
from kamguide.library.library import Library
from kamguide.library.role_reference import no_company
from kamguide.model.text import Language
from kamguide.plugins.variants import Variant
from kamguide.search.desk import Desk, Desks
from kamguide.store import LazyStore
from kamguide.web.assets import Assets
from kamguide.web.plugin_pages import PluginPages

if TYPE_CHECKING:
    from kamguide.store.store import Store


@dataclass
class Site:
    """One per application. A reload puts another guide here; requests under way keep theirs."""

    guide: Guide
    templates: dict[Language, jinja2.Environment]
    assets: Assets
    desks: Desks
    """Where searches are answered, per library."""
    store: LazyStore
    """People's own data; opened when it is first asked for."""
    upkeep: str = ""
    """Why the search index is not brought up to date, where something is in the way."""
    plugin_pages: PluginPages = field(default_factory=PluginPages)
    """What plugins have added."""


def here() -> Site:
    """The site of the current request."""
    site: Site = g.site
    return site


def guide() -> Guide:
    """The guide of the current request: the same from its beginning to its end, whatever is read meanwhile."""
    held: Guide = g.guide
    return held


def variant() -> Variant | None:
    """The company under whose address the current request came; None: the shared guide."""
    held: Variant | None = g.variant
    return held


def library() -> Library:
    """The library of the current request: of its company, else the shared one."""
    held = variant()
    return held.library if held is not None else guide().library


def below_company() -> dict[str, str]:
    """What the API has to be asked besides, so that it answers from the library of the request."""
    held = variant()
    return {"company": held.company.slug} if held is not None else {}


def company_library(slug: str) -> Library:
    """What the readers of a company see, where the request may name it: a listed one, or that of the request itself.

    :raises NotFoundError: a company that is not there, or a private one.
    """
    held = variant()
    if held is not None and held.company.slug == slug:
        return held.library
    found = next((one for one in guide().listed if one.company.slug == slug), None)
    return found.library if found is not None else no_company(slug)


def store() -> Store:
    """The site's store, opened by the first who asks.

    :raises KamguideError: it cannot be opened; as ``kamguide.store.open_store``.
    """
    return here().store.open()


def desk() -> Desk:
    """Where the searches of the current request's library are answered."""
    held = variant()
    return here().desks.of(guide().catalogue if held is None else guide().catalogue_of(held))
