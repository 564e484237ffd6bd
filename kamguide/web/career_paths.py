"""Career paths: the map and list of all steps, what lies around one place, and the ways from one place to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kamguide.career_paths import Asked, Edge, Found, Graph, asked, explained, find, graph_of
from kamguide.career_paths.boxes import plan
from kamguide.career_paths.drawing import Drawing, narrow, wide
from kamguide.errors import KamguideError, NotFoundError
from kamguide.language import render
from kamguide.library.library import Library
from kamguide.model.career import Step
from kamguide.render.markdown import plain
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import company_library, library, variant

blueprint = Blueprint("career_paths", __name__)

MANY = 60
"""With more nodes than this the form takes their names as text: a list of thousands helps nobody."""
DRAWN = 80
"""With more edges than this there is no map or list of all; a place shows so many edges on each side."""


@dataclass(frozen=True)
class Choice:
    """What the form offers: references by the heading of their group, and what is chosen."""

    groups: Mapping[str, Sequence[tuple[str, str]]]
    chosen: str


@dataclass(frozen=True)
class Maps:
    """The same map twice: for wide screens and for phones."""

    wide: Drawing
    narrow: Drawing


@blueprint.get("/paths")
def index() -> AnyResponse:
    """Without a name everything; with one what lies around it; with both the ways between them."""
    start, end = (request.args.get(name, "") for name in ("from", "to"))
    try:
        places = asked(start, end, library(), company_library)
    except KamguideError as error:
        return refused(start, end, error)
    if not (places.start or places.end):
        return everything()
    query = query_of(places.reference(places.start), places.reference(places.end))
    if {name: request.args.getlist(name) for name in ("from", "to") if name in request.args} != {
        name: [value] for name, value in _named(places.reference(places.start), places.reference(places.end)).items()
    }:
        return redirect(f"{url_for('career_paths.index')}?{query}", 303)
    return ways(places, query) if places.start and places.end else around(places, query)


def query_of(start: str, end: str = "") -> str:
    """The query that names one place or two."""
    return urlencode(_named(start, end), safe=":@")


def _named(start: str, end: str) -> dict[str, str]:
    return {name: value for name, value in (("from", start), ("to", end)) if value}


def everything(status: int = 200, wrong: str = "", meant: Sequence[tuple[str, str]] = (), **chosen: str) -> Response:
    """The map and the list of all steps, below the form; with what was wrong with the names, where something was."""
    title = gettext("Career paths")
    frame = Frame(
        title=title,
        description=gettext("Which post leads to which, what each step takes, and where it is written."),
        crumbs=[home_crumb(), Crumb(title)],
        indexed=not wrong,
        own_picture="pictures.paths",
    )
    graph = graph_of(library())
    small = len(graph.written) <= DRAWN
    edges = graph.written if small else []
    return page(
        "career_paths/index.html",
        frame,
        status,
        **_common(Asked(library(), "", "", ""), edges, chosen.get("start", ""), chosen.get("end", "")),
        maps=maps(graph, edges),
        lists=by_aim(graph, edges),
        large=not small,
        wrong=wrong,
        meant=meant,
    )


def refused(start: str, end: str, error: KamguideError) -> Response:
    """The form with what was wrong: every name that nothing bears, and what is near."""
    status = 404 if isinstance(error, NotFoundError) else 422
    return everything(status, render(error.message, g.language), meant(start, end), start=start, end=end)


def meant(start: str, end: str) -> list[tuple[str, str]]:
    """What is near to each name that nothing bears: what it is called, and the query in which it takes that place."""
    found = []
    for name, other in ((start, end), (end, start)):
        try:
            asked(name, "", library(), company_library)
        except NotFoundError as error:
            if error.kind != "nodes":
                continue
            company = name.strip().rpartition(":")[0]
            books = company_library(company) if company else library()
            for near in error.nearest:
                reference = f"{company}:{near}" if company else near
                if reference != other:
                    query = query_of(reference, other) if name is start else query_of(other, reference)
                    found.append((plain(books.node_label(near).to(g.language)), query))
    return found


def around(places: Asked, query: str) -> Response:
    """What leads to one place and on from it."""
    books, node = places.library, places.start or places.end
    graph = graph_of(books)
    label = plain(books.node_label(node).to(g.language))
    role = node.partition("@")[0]
    own = books.roles.get(role)
    to, on = (sorted(edges, key=_unsourced) for edges in (graph.reaching(node), graph.leaving(node)))
    beside = [edge for edge in graph.written if role in (_head(edge.start), _head(edge.end))]
    frame = Frame(
        title=f"{label}: " + gettext("career path"),
        description=gettext("What leads to this post, where it leads, and what each step takes."),
        crumbs=_crumbs(label),
        indexed=node in library().roles and bool(places.start) and not places.company,
        kept=True,
        role=role if own else "",
        query=query,
    )
    text = own.description if own else books.positions[node].description
    return page(
        "career_paths/around.html",
        frame,
        200,
        **_common(places, [*to, *on], places.reference(node), ""),
        node=node,
        own=own,
        text=text,
        maps=maps(graph, beside[:DRAWN], node),
        to=[explained(graph, edge) for edge in to[:DRAWN]],
        on=[explained(graph, edge) for edge in on[:DRAWN]],
        more=(max(0, len(to) - DRAWN), max(0, len(on) - DRAWN)),
    )


def ways(places: Asked, query: str) -> Response:
    """The cheapest ways from one place to another, each step explained."""
    found = find(places.library, places.start, places.end)
    names = [plain(places.library.node_label(node).to(g.language)) for node in (places.start, places.end)]
    frame = Frame(
        title=gettext("From %(start)s to %(end)s") % {"start": names[0], "end": names[1]},
        description=gettext("The cheapest way and up to three others, with what each step takes."),
        crumbs=_crumbs(" › ".join(names)),
        indexed=False,
        kept=True,
        query=query,
    )
    graph = graph_of(places.library)
    return page(
        "career_paths/ways.html",
        frame,
        200,
        **_common(places, _edges(found), places.reference(places.start), places.reference(places.end)),
        found=found,
        told=told_first(found),
        maps=maps(graph, list(dict.fromkeys(_edges(found)))),
        query=query,
    )


def maps(graph: Graph, edges: Sequence[Edge], node: str = "") -> Maps | None:
    """The map of some edges; None where there is nothing to draw."""
    if not edges and not node:
        return None

    def label(name: str) -> str:
        return plain(graph.library.node_label(name).to(g.language))

    planned = plan(graph, edges, [node] if node else [])
    return Maps(wide(planned, label), narrow(planned, label))


def by_aim(graph: Graph, edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """Edges by the role or position to which they lead; steps inside a role stand at the role."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(_head(edge.end), []).append(edge)
    place = {node: number for number, node in enumerate(graph.nodes)}
    return dict(sorted(found.items(), key=lambda item: place[item[0]]))


