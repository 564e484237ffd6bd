"""What is told of a code or link that opens nothing: the same of all, and no blame where the site's key was changed."""

from __future__ import annotations

from typing import TypeVar

from kamguide.errors import NotFoundError
from kamguide.language import day
from kamguide.problems import Message
from kamguide.problems.message import Said
from kamguide.web.site import store


class NothingOpensError(NotFoundError):
    """Nothing of a kind opens with this code: mistyped, past its time or deleted, which all look the same."""

    def __init__(self, message: Message, *, ours: bool) -> None:
        super().__init__(message.text)
        self.message = message
        self.ours = ours
        """Whether it may well be our doing, and not that of who typed the code."""


Lost = TypeVar("Lost", bound=NothingOpensError)


def lost(kind: type[Lost]) -> Lost:
    """The error of a kind, with the sentence that every code which opens nothing gets here and now.

    :raises StoreError: the store cannot be read.
    """
    usual = Message("This code was not found. Please compare it once more. A code lasts for 90 days.")
    told = why(usual)
    return kind(told, ours=told is not usual)


def why(usual: Message) -> Message:
    """The sentence: the usual one, as long as codes of before the key was changed may not be meant.

    It costs the same for every code and link, whether there ever was such a one or not.

    :raises StoreError: the store cannot be read.
    """
    change = store().key_change()
    if change is None:
        return usual
    if change.accepted is None:
        return Message(
            "Codes and links of before do not open just now: something was changed on our side. Keep yours, and try "
            "again in a few days."
        )
    since = change.accepted.date()
    return Message(
        "Codes and links from before %(day)s do not open any more: something had to be changed on our side. If yours "
        "is newer, please compare it once more.",
        {"day": Said(hi=day(since, "hi"), en=day(since, "en"))},
    )
