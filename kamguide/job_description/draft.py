"""What HR chose for a job description: the draft, its limits, and its way in from JSON and out again.

The names are those of the API's request, ``POST /job-descriptions``. What is typed is kept as plain text: line ends
become spaces, control, direction-changing and invisible characters are taken out, as of everything strangers type.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from kamguide.job_description.offer import IncludedTopic
from kamguide.job_description.sides import side
from kamguide.job_description.typed import amount, calendar_day, cleaned, currency
from kamguide.model.text import Language

Languages = Literal["hi", "en", "both"]
Mode = Literal["", "office", "hybrid", "remote"]
Period = Literal["year", "month", "hour"]
OwnTopic = Literal[
    "definition", "responsibilities", "skills", "education", "experience", "kpi", "qualities", "tools", "salary"
]
"""Topics to which lines of one's own may be added; under ``skills`` further must-haves, under ``salary`` benefits."""
OWN: tuple[OwnTopic, ...] = get_args(OwnTopic)

SHORT_LIMIT = 120
"""Characters of employer, place, contract and whom the post reports to."""
APPLY_LIMIT = 500
"""Characters on how to apply."""
LINE_LIMIT = 300
"""Characters of one line of one's own."""
LINES_LIMIT = 20
"""Lines of one's own in one topic."""
CHOSEN_LIMIT = 100
"""Lines or skills chosen in one list."""
BILINGUAL = ("employer", "place", "contract", "reports_to", "apply")
"""Fields that, like lines of one's own, may have a side for each language."""
LEAST_DUTIES, LEAST_SKILLS = 3, 4
"""With fewer the builder makes no preview."""


def _short(value: str) -> str:
    return _within(cleaned(value), SHORT_LIMIT)


def _long(value: str) -> str:
    return _within(cleaned(value), APPLY_LIMIT)


def _line(value: str) -> str:
    line = _within(cleaned(value), LINE_LIMIT)
    if not line:
        raise PydanticCustomError("empty-line", "empty")
    return line


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise PydanticCustomError("too-long", "too long", {"limit": limit, "count": len(text)})
    return text


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return _at_most(lines, LINES_LIMIT)


def _chosen(ids: tuple[str, ...]) -> tuple[str, ...]:
    twice = next((name for number, name in enumerate(ids) if name in ids[:number]), None)
    if twice is not None:
        raise PydanticCustomError("twice", "twice", {"name": cleaned(twice)[:80]})
    return _at_most(ids, CHOSEN_LIMIT)


def _at_most(items: tuple[str, ...], limit: int) -> tuple[str, ...]:
    if len(items) > limit:
        raise PydanticCustomError("too-many", "too many", {"limit": limit, "count": len(items)})
    return items


Short = Annotated[str, AfterValidator(_short)]
Lines = Annotated[tuple[Annotated[str, AfterValidator(_line)], ...], AfterValidator(_lines)]
Ids = Annotated[tuple[str, ...], AfterValidator(_chosen)]


def _not_past(day: date, info: ValidationInfo) -> date:
    if info.context is not None and day < info.context["today"]:
        raise PydanticCustomError("past", "past")
    return day


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Pay(_Part):
    """The pay that the employer offers; the employer is its source. One amount stands for both ends."""

    currency: Annotated[str, AfterValidator(currency)]
    """ISO code, such as INR."""
    low: Annotated[int, BeforeValidator(amount)]
    """In whole units of the currency."""
    high: Annotated[int, BeforeValidator(amount)]
    """In whole units of the currency; the same as ``low`` where one amount is offered."""
    period: Period
    """What the amounts are paid for."""

    @model_validator(mode="before")
    @classmethod
    def _one_amount(cls, value: object) -> object:
        if not isinstance(value, Mapping):
            return value
        low, high = value.get("low"), value.get("high")
        if low in (None, "") and high in (None, ""):
            return {**value, "low": "", "high": ""}
        return {**value, "low": high if low in (None, "") else low, "high": low if high in (None, "") else high}

    @model_validator(mode="after")
    def _in_order(self) -> Pay:
        if self.low > self.high:
            raise PydanticCustomError("low-above-high", "low above high")
        return self


class Draft(_Part):
    """A job description as it was asked for. Lines and skills stand in the order in which they are to be printed."""

    role: str
    """The role reference, `[company:]role[@grade]`, in canonical form."""
    lang: Languages = "en"
    """The language of the document, or both in one."""
    sense: Annotated[str, AfterValidator(_short)] = ""
    """Where one title means two jobs: which one."""
    employer: Short = ""
    place: Short = ""
    mode: Mode = ""
    """Where the work is done."""
    contract: Short = ""
    """One of the words of schema.org, such as ``full-time`` (``CONTRACTS``), or words of one's own."""
    pay: Pay | None = None
    reports_to: Short = ""
    apply: Annotated[str, AfterValidator(_long)] = ""
    """How to apply."""
    until: Annotated[date, BeforeValidator(calendar_day), AfterValidator(_not_past)] | None = None
    """The last date; not before ``today`` of the validation's context, where it has one."""
    include: Mapping[IncludedTopic, Ids] = Field(default_factory=dict)
    """The ids of the role's lines, by topic."""
    must: Ids = ()
    """Skills that one must have."""
    nice: Ids = ()
    """Skills that are good to have."""
    own: Mapping[OwnTopic, Lines] = Field(default_factory=dict)
    """Lines of one's own, by topic."""

    @model_validator(mode="after")
    def _one_list_each(self) -> Draft:
        both = next((skill for skill in self.nice if skill in self.must), None)
        if both is not None:
            raise PydanticCustomError("must-and-nice", "both", {"name": cleaned(both)[:80]})
        return self

    def chosen(self, topic: IncludedTopic) -> tuple[str, ...]:
        """The ids chosen in a topic, in order."""
        return self.include.get(topic, ())

    def added(self, topic: OwnTopic) -> tuple[str, ...]:
        """The lines of one's own in a topic, in order."""
        return self.own.get(topic, ())

    def said_in(self, language: Language) -> Draft:
        """The draft with what HR wrote in one language, where it was written in both (``हिंदी | English``)."""
        texts = {name: side(getattr(self, name), language) for name in BILINGUAL}
        own = {topic: tuple(side(line, language) for line in lines) for topic, lines in self.own.items()}
        return self.model_copy(update={**texts, "own": own})

    def to_json(self) -> dict[str, Any]:
        """The draft in the shape of the API's request; what is empty is left out."""
        told = self.model_dump(mode="json")
        return {name: value for name, value in told.items() if value not in (None, "", [], {})}
