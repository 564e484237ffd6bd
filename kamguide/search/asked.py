"""Questions that people ask in words of their own, and how near a query comes to what answers them: facts are found so.

A query shares few words with the claim that answers it, and many with questions that others have asked of it. So what
is said and what is asked of a claim is pooled, in all scripts. Words are compared one by one: by stem, by how they
sound in either script, by what they mean in the lexicon. The words that names of roles are made of tell nothing apart,
and are left out.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kamguide.library.library import Library
from kamguide.search.analysis import sound, words
from kamguide.search.concepts import Matcher
from kamguide.search.entries import claim_texts
from kamguide.search.ideas import Ideas
from kamguide.word import Word

_SOUND, _IDEA, _CONCEPT, _EVERYDAY, _PAIR = 0.5, 0.5, 1.0, 0.5, 0.8
"""What a word's sound, an idea, a concept and a pair of words count beside a stem; what is left of an everyday word."""
_SAID = 1.5
"""What a word of a claim counts beside one of a question."""
_SCALE = 10.0
"""What brings scores to about 1 where a query names what is asked."""
_LENGTH = 0.3
"""How much it counts against a pool that more is said and asked there than elsewhere: 0 not, 1 wholly."""
_LEAST = 7.0
"""A query of less than about one rare word is wholly like nothing."""
_SHORTEST_SOUND = 3
TOPICS = "topics."
"""What names of topics begin with."""
_CLAIM_PARTS = 3
"""``role.topic.claim``."""

Features = Mapping[str, float]
Questions = Mapping[str, Sequence[Sequence[Word]]]
"""The words of what is asked, question by question, by the name of what answers."""


@dataclass(frozen=True)
class Speech:
    """What words are compared by; questions on a topic, such as “kya kya karna padta hai”, by the little words too."""

    matcher: Matcher
    ideas: Ideas
    little_words: bool = False
    known: dict[str, Features] = field(default_factory=dict)
    """The features of words that were met."""

    def features(self, spelled: Sequence[Word]) -> dict[str, float]:
        """What a query is compared by: features with weights."""
        found: dict[str, float] = {}
        for word in spelled:
            found.update(self.of(word))
        found.update(dict.fromkeys(self._pairs(spelled), _PAIR))
        return found

    def pool(self, lines: Sequence[Sequence[Word]]) -> dict[str, float]:
        """The features of all lines together, each with all its weight."""
        counts = Counter(word.folded for line in lines for word in line)
        pool: dict[str, float] = {}
        for word in {word.folded: word for line in lines for word in line}.values():
            for name, weight in self.of(word).items():
                pool[name] = pool.get(name, 0.0) + weight * counts[word.folded]
        for pair in (pair for line in lines for pair in self._pairs(line)):
            pool[pair] = pool.get(pair, 0.0) + _PAIR
        return pool

    def of(self, word: Word) -> Features:
        """The features of a word."""
        features = self.known.get(word.folded)
        if features is None:
            features = self.known[word.folded] = self._of(word)
        return features

    def _pairs(self, spelled: Sequence[Word]) -> list[str]:
        """Neighbours, by how they sound: the little words tell nothing one by one."""
        heard = [sound(word.folded) or word.folded for word in spelled if self.little_words and self.of(word)]
        return [f"{one} {other}" for one, other in pairwise(heard)]

    def _of(self, word: Word) -> Features:
        term = self.matcher.term(word)
        concepts = self.matcher.alone(word)
        stop = self.matcher.is_stop(word)
        if term[:1] == "@" or (stop and not self.little_words) or any(self.matcher.concepts[c].role for c in concepts):
            return {}
        weight = _EVERYDAY if stop or self.matcher.is_everyday(word) else 1.0
        features = {term: weight, **{f"={name}": _CONCEPT for name in concepts}}
        heard = sound(word.folded)
        if len(heard) >= _SHORTEST_SOUND:
            features[f"~{heard}"] = _SOUND * weight
        return {**features, **{f"*{idea}": _IDEA for idea in self.ideas.of(word)}}


@dataclass(frozen=True, slots=True)
class Near:
    """How near a query comes to what answers it."""

    score: float
    """How much of what is said and asked there the query names."""
    covered: float
    """What share of the query that is, from 0 to 1."""


