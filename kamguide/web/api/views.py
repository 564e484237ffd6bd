"""The operations of the API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import Blueprint, Response, json

from kamguide.comparison import compare
from kamguide.model.text import Language
from kamguide.render.jsonld import occupation
from kamguide.web.api import parameters
from kamguide.web.api.answers import (
    Tree,
    company_item,
    role_answer,
    role_item,
    skill_answer,
    skill_item,
    source_item,
    told,
)
from kamguide.web.api.comparison import comparison_answer
from kamguide.web.api.comparison_shapes import ComparisonAnswer, MatrixAnswer
from kamguide.web.api.openapi import document, operation
from kamguide.web.api.salaries import asked as asked_pays
from kamguide.web.api.salaries import csv_file as salaries_file
from kamguide.web.api.salaries import pay_answer
from kamguide.web.api.salary_shapes import PayList
from kamguide.web.api.shapes import (
    CompanyList,
    RoleAnswer,
    RoleList,
    SkillAnswer,
    SkillList,
    SourceList,
)
from kamguide.web.api.skills_matrix import CSV, XLSX, asked, csv_file, matrix_answer, xlsx_file
from kamguide.web.frame import address, cached
from kamguide.web.site import company_library, guide, library, variant

blueprint = Blueprint("api", __name__)
Item = TypeVar("Item")

JSON_LD = "application/ld+json"


@blueprint.get("/roles")
@operation("/roles", RoleList, ("lang", "company", "limit", "offset"))
def roles() -> Response:
    """All roles, in career order."""
    parameters.company()
    return listed(library().roles_in_order, role_item)


@blueprint.get("/roles/<slug>")
@operation("/roles/{slug}", RoleAnswer, ("lang", "company"), {JSON_LD: "The role as a schema.org Occupation."})
def role(slug: str) -> Response:
    """One role with its topics, claims, skills, grades, salary figures, steps and mappings."""
    parameters.company()
    shown = library().role(slug)
    if parameters.media_type([parameters.JSON, JSON_LD]) == JSON_LD:
        held = variant()
        place = address(f"/api/v1/roles/{slug}" + (f"?company={held.company.slug}" if held else ""))
        linked = occupation(library(), shown, parameters.language() or "en", place)
        return sent(linked, JSON_LD, vary="Accept")
    return one(role_answer(library(), shown), vary="Accept")


@blueprint.get("/skills")
@operation("/skills", SkillList, ("lang", "company", "limit", "offset"))
def skills() -> Response:
    """All skills, by slug."""
    parameters.company()
    return listed(sorted(library().skills.values(), key=lambda skill: skill.slug), skill_item)


@blueprint.get("/skills/<slug>")
@operation("/skills/{slug}", SkillAnswer, ("lang", "company"))
def skill(slug: str) -> Response:
    """One skill with its anchors and the roles that need it."""
    parameters.company()
    return one(skill_answer(library(), library().skill(slug)))


@blueprint.get("/sources")
@operation("/sources", SourceList, ("lang", "company", "limit", "offset"))
def sources() -> Response:
    """All sources, by id."""
    parameters.company()
    return listed(sorted(library().sources.values(), key=lambda source: source.slug), source_item)


@blueprint.get("/companies")
@operation("/companies", CompanyList, ("lang", "company", "limit", "offset"))
def companies() -> Response:
    """The companies that are listed, by slug; a private one is known to those who know its slug."""
    parameters.company()
    return listed(guide().listed, company_item)


@blueprint.get("/compare")
@operation("/compare", ComparisonAnswer, ("roles", "lang", "company"))
def compared() -> Response:
    """Two to four roles side by side: rows with status, values by role reference, and sources."""
    parameters.company()
    told_roles = compare(parameters.roles(), library(), company_library)
    held = variant()
    slugs = filter(None, (held.company.slug if held else "", *(side.company for side in told_roles.sides)))
    companies = [guide().company(slug).company for slug in dict.fromkeys(slugs)]
    return one(comparison_answer(told_roles, companies))


_MATRIX = ("group", "role", "lang", "company", "limit", "offset")


@blueprint.get("/skills-matrix")
@operation("/skills-matrix", MatrixAnswer, _MATRIX)
def skills_matrix() -> Response:
    """Roles by skills with level, importance and relation; paged over roles."""
    return one(matrix_answer(asked()))


@blueprint.get("/skills-matrix.csv")
@operation("/skills-matrix.csv", None, _MATRIX, {CSV: "A row for each skill, three columns for each role."})
def skills_matrix_csv() -> Response:
    """The same as CSV for spreadsheets."""
    return csv_file()


@blueprint.get("/skills-matrix.xlsx")
@operation("/skills-matrix.xlsx", None, _MATRIX, {XLSX: "A row for each skill, three columns for each role."})
def skills_matrix_xlsx() -> Response:
    """The same as a workbook."""
    return xlsx_file()


_PAY = ("role", "area", "year", "component", "source", "prices", "lang", "company")


@blueprint.get("/salaries")
@operation("/salaries", PayList, (*_PAY, "limit", "offset"))
def salaries() -> Response:
    """Figures of pay with currency, year, area and source; roles in career order, then neighbouring occupations."""
    found = asked_pays()
    return listed(found, lambda pay: pay_answer(library(), pay))


@blueprint.get("/salaries.csv")
@operation("/salaries.csv", None, _PAY, {CSV: "A row for each figure, all of them on one page."})
def salaries_csv() -> Response:
    """The same as CSV for spreadsheets."""
    return salaries_file()


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """This API as an OpenAPI 3.1 document."""
    return sent(document(address("/api/v1")), parameters.JSON)


def listed(items: Sequence[Item], shape: Callable[[Item], Tree]) -> Response:
    """The window of a list that is asked for, with the number of all."""
    limit, offset = parameters.window()
    tree = {"items": [shape(item) for item in items[offset : offset + limit]], "total": len(items)}
    return one(tree)


def one(tree: Tree, vary: str = "", language: Language | None = None) -> Response:
    """A tree in the language given, else asked for, else in both."""
    untranslated: list[str] = []
    body = told(tree, language or parameters.language(), "", untranslated)
    assert isinstance(body, dict)  # noqa: S101 - a tree stays one
    return sent({**body, "untranslated": untranslated}, parameters.JSON, vary)


def answered(tree: Tree, language: Language | None = None) -> Response:
    """The answer to a POST, in the language given, else asked for, else in both; nobody keeps it."""
    response = one(tree, language=language)
    response.headers["Cache-Control"] = "no-store"
    return response


def sent(body: object, media_type: str, vary: str = "") -> Response:
    """An answer of the API: public, to be asked for again by its ETag."""
    response = Response(json.dumps(body), content_type=media_type)
    response.headers["Cache-Control"] = cached()
    response.headers["Access-Control-Allow-Origin"] = "*"
    if vary:
        response.headers["Vary"] = vary
    return response
