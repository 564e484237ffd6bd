"""Who acts in a Hindi clause, and which verbs agree with that person: the gender that a job description gives away.

A clause is read once from left to right. Its subject is the first person or group without a postposition; a verb that
agrees with a person is a finding, one that agrees with a thing, a group or its object is none. How Hindi agrees stands
in the rule ``gendered-verb``, with the lists of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kamguide.job_description.lint_text import Word, fold
from kamguide.job_description.lint_verbs import Form, Verbs
from kamguide.model.rule import Rule

Subject = Literal["nobody", "person", "you", "we", "group", "this", "thing", "either"]
"""Who acts: ``this`` is a thing by its determiner, ``thing`` one that may be an object, ``either`` as in जो टीम."""

VERB, YOU, WE = "gendered-verb", "gendered-you", "gendered-we"
_LIGHT = frozenset(map(fold, ("सक", "पा", "चुक", "रह", "ले", "दे", "जा", "आ", "डाल", "बैठ", "उठ", "पड़", "रख", "देख")))
"""Verbs that may follow a bare stem."""
_MOVING = frozenset(map(fold, ("आ", "जा", "बैठ", "लौट", "निकल", "पहुँच", "रह", "बोल", "चल", "टिक", "भाग")))
"""Verbs whose past shows who acts, not what came of it."""
_NEEDING = frozenset(map(fold, ("हो", "पड़", "रह", "चाह")))
"""Verbs that follow an infinitive and then agree with its object: करनी होगी."""
_AND = frozenset(map(fold, ("और", "या", "व", "एवं", "तथा", "&")))


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: the rule, the words from first to before last, what to write instead."""

    rule: str
    first: int
    last: int
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grammar:
    """The lists of the rule, folded, and the verbs."""

    lists: Mapping[str, frozenset[str]]
    verbs: Verbs

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists.get(name, frozenset())


def grammar(rule: Rule) -> Grammar:
    """What the rule ``gendered-verb`` says about the language."""
    lists = {name: frozenset(map(fold, listed.hi)) for name, listed in rule.lists.items()}
    spelt = {name: listed.hi for name, listed in rule.lists.items()}
    verbs = Verbs(spelt.get("transitive", ()), spelt.get("intransitive", ()), lists.get("nouns", frozenset()))
    return Grammar(lists, verbs)


def verbs_of(text: str, found: Sequence[Word], known: Grammar) -> Iterator[Hit]:
    """Verbs that agree with a person."""
    kept = _outside_brackets(text, found)
    clause: list[int] = []
    for position, at in enumerate(kept):
        if position and _begins_clause(text, found, kept[position - 1], at, known):
            yield from _Clause(text, found, clause, known).hits()
            clause = []
        clause.append(at)
    yield from _Clause(text, found, clause, known).hits()


def _outside_brackets(text: str, found: Sequence[Word]) -> list[int]:
    """What stands in brackets parts a word from its postposition, and says nothing of its own."""
    kept, depth, end = [], 0, found[0].start if found else 0
    for at, word in enumerate(found):
        for sign in text[end : word.start]:
            depth = min(depth + 1, 3) if sign in "([" else max(depth - 1, 0) if sign in ")]" else depth
        if depth == 0:
            kept.append(at)
        end = word.end
    return kept


def _begins_clause(text: str, found: Sequence[Word], before: int, at: int, known: Grammar) -> bool:
    gap = text[found[before].end : found[at].start]
    word = found[at].folded
    if not {";", ":", "—", "–", "|", "।", "?", "!"}.isdisjoint(gap):
        return True
    return word in known["clause-words"] or ("," in gap and word in known["new-subjects"])


