"""What to ask an index for, once a query is understood: words with weights, and marks of what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kamguide.model.role import Topic
from kamguide.search.concepts import Match, Matcher
from kamguide.search.documents import concept_term, pair_mark, step_mark
from kamguide.search.names import POSITION
from kamguide.word import Word

ATOM_WEIGHT = 0.1
"""What a word inside a role's name counts on its own: ``manager`` is no reason to show every manager."""
EVERYDAY_WEIGHT = 0.2
FAINT_WEIGHT = 0.3
"""For ideas that say how is asked, such as a comparison; less than what is marked in snippets."""
NUMBER_WEIGHT = 4.0
_TELLING_DIGITS = 3
"""Digits of a number that tells more than the topic it stands beside: “10 saal” does not."""
ROLE_MARK, TOPIC_MARK, SECTION_MARK, DEFINITION_MARK = 7.0, 6.0, 10.0, 9.0
PAIR_MARK, STEP_MARK = 60.0, 12.0
SKILL_MARK, TERM_MARK, GUIDE_MARK = 22.0, 3.0, 20.0
TERM_ASKED_MARK = 20.0
"""For a glossary entry where the query is its name, or asks what it is."""
HINT_MARK = 6.0
"""For a topic that is only hinted at."""
GUESSED = 0.7
"""Share of a skill's mark where only everyday words together mean it."""
BESIDE = 0.5
"""Share of a mark where something else is asked for first."""

_OF_SKILLS: frozenset[Topic] = frozenset(("skills", "responsibilities", "how-to-become", "qualities", "comparison"))
"""Topics beside which a skill is still what the query is about."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a query is about."""

    roles: tuple[str, ...]
    topics: tuple[Topic, ...]
    skills: tuple[str, ...]
    guessed: frozenset[str]
    """Those of the skills that no name names, but everyday words together."""
    glossary: tuple[str, ...]
    guides: tuple[str, ...]
    guide_alone: bool
    """Whether what names a guide names no topic."""
    positions: tuple[str, ...]
    pair: tuple[str, ...]
    step: tuple[str, ...]
    """Roles of which the query asks how one becomes the next."""
    defining: bool
    only: bool
    """Whether the query is a single name, and words of asking at most."""
    hinted: tuple[Topic, ...]
    """Topics that weak names hint at."""
    abbreviated: bool
    """Whether a glossary entry is named by its abbreviation."""
    numbers: bool
    """Whether a number is named."""
    beside: bool
    """Whether words of texts stand in the query which no name takes up."""
    titled: bool
    """Whether a narrower title of a role is named that has an entry of its own, such as ASM."""
    lacking: bool = False
    """Whether the role has nothing on the topic."""

    @property
    def names_section(self) -> bool:
        """Whether a role with a topic is named, or a skill by its name."""
        return bool((self.roles and self.topics) or (not self.roles and set(self.skills) - self.guessed))


def terms_for(words: Sequence[Word], matches: Sequence[Match], matcher: Matcher, meaning: Meaning) -> dict[str, float]:
    """The terms of a query's words and concepts with their weights."""
    inside_role = {
        at for match in matches if matcher.concepts[match.concept].role for at in range(match.start, match.end)
    }
    faint = {at for m in matches if m.weak or _asks_only(matcher, m) for at in range(m.start, m.end)}
    faint -= {at for m in matches if not (m.weak or _asks_only(matcher, m)) for at in range(m.start, m.end)}
    terms: dict[str, float] = {}
    for at, word in enumerate(words):
        if matcher.is_stop(word):
            continue
        weight = 1.0
        if word.number:
            aside = meaning.roles and meaning.topics and len(word.folded) < _TELLING_DIGITS
            weight = 1.0 if aside else NUMBER_WEIGHT
        elif at in inside_role:
            weight = ATOM_WEIGHT
        elif at in faint or matcher.is_everyday(word):
            weight = EVERYDAY_WEIGHT
        terms[matcher.term(word)] = max(weight, terms.get(matcher.term(word), 0.0))
    for match in matches:
        beside = match.concept.startswith(POSITION) or (meaning.roles and not matcher.concepts[match.concept].role)
        weight = FAINT_WEIGHT if _asks_only(matcher, match) else BESIDE if match.weak or beside else 1.0
        known = terms.get(concept_term(match.concept), 0.0)
        terms[concept_term(match.concept)] = max(weight, known)
    return terms


def _asks_only(matcher: Matcher, match: Match) -> bool:
    """Whether the words say how is asked, not about what."""
    concept = matcher.concepts[match.concept]
    return concept.intent is not None or concept.topic in ("definition", "comparison")


def marks_for(meaning: Meaning) -> dict[str, float]:
    """The marks of what a query is about with their weights."""
    marks: dict[str, float] = {
        f"role:{role}": ROLE_MARK * (BESIDE if meaning.lacking else 1.0) for role in meaning.roles
    }
    for topic in meaning.topics:
        aside = topic == "skills" and meaning.skills and not meaning.roles  # “the skill of bargaining”: that one
        whole = SECTION_MARK + TOPIC_MARK if meaning.lacking else TOPIC_MARK
        marks[f"topic:{topic}"] = whole * (BESIDE if aside else 1.0)
        marks.update({f"section:{role}:{topic}": SECTION_MARK for role in meaning.roles})
    if meaning.roles and not (meaning.topics or meaning.pair or meaning.positions):
        default: Sequence[Topic] = ("skills", "responsibilities") if meaning.skills else ("definition",)
        marks.update(
            {
                f"section:{role}:{topic}": DEFINITION_MARK * (BESIDE / 2 if meaning.beside else 1.0)
                for role in meaning.roles
                for topic in default
            }
        )
    named = meaning.skills or meaning.glossary or meaning.guides
    if not (meaning.roles or meaning.topics or named):
        marks["topic:definition"] = 1.0
    if len(meaning.pair) > 1:
        for one, other in pairwise(meaning.pair):
            marks[pair_mark((one, other))] = PAIR_MARK / 2
        marks[pair_mark(meaning.pair)] = PAIR_MARK
    marks.update({step_mark(ends): STEP_MARK * 3 for ends in pairwise(meaning.step)})
    asked = tuple(topic for topic in meaning.topics if topic != "definition")
    share = BESIDE * BESIDE if meaning.roles else BESIDE if set(asked) - _OF_SKILLS else 1.0
    for skill in meaning.skills:
        marks[f"slug:skill:{skill}"] = SKILL_MARK * share * (GUESSED if skill in meaning.guessed else 1.0)
    marks.update({f"topic:{topic}": HINT_MARK for topic in meaning.hinted if topic not in meaning.topics})
    share = 1.0 if meaning.guide_alone or meaning.lacking else BESIDE / 2 if asked else BESIDE
    marks.update({f"slug:guide:{guide}": GUIDE_MARK * share for guide in meaning.guides})
    share = BESIDE if asked or named else 1.0
    marks.update({f"place:{position}": STEP_MARK * share for position in meaning.positions})
    aside = (
        (meaning.roles and not meaning.titled)
        or asked
        or meaning.numbers
        or (meaning.skills and not (meaning.defining or meaning.abbreviated))
    )
    term_mark = TERM_MARK if aside else TERM_ASKED_MARK
    marks.update({f"slug:term:{term}": term_mark for term in meaning.glossary})
    return marks
