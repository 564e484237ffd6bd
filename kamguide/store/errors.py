"""What goes wrong with the store, each with a sentence that says what the visitor or the operator can do.

::

    StoreError
    ├── StoreDownError          the database cannot be reached, or refuses us (503)
    │   └── StoreBusyError      it is held by somebody else for too long (503)
    ├── StoreFullError          no room is left; reading goes on (507)
    ├── StoreReadOnlyError      it may only be read; reading goes on (503)
    ├── StoreDamagedError       the file is damaged, or no database at all; it is left as it is
    ├── StoreNewerError         a newer version of the program has written it
    ├── StoreOlderError         it waits for ``kamguide db upgrade``
    ├── NotEmptyError           a backup would be restored over what is kept
    ├── ChangedMeanwhileError   somebody saved before; what stands there now comes along (409)
    └── AlreadyRatedError       a mentor's ratings are given once
"""

from __future__ import annotations

from typing import ClassVar

from kamguide.errors import KamguideError
from kamguide.problems import Fact
from kamguide.store.kept import Kept


def _n(text: str) -> str:
    """Mark a sentence for the catalogue."""
    return text


class StoreError(KamguideError):
    """Base of the tree. Each class has its one sentence."""

    sentence: ClassVar[str]
    reason: str = ""
    """The database's own code for it, for the log and ``/readyz``; never its words, which quote rows."""

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.sentence, **facts)


class StoreDownError(StoreError):
    """The database cannot be reached, or does not do what it is asked."""

    sentence = _n("The store cannot be reached. Nothing was saved; try again in a little while.")


class StoreBusyError(StoreDownError):
    """The database is held by somebody else for longer than we wait."""

    sentence = _n("The store is busy. Nothing was saved; try again in a moment.")


class StoreFullError(StoreError):
    """There is no room for another word; what is kept can be read."""

    sentence = _n("The store is full. Nothing was saved; what is kept can still be read.")


class StoreReadOnlyError(StoreError):
    """The database, its file or its folder may only be read."""

    sentence = _n("The store can only be read now. Nothing was saved; what is kept can still be read.")


class StoreDamagedError(StoreError):
    """The database is damaged; ``file`` names it. It is never mended by dropping things."""

    sentence = _n("The store %(file)s is damaged: move it away and restore a backup (kamguide db restore FILE).")


class StoreNewerError(StoreError):
    """The database was written by a newer version of the program."""

    sentence = _n("The store was written by a newer version of kamguide (%(found)s): install that version.")


class StoreOlderError(StoreError):
    """The database has an older schema, and this program does not change it unasked."""

    sentence = _n("The store has an older schema (%(found)s): run kamguide db upgrade.")


class NotEmptyError(StoreError):
    """A backup is not restored over what is kept."""

    sentence = _n("The store is not empty: with --replace, what is kept in it is deleted first.")


class AlreadyRatedError(StoreError):
    """Ratings have been given under this link, and they are others."""

    sentence = _n("Ratings have already been given under this link.")


class ChangedMeanwhileError(StoreError):
    """Somebody saved since the text was read. ``kept`` is what stands there now."""

    sentence = _n("Somebody else has saved in the meantime: both versions stand here.")

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self.kept = kept
