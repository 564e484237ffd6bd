"""Acronyms that a text uses without saying what they mean; what the glossary knows is offered in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamguide.job_description.lint_text import Sentence
from kamguide.job_description.lint_whole import Found
from kamguide.model.reference import Term
from kamguide.model.rule import Rule
from kamguide.model.text import Text

SHORTEST, LONGEST = 2, 5
"""Letters of an acronym; what is longer and in capitals is a word shouted."""
_ROMAN = frozenset("IVXLC")


@dataclass(frozen=True)
class Acronyms:
    """What everybody knows, and what the glossary says of others."""

    known: frozenset[str]
    meanings: Mapping[str, Text]

    @classmethod
    def of(cls, rule: Rule, glossary: Mapping[str, Term]) -> Acronyms:
        """The acronyms of a rule and a glossary."""
        known = frozenset(word for listed in rule.lists.values() for word in (*listed.en, *listed.hi))
        meanings = {term.abbreviation: term.label for term in glossary.values() if term.abbreviation}
        return cls(known, meanings)


def acronyms_of(rule: Rule, text: str, found: Sequence[Sentence], acronyms: Acronyms) -> Iterator[Found]:
    """The first use of each acronym that is neither known nor explained beside it."""
    told: set[str] = set()
    for sentence in found:
        latin = [text[word.start : word.end] for word in sentence.words if not word.devanagari and not word.number]
        if len(latin) > 2 and sum(word.isupper() for word in latin) * 2 > len(latin):  # noqa: PLR2004 - a heading in capitals
            continue
        for number, word in enumerate(sentence.words):
            shown = text[word.start : word.end]
            name = shown[:-1] if shown.endswith("s") and shown[:-1].isupper() else shown
            if not _is_acronym(name) or name in acronyms.known or name in told:
                continue
            if _shouted(text, sentence, number):
                continue
            told.add(name)
            if not _explained(text, word.start, word.end):
                meaning = acronyms.meanings.get(name)
                label = meaning.to(sentence.language) if meaning is not None else ""
                yield Found(rule.slug, word.start, word.end, (f"{label} ({name})",) if label else ())


def _shouted(text: str, sentence: Sentence, number: int) -> bool:
    """Whether the word beside it is in capitals too and longer than an acronym: APPLY IMMEDIATELY."""
    beside = [sentence.words[at] for at in (number - 1, number + 1) if 0 <= at < len(sentence.words)]
    return any(word.end - word.start > LONGEST and text[word.start : word.end].isupper() for word in beside)


def _is_acronym(word: str) -> bool:
    letters = sum(character.isalpha() for character in word)
    capitals = word.isascii() and word.isupper() and letters >= SHORTEST
    return capitals and len(word) <= LONGEST and not _ROMAN.issuperset(word)


def _explained(text: str, start: int, end: int) -> bool:
    """Whether brackets explain it: CRM (customer records) or customer records (CRM)."""
    after, before = text[end : end + 2].lstrip(), text[max(0, start - 2) : start].rstrip()
    if after.startswith(("(", "=", ":")):
        return True
    return before.endswith("(") and text[max(0, start - 60) : start - 1].strip() != ""
