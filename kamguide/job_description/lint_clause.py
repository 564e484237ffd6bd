"""A Hindi clause read once from left to right, and who acts in it: the first person or group without a postposition."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kamguide.job_description.lint_text import fold
from kamguide.job_description.lint_verbs import Verbs
from kamguide.model.rule import Rule
from kamguide.word import Word

Subject = Literal["nobody", "person", "title", "you", "we", "group", "this", "thing", "either"]
"""Who acts: ``this`` is a thing by its determiner, ``thing`` one that may be an object, ``either`` as in जो टीम; a
``title`` only looks like one."""

AND = frozenset(map(fold, ("और", "या", "व", "एवं", "तथा", "&")))
_TITLES = (
    "िस्ट", "शियन", "कर्मी", "कर्ता", "मैन", "वुमन", "गर्ल", "चालक", "पर्सन", "र्थी", "प्रबंधक", "ध्यापक", "निदेशक",
    "निरीक्षक", "संपादक", "चिकित्सक", "सचिव", "अधिकारी", "ाधिकारी", "अभियंता", "शिक्षक", "सहायक", "वेक्षक", "धीक्षक",
    "समन्वयक", "मैनेजर", "इंजीनियर", "टीचर", "ध्यक्ष", "विशेषज्ञ",
)  # fmt: skip
"""Ends of words that name who works."""
_FEMININES = (("िका", "क"), ("नी", ""), ("िन", "ी"), ("क्षा", "क्ष"), ("र्या", "र्य"), ("स्या", "स्य"))
"""How feminines of titles end, and how those titles do."""
_MANY = ("ियां", "एं", "ों")
"""How plurals end, which are no part of a title."""
_WHO, _THAT, _SAME = fold("कौन"), fold("कि"), fold("वही")
_SHORT_TITLE = 3
"""Letters of what is no title by itself: हम, जो, आप."""
_LIKE_TITLES = re.compile("[क-ह](?:[रक])$")
"""How loanwords in -er (बाउंसर) and agent nouns in -अक (संचालक) end; things that do are listed in ``no-titles``."""


@dataclass(frozen=True)
class Grammar:
    """The lists of the rule, folded, and the verbs."""

    lists: Mapping[str, frozenset[str]]
    verbs: Verbs

    def person(self, word: str) -> bool:
        """Whether a word names a person, by the list or by how it ends."""
        titled = word.endswith(_TITLES) and word not in self["no-titles"]
        return word in self["persons"] or titled or self.feminine(word)

    def feminine(self, word: str) -> bool:
        """Whether a word is the feminine of a title that is known: प्रशिक्षिका of प्रशिक्षक, चौकीदारनी, मालिन."""
        return self.masculine(word) != ""

    def masculine(self, word: str) -> str:
        """The known title that a word is the feminine of; empty where it is none."""
        for end, usual in _FEMININES:
            title = word.removesuffix(end) + usual
            if word.endswith(end) and title in self["persons"] and word not in self["no-feminines"]:
                return title if len(title) > _SHORT_TITLE else ""
        return ""

    def like_title(self, word: str) -> bool:
        """Whether an unknown word ends as titles do."""
        return len(word) > 3 and _LIKE_TITLES.search(word) is not None and word not in self["no-titles"]  # noqa: PLR2004 - घर, कर

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists.get(name, frozenset())


def grammar(rule: Rule) -> Grammar:
    """What the rule ``gendered-verb`` says about the language."""
    lists = {name: frozenset(map(fold, listed.hi)) for name, listed in rule.lists.items()}
    for name in ("groups", "groups-f", "things-m", "things-f"):
        lists[name] = frozenset(form for word in lists.get(name, ()) for form in (word, *_plurals(word)))
    spelt = {name: listed.hi for name, listed in rule.lists.items()}
    verbs = Verbs(spelt.get("transitive", ()), spelt.get("intransitive", ()), lists.get("nouns", frozenset()))
    return Grammar(lists, verbs)


def _plurals(word: str) -> tuple[str, ...]:
    """The plurals that a noun may have, folded: कंपनियां of कंपनी, टीमें of टीम, योजनाएं of योजना, कारखाने of कारखाना."""
    if word.endswith("ी"):
        return (word[:-1] + "ियां",)
    if word.endswith("ा"):
        return word[:-1] + "े", word + "एं"
    return (word + "ें",)


class Clause:
    """One clause on its way from left to right: its words, and who acts in what was read of it so far."""

    def __init__(self, text: str, found: Sequence[Word], places: Sequence[int], known: Grammar) -> None:
        self.text, self.found, self.places, self.known = text, found, places, known
        self.words = [found[at].folded for at in places]
        self.subject: Subject = "nobody"
        self.noun = ""
        self.earlier: Subject = "nobody"
        self.ergative = False
        self.did: Subject = "nobody"
        """Who did something, with ने: whoever the verb after और is about."""
        self.resumed = False
        """Whether whoever acts was named with ने, before और: then a past may be about another."""
        self.closed = False
        self.loosened = False

    def _next(self, at: int) -> str:
        """The word after this one, empty where a comma or the end comes first."""
        return self.words[at + 1] if at + 1 < len(self.words) and not self._parted(at + 1) else ""

    def _parted(self, at: int) -> bool:
        gap = self.text[self.found[self.places[at - 1]].end : self.found[self.places[at]].start]
        return "," in gap

    def _last(self, at: int) -> bool:
        return at + 1 == len(self.words) or self._parted(at + 1) or self.words[at + 1] in AND

    def _postposed(self, at: int) -> bool:
        return self._next(at) in self.known["postpositions"]

    def _named(self, at: int) -> bool:
        """Whether a word names a person; a lead is one only as टीम लीड and the like, else a customer to be."""
        word = self.words[at]
        if word == _WHO and self.words[0] != _THAT:
            return False  # कौन आवेदन कर सकता है? asks of anybody; but तय करेगा कि कौन आएगा
        if word == _SAME:
            form = self.known.verbs.form(self._next(at))  # काम वही करेगा जो …; but पैमाना वही रहेगा
            return form is not None and form.stem in self.known.verbs.acting
        lead = word not in self.known["leads"] or (at > 0 and self.words[at - 1] in self.known["led"])
        return lead and self.known.person(word)

    def _names_a_thing(self, at: int) -> bool:
        """Whether a group only says whose thing follows: स्कूल बस से, बैंक काउंटर पर."""
        return self._next(at) in self.known["owned"] and self._postposed(at + 1)

    def _title_after(self, at: int) -> bool:
        """Whether a title follows, which the word is part of: टीम लीड."""
        after = self._next(at)
        if self.words[at].endswith(_MANY):
            return False
        if after in self.known["things-m"] or after in self.known["things-f"]:  # ग्राहक सेवा प्रतिनिधि
            return self._next(at + 1) != "" and self._titled(at + 2) and not self._postposed(at + 2)
        if self.words[at] in self.known["titling"] and self._names_no_title(at + 1):  # ग्राहक सफलता प्रबंधक
            return self._next(at + 1) != "" and self._titled(at + 2) and not self._postposed(at + 2)
        return after != "" and self._titled(at + 1)

    def _names_no_title(self, at: int) -> bool:
        """Whether a word may stand within a title: a plain noun, none that describes what follows."""
        known, word = self.known, self.words[at] if at < len(self.words) else ""
        plain = word != "" and not self._titled(at) and word not in known["adverbs"] and word not in AND
        plain = plain and word not in known["postpositions"] and word not in known["copulas"]
        describing = word.endswith(("ा", "े", "ी")) and (not word.endswith("ता") or known.verbs.form(word) is not None)
        return plain and not describing

    def _titled(self, at: int) -> bool:
        return self._named(at) and self.words[at] not in self.known["pronouns"]

    def _subject(self, at: int) -> None:
        word, known = self.words[at], self.known
        if word == "ने":
            self.ergative = True
            self.did = "person" if at and self.known.person(self.words[at - 1]) else self.did
        elif word in known["doers"]:
            self.ergative, self.did = True, "person"
        elif word in AND and self.did != "nobody" and self.subject in ("nobody", "thing", "title"):
            self.subject, self.did, self.ergative = self.did, "nobody", False
            self.resumed = True
        elif self._named(at):
            self._person(at)
        elif word in known["groups"]:
            if (
                not self._postposed(at)
                and not self._names_a_thing(at)
                and not self._title_after(at)
                and not self._shared_case(at)
            ):
                weak = self.subject in ("nobody", "thing", "this", "title") or self.loosened
                if weak or (self.closed and self._parted(at)):
                    self.earlier = self.earlier if weak and self.subject != "title" else self.subject
                    self.subject, self.noun = "group", word
        elif word == fold("कोई") and self._next(at) == fold("भी") and self.subject == "nobody":
            self.subject, self.noun = "title", word
        elif word in known["determiners"]:
            self.subject = "this" if self.subject == "nobody" and not self._oblique(at) else self.subject
        elif word in known["things-m"] or word in known["things-f"]:
            self._thing(at)
        elif self.subject == "nobody" and known.like_title(word):
            self._title(at)

    def _title(self, at: int) -> None:
        held = self._postposed(at) or self._shared_case(at) or self._title_after(at)
        if not held and self.known.verbs.form(self.words[at]) is None:
            self.subject, self.noun = "title", self.words[at]

    def _thing(self, at: int) -> None:
        if self.subject == "nobody" and not self._postposed(at) and not self._shared_case(at):
            self.subject, self.noun = "thing", self.words[at]

    def _person(self, at: int) -> None:
        word, known = self.words[at], self.known
        if word == fold("आप") and at and self.words[at - 1] in known["own"]:
            return
        if self._postposed(at) or self._next(at) in known["compounds"] or self._shared_case(at):
            return
        if word in known["pointing"] and self.subject in ("you", "we") and not self._points_anew(at):
            return  # हम आपको वह सब सिखाएँगे: what is pointed at is the object
        if word in known["pointing"]:
            noun = self._noun_after(at)
            if word == "जो" and at and self.words[at - 1] in AND:
                self.subject, self.ergative = "nobody", False  # और जो …: another clause of the same person
            elif word == "जो" and (self._of_things(at) or self._pointed_at(at)):
                self.subject = "this" if self.subject in ("nobody", "thing", "title") else self.subject
                return
            if noun and noun not in known["persons"]:
                if self.subject in ("nobody", "thing", "title"):
                    acts = word != "जो" and noun in known["groups"]
                    self.subject, self.noun = ("this" if acts else "either"), noun
                return
        if word in known["speaking"] and at and self._parted(at):
            self.closed = True  # …, आप सीखेंगे: what a comma parts is said of another
        held = self.subject == "group" or (self.subject in ("you", "we") and word not in known["pronouns"])
        if held and not self.closed:
            return
        self.noun = word
        self.subject = "you" if word in known["addressed"] else "we" if word == "हम" else "person"

    def _points_anew(self, at: int) -> bool:
        """Whether वह or जो may begin what is said of another: after a verb, a copula or a comma."""
        return self.closed or self._parted(at) or self.words[at - 1] in self.known["copulas"]

    def _of_things(self, at: int) -> bool:
        """Whether what stands before जो, in any case, is no single person: उन लोगों से रिश्ते जो …."""
        known = self.known
        for earlier in range(at - 1, max(-1, at - 9), -1):
            word = self.words[earlier]
            pointed = word in known["datives"] or (word == fold("उसी") and self._postposed(earlier))
            if pointed or word in known["persons"] or (word.endswith("ों") and word[:-2] in known["persons"]):
                return False
            if word == fold("सब") and earlier and self.words[earlier - 1] in known["pointing"]:
                return True
            if word.endswith("ों") or word in known["groups"] or word in known["things-m"] or word in known["things-f"]:
                return True
        return self.subject in ("group", "this", "thing")

    def _pointed_at(self, at: int) -> bool:
        """Whether a noun with वह or यह stands before जो and names no person: वह हिस्सा जो …."""
        if at < 2 or self.words[at - 2] not in (*self.known["pointing"], "यह", "ये"):  # noqa: PLR2004 - वह and a noun
            return False
        noun = self.words[at - 1]
        plain = not self.known.person(noun) and not self.known.like_title(noun) and noun not in self.known["people"]
        return plain and noun not in self.known["copulas"] and self.known.verbs.form(noun) is None

    def _noun_after(self, at: int) -> str:
        """The noun that a pronoun stands before, also across a numeral: वह टीम, वे दो-तीन ग्राहक."""
        known = self.known
        for later in range(at + 1, min(at + 4, len(self.words))):
            if self._parted(later):
                return ""
            word = self.words[later]
            if word in known["groups"] or word in known["things-m"] or word in known["things-f"]:
                held = (
                    self._postposed(later)
                    or self._title_after(later)
                    or (word not in known["groups"] and self._done_first(later + 1))
                )
                return "" if held else word
            if word in known["persons"]:
                return word
            if not (word.isdigit() or word in known["numerals"]):
                return ""
        return ""

    def _done_first(self, at: int) -> bool:
        """Whether what somebody did first follows a noun, its object: वह काम पूरा करके …, वह फ़ाइल देखकर …."""
        for word in self.words[at : at + 2]:
            stem = word.removesuffix("कर").removesuffix("के")
            if word == fold("करके") or (word != stem and stem in self.known.verbs.acting):
                return True
        return False

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
        if self._next(at) not in AND and not (at + 1 < len(self.words) and self._parted(at + 1)):
            return False
        for later in range(at + 1, min(at + 6, len(self.words))):
            if self.words[later] in self.known["postpositions"]:
                return True
            if self.known.verbs.form(self.words[later]) is not None or self.words[later] in self.known["copulas"]:
                return False
        return False
