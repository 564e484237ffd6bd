"""Suggestions while a query is typed: by the beginning of a name's words, then by how they sound. Pure, in memory.

Two sorted lists of keys are asked by bisection, so that an answer takes no longer in a guide of thousands of roles.
After a role's name its topics and comparisons are offered: ``kam sal`` leads to its pay.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kamguide.model.role import Topic
from kamguide.model.text import LANGUAGES, Language
from kamguide.search.analysis import hard_fold, sound, words
from kamguide.search.entries import Kind

MOST = 8
TYPED_LIMIT = 80
"""Characters of what is typed that are read."""
SCANNED = 2_000
"""Names with one beginning that are looked at."""
HEARD_FROM = 3
"""Letters of a sound by which names are looked for."""

_FIRST_TOPICS: Sequence[Topic] = ("salary", "skills", "how-to-become", "responsibilities")
"""What is offered of a role as soon as it is named."""
_KINDS: Sequence[Kind] = ("role", "comparison", "skill", "term", "guide", "salary", "path", "company")
_INNER, _HEARD = 1, 2

Key = tuple[str, int, int, Language]
"""A name from one of its words on, whether from an inner one, the number of its target, its language."""
Rank = tuple[int, int, int]
Ranked = dict[int, tuple[Rank, Language]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place that what is typed may lead to. ``path`` is its address below ``/<language>``."""

    label: str
    language: Language
    kind: Kind
    role: str | None
    path: str


@dataclass(frozen=True, slots=True)
class Target:
    """A place with its titles. ``path`` is its address below ``/<language>``."""

    titles: Mapping[Language, str]
    kind: Kind
    role: str | None
    path: str

    def told(self, language: Language) -> Suggestion:
        """The suggestion in the language, else in the one that there is."""
        spoken = language if language in self.titles else next(iter(self.titles))
        return Suggestion(self.titles[spoken], spoken, self.kind, self.role, self.path)


