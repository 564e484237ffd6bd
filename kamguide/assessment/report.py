"""A result as a document: readiness, gaps, the SWOT with its reasons, the plan, what is not covered, the sources.

Nothing in it opens anything: no code, no token, no address of the result. At most three A4 pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kamguide.assessment.plan import WEEKS, plan
from kamguide.assessment.plan_blocks import left_blocks, planned_blocks, step_blocks
from kamguide.assessment.questions import left_open
from kamguide.assessment.record import Quadrant, Round
from kamguide.assessment.saying import Saying
from kamguide.assessment.scoring import Rated, rated, readiness, unknown
from kamguide.assessment.swot import Line, Swot, swot
from kamguide.language import day, listed, translate
from kamguide.model.text import Language
from kamguide.render.blocks import (
    Block,
    Chart,
    ChartRow,
    Heading,
    Listing,
    Paragraph,
    Run,
    words,
)
from kamguide.render.blocks import (
    Item as Entry,
)
from kamguide.render.documents import Document, Part

LINES = 5
"""Lines of one quadrant; the page of the result has all of them."""
OWN_LINES = 2
"""Of these the lines of the person's own, where there are more than enough others."""
BARS = 12
"""Rows of the chart of gaps."""
SPOKEN = 100
"""Characters of what the person wrote, in one place; the page has all of it."""


def _n(text: str) -> str:
    return text


QUADRANTS: Sequence[tuple[Quadrant, str]] = (
    ("strengths", _n("Strengths")),
    ("weaknesses", _n("Weaknesses")),
    ("opportunities", _n("Opportunities")),
    ("threats", _n("Threats")),
)


def result(taken: Round, language: Language, made: date, *, outside: bool = False) -> Document:
    """The whole result, in one language.

    :param made: the day that the file says it is of.
    :param outside: whether it is an anonymised round: no day is told, and nobody is "my".
    """
    say = Saying(language)
    found, planned = swot(taken), plan(taken)
    blocks = [
        *_gaps(taken, say, outside=outside),
        *_swot(taken, found, say, outside=outside),
        *planned_blocks(planned, say, outside=outside),
        *_sources(taken, found, say),
    ]
    title = say.gettext("Skills and gaps") if outside else say.gettext("My result")
    return _document(taken, say, made, title, blocks, outside=outside)


def plan_alone(taken: Round, language: Language, made: date) -> Document:
    """The plan without the rest, with boxes to tick."""
    say = Saying(language)
    planned = plan(taken)
    blocks = [*step_blocks(planned, say), *left_blocks(planned, say)]
    return _document(taken, say, made, say.gettext("My plan for %(weeks)s weeks", weeks=WEEKS), blocks)


def _document(
    taken: Round, say: Saying, made: date, title: str, blocks: Sequence[Block], *, outside: bool = False
) -> Document:
    label = say.of(taken.target.label) if taken.target else say.gettext("Which role fits me?")
    foot = [say.gettext("Made of the person's own answers; no test, and no verdict.")]
    if not outside:
        days = {"day": day(taken.taken, say.language), "made": day(made, say.language)}
        foot.append(say.gettext("Answers of %(day)s, printed on %(made)s", **days))
    part = Part(
        language=say.language,
        title=title,
        eyebrow=label,
        lead=_lead(taken, say),
        blocks=tuple(blocks),
        foot=foot,
        page_of=translate("Page %(page)s of %(pages)s", say.language),
    )
    facts = {"reference": taken.target.reference if taken.target else "", "version": taken.library_version}
    return Document(parts=(part,), made=made, facts=facts)


def _lead(taken: Round, say: Saying) -> str:
    found = readiness(taken)
    if not found.of:
        return ""
    return say.gettext("%(ready)s of %(of)s skills are at the level required", ready=found.ready, of=found.of)


def _gaps(taken: Round, say: Saying, *, outside: bool) -> Iterator[Block]:
    found = rated(taken)
    if found:
        yield Chart(
            title=say.gettext("Where the gaps are"),
            rows=tuple(_bar(taken, one, say) for one in found[:BARS]),
            filled_means=say.gettext("Level") if outside else say.gettext("Your level"),
            mark_means=say.gettext("Level required"),
            ticks=tuple((25.0 * level, say.level(level)) for level in range(1, 5)),
        )
    if len(found) > BARS:
        more = say.ngettext("%(num)s more skill", "%(num)s more skills", len(found) - BARS)
        yield Paragraph(words(more), quiet=True)
    yield from _looked_at(taken, say)


