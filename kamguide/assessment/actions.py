"""What a person and a mentor agree on: either proposes, the other says yes; both see all of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError

from kamguide.assessment.record import Spoken, spoken
from kamguide.errors import RefusedFileError, WrongUseError
from kamguide.model.text import Model

ACTION_LIMIT = 300
"""Characters of one action."""
ACTIONS = 12
"""Actions under one link."""

Side = Literal["person", "mentor"]


class Action(Model):
    """One thing to do."""

    id: Annotated[int, Field(ge=1)]
    text: Annotated[Spoken, Field(min_length=1, max_length=ACTION_LIMIT)]
    by: Side
    """Who proposed it."""
    agreed: bool = False
    """Whether the other one said yes."""
    done: bool = False

    @property
    def other(self) -> Side:
        """Who is to say yes."""
        return "mentor" if self.by == "person" else "person"


class Actions(Model):
    """All actions under one link, in the order in which they were proposed."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    items: Annotated[tuple[Action, ...], Field(max_length=ACTIONS)] = ()

    def to_text(self) -> str:
        """The actions as JSON."""
        return self.model_dump_json(by_alias=True)

    @classmethod
    def from_text(cls, text: str) -> Actions:
        """The actions that a text holds.

        :raises RefusedFileError: it holds none.
        """
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise RefusedFileError("These are no actions that were kept here.") from error

    def proposed(self, text: str, by: Side) -> Self:
        """With one action more; the other one has still to say yes.

        :raises WrongUseError: it is empty or too long, or there are too many.
        """
        words = spoken(text)
        if not words:
            raise WrongUseError("Write what is to be done.")
        if len(words) > ACTION_LIMIT:
            raise WrongUseError("An action has at most %(limit)s characters.", limit=ACTION_LIMIT)
        if len(self.items) >= ACTIONS:
            raise WrongUseError("There are %(limit)s actions already: take one away first.", limit=ACTIONS)
        number = 1 + max((one.id for one in self.items), default=0)
        return self._with((*self.items, Action(id=number, text=words, by=by)))

    def agreed(self, number: int, by: Side) -> Self:
        """With the yes of the one who did not propose it; of anybody else nothing changes."""
        return self._with(
            one.model_copy(update={"agreed": True}) if one.id == number and one.other == by else one
            for one in self.items
        )

    def done(self, number: int, *, done: bool) -> Self:
        """With an action marked as done, or as not done. Only what both agreed on can be done."""
        return self._with(
            one.model_copy(update={"done": done}) if one.id == number and one.agreed else one for one in self.items
        )

    def without(self, number: int) -> Self:
        """Without an action: either may take one away."""
        return self._with(one for one in self.items if one.id != number)

    def _with(self, items: Iterable[Action]) -> Self:
        return self.model_copy(update={"items": tuple(items)})
