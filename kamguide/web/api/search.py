"""The operations of the API that search and complete."""

from __future__ import annotations

from flask import Response, request

from kamguide.search.searching import Wanted
from kamguide.search.telling import search_answer, suggest_answer
from kamguide.sources.characters import visible
from kamguide.web.api import parameters
from kamguide.web.api.openapi import operation
from kamguide.web.api.search_shapes import SearchAnswer, SuggestAnswer
from kamguide.web.api.views import blueprint, sent
from kamguide.web.site import desk, library

SHOWN = 200
"""Characters of what was typed that are given back."""


@blueprint.get("/search")
@operation("/search", SearchAnswer, ("q", "lang", "kind", "role", "topic", "company", "limit", "offset"))
def search() -> Response:
    """Search: hits best first, with a direct answer, what was understood, and counts to narrow by."""
    parameters.company()
    role = request.args.get("role")
    limit, offset = parameters.window()
    language = parameters.language()
    wanted = Wanted(
        language=language,
        kind=parameters.kind(),
        role=library().role(role).slug if role is not None else None,
        topic=parameters.topic(),
        limit=limit,
        offset=offset,
    )
    answer = search_answer(desk().search(parameters.query(), wanted), language)
    return sent({**answer, "query": visible(str(answer["query"]), SHOWN)}, "application/json")


@blueprint.get("/suggest")
@operation("/suggest", SuggestAnswer, ("q", "lang", "company"))
def suggest() -> Response:
    """Complete what is being typed: at most eight places that it may lead to."""
    parameters.company()
    query, language = parameters.query(), parameters.language()
    suggestions = desk().suggester.suggest(query, language)
    return sent(suggest_answer(visible(query, SHOWN), suggestions, language), "application/json")