@dataclass(frozen=True)
class Suggester:
    """The names of a library, ready to be completed (``completions`` gathers them)."""

    targets: Sequence[Target]
    written: Sequence[Key]
    """Sorted, as names are written."""
    heard: Sequence[Key]
    """Sorted, as names sound."""
    roles: Mapping[tuple[str, ...], Sequence[str]]
    """The words of a role's name -> roles."""
    topics: Mapping[Topic, Sequence[tuple[str, Language]]]
    """A topic -> its names; its titles come first, one per language."""
    sections: Mapping[Topic, Mapping[str, int]]
    """A topic -> roles, in order -> where it is told."""
    comparisons: Mapping[str, Sequence[tuple[str, int]]]
    """A role -> the roles that it is compared with, and where."""
    connecting: frozenset[str]
    """Words that may stand between a role and what is asked of it."""
    comparing: frozenset[str]
    """Words that ask for a comparison."""

    def suggest(self, typed: str, language: Language | None = None) -> list[Suggestion]:
        """At most eight places, likeliest first, in the language typed; where that leaves it open, in the one given."""
        typed = typed[:TYPED_LIMIT]
        found = self._suggested(typed, language)
        for end in (-1, -2):  # a cluster of Devanagari that is half typed is none yet
            if not found and not typed.isascii():
                found = self._suggested(typed[:end], language)
        return found

    def _suggested(self, typed: str, language: Language | None) -> list[Suggestion]:
        folded = [hard_fold(word.folded) for word in words(typed)]
        if not folded:
            return []
        named = tuple(folded) in self.roles
        more = self._of_role(folded, language) if named else self._topics(folded)
        ranked = {**more, **self._completed(folded, language), **self._after_role(folded)}
        best = sorted(ranked.items(), key=lambda item: (item[1][0], item[0]))
        told: dict[str, Suggestion] = {}
        for target, (_, code) in best:
            suggestion = self.targets[target].told(code)
            told.setdefault(suggestion.label, suggestion)
        return list(told.values())[:MOST]

    def _completed(self, folded: Sequence[str], language: Language | None) -> Ranked:
        """What has a name that begins as typed, or sounds so."""
        typed = " ".join(folded)
        found: Ranked = {}
        heard = "".join(map(sound, folded))
        ways = [(self.written, typed, 0)] + ([(self.heard, heard, _HEARD)] if len(heard) >= HEARD_FROM else [])
        for keys, beginning, way in ways:
            for key, inner, target, code in _beginning(keys, beginning):
                whole = key == beginning and not inner
                rank = (way + inner - whole, _KINDS.index(self.targets[target].kind), len(key))
                known = found.get(target)
                if known is None or (rank, code != language) < (known[0], known[1] != language):
                    found[target] = (rank, code)
        return found

    def _topics(self, folded: Sequence[str]) -> Ranked:
        """A topic that is typed without a role: that topic of the first roles."""
        beginning = " ".join(folded)
        found: Ranked = {}
        for topic, names in self.topics.items():
            code = _named(names, beginning) if len(beginning) >= HEARD_FROM else None
            if code is not None:
                way = _INNER if _named(names[: len(LANGUAGES)], beginning) else _HEARD  # by its title, by other names
                for order, target in enumerate(islice(self.sections.get(topic, {}).values(), MOST // 2)):
                    found[target] = ((way, order, 0), code)
        return found

    def _after_role(self, folded: Sequence[str]) -> Ranked:
        """What the words after a role's name begin: a topic of it, or a role that it is compared with."""
        for length in range(len(folded) - 1, 0, -1):
            for role in self.roles.get(tuple(folded[:length]), ()):
                rest = list(folded[length:])
                comparing = bool(self.comparing.intersection(rest))
                while rest and rest[0] in self.connecting:
                    rest.pop(0)
                asked = [self._topics_of(role, " ".join(rest)), self._compared(role, " ".join(rest))]
                ordered = [pair for pairs in (reversed(asked) if comparing else asked) for pair in pairs]
                if ordered:
                    return {target: ((-1, order, 0), code) for order, (target, code) in enumerate(ordered)}
        return {}

    def _topics_of(self, role: str, beginning: str) -> list[tuple[int, Language]]:
        named = [(topic, _named(names, beginning)) for topic, names in self.topics.items() if beginning]
        places = [(self.sections.get(topic, {}).get(role), code) for topic, code in named]
        return [(target, code) for target, code in places if target is not None and code is not None]

    def _compared(self, role: str, beginning: str) -> list[tuple[int, Language]]:
        found = []
        for other, target in self.comparisons.get(role, ()):
            names = [(" ".join(name), _script(name)) for name, known in self.roles.items() if other in known]
            code = _named(names, beginning)
            if code is not None:
                found.append((target, code))
        return found

    def _of_role(self, folded: Sequence[str], language: Language | None) -> Ranked:
        """What is offered of a role that is named whole, as by an abbreviation."""
        places = [
            place
            for role in self.roles[tuple(folded)]
            for place in (
                *(self.sections.get(topic, {}).get(role) for topic in _FIRST_TOPICS),
                *(target for _, target in self.comparisons.get(role, ())),
            )
            if place is not None
        ]
        script = _script(folded)
        code = language if language and script == "en" and len(folded) == 1 else script
        return {target: ((0, 0, order), code) for order, target in enumerate(places)}


def _beginning(keys: Sequence[Key], beginning: str) -> Iterator[Key]:
    start = bisect_left(keys, (beginning,))
    for key in islice(keys, start, start + SCANNED):
        if not key[0].startswith(beginning):
            return
        yield key


def _named(names: Sequence[tuple[str, Language]], beginning: str) -> Language | None:
    """The language of the first name that begins so."""
    return next((code for name, code in names if name.startswith(beginning)), None)


def _script(folded: Sequence[str]) -> Language:
    return "en" if "".join(folded).isascii() else "hi"
