"""The tables: who keeps what under which hash. ``data_map`` says of every column why and for how long."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

LABEL_LENGTH = 80
"""Characters of what a mentor calls a mentee, at most."""


class Moment(TypeDecorator[datetime]):
    """A time in UTC, on both databases: SQLite gives back times without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """:raises ValueError: a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(value)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _coded(name: str) -> Table:
    """A table of texts that open under a code."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("code_hash", LargeBinary(32), nullable=False, unique=True),
        Column("text", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("created", Moment, nullable=False),
        Column("used", Moment, nullable=False, index=True),
        sqlite_autoincrement=True,
    )


assessments = _coded("assessments")
drafts = _coded("drafts")

links = Table(
    "links",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assessment_id", ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("token_hash", LargeBinary(32), nullable=True, unique=True),
    Column("kind", String(10), CheckConstraint("kind in ('reading', 'rating')", name="kind"), nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
    Column("ended", Moment, nullable=True),
    sqlite_autoincrement=True,
)


def _of_link(name: str) -> Table:
    """A table of texts that a mentor leaves, one per link."""
    return Table(
        name,
        metadata,
        Column("link_id", ForeignKey("links.id", ondelete="CASCADE"), primary_key=True),
        Column("text", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("changed", Moment, nullable=False),
    )


ratings = _of_link("ratings")
notes = _of_link("notes")
actions = _of_link("actions")

mentors = Table(
    "mentors",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code_hash", LargeBinary(32), nullable=False, unique=True),
    Column("created", Moment, nullable=False),
    Column("used", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,
)

mentees = Table(
    "mentees",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mentor_id", ForeignKey("mentors.id", ondelete="CASCADE"), nullable=False),
    Column("link_id", ForeignKey("links.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("label", String(LABEL_LENGTH), nullable=False),
    Column("added", Moment, nullable=False),
    UniqueConstraint("mentor_id", "link_id"),
    sqlite_autoincrement=True,
)

PERSONAL = tuple(metadata.sorted_tables)
"""The tables of what people leave, in the order in which they can be filled."""

known_key = Table(
    "known_key",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="only"), primary_key=True, autoincrement=False),
    Column("fingerprint", String(16), nullable=False),
    Column("accepted", Moment, nullable=True),
)
"""One row: the fingerprint of the key that codes are made under, and when it took another one's place."""
