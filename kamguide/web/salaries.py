"""The pages of pay: chosen figures on axes that they may share, a median through the years, what India has not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Blueprint, Response, g, request, url_for

from kamguide.language import region, territory
from kamguide.library.library import Library
from kamguide.model.pay import Pay
from kamguide.model.price_index import PriceIndex
from kamguide.model.text import Text
from kamguide.render.markdown import plain
from kamguide.render.pay_charts import PayChart, TrendChart, pay_chart, trend_chart
from kamguide.salaries.axes import Axis, Line, axes
from kamguide.salaries.choice import (
    Choice,
    areas_paid,
    chosen,
    components_paid,
    in_prices,
    index_of,
    occupations_paid,
    roles_paid,
    told_year,
    years_paid,
)
from kamguide.salaries.labels import grade_label, sense_label, subject_label
from kamguide.salaries.trend import Trend, trend
from kamguide.sources.characters import visible
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import library, variant
from kamguide.web.templating import STALE_YEARS, age

blueprint = Blueprint("salaries", __name__)

LINES_SHOWN = 10
"""Lines of an axis that are not folded."""
TOLD = 40
"""Characters of a word that is not there, as the page repeats it."""


@dataclass(frozen=True)
class Shown:
    """An axis with its chart, what its lines are called, and where its figures can be had."""

    axis: Axis
    chart: PayChart | None
    labels: Sequence[Sequence[Text | str]]
    """For each line the facts by which it differs from the others."""
    title: Sequence[Text | str]
    """The facts that all lines share."""
    years: Mapping[int, int]
    """How old the figures of each year are, where they are old."""
    csv: str


@dataclass(frozen=True)
class ShownTrend:
    """A median through the years with its chart."""

    series: Trend
    chart: TrendChart
    subject: Sequence[Text | str]
    """Whose median it is."""


@blueprint.get("/salaries")
def index() -> Response:
    """Figures of pay, chosen by role, area, year and part. What is not there is left out, and the page says so."""
    books = library()
    choice, left_out = asked(books)
    found = latest(chosen(books, choice)) if not (choice.role or choice.year) else chosen(books, choice)
    restating = index_of(books, found)
    year = _prices(restating)
    if restating is not None and year is not None:
        found = in_prices(found, restating, year)
    own = _own(found)
    rest = [pay for pay in found if pay.id not in {one.id for one in own}]
    overview = choice == Choice()
    about = [pay for pay in rest if pay.role is not None] if overview else rest
    near = neighbours(rest) if overview else []
    trended = shown_trend(books, found if choice.role and not choice.year else [])
    title = gettext("Pay")
    query = {**_query(choice), **({"prices": str(year)} if year else {})}
    frame = Frame(
        title=title,
        description=gettext("Figures of pay by role, area and year, each with its source. Nothing is converted."),
        crumbs=[home_crumb(), Crumb(title, url_for("salaries.index") if query else ""), *_crumb(books, choice)],
        indexed=not query,
        kept=True,
        query=urlencode(query),
        role=choice.role if choice.role in books.roles else "",
    )
    return page(
        "salaries/index.html",
        frame,
        library=books,
        choice=choice,
        bands=shown(books, own, year),
        axes=shown(books, [pay for pay in about if "-" not in pay.area or choice.area], year),
        states=shown(books, [pay for pay in about if "-" in pay.area and not choice.area], year) if choice.role else [],
        near=shown(books, near, year),
        trend=trended,
        trend_csv=_csv({"role": choice.role, "area": trended.series.points[0].area if trended else ""}, year),
        found=found,
        left_out=left_out,
        unknown_prices=visible(request.args.get("prices", ""))[:TOLD] if year is None else "",
        overview=overview,
        india=_india(choice, found),
        roles=[role for role in books.roles_in_order if role.slug in {*roles_paid(books), choice.role}],
        occupations=occupations_paid(books),
        areas=[
            ("IN", territory("IN", g.language)),
            *((a, region(a, g.language)) for a in areas_paid(books) if a != "IN"),
        ],
        years=years_paid(books),
        components=components_paid(books),
        restating=restating,
        prices=year,
        index_years=sorted({pay.year for pay in found if pay.prices and pay.year}),
        asked_url=url_for("salaries.index") + (f"?{urlencode(_query(choice))}" if _query(choice) else ""),
        real_url=url_for("salaries.index") + f"?{urlencode({**_query(choice), 'prices': str(_last(restating))})}",
        mixed=len({pay.publisher for pay in about}) > 1,
    )


def asked(books: Library) -> tuple[Choice, dict[str, str]]:
    """What the address asks for, without what is not there; and what that is, by the name of its parameter."""
    values = {name: request.args.get(name, "") for name in ("role", "area", "year", "component", "source")}
    known: dict[str, set[str]] = {
        "role": {*books.roles, *books.occupations},
        "area": {"IN", *areas_paid(books)},
        "year": set(years_paid(books)),
        "component": set(components_paid(books)),
        "source": {pay.source for pay in books.pays},
    }
    left_out = {name: visible(value)[:TOLD] for name, value in values.items() if value and value not in known[name]}
    return Choice(**{name: "" if name in left_out else value for name, value in values.items()}), left_out


def latest(pays: Sequence[Pay]) -> list[Pay]:
    """Of each subject, sense, grade and area the figures of the latest year only; those without a year too."""
    last: dict[tuple[object, ...], int] = {}
    for pay in pays:
        key = (pay.subject, pay.sense, pay.grade, pay.area)
        last[key] = max(last.get(key, 0), pay.year or 0)
    return [
        pay
        for pay in pays
        if pay.year is None or pay.year == last[(pay.subject, pay.sense, pay.grade, pay.area)]
    ]  # fmt: skip


def neighbours(pays: Sequence[Pay]) -> list[Pay]:
    """What a survey's latest year says of whole countries: occupations near the roles, and those that are one."""
    surveyed = [pay for pay in pays if pay.occupation is not None and "-" not in pay.area]
    newest = max((pay.year or 0 for pay in surveyed), default=0)
    return [pay for pay in surveyed if pay.year == newest]