def _looked_at(taken: Round, say: Saying) -> Iterator[Block]:
    """What is not counted: "don't know", and questions without an answer; as the page of the result tells it."""
    named = [say.of(taken.skills[slug].short_label) for slug in unknown(taken)]
    if len(named) > BARS:
        more = say.ngettext("%(num)s more skill", "%(num)s more skills", len(named) - BARS)
        named = [*named[:BARS], more]
    if named:
        why = say.gettext("answered with “I don’t know”, not counted")
        told = f"{say.gettext('Still to be seen')} ({why}): {listed(named, say.language)}"
        yield Paragraph(words(told), quiet=True)
    left = len(left_open(taken))
    if left:
        one, many = (
            "The check is not finished: %(num)s question left",
            "The check is not finished: %(num)s questions left",
        )
        yield Paragraph(words(say.ngettext(one, many, left)), quiet=True)


def _bar(taken: Round, one: Rated, say: Saying) -> ChartRow:
    if one.gap:
        short = say.ngettext("%(num)s level short", "%(num)s levels short", one.gap)
        value = say.gettext("now %(own)s, required %(required)s: %(short)s", own=one.own, required=one.required,
                            short=short)  # fmt: skip
    else:
        value = say.gettext("now %(own)s, required %(required)s", own=one.own, required=one.required)
    return ChartRow(
        label=say.of(taken.skills[one.skill].short_label),
        value=value,
        filled=25.0 * one.own,
        mark=25.0 * one.required,
        strong=one.gap > 1,
    )


def _swot(taken: Round, found: Swot, say: Saying, *, outside: bool) -> Iterator[Block]:
    yield Heading("SWOT" if outside else say.gettext("My SWOT"))
    for quadrant, title in QUADRANTS:
        lines = found.of(quadrant)
        shown = _chosen(lines)
        yield Heading(translate(title, say.language), level=3)
        if not lines:
            yield Paragraph(words(say.gettext("Nothing stands here.")), quiet=True)
            continue
        yield Listing(tuple(Entry(tuple(_line(taken, line, say))) for line in shown))
        if len(lines) > len(shown):
            more = say.ngettext("%(num)s more", "%(num)s more", len(lines) - len(shown))
            yield Paragraph(words(more), quiet=True)


def _chosen(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines that fit: the first ones, and of the person's own, which stand last, always some."""
    own = [line for line in lines if line.own][:OWN_LINES]
    others = [line for line in lines if not line.own]
    return [*others[: LINES - len(own)], *[line for line in lines if line.own][: max(OWN_LINES, LINES - len(others))]]


def _short(text: str) -> str:
    """What a person wrote, no longer than fits: whole words and a mark."""
    return text if len(text) <= SPOKEN else text[:SPOKEN].rpartition(" ")[0] + " …"


def _line(taken: Round, line: Line, say: Saying) -> Iterator[Run]:
    because = line.because
    yield Run(_short(say.of(line.text)) if line.own else say.of(line.text))
    if because is None:
        yield Run(" (" + say.gettext("my own line") + ")")
        return
    why = []
    if because.evidence:
        why.append(say.gettext("Example: %(evidence)s", evidence=_short(because.evidence)))
    cited = [taken.sources[slug].publisher for slug in because.sources if slug in taken.sources]
    if cited:
        why.append(say.gettext("Source: %(names)s", names=", ".join(dict.fromkeys(cited[:2]))))
    elif because.kind == "fact":
        why.append(say.gettext("Our estimate"))
    if why:
        yield Run(" (" + "; ".join(why) + ")")


def _sources(taken: Round, found: Swot, say: Saying) -> Iterator[Block]:
    cited = dict.fromkeys(
        slug
        for quadrant, _ in QUADRANTS
        for line in _chosen(found.of(quadrant))
        if line.because
        for slug in line.because.sources[:2]
        if slug in taken.sources
    )
    if cited:
        yield Heading(say.gettext("Sources"))
        told = [
            f"{taken.sources[slug].publisher}: {taken.sources[slug].title}" + _year(taken.sources[slug].year)
            for slug in cited
        ]
        yield Paragraph(words("; ".join(told)), quiet=True)


def _year(year: int | None) -> str:
    return f" ({year})" if year else ""
