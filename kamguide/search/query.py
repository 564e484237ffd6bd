"""What a visitor means: roles, topics, skills and a comparison, read out of the words; and what to ask an index for.

There is no query language: nothing typed is ever parsed but as words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kamguide.model.lexicon import Concept, Note
from kamguide.model.role import Topic
from kamguide.search.analysis import Word, hard_fold, stem, words
from kamguide.search.concepts import Match, Matcher
from kamguide.search.documents import concept_term
from kamguide.search.repair import Repairer

LENGTH_LIMIT = 200
"""Characters of a query that are read."""
WORD_COUNT_LIMIT = 24
"""Words of a query that are read."""

ATOM_WEIGHT = 0.15
"""What a word inside a role's name counts on its own: ``manager`` is no reason to show every manager."""
ROLE_MARK, TOPIC_MARK, SECTION_MARK, PAIR_MARK, SKILL_MARK, TERM_MARK = 4.0, 5.0, 8.0, 40.0, 10.0, 12.0
DEFAULT_TOPIC_MARK = 3.0
"""For the definition, where a role is named and nothing else."""

_WORK_BEFORE = frozenset(("ka", "ki", "ke", "mera", "meri", "kya", "का", "के", "की"))
_LESS_BEFORE = frozenset(("salary", "anubhav", "experience", "umar", "paise", "se", "samay", "padhai"))
_LEADING = ("how-to-become", "comparison")
"""Topics that tell what the query is about, whatever else it names."""
_BECOMING: frozenset[Topic] = frozenset(("how-to-become", "career-path"))


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


