"""A company variant's own words: what its ``plugin.yaml`` says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from kamguide.model.text import Model, Phrase, Slug, Text, Url

Section = Literal[
    "about", "purpose", "responsibilities", "must", "nice", "education", "kpi", "qualities", "tools", "pay",
    "equal-opportunity", "apply",
]  # fmt: skip
SECTIONS: tuple[Section, ...] = get_args(Section)
"""The sections of a job description, in the order in which they stand where nothing else is said."""


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value) or contrast_on_white(value) < 4.5:  # noqa: PLR2004 - WCAG 1.4.3
        raise PydanticCustomError("bad-colour", "no colour for text", {"value": value[:40]})
    return value


def contrast_on_white(colour: str) -> float:
    """The contrast of a colour such as ``#2E3192`` with white, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 - there
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _logo_name(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}\.(?:png|jpg|jpeg|webp)", value):
        raise PydanticCustomError("bad-logo", "no logo", {"name": value[:80]})
    return value


class OwnSection(Model):
    """A section of the company's own in its job descriptions."""

    title: Text
    """Its heading."""
    text: Text
    """What it says; each paragraph of the text is one."""


class DocumentStyle(Model):
    """How the company's job descriptions look, and what it says in each of them."""

    sections: tuple[Slug, ...] = Field(
        default=(), description="The sections in their order; what is left out is not printed. Empty: all."
    )
    own: Mapping[Slug, OwnSection] = Field(default_factory=dict, description="Sections of one's own, by slug.")
    about: Text | None = Field(default=None, description="About the company, for the section `about`.")
    equal_opportunity: Text | None = Field(default=None, description="Own words for the section of that name.")
    colour: Annotated[str, AfterValidator(_colour)] | None = Field(
        default=None, description="Of headings, such as `#2E3192`; dark enough to be read on white."
    )
    logo: Annotated[str, AfterValidator(_logo_name)] | None = Field(
        default=None, description="A file beside `plugin.yaml`: PNG, JPEG or WebP, at most 200 kB."
    )

    @model_validator(mode="after")
    def _known(self) -> Self:
        known = (*SECTIONS, *self.own)
        for name in self.sections:
            if name not in known or self.sections.count(name) > 1:
                raise PydanticCustomError("bad-section", "no section", {"name": name, "known": ", ".join(known)})
        for name in self.own:
            if name in SECTIONS:
                raise PydanticCustomError("bad-section", "no section", {"name": name, "known": ", ".join(known)})
        return self


class Company(Model):
    """A company, as ``plugin.yaml`` in its folder gives it."""

    slug: Slug
    """The name of its folder; it stands in addresses."""
    label: Text
    """What the company is called."""
    description: Text | None = None
    """What it does, in a sentence."""
    note: Text | None = Field(default=None, description="What a reader must know first, such as that it is invented.")
    notice: Text | None = Field(default=None, description="Whose work its content is made from, and on what terms.")
    site: Url | None = None
    """The address of its own site."""
    contact: Phrase | None = Field(default=None, description="An e-mail or web address for corrections.")
    visibility: Literal["private", "listed"] = Field(
        default="private", description="private: seen under its own address only; listed: the shared pages name it too."
    )
    based_on: Slug | None = Field(default=None, description="The company over which it is laid, such as its group.")
    documents: DocumentStyle | None = Field(default=None, description="How its job descriptions look and read.")

    @property
    def listed(self) -> bool:
        """Whether the shared pages may name it."""
        return self.visibility == "listed"
