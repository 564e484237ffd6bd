"""The linter of job descriptions: a text, and what is advised about it, each with its place, a reason and rewrites.

``linter(library)`` reads the rules (``content/rules/``) once; ``Linter.lint`` is a pure function of a text, its
language and its place. It advises and never refuses. How it works and how well stands in this folder's README.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from kamguide.errors import WrongUseError
from kamguide.job_description import lint_whole as whole
from kamguide.job_description.lint_acronyms import Acronyms, acronyms_of
from kamguide.job_description.lint_agreement import adjectives_of, gendered_titles_of, slashes_of, wala_of
from kamguide.job_description.lint_clause import Grammar, grammar
from kamguide.job_description.lint_hindi import verbs_of
from kamguide.job_description.lint_latin import Latin, latin
from kamguide.job_description.lint_text import Sentence, said, sentences
from kamguide.job_description.lint_whole import Found
from kamguide.job_description.lint_worded import RuleWords, ready, worded
from kamguide.job_description.lint_words import Patterns, patterns
from kamguide.library.library import Library
from kamguide.model.rule import PlaceLaw, Rule
from kamguide.model.text import LANGUAGES, Language

TEXT_LIMIT = 120_000
"""Characters of a text: a long job description has 10,000."""
FINDING_LIMIT = 500
"""Findings that are told of one text, the first in reading order."""
_CHUNK = 250
"""Words of a sentence that are looked at together; a longer one is no sentence."""
_SHOWN = 80
"""Characters of the words found that a reason repeats."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Advice about ``text[start:end]``, in code points of the text as given."""

    rule: Rule
    start: int
    end: int
    text: str
    instead: tuple[str, ...] = ()
    count: int = 0
    law: PlaceLaw | None = None

    def why(self, language: Language) -> str:
        """The reason, in the language of the reader."""
        shown = self.text if len(self.text) <= _SHOWN else self.text[:_SHOWN].rstrip() + "…"
        facts = {
            "{text}": " ".join(shown.split()),
            "{count}": str(self.count),
            "{limit}": str(max(self.rule.limits.values(), default=0)),
            "{law}": self.law.law.to(language) if self.law else "",
        }
        reason = self.rule.why.to(language)
        for name, fact in facts.items():
            reason = reason.replace(name, fact)
        return reason

    @property
    def sources(self) -> tuple[str, ...]:
        """The slugs of the sources; none where the rule is our own advice."""
        return (self.law.source,) if self.law is not None else self.rule.sources

    @property
    def source(self) -> str | None:
        """The slug of the source to name first."""
        return self.sources[0] if self.sources else None

    @property
    def verified(self) -> bool:
        """Whether a source was read for the law that the finding names, where it names one."""
        return self.law is None or self.law.verified


class Report(NamedTuple):
    """Findings in reading order, and whether there were more than are told."""

    findings: tuple[Finding, ...]
    truncated: bool


