"""The page that sets two to four roles side by side, and the form that chooses them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.comparison import LEAST, MOST, Compared, Needed, Row, compare, references_of
from kamguide.comparison.summary import reach
from kamguide.errors import KamguideError, NotFoundError
from kamguide.language import render
from kamguide.library.role_reference import Chosen, choose
from kamguide.model.role import Topic
from kamguide.model.text import Text
from kamguide.render.levels import Line, line
from kamguide.render.markdown import plain
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.roles import named
from kamguide.web.site import company_library, guide, library

blueprint = Blueprint("comparison", __name__)


def _n(text: str) -> str:
    return text


PARTS: Mapping[str, Sequence[Topic]] = {
    _n("The work"): (
        "definition", "industries", "portfolio", "responsibilities", "comparison", "qualities", "kpi", "grades",
    ),
    _n("Getting in"): ("education", "experience", "how-to-become"),
    _n("Pay"): ("salary",),
    _n("Career path"): ("career-path",),
}  # fmt: skip
"""Parts of the table by their headings, with the topics of each."""
MANY = 60
"""With more roles than this the form takes their names as text: a list of thousands helps nobody."""


@dataclass
class Block:
    """One topic of the table: rows side by side, and what only one role says, as a list for each."""

    topic: Topic
    rows: list[Row] = field(default_factory=list)
    lists: dict[str, list[Row]] = field(default_factory=dict)
    shared: list[Row] = field(default_factory=list)
    """What every role says in the same words."""
    remarks: list[Row] = field(default_factory=list)
    """Statements on the difference itself: they are about all roles, whoever makes them."""


@dataclass(frozen=True)
class Jump:
    """A skill of the chart: its row, where each role stands, and how many steps lie between them."""

    row: Row
    line: Line
    levels: Sequence[int | None]
    steps: int
    important: bool


@blueprint.get("/compare")
def index() -> AnyResponse:
    """Two to four roles side by side; with fewer, the form."""
    asked = references_of(request.args.getlist("roles"))
    try:
        if len(asked) == 1:
            choose(asked[0], library(), company_library)
        if len(asked) < LEAST:
            return chooser(asked)
        compared = compare(asked, library(), company_library)
    except KamguideError as error:
        return chooser(asked, error)
    different = request.args.get("diff") == "1"
    if request.args.getlist("roles") != [",".join(compared.references)]:
        return redirect(address_of(compared.references, different), 303)
    return shown(compared, different)


def address_of(references: Sequence[str], different: bool = False) -> str:
    """The one address of a comparison."""
    return f"{url_for('comparison.index')}?{query_of(references)}{'&diff=1' if different else ''}"


def query_of(references: Sequence[str]) -> str:
    """The query that names the roles."""
    return f"roles={','.join(references)}"


def chooser(asked: Sequence[str], error: KamguideError | None = None) -> Response:
    """The form alone: roles that are known stay chosen, and what was wrong with the others is said."""
    title = gettext("Compare roles")
    frame = Frame(
        title=title,
        description=gettext("Two to four roles side by side: work, skills and levels, pay, the way there."),
        crumbs=[home_crumb(), Crumb(title)],
        indexed=error is None and not asked,
    )
    status = 200 if error is None else 404 if isinstance(error, NotFoundError) else 422
    return page(
        "comparison/chooser.html",
        frame,
        status,
        chosen=list(dict.fromkeys(asked))[:MOST],
        different=False,
        roles=library().roles_in_order,
        many=len(library().roles) > MANY,
        most=MOST,
        wrong=render(error.message, g.language) if error else "",
        nearest=error.nearest if isinstance(error, NotFoundError) and error.kind in ("roles", "grades") else (),
        pairs=library().comparisons_in_order,
        library=library(),
        query_of=query_of,
    )


def shown(compared: Compared, different: bool) -> Response:
    """The comparison. Only what people wrote may be found by search engines: no end of pairs could be made."""
    labels = [label_of(side) for side in compared.sides]
    frame = Frame(
        title=pair_title(*labels) if len(labels) == 2 else " · ".join(labels),  # noqa: PLR2004 - a pair
        description=plain(compared.answer.to(g.language)),
        crumbs=[
            home_crumb(),
            Crumb(gettext("Compare"), url_for("comparison.index")),
            Crumb(" · ".join(side.role.notation for side in compared.sides)),
        ],
        indexed=compared.written is not None and not different,
        query=query_of(compared.references),
        comparison=compared.written.slug if compared.written else "",
    )
    jumps = jumps_of(compared)
    numbered = {slug: number for number, slug in enumerate(compared.sources, start=1)}
    return page(
        "comparison/compare.html",
        frame,
        compared=compared,
        sides=compared.sides,
        company_names=company_names(compared.sides),
        chosen=compared.references,
        different=different,
        roles=library().roles_in_order,
        many=len(library().roles) > MANY,
        most=MOST,
        parts=parts_of(compared, different),
        jumps=[jump for jump in jumps if jump.row.status != "same" or not different],
        big=sum(jump.steps > 1 for jump in jumps),
        small=sum(jump.steps == 1 for jump in jumps),
        lone=sum(jump.row.status == "only" for jump in jumps),
        numbered=numbered,
        library=library(),
        query_of=query_of,
        mixed_pay=len({ref for row in compared.of_topic("salary") if row.status == "only" for ref in row.values}) > 1,
    )


def pair_title(first: str, other: str) -> str:
    """What the page of two roles is called: people look for it by these words."""
    return gettext("%(first)s and %(other)s: the difference") % {"first": first, "other": other}


def label_of(side: Chosen) -> str:
    """What a side is called in titles; a role with the short name on its badge."""
    label = plain(side.label.to(g.language))
    named_so = label if side.grade_slug else named(side.role, label)
    company = company_names([side]).get(side.company)
    return f"{named_so}, {plain(company.to(g.language))}" if company else named_so


def company_names(sides: Sequence[Chosen]) -> dict[str, Text]:
    """What the companies are called that the references name."""
    return {side.company: guide().company(side.company).company.label for side in sides if side.company}


def parts_of(compared: Compared, different: bool) -> dict[str, list[Block]]:
    """The table: blocks by the heading of their part; with ``different`` without what is the same."""
    rows = [row for row in compared.rows if not (different and row.status == "same")]
    parts: dict[str, list[Block]] = {}
    for heading, topics in PARTS.items():
        blocks = [block_of(topic, [row for row in rows if row.topic == topic]) for topic in topics]
        filled = [block for block in blocks if block.rows or block.shared or block.lists or block.remarks]
        if filled:
            parts[heading] = filled
    return parts


def block_of(topic: Topic, rows: Sequence[Row]) -> Block:
    """The rows of a topic, sorted into those side by side and what only one says."""
    block = Block(topic)
    for row in rows:
        if row.status == "same" and not row.written:
            block.shared.append(row)
        elif row.written or len(row.values) > 1:
            block.rows.append(row)
        elif topic == "comparison":
            block.remarks.append(row)
        else:
            block.lists.setdefault(next(iter(row.values)), []).append(row)
    return block


def jumps_of(compared: Compared) -> list[Jump]:
    """The skills, the important ones and the longest jumps first."""
    found = []
    for row in compared.of_topic("skills"):
        values = [row.values.get(reference) for reference in compared.references]
        needs = [value.need if isinstance(value, Needed) else None for value in values]
        levels = [need.level if need else None for need in needs]
        important = any(need is not None and need.important for need in needs)
        found.append(Jump(row, line(levels), levels, reach(row, len(levels)), important))
    sides = len(compared.sides)
    return sorted(found, key=lambda jump: (not jump.important, len(jump.row.values) < sides, -jump.steps, jump.row.key))