def told_first(found: Found) -> dict[tuple[str, str], int]:
    """The number of the way in which each step is explained first: the others point there."""
    told: dict[tuple[str, str], int] = {}
    for number, way in enumerate(found.ways, start=1):
        for step in way.steps:
            told.setdefault((step.edge.start, step.edge.end), number)
    return told


def numbered(books: Library, steps: Iterable[Step]) -> dict[str, int]:
    """The sources of steps by number, in the order of the steps."""
    named = dict.fromkeys(source for step in steps for source in step.sources if source in books.sources)
    return {source: number for number, source in enumerate(named, start=1)}


def choices(books: Library, prefix: str, start: str, end: str) -> tuple[Choice, Choice] | None:
    """What the two lists of the form offer; None where there are too many nodes for lists.

    :param prefix: what stands before every name, where the names are those of a company.
    """
    graph = graph_of(books)
    if len(graph.nodes) > MANY:
        return None
    begins = {edge.start for edge in graph.edges.values()} | {start.removeprefix(prefix)}
    ends = {edge.end for edge in graph.edges.values()} | {end.removeprefix(prefix)}
    return Choice(_groups(books, prefix, begins), start), Choice(_groups(books, prefix, ends), end)


def _groups(books: Library, prefix: str, wanted: set[str]) -> dict[str, list[tuple[str, str]]]:
    roles, grades, positions = gettext("Roles"), gettext("Grades"), gettext("Other posts and beginnings")
    groups: dict[str, list[tuple[str, str]]] = {roles: [], grades: [], positions: []}
    for node in graph_of(books).nodes:
        if node in wanted:
            group = grades if "@" in node else roles if node in books.roles else positions
            groups[group].append((prefix + node, plain(books.node_label(node).to(g.language))))
    return {group: found for group, found in groups.items() if found}


def _common(places: Asked, edges: Iterable[Edge], start: str, end: str) -> dict[str, object]:
    held, books = variant(), places.library
    prefix = f"{places.company}:" if places.company else ""
    return {
        "library": books,
        "node_label": books.node_label,
        "numbered": numbered(books, (edge.step for edge in edges)),
        "choices": choices(books, prefix, start, end),
        "prefix": prefix,
        "start": start,
        "end": end,
        "query_of": query_of,
        "company": held.company.slug if held else "",
    }


def _crumbs(last: str) -> list[Crumb]:
    return [home_crumb(), Crumb(gettext("Career paths"), url_for("career_paths.index")), Crumb(last)]


def _edges(found: Found) -> list[Edge]:
    return [step.edge for way in found.ways for step in way.steps]


def _unsourced(edge: Edge) -> bool:
    return edge.basis != "sourced"


def _head(node: str) -> str:
    return node.partition("@")[0]
