"""A comparison of roles written by people: the answer, its rows side by side, and the three that matter most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from kamguide.model.role import Dot, Reviewed, Topic, two_dots
from kamguide.model.text import Model, Slug, Text


class Cell(Model):
    """What is to be said of one role in a row; its sources are those of the claims it sums up."""

    text: Text
    """The statement, in a few words."""
    note: Text | None = None
    """A condition or a second thought, in a few words."""
    dots: Annotated[tuple[Dot, ...], AfterValidator(two_dots)] | None = Field(
        default=None, description="Full dots, and all dots: a small picture of the number."
    )
    claims: tuple[str, ...] = ()
    """Claims of the roles that it sums up, as `role.topic.claim`; without one it is our own judgement."""


class Row(Model):
    """One thing in which the roles are set side by side: a cell for each role, or one for all where they agree."""

    topic: Topic
    """The topic it belongs to."""
    label: Text
    """What the row is about."""
    values: Mapping[Slug, Cell] = Field(default_factory=dict)
    """What is to be said of each role, by its slug."""
    shared: Cell | None = None
    """Or what holds for all of them."""

    @model_validator(mode="after")
    def _values_or_shared(self) -> Self:
        if bool(self.values) == (self.shared is not None):
            raise PydanticCustomError("values-or-shared", "values or shared")
        return self

    def cells(self) -> Iterator[tuple[tuple[str, ...], Cell]]:
        """Every cell with its place in the row."""
        yield from ((("values", role), cell) for role, cell in self.values.items())
        if self.shared is not None:
            yield ("shared",), self.shared


class Comparison(Model):
    """How two roles differ, told by people; its file may bear any name, the `roles` say which two it is about."""

    slug: Slug
    """The name in the file's name."""
    roles: Annotated[tuple[Slug, ...], Field(min_length=2, max_length=2)]
    """Slugs of the two roles."""
    answer: Text
    """The difference in one or two sentences."""
    highlights: Annotated[tuple[Slug, ...], Field(min_length=3, max_length=3)]
    """The three rows that matter most, by name."""
    rows: Annotated[Mapping[Slug, Row], Field(min_length=3)]
    """Rows, by slug, in the order of the page."""
    reviewed: Reviewed
    """The day on which each language's text was last read against the sources."""
