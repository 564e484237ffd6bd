"""A sentence still to be rendered: its English pattern, which is its catalogue key, and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence still to be rendered: an English pattern (``%(name)s``), which is its catalogue key, and its facts.

    A fact may be a message itself.
    """

    text: str
    facts: Mapping[str, str | int | Message | Said] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % {name: str(fact) for name, fact in self.facts.items()}


@dataclass(frozen=True, slots=True)
class Said:
    """Words that somebody else wrote in both languages, such as a plugin: no catalogue knows them."""

    hi: str
    en: str

    def __str__(self) -> str:
        return self.en


Fact = str | int | Message | Said
