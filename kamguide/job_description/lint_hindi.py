"""Who acts in a Hindi clause, and which verbs agree with that person: the gender that a job description gives away.

A clause is read once from left to right. Its subject is the first person or group without a postposition; a verb that
agrees with a person is a finding, one that agrees with a thing, a group or its object is none. How Hindi agrees stands
in the rule ``gendered-verb``, with the lists of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamguide.job_description.lint_clause import Grammar
from kamguide.job_description.lint_rewrites import VERB, WE, YOU, rewrites
from kamguide.job_description.lint_text import fold
from kamguide.job_description.lint_unnamed import Unnamed
from kamguide.job_description.lint_verbs import HABITUAL_ENDINGS, Form
from kamguide.word import Word

_LIGHT = frozenset(map(fold, ("सक", "पा", "चुक", "रह", "ले", "दे", "जा", "आ", "डाल", "बैठ", "उठ", "पड़", "रख", "देख")))
"""Verbs that may follow a bare stem."""
_MOVING = frozenset(map(fold, ("आ", "जा", "बैठ", "लौट", "निकल", "पहुँच", "रह", "बोल", "चल", "टिक", "भाग", "जुड़")))
"""Verbs whose past shows who acts, not what came of it."""
_NEEDING = frozenset(map(fold, ("हो", "पड़", "रह")))
"""Verbs that follow an infinitive and then agree with its object: करनी होगी."""
_NOT = fold("नहीं")
"""With it the copula may be left out: घबराते नहीं."""
_DENIED = frozenset(map(fold, ("न", "ना", "नहीं", "भी", "ही")))
"""What may stand between a verb and its copula."""
_EATING: Mapping[str, Form] = {
    fold("खा" + ending): Form(fold("खा"), "habitual", gender) for ending, gender in HABITUAL_ENDINGS
}
"""खाता and खाते are accounts, but for what is eaten: खाना खाते हैं."""
_MEETING = fold("मिल")
_COMING = frozenset(map(fold, ("आ", "मिल", "लग", "दिख", "पड़", "हो")))
"""Verbs that agree with what comes to somebody: उन्हें आता है."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: the rule, the words from first to before last, what to write instead."""

    rule: str
    first: int
    last: int
    instead: tuple[str, ...] = ()


def verbs_of(text: str, found: Sequence[Word], known: Grammar) -> Iterator[Hit]:
    """Verbs that agree with a person."""
    kept = _outside_brackets(text, found)
    clause: list[int] = []
    for position, at in enumerate(kept):
        if position and _begins_clause(text, found, kept[position - 1], at, known):
            yield from _Agreement(text, found, clause, known).hits()
            clause = []
        clause.append(at)
    yield from _Agreement(text, found, clause, known).hits()


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


