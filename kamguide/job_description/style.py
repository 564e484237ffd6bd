"""How a company's job descriptions look and read: its sections and their order, its own texts, colour and logo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kamguide.model.company import SECTIONS, Company, OwnSection
from kamguide.model.text import Text
from kamguide.render.documents import BRAND, Logo, Look


@dataclass(frozen=True)
class Style:
    """What a document is dressed in. The defaults are those of the shared guide."""

    sections: tuple[str, ...] = SECTIONS
    """Names of sections in their order, those of the guide and the company's own."""
    own: Mapping[str, OwnSection] = field(default_factory=dict)
    """The company's own sections."""
    about: Text | None = None
    """About the company."""
    equal_opportunity: Text | None = None
    """Its own words instead of ours."""
    look: Look = field(default_factory=Look)
    company: Text | None = None
    """What the company is called."""


PLAIN = Style()


def style_of(company: Company | None, logo: Logo | None = None) -> Style:
    """A company's style; without a company, or where it says nothing, that of the shared guide.

    :param logo: as its folder was read (:attr:`kamguide.plugins.variants.Variant.logo`).
    """
    if company is None:
        return PLAIN
    said = company.documents
    if said is None:
        return Style(company=company.label)
    return Style(
        said.sections or _with_own(said.own),
        said.own,
        said.about,
        said.equal_opportunity,
        Look(said.colour or BRAND, logo),
        company.label,
    )


def _with_own(own: Mapping[str, OwnSection]) -> tuple[str, ...]:
    """All sections of the guide, those of one's own before how to apply."""
    at = SECTIONS.index("apply")
    return (*SECTIONS[:at], *own, *SECTIONS[at:])
