"""Job descriptions: from a role to a document that can be published, and the linter that reads one."""

from kamguide.job_description.address import ADDRESS_LIMIT, from_query, to_query
from kamguide.job_description.draft import Draft, Pay
from kamguide.job_description.offer import INCLUDED, KEY_FACT, Line, Offer, offered
from kamguide.job_description.reading import Wrong, WrongDraftError, incomplete, read, role_named

__all__ = [
    "ADDRESS_LIMIT",
    "INCLUDED",
    "KEY_FACT",
    "Draft",
    "Line",
    "Offer",
    "Pay",
    "Wrong",
    "WrongDraftError",
    "from_query",
    "incomplete",
    "offered",
    "read",
    "role_named",
    "to_query",
]
