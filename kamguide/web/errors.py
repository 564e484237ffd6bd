"""Every error as an answer: one table, as a page in the visitor's language or as problem+json under ``/api``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, current_app, g, json, make_response, request, url_for
from werkzeug.exceptions import HTTPException, SecurityError

from kamguide.errors import KamguideError, NotFoundError, WrongUseError
from kamguide.language import render, translate
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.problems import Message
from kamguide.store.errors import (
    ChangedMeanwhileError,
    StoreDownError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from kamguide.web.frame import Frame, home_crumb, page
from kamguide.web.guard import FORM, ForeignRequestError
from kamguide.web.logs import masked


def _n(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """What the page of a status says: headline and remedy."""

    title: str
    remedy: str


_NOT_FOUND = Words(_n("Page not found"), _n("Check the address, or begin at the home page."))
_FAULT = Words(_n("Our fault"), _n("Something went wrong on our side. Please try again in a little while."))
TABLE: Mapping[int, Words] = {
    400: Words(_n("The request was not understood"), _n("Go back and try again.")),
    403: Words(_n("This was not taken"), _n("Go back and try again.")),
    404: _NOT_FOUND,
    405: Words(_n("This address does not take that kind of request"), _n("Go back and try again.")),
    406: Words(_n("This form is not offered"), _n("Ask for application/json.")),
    413: Words(_n("Too large"), _n("Shorten what you send, then try again.")),
    414: Words(_n("The address is too long"), _n("Shorten the address.")),
    415: Words(_n("This kind of content is not taken"), _n("Send application/json.")),
    422: Words(_n("A value is wrong"), _n("Mend the value named, then try again.")),
    429: Words(_n("Too many tries"), _n("Wait a little, then try again.")),
    500: _FAULT,
    503: Words(_n("Not available just now"), _n("Please try again in a little while.")),
}


class InvalidParameterError(WrongUseError):
    """A parameter of the API has a wrong value; ``field`` is its JSON pointer."""

    def __init__(self, field: str, text: str, **facts: str | int) -> None:
        super().__init__(text, **facts)
        self.faults: Sequence[tuple[str, Message]] = [(field, self.message)]


class InvalidBodyError(WrongUseError):
    """Values in a body of the API are wrong; each is told with its JSON pointer."""

    def __init__(self, faults: Sequence[tuple[str, Message]]) -> None:
        field, message = faults[0]
        super().__init__("%(field)s: %(fault)s", field=field or "/", fault=message)
        self.faults = faults


class UnreadableBodyError(KamguideError):
    """The body of a request cannot be read at all (400)."""


class TooLargeError(KamguideError):
    """A body larger than is taken, or a form of more fields (413): it names both limits."""

    def __init__(self, kilobytes: int, fields: int) -> None:
        text = _n("At most %(size)s kB and %(fields)s fields are taken at once.")
        super().__init__(text, size=kilobytes, fields=fields)


RETRY_SECONDS = 30
"""After how long it is worth trying again where the store cannot be reached."""
_TELLING = (StoreDownError, StoreFullError, StoreReadOnlyError)
"""Errors of ours whose sentence tells a visitor what to do."""
_STATUS: Mapping[type[KamguideError], int] = {
    NotFoundError: 404,
    WrongUseError: 422,
    UnreadableBodyError: 400,
    ForeignRequestError: 403,
}


def register(app: Flask) -> None:
    """Let the application answer every error from the table."""

    @app.errorhandler(SecurityError)
    def _stranger(_error: SecurityError) -> Response:
        """A host that is not ours: no address of this site may be built from it."""
        title = TABLE[400].title
        body = "".join(f"{translate(title, code)}\n" for code in LANGUAGES)
        return Response(body, 400, {"Cache-Control": "no-store"}, content_type="text/plain; charset=utf-8")

    @app.errorhandler(KamguideError)
    def _ours(error: KamguideError) -> Response:
        status = store_status(error) if isinstance(error, StoreError) else _status(error)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            app.logger.error("Exception on %s", masked(request.path), exc_info=error)
        response = _answer(status, error)
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        status = error.code or 500
        if error.response is not None and status < 400:  # noqa: PLR2004 - a redirect is no error
            return make_response(error.response)
        response = _answer(status, _too_large() if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else None)
        for name, value in error.get_headers():
            if name.lower() not in ("content-type", "content-length"):
                response.headers[name] = value
        return response


def _too_large() -> TooLargeError:
    most = request.max_content_length or 0
    return TooLargeError(most // 1_000, current_app.config["MAX_FORM_PARTS"])


def _status(error: KamguideError) -> int:
    return next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 500)


def store_status(error: StoreError) -> int:
    """The status of what goes wrong with the store: 409 and 507 where it can say more than 503."""
    if isinstance(error, ChangedMeanwhileError):
        return HTTPStatus.CONFLICT
    return HTTPStatus.INSUFFICIENT_STORAGE if isinstance(error, StoreFullError) else HTTPStatus.SERVICE_UNAVAILABLE


def store_message(error: StoreError) -> Message:
    """What a visitor is told of it. Of what only the operator can mend, and may name files, the log tells more."""
    if isinstance(error, (*_TELLING, ChangedMeanwhileError)):
        return error.message
    current_app.logger.error("The store does not work", exc_info=error)
    return StoreDownError().message


def _told(status: int, error: KamguideError | None) -> bool:
    """Whether the error's own sentence is for visitors: those of our faults may name files."""
    return error is not None and (status < HTTPStatus.INTERNAL_SERVER_ERROR or isinstance(error, _TELLING))


