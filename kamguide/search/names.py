"""The matcher of a library: its lexicon, and the names of its roles, grades, skills, glossary entries and positions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kamguide.library.library import Library
from kamguide.model.lexicon import Concept
from kamguide.model.text import Text
from kamguide.search.analysis import hard_fold, stem, words
from kamguide.search.concepts import Key, Matcher, keys_of

POSITION = "position-"
"""What the concept of a position begins with; its slug follows."""

_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            *("ए", "बी", "सी", "डी", "ई", "एफ़", "जी", "एच", "आई", "जे", "के", "एल", "एम"),
            *("एन", "ओ", "पी", "क्यू", "आर", "एस", "टी", "यू", "वी", "डब्ल्यू", "एक्स", "वाई", "ज़ेड"),
        ),
        strict=True,
    )
)
"""What the Latin letters are called, as Devanagari spells abbreviations: SDR is एसडीआर."""
_BRACKETS = re.compile(r"(.+?) \(([^()]+)\)")


@dataclass
class _Names:
    """Names being gathered."""

    stop_words: frozenset[str]
    name_words: dict[str, str] = field(default_factory=dict)
    stemmed_name_words: dict[str, str] = field(default_factory=dict)
    stems: dict[Key, Key] = field(default_factory=dict)
    """A name by the stems of its words, in each of its spellings -> by its folded words."""
    concepts: dict[str, Concept] = field(default_factory=dict)
    names: dict[Key, dict[str, bool]] = field(default_factory=dict)
    spelling: dict[str, str] = field(default_factory=dict)

    def add(self, concept: str, texts: Iterable[str | None], *, weak: bool = False) -> None:
        for text in filter(None, texts):
            key = self.key(text)
            if key:
                self.stems.setdefault(self._stemmed(text), key)
                known = self.names.setdefault(key, {})
                known.setdefault(concept, weak)
            for word in words(text):
                self.spelling.setdefault(hard_fold(word.folded), text[word.start : word.end])

    def forbid(self, text: str) -> None:
        self.names.setdefault(self.key(text), {})
        self.stems.setdefault(self._stemmed(text), self.key(text))

    def key(self, text: str) -> Key:
        return tuple(keys_of(words(text), self.name_words, self.stop_words))

    def _stemmed(self, text: str) -> Key:
        roots = (stem(word.folded) for word in words(text))
        return tuple(
            key if key[0] == "@" or key in self.stop_words else self.stemmed_name_words.get(root, root)
            for key, root in zip(self.key(text), roots, strict=True)
        )

    def of(self, field_name: str, slug: str) -> str:
        """The concept that means the thing: the lexicon's, else a new one."""
        for name, concept in self.concepts.items():
            if getattr(concept, field_name) == slug:
                return name
        own = f"{field_name}-{slug}"
        self.concepts[own] = Concept.model_validate({field_name: slug, "variants": {}})
        return own


def matcher(library: Library) -> Matcher:
    """The matcher of a library."""
    files = list(library.lexicon.values())
    gathered = _Names(_single(text for file in files for text in file.stop_words.all()))
    for file in files:
        for slug, spellings in file.name_words.items():
            for script in (spellings.en, spellings.hi, spellings.latin):
                for word in (found[0] for spelled in script for found in [words(spelled)] if len(found) == 1):
                    gathered.name_words[hard_fold(word.folded)] = f"@{slug}"
                    gathered.stemmed_name_words[stem(word.folded)] = f"@{slug}"
                    gathered.spelling.setdefault(hard_fold(word.folded), script[0])
    forbidden: list[str] = []
    for file in files:
        for slug, concept in file.concepts.items():
            gathered.concepts[slug] = concept
            gathered.add(slug, concept.weak.all(), weak=True)
            gathered.add(slug, concept.variants.all())
            forbidden += concept.not_this.all()
    _named_things(library, gathered)
    for text in forbidden:
        gathered.forbid(text)
    names = {key: tuple(meanings.items()) for key, meanings in gathered.names.items()}
    stemmed = {stems: (key, names[key]) for stems, key in gathered.stems.items()}
    longest: dict[str, int] = {}
    for key in (*names, *stemmed):
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return Matcher(
        concepts=gathered.concepts,
        names=names,
        stemmed=stemmed,
        longest=longest,
        name_words=gathered.name_words,
        stemmed_name_words=gathered.stemmed_name_words,
        stop_words=gathered.stop_words,
        everyday=_single(text for file in files for text in file.everyday_words.all()),
        vocabulary=frozenset(word for key in names for word in key if word[0] != "@") | frozenset(gathered.name_words),
        spelling=gathered.spelling,
    )


def _named_things(library: Library, gathered: _Names) -> None:
    for role in library.roles.values():
        own = gathered.of("role", role.slug)
        gathered.add(own, (*_labels(role.preferred_label), role.notation, *_spelled(role.notation)))
        for others in (role.alt_labels, role.hidden_labels):
            gathered.add(own, (*others.hi, *others.en))
    for skill in library.skills.values():
        own = gathered.of("skill", skill.slug)
        labels = (*_labels(skill.label), *_labels(skill.short_label), *skill.alt_labels.hi, *skill.alt_labels.en)
        gathered.add(own, (text for text in labels if not _means_role(gathered, text)))
    for term in library.glossary.values():
        own = gathered.of("term", term.slug)
        gathered.add(own, (*_labels(term.label), term.abbreviation, *_spelled(term.abbreviation)))
    for slug, position in library.positions.items():
        own = f"{POSITION}{slug}"
        gathered.concepts.setdefault(own, Concept.model_validate({"variants": {}}))
        texts = (text for text in _labels(position.label) if not _means_role(gathered, text))
        gathered.add(own, texts)


def _means_role(gathered: _Names, text: str) -> bool:
    return any(gathered.concepts[name].role for name in gathered.names.get(gathered.key(text), ()))


def _labels(text: Text) -> list[str]:
    """A label in both languages; what stands in brackets at its end is a name of its own."""
    both = [label for label in (text.hi, text.en) if label]
    parts = [part for label in both for found in [_BRACKETS.fullmatch(label)] if found for part in found.groups()]
    return [*both, *parts]


def _spelled(abbreviation: str | None) -> list[str]:
    """An abbreviation as Devanagari spells it, in one word and in several."""
    letters = [_LETTERS[letter] for letter in abbreviation or "" if letter in _LETTERS]
    return ["".join(letters), " ".join(letters)] if abbreviation and len(letters) == len(abbreviation) > 1 else []


def _single(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(hard_fold(word.folded) for text in texts for word in words(text))
