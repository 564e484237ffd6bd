"""From what was sent to a draft that fits the role, or every wrong value named by its field, with what to do."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kamguide.errors import WrongUseError
from kamguide.job_description.draft import LEAST_DUTIES, LEAST_SKILLS, Draft
from kamguide.job_description.offer import INCLUDED, Offer, offered
from kamguide.job_description.typed import cleaned
from kamguide.library.nearest import did_you_mean
from kamguide.library.role_reference import Chosen
from kamguide.model.text import Language
from kamguide.problems import Message
from kamguide.render.markdown import plain


def _n(text: str) -> str:
    return text


SENTENCES: Final[Mapping[str, str]] = {
    # types of pydantic
    "string_type": _n("Write a text here."),
    "tuple_type": _n("Write a list here."),
    "dict_type": _n("Write an object here, with a name for each value."),
    "mapping_type": _n("Write an object here, with a name for each value."),
    "model_type": _n("Write an object here, with a name for each value."),
    "literal_error": _n("Choose one of %(expected)s."),
    "missing": _n("This is missing: write or choose a value."),
    # our own
    "empty-amount": _n("Write an amount, or leave pay out."),
    "empty-line": _n("This line is empty. Write something or remove it."),
    "too-long": _n("This has %(count)s characters. Write at most %(limit)s."),
    "too-many": _n("There are %(count)s here. Choose at most %(limit)s."),
    "twice": _n("“%(name)s” stands here twice. Name it once."),
    "must-and-nice": _n("“%(name)s” is both a must and good to have. Choose one."),
    "no-amount": _n("“%(value)s” is no amount of pay. Write a whole number, such as 800000."),
    "amount-out-of-range": _n("Write an amount between 1 and %(limit)s."),
    "no-currency": _n("“%(value)s” is no currency. Write its three letters, such as INR."),
    "past": _n("The last date is past. Write a later one."),
    "no-date": _n("“%(value)s” is no date. Write it as 2026-12-31."),
    "low-above-high": _n("“From” is higher than “to”. Swap the two amounts."),
}


@dataclass(frozen=True)
class Wrong:
    """One wrong value: where it stands, as a JSON pointer such as ``/pay/low``, and what to do."""

    field: str
    message: Message


class WrongDraftError(WrongUseError):
    """A draft that cannot be used; ``wrong`` names every value that is in the way, in the order of the fields."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        self.wrong = tuple(wrong)
        super().__init__("%(reason)s", reason=wrong[0].message)


def role_named(data: object) -> str:
    """The role reference in what was sent; the caller finds the role.

    :raises WrongDraftError: it is no object, or names no role.
    """
    if not isinstance(data, Mapping):
        raise WrongDraftError([Wrong("", Message("Send one JSON object: the job description’s fields."))])
    role = data.get("role")
    if not isinstance(role, str) or not role.strip():
        raise WrongDraftError([Wrong("/role", Message("Name the role, such as key-account-manager."))])
    return role


def read(data: Mapping[str, Any], chosen: Chosen, language: Language, today: date) -> Draft:
    """The draft: what was sent, and what the role ticks to begin with wherever nothing was said.

    :param data: in the shape of the API's request; its strings may be what people type, such as ``8,00,000``.
    :param language: that of the document where none is named.
    :param today: the last date may not lie before it.
    :raises WrongDraftError: with every wrong value.
    """
    sense = data.get("sense") or ""
    offer = offered(chosen, sense if isinstance(sense, str) else "")
    wrong: list[Wrong] = []
    try:
        draft = Draft.model_validate(filled(data, chosen, offer, language), context={"today": today})
    except ValidationError as error:
        raise WrongDraftError([Wrong(_pointer(one["loc"]), _told(one)) for one in error.errors()]) from None
    wrong += _of_the_role(draft, chosen, offer)
    wrong += _twice(draft, offer)
    if wrong:
        raise WrongDraftError(wrong)
    return draft