def _answer(status: int, error: KamguideError | None) -> Response:
    if request.path.startswith("/api/"):
        return problem(status, error)
    g.language = spoken()
    words = words_of(status)
    language = g.language
    title = translate(words.title, language)
    frame = Frame(title=title, crumbs=[home_crumb()] if "site" in g else [], indexed=False)
    return page(
        "errors/error.html",
        frame,
        status=status,
        title=title,
        detail=render(error.message, language) if error is not None and _told(status, error) else "",
        remedy=translate(words.remedy, language),
        suggestions=suggested(error) if status == HTTPStatus.NOT_FOUND else [],
        sent_to=request.path,
        typed=[*request.form.items(multi=True)] if _kept_for_later(status) else [],
    )


def _kept_for_later(status: int) -> bool:
    """Whether what was filled in stands in the page, to be sent again: where a form of ours came too soon."""
    return status == HTTPStatus.TOO_MANY_REQUESTS and request.method == "POST" and request.mimetype == FORM


_ADDRESSES = {"roles": "roles.role", "skills": "skills.skill", "guides": "guides.guide"}


def suggested(error: KamguideError | None) -> list[tuple[Text, str]]:
    """Names and addresses of the nearest things of the kind that was looked for; without one near, all roles."""
    library = g.variant.library if g.get("variant") else g.guide.library
    if isinstance(error, NotFoundError) and error.kind == "companies" and error.nearest:
        companies = [g.guide.companies[slug].company for slug in error.nearest]
        return [(company.label, url_for("home.index", company=company.slug)) for company in companies]
    kind, slugs = "roles", [role.slug for role in library.roles_in_order]
    if isinstance(error, NotFoundError) and error.nearest and error.kind in _ADDRESSES:  # others have no page to go to
        kind, slugs = error.kind, list(error.nearest)
    labels = {"roles": "preferred_label", "skills": "label", "guides": "title"}
    return [
        (getattr(getattr(library, kind)[slug], labels[kind]), url_for(_ADDRESSES[kind], slug=slug)) for slug in slugs
    ]


def words_of(status: int) -> Words:
    """The words for a status; an unlisted one is the request's fault below 500, ours from there."""
    if status == HTTPStatus.INSUFFICIENT_STORAGE:
        status = HTTPStatus.SERVICE_UNAVAILABLE
    return TABLE.get(status, TABLE[400] if status < HTTPStatus.INTERNAL_SERVER_ERROR else _FAULT)


def spoken() -> Language:
    """The language of a request: of its address, else of its cookie, else its browser's, else the site's default."""
    if "language" in g:
        language: Language = g.language
        return language
    for candidate in LANGUAGES:
        if request.path.startswith(f"/{candidate}/") or request.path == f"/{candidate}":
            return candidate
    cookie = request.cookies.get("lang")
    for candidate in LANGUAGES:
        if cookie == candidate:
            return candidate
    best = request.accept_languages.best_match(LANGUAGES)
    for candidate in LANGUAGES:
        if best == candidate:
            return candidate
    default: Language = g.guide.settings.default_language
    return default


def problem(status: int, error: KamguideError | None) -> Response:
    """The error as ``application/problem+json`` (RFC 9457), with its title in both languages."""
    words = words_of(status)
    message = error.message if error is not None and _told(status, error) else Message(words.remedy)
    body: dict[str, object] = {
        "type": "about:blank",
        "title": translate(words.title, "en"),
        "status": status,
        "detail": render(message, "en"),
        "hi": f"{translate(words.title, 'hi')}: {render(message, 'hi')}",
        "en": f"{translate(words.title, 'en')}: {render(message, 'en')}",
        "instance": request.path,
    }
    if isinstance(error, NotFoundError) and error.nearest:
        body["nearest"] = list(error.nearest)
    if isinstance(error, InvalidParameterError | InvalidBodyError):
        body["errors"] = [{"field": field, "message": render(fault, "en")} for field, fault in error.faults]
    response = Response(json.dumps(body), status=status, content_type="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    return response
