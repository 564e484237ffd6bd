"""What only a whole text shows: lines said twice, too many essentials, balance of coded words, length, missing pay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamguide.job_description.lint_text import Sentence, fold
from kamguide.job_description.lint_words import Patterns, value
from kamguide.model.rule import PlaceLaw, Rule
from kamguide.word import Word

_MONEY = re.compile(
    r"(?:[₹$€£]|\bRs\b\.?|\bINR\b|\bUSD\b|\bEUR\b|\bGBP\b|रु(?:पये|पए)?\.?)[ \u00a0]?[0-9०-९]"
    r"|[0-9०-९][0-9०-९,.]{0,12}[ \u00a0]?(?:k\b|LPA\b|lakhs?\b|lacs?\b|crores?\b|/-|€|£|₹|EUR\b|USD\b|INR\b"
    r"|dollars?\b|euros?\b|rupees\b|रुपये|रुपए|लाख|करोड़|हज़ार|हजार)"
    r"|(?:वेतन|सैलरी|तनख़्वाह|पगार|salary|wage|stipend|\bpay\b|\bCTC\b)[^0-9०-९\n]{0,25}[0-9०-९,]{5}",
    re.IGNORECASE,
)
_LEAD = 20
"""Characters that a bullet and its spaces may take."""
LINE_WORDS = 3
"""Words from which on a line that stands twice is told: shorter ones may be headings."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a whole text: rule, place, what to write instead, figures for its reason."""

    rule: str
    start: int
    end: int
    instead: tuple[str, ...] = ()
    count: int = 0


def long_sentences(rule: Rule, found: Sequence[Sentence], ends: Sequence[int]) -> Iterator[Found]:
    """Sentences with more words than the rule's limit."""
    for sentence, end in zip(found, ends, strict=True):
        limit = rule.limits.get(f"words-{sentence.language}", rule.limits.get("words", 0))
        if limit and len(sentence.words) > limit:
            yield Found(rule.slug, sentence.start, end, count=len(sentence.words))


def long_text(rule: Rule, found: Sequence[Sentence]) -> Iterator[Found]:
    """A text with more words than the rule's limit: told where it passes it."""
    limit, count = rule.limits.get("words", 0), sum(len(sentence.words) for sentence in found)
    if not limit or count <= limit:
        return
    seen = 0
    for sentence in found:
        seen += len(sentence.words)
        if seen > limit:
            yield Found(rule.slug, sentence.words[0].start, sentence.words[-1].end, count=count)
            return


def duplicates(rule: Rule, found: Sequence[Sentence]) -> Iterator[Found]:
    """Sentences and lines that say in the same words what an earlier one said."""
    seen: set[tuple[str, ...]] = set()
    for sentence in found:
        said = tuple(word.folded for word in sentence.words)
        if len(said) >= LINE_WORDS and said in seen:
            yield Found(rule.slug, sentence.words[0].start, sentence.words[-1].end)
        seen.add(said)


def essentials(
    rule: Rule, text: str, found: Sequence[Sentence], headings: Patterns, others: Patterns
) -> Iterator[Found]:
    """Lists under a heading of essentials that are longer than the rule's limit."""
    limit = rule.limits.get("essentials", 0)
    heading: Sentence | None = None
    count = 0
    for sentence in found:
        alone = _line(text, sentence) and not _listed(text, sentence)
        other = others.at(text, sentence.words, 0) if alone else None
        ends = other is not None and other[0] == len(sentence.words)
        begins = alone and not ends and headings.at(text, sentence.words, 0) is not None
        if begins or ends:
            if heading is not None and count > limit:
                yield Found(rule.slug, heading.words[0].start, heading.words[-1].end, count=count)
            heading, count = (sentence if begins else None), 0
        elif heading is not None:
            count += _line_start(text, sentence)
    if heading is not None and limit and count > limit:
        yield Found(rule.slug, heading.words[0].start, heading.words[-1].end, count=count)


def _line(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a short line of its own, as headings are."""
    return len(sentence.words) <= 6 and _line_start(text, sentence)  # noqa: PLR2004 - words of a heading


def _line_start(text: str, sentence: Sentence) -> bool:
    """Whether nothing but a bullet stands before a sentence on its line."""
    first = sentence.words[0].start
    line = text.rfind("\n", max(0, first - _LEAD), first)
    if line < 0 and first > _LEAD:
        return False
    return not text[line + 1 : first].strip(" \t\r-*•–—·>#.)(0123456789")


def _listed(text: str, sentence: Sentence) -> bool:
    """Whether a bullet stands before a line."""
    first = sentence.words[0].start
    lead = text[max(text.rfind("\n", max(0, first - _LEAD), first) + 1, first - _LEAD, 0) : first].strip()
    return lead.startswith(tuple("-*•–—·"))


def coded_balance(
    rule: Rule, found: Sequence[Sentence], masculine: Patterns, feminine: Patterns, text: str
) -> Iterator[Found]:
    """A text with far more masculine-coded than feminine-coded words, told at the first of them."""
    first: Word | None = None
    counted = [0, 0]
    for sentence in found:
        if sentence.language != "en":
            continue
        for number, coded in enumerate((masculine, feminine)):
            for at, _, _ in coded.find(text, sentence.words):
                counted[number] += 1
                if number == 0 and first is None:
                    first = sentence.words[at]
    surplus = counted[0] - counted[1]
    if first is not None and surplus >= rule.limits.get("surplus", 1):
        yield Found(rule.slug, first.start, first.end, count=counted[0])


def missing_pay(rule: Rule, text: str, found: Sequence[Sentence]) -> Iterator[Found]:
    """A text without an amount of money, where the law of the place asks for pay; told at its first line."""
    if found and not says_pay(text):
        yield Found(rule.slug, found[0].words[0].start, found[0].words[-1].end)


def says_pay(text: str) -> bool:
    """Whether an amount of money stands in a text."""
    return _MONEY.search(text) is not None


def law_of(rule: Rule, place: str) -> tuple[str, PlaceLaw] | None:
    """The law of a place, named by its code (US-CO, DE) or by its name (Denver, Colorado); None without one."""
    asked = place.strip()
    if not asked:
        return None
    if asked.upper() in rule.places:
        return asked.upper(), rule.places[asked.upper()]
    said = [fold(part.strip(" .")) for part in re.split(r"[,;/()]", asked[:200])]
    for area, law in rule.places.items():
        names = {" ".join(fold(name).split()) for name in (*law.names, area)}
        if any(" ".join(part.split()) in names for part in said if part):
            return area, law
    country = asked.upper().split("-")[0]
    return (country, rule.places[country]) if country in rule.places else None


def least_number(words: Sequence[Word]) -> int:
    """The smallest number among words; 0 where there is none."""
    return min((number for word in words if (number := value(word)) is not None), default=0)
