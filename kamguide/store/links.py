"""A mentor's links to an assessment: reading or rating, ended by their owner or by the clock; what is left under them.

Ratings, notes and agreed actions stand in tables of their own, apart from the record. No owner reads notes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, delete, select, update

from kamguide.errors import WrongUseError
from kamguide.store.coded_texts import Clock, CodedTexts, checked
from kamguide.store.codes import Code, Hasher, new_token
from kamguide.store.database import Database
from kamguide.store.erasing import erase
from kamguide.store.errors import AlreadyRatedError, ChangedMeanwhileError
from kamguide.store.inserting import insert_new
from kamguide.store.kept import KEEPING, LINK_DAYS, Kept, Link, LinkKind, OpenLink, Writing
from kamguide.store.tables import actions, assessments, links, mentees, notes, ratings

MOST_LINKS = 50
"""Links that one assessment may have."""

Way = str | OpenLink | int
"""The way in for a mentor: a token, a link that was opened, or the number of one that a mentor's own list holds."""


class Links:
    """The links of all assessments."""

    def __init__(self, database: Database, hasher: Hasher, owners: CodedTexts, clock: Clock) -> None:
        self._database, self._hasher, self._owners, self._clock = database, hasher, owners, clock

    # for the owner, by code

    def create(self, code: Code | str, kind: LinkKind, days: int) -> str | None:
        """Make a link that lives for so many days; its token, told this once. None: no such assessment.

        :raises WrongUseError: not one of ``LINK_DAYS``, or the assessment has ``MOST_LINKS`` already.
        """
        if days not in LINK_DAYS or kind not in ("reading", "rating"):
            raise WrongUseError("a link reads or rates, and lives for 7, 30 or 90 days")
        now, token = self._clock(), new_token()
        with self._database.writing() as connection:
            owner = self._owners.id_of(connection, code)
            if owner is None:
                return None
            there = connection.execute(select(links.c.id).where(links.c.assessment_id == owner)).all()
            if len(there) >= MOST_LINKS:
                raise WrongUseError("an assessment has %(most)s links at most", most=MOST_LINKS)
            row = {"token_hash": self._hasher.token(token), "kind": kind, "expires": now + timedelta(days=days)}
            insert_new(connection, links, {"assessment_id": owner, "created": now, "ended": None, **row})
        return token

    def of(self, code: Code | str) -> tuple[Link, ...]:
        """The links of an assessment, oldest first; none where there is no such assessment."""
        with self._database.reading() as connection:
            owner = self._owners.id_of(connection, code)
            rows = connection.execute(select(links).where(links.c.assessment_id == owner).order_by(links.c.id)).all()
            return tuple(
                Link(
                    row.id,
                    row.kind,
                    row.created,
                    row.expires,
                    row.ended,
                    _writing(connection, ratings, row.id),
                    _writing(connection, actions, row.id),
                )
                for row in rows
            )

    def revoke(self, code: Code | str, link_id: int) -> bool:
        """End a link of this assessment at once, with the mentor's notes; whether it lived. Ratings given stay."""
        now = self._clock()
        with self._database.writing() as connection:
            owner = self._owners.id_of(connection, code)
            mine = (links.c.id == link_id) & (links.c.assessment_id == owner) & links.c.token_hash.is_not(None)
            ended = connection.execute(update(links).where(mine).values(token_hash=None, ended=now)).rowcount > 0
            if ended:
                connection.execute(delete(notes).where(notes.c.link_id == link_id))
                connection.execute(delete(mentees).where(mentees.c.link_id == link_id))
        if ended:
            erase(self._database)
        return ended

    def save_actions_as_owner(self, code: Code | str, link_id: int, text: str, version: int) -> Writing | None:
        """The same as ``save_actions``, from the owner's side; None: no such link of this assessment."""
        with self._database.writing() as connection:
            owner = self._owners.id_of(connection, code)
            mine = select(links.c.id).where(links.c.id == link_id, links.c.assessment_id == owner)
            if connection.execute(mine.with_for_update()).first() is None:
                return None
            return self._write(connection, actions, link_id, text, version)

    # for the mentor, by token

    def open(self, way: Way) -> OpenLink | None:
        """What a link opens. None: unknown, ended, past its time, or its assessment is gone; always the same."""
        with self._database.reading() as connection:
            row = connection.execute(self._found(way)).first()
            if row is None:
                return None
            record = connection.execute(select(assessments).where(assessments.c.id == row.assessment_id)).one()
            return OpenLink(
                row.id,
                row.kind,
                row.expires,
                Kept(record.id, record.text, record.version, record.created, record.used),
                _writing(connection, ratings, row.id),
                _writing(connection, notes, row.id),
                _writing(connection, actions, row.id),
            )

    def save_ratings(self, way: Way, text: str) -> Writing | None:
        """Keep a mentor's ratings, once for each link: the same again is the same. None: the link opens nothing.

        :raises AlreadyRatedError: other ratings were given; given after both were seen, they would not be independent.
        :raises WrongUseError: a reading link.
        """
        with self._database.writing() as connection:
            row = self._held(connection, way)
            if row is None:
                return None
            if row.kind != "rating":
                raise WrongUseError("a reading link takes no ratings")
            there = _writing(connection, ratings, row.id)
            if there is not None and there.text != text:
                raise AlreadyRatedError
            return there or self._write(connection, ratings, row.id, text, 0)

    def save_notes(self, way: Way, text: str, version: int) -> Writing | None:
        """Keep a mentor's own notes in the place of version ``version`` (0: there were none); nobody else reads them.

        None: the link opens nothing.

        :raises ChangedMeanwhileError: another version stands there.
        """
        return self._save(notes, way, text, version)

    def save_actions(self, way: Way, text: str, version: int) -> Writing | None:
        """Keep what both agreed on, in the place of version ``version`` (0: nothing yet); both sides read and write it.

        None: the link opens nothing.

        :raises ChangedMeanwhileError: another version stands there.
        """
        return self._save(actions, way, text, version)

    def found(self, connection: Connection, way: Way) -> Row[Any] | None:
        """The row of a link that lives, within a transaction."""
        return connection.execute(self._found(way)).first()

    def _save(self, table: Table, way: Way, text: str, version: int) -> Writing | None:
        with self._database.writing() as connection:
            row = self._held(connection, way)
            return None if row is None else self._write(connection, table, row.id, text, version)

    def _held(self, connection: Connection, way: Way) -> Row[Any] | None:
        """The row of a link that lives, which nobody else changes until the transaction is over."""
        return connection.execute(self._found(way).with_for_update(of=links)).first()

    def _found(self, way: Way) -> Select[Any]:
        now: datetime = self._clock()
        if isinstance(way, str):
            mine = links.c.token_hash == self._hasher.token(way)
        else:
            mine = links.c.id == (way.id if isinstance(way, OpenLink) else way)
        living = (links.c.token_hash.is_not(None), links.c.expires > now, assessments.c.used > now - KEEPING)
        return select(links).join(assessments, assessments.c.id == links.c.assessment_id).where(mine, *living)

    def _write(self, connection: Connection, table: Table, link_id: int, text: str, version: int) -> Writing:
        there = _writing(connection, table, link_id)
        if (there.version if there is not None else 0) != version:
            if there is not None and there.text == text:
                return there
            standing = there or Writing("", 0, self._clock())
            raise ChangedMeanwhileError(
                Kept(link_id, standing.text, standing.version, standing.changed, standing.changed)
            )
        made = Writing(checked(text), version + 1, self._clock())
        values = {"text": made.text, "version": made.version, "changed": made.changed}
        if there is None:
            insert_new(connection, table, {"link_id": link_id, **values})
        else:
            connection.execute(update(table).where(table.c.link_id == link_id).values(values))
        return made


def _writing(connection: Connection, table: Table, link_id: int) -> Writing | None:
    row = connection.execute(select(table).where(table.c.link_id == link_id)).first()
    return None if row is None else Writing(row.text, row.version, row.changed)
