"""Days of a plan as an iCalendar file (RFC 5545): all-day entries of one language, folded and escaped as the rule asks.

Written here, without a library: what is needed of the standard fits on a screen; tests have it read back by one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kamguide.model.text import Language

FOLD = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""
_PRODUCT = "-//kamguide//plan//EN"
_TAGS: dict[Language, str] = {"hi": "hi-IN", "en": "en-IN"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An all-day entry: on one day, or on the same weekday of several weeks."""

    name: str
    """Tells the entry from the others of its calendar; the same in every later calendar of the same plan."""
    title: str
    text: str
    first: date
    weeks: int = 1
    """On how many weeks it stands, one after the other."""


def monday_from(day: date) -> date:
    """The first Monday on or after a day."""
    return day + timedelta(days=-day.weekday() % 7)


def calendar(title: str, entries: Iterable[Entry], language: Language, owner: str, stamp: date) -> bytes:
    """The file, in UTF-8 with CRLF ends of line; the same input gives the same bytes.

    :param owner: what makes the entries' names unique in the world; says nothing about a person.
    :param stamp: when the plan was made (``DTSTAMP``).
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(title)}",  # RFC 7986
        f"X-WR-CALNAME:{escaped(title)}",  # what most calendars read
        *(line for entry in entries for line in _lines(entry, language, owner, stamp)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _lines(entry: Entry, language: Language, owner: str, stamp: date) -> Iterator[str]:
    made = datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.name)}.{escaped(owner)}@kamguide"
    yield f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.first + timedelta(days=1):%Y%m%d}"
    if entry.weeks > 1:
        yield f"RRULE:FREQ=WEEKLY;COUNT={entry.weeks}"
    yield f"SUMMARY;LANGUAGE={_TAGS[language]}:{escaped(entry.title)}"
    if entry.text:
        yield f"DESCRIPTION;LANGUAGE={_TAGS[language]}:{escaped(entry.text)}"
    yield "TRANSP:TRANSPARENT"  # the day stays free for other appointments
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A value of type TEXT: marks of the format escaped, lines as ``\\n``, control characters dropped."""
    plain = "\n".join(text.splitlines())
    kept = "".join(sign for sign in plain if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line and its end, broken where it is longer than ``FOLD`` octets; no character is cut in two."""
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > FOLD:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
