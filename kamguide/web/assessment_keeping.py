"""From a code to the record that it opens, and back into the store: what every private page of an assessment does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kamguide.assessment.record import Record
from kamguide.store.codes import Code, read_code
from kamguide.store.errors import ChangedMeanwhileError
from kamguide.store.kept import Kept
from kamguide.web.site import store
from kamguide.web.unopened import NothingOpensError, lost

TRIES = 40
"""How often a change that fits every state of a record is tried while others save. Each loss is somebody's gain, so as
many suffice as people who save one record at once."""


class NoSuchCodeError(NothingOpensError):
    """No result opens with this code."""


@dataclass(frozen=True)
class Opened:
    """A record that its owner has opened."""

    code: Code
    kept: Kept
    record: Record

    @property
    def shown(self) -> str:
        """The code as people write it, and as it stands in addresses."""
        return str(self.code)

    @property
    def expires(self) -> date:
        """The day after which it is deleted, unless it is opened before."""
        return self.kept.expires.date()


def opened(typed: str) -> Opened:
    """The record that a code opens.

    :raises NoSuchCodeError: none. What can be no code costs as much time as one that is unknown.
    :raises StoreError: the store cannot be read.
    """
    code = read_code(typed)
    kept = store().assessments.open(code if code is not None else typed)
    if code is None or kept is None:
        raise lost(NoSuchCodeError)
    return Opened(code, kept, Record.from_text(kept.text))


def changed(now: Opened, change: Callable[[Record], Record]) -> Opened:
    """The record with a change that fits whatever stands there, such as a line more; kept.

    :raises NoSuchCodeError: it was deleted meanwhile.
    :raises StoreError: nothing was saved.
    """
    for _ in range(TRIES):
        try:
            return saved(now, change(now.record))
        except ChangedMeanwhileError as error:
            now = Opened(now.code, error.kept, Record.from_text(error.kept.text))
    return saved(now, change(now.record))


def saved(now: Opened, record: Record) -> Opened:
    """The record, kept in place of the one that was opened; what says the same is not written again.

    :raises ChangedMeanwhileError: it was changed since it was opened.
    :raises NoSuchCodeError: it was deleted meanwhile.
    :raises StoreError: nothing was saved.
    """
    text = record.to_text()
    if text == now.kept.text:
        return now
    kept = store().assessments.save(now.code, text, now.kept.version)
    if kept is None:
        raise lost(NoSuchCodeError)
    return Opened(now.code, kept, record)


def created(record: Record, once: str) -> tuple[Opened, bool]:
    """A new record, and whether it is new: the same idempotency key gives the one that was made with it before.

    :raises StoreError: nothing was saved.
    """
    text = record.to_text()
    code = store().assessments.create(text, once=once)
    kept = store().assessments.open(code)
    if kept is None:  # deleted between the two
        raise lost(NoSuchCodeError)
    return Opened(code, kept, Record.from_text(kept.text)), kept.text == text