class _Clause:
    """One clause on its way from left to right."""

    def __init__(self, text: str, found: Sequence[Word], places: Sequence[int], known: Grammar) -> None:
        self.text, self.found, self.places, self.known = text, found, places, known
        self.words = [found[at].folded for at in places]
        self.subject: Subject = "nobody"
        self.noun = ""
        self.ergative = False
        self.objects = 0
        self.closed = False

    def hits(self) -> Iterator[Hit]:
        """All verbs and words that agree with a person."""
        at = 0
        while at < len(self.words):
            group = self._verb(at)
            if group is not None:
                hit, at = group
                self.closed = True
                if hit is not None:
                    yield hit
                continue
            self._subject(at)
            if self.subject == "you" and self.words[at] in self.known["you-words"]:
                yield Hit(YOU, self.places[at], self.places[at] + 1)
            at += 1

    # who acts

    def _next(self, at: int) -> str:
        """The word after this one, empty where a comma or the end comes first."""
        return self.words[at + 1] if at + 1 < len(self.words) and not self._parted(at + 1) else ""

    def _parted(self, at: int) -> bool:
        gap = self.text[self.found[self.places[at - 1]].end : self.found[self.places[at]].start]
        return "," in gap

    def _postposed(self, at: int) -> bool:
        return self._next(at) in self.known["postpositions"]

    def _title_after(self, at: int) -> bool:
        """Whether a title follows, which the word is part of: टीम लीड."""
        after = self._next(at)
        return after in self.known["persons"] and after not in self.known["pronouns"]

    def _subject(self, at: int) -> None:
        word, known = self.words[at], self.known
        if word == "ने":
            self.ergative = True
        elif word in known["persons"]:
            self._person(at)
        elif word in known["groups"]:
            if not self._postposed(at) and not self._title_after(at) and not self._shared_case(at):
                self.subject = "group" if self.subject in ("nobody", "thing", "this") else self.subject
        elif word in known["determiners"]:
            self.subject = "this" if self.subject == "nobody" and not self._oblique(at) else self.subject
        elif word in known["things-m"] or word in known["things-f"]:
            if not self._postposed(at) and not self._shared_case(at):
                self.objects += 1
                if self.subject == "nobody":
                    self.subject, self.noun = "thing", word
        elif self.subject == "thing" and not self._postposed(at) and word not in known["postpositions"]:
            passing = word in known["adverbs"] or word in known["numerals"] or word in known.verbs.participles
            self.objects += self._next(at) != "" and not passing and not word.isdigit()

    def _person(self, at: int) -> None:
        word, known = self.words[at], self.known
        if word == fold("आप") and at and self.words[at - 1] in known["own"]:
            return
        if self._postposed(at) or self._next(at) in known["compounds"] or self._shared_case(at):
            return
        if word in known["pointing"]:
            noun = self._noun_after(at)
            if word == "जो" and self.subject in ("group", "this", "thing"):
                return
            if noun and noun not in known["persons"]:
                if self.subject in ("nobody", "thing"):
                    acts = word != "जो" and noun in known["groups"]
                    self.subject, self.noun = ("this" if acts else "either"), noun
                return
        if self.subject == "group" and not self.closed:
            return
        self.subject = "you" if word == "आप" else "we" if word == "हम" else "person"

    def _noun_after(self, at: int) -> str:
        """The noun that a pronoun stands before, also across a numeral: वह टीम, वे दो-तीन ग्राहक."""
        known = self.known
        for later in range(at + 1, min(at + 4, len(self.words))):
            if self._parted(later):
                return ""
            word = self.words[later]
            if word in known["groups"] or word in known["things-m"] or word in known["things-f"]:
                return "" if self._postposed(later) or self._title_after(later) else word
            if word in known["persons"]:
                return word
            if not (word.isdigit() or word in known["numerals"]):
                return ""
        return ""

    def _oblique(self, at: int) -> bool:
        """Whether what a determiner stands before has a postposition: हमारे यहाँ, हमारी टीम में."""
        for later in range(at + 1, min(at + 4, len(self.words))):
            if self.words[later] in self.known["postpositions"]:
                return True
            if self._parted(later) or self.words[later] in self.known["adverbs"]:
                return False
        return False

    def _shared_case(self, at: int) -> bool:
        """Whether the word shares the postposition of another: मैनेजर और टीम लीड को."""
        if self._next(at) not in _AND and not (at + 1 < len(self.words) and self._parted(at + 1)):
            return False
        for later in range(at + 1, min(at + 6, len(self.words))):
            if self.words[later] in self.known["postpositions"]:
                return True
            if self.known.verbs.form(self.words[later]) is not None or self.words[later] in self.known["copulas"]:
                return False
        return False

    # what agrees

    def _verb(self, at: int) -> tuple[Hit | None, int] | None:
        """A verb group that begins or is told at a word: its finding if it is one, and the index after it."""
        word, known = self.words[at], self.known
        after = self._next(at)
        acts = self.subject in ("person", "you", "we")
        form = known.verbs.form(word, certain=(acts and after in known["copulas"]) or (acts and self._last(at)))
        if form is None or word in known["postpositions"]:
            return None
        before = self.words[at - 1] if at and not self._parted(at) else ""
        bare = form.stem in _LIGHT and before in known.verbs.spelt and before not in known["postpositions"]
        end = self._group_end(at)
        if not self._shows_gender(form, at, end, before, bare=bare):
            return None
        stem = before if bare else form.stem
        rule = self._rule(form, stem, end)
        if rule is None:
            return None, end
        first = self.places[at - 1 if bare else at]
        return Hit(rule, first, self.places[end - 1] + 1, self._instead(rule, form, stem, bare=bare)), end

    def _last(self, at: int) -> bool:
        return at + 1 == len(self.words) or self._parted(at + 1) or self.words[at + 1] in _AND

    def _group_end(self, at: int) -> int:
        end = at + 1
        while end < len(self.words) and not self._parted(end):
            if self.words[end] not in self.known["copulas"] and self.words[end] not in self.known["continuing"]:
                break
            end += 1
        return end

    def _shows_gender(self, form: Form, at: int, end: int, before: str, *, bare: bool) -> bool:
        known, after = self.known, self._next(at)
        if form.kind == "habitual":
            if after in known["frozen"] or self.words[at] in (after, before):
                return False
            return end > at + 1 or (self._last(at) and (form.gender != "p" or self.subject == "you"))
        if before.endswith(("ना", "नी", "ने")) and form.stem in _NEEDING:
            return False
        if form.kind == "perfect":
            if bare and form.stem in ("रह", "चुक", "सक"):
                return True
            moving = form.stem in _MOVING and not self.ergative and before not in known.verbs.participles
            return moving and self.subject in ("person", "you") and (end > at + 1 or self._last(at))
        return True

    def _rule(self, form: Form, stem: str, end: int) -> str | None:
        """The rule that a verb breaks: by who acts."""
        at = end - 1
        passive = form.stem == "जा" and any(
            self.words[place] in self.known.verbs.participles for place in range(max(0, at - 3), at)
        )
        if passive:
            return None
        if self.subject == "either":
            return self._rule_of_either(form, stem)
        if self.subject in ("person", "you", "we"):
            return {"person": VERB, "you": YOU, "we": WE}[self.subject]
        acting = stem in self.known.verbs.acting
        if not acting or form.gender == "p" or self.ergative or self.subject in ("group", "this"):
            return None
        if self.subject == "thing" and (self.objects > 1 or fold("निर्भर") in self.words):
            return None
        return VERB if end == len(self.words) or self._last(end - 1) else None

    def _rule_of_either(self, form: Form, stem: str) -> str | None:
        """After जो टीम and the like: the verb tells by its gender whether the noun acts or somebody acts on it."""
        if stem not in self.known.verbs.acting:
            return None
        feminine = self.noun in self.known["things-f"] or self.noun in self.known["groups-f"]
        return VERB if (form.gender == "m") == feminine or self.noun not in self.known["groups"] else None

    def _instead(self, rule: str, form: Form, stem: str, *, bare: bool) -> tuple[str, ...]:
        verbs = self.known.verbs
        light = form.stem if bare else ""
        if rule == WE:
            return (f"हमारी टीम … {verbs.habit(stem)} है", "हमें … चाहिए")
        if light == "चुक":
            return (f"{verbs.infinitive(stem)[:-1]}े का अनुभव",)
        if light in ("सक", "पा"):
            able = f"{verbs.spelt.get(stem, stem)} पाना"
            return (verbs.request(stem), able) if form.gender == "p" else (able,)
        return (verbs.infinitive(stem), verbs.request(stem))
