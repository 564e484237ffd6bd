"""The search as browsers can add it: an OpenSearch 1.1 description in each language."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from flask import Blueprint, Response, g, url_for

from kamguide.model.text import LANGUAGES
from kamguide.web.frame import address, gettext
from kamguide.web.site import guide, here

blueprint = Blueprint("opensearch", __name__)

NAME_LIMIT = 16
"""Characters of ``ShortName``, by the specification."""


@blueprint.get(f"/opensearch.<any({', '.join(LANGUAGES)}):language>.xml")
def description() -> Response:
    """The description for one language."""
    name = guide().settings.site_name
    template = address(url_for("search.index", language=g.language)) + "?q={searchTerms}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(name[:NAME_LIMIT])}</ShortName>",
        f"<Description>{escape(gettext('Search roles, skills and pay'))}</Description>",
        f"<Language>{g.language}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Image height="34" width="34" type="image/svg+xml">{escape(address(here().assets.url("mark.svg")))}</Image>',
        f'<Url type="text/html" template={quoteattr(template)}/>',
        "</OpenSearchDescription>\n",
    ]
    response = Response("\n".join(lines), content_type="application/opensearchdescription+xml; charset=utf-8")
    response.headers["Cache-Control"] = "public, no-cache"
    return response