@dataclass(frozen=True)
class Linter:
    """The rules of one library, ready to be asked."""

    rules: Mapping[str, Rule]
    words: Mapping[Language, tuple[RuleWords, ...]]
    known: Grammar | None
    lists: Mapping[tuple[str, str], Patterns]
    acronyms: Acronyms | None

    @cached_property
    def latin(self) -> Latin | None:
        """Hindi in Latin letters; made when the first English sentence is read, as it takes a tenth of a second."""
        return latin(self.rules, self.known.verbs) if self.known is not None else None

    @cached_property
    def native(self) -> tuple[RuleWords, ...]:
        """The Hindi words of the rules about gender."""
        return tuple(w for w in self.words["hi"] if w.rule.group == "gender" and w not in self.words["en"])

    def lint(self, text: str, language: Language | None = None, place: str = "") -> Report:
        """What is advised about a text.

        :param language: of what stands without letters; every other sentence is read in its own.
        :param place: where the job is, as a code (US-CO, DE) or in words (Denver): for laws that hold there.
        :raises WrongUseError: the text is longer than ``TEXT_LIMIT``.
        """
        if len(text) > TEXT_LIMIT:
            raise WrongUseError(
                "The text has %(count)s characters; at most %(limit)s are read at once.",
                count=str(len(text)),
                limit=str(TEXT_LIMIT),
            )
        found = sentences(text, language)
        told = [*self._of_sentences(text, found), *self._of_whole(text, found, place)]
        kept = sorted(_without_overlaps(told), key=lambda finding: (finding.start, finding.end, finding.rule.order))
        return Report(tuple(kept[:FINDING_LIMIT]), len(kept) > FINDING_LIMIT)

    def _of_sentences(self, text: str, found: Sequence[Sentence]) -> Iterator[Finding]:
        for sentence in found:
            for chunk in _chunks(sentence):
                read = self.latin.read(chunk.words) if self.latin is not None and chunk.language == "en" else None
                if read is not None:
                    yield from self._in_latin(text, replace(chunk, words=read.hindi))
                seen = chunk if read is None else replace(chunk, words=read.english)
                for wording in self.words[chunk.language]:
                    yield from _told(text, seen, wording)
                if chunk.language == "hi":
                    yield from self._gendered(text, self._all_hindi(chunk))

    def _all_hindi(self, sentence: Sentence) -> Sentence:
        """A Hindi sentence whose Latin words are read in Devanagari too: Manager टीम को lead करेगा."""
        if all(word.devanagari or word.number for word in sentence.words) or self.latin is None:
            return sentence
        return replace(sentence, words=self.latin.beside(sentence.words))

    def _in_latin(self, text: str, sentence: Sentence) -> Iterator[Finding]:
        """What the rules about gender say of Hindi in Latin letters; what to write instead is in them too."""
        found = [finding for words in self.native for finding in _told(text, sentence, words)]
        for finding in (*found, *self._gendered(text, sentence)):
            written = self.latin.written if self.latin is not None else str
            yield replace(finding, instead=tuple(map(written, finding.instead)))

    def _gendered(self, text: str, sentence: Sentence) -> Iterator[Finding]:
        known = self.known
        if known is None:
            return
        adjectives = self.rules.get("gendered-adjective")
        hits = [*slashes_of(text, sentence.words, known), *wala_of(text, sentence.words, known)]
        hits += gendered_titles_of(sentence.words, known)
        if adjectives is not None:
            offered = [wording.instead for wording in adjectives.words.hi.values()]
            listed = self.lists["gendered-adjective", "hi"]
            hits += adjectives_of(text, sentence.words, known, listed, offered)
        for hit in (*hits, *verbs_of(text, sentence.words, known)):
            rule = self.rules.get(hit.rule)
            if rule is not None:
                first, last = sentence.words[hit.first], sentence.words[hit.last - 1]
                end = last.end + (text[last.end : last.end + 1] == ")" and "(" in text[first.start : last.end])
                instead = hit.instead or rule.instead.get("hi", ())
                yield Finding(rule, first.start, end, text[first.start : end], tuple(instead))

    def _of_whole(self, text: str, found: Sequence[Sentence], place: str) -> Iterator[Finding]:
        for slug, asked in self._whole_rules(text, found).items():
            rule = self.rules.get(slug)
            if rule is not None:
                for one in asked(rule):
                    instead = one.instead or tuple(rule.instead.get(found[0].language, ()))
                    yield Finding(rule, one.start, one.end, text[one.start : one.end], instead, one.count)
        pay = self.rules.get("pay-range")
        law = whole.law_of(pay, place) if pay is not None else None
        if pay is not None and law is not None:
            for one in whole.missing_pay(pay, text, found):
                made = Finding(pay, one.start, one.end, text[one.start : one.end], law=law[1])
                yield replace(made, instead=tuple(pay.instead.get(found[0].language, ())))

    def _whole_rules(self, text: str, found: Sequence[Sentence]) -> Mapping[str, Callable[[Rule], Iterable[Found]]]:
        ends = [sentence.start + len(said(text, sentence)) for sentence in found]
        nothing = patterns(())
        listed = self.lists
        return {
            "long-sentence": lambda rule: whole.long_sentences(rule, found, ends),
            "long-text": lambda rule: whole.long_text(rule, found),
            "duplicate": lambda rule: whole.duplicates(rule, found),
            "essentials": lambda rule: whole.essentials(
                rule, text, found, listed.get(("essentials", "headings"), nothing),
                listed.get(("essentials", "others"), nothing),
            ),
            "coded-balance": lambda rule: whole.coded_balance(
                rule, found, listed.get(("coded-balance", "masculine"), nothing),
                listed.get(("coded-balance", "feminine"), nothing), text,
            ),
            "acronym": lambda rule: acronyms_of(rule, text, found, self.acronyms) if self.acronyms else (),
        }  # fmt: skip


