"""The data map: of every column why it is kept, for how long, and whether the text is a person's own.

The privacy page shows it (DPDP Act 2023 s. 5 and 6: what is kept, and for what purpose); a test holds it to the tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamguide.problems import Message
from kamguide.store.kept import DAYS_KEPT

_UNUSED = Message("%(days)s days after the last use", {"days": DAYS_KEPT})
_WITH_CHECK = Message("as long as the skills check")
_UNTIL_END = Message("until the link ends")


@dataclass(frozen=True, slots=True)
class Held:
    """Some columns of a table: what they hold, why, and until when. Deleting takes each of them at once."""

    table: str
    columns: tuple[str, ...]
    what: Message
    why: Message
    until: Message


DATA_MAP = (
    Held(
        "assessments",
        ("text",),
        Message(
            "Your answers in a skills check, the role profile they were compared with, and which version of the words "
            "on privacy you were shown"
        ),
        Message("To show your result again, the same one"),
        _UNUSED,
    ),
    Held(
        "assessments",
        ("code_hash",),
        Message("A scrambled form of your return code; the code itself is not kept"),
        Message("To open the check when you type the code"),
        _UNUSED,
    ),
    Held(
        "assessments",
        ("id", "version", "created", "used"),
        Message("A running number, how often it was saved, and when it was made and last used"),
        Message("To lose no change, and to delete it in time"),
        _UNUSED,
    ),
    Held(
        "drafts",
        ("text", "code_hash", "id", "version", "created", "used"),
        Message("The draft of a job description, its scrambled code, and when it was made and last used"),
        Message("To let you go on writing it"),
        _UNUSED,
    ),
    Held(
        "links",
        ("id", "assessment_id", "token_hash", "kind", "created", "expires", "ended"),
        Message("A link for a mentor: its scrambled form, its kind, and when it begins and ends"),
        Message("To open your check to the mentor you chose, for as long as you chose"),
        _WITH_CHECK,
    ),
    Held(
        "ratings",
        ("link_id", "text", "version", "changed"),
        Message("The levels that a mentor gave"),
        Message("To set them beside your own"),
        _WITH_CHECK,
    ),
    Held(
        "actions",
        ("link_id", "text", "version", "changed"),
        Message("What you and a mentor agreed on"),
        Message("So that both of you can read it"),
        _WITH_CHECK,
    ),
    Held(
        "notes",
        ("link_id", "text", "version", "changed"),
        Message("A mentor’s own notes"),
        Message("For the mentor alone, to prepare the talk"),
        _UNTIL_END,
    ),
    Held(
        "mentors",
        ("id", "code_hash", "created", "used"),
        Message("A mentor’s own list: its scrambled code, and when it was made and last used"),
        Message("To find the links of several mentees again"),
        _UNUSED,
    ),
    Held(
        "mentees",
        ("id", "mentor_id", "link_id", "label", "added"),
        Message("The names that a mentor gave to links on that list"),
        Message("To tell mentees apart"),
        _UNTIL_END,
    ),
)
