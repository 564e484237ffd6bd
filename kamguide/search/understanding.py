"""A query as it was understood: what reading it gives, and what answering it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kamguide.model.lexicon import Note
from kamguide.model.role import Topic
from kamguide.search.asked import Near
from kamguide.search.concepts import Match
from kamguide.word import Word


@dataclass(frozen=True)
class Understanding:
    """A query as it was understood."""

    text: str
    words: Sequence[Word]
    matches: Sequence[Match]
    roles: tuple[str, ...]
    topics: tuple[Topic, ...]
    skills: tuple[str, ...]
    pair: tuple[str, ...]
    """The two or more role references that are to be compared; empty where none are."""
    note: Note | None
    defining: bool
    """Whether the query asks what something is."""
    terms: dict[str, float]
    marks: dict[str, float]
    hopeless: bool
    """Whether nothing here can be an answer: only words that carry nothing, or strange words beside nothing known."""
    did_you_mean: str | None
    truncated: bool
    glossary: tuple[str, ...] = ()
    """Glossary entries that are named."""
    guides: tuple[str, ...] = ()
    """Guides that are named."""
    positions: tuple[str, ...] = ()
    """Positions that are named: posts that are no role of the guide."""
    grades: tuple[str, ...] = ()
    """Grades (``role@grade``) that are named."""
    numbers: tuple[str, ...] = ()
    """Numbers that are named, as digits."""
    comparing: bool = False
    """Whether the query likens things."""
    beside: bool = False
    """Whether words of texts stand in the query which no name takes up."""
    only: bool = False
    """Whether the query is one name, and words of asking at most."""
    near: Mapping[str, Near] = field(default_factory=dict)
    """Entries that tell what the query comes near to."""
    lacking: bool = False
    """Whether the role that is named has nothing on the topic: then what others have on it is shown."""
    plain: bool = False
    """Whether the query names a role and a topic or a skill and nothing else, or a post and the role that one wants."""
    needed: frozenset[str] = frozenset()
    """Terms of which a hit must hold most: set where no idea of the lexicon speaks for any answer."""
