"""A job description from what was chosen: as a file in any form, or as JSON. Nothing of it is kept or logged."""

from __future__ import annotations

from flask import Response, g, request

from kamguide.job_description.advice import advised_in_text
from kamguide.job_description.building import build
from kamguide.job_description.draft import Draft
from kamguide.job_description.exits import EXITS, exported, file_name, offered_exits
from kamguide.job_description.lint import linter
from kamguide.job_description.reading import WrongDraftError, read
from kamguide.job_description.style import Style
from kamguide.library.role_reference import Chosen, choose
from kamguide.render.blocks_data import block_data
from kamguide.render.documents import Document
from kamguide.render.plain_text import to_text
from kamguide.web.api import parameters
from kamguide.web.api.answers import Tree
from kamguide.web.api.bodies import body
from kamguide.web.api.job_descriptions_shapes import JobDescriptionAnswer, JobDescriptionRequest
from kamguide.web.api.lint import finding_answer
from kamguide.web.api.openapi import operation
from kamguide.web.api.views import answered, blueprint
from kamguide.web.errors import InvalidBodyError, InvalidParameterError
from kamguide.web.site import company_library, guide, library, variant

_FILES = {form.media_type.partition(";")[0]: f"A file: `?format={form.name}`." for form in EXITS.values()}


@blueprint.post("/job-descriptions")
@operation(
    "/job-descriptions",
    JobDescriptionAnswer,
    ("format", "company"),
    {media: told for media, told in _FILES.items() if media != parameters.JSON},
    body=JobDescriptionRequest,
)
def job_descriptions() -> Response:
    """The job description of a role from what was chosen, as a file or as JSON. Stores nothing."""
    parameters.company()
    form = _form()
    asked = body(JobDescriptionRequest)
    chosen = choose(asked.role, library(), company_library)
    try:
        draft = read(asked.model_dump(exclude_unset=True), chosen, parameters.language() or "en", g.today)
    except WrongDraftError as error:
        raise InvalidBodyError([(wrong.field, wrong.message) for wrong in error.wrong]) from error
    style = style_for(chosen)
    if form == "json":
        made = answer(build(chosen, draft, g.today, style), chosen, draft)
        return answered(made, None if draft.lang == "both" else draft.lang)
    response = _sent(exported(form, chosen, draft, g.today, style), EXITS[form].media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file_name(chosen, draft, form))
    return response


def style_for(chosen: Chosen) -> Style:
    """How the company writes whose role it is, or in whose guide it was asked for."""
    held = variant()
    return guide().style(chosen, held.company.slug if held is not None else "")


def answer(document: Document, chosen: Chosen, draft: Draft) -> Tree:
    """A document in the form of ``JobDescriptionAnswer``; the linter reads it as plain text."""
    findings = advised_in_text(linter(chosen.library), document, draft.place).findings
    return {
        "role": draft.role,
        "lang": draft.lang,
        "title": document.title,
        "made": document.made.isoformat(),
        "blocks": [
            {"language": part.language, **block}
            for part in document.parts
            for block in (
                {"kind": "heading", "level": 1, "text": part.title, "field": part.field},
                *(block_data(block) for block in part.blocks),
            )
        ],
        "foot": {part.language: list(part.foot) for part in document.parts},
        "text": to_text(document),
        "lint": [finding_answer(finding) for finding in findings],
    }


def _form() -> str:
    """``?format=``: one of the forms that can be made here, else JSON."""
    known = [form.name for form in offered_exits()]
    value = request.args.get("format", "json")
    if value not in known:
        raise InvalidParameterError(
            "/format", "%(name)s must be one of %(known)s", name="format", known=", ".join(known)
        )
    return value


def _sent(data: bytes, media_type: str) -> Response:
    response = Response(data, content_type=media_type)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
