"""What unknown words of a query stand for: words typed as one, slips, and words that were asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kamguide.search.analysis import hard_fold, sound
from kamguide.search.concepts import Matcher
from kamguide.search.evidence import Spoken
from kamguide.search.ideas import Ideas
from kamguide.search.repair import Repairer, is_slip
from kamguide.word import Word

_FORM = 5
"""Letters that a form of a name shares with it, at least."""
_LONG = 6
"""Letters of a word whose beginning names an idea, and which may still be a slip for a name."""
REPAIR_LIMIT = 8
"""Unknown words of a query that are repaired."""


@dataclass(frozen=True)
class Speller:
    """What is known of words, and what others may stand for."""

    matcher: Matcher
    repairer: Repairer
    spoken: Spoken
    """The words of the entries."""
    asked: Spoken
    """The words of the questions that people ask."""
    asked_often: Spoken
    """Those that stand in several: a word in one only may be misspelt there."""
    ideas: Ideas

    def mended(self, text: str, spelled: Sequence[Word]) -> tuple[list[Word], str | None]:
        """The words with unknown ones repaired, and the text written so; None where nothing was."""
        mended, written, at, left, repaired = [], "", 0, REPAIR_LIMIT, False
        for word in spelled:
            better = None
            unknown = left > 0 and not (word.number or self._knows(word))
            parts = self._parts(word) if unknown else []
            if parts:
                better = " ".join(parts)
            elif unknown:
                better = self._better(word)
            left -= unknown
            mended += [replace(word, folded=part) for part in parts or [better or word.folded]]
            typed = text[word.start : word.end]
            repaired = repaired or better is not None
            shown = self._spelled(better) if better else self._well_spelled(word) or typed
            written += text[at : word.start] + shown
            at = word.end
        written += text[at:]
        return mended, (written if repaired and written != text else None)

    def _spelled(self, better: str) -> str:
        return " ".join(self.matcher.spelling.get(hard_fold(word), word) for word in better.split())

    def _well_spelled(self, word: Word) -> str | None:
        """How a word of names is spelled, where it was typed with a slip or two: “manger” is “manager”; else None."""
        key = hard_fold(word.folded)
        spelled = self.matcher.name_words.get(key, "").removeprefix("@")
        return spelled if key not in self.matcher.stop_words and is_slip(key, spelled) else None

    def _knows(self, word: Word) -> bool:
        key = hard_fold(word.folded)
        known = key in self.matcher.vocabulary or self.matcher.is_stop(word) or self.matcher.is_everyday(word)
        often = self.asked_often.has(word) and not self._is_form(word)
        return known or often or self.spoken.has(word) or self.ideas.names_one(word)

    def _is_form(self, word: Word) -> bool:
        """Whether the word is a name but for its end: “zimmedar” is asked often, and means the name zimmedari."""
        better = self.repairer.repaired(word.folded) or ""
        shared = max(_FORM, min(len(better), len(word.folded)) - 1)
        return better[:shared] == word.folded[:shared] and self._is_name(better)

    def _parts(self, word: Word) -> list[str]:
        """What was typed as one word; a slip in a name is likelier than words that name nothing run together."""
        parts = self.repairer.parts(word.folded)
        alone = all(self._is_named(replace(word, folded=part)) for part in parts)
        better = None if alone else self._better(word)
        return [] if better and self._is_name(better) else parts

    def _is_named(self, word: Word) -> bool:
        return bool(self.matcher.alone(word)) or self.matcher.term(word)[:1] == "@"

    def _says_little(self, word: Word) -> bool:
        return self.matcher.is_stop(word) or self.matcher.is_everyday(word)

    def _is_name(self, word: str) -> bool:
        return hard_fold(word) in self.matcher.vocabulary

    def _better(self, word: Word) -> str | None:
        """What an unknown word is repaired to; one whose beginning names an idea only to a name near it."""
        better = self.repairer.repaired(word.folded)
        if better and self.asked.has(word) and self._says_little(replace(word, folded=better)):
            return None  # “sasta” was asked once, and is no slip for “sakta”
        if better and self.ideas.has(word):
            alike = sound(better) == sound(word.folded)
            near = better.isascii() == word.folded.isascii() and len(word.folded) >= _LONG
            return better if (alike or near) and self._is_name(better) else None
        return better
