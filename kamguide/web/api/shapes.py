"""The shapes of the API's answers, as OpenAPI describes them. What is made in their form stands in ``answers``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

JsonPointer = str


class BothLanguages(BaseModel):
    """A text in Hindi and English; one is absent where it is listed as untranslated."""

    hi: str | None = Field(default=None, json_schema_extra={"x-optional": True})
    en: str | None = Field(default=None, json_schema_extra={"x-optional": True})


Words = str | BothLanguages
"""With ``?lang=`` a string, without it both languages."""
Names = list[str] | dict[Literal["hi", "en"], list[str]]


class Answer(BaseModel):
    """Base of all answers: no field beyond those described."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ClaimAnswer(Answer):
    id: str
    label: Words | None
    text: Words
    basis: str
    sources: list[str]
    confidence: str | None
    sense: str | None
    group: str | None
    better: str | None
    compared_with: str | None
    swot: str | None


class TopicAnswer(Answer):
    topic: str
    title: Words
    body: Words | None
    claims: list[ClaimAnswer]


class RequirementAnswer(Answer):
    skill: str
    label: Words
    level: int = Field(ge=0, le=4)
    importance: int = Field(ge=1, le=5)
    relation: str
    basis: str
    source: list[str]


class GradeSkillAnswer(Answer):
    skill: str
    level: int
    importance: int | None
    relation: str | None


class GradeAnswer(Answer):
    slug: str
    label: Words
    rank: int
    description: Words | None
    skills: list[GradeSkillAnswer]
    claims: list[ClaimAnswer]


class MoneyAnswer(Answer):
    """What every figure of pay says of itself."""

    id: str
    grade: str | None
    sense: str | None
    statistic: str
    component: str
    amount: int | None
    low: int | None
    high: int | None
    currency: str
    period: str
    area: str | None
    reference_year: int | None
    source: str
    sample_size: int | None
    flags: list[str]
    note: Words | None


class FigureAnswer(MoneyAnswer):
    role: str


class StepAnswer(Answer):
    from_: str = Field(alias="from")
    to: str
    kind: str
    text: Words | None
    time: Words | None
    basis: str
    sources: list[str]
    confidence: str | None


class MappingAnswer(Answer):
    scheme: str
    code: str | None
    uri: str | None
    label: str
    match: str
    note: Words | None


class SenseAnswer(Answer):
    sense: str
    label: Words
    description: Words


class RoleItem(Answer):
    slug: str
    preferred_label: Words
    description: Words
    version: str


class RoleAnswer(RoleItem):
    notation: str
    alt_labels: Names
    reviewed: dict[Literal["hi", "en"], str]
    senses: list[SenseAnswer]
    topics: list[TopicAnswer]
    skills: list[RequirementAnswer]
    grades: list[GradeAnswer]
    salaries: list[FigureAnswer]
    steps: list[StepAnswer]
    mappings: list[MappingAnswer]
    untranslated: list[JsonPointer]


class SkillItem(Answer):
    slug: str
    label: Words
    short_label: Words
    group: str
    description: Words


class PerLevelAnswer(Answer):
    """A text for each of the levels 1 to 4."""

    awareness: Words
    working: Words
    practitioner: Words
    expert: Words


class SkillRoleAnswer(Answer):
    role: str
    level: int
    importance: int
    relation: str


class ResourceAnswer(Answer):
    resource: str
    kind: str
    title: str | None
    authors: str | None
    text: Words
    level: int = Field(ge=0, le=4)
    languages: list[str]
    url: str | None
    basis: str
    sources: list[str]


class SkillGradeAnswer(Answer):
    """A grade that needs a skill though its role does not."""

    role: str
    grade: str
    level: int = Field(ge=0, le=4)


class SkillAnswer(SkillItem):
    alt_labels: Names
    anchors: Annotated[PerLevelAnswer, Field(description="What a person has done at each level.")]
    proofs: Annotated[
        PerLevelAnswer | None,
        Field(description="What one can show on having reached each level; null where none is told."),
    ]
    roles: list[SkillRoleAnswer]
    grades: list[SkillGradeAnswer]
    related: list[str]
    sources: list[str]
    resources: list[ResourceAnswer]
    mappings: list[MappingAnswer]
    untranslated: list[JsonPointer]


class SourceItem(Answer):
    id: str
    publisher: str
    title: str
    year: int | None
    country: str | None
    url: str | None
    licence: str | None
    retrieved: str
    via: str | None
    worth: Words


class RoleList(Answer):
    items: list[RoleItem]
    total: int
    untranslated: list[JsonPointer]


class SkillList(Answer):
    items: list[SkillItem]
    total: int
    untranslated: list[JsonPointer]


class CompanyItem(Answer):
    slug: str
    label: Words
    based_on: str | None
    roles: list[str]


class CompanyList(Answer):
    items: list[CompanyItem]
    total: int
    untranslated: list[JsonPointer]


class SourceList(Answer):
    items: list[SourceItem]
    total: int
    untranslated: list[JsonPointer]
