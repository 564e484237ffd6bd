"""The Flask application of a finished guide: ``create_app(guide)``."""

from __future__ import annotations

import logging
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import Rule

from kamguide.guide import Guide
from kamguide.model.text import LANGUAGES
from kamguide.plugins.variants import Variant
from kamguide.search.desk import Desks
from kamguide.store import LazyStore
from kamguide.web import (
    about,
    accessibility,
    assessment,
    assessment_exits,
    assessment_questions,
    assessment_result,
    assets,
    career_paths,
    companies,
    comparison,
    crawling,
    diff,
    docs,
    errors,
    glossary,
    guard,
    guides,
    health,
    home,
    job_description,
    job_description_check,
    job_description_files,
    limits,
    mentees,
    mentor,
    mentor_links,
    opensearch,
    pictures,
    plugin_pages,
    privacy,
    problems_page,
    roles,
    salaries,
    search,
    skills,
    skills_matrix,
)
from kamguide.web.api import blueprint as api
from kamguide.web.delivery import GUIDE, Delivery
from kamguide.web.frame import shown_to_all
from kamguide.web.headers import LOOPBACK, hostname, secure
from kamguide.web.logs import masked
from kamguide.web.site import Site
from kamguide.web.templating import environments

BODY_LIMIT = 256_000
"""Bytes of a form's body."""
URL_LIMIT = 8_000
"""Characters of path and query."""
FIELD_LIMIT = 200
"""Fields of a form."""
PAGES = (
    home, search, roles, skills, guides, glossary, companies, diff, about, docs, privacy, accessibility, problems_page,
    pictures, comparison, skills_matrix, salaries, career_paths, job_description, job_description_files,
    job_description_check,
)  # fmt: skip
"""One module per topic; each has a ``blueprint`` that stands under ``/<language>``."""
ASSESSMENT = (
    assessment, assessment_questions, assessment_result, assessment_exits, mentor_links, mentor, mentees,
)  # fmt: skip
"""The same for pages of the self-assessment, which a site can leave out."""


_BELOW = re.compile(rf"/(?:{'|'.join(LANGUAGES)})/c/([^/]+)/")


def create_app(guide: Guide, *, quiet: bool = False) -> Flask:
    """The application that serves a guide. Nothing is read or built later than here but on the first view of a page.

    A plugin whose pages fail while they are registered leaves an application that nobody can trust: another is made.

    :param quiet: whether the problems of the content are kept out of the log.
    """
    pages = plugin_pages.brought(guide)
    while True:
        with suppress(plugin_pages.SpoiledError):
            return _application(guide, pages, quiet)


def _application(guide: Guide, pages: plugin_pages.Brought, quiet: bool) -> Flask:
    app = _Application("kamguide", static_folder=None, template_folder=None)
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # Flask's default provider has it
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.config["MAX_FORM_PARTS"] = FIELD_LIMIT
    ours = trusted_hosts(guide.settings.base_url)
    app.url_map.merge_slashes = False
    site = Site(
        guide, environments(guide), _static(), Desks(guide.data_folder), LazyStore(guide.settings, guide.data_folder)
    )
    app.extensions["kamguide"] = site

    @app.before_request
    def begin() -> None:
        if hostname(request.environ.get("HTTP_HOST", "")) not in ours:
            raise SecurityError
        g.site = site
        g.guide = request.environ.get(GUIDE, site.guide)
        g.variant = None
        g.today = datetime.now(UTC).date()
        if len(request.environ.get("PATH_INFO", "")) + len(request.environ.get("QUERY_STRING", "")) > URL_LIMIT:
            abort(414)
        g.variant = _company()

    guard.register(app, guide.settings, FIELD_LIMIT)

    @app.url_value_preprocessor
    def take_language_and_company(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        for name in ("language", "company"):
            if values is not None and name in values:
                setattr(g, name, values.pop(name))

    @app.url_defaults
    def give_language_and_company(endpoint: str, values: dict[str, object]) -> None:
        if "language" in g and app.url_map.is_endpoint_expecting(endpoint, "language"):
            values.setdefault("language", g.language)
        if g.get("variant") and app.url_map.is_endpoint_expecting(endpoint, "company"):
            values.setdefault("company", g.variant.company.slug)

    prefix = f"/<any({', '.join(LANGUAGES)}):language>"
    for module in (*PAGES, *(ASSESSMENT if guide.settings.assessment == "on" else ())):
        app.register_blueprint(module.blueprint, url_prefix=prefix)
    site.guide, site.plugin_pages = plugin_pages.registered(app, guide, prefix, pages)
    below_companies(app, prefix)
    app.register_blueprint(home.entrance)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(assets.blueprint)
    app.register_blueprint(crawling.blueprint)
    app.register_blueprint(opensearch.blueprint)
    app.register_blueprint(api, url_prefix="/api/v1")
    errors.register(app)
    if guide.settings.limits == "on":
        limits.register(app)

    @app.after_request
    def finish(response: Response) -> Response:
        if g.get("variant") and not shown_to_all():
            response.headers["X-Robots-Tag"] = "noindex"
        return secure(response, https=request.is_secure)

    app.wsgi_app = Delivery(app.wsgi_app, lambda: site.guide)  # type: ignore[method-assign]
    if guide.settings.trusted_proxies:
        hops = guide.settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    if not quiet:
        _log_problems(site.guide)
    return app


class _Application(Flask):
    """Names no code or token of an address in its log."""

    def log_exception(self, exc_info: Any) -> None:
        self.logger.error("Exception on %s [%s]", masked(request.path), request.method, exc_info=exc_info)


def _company() -> Variant | None:
    """The company below which the request's address stands, also where no page stands there.

    :raises NotFoundError: there is none of that name.
    """
    if "company" in g:
        found: Variant = g.guide.company(g.pop("company"))
        return found
    below = _BELOW.match(request.path) if request.routing_exception is not None else None
    lost: Variant | None = g.guide.companies.get(below[1]) if below is not None else None
    return lost


def below_companies(app: Flask, prefix: str) -> None:
    """Let every page stand below each company too: the same endpoint, answered from the company's library."""
    for rule in list(app.url_map.iter_rules()):
        if rule.rule.startswith(prefix + "/") and "company" not in rule.arguments:
            below = f"{prefix}/c/<company>{rule.rule.removeprefix(prefix)}"
            app.url_map.add(Rule(below, endpoint=rule.endpoint, methods=rule.methods))


def trusted_hosts(base_url: str) -> frozenset[str]:
    """The hosts whose requests are answered: the public one, and this machine's own names."""
    public = urlsplit(base_url).hostname
    if public and ":" in public:
        public = f"[{public}]"
    return frozenset((*LOOPBACK, *([public] if public else [])))


def _static() -> assets.Assets:
    return assets.read_assets(os.path.join(os.path.dirname(__file__), "static"))  # noqa: PTH118, PTH120 - at start only


def _log_problems(guide: Guide) -> None:
    errors_found = sum(problem.severity == "error" for problem in guide.problems)
    if errors_found:
        logging.getLogger("kamguide").warning("%d errors in the content: see `kamguide check`", errors_found)
    for problem in guide.found.host.problems:
        logging.getLogger("kamguide").warning("%s: %s", problem.place.file, problem.sentence)
