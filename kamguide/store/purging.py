"""Purging: what is past its time goes, exactly by the clock that is given, with everything that hangs on it.

An assessment, a draft, a mentor's list: 90 days after the last use. A link at its end: its token and the mentor's
notes, which nobody can read then; ratings and actions agreed belong to the assessment and go with it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import delete, select, update

from kamguide.store.database import Database
from kamguide.store.erasing import erase
from kamguide.store.kept import KEEPING
from kamguide.store.tables import actions, assessments, drafts, links, mentees, mentors, notes, ratings


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows were past their time."""

    assessments: int = 0
    drafts: int = 0
    mentors: int = 0
    links: int = 0

    @property
    def total(self) -> int:
        """All together."""
        return sum(getattr(self, field.name) for field in fields(self))


def purge(database: Database, now: datetime) -> Purged:
    """Delete what is past its time at ``now`` (UTC).

    :raises StoreError: nothing was deleted.
    """
    limit = now - KEEPING
    with database.writing() as connection:
        count = {
            table.name: connection.execute(delete(table).where(table.c.used <= limit)).rowcount
            for table in (assessments, drafts, mentors)
        }
        over = links.c.token_hash.is_not(None) & (links.c.expires <= now)
        ended = connection.execute(update(links).where(over).values(token_hash=None)).rowcount
        closed = select(links.c.id).where(links.c.token_hash.is_(None))
        forgotten = sum(
            connection.execute(delete(table).where(table.c.link_id.in_(closed))).rowcount for table in (notes, mentees)
        )
        left = [~links.c.id.in_(select(table.c.link_id)) for table in (ratings, actions)]
        connection.execute(delete(links).where(links.c.token_hash.is_(None), links.c.expires <= now, *left))
    done = Purged(links=ended, **count)
    if done.total or forgotten or database.unerased:
        erase(database)
    return done
