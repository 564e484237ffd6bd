"""The builder's three pages: from a form's fields to a draft in the API's shape, and what each page shows of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from kamguide.job_description import INCLUDED, Line, Offer
from kamguide.job_description.draft import OWN, OwnTopic
from kamguide.job_description.offer import IncludedTopic
from kamguide.job_description.words import PARTS
from kamguide.library.role_reference import Chosen
from kamguide.web.job_description_keeping import Place, Typed


def _n(text: str) -> str:
    return text


LAST = 3
"""The number of pages."""
_PLAIN = ("sense", "employer", "place", "mode", "contract", "reports_to", "apply", "until")
OWN_OF: Mapping[int, Sequence[OwnTopic]] = {
    1: ("salary",),
    2: ("responsibilities", "kpi", "education", "experience", "qualities", "tools"),
    3: ("skills",),
}
"""On which page lines of one's own are added to a topic."""
LABELS: Mapping[str, str] = {
    "role": _n("Role"),
    "lang": _n("Language of the document"),
    "sense": _n("Which job is meant"),
    "employer": _n("Employer"),
    "place": _n("Place of work"),
    "mode": _n("Way of working"),
    "contract": _n("Contract"),
    "reports_to": _n("Reports to"),
    "until": _n("Last date"),
    "pay": _n("Pay offered"),
    "apply": _n("How to apply"),
    "must": PARTS["skills"],
}
"""What fields are called beside their errors, by the first step of their place; lines are called as their topic."""
_PAGES = {
    **dict.fromkeys(("role", "lang", "pay", *_PLAIN), 1),
    "include": 2,
    "must": 3,
    "nice": 3,
    "": 3,
}

_PLACES = frozenset({"", "skills", "must", "nice", *OWN, *(f"own-{topic}" for topic in OWN)})
"""Where on a page a button may do something."""


@dataclass(frozen=True)
class Ask:
    """What a button asks for: ``up:responsibilities:complaints`` has a verb and two words."""

    verb: str
    where: str = ""
    what: str = ""


def asked(value: str) -> Ask:
    """From a button's value; what is unknown goes on to the next page."""
    verb, _, rest = value.partition(":")
    where, _, what = rest.partition(":")
    return Ask(verb, where, what) if where in _PLACES else Ask(verb)


def page_of(pointer: str) -> int:
    """The page on which a field stands."""
    parts = pointer.split("/")[1:]
    if parts[:1] == ["own"]:
        return next((number for number, topics in OWN_OF.items() if parts[1:2] and parts[1] in topics), 2)
    return _PAGES.get(parts[0] if parts else "", 1)


def field_of(pointer: str) -> str:
    """The field at which a sentence stands: what is wrong with one ticked line stands at its topic or list."""
    parts = pointer.split("/")
    if parts[1:2] == ["include"]:
        return "/".join(parts[:3])
    return "/must" if parts[1:2] in (["must"], ["nice"]) else pointer


def merged(base: Typed, form: MultiDict[str, str], number: int) -> Typed:
    """The draft with what one page's form says; what other pages ask for stays."""
    typed = dict(base)
    if number == 1:
        for name in ("role", "lang", *_PLAIN):
            typed[name] = form.get(name, "")
        pay = {name: form.get(f"pay-{name}", "").strip() for name in ("currency", "low", "high", "period")}
        typed["pay"] = pay if pay["low"] or pay["high"] else None
        typed = {name: value for name, value in typed.items() if value or name not in (*_PLAIN, "role", "lang", "pay")}
    if number == 2:  # noqa: PLR2004 - the second page
        typed["include"] = {topic: form.getlist(topic) for topic in INCLUDED}
    if number == LAST:
        marks = [(name.removeprefix("skill-"), form[name]) for name in form if name.startswith("skill-")]
        for relation in ("must", "nice"):
            typed[relation] = [slug for slug, mark in marks if mark == relation]
    own = dict(typed.get("own") or {})
    for topic in OWN_OF.get(number, ()):
        own[topic] = [line for line in form.getlist(f"own-{topic}") if line.strip()]
    typed["own"] = {topic: lines for topic, lines in own.items() if lines}
    return typed


def changed(typed: Typed, ask: Ask, offer: Offer) -> str:
    """Do in the draft what a button asks for; where on the page to look then.

    Up and down move a line, ``all`` and ``none`` tick, ``reset`` brings back what the role ticks, ``remove`` takes a
    line of one's own away; ``add`` has done it already, with what was typed.
    """
    if ask.verb in ("up", "down", "remove"):
        return _moved(typed, ask)
    if ask.verb == "add":
        lines = typed.get("own", {}).get(ask.where, [])
        return f"l-own-{ask.where}-{len(lines) - 1}" if lines else f"own-{ask.where}"
    include = typed.setdefault("include", {})
    if ask.where == "skills":
        if ask.verb == "reset":
            typed["must"], typed["nice"] = list(offer.must), list(offer.nice)
        elif ask.verb == "all":
            marked = [*typed.get("must", ()), *typed.get("nice", ())]
            typed["nice"] = [*typed.get("nice", ()), *(slug for slug in offer.needs if slug not in marked)]
    for topic in INCLUDED:
        if topic == ask.where:
            include[topic] = _ticked(list(include.get(topic, ())), ask.verb, topic, offer)
    return f"t-{ask.where}"