class _Agreement(Unnamed):
    """What agrees with whoever acts in a clause."""

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

    def _verb(self, at: int) -> tuple[Hit | None, int] | None:
        """A verb group that begins or is told at a word: its finding if it is one, and the index after it."""
        word, known = self.words[at], self.known
        after = self._next(at)
        acts = self.subject in ("person", "you", "we")
        form = known.verbs.form(word, certain=(acts and after in known["copulas"]) or (acts and self._last(at)))
        before = self.words[at - 1] if at and not self._parted(at) else ""
        if word in _EATING and before in known["eaten"] and after in known["copulas"]:
            form = _EATING[word]
        if form is None or word in known["postpositions"]:
            return None
        bare = form.stem in _LIGHT and before in known.verbs.spelt and before not in known["postpositions"]
        bare = bare and (form.stem != "रह" or form.kind == "perfect")  # जाँच रहती है: a noun, and is
        end = self._group_end(at)
        if not self._shows_gender(form, at, end, before, bare=bare):
            return None
        stem = before if bare else form.stem
        rule = self._rule(form, stem, end)
        if rule is None:
            return None, end
        first = self.places[at - 1 if bare else at]
        return Hit(rule, first, self.places[end - 1] + 1, rewrites(known.verbs, rule, form, stem, bare=bare)), end

    def _group_end(self, at: int) -> int:
        end = at + 1
        while end < len(self.words) and not self._parted(end):
            denied = self.words[end] in _DENIED and self._next(end) in self.known["copulas"]  # जुड़ा न हो
            if not denied and self.words[end] not in (self.known["copulas"] | self.known["continuing"]):
                break
            end += 1 + denied
        return end

    def _shows_gender(self, form: Form, at: int, end: int, before: str, *, bare: bool) -> bool:
        known, after = self.known, self._next(at)
        if form.kind == "habitual":
            if after in known["frozen"] or self.words[at] in (after, before):
                self.loosened = True
                return False
            denied = _NOT in (after, before)
            return end > at + 1 or denied or (self._last(at) and (form.gender != "p" or self.subject == "you"))
        if before.endswith(("ना", "नी", "ने")) and form.stem in _NEEDING and not bare:
            return False
        return form.kind != "perfect" or self._past_shows_gender(form, at, end, before, bare=bare)

    def _past_shows_gender(self, form: Form, at: int, end: int, before: str, *, bare: bool) -> bool:
        """Whether आया, रहा, चुका and the like tell of who acts; आए, रहे, सके alone are wishes, which show no gender."""
        alone = end == at + 1
        if form.gender == "p" and (form.stem == "सक" or (alone and (bare or self.subject != "you"))):
            return False
        if bare and form.stem in ("रह", "चुक", "सक"):
            return True
        moving = (
            form.stem in _MOVING
            and not self.ergative
            and not self.resumed
            and before not in self.known.verbs.participles
        )
        return moving and self.subject in ("person", "you") and (not alone or self._last(at))

    def _agrees_with_a_thing(self, form: Form, stem: str, end: int) -> bool:
        """Whether a verb tells of what is, of what comes to somebody (उन्हें आता है), of many, or is passive."""
        if stem == "हो" and (form.kind == "habitual" or form.stem != stem):
            return not self._becomes(form, end)
        if stem in _COMING and any(word in self.known["datives"] for word in self.words[:end]):
            return True
        if stem == _MEETING and fold("को") in self.words[: max(0, end - 1)]:
            return True  # नए साथी को एक मेंटर मिलता है: what is got
        if form.gender == "p" and form.kind == "habitual" and self.noun in self.known["plural-persons"]:
            return True
        before = self.words[max(0, end - 4) : end - 1]
        return "जा" in (form.stem, stem) and any(word in self.known.verbs.participles for word in before)

    def _becomes(self, form: Form, end: int) -> bool:
        """Whether a person becomes something: प्रशिक्षु नियमित हो जाएगा, आप ख़ुश होते हैं; काम हो जाएगा is about the work."""
        if self.subject not in ("person", "you"):
            return False
        if form.stem == "जा":
            return any(word in self.known["predicates"] for word in self.words[max(0, end - 5) : end])
        return any(word in self.known["predicates"] for word in self.words[max(0, end - 3) : end - 1])

    def _rule(self, form: Form, stem: str, end: int) -> str | None:
        """The rule that a verb breaks: by who acts."""
        if self._agrees_with_a_thing(form, stem, end):
            return None
        if self.subject == "group" and not self._of_group(form):
            self.subject = self.earlier if self.earlier in ("person", "you", "we", "title") else self.subject
        if self.subject == "either":
            return self._rule_of_either(form, stem)
        if self.subject in ("person", "you", "we"):
            another = self.subject != "person" and self._singular(form, end)
            return None if another else {"person": VERB, "you": YOU, "we": WE}[self.subject]
        acting = stem in self.known.verbs.acting
        somewhere = self._able(form, stem, end) or self._meets(stem, end)
        if not (acting or somewhere) or form.gender == "p" or self.ergative or self.subject == "this":
            return None
        if somewhere or self.subject == "title" or (self.subject != "group" and self._demanded(form, end)):
            return VERB
        return VERB if self._by_somebody(form, stem, end) else None

    def _singular(self, form: Form, end: int) -> bool:
        """Whether a verb is about one alone, not आप or हम: आप सीखेंगे, मज़ा आएगा."""
        if form.gender != "f":
            return form.gender == "m"
        return form.kind == "future" and not self.words[end - 1].endswith(("ंगी", "ोगी", "ओगी"))

    def _of_group(self, form: Form) -> bool:
        """Whether a verb may be the group's by its gender: आप …, टीम साथ देगी; but आप …, टीम सँभालेंगे."""
        return (self.noun in self.known["groups-f"]) == (form.gender == "f")

    def _rule_of_either(self, form: Form, stem: str) -> str | None:
        """After जो टीम and the like: the verb tells by its gender whether the noun acts or somebody acts on it."""
        if stem not in self.known.verbs.acting:
            return None
        feminine = self.noun in self.known["things-f"] or self.noun in self.known["groups-f"]
        if form.gender == "p" and self.noun in self.known["groups"]:
            return None  # जो लोग जानते हैं: many, of whatever gender
        return VERB if (form.gender == "m") == feminine or self.noun not in self.known["groups"] else None
