"""A mentor's own list of mentees, under a code of the mentor's: links that were opened, each with a name for it."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select, update

from kamguide.errors import WrongUseError
from kamguide.store.coded_texts import Clock, checked
from kamguide.store.codes import Code, Hasher, new_code
from kamguide.store.database import Database
from kamguide.store.erasing import erase
from kamguide.store.inserting import insert_new
from kamguide.store.kept import KEEPING, Mentee, OpenLink
from kamguide.store.links import Links
from kamguide.store.tables import LABEL_LENGTH, links, mentees, mentors, ratings

MOST_MENTEES = 200
"""Entries of one list, at most."""


class Mentors:
    """The lists of all mentors."""

    def __init__(self, database: Database, hasher: Hasher, ways: Links, clock: Clock) -> None:
        self._database, self._hasher, self._ways, self._clock = database, hasher, ways, clock

    def create(self) -> Code:
        """Begin a list; the code under which it opens."""
        now, code = self._clock(), new_code()
        with self._database.writing() as connection:
            row = {"code_hash": self._hasher.code("mentor", code), "created": now, "used": now}
            connection.execute(insert(mentors).values(row))
        return code

    def exists(self, code: Code | str) -> bool:
        """Whether a list opens under this code."""
        with self._database.reading() as connection:
            return self._id(connection, code) is not None

    def add(self, code: Code | str, token: str, label: str) -> int | None:
        """Put a link on the list, or name it anew; the entry's number. None: no such list, or the link opens nothing.

        :raises WrongUseError: a name that is too long, or a list that is full.
        """
        label = self._label(label)
        with self._database.writing() as connection:
            mentor, link = self._used(connection, code), self._ways.found(connection, token)
            if mentor is None or link is None:
                return None
            mine = (mentees.c.mentor_id == mentor) & (mentees.c.link_id == link.id)
            if connection.execute(update(mentees).where(mine).values(label=label)).rowcount == 0:
                listed = select(func.count()).select_from(mentees).where(mentees.c.mentor_id == mentor)
                if connection.execute(listed).scalar_one() >= MOST_MENTEES:
                    raise WrongUseError("a list has %(most)s entries at most", most=MOST_MENTEES)
                row = {"mentor_id": mentor, "link_id": link.id, "label": label, "added": self._clock()}
                insert_new(connection, mentees, row)
            number: int = connection.execute(select(mentees.c.id).where(mine)).scalar_one()
            return number

    def mentees(self, code: Code | str) -> tuple[Mentee, ...] | None:
        """The list's entries, by name; its use is noted. None: no such list."""
        now = self._clock()
        with self._database.writing() as connection:
            mentor = self._used(connection, code)
            if mentor is None:
                return None
            rated = select(ratings.c.link_id).where(ratings.c.link_id == links.c.id).exists().label("rated")
            query = select(mentees, links.c.kind, links.c.expires, links.c.token_hash.is_not(None).label("open"), rated)
            rows = connection.execute(
                query.join(links, links.c.id == mentees.c.link_id)
                .where(mentees.c.mentor_id == mentor)
                .order_by(mentees.c.label, mentees.c.id)
            ).all()
        return tuple(
            Mentee(row.id, row.label, row.added, row.kind, row.expires, row.rated, row.open and now < row.expires)
            for row in rows
        )

    def open(self, code: Code | str, mentee_id: int) -> OpenLink | None:
        """What an entry's link opens. None: no such list, no such entry on it, or the link opens nothing any more."""
        with self._database.reading() as connection:
            mentor = self._id(connection, code)
            mine = (mentees.c.id == mentee_id) & (mentees.c.mentor_id == mentor)
            link_id = connection.execute(select(mentees.c.link_id).where(mine)).scalar()
        return None if link_id is None else self._ways.open(link_id)

    def remove(self, code: Code | str, mentee_id: int) -> bool:
        """Take an entry off the list; whether it was there."""
        with self._database.writing() as connection:
            mentor = self._used(connection, code)
            mine = (mentees.c.id == mentee_id) & (mentees.c.mentor_id == mentor)
            gone = connection.execute(delete(mentees).where(mine)).rowcount > 0
        if gone:
            erase(self._database)
        return gone

    def delete(self, code: Code | str) -> bool:
        """Delete the list; whether there was one. The assessments are their owners'."""
        with self._database.writing() as connection:
            mine = mentors.c.code_hash == self._hasher.code("mentor", code)
            gone = connection.execute(delete(mentors).where(mine)).rowcount > 0
        if gone:
            erase(self._database)
        return gone

    def _id(self, connection: Connection, code: Code | str) -> int | None:
        lives = mentors.c.used > self._clock() - KEEPING
        query = select(mentors.c.id).where(mentors.c.code_hash == self._hasher.code("mentor", code), lives)
        return connection.execute(query).scalar()

    def _used(self, connection: Connection, code: Code | str) -> int | None:
        found = self._id(connection, code)
        if found is not None:
            connection.execute(update(mentors).where(mentors.c.id == found).values(used=self._clock()))
        return found

    def _label(self, label: str) -> str:
        label = checked(label).strip()
        if not 1 <= len(label) <= LABEL_LENGTH:
            raise WrongUseError("a name on the list has 1 to %(most)s characters", most=LABEL_LENGTH)
        return label
