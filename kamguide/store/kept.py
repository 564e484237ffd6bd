"""What the store gives back: frozen values, with times in UTC and never a code or token in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

LinkKind = Literal["reading", "rating"]
"""A reading link shows all at once; a rating link asks the mentor's ratings first."""
FILE = "kamguide.sqlite3"
"""The name of the file in the data folder, where the setting names no other database."""
DAYS_KEPT = 90
"""Days for which an assessment, a draft or a mentor's list is kept after its last use."""
LINK_DAYS = (7, 30, 90)
"""Days that a link may live for; it never outlives its assessment."""
KEEPING = timedelta(days=DAYS_KEPT)


@dataclass(frozen=True, slots=True)
class Kept:
    """A text under a code: an assessment's record, or a draft."""

    id: int
    text: str = field(repr=False)
    version: int
    """Grows by one with each save; a save names the one it was made from."""
    created: datetime
    last_used: datetime
    """When it was last opened or saved by its owner, to the minute."""

    @property
    def expires(self) -> datetime:
        """From when it is deleted, unless it is used before."""
        return self.last_used + KEEPING


@dataclass(frozen=True, slots=True)
class Writing:
    """A text that a mentor left under a link: ratings, notes, or actions agreed."""

    text: str = field(repr=False)
    version: int
    changed: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A link as its assessment's owner sees it: without the mentor's own notes."""

    id: int
    kind: LinkKind
    created: datetime
    expires: datetime
    ended: datetime | None
    """When the owner ended it."""
    ratings: Writing | None
    actions: Writing | None

    def lives(self, now: datetime) -> bool:
        """Whether it opens anything."""
        return self.ended is None and now < self.expires


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link as the mentor sees it. The saves of ``store.links`` take it instead of a token."""

    id: int
    kind: LinkKind
    expires: datetime
    record: Kept
    ratings: Writing | None
    notes: Writing | None
    actions: Writing | None


@dataclass(frozen=True, slots=True)
class Mentee:
    """An entry of a mentor's own list."""

    id: int
    label: str = field(repr=False)
    """What the mentor calls this person; nobody else sees it."""
    added: datetime
    kind: LinkKind
    expires: datetime
    rated: bool
    """Whether ratings have been given."""
    lives: bool
    """Whether the link still opens."""