class _Same:
    """The rules and the glossary of a library, the same only as themselves: what a linter is kept by."""

    def __init__(self, library: Library) -> None:
        self.rules, self.glossary = library.rules, library.glossary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.rules is other.rules and self.glossary is other.glossary

    def __hash__(self) -> int:
        return hash((id(self.rules), id(self.glossary)))


def linter(library: Library) -> Linter:
    """The linter of a library's rules and glossary; made once for each."""
    return _linter(_Same(library))


@lru_cache(maxsize=8)
def _linter(library: _Same) -> Linter:
    rules = dict(sorted(library.rules.items(), key=lambda item: (item[1].order, item[0])))
    lists = {
        (slug, name): patterns((pattern, 0) for language in LANGUAGES for pattern in getattr(listed, language))
        for slug, rule in rules.items()
        for name, listed in rule.lists.items()
        if slug != "gendered-verb"
    }
    if "gendered-adjective" in rules:
        wordings = rules["gendered-adjective"].words.hi.values()
        lists["gendered-adjective", "hi"] = patterns((p, n) for n, w in enumerate(wordings) for p in w.find)
    english = [ready(rule, rule.words.en, rule.unless.en) for rule in rules.values() if rule.words.en]
    hindi = [
        ready(rule, rule.words.hi, rule.unless.hi)
        for rule in rules.values()
        if rule.words.hi and rule.slug != "gendered-adjective"
    ]
    both = [words for words in english if words.rule.group == "gender"]
    known = grammar(rules["gendered-verb"]) if "gendered-verb" in rules else None
    acronym = rules.get("acronym")
    spelt = Acronyms.of(acronym, library.glossary) if acronym is not None else None
    return Linter(rules, {"hi": (*hindi, *both), "en": tuple(english)}, known, lists, spelt)


def _chunks(sentence: Sentence) -> Iterator[Sentence]:
    for first in range(0, len(sentence.words), _CHUNK):
        yield replace(sentence, words=sentence.words[first : first + _CHUNK])


def _told(text: str, sentence: Sentence, words: RuleWords) -> Iterator[Finding]:
    """What a rule's words find in a sentence."""
    for start, end, instead in worded(text, sentence, words):
        yield Finding(words.rule, start, end, text[start:end], instead)


def _without_overlaps(told: Iterable[Finding]) -> Iterator[Finding]:
    """Of findings about the same words, the one whose rule stands first; what is about whole lines stands beside it."""
    taken: list[tuple[int, int]] = []
    for finding in sorted(told, key=lambda one: (one.rule.order, one.start - one.end, one.start)):
        if finding.rule.group in ("reading", "pay"):
            yield finding
            continue
        at = bisect_left(taken, (finding.start, finding.end))
        clear = (at == len(taken) or taken[at][0] >= finding.end) and (at == 0 or taken[at - 1][1] <= finding.start)
        if clear:
            insort(taken, (finding.start, finding.end))
            yield finding
