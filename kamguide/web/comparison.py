"""The page that sets two to four roles side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.comparison import LEAST, Compared, Needed, Paid, Row, compare, references_of, wrong_references
from kamguide.comparison.summary import reach
from kamguide.language import lowered
from kamguide.library.role_reference import Chosen
from kamguide.model.claim import Requirement
from kamguide.model.role import Topic
from kamguide.model.text import LANGUAGES, Text
from kamguide.render.levels import Line, line
from kamguide.render.markdown import plain
from kamguide.web.comparison_form import address_of, choices, chooser, query_of
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.roles import named
from kamguide.web.site import company_library, guide, library

blueprint = Blueprint("comparison", __name__)


def _n(text: str) -> str:
    return text


PARTS: Mapping[str, Sequence[Topic]] = {
    _n("The work"): (
        "definition", "industries", "portfolio", "responsibilities", "comparison", "qualities", "kpi", "tools",
        "regulation", "grades", "swot",
    ),
    _n("Getting in"): ("education", "experience", "how-to-become", "resume", "mentor", "books"),
    _n("Pay"): ("salary",),
    _n("Career path"): ("career-path", "outlook"),
}  # fmt: skip
"""Parts of the table by their headings, with the topics of each."""


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
    """A skill of the chart: its row, what each role asks for, and how many steps lie between their levels."""

    row: Row
    line: Line
    needs: Sequence[Requirement | None]
    steps: int
    important: bool

    @property
    def levels(self) -> list[int | None]:
        """The level of each role, None where it does not ask for the skill."""
        return [need.level if need else None for need in self.needs]

    @property
    def weighed_alike(self) -> bool:
        """Whether the roles that ask for the skill give it one importance and one relation."""
        return len({(need.importance, need.relation) for need in self.needs if need}) == 1


@dataclass(frozen=True)
class PayRemarks:
    """What a reader must know of the figures: whether there are any, may not be subtracted, are of India."""

    shown: bool
    mixed: bool
    indian: bool


@blueprint.get("/compare")
def index() -> AnyResponse:
    """Two to four roles side by side; with fewer, the form."""
    asked = references_of(request.args.getlist("roles"))
    errors = wrong_references(asked, library(), company_library)
    if errors or len(asked) < LEAST:
        return chooser(asked, errors)
    compared = compare(asked, library(), company_library)
    different = request.args.get("diff") == "1"
    if request.args.getlist("roles") != [",".join(compared.references)]:
        return redirect(address_of(compared.references, different), 303)
    return shown(compared, different)


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
        named_companies=named_companies(compared.sides),
        company_notes=company_notes(compared.sides),
        choices=choices(compared.references, different),
        pay=pay_remarks(compared),
        parts=parts_of(compared, different),
        jumps=[jump for jump in jumps if jump.row.status != "same" or not different],
        big=sum(jump.steps > 1 for jump in jumps),
        small=sum(jump.steps == 1 for jump in jumps),
        lone=sum(jump.row.status == "only" for jump in jumps),
        numbered=numbered,
        library=library(),
        query_of=query_of,
    )


def pair_title(first: str, other: str) -> str:
    """What the page of two roles is called: people look for it by these words."""
    return gettext("%(first)s and %(other)s: the difference") % {"first": first, "other": lowered(other, g.language)}


def label_of(side: Chosen) -> str:
    """What a side is called in titles; a role with the short name on its badge."""
    label = plain(side.label.to(g.language))
    named_so = label if side.grade_slug else named(side.role, label)
    company = named_companies([side]).get(side.reference)
    return f"{named_so}, {plain(company.to(g.language))}" if company else named_so


def named_companies(sides: Sequence[Chosen]) -> dict[str, Text]:
    """The company's name beside each reference that names one, where the title does not hold it already."""
    found = {}
    for side in sides:
        label = guide().company(side.company).company.label if side.company else None
        if label is not None and all(label.to(code) not in side.label.to(code) for code in LANGUAGES):
            found[side.reference] = label
    return found


def company_notes(sides: Sequence[Chosen]) -> list[tuple[Text, Text]]:
    """What must be known of the companies that the references name: their names, and what they say of their figures."""
    companies = [guide().company(slug).company for slug in dict.fromkeys(side.company for side in sides) if slug]
    return [(company.label, company.note) for company in companies if company.note is not None]


def pay_remarks(compared: Compared) -> PayRemarks:
    """What must be known of the figures of pay on the page."""
    rows = [row for row in compared.of_topic("salary") if any(isinstance(v, Paid) for v in row.values.values())]
    areas = {v.salary.area for row in rows for v in row.values.values() if isinstance(v, Paid)}
    alone = {reference for row in rows if row.status == "only" for reference in row.values}
    return PayRemarks(shown=bool(rows), mixed=len(alone) > 1, indian=any(area.startswith("IN") for area in areas))


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
        found.append(Jump(row, line(levels), needs, reach(row, len(levels)), important))
    sides = len(compared.sides)
    return sorted(found, key=lambda jump: (not jump.important, len(jump.row.values) < sides, -jump.steps, jump.row.key))
