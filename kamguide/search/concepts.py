"""The lexicon at work: which concepts the words of a text stand for. The longest match wins, everywhere alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kamguide.library.library import Library
from kamguide.model.lexicon import Concept
from kamguide.search.analysis import Word, hard_fold, stem, words

Key = tuple[str, ...]

_ACCOUNT_WORDS = frozenset(
    hard_fold(word) for word in ("account", "accounts", "akaunt", "अकाउंट", "एकाउंट", "अकाउंट्स", "client")
)
_KEY_WORDS = frozenset(hard_fold(word) for word in ("की", "ki", "kee"))
_SHORT_CLAIMS = frozenset(("am", "sm", "ae", "tam", "bsm", "gam", "nam", "sam", "rm"))
"""Short names that are everyday words or names too: they need capitals, or company."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``[start, end)`` of a text stand for a concept; weakly where the name also means something else."""

    concept: str
    start: int
    end: int
    weak: bool = False


@dataclass(frozen=True)
class Matcher:
    """All names of all concepts by their folded words."""

    concepts: Mapping[str, Concept]
    names: Mapping[Key, Sequence[tuple[str, bool]]]
    """Words of a name -> concepts, each strong or weak; an empty list forbids the name (``not_this``)."""
    longest: int
    stop_words: frozenset[str]
    vocabulary: frozenset[str]
    """Every single word of every name, folded."""
    spelling: Mapping[str, str]
    """A folded word -> a way to write it."""
    by_role: Mapping[str, str] = field(default_factory=dict)

    def matches(self, text_words: Sequence[Word]) -> list[Match]:
        """The concepts of a text: the longest name wins, no word is in two; one name may mean several concepts."""
        keys = [hard_fold(word.folded) for word in text_words]
        stems = [stem(word.folded) for word in text_words]
        found: list[Match] = []
        at = 0
        while at < len(keys):
            length = self._longest_at(keys, stems, at)
            if length == 0:
                at += 1
                continue
            named = self.names.get(tuple(keys[at : at + length]))
            if named is None:
                named = self.names[tuple(stems[at : at + length])]
            found += [Match(concept, at, at + length, weak) for concept, weak in named]
            at += length
        return found

    def _longest_at(self, keys: Sequence[str], stems: Sequence[str], at: int) -> int:
        for length in range(min(self.longest, len(keys) - at), 0, -1):
            if tuple(keys[at : at + length]) in self.names:
                if length > 1 and keys[at] in _KEY_WORDS and keys[at + 1] not in _ACCOUNT_WORDS:
                    continue
                return length
            if tuple(stems[at : at + length]) in self.names and length == 1 and keys[at] not in self.stop_words:
                return length
        return 0

    def is_stop(self, word: Word) -> bool:
        """Whether the word carries nothing."""
        return hard_fold(word.folded) in self.stop_words

    def is_short_claim(self, key: str) -> bool:
        """Whether a name is also an everyday word, such as ``am``."""
        return key in _SHORT_CLAIMS


def matcher(library: Library) -> Matcher:
    """The matcher of a library: its lexicon, the names of its roles, skills and glossary."""
    concepts: dict[str, Concept] = {}
    names: dict[Key, dict[str, bool]] = {}
    forbidden: set[Key] = set()
    stop: set[str] = set()
    spelling: dict[str, str] = {}
    for file in library.lexicon.values():
        stop.update(hard_fold(word.folded) for text in file.stop_words.all() for word in words(text))
        for slug, concept in file.concepts.items():
            concepts[slug] = concept
            _named(names, slug, concept.variants.all(), weak=False)
            _named(names, slug, concept.weak.all(), weak=True)
            forbidden.update(key_of(text) for text in concept.not_this.all())
    for role in library.roles.values():
        own = next((slug for slug, c in concepts.items() if c.role == role.slug), role.slug)
        labels = (
            role.preferred_label.hi,
            role.preferred_label.en,
            role.notation,
            *role.alt_labels.hi,
            *role.alt_labels.en,
        )
        concepts.setdefault(own, _role_concept(role.slug))
        _named(names, own, (*filter(None, labels), *role.hidden_labels.hi, *role.hidden_labels.en), weak=False)
    for skill in library.skills.values():
        own = next((slug for slug, c in concepts.items() if c.skill == skill.slug), f"skill-{skill.slug}")
        concepts.setdefault(own, _skill_concept(skill.slug))
        labels = (skill.label.hi, skill.label.en, skill.short_label.hi, skill.short_label.en)
        for text in filter(None, (*labels, *skill.alt_labels.hi, *skill.alt_labels.en)):
            if key_of(text) not in names:
                _named(names, own, (text,), weak=False)
    for key in forbidden:
        names.setdefault(key, {})
    vocabulary = frozenset(word for key in names for word in key)
    for file in library.lexicon.values():
        for concept in file.concepts.values():
            for text in concept.variants.all():
                spelling.update((hard_fold(w.folded), text[w.start : w.end]) for w in reversed(words(text)))
    return Matcher(
        concepts=concepts,
        names={key: list(meanings.items()) for key, meanings in names.items()},
        longest=max((len(key) for key in names), default=0),
        stop_words=frozenset(stop),
        vocabulary=vocabulary,
        spelling=spelling,
        by_role={concept.role: slug for slug, concept in concepts.items() if concept.role is not None},
    )


def key_of(text: str) -> Key:
    """A name as its folded words."""
    return tuple(hard_fold(word.folded) for word in words(text))


def _named(names: dict[Key, dict[str, bool]], concept: str, texts: Iterable[str], *, weak: bool) -> None:
    for text in texts:
        key = key_of(text)
        if key:
            known = names.setdefault(key, {})
            known[concept] = known.get(concept, True) and weak


def _role_concept(slug: str) -> Concept:
    return Concept.model_validate({"role": slug, "variants": {}})


def _skill_concept(slug: str) -> Concept:
    return Concept.model_validate({"skill": slug, "variants": {}})
