"""The words that one rule looks for, ready to be found, and where a sentence has them in the meaning that counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kamguide.job_description.lint_text import Sentence
from kamguide.job_description.lint_whole import least_number
from kamguide.job_description.lint_words import Patterns, joined, patterns
from kamguide.model.rule import Rule, Wording
from kamguide.word import Word


class RuleWords(NamedTuple):
    """The words of a rule in one language; each tuple has a place for each wording."""

    rule: Rule
    wordings: tuple[Wording, ...]
    find: Patterns
    near: tuple[Patterns | None, ...]
    unless: tuple[Patterns | None, ...]
    before: tuple[Patterns | None, ...]
    after: tuple[Patterns | None, ...]
    never: Patterns | None


def ready(rule: Rule, words: Mapping[str, Wording], never: Sequence[str]) -> RuleWords:
    """What a rule looks for in one language, with the patterns of sentences in which it never speaks."""
    wordings = tuple(words.values())
    find = patterns((pattern, number) for number, wording in enumerate(wordings) for pattern in wording.find)

    def each(name: str) -> tuple[Patterns | None, ...]:
        return tuple(_patterns(getattr(wording, name)) for wording in wordings)

    parts = (each("near"), each("unless"), each("unless_before"), each("unless_after"))
    return RuleWords(rule, wordings, find, *parts, _patterns(never))


def _patterns(written: Sequence[str]) -> Patterns | None:
    return patterns((pattern, 0) for pattern in written) if written else None


def worded(text: str, sentence: Sentence, words: RuleWords) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a rule's words stand in a sentence, from which character to which, and what to write instead."""
    found = sentence.words
    hits = list(words.find.find(text, found))
    if not hits or (words.never is not None and words.never.anywhere(text, found)):
        return
    heard: dict[int, bool] = {}
    for first, last, number in hits:
        wording = words.wordings[number]
        if number not in heard:
            near, unless = words.near[number], words.unless[number]
            heard[number] = (near is None or near.anywhere(text, found)) and not (
                unless is not None and unless.anywhere(text, found)
            )
        if wording.unless_name and _named(text, found, first, last):
            continue
        if heard[number] and _stands_alone(text, sentence, words, first, last, number):
            start, end = found[first].start, found[last - 1].end
            if wording.at_least is None or least_number(found[first:last]) >= wording.at_least:
                yield start, end, wording.instead


def _stands_alone(text: str, sentence: Sentence, words: RuleWords, first: int, last: int, number: int) -> bool:  # noqa: PLR0917 - a place in a sentence
    """Whether nothing beside the words says that they mean something else."""
    found, before, after = sentence.words, words.before[number], words.after[number]
    if before is not None:
        for at in range(max(0, first - 4), first):
            hit = before.at(text, found, at)
            if hit is not None and first - 2 <= hit[0] <= first:
                return False
    if after is not None:
        for at in range(last, min(last + 2, len(found))):
            if not joined(text, found, at):
                return True
            if after.at(text, found, at) is not None:
                return False
    return True


def _named(text: str, found: Sequence[Word], first: int, last: int) -> bool:
    """Whether words begin a name: She Leads India; a line that is all in capitals names nothing by them."""
    capitals = [text[word.start].isupper() for word in found]
    return last < len(found) and capitals[first] and capitals[last] and 2 * sum(capitals) <= len(found)
