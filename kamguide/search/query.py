"""What a visitor means: roles, topics, skills and a comparison, read out of the words.

There is no query language: nothing typed is ever parsed but as words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kamguide.library.library import Library
from kamguide.model.lexicon import Concept
from kamguide.model.role import TOPICS, Topic
from kamguide.search.ambiguous import Query, plausible
from kamguide.search.analysis import fold, hard_fold, sound, words
from kamguide.search.asked import Asked, Near
from kamguide.search.concepts import Match, Matcher
from kamguide.search.evidence import Doubt, weigh
from kamguide.search.ideas import Ideas
from kamguide.search.names import POSITION
from kamguide.search.spelling import Speller
from kamguide.search.topics import BECOMING, PLAIN, settled, told_by
from kamguide.search.understanding import Understanding
from kamguide.search.weighing import Meaning, marks_for, terms_for
from kamguide.word import Word

LENGTH_LIMIT = 200
"""Characters of a query that are read."""
WORD_COUNT_LIMIT = 24
"""Words of a query that are read."""
LIKE_TOPIC, CLEARLY, MOSTLY_TOPIC, LIKE_COMPARING = 0.25, 1.6, 0.4, 0.5
"""How near a query that names no topic must come to the questions on one, and before the next; or how much of it these
must cover; and how much, of two roles, questions on what is different."""
_TO = frozenset(("se", "से", "to", "into"))
"""What stands between the post that somebody has and the one that they want."""
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Reader:
    """Everything that reading a query takes, made once per library."""

    library: Library
    matcher: Matcher
    speller: Speller
    asked: Asked
    asked_topics: Asked
    ideas: Ideas

    def read(self, query: str) -> Understanding:
        """The query understood."""
        text = " ".join(query[:LENGTH_LIMIT].split())
        mended, repaired = self.speller.mended(text, words(text)[:WORD_COUNT_LIMIT])
        named = plausible(Query(self.matcher, text, mended, self.matcher.matches(mended)))
        matches = self._with_ideas(mended, named)
        return self._understood(text, mended, matches, named=named, repaired=repaired, cut=len(query) > LENGTH_LIMIT)

    def _doubtful(self, text: str, mended: Sequence[Word], *, naming: bool) -> frozenset[int]:
        """The places of words that were repaired to one which names nothing, likely another word altogether; or to one
        that names something.
        """
        typed = {word.start: word.folded for word in words(text)}
        parted = Counter(word.start for word in mended)
        return frozenset(
            at
            for at, word in enumerate(mended)
            if parted[word.start] == 1
            and sound(typed[word.start]) != sound(word.folded)
            and naming == (hard_fold(word.folded) in self.speller.repairer.names)
        )

    def _with_ideas(self, spelled: Sequence[Word], named: Sequence[Match]) -> list[Match]:
        """The matches, and what words mean together: before what one of them means alone, after a topic named."""
        concepts = self.matcher.concepts
        roles = {at for m in named if concepts[m.concept].role and not m.weak for at in range(m.start, m.end)}
        asked = any(not m.weak and concepts[m.concept].topic in PLAIN for m in named)
        meant = [one for one in self.ideas.meant(spelled, roles) if not (asked and concepts[one.match.concept].topic)]
        longer = ((m, concepts[m.concept]) for m in named if m.length > 1)
        whole = [set(range(m.start, m.end)) for m, c in longer if c.skill or c.topic in PLAIN]
        meant = [one for one in meant if not any(one.places <= name for name in whole)]
        said = {at for one in meant for at in one.places if not concepts[one.match.concept].topic}
        kept = [
            match
            for match in named
            if match.length > 1
            or match.start not in said
            or not (concepts[match.concept].skill or concepts[match.concept].term or concepts[match.concept].note)
        ]
        known = {match.concept for match in kept if not match.weak}
        return [*kept, *(one.match for one in meant if one.match.concept not in known)]

    def _understood(
        self,
        text: str,
        spelled: Sequence[Word],
        matches: Sequence[Match],
        *,
        named: Sequence[Match],
        repaired: str | None,
        cut: bool,
    ) -> Understanding:
        concepts = [(match, self.matcher.concepts[match.concept]) for match in matches]
        names = {at for m, c in concepts if c.role for at in range(m.start, m.end)}
        beside = [word for at, word in enumerate(spelled) if at not in names]
        near = self.asked.near(beside)
        like = self.asked_topics.near(beside)
        comparing = any(c.intent == "comparison" and not m.weak for m, c in concepts)
        roles = _unique(c.role for m, c in concepts if not m.weak)
        topical = any(c.topic not in (None, "definition") and not m.weak for m, c in concepts)
        halved = comparing and len(roles) == 1
        things = set() if topical or halved else {m.start for m, c in concepts if c.term or c.skill}
        weak_roles = _unique(c.role for m, c in concepts if not m.weak or m.start not in things)
        if not roles or halved:
            roles = weak_roles
        firm: tuple[Topic, ...] = _unique(c.topic for m, c in concepts if not m.weak)
        hinted: tuple[Topic, ...] = _unique(c.topic for m, c in concepts if m.weak)
        topics = firm if not roles or set(firm) - {"definition", "comparison", "responsibilities"} else firm + hinted
        if not any(c.skill or c.guide or c.term for m, c in concepts if m.start not in names):
            topics = _with_likest(topics, like)
        rising = not comparing and not set(topics) - {"definition"} and self._names_step(spelled, concepts)
        if rising:
            topics = ("career-path",)
        abbreviated = any(
            _is_abbreviation(text, spelled, m) or self._is_short_for(spelled[m.start], c.term)
            for m, c in concepts
            if c.term and m.length == 1
        )
        if abbreviated and not roles and "definition" in firm:
            topics, hinted = ("definition",), firm  # “MBA full form” asks for the abbreviation, not for the topic
        likeness = max((one.covered for one in near.values()), default=0.0)
        nearness = max((one.score for one in near.values()), default=0.0)
        doubt = Doubt(
            self.ideas,
            self.speller.asked,
            places=self._doubtful(text, spelled, naming=False),
            guessed=self._doubtful(text, spelled, naming=True),
            likeness=likeness,
            nearness=nearness,
        )
        evidence = weigh(spelled, matches, self.matcher, self.speller.spoken, doubt)
        grades = self._grades(spelled, matches, roles)
        alike = "comparison" in like and like["comparison"].covered >= LIKE_COMPARING
        likening = comparing or alike or any(c.intent == "comparison" for _, c in concepts)
        becoming = "how-to-become" in topics or ("career-path" in topics and not comparing)
        pair = _pair(roles, grades, likening and not becoming, topics)
        step = roles if len(roles) > 1 and not pair and BECOMING & set(topics) else ()
        if len(roles) > 1 and not pair and "how-to-become" in topics:
            roles = roles[-1:]
        meaning = Meaning(
            roles=roles,
            topics=settled(topics, [self.library.roles[role] for role in roles], graded=bool(grades) and not pair),
            skills=_unique(c.skill for m, c in concepts if not m.weak),
            guessed=frozenset(c.skill for _, c in concepts if c.skill)
            - {self.matcher.concepts[m.concept].skill for m in named},
            glossary=_unique(c.term for m, c in concepts if not m.weak),
            guides=_unique(c.guide for m, c in concepts if not m.weak),
            guide_alone=any(
                c.guide and not any(d.topic and n.start == m.start for n, d in concepts) for m, c in concepts
            ),
            positions=_unique(
                m.concept.removeprefix(POSITION) for m in matches if m.concept.startswith(POSITION)
            ),
            pair=pair,
            step=step,
            defining="definition" in topics,
            only=self._is_only(spelled, matches),
            hinted=hinted,
            numbers=any(word.number for word in spelled),
            abbreviated=abbreviated,
            beside=bool(evidence.weak),
            titled=any(
                c.term and m.start in names and not m.weak and not self._is_role(c.term, roles) for m, c in concepts
            ),
        )  # fmt: skip
        named_topics = set(meaning.topics) - {"definition"}
        lacking = len(roles) == 1 and bool(named_topics) and not told_by(named_topics, self.library.roles[roles[0]])
        if lacking:
            meaning = replace(meaning, lacking=True)
        terms = terms_for(spelled, matches, self.matcher, meaning)
        return Understanding(
            text=text,
            words=spelled,
            matches=matches,
            roles=meaning.roles,
            topics=meaning.topics,
            skills=meaning.skills,
            pair=pair,
            note=None if evidence.role else next((c.note for _, c in concepts if c.note), None),
            defining=meaning.defining,
            terms=terms,
            marks=marks_for(meaning),
            hopeless=evidence.hopeless,
            did_you_mean=repaired,
            truncated=cut,
            glossary=meaning.glossary,
            guides=meaning.guides,
            positions=meaning.positions,
            grades=grades,
            numbers=tuple(word.folded for word in spelled if word.number),
            only=meaning.only,
            comparing=likening or len(roles) > 1,
            beside=any(not word.number for word in evidence.weak),
            near=near,
            lacking=lacking,
            plain=rising or (self._is_plain(spelled, matches) and meaning.names_section),
            needed=frozenset(self.matcher.term(word) for word in evidence.weak if evidence.scattered),
        )

    def _grades(self, spelled: Sequence[Word], matches: Sequence[Match], roles: Sequence[str]) -> tuple[str, ...]:
        """The grades of the only role that is named, also where the word stands inside the role's name."""
        if len(roles) != 1:
            return ()
        own = self.library.roles[roles[0]].grades
        longer = [match for match in matches if match.length > 1 and self.matcher.concepts[match.concept].role]
        inside = [word for match in longer for word in spelled[match.start : match.end]]
        single = [m for word in inside for m in self.matcher.matches([word])]
        named = _unique(self.matcher.concepts[m.concept].grade for m in (*matches, *single))
        return tuple(f"{roles[0]}@{grade}" for grade in named if grade in own)

    def _is_role(self, term: str, roles: Sequence[str]) -> bool:
        """Whether the glossary entry is that of a role itself, not of a narrower title."""
        return any(self.library.glossary[term].abbreviation == self.library.roles[role].notation for role in roles)

    def _names_step(self, spelled: Sequence[Word], concepts: Sequence[tuple[Match, Concept]]) -> bool:
        """Whether a post, “to” and a role stand side by side: “clerk to account manager” asks how one becomes it."""
        ends = {m.end for m, c in concepts if m.concept.startswith(POSITION) or c.role or c.term or c.skill or c.note}
        starts = {m.start for m, c in concepts if c.role and not m.weak}
        return any(at in ends and at + 1 in starts and word.folded in _TO for at, word in enumerate(spelled))

    def _is_plain(self, spelled: Sequence[Word], matches: Sequence[Match]) -> bool:
        """Whether nothing but roles, topics and skills is named: no word is left that may ask for more."""
        kinds = [(m, self.matcher.concepts[m.concept]) for m in matches]
        named = {at for m, c in kinds if c.role or c.topic or c.intent or c.skill for at in range(m.start, m.end)}
        return all(
            at in named or (not word.number and (self.matcher.is_stop(word) or self.matcher.is_everyday(word)))
            for at, word in enumerate(spelled)
        )

    def _is_short_for(self, word: Word, term: str) -> bool:
        """Whether the word is the abbreviation of a glossary entry."""
        return word.folded == fold(self.library.glossary[term].abbreviation or "")

    def _is_only(self, spelled: Sequence[Word], matches: Sequence[Match]) -> bool:
        """Whether, words of asking aside, the query is a single name."""
        asking = {
            at
            for m in matches
            if self.matcher.concepts[m.concept].topic == "definition"
            for at in range(m.start, m.end)
        }
        rest = {
            at
            for at, word in enumerate(spelled)
            if at not in asking and not self.matcher.is_stop(word) and not self.matcher.is_everyday(word)
        }
        return any(rest <= set(range(m.start, m.end)) for m in matches if m.start not in asking)