def incomplete(draft: Draft) -> list[Wrong]:
    """What a draft lacks to be worth a preview: three duties and four skills, lines of one's own among them."""
    found = []
    if len(draft.chosen("responsibilities")) + len(draft.added("responsibilities")) < LEAST_DUTIES:
        found.append(Wrong("/include/responsibilities", Message("Tick at least 3 duties.")))
    if len(draft.must) + len(draft.nice) + len(draft.added("skills")) < LEAST_SKILLS:
        found.append(Wrong("/must", Message("Tick at least 4 skills.")))
    return found


def filled(data: Mapping[str, Any], chosen: Chosen, offer: Offer, language: Language) -> dict[str, Any]:
    """The data with what is not said; null says nothing."""
    said = {name: value for name, value in data.items() if value is not None}
    said["role"] = chosen.reference
    said.setdefault("lang", language)
    include = said.get("include", {})
    if isinstance(include, Mapping):
        said["include"] = {**offer.ticked, **include}
    own = said.get("own", {})
    if isinstance(own, Mapping):
        said["own"] = {topic: lines for topic, lines in own.items() if lines != []}
    for name, other in (("must", "nice"), ("nice", "must")):
        if name not in said:
            taken = said.get(other) if other in data else ()
            ticked = offer.must if name == "must" else offer.nice
            said[name] = [slug for slug in ticked if not isinstance(taken, list | tuple) or slug not in taken]
    return said


def _of_the_role(draft: Draft, chosen: Chosen, offer: Offer) -> Iterator[Wrong]:
    if draft.sense and draft.sense not in chosen.role.senses:
        yield _unknown("/sense", draft.sense, chosen.role.senses)
    for topic in INCLUDED:
        for number, name in enumerate(draft.chosen(topic)):
            if name not in offer.lines[topic]:
                yield _unknown(f"/include/{topic}/{number}", name, offer.lines[topic])
    for field, skills in (("must", draft.must), ("nice", draft.nice)):
        for number, name in enumerate(skills):
            if name not in offer.needs:
                yield _unknown(f"/{field}/{number}", name, offer.needs)


def _unknown(field: str, name: str, known: Collection[str]) -> Wrong:
    facts = {"name": cleaned(name)[:80], "hint": did_you_mean(name[:80], known)}
    return Wrong(field, Message("There is no “%(name)s” in this role%(hint)s. Leave it out.", facts))


def _twice(draft: Draft, offer: Offer) -> Iterator[Wrong]:
    """Lines of one's own that say what is said already, in the same topic."""
    for topic, lines in draft.own.items():
        said: set[str] = set()
        if topic in INCLUDED:
            for name in draft.chosen(topic):
                line = offer.lines[topic].get(name)
                if line is not None:
                    said.update(_bare(plain(words)) for words in (line.text.hi, line.text.en) if words)
        for number, words in enumerate(lines):
            bare = _bare(words)
            if bare in said:
                yield Wrong(
                    f"/own/{topic}/{number}", Message("“%(line)s” is listed twice. Keep one.", {"line": words[:80]})
                )
            said.add(bare)


def _bare(words: str) -> str:
    """What two lines share that say the same in other spaces, capitals or marks."""
    return re.sub(r"[\s.,;:!।|-]+", " ", words.casefold()).strip()


def _pointer(location: Sequence[int | str]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')[:80]}" for part in location if part != "[key]")


def _told(error: ErrorDetails) -> Message:
    kind, facts = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden" or error["loc"][-1:] == ("[key]",):
        name = str(error["loc"][-1] if kind == "extra_forbidden" else error["loc"][-2])
        hint = did_you_mean(name[:80], Draft.model_fields) if len(error["loc"]) == 1 else ""
        return Message("There is no field “%(name)s” here%(hint)s.", {"name": cleaned(name)[:80], "hint": hint})
    if kind == "literal_error":
        return Message(SENTENCES[kind], {"expected": str(facts["expected"]).replace(" or ", ", ").replace("'", "")})
    text = SENTENCES.get(kind) or SENTENCES["string_type"]
    return Message(text, {name: fact for name, fact in facts.items() if isinstance(fact, str | int)})
