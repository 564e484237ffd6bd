"""A claim: one checkable statement with its basis and its sources; and the requirement of a skill."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import Field

from kamguide.model.text import Area, Basis, Confidence, Currency, Model, Phrase, Slug, Text, Url, Year

Group = Literal["relationship", "coordination", "business"]
GROUPS: tuple[Group, ...] = get_args(Group)
Relation = Literal["essential", "optional"]
Level = Annotated[int, Field(ge=0, le=4)]
Importance = Annotated[int, Field(ge=1, le=5)]

LEVELS = ("none", "awareness", "working", "practitioner", "expert")
"""Names of the levels 0 to 4 (UK Government Digital and Data Profession). The scale is ordinal: never average it."""

IMPORTANT = 4
"""From this importance on a skill counts as important even where it is not essential."""


MONEY = re.compile(
    r"[$₹€£] ?[0-9](?:[0-9.,]*[0-9])?(?: ?(?:k|K|million|मिलियन|lakh|लाख|crore|करोड़)(?!\w))?"
    r"|(?!(?:19|20)[0-9]{2} (?:dollars|डॉलर))(?<![0-9.,])[0-9](?:[0-9.,]*[0-9])? "
    r"(?:(?:lakh|लाख|crore|करोड़|million|मिलियन) )?(?:dollars|डॉलर|rupees|रुपये|रुपए)(?!\w)"
)
"""An amount of money as it stands in a text."""
_SIGNS = ("$", "₹", "€", "£", "dollar", "डॉलर", "rupee", "रुप")


def amounts_in(text: str) -> int:
    """How many amounts of money a text names; most texts hold no sign of any, and are not searched."""
    return len(MONEY.findall(text)) if any(sign in text for sign in _SIGNS) else 0


class Amounts(Model):
    """What the amounts of money in a claim's text are: the text alone does not say it to programs."""

    currency: Currency
    """ISO code, such as USD."""
    area: Area
    """ISO code of the country or region they are of; or not-given."""
    reference_years: Annotated[tuple[Year, ...], Field(min_length=1)]
    """The year they are of, or not-given; or a year for each amount, in the order of the text."""

    def year(self, number: int) -> int | str:
        """The year of an amount, counted from 0 in the order of the text."""
        return self.reference_years[number if len(self.reference_years) > 1 else 0]


class Claim(Model):
    """One statement. ``basis`` says whether a source states it, we estimate it, or it is our advice."""

    label: Text | None = Field(default=None, description="A short heading of its own.")
    text: Text = Field(description="The statement, one or two short sentences.")
    group: Group | None = Field(default=None, description="For responsibilities only: the group of duties.")
    better: Literal["higher", "lower"] | None = Field(default=None, description="For kpi only: which way is good.")
    compared_with: Slug | None = Field(default=None, description="For comparison only: the other role.")
    icon: Literal["target", "sprout"] | None = Field(default=None, description="For comparison only: a picture.")
    sense: Slug | None = Field(default=None, description="Which of the role's senses the claim is about.")
    swot: Literal["opportunity", "threat"] | None = Field(
        default=None, description="What it is to somebody who wants the role, for the SWOT of an assessment."
    )
    amounts: Amounts | None = Field(default=None, description="Where the text names amounts of money: what they are.")
    basis: Basis = Field(description="sourced, estimate (our figure or level) or editorial (our advice).")
    sources: tuple[Slug, ...] = Field(default=(), description="Slugs of the sources.")
    confidence: Confidence | None = Field(default=None, description="How sure the sources make us.")


class Requirement(Model):
    """How far a role needs a skill. Levels 0-4, importance 1-5 (as O*NET's IM scale), relation as in ESCO."""

    level: Level
    """0 None, 1 Awareness, 2 Working, 3 Practitioner, 4 Expert."""
    importance: Importance
    """1 to 5, as O*NET rates importance."""
    relation: Relation
    """essential or optional, as in ESCO."""
    basis: Basis
    """Whether a source gives the level, or we estimate it."""
    sources: tuple[Slug, ...] = Field(default=(), description="Who names the skill for this role.")

    @property
    def important(self) -> bool:
        """Essential, or of importance 4 and more."""
        return self.relation == "essential" or self.importance >= IMPORTANT


class ConceptMapping(Model):
    """A mapping to a classification, with the SKOS match type."""

    scheme: Literal["esco", "isco-08", "onet-soc", "soc-2018", "nco-2015", "nsqf"]
    """The classification."""
    code: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    """The code there."""
    uri: Url | None = None
    """The concept's address there."""
    label: Phrase
    """What the concept is called there."""
    match: Literal["exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"]
    """How well it fits, in the words of SKOS."""
    note: Text | None = None
    """What a reader should know of the match."""