def _is_abbreviation(text: str, spelled: Sequence[Word], match: Match) -> bool:
    """Whether the match was typed in capitals, in a query that was not."""
    written = text[spelled[match.start].start : spelled[match.end - 1].end]
    return match.length == 1 and written.isascii() and written.isupper() and not text.replace(written, "").isupper()


def _with_likest(topics: tuple[Topic, ...], like: Mapping[str, Near]) -> tuple[Topic, ...]:
    """The topics; where none is named, or only the work, with the one whose questions the query is most like."""
    scores = sorted(((like[topic].score, topic) for topic in TOPICS if topic in like), reverse=True)
    if not scores or set(topics) - {"responsibilities"}:
        return topics
    (best, likest), second = scores[0], scores[1][0] if len(scores) > 1 else 0.0
    clear = best >= LIKE_TOPIC and best >= CLEARLY * second
    return _unique((*topics, likest)) if clear or (not topics and like[likest].covered >= MOSTLY_TOPIC) else topics


def _pair(
    roles: tuple[str, ...], grades: tuple[str, ...], likening: bool, topics: tuple[Topic, ...]
) -> tuple[str, ...]:
    """What is to be compared: several roles where the query likens them or asks for nothing else, or grades of one."""
    if len(roles) > 1:
        return roles if likening or not topics else ()
    return grades if len(grades) > 1 and (likening or "grades" not in topics) else ()


def _unique(things: Iterable[Thing | None]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(thing for thing in things if thing is not None))
