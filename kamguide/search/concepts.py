"""The lexicon at work: which concepts the words of a text stand for. The longest match wins, everywhere alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kamguide.model.lexicon import Concept
from kamguide.search.analysis import hard_fold, stem
from kamguide.word import Word

Key = tuple[str, ...]
Meanings = Sequence[tuple[str, bool]]
"""Concepts that a name stands for, each with whether it does so weakly. None: the name is forbidden."""

_FORM_LETTERS = 3
"""Letters by which forms of a word differ, such as sell and selling."""
KEY_WORD, ACCOUNT_WORD, ROLE_ENDS = "@key", "@account", ("@manager", "@executive")
"""Words of names by which की is told from “key”."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``[start, end)`` of a text stand for a concept; weakly where the name also means something else."""

    concept: str
    start: int
    end: int
    weak: bool = False

    @property
    def length(self) -> int:
        """How many words the name has."""
        return self.end - self.start


@dataclass(frozen=True)
class Matcher:
    """All names of all concepts by their folded words."""

    concepts: Mapping[str, Concept]
    names: Mapping[Key, Meanings]
    """Names by their keys."""
    stemmed: Mapping[Key, tuple[Key, Meanings]]
    """The same names by their stems, for plurals and cases, each with its key."""
    longest: Mapping[str, int]
    """The first word of a name, as key or stem -> words of the longest name that begins so."""
    name_words: Mapping[str, str]
    """A spelling of a word that names are made of -> the one that stands for it, such as ``@manager``."""
    stemmed_name_words: Mapping[str, str]
    """The same by their stems."""
    stop_words: frozenset[str]
    everyday: frozenset[str]
    vocabulary: frozenset[str]
    """Every single word of every name, folded hard."""
    spelling: Mapping[str, str]
    """A word of a name, folded hard -> a way to write it."""

    def matches(self, text_words: Sequence[Word], *, written: bool = False) -> list[Match]:
        """The concepts of a text: the longest name wins, no word is in two; one name may mean several concepts.

        What is ``written`` here is spelled well: पेशे is not पैसे. What visitors type may be spelled somehow.
        """
        keys = self._keys(text_words)
        stems = [self._stemmed(key, word) for key, word in zip(keys, text_words, strict=True)]
        found: list[Match] = []
        at = 0
        while at < len(keys):
            length, meanings = self._longest_at(keys, stems, at, written=written)
            found += [Match(concept, at, at + length, weak) for concept, weak in meanings]
            at += max(1, length)
        return found

    def alone(self, word: Word) -> list[str]:
        """The concepts that the word names by itself, beyond doubt."""
        keys = [hard_fold(word.folded)]
        return [
            name
            for name, weak in self._named(keys, [self._stemmed(keys[0], word)], 0, 1, written=False) or ()
            if not weak
        ]

    def inner(self, text_words: Sequence[Word], matches: Sequence[Match]) -> list[Match]:
        """The names inside longer names that are no role's: “customer” in “customer service”."""
        keys = self._keys(text_words)
        stems = [self._stemmed(key, word) for key, word in zip(keys, text_words, strict=True)]
        outer = {(m.start, m.end) for m in matches if m.length > 1}
        whole = {(m.start, m.end) for m in matches if self.concepts[m.concept].role and not m.weak}
        return [
            Match(concept, at, at + length, weak)
            for start, end in sorted(outer - whole)
            for at in range(start, end)
            for length in range(1, end - at + 1)
            if length < end - start
            for concept, weak in self._named(keys, stems, at, length, written=True) or ()
        ]

    def _longest_at(self, keys: Sequence[str], stems: Sequence[str], at: int, *, written: bool) -> tuple[int, Meanings]:
        most = max(self.longest.get(keys[at], 0), self.longest.get(stems[at], 0))
        for length in range(min(most, len(keys) - at), 0, -1):
            meanings = self._named(keys, stems, at, length, written=written)
            if meanings is not None:
                return length, meanings
        return 0, ()

    def _named(
        self, keys: Sequence[str], stems: Sequence[str], at: int, length: int, *, written: bool
    ) -> Meanings | None:
        """What the words ``[at, at + length)`` are a name of, as they stand or inflected; None where of nothing."""
        typed = tuple(keys[at : at + length])
        exact = None if written and not typed[0].isascii() else self.names.get(typed)
        if exact is not None or (length == 1 and keys[at] in self.stop_words):
            return exact
        name, meanings = self.stemmed.get(tuple(stems[at : at + length]), ((), None))
        if meanings is None or not _same_word(name, typed):
            return None
        elsewhere = any(self.concepts[concept].note for concept, _ in meanings)
        return None if elsewhere and not all(map(_is_form, name, typed)) else meanings

    def _keys(self, text_words: Sequence[Word]) -> list[str]:
        """The words as names are kept by them."""
        return keys_of(text_words, self.name_words, self.stop_words)

    def _stemmed(self, key: str, word: Word) -> str:
        if key.startswith("@") or key in self.stop_words:
            return key
        root = stem(word.folded)
        return self.stemmed_name_words.get(root, root)

    def term(self, word: Word) -> str:
        """The term that an index keeps for a word: its stem, or the word of names that it spells."""
        key = hard_fold(word.folded)
        named = self.name_words.get(key) or self.stemmed_name_words.get(stem(word.folded))
        return named if named and key not in self.stop_words else stem(word.folded)

    @property
    def telling(self) -> frozenset[str]:
        """The words that by themselves name something of this guide, and those that names of roles are made of."""
        single = ((key[0], meanings) for key, meanings in self.names.items() if len(key) == 1)
        ours = (word for word, meanings in single if any(not self._says_how(name) for name, _ in meanings))
        return frozenset(ours) | frozenset(self.name_words)

    def _says_how(self, name: str) -> bool:
        concept = self.concepts[name]
        return concept.note is not None or concept.intent is not None

    def is_name_word(self, word: Word) -> bool:
        """Whether names of roles are made of the word, under whatever spelling."""
        return self.term(word)[:1] == "@"

    def is_stop(self, word: Word) -> bool:
        """Whether the word carries nothing."""
        return hard_fold(word.folded) in self.stop_words

    def is_everyday(self, word: Word) -> bool:
        """Whether the word is one of everyday speech, and tells nothing of the trade."""
        return hard_fold(word.folded) in self.everyday


def keys_of(text_words: Sequence[Word], name_words: Mapping[str, str], stop_words: Collection[str]) -> list[str]:
    """Words as names are kept by them; की is “key” only before an account, and never right after a role."""
    plain = [hard_fold(word.folded) for word in text_words]
    keys = [name_words.get(word, word) for word in plain]
    for at, key in enumerate(keys):
        if key == KEY_WORD and plain[at] in stop_words:
            follows = at > 0 and keys[at - 1] in ROLE_ENDS
            if follows or at + 1 == len(keys) or keys[at + 1] != ACCOUNT_WORD:
                keys[at] = plain[at]
    return keys


def _same_word(name: Key, typed: Key) -> bool:
    """Whether words with the stems of a name are its forms, not others of the family: “person” is no “personality”."""
    return abs(sum(map(len, typed)) - sum(map(len, name))) <= _FORM_LETTERS + len(typed) - 1


def _is_form(name: str, typed: str) -> bool:
    """Whether a word is a name with an ending of number or case: what names another trade must be named by no less."""
    return typed.startswith(name) or (len(typed) == len(name) and typed[:-1] == name[:-1])
