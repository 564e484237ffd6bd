"""What search engines read: the map of the site in both languages, and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from flask import Blueprint, Response, current_app, url_for

from kamguide.library.library import career_rank
from kamguide.model.text import LANGUAGES, Language
from kamguide.web import career_paths
from kamguide.web.comparison_form import query_of
from kamguide.web.frame import address
from kamguide.web.site import guide, here, library

blueprint = Blueprint("crawling", __name__)

_PLAIN = (
    "home.index", "search.index", "roles.index", "skills.index", "guides.index", "glossary.index", "companies.index",
    "about.index", "docs.plugins", "privacy.index", "accessibility.index",
    "comparison.index", "skills_matrix.index", "salaries.index", "career_paths.index", "assessment.index",
    "mentor.index", "job_description.index", "job_description_files.interview", "job_description_check.index",
)  # fmt: skip


def pages() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every page that may be found, as endpoint and values without the language; of listed companies what is theirs."""
    there = current_app.view_functions
    yield from ((endpoint, {}) for endpoint in (*_PLAIN, *here().plugin_pages.plain) if endpoint in there)
    yield from (("roles.role", {"slug": role.slug}) for role in library().roles_in_order)
    yield from (("skills.skill", {"slug": slug}) for slug in sorted(library().skills))
    yield from (("guides.guide", {"slug": one.slug}) for one in library().guides_in_order)
    for variant in guide().listed:
        company = variant.company.slug
        yield "home.index", {"company": company}
        yield from (("roles.role", {"slug": slug, "company": company}) for slug in variant.roles)


def addresses() -> Iterator[dict[Language, str]]:
    """The full address of every page that may be found, in each language."""
    for endpoint, values in pages():
        yield {code: address(url_for(endpoint, language=code, **values)) for code in LANGUAGES}
    for written in library().comparisons_in_order:
        roles = sorted(written.roles, key=career_rank)
        yield {code: address(f"{url_for('comparison.index', language=code)}?{query_of(roles)}") for code in LANGUAGES}
    for role in library().roles_in_order:
        query = career_paths.query_of(role.slug)
        yield {code: address(f"{url_for('career_paths.index', language=code)}?{query}") for code in LANGUAGES}


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Every page in each language, with the same page in the other; the Hindi one is the default."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for urls in addresses():
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(url)}/>'
            for code, url in (*urls.items(), ("x-default", urls["hi"]))
        )
        lines += [f"<url><loc>{escape(url)}</loc>{links}</url>" for url in urls.values()]
    return _sent("\n".join([*lines, "</urlset>\n"]), "application/xml; charset=utf-8")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Everything may be read; where the map is."""
    return _sent(f"User-agent: *\nAllow: /\nSitemap: {address('/sitemap.xml')}\n", "text/plain; charset=utf-8")


def _sent(body: str, content_type: str) -> Response:
    response = Response(body, content_type=content_type)
    response.headers["Cache-Control"] = "public, no-cache"
    return response
