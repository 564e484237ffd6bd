"""Patterns of words, found in a sentence from left to right: no regular expressions, so no text can make them slow.

A pattern is words in order: ``a|b`` either, ``word*`` each that begins so, ``#`` a number, ``word?`` perhaps. Between
its words no comma or other sign that parts phrases may stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kamguide.job_description.lint_text import fold, words
from kamguide.word import Word

NUMBERS: Mapping[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    **{fold(word): number for word, number in (
        ("एक", 1), ("दो", 2), ("तीन", 3), ("चार", 4), ("पाँच", 5), ("छह", 6), ("सात", 7), ("आठ", 8), ("नौ", 9),
        ("दस", 10), ("ग्यारह", 11), ("बारह", 12), ("पंद्रह", 15), ("बीस", 20), ("तीस", 30),
    )},
}  # fmt: skip
_PARTING = frozenset(',;।॥!?()[]{}\n\r"“”|•')
_GAP_LIMIT = 6
_BEGINNING = 3
"""Letters by which patterns that begin with `word*` are looked up; such a word has at least as many."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One word of a pattern: the words it may be, the beginnings it may have, whether a number, whether it must be."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    number: bool
    optional: bool

    def fits(self, word: Word) -> bool:
        folded = word.folded
        return (
            folded in self.exact
            or (self.number and (word.number or folded in NUMBERS))
            or (bool(self.prefixes) and folded.startswith(self.prefixes))
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern read; ``match`` says where it ends."""

    steps: tuple[_Step, ...]

    def match(self, text: str, found: Sequence[Word], at: int) -> int | None:
        """The index after the last word of the pattern where it begins at a word; None where it does not."""
        here, begun = at, False
        for step in self.steps:
            if here < len(found) and step.fits(found[here]) and (not begun or joined(text, found, here)):
                here, begun = here + 1, True
            elif not step.optional:
                return None
        return here if begun else None


@dataclass(frozen=True)
class Patterns:
    """Many patterns, looked up by their first word."""

    by_word: Mapping[str, tuple[tuple[Pattern, int], ...]]
    by_beginning: Mapping[str, tuple[tuple[Pattern, int], ...]]
    numbers: tuple[tuple[Pattern, int], ...]

    def at(self, text: str, found: Sequence[Word], at: int) -> tuple[int, int] | None:
        """The end of the longest pattern that begins at a word, and its number; None where none does."""
        best: tuple[int, int] | None = None
        word = found[at]
        counted = self.numbers if word.number or word.folded in NUMBERS else ()
        begun = self.by_beginning.get(word.folded[:_BEGINNING], ())
        for pattern, number in (*self.by_word.get(word.folded, ()), *begun, *counted):
            end = pattern.match(text, found, at)
            if end is not None and (best is None or end > best[0]):
                best = (end, number)
        return best

    def anywhere(self, text: str, found: Sequence[Word]) -> bool:
        """Whether one of the patterns stands among the words."""
        return any(self.at(text, found, at) is not None for at in range(len(found)))

    def find(self, text: str, found: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
        """First index, index after the last, and number of the pattern, of everything found; nothing twice."""
        at = 0
        while at < len(found):
            hit = self.at(text, found, at)
            if hit is not None:
                yield at, hit[0], hit[1]
                at = hit[0]
            else:
                at += 1


@dataclass
class _Building:
    by_word: dict[str, list[tuple[Pattern, int]]] = field(default_factory=dict)
    by_beginning: dict[str, list[tuple[Pattern, int]]] = field(default_factory=dict)
    numbers: list[tuple[Pattern, int]] = field(default_factory=list)


def patterns(written: Iterable[tuple[str, int]]) -> Patterns:
    """Patterns as they stand in rules, each with the number that tells it in what is found."""
    made = _Building()
    for text, number in written:
        steps = tuple(_step(part) for part in _parts(text))
        pattern = Pattern(steps)
        first = steps[0]
        if first.number:
            made.numbers.append((pattern, number))
        for beginning in {prefix[:_BEGINNING] for prefix in first.prefixes}:
            made.by_beginning.setdefault(beginning, []).append((pattern, number))
        for word in first.exact:
            made.by_word.setdefault(word, []).append((pattern, number))
    return Patterns(_kept(made.by_word), _kept(made.by_beginning), tuple(made.numbers))


def _kept(found: Mapping[str, list[tuple[Pattern, int]]]) -> Mapping[str, tuple[tuple[Pattern, int], ...]]:
    return {word: tuple(those) for word, those in found.items()}


def _parts(text: str) -> Iterator[str]:
    """The words of a pattern; what a hyphen or apostrophe parts are two words, in rules as in texts."""
    for part in text.split():
        options = part.removesuffix("?").split("|")
        pieces = [[word.folded for word in words(option)] or [option] for option in options]
        if len(options) == 1 and len(pieces[0]) > 1:
            star = "*" if part.removesuffix("?").endswith("*") else ""
            mark = "?" if part.endswith("?") else ""
            *before, last = pieces[0]
            yield from (piece + mark for piece in before)
            yield last + star + mark
        else:
            yield part


def _step(part: str) -> _Step:
    optional = part.endswith("?")
    options = part.removesuffix("?").split("|")
    return _Step(
        frozenset(fold(option) for option in options if option != "#" and not option.endswith("*")),
        tuple(fold(option[:-1]) for option in options if option.endswith("*")),
        "#" in options,
        optional,
    )


def joined(text: str, found: Sequence[Word], at: int) -> bool:
    """Whether nothing parts a word from the one before it."""
    gap = text[found[at - 1].end : found[at].start]
    if len(gap) > _GAP_LIMIT or not _PARTING.isdisjoint(gap):
        return False
    return not ("." in gap and any(character.isspace() for character in gap))


def value(word: Word) -> int | None:
    """The number that a word says."""
    if word.folded in NUMBERS:
        return NUMBERS[word.folded]
    digits = word.folded
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 6 else None  # noqa: PLR2004 - years
