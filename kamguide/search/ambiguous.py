"""Short words that are names here and everyday words elsewhere: KAM and काम, AM and “am”, IT and “it”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamguide.model.lexicon import Concept
from kamguide.search.concepts import Match, Matcher
from kamguide.word import Word

_KAM = "kam"
_WORK_BEFORE = frozenset(("ka", "ki", "ke", "mera", "meri", "kya", "apna", "roj", "roz", "kaunsa", "konsa"))
_LESS_BEFORE = frozenset(
    ("salary", "vetan", "anubhav", "experience", "umar", "umr", "paise", "paisa", "samay", "time", "padhai", "marks")
)
_LESS_AFTER = frozenset(("daam", "dam", "price", "rate", "keemat", "kimat", "bhav", "kharcha", "kharch", "discount"))
_DOING = frozenset(("karna", "karne", "kare", "karen", "karo", "karwana", "karwane", "karvana", "karana", "karane"))
_HOW = frozenset(("kaise", "kese"))
_JOINING = frozenset(("aur", "ya", "vs", "versus", "v", "se", "and", "or", "than", "to", "और", "या", "बनाम", "से"))
_EVERYDAY_ROLES = frozenset(("am", "sm", "ae"))
"""Lower-case, they are roles only beside something of the trade."""
_CAPITALS_ONLY = frozenset(("nam", "sam", "gam"))
_I = frozenset(("i", "m", "we", "they"))


@dataclass(frozen=True)
class Query:
    """A query being read: its text, its words (repaired), its matches."""

    matcher: Matcher
    text: str
    words: Sequence[Word]
    matches: Sequence[Match]

    def written(self, match: Match) -> str:
        """What was typed for the match."""
        return self.text[self.words[match.start].start : self.words[match.end - 1].end]

    def folded(self, at: int) -> str:
        """A word, folded; empty beyond either end."""
        return self.words[at].folded if 0 <= at < len(self.words) else ""

    def concept(self, match: Match) -> Concept:
        """The concept of a match."""
        return self.matcher.concepts[match.concept]


def plausible(query: Query) -> list[Match]:
    """The matches without those that are plainly other words here; small ``kam`` as what it means."""
    kept: list[Match] = []
    for match in query.matches:
        written = query.written(match)
        if match.length > 1 or not written.isascii():
            kept.append(match)
        elif query.folded(match.start) == _KAM and written != "KAM":
            kept += _kam(query, match)
        elif _is_claim(query, match, written):
            kept.append(match)
    return kept


def _is_claim(query: Query, match: Match, written: str) -> bool:
    folded = query.folded(match.start)
    if folded in _CAPITALS_ONLY:
        return written.isupper() and (len(query.words) == 1 or not query.text.isupper() or _trade_beside(query, match))
    if folded in _EVERYDAY_ROLES:
        spoken = folded == "am" and (query.folded(match.start - 1) in _I or query.folded(match.start + 1) == "i")
        return not spoken and (written.isupper() or len(query.words) == 1 or _trade_beside(query, match))
    if query.matcher.is_stop(query.words[match.start]) and query.concept(match).intent is None:
        return written.isupper() and not (query.text.isupper() and len(query.words) > 1)
    return True


def _trade_beside(query: Query, match: Match) -> bool:
    """Whether something of the trade stands beside a short name: a topic, another role, a comparison."""
    return any(
        other.start != match.start and (concept.role or concept.topic or concept.intent)
        for other in query.matches
        for concept in [query.concept(other)]
    )


def _kam(query: Query, match: Match) -> list[Match]:
    """What small ``kam`` means: the role, work (काम) or less (कम)."""
    before, after = query.folded(match.start - 1), query.folded(match.end)
    others = [m for m in query.matches if query.concept(m).role is not None and m.start != match.start]
    joined = any(
        (before in _JOINING and other.end in (match.start - 1, match.start))
        or (after in _JOINING and other.start in (match.end + 1, match.end))
        or other.end == match.start
        or other.start == match.end
        for other in others
    )
    if joined:
        return [match]
    if before in _LESS_AFTER or (before in _HOW and after in _DOING):
        return []
    if before in _WORK_BEFORE or after in _DOING:
        return _work(query, match)
    if after in _LESS_BEFORE and (others or match.start > 0 or after in ("anubhav", "experience")):
        return []
    if others and not any(query.concept(m).intent == "comparison" for m in query.matches):
        return _work(query, match)
    return [match]


def _work(query: Query, match: Match) -> list[Match]:
    found = (slug for slug, concept in query.matcher.concepts.items() if concept.topic == "responsibilities")
    return [Match(slug, match.start, match.end) for slug in found][:1]
