"""The glossary on one page, letter by letter."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from flask import Blueprint, Response, g

from kamguide.model.reference import Term
from kamguide.model.text import Language
from kamguide.render.markdown import plain
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import guide, library

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/glossary")
def index() -> Response:
    """All terms in the order of their names."""
    title = gettext("Glossary")
    frame = Frame(
        title=title,
        description=gettext("KPI, churn, CTC and the other words of the trade, in Hindi and English."),
        crumbs=[home_crumb(), Crumb(title)],
        shared=library().glossary is guide().library.glossary,
        abbreviations=False,
    )
    terms = sorted(library().glossary.values(), key=lambda term: _order(term, g.language))
    letters = [(letter, list(group)) for letter, group in groupby(terms, lambda term: letter_of(term, g.language))]
    return page("glossary/index.html", frame, letters=letters, library=library())


def letter_of(term: Term, language: Language) -> str:
    """The letter under which a term stands: the first of its name, without nukta, as a capital."""
    return unicodedata.normalize("NFD", plain(term.label.to(language)))[:1].upper()


def _order(term: Term, language: Language) -> tuple[bool, str, str]:
    # The page's own script first; Unicode's order of Devanagari is that of the dictionary.
    letter = letter_of(term, language)
    return letter.isascii() == (language == "hi"), letter, plain(term.label.to(language)).casefold()