@dataclass(frozen=True)
class Pools:
    """What is said and asked of each thing that answers, a claim say, pooled: people find it by any of these words."""

    entries: Sequence[str]
    """For each thing what is shown: the id of an entry, or a topic."""
    postings: Mapping[str, Sequence[tuple[int, float]]]
    """For each feature the things of which it is said, with its weight."""
    rarity: Mapping[str, float]

    @property
    def unknown(self) -> float:
        """The rarity of a feature that nothing has."""
        return math.log((len(self.entries) + 1) / 0.5)


@dataclass(frozen=True)
class Asked:
    """Pools, and what the words of a query are compared by."""

    speech: Speech
    pools: Pools

    def near(self, spelled: Sequence[Word]) -> dict[str, Near]:
        """What answers, each as near as the nearest of its things."""
        pools = self.pools
        features = self.speech.features(spelled)
        values = {name: weight * pools.rarity.get(name, pools.unknown) for name, weight in features.items()}
        length = max(_LEAST, math.sqrt(sum(value * value for value in values.values())))
        scores: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        for name, value in values.items():
            for thing, weight in pools.postings.get(name, ()):
                scores[thing] += value * weight
                covered[thing] += value * value
        best: dict[str, Near] = {}
        for thing, score in scores.items():
            entry, known = pools.entries[thing], best.get(pools.entries[thing])
            if known is None or score / length > known.score:
                best[entry] = Near(score / length, covered[thing] / (length * length))
        return best


def pooled(library: Library, questions: Questions, speech: Speech) -> Pools:
    """What is said and asked of all that some entry tells."""
    pools = {name: speech.pool(lines) for name, lines in questions.items() if not name.startswith(TOPICS)}
    for role in library.roles.values():
        for topic, key, claim in role.claims():
            pool = pools.setdefault(f"{role.slug}.{topic}.{key}", {})
            for name, weight in speech.pool([words(text) for text in claim_texts(claim).values()]).items():
                pool[name] = pool.get(name, 0.0) + _SAID * weight
    return _pools({name: (entry_of(name, library), pool) for name, pool in pools.items()})


def pooled_topics(questions: Questions, speech: Speech) -> Pools:
    """What is asked on each topic, whatever the role: what answers is the topic."""
    asked = {name.removeprefix(TOPICS): lines for name, lines in questions.items() if name.startswith(TOPICS)}
    return _pools({topic: (topic, speech.pool(lines)) for topic, lines in asked.items()})


def _pools(things: Mapping[str, tuple[str, Mapping[str, float]]]) -> Pools:
    counts: Counter[str] = Counter(name for _, pool in things.values() for name in pool)
    rarity = {name: math.log((len(things) + 1) / (count + 0.5)) for name, count in counts.items()}
    lengths = [sum(pool.values()) or 1.0 for _, pool in things.values()]
    average = sum(lengths) / len(lengths) if lengths else 1.0
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, (_, pool) in enumerate(things.values()):
        share = (average / lengths[number]) ** _LENGTH / _SCALE
        for name, weight in pool.items():
            postings[name].append((number, round(math.sqrt(weight) * share * rarity[name], 4)))
    return Pools([entry for entry, _ in things.values()], dict(postings), rarity)


def asked_words(questions: Questions) -> Counter[str]:
    """The words of all questions, folded, with how often each stands in them."""
    return Counter(word.folded for lines in questions.values() for line in lines for word in line)


def asked_questions(library: Library) -> dict[str, list[list[Word]]]:
    """The words of what is asked, question by question, by the name of what answers."""
    found: dict[str, list[list[Word]]] = {}
    for file in library.lexicon.values():
        for name, questions in file.questions.items():
            if name in library.answering:  # a company may have taken out what answers
                found.setdefault(name, []).extend(words(question) for question in questions.all())
    return found


def entry_of(name: str, library: Library) -> str:
    """The id of the entry in which the named thing is found."""
    parts = name.split(".")
    if len(parts) == _CLAIM_PARTS:
        return f"role:{parts[0]}:{parts[1]}"
    kind, slug = parts
    if kind == "comparisons":
        written = set(library.comparisons[slug].roles)
        return "comparison:" + ":".join(role.slug for role in library.roles_in_order if role.slug in written)
    return f"{_ENTRY_KINDS[kind]}:{slug}"


_ENTRY_KINDS = {"skills": "skill", "glossary": "term", "guides": "guide"}
