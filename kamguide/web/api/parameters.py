"""Query parameters of the API: what they may be, and the 422 that names the one that is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar, get_args

from flask import abort, g, request

from kamguide.comparison import LEAST, MOST, references_of
from kamguide.model.role import Topic
from kamguide.model.salary import Component
from kamguide.model.text import LANGUAGES, Language
from kamguide.search.entries import Kind
from kamguide.web.errors import InvalidParameterError
from kamguide.web.site import guide

Value = TypeVar("Value")
JSON = "application/json"
LIMIT = 20
LIMIT_MOST = 100
_OFFSET_MOST = 1_000_000


def media_type(offered: Sequence[str]) -> str:
    """The media type that the ``Accept`` header likes best, the first one where it likes several as much.

    :raises werkzeug.exceptions.NotAcceptable: it takes none of those offered.
    """
    if not request.accept_mimetypes:
        return offered[0]
    return request.accept_mimetypes.best_match(offered) or abort(406)


def language() -> Language | None:
    """``?lang=``: the one language of the texts, None for both."""
    value = request.args.get("lang")
    if value is None:
        return None
    for known in LANGUAGES:
        if value == known:
            return known
    raise InvalidParameterError("/lang", "lang must be hi or en, not '%(value)s'", value=value[:40])


def query() -> str:
    """``?q=``: what is searched for.

    :raises InvalidParameterError: there is none; an empty one is one.
    """
    value = request.args.get("q")
    if value is None:
        raise InvalidParameterError("/q", "q is missing: the words to search for")
    return value


def kind() -> Kind | None:
    """``?kind=``: the one kind of hits, None for all."""
    return _one_of("kind", get_args(Kind))


def topic() -> Topic | None:
    """``?topic=``: the one topic of hits, None for all."""
    return _one_of("topic", get_args(Topic))


def company() -> None:
    """``?company=``: whose library answers the request; without it the shared one.

    :raises NotFoundError: for a name that is no company's.
    """
    value = request.args.get("company")
    if value is not None:
        g.variant = guide().company(value)


def roles() -> list[str]:
    """``?roles=``: role references, parted by commas or each in a parameter of its own.

    :raises InvalidParameterError: fewer than two, or more than four.
    """
    references = references_of(request.args.getlist("roles"))
    if not LEAST <= len(references) <= MOST:
        raise InvalidParameterError("/roles", "roles must name %(least)s to %(most)s roles", least=LEAST, most=MOST)
    return references


FORMS = {
    "role": "[a-z0-9-]{1,80}",
    "area": "[A-Z]{2}(-[A-Z0-9]{1,3})?|not-given",
    "year": "[0-9]{4}|not-given",
    "source": "[a-z0-9-]{1,80}",
    "prices": "[0-9]{4}",
}
"""Parameters of figures of pay, and the form of each."""


def formed(name: str) -> str:
    """The value of one of ``FORMS``; empty where it is not given.

    :raises InvalidParameterError: it has another form, such as none at all.
    """
    value = request.args.get(name)
    if value is not None and re.fullmatch(FORMS[name], value) is None:
        raise InvalidParameterError(f"/{name}", "%(name)s must be of the form %(form)s", name=name, form=FORMS[name])
    return value or ""


def component() -> Component | None:
    """``?component=``: the one part of pay, None for all."""
    return _one_of("component", get_args(Component))


def window() -> tuple[int, int]:
    """``?limit=`` (1 to 100, else 20) and ``?offset=`` (from 0) of a list."""
    return _number("limit", LIMIT, 1, LIMIT_MOST), _number("offset", 0, 0, _OFFSET_MOST)


def _one_of(name: str, known: Sequence[Value]) -> Value | None:
    value = request.args.get(name)
    for one in known:
        if one == value:
            return one
    if value is not None:
        names = ", ".join(map(str, known))
        raise InvalidParameterError(f"/{name}", "%(name)s must be one of %(known)s", name=name, known=names)
    return None


def _number(name: str, default: int, least: int, most: int) -> int:
    value = request.args.get(name)
    if value is None:
        return default
    number = int(value) if value.isascii() and value.isdecimal() and len(value) <= 9 else -1  # noqa: PLR2004 - no overflow
    if not least <= number <= most:
        raise InvalidParameterError(
            f"/{name}", "%(name)s must be a whole number from %(least)s to %(most)s", name=name, least=least, most=most
        )
    return number
