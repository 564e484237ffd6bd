"""What speaks for an answer here, and what against: whether a query is about this guide at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

from kamguide.model.lexicon import Concept
from kamguide.search.analysis import hard_fold, stem
from kamguide.search.concepts import Match, Matcher
from kamguide.search.ideas import Ideas
from kamguide.word import Word

_TELLING_DIGITS = 4
"""A number this long that stands in an entry is a reason to show it."""
ASKED_HERE, WHOLLY_ASKED, UNASKED_HERE = 0.6, 0.8, 0.45
"""Share of a query that is asked here, from which on it is about this guide: of words we know, and of strange ones too.
And the share below which it hardly is."""
EVERYDAY_ASKED = 0.5
"""The same of a query that has everyday words only."""
NEAR_HERE = 0.9
"""How near a query with one idea and words of its own comes to something asked here, if it is about this guide."""
_CUSTOMER = "customer"
"""The concept of those with whom every role here deals."""
_WHOLE_QUESTION = 8
"""Words of a query that is a whole question: nobody types so much about something else into this guide."""
_INFLECTED = 6
"""Letters from which a word counts as known by its stem alone."""


@dataclass(frozen=True)
class Spoken:
    """Words that are known here: those of the entries, or those of questions that people ask."""

    words: frozenset[str]
    """Folded hard."""
    stems: frozenset[str]

    @classmethod
    def of(cls, folded: Collection[str]) -> Self:
        """These words."""
        return cls(frozenset(map(hard_fold, folded)), frozenset(map(stem, folded)))

    def has(self, word: Word) -> bool:
        """Whether the word, or a long enough one of its family, is one of them."""
        key = hard_fold(word.folded)
        return key in self.words or (len(key) >= _INFLECTED and stem(word.folded) in self.stems)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words of a query speak for."""

    strong: int
    """Roles, skills, glossary entries and guides that are named beyond doubt; telling numbers."""
    medium: int
    """Words that name other ideas of the lexicon: a topic, a customer, a meeting."""
    weak: Sequence[Word]
    """Words that stand in entries, and nowhere in the lexicon."""
    idle: int
    """Words that stand in questions only: they count against an answer where the query is like none of these."""
    strange: int
    """Words that nobody here knows."""
    role: bool
    """Whether a role is named beyond doubt."""
    elsewhere: bool
    """Whether the query names another trade, or accounting."""
    ours: bool
    """Whether it names a customer, or by several words a thing of this guide: then another trade is only what is sold,
    or where."""
    everyday: int
    """How many everyday words no name takes up."""
    likeness: float
    """What share of the query is said or asked of one thing here."""
    nearness: float
    """How near it comes to the nearest."""
    length: int
    """How many words the query has."""

    @property
    def hopeless(self) -> bool:
        """Whether nothing here can be an answer."""
        told = len(self.weak) > 1 and self.likeness >= ASKED_HERE
        if self._touches_once or (self.elsewhere and not (self.role or self.ours or told)):
            return True
        if self.elsewhere and self.role:
            return False
        said = len(self.weak) + self.idle + self.medium
        asked = self.likeness >= (WHOLLY_ASKED if self.strange else ASKED_HERE)
        if self.strong or (asked and said > 1):
            return False
        if self.length >= _WHOLE_QUESTION and (self.weak or self.medium):
            return False
        odd = self.strange + (self.idle if self.likeness < UNASKED_HERE and self.medium <= 1 else 0)
        if odd:
            return self.medium + self.ours <= odd
        alike = self.everyday > 1 and not self.idle and self.likeness >= EVERYDAY_ASKED
        return not (self.medium or self.weak or alike)

    @property
    def _touches_once(self) -> bool:
        """Whether one idea is all that ties a query with words of its own to this guide: “paisa double kaise kare”."""
        alone = self.medium == 1 and not (self.strong or self.role or self.ours) and bool(self.idle or self.strange)
        return alone and self.nearness < NEAR_HERE and self.length < _WHOLE_QUESTION

    @property
    def scattered(self) -> bool:
        """Whether only words of texts speak for an answer: then most of them must stand together."""
        return not (self.strong or self.medium)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is known of words that no name takes up."""

    ideas: Ideas
    asked: Spoken
    """Words of questions: known, but no reason to think that a query is about this guide."""
    places: Collection[int]
    """Places of words that were repaired, and may be others altogether."""
    guessed: Collection[int]
    """Places of words that were repaired to one that names something: beside a strange word they tell nothing."""
    likeness: float
    """What share of the query is said or asked of one thing here."""
    nearness: float
    """How near it comes to the nearest."""


def weigh(words: Sequence[Word], matches: Sequence[Match], matcher: Matcher, spoken: Spoken, doubt: Doubt) -> Evidence:
    """The evidence of a query's words, after repair."""
    covered = {at for match in matches for at in range(match.start, match.end)}
    rest = [
        word
        for at, word in enumerate(words)
        if at not in covered and at not in doubt.places and not matcher.is_stop(word) and not matcher.is_everyday(word)
    ]
    guessed = len(set(doubt.places) - covered)
    numbers = [word for word in rest if word.number and spoken.has(word)]
    telling = [word for word in numbers if len(word.folded) >= _TELLING_DIGITS]
    others = [word for word in rest if not word.number]
    known = [word for word in others if spoken.has(word) or matcher.is_name_word(word)]
    weak = [*known, *numbers]
    others = [word for word in others if word not in known]
    strange = guessed + sum(not (doubt.asked.has(word) or doubt.ideas.has(word)) for word in others)
    concepts = [(match, matcher.concepts[match.concept]) for match in matches]
    idle = sum(doubt.asked.has(word) and not doubt.ideas.has(word) for word in others)
    far = doubt.likeness < UNASKED_HERE or doubt.nearness < NEAR_HERE
    strong = {m.concept for m, c in concepts if _beyond_doubt(m, c, strange or (far and idle))}
    unsure = doubt.guessed if strange else ()
    medium = {
        m.start
        for m, c in concepts
        if not (_asks_only(c) or m.concept in strong or all(at in unsure for at in range(m.start, m.end)))
    }
    return Evidence(
        strong=len(strong) + len(telling),
        medium=len(medium),
        weak=weak,
        idle=idle,
        strange=strange,
        role=any(c.role and not m.weak for m, c in concepts),
        elsewhere=any(c.note for _, c in concepts),
        ours=any(m.concept == _CUSTOMER or (c.term and m.length > 1) for m, c in concepts),
        everyday=sum(at not in covered and matcher.is_everyday(word) for at, word in enumerate(words)),
        likeness=doubt.likeness,
        nearness=doubt.nearness,
        length=len(words),
    )


def _beyond_doubt(match: Match, concept: Concept, strange: int) -> bool:
    """A role's own name always; what is called by one everyday word, such as “price”, only among words we know."""
    if match.weak:
        return False
    if concept.role:
        return True
    return bool(concept.skill or concept.term or concept.guide) and (match.length > 1 or strange == 0)


def _asks_only(concept: Concept) -> bool:
    return concept.intent is not None or concept.topic in ("definition", "comparison") or concept.note is not None