def shown_trend(books: Library, pays: Sequence[Pay]) -> ShownTrend | None:
    """The median of the figures through the years, where there are enough of them."""
    found = trend(pays)
    if found is None:
        return None
    return ShownTrend(found, trend_chart(found.points, found.gaps), _told(books, found.points[0], ("subject", "sense")))


def shown(books: Library, pays: Sequence[Pay], prices: int | None) -> list[Shown]:
    """The figures on axes, with the words and charts of each."""
    return [_shown(books, axis, prices) for axis in axes(pays)]


_FACTS = ("subject", "sense", "grade", "area", "year")


def _shown(books: Library, axis: Axis, prices: int | None) -> Shown:
    first = axis.lines[0].first
    varied = [name for name in _FACTS if axis.common(name) is None and getattr(first, name) is not None]
    if axis.kind == "same":
        axis = replace(axis, lines=tuple(_in_order(books, axis.lines, varied)))
    told = [name for name in _FACTS if name not in varied]
    lines = [line.pays for line in axis.lines]
    shared = {
        "role": axis.common("subject"),
        "area": axis.common("area"),
        "year": told_year(first) if axis.common("year") is not None or first.year is None else None,
        "source": axis.common("source"),
        "component": first.component if axis.kind == "same" else None,
    }
    return Shown(
        axis,
        pay_chart(lines),
        [_told(books, line.first, varied) for line in axis.lines],
        _told(books, axis.lines[0].first, told),
        {pay.year: old for pay in axis.pays if pay.year and (old := age(pay.year, g.today)) > STALE_YEARS},
        _csv(shared, prices),
    )


def _csv(shared: Mapping[str, object], prices: int | None) -> str:
    """The address of the file with the figures that have so much in common."""
    held = variant()
    company = held.company.slug if held is not None else ""
    values = {**shared, "prices": prices, "company": company, "lang": g.language}
    return f"/api/v1/salaries.csv?{urlencode({name: str(value) for name, value in values.items() if value})}"


def _in_order(books: Library, lines: Sequence[Line], varied: Sequence[str]) -> list[Line]:
    """The years from the latest, grades from the lowest rung, all others from the highest pay."""
    if varied == ["year"]:
        return sorted(lines, key=lambda line: -(line.first.year or 0))
    if "grade" in varied:
        return sorted(lines, key=lambda line: _rung(books, line.first))
    return sorted(lines, key=lambda line: -line.main.reach)


def _rung(books: Library, pay: Pay) -> tuple[str, int]:
    if pay.role is None or pay.grade is None:
        return (pay.subject, -1)
    return (pay.subject, books.roles[pay.role].grades[pay.grade].rank)


def _told(books: Library, pay: Pay, facts: Sequence[str]) -> list[Text | str]:
    """The facts of a figure in words; area and year as their codes, to be told by the template's filters."""
    words: dict[str, Text | str | None] = {
        "subject": subject_label(books, pay),
        "sense": sense_label(books, pay),
        "grade": grade_label(books, pay),
        "area": f"area:{pay.area}",
        "year": f"year:{told_year(pay)}",
    }
    return [word for name in facts if (word := words[name]) is not None]


def _own(pays: Sequence[Pay]) -> list[Pay]:
    """The company's own figures: those that what it is laid over does not have."""
    held = variant()
    if held is None:
        return []
    shared = {pay.id for pay in held.base.pays}
    return [pay for pay in pays if pay.id not in shared]


def _india(choice: Choice, pays: Sequence[Pay]) -> bool:
    """Whether to say that there is no figure for India: where it is asked for, or could be."""
    return choice.area in ("", "IN") and not any(pay.area.startswith("IN") for pay in pays)


def _prices(restating: PriceIndex | None) -> int | None:
    """The year of the dollars asked for; None where the index does not know it."""
    word = request.args.get("prices", "")
    year = int(word) if word.isascii() and word.isdecimal() and len(word) == 4 else 0  # noqa: PLR2004 - a year
    return year if restating is not None and year in restating.by_year else None


def _last(restating: PriceIndex | None) -> int | None:
    return restating.last if restating is not None else None


def _query(choice: Choice) -> dict[str, str]:
    names = ("role", "area", "year", "component", "source")
    return {name: value for name in names if (value := str(getattr(choice, name)))}


def _crumb(books: Library, choice: Choice) -> list[Crumb]:
    if choice.role in books.roles:
        return [Crumb(plain(books.roles[choice.role].preferred_label.to(g.language)))]
    if choice.role:
        return [Crumb(plain(books.occupations[choice.role].label.to(g.language)))]
    return []
