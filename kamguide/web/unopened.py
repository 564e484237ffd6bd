"""What is told of a code or link that opens nothing: the same of all, and no blame where the site's key was changed."""

from __future__ import annotations

from kamguide.language import day
from kamguide.problems import Message
from kamguide.problems.message import Said
from kamguide.web.site import store


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