@dataclass(frozen=True)
class Reader:
    """Everything that reading a query takes, made once per library."""

    matcher: Matcher
    repairer: Repairer
    known: frozenset[str]
    """Stems that stand in some entry."""
    terms: dict[tuple[str, ...], str]
    """Names of glossary entries, as folded words, to their slugs."""

    def read(self, query: str) -> Understanding:
        """The query understood."""
        text = " ".join(query[:LENGTH_LIMIT].split())
        spelled = words(text)[:WORD_COUNT_LIMIT]
        mended, repaired_text, strange = self._repaired(text, spelled)
        matches = self._plausible(text, mended, self.matcher.matches(mended))
        return self._understood(text, mended, matches, repaired_text, strange, len(query) > LENGTH_LIMIT)

    def _repaired(self, text: str, spelled: Sequence[Word]) -> tuple[list[Word], str | None, int]:
        """The words with unknown ones repaired, the text written so (None where nothing was), how many stay strange."""
        mended, written, strange, at = [], "", 0, 0
        for word in spelled:
            better = None
            if not (word.number or self._knows(word)):
                better = self.repairer.repaired(word.folded)
                strange += better is None
            mended.append(replace(word, folded=better) if better else word)
            shown = self.matcher.spelling.get(better, better) if better else text[word.start : word.end]
            written += text[at : word.start] + shown
            at = word.end
        written += text[at:]
        return mended, (written if written != text else None), strange

    def _knows(self, word: Word) -> bool:
        key = hard_fold(word.folded)
        return key in self.matcher.vocabulary or key in self.matcher.stop_words or stem(word.folded) in self.known

    def _plausible(self, text: str, spelled: Sequence[Word], matches: Sequence[Match]) -> list[Match]:
        """The matches without short names that are plainly other words here."""
        roles_named = sum(self._concept(m).role is not None and m.end - m.start > 1 for m in matches)
        kept = []
        for match in matches:
            word = spelled[match.start]
            written = text[word.start : word.end]
            single = match.end - match.start == 1
            if single and word.folded == "kam" and written != "KAM":
                kept += self._kam(spelled, match, roles_named > 0)
            elif single and self.matcher.is_short_claim(word.folded) and written.islower():
                continue
            else:
                kept.append(match)
        return kept

    def _kam(self, spelled: Sequence[Word], match: Match, role_named: bool) -> list[Match]:
        """What small ``kam`` means: the role, work (काम) or less (कम)."""
        before = spelled[match.start - 1].folded if match.start else ""
        after = spelled[match.end].folded if match.end < len(spelled) else ""
        if role_named or before in _WORK_BEFORE:
            work = next((slug for slug, c in self.matcher.concepts.items() if c.topic == "responsibilities"), None)
            return [Match(work, match.start, match.end)] if work else []
        if after in _LESS_BEFORE and match.start > 0:
            return []
        return [match]

    def _concept(self, match: Match) -> Concept:
        return self.matcher.concepts[match.concept]

    def _understood(  # noqa: PLR0917 - each is a part of what was read
        self,
        text: str,
        spelled: Sequence[Word],
        matches: Sequence[Match],
        repaired: str | None,
        strange: int,
        cut: bool,
    ) -> Understanding:
        concepts = [(match, self._concept(match)) for match in matches]
        strong = _unique(c.role for m, c in concepts if c.role and not m.weak)
        roles = strong or _unique(c.role for m, c in concepts if c.role)
        grades = _unique(c.grade for _, c in concepts if c.grade)
        skills = _unique(c.skill for m, c in concepts if c.skill and not m.weak)
        topics: tuple[Topic, ...] = _unique(c.topic for _, c in concepts if c.topic)
        comparing = any(c.intent == "comparison" for _, c in concepts)
        defining = "definition" in topics
        note = next((c.note for _, c in concepts if c.note), None) if not strong else None
        becoming = bool(_BECOMING & set(topics))
        pair = self._pair(roles, grades, comparing, becoming, topics)
        if len(roles) > 1 and becoming and not pair:
            roles = roles[-1:]
        topics = _settled(topics)
        terms = self._terms(spelled, matches)
        term = self._term(spelled)
        marks = self._marks(roles, topics, skills, pair, term, defining)
        carrying = [word for word in spelled if not self.matcher.is_stop(word)]
        known = bool(roles or skills or term or pair)
        nothing = not carrying and not matches
        hopeless = nothing or (note is not None) or (strange > 0 and not known)
        return Understanding(
            text, spelled, matches, roles, topics, skills, pair, note, defining, terms, marks, hopeless, repaired, cut
        )

    def _pair(
        self,
        roles: tuple[str, ...],
        grades: tuple[str, ...],
        comparing: bool,
        becoming: bool,
        topics: tuple[Topic, ...],
    ) -> tuple[str, ...]:
        if len(roles) > 1 and (comparing or not (topics or becoming)):
            return roles
        if len(roles) == 1 and len(grades) > 1:
            return tuple(f"{roles[0]}@{grade}" for grade in grades)
        return ()

    def _terms(self, spelled: Sequence[Word], matches: Sequence[Match]) -> dict[str, float]:
        inside_role = {at for match in matches if self._concept(match).role for at in range(match.start, match.end)}
        terms: dict[str, float] = {}
        for at, word in enumerate(spelled):
            if not self.matcher.is_stop(word):
                weight = ATOM_WEIGHT if at in inside_role else 1.0
                terms[stem(word.folded)] = max(weight, terms.get(stem(word.folded), 0.0))
        for match in matches:
            terms[concept_term(match.concept)] = 0.5 if match.weak else 1.0
        return terms

    def _term(self, spelled: Sequence[Word]) -> str | None:
        """The glossary entry whose name is what the query asks for, words of asking aside."""
        asking = {"definition", "comparison"}
        matches = self.matcher.matches(spelled)
        asked = {at for m in matches if m.concept in asking for at in range(m.start, m.end)}
        rest = tuple(
            hard_fold(word.folded)
            for at, word in enumerate(spelled)
            if at not in asked and not self.matcher.is_stop(word)
        )
        return self.terms.get(rest)

    def _marks(  # noqa: PLR0917 - each is a part of what was understood
        self,
        roles: tuple[str, ...],
        topics: tuple[Topic, ...],
        skills: tuple[str, ...],
        pair: tuple[str, ...],
        term: str | None,
        defining: bool,
    ) -> dict[str, float]:
        marks: dict[str, float] = {}
        for role in roles:
            marks[f"role:{role}"] = ROLE_MARK
        for topic in topics:
            marks[f"topic:{topic}"] = TOPIC_MARK
            for role in roles:
                marks[f"section:{role}:{topic}"] = SECTION_MARK
        if roles and not topics and not pair and not skills:
            for role in roles:
                marks[f"section:{role}:definition"] = DEFAULT_TOPIC_MARK
        if len(pair) > 1:
            for one, other in pairwise(pair):
                marks["pair:" + ",".join(sorted((one, other)))] = PAIR_MARK
        for skill in skills:
            marks[f"slug:skill:{skill}"] = SKILL_MARK if not roles else SKILL_MARK / 2
        if term is not None:
            marks[f"slug:term:{term}"] = TERM_MARK * 2 if defining else TERM_MARK / 3
        return marks


def _settled(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """The topics without ``definition`` where another is named: “what is the salary” asks for the salary."""
    others = tuple(topic for topic in topics if topic != "definition")
    leading = tuple(topic for topic in others if topic in _LEADING)
    return leading or others or topics


def _unique(things: object) -> tuple:  # type: ignore[type-arg] # of whatever kind the caller gives
    return tuple(dict.fromkeys(things))  # type: ignore[call-overload]
