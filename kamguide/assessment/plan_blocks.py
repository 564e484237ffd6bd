"""A plan as blocks of a document, and as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kamguide.assessment.calendar import Entry as Day
from kamguide.assessment.calendar import calendar
from kamguide.assessment.plan import REASONS, WEEKS, Item, Plan, plan
from kamguide.assessment.record import Round
from kamguide.assessment.saying import Saying
from kamguide.language import listed, render
from kamguide.model.text import Language
from kamguide.render.blocks import Block, Heading, Listing, Paragraph, Run, Span, Table, Weeks, words
from kamguide.render.blocks import Item as Entry

ROWS = 8
"""Steps of the plan in a result; the plan as Markdown has all of them."""
_DAYS_TO_FRIDAY = 4


def planned_blocks(planned: Plan, say: Saying, *, outside: bool = False) -> Iterator[Block]:
    """The plan as a picture of its weeks and a table, then what is not covered.

    :param outside: whether it is shown outside, where it is nobody's.
    """
    mine = say.gettext("My plan for %(weeks)s weeks", weeks=WEEKS)
    yield Heading(say.gettext("A plan for %(weeks)s weeks", weeks=WEEKS) if outside else mine)
    if planned.items:
        hours = say.ngettext("%(num)s hour a week at most", "%(num)s hours a week at most", planned.hours_per_week)
        yield Paragraph(words(hours), quiet=True)
        yield Weeks(
            title=say.gettext("When what"),
            total=WEEKS,
            spans=tuple(
                Span(say.of(one.label), one.first_week, one.last_week, _hours(one, say)) for one in planned.items[:ROWS]
            ),
            unit=say.gettext("Week"),
        )
        head = [say.gettext("Skill"), say.gettext("What to do"), say.gettext("Ready by the end")]
        rows = tuple((_raised(one, say), _todo(one, say), say.of(one.proof)) for one in planned.items[:ROWS])
        yield Table(head, rows, widths=(2, 5, 3))
        if len(planned.items) > ROWS:
            more = say.ngettext("%(num)s more", "%(num)s more", len(planned.items) - ROWS)
            yield Paragraph(words(more), quiet=True)
    else:
        yield _nothing(say)
    yield from left_blocks(planned, say)


def _nothing(say: Saying) -> Block:
    return Paragraph(words(say.gettext("There is no gap to close. Time for the next level, or for the next role.")))


def _hours(item: Item, say: Saying) -> str:
    return say.ngettext("%(num)s hour a week", "%(num)s hours a week", item.hours_per_week)


def _raised(item: Item, say: Saying) -> str:
    return say.gettext("%(skill)s: level %(from_)s to %(to)s (%(weeks)s)", skill=say.of(item.label),
                       from_=item.from_, to=item.to, weeks=say.weeks(item))  # fmt: skip


def _todo(item: Item, say: Saying) -> str:
    book = item.resource.title if item.resource else None
    return say.of(item.action) + (f" · {book}" if book else "")


def _book(item: Item) -> str:
    if item.resource is None or not item.resource.title:
        return ""
    return item.resource.title + (f", {item.resource.authors}" if item.resource.authors else "")


def step_blocks(planned: Plan, say: Saying) -> Iterator[Block]:
    """The plan step by step, with boxes to tick."""
    if not planned.items:
        yield _nothing(say)
    for item in planned.items:
        yield Heading(f"{say.weeks(item)}: {say.of(item.label)}")
        yield Paragraph(words(_raised(item, say), " · ", _hours(item, say)), quiet=True)
        told = [say.of(item.action), _book(item)]
        if item.talk is not None:
            told.append(say.gettext("Ask a mentor: %(question)s", question=say.of(item.talk)))
        told.append(say.gettext("Ready by the end: %(proof)s", proof=say.of(item.proof)))
        yield Listing(tuple(Entry(words(one)) for one in told if one), boxes=True)


def left_blocks(planned: Plan, say: Saying) -> Iterator[Block]:
    """What is not covered, by the reason why."""
    if not planned.not_covered:
        return
    yield Heading(say.gettext("Not covered"), level=3)
    entries = []
    for reason, sentence in REASONS.items():
        named = [say.of(one.label) for one in planned.not_covered if one.reason == reason]
        if named:
            told = Run(listed(named, say.language), strong=True)
            entries.append(Entry(words(told, ": " + render(sentence, say.language))))
    yield Listing(tuple(entries))


def plan_calendar(taken: Round, language: Language, monday: date, owner: str) -> bytes:
    """The plan as a calendar file that begins on a Monday.

    :param owner: as for ``calendar``; the same for each file of the same assessment.
    """
    say = Saying(language)
    title = say.gettext("My plan for %(weeks)s weeks", weeks=WEEKS)
    label = f"{title}: {say.of(taken.target.label)}" if taken.target else title
    return calendar(label, _days(plan(taken), say, monday), language, owner, taken.taken)


def _days(planned: Plan, say: Saying, monday: date) -> Iterator[Day]:
    """The plan's weeks as all-day entries on Mondays, and on the last Friday of each item what is to be ready."""
    for item in planned.items:
        first = monday + timedelta(weeks=item.first_week - 1)
        label, hours = say.of(item.label), _hours(item, say)
        told = [say.of(item.action), _book(item), say.gettext("Ready by the end: %(proof)s", proof=say.of(item.proof))]
        yield Day(f"{item.skill}.{item.to}", f"{label}: {hours}", "\n".join(filter(None, told)), first, item.weeks)
        end = first + timedelta(weeks=item.weeks - 1, days=_DAYS_TO_FRIDAY)
        yield Day(
            f"{item.skill}.{item.to}.ready",
            say.gettext("Ready today: %(proof)s", proof=f"{label}, {say.of(item.proof)}"),
            "",
            end,
        )
