"""Hindi clauses in which nobody is named: whether their verb at the end is about a person all the same."""

from __future__ import annotations

from kamguide.job_description.lint_clause import AND, Clause
from kamguide.job_description.lint_text import fold
from kamguide.job_description.lint_verbs import Form

_LONG = 60
"""Words of a clause in which somebody has been named by then, though it was not seen."""
_TURNING = frozenset(map(fold, ("बदल", "पलट")))
"""Verbs that a thing does of itself, or somebody to it."""


class Unnamed(Clause):
    """A clause, and what its verb tells of somebody who is not named in it."""

    def _by_somebody(self, form: Form, stem: str, end: int) -> bool:
        """Whether the verb at the end of a line is about somebody who is not named; then the next one is too."""
        if self.subject == "group" and not self._has_for_object(form, stem, end):
            return False
        feminine = self.noun in self.known["things-f"] or self.noun in self.known["groups-f"]
        if stem in _TURNING and self.noun not in ("", *self.known["times"]) and feminine == (form.gender == "f"):
            return False  # शिफ़्ट बदलती है: of itself
        several = self.words[end - 1] in self.known["plural-copulas"]
        if several or fold("निर्भर") in self.words:
            return False
        if not self._in_a_list() and not self._nobody_named(end, coming=form.kind == "future"):
            return False
        if end < len(self.words) and not self._last(end - 1):
            return False
        self.subject = "title"
        return True

    def _demanded(self, form: Form, end: int) -> bool:
        """Whether the verb is a wish about somebody who is not named: हिंदी और अंग्रेज़ी जानता हो."""
        after = self.places[end - 1] + 1
        condition = after < len(self.found) and self.found[after].folded == "तो"
        return form.kind == "habitual" and self.words[end - 1] == "हो" and not condition

    def _has_for_object(self, form: Form, stem: str, end: int) -> bool:
        """Whether the group read as the subject is what somebody acts on: टीम सँभालेगा, दुकान खोलेगी."""
        feminine = self.noun in self.known["groups-f"]
        if (form.gender == "f") != feminine:
            return True
        if form.gender == "m" and self._many_before(self.noun):
            return True  # नए ग्राहक खोजता है: one does it to many
        beside = self.noun in self.words[max(0, end - 4) : end]
        return beside and stem != "कर" and self.noun in self.known["run-by-people"]

    def _many_before(self, noun: str) -> bool:
        """Whether a word before a noun says that there are many of it: नए, दस, सभी."""
        at = self.words.index(noun) if noun in self.words else 0
        before = self.words[at - 1] if at else ""
        counted = before in self.known["numerals"] and before != fold("एक")
        return counted or (before.endswith(("े", "ए")) and before not in self.known["postpositions"])

    def _in_a_list(self) -> bool:
        """Whether the line is a point of a list, which says what somebody does who is named above it."""
        first = self.found[self.places[0]].start if self.places[0] == 0 else 0
        before = self.text[max(0, first - 4) : first].rpartition("\n")[2].strip()
        return before != "" and before[0] in "-–•●▪*"

    def _nobody_named(self, end: int, *, coming: bool) -> bool:
        """Whether nothing before the verb can be who acts: only phrases with postpositions, and one object.

        :param coming: a verb in the future, with which two words may stand before a postposition: ऑनलाइन ऑर्डर की.
        """
        known = self.known
        if end > _LONG:
            return False
        run: list[str] = []
        for at, word in enumerate(self.words[: end - 1]):
            if at and (self._parted(at) or word in AND):
                run = []
            elif word in known["postpositions"]:
                if len(run) > 1 + coming and not all(self._describing(before) for before in run[:-1]):
                    return False
                run = run if at and self._when(self.words[at - 1]) else []
            elif not self._passing(word):
                run.append(word)
        return len([word for word in run if word not in known.verbs.spelt and word not in known["with-do"]]) <= 1

    def _when(self, word: str) -> bool:
        """Whether a word before a postposition is a time, so that what stands before it is no part of it: रात में."""
        return word in self.known["times"]

    def _describing(self, word: str) -> bool:
        return word.endswith("े") or word in self.known["adverbs"] or word in AND

    def _passing(self, word: str) -> bool:
        """Whether a word is no noun: an adverb, a number, a participle, a part of the verb."""
        known = self.known
        if word in known["adverbs"] or word in known["numerals"] or word.isdigit() or word in known["copulas"]:
            return True
        if word in known["modifiers"] or (word.endswith("कर") and word[:-2] in known.verbs.spelt):
            return True
        return word in known.verbs.participles or known.verbs.form(word) is not None
