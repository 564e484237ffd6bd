"""A company variant's own words: what its ``plugin.yaml`` says of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kamguide.model.text import Model, Phrase, Slug, Text, Url


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

    @property
    def listed(self) -> bool:
        """Whether the shared pages may name it."""
        return self.visibility == "listed"