def _ticked(kept: list[str], verb: str, topic: IncludedTopic, offer: Offer) -> list[str]:
    if verb == "none":
        return []
    if verb == "reset":
        return list(offer.ticked[topic])
    return [*kept, *(name for name in offer.lines[topic] if name not in kept)] if verb == "all" else kept


def _moved(typed: Typed, ask: Ask) -> str:
    own = ask.where.removeprefix("own-")
    if own != ask.where:
        items = typed.get("own", {}).get(own, [])
        at = int(ask.what) if ask.what.isdecimal() and len(ask.what) < 4 else -1  # noqa: PLR2004 - no list is longer
    elif ask.where in ("must", "nice"):
        items = typed.get(ask.where, [])
        at = items.index(ask.what) if ask.what in items else -1
    else:
        items = typed.get("include", {}).get(ask.where, [])
        at = items.index(ask.what) if ask.what in items else -1
    if not 0 <= at < len(items):
        return f"t-{own}"
    if ask.verb == "remove":
        del items[at]
        return ask.where
    to = min(max(at + (-1 if ask.verb == "up" else 1), 0), len(items) - 1)
    items[at], items[to] = items[to], items[at]
    return f"l-{ask.where}-{to if own != ask.where else ask.what}"


@dataclass(frozen=True)
class Sheet:
    """One page of the builder, as it is shown."""

    number: int
    chosen: Chosen
    offer: Offer
    typed: Typed
    place: Place
    """Where the draft lives; its query is carried along in the form."""
    wrong: Mapping[str, str] = field(default_factory=dict)
    """Sentences by the field at which they stand."""

    def value(self, name: str) -> str:
        """What stands in a field of the first page; of pay as ``pay.low``."""
        head, _, part = name.partition(".")
        found = self.typed.get(head)
        if part:
            found = found.get(part) if isinstance(found, Mapping) else None
        return str(found) if found is not None else ""

    def ticked(self, topic: IncludedTopic) -> list[Line]:
        """The lines that are ticked, in their order."""
        lines = self.offer.lines[topic]
        return [lines[name] for name in self.typed.get("include", {}).get(topic, ()) if name in lines]

    def others(self, topic: IncludedTopic) -> dict[str, list[Line]]:
        """The lines that are not, by group; ungrouped ones under an empty name."""
        there = {line.id for line in self.ticked(topic)}
        found: dict[str, list[Line]] = {}
        for line in self.offer.lines[topic].values():
            if line.id not in there:
                found.setdefault(line.group or "", []).append(line)
        return found

    def own(self, topic: OwnTopic) -> Sequence[str]:
        """Lines of one's own."""
        lines: Sequence[str] = (self.typed.get("own") or {}).get(topic, ())
        return lines

    def skills(self, relation: str) -> list[str]:
        """The skills that are musts or nice to have; with ``none`` the rest."""
        marked = {name: [s for s in self.typed.get(name, ()) if s in self.offer.needs] for name in ("must", "nice")}
        if relation in marked:
            return marked[relation]
        return [slug for slug in self.offer.needs if slug not in marked["must"] and slug not in marked["nice"]]

    @property
    def topics(self) -> list[IncludedTopic]:
        """The topics of the second page: those in which the role says something, and those everybody may add to."""
        always = ("responsibilities", "kpi", "education", "experience")
        return [topic for topic in INCLUDED if self.offer.lines[topic] or topic in always]

    def at(self, pointer: str) -> str:
        """What is wrong with a field or with what stands in it; else empty."""
        return next((told for place, told in self.wrong.items() if place == pointer), "")

    def label_of(self, pointer: str) -> str:
        """What a field is called, in English; empty for what is wrong with the draft as a whole."""
        first, _, rest = pointer.removeprefix("/").partition("/")
        topic = next((topic for topic in OWN if first in ("own", "include") and rest.split("/")[0] == topic), None)
        return PARTS[topic] if topic is not None else LABELS.get(first, "")

    def id_of(self, pointer: str) -> str:
        """The id of the element at which a field stands."""
        first, _, rest = pointer.removeprefix("/").partition("/")
        return {"include": f"t-{rest}", "must": "t-skills"}.get(
            first, "-".join(p for p in (first, *rest.split("/")) if p)
        )
