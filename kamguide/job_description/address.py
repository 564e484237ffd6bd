"""A draft in an address: short names, slugs, and only what differs from what the role ticks to begin with.

``?role=key-account-manager&employer=…&pay=INR-800000-1200000-year&d=complaints,conflicts&own-d=…``. Up to
``ADDRESS_LIMIT`` characters a draft lives there; a longer one is kept under a code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from kamguide.job_description.draft import OWN, Draft, OwnTopic
from kamguide.job_description.offer import INCLUDED, offered
from kamguide.library.role_reference import Chosen
from kamguide.model.text import Language

ADDRESS_LIMIT = 2048
"""Characters of a query in which a draft lives; mail programs and messengers break longer addresses."""
LETTERS: Final[Mapping[OwnTopic, str]] = {
    "responsibilities": "d",
    "kpi": "k",
    "education": "e",
    "experience": "x",
    "qualities": "q",
    "tools": "t",
    "definition": "p",
    "skills": "s",
    "salary": "b",
}
"""How topics are called in an address: duties, KPIs, purpose, benefits ..."""
_PLAIN = ("sense", "employer", "place", "mode", "contract", "reports_to", "apply", "until")
_PAY_PARTS = 4


def to_query(draft: Draft, chosen: Chosen, language: Language) -> str:
    """The query that brings the draft back; always the same for the same draft.

    :param language: that of the page, which need not be said.
    """
    offer = offered(chosen, draft.sense)
    pairs: list[tuple[str, str]] = [("role", draft.role)]
    if draft.lang != language:
        pairs.append(("lang", draft.lang))
    told = draft.to_json()
    pairs += [(name, str(told[name])) for name in _PLAIN if name in told]
    if draft.pay is not None:
        pay = draft.pay
        pairs.append(("pay", f"{pay.currency}-{pay.low}-{pay.high}-{pay.period}"))
    for topic in INCLUDED:
        if draft.chosen(topic) != offer.ticked[topic]:
            pairs.append((LETTERS[topic], ",".join(draft.chosen(topic))))
    if (draft.must, draft.nice) != (offer.must, offer.nice):
        pairs += [("must", ",".join(draft.must)), ("nice", ",".join(draft.nice))]
    pairs += [(f"own-{LETTERS[topic]}", line) for topic in OWN for line in draft.added(topic)]
    return urlencode(pairs, safe=":@,")


def from_query(query: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What a query says, in the shape of the API's request: to be read as that is. Unknown names are passed over."""

    def first(name: str) -> str:
        return next(iter(query.get(name, ())), "")

    found: dict[str, Any] = {name: first(name) for name in ("role", "lang", *_PLAIN) if first(name)}
    if first("pay"):
        parts = [*first("pay").split("-", _PAY_PARTS - 1), *[""] * _PAY_PARTS]
        found["pay"] = dict(zip(("currency", "low", "high", "period"), parts, strict=False))
    include = {topic: _slugs(first(LETTERS[topic])) for topic in INCLUDED if LETTERS[topic] in query}
    own = {topic: list(query[f"own-{LETTERS[topic]}"]) for topic in OWN if query.get(f"own-{LETTERS[topic]}")}
    skills = {name: _slugs(first(name)) for name in ("must", "nice") if name in query}
    return found | ({"include": include} if include else {}) | ({"own": own} if own else {}) | skills


def _slugs(value: str) -> list[str]:
    return [slug for slug in value.split(",") if slug]
