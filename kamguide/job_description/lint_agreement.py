"""Words of a Hindi clause that agree with a person and are no verbs: वाला/वाली, अच्छा/अच्छी, and pairs with a slash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kamguide.job_description.lint_clause import AND, Grammar
from kamguide.job_description.lint_hindi import Hit
from kamguide.job_description.lint_text import fold
from kamguide.job_description.lint_words import Patterns, joined
from kamguide.word import Word

WALA, ADJECTIVE, SLASH, WORD = "gendered-wala", "gendered-adjective", "gendered-slash", "gendered-word"
_WALA = (fold("वाला"), fold("वाली"))
_AFTER_WALA = frozenset(map(fold, ("चाहिए", "ही", "हो", "हों", "होना")))
_WANTED = frozenset(map(fold, ("ज़रूरत", "तलाश", "भर्ती", "आवश्यकता", "प्राथमिकता", "वरीयता", "तरजीह", "खोज")))
_ENDINGS = frozenset(map(fold, ("गी", "गा", "ती", "ता", "ी", "ा", "ई", "नी", "ना", "री", "रा", "वाली", "वाला")))
_MAN = "मैन"
_VOWELS = "ािीे"


def wala_of(text: str, found: Sequence[Word], known: Grammar) -> Iterator[Hit]:
    """वाला and वाली of a person: before a person word, before चाहिए, हो, ही, or at the end."""
    for at, word in enumerate(found):
        if not word.folded.endswith(_WALA) or (at + 1 < len(found) and _slash(text, found, at + 1)):
            continue
        if at and _slash(text, found, at):
            continue
        # the end of a line says nothing of whom, a thing as often as a person; but सीखने वाला does
        told = _wanted(text, found, at + 1, known) or _doing(text, found, at, known)
        wanted = told and found[0].folded not in known["determiners"]
        if wanted or _person_ahead(text, found, at, at + 1, known) is not None:
            yield Hit(WALA, at, at + 1, _instead_of_wala(found, at))


def _wanted(text: str, found: Sequence[Word], at: int, known: Grammar) -> bool:
    """Whether what follows says that a person is wanted: चाहिए, तुरंत चाहिए, की ज़रूरत है, को प्राथमिकता."""
    while at < len(found) and found[at].folded in known["at-once"] and joined(text, found, at):
        at += 1
    after = [found[place].folded for place in range(at, min(at + 2, len(found))) if joined(text, found, place)]
    return bool(after) and (after[0] in _AFTER_WALA or (len(after) > 1 and after[1] in _WANTED))


def _doing(text: str, found: Sequence[Word], at: int, known: Grammar) -> bool:
    """Whether what ends here, or before और, does something to something: ग्राहकों को समझाने वाला."""
    if at + 1 < len(found) and found[at + 1].folded not in AND and joined(text, found, at + 1):
        return False
    before = found[at - 1].folded if at else ""
    return before.endswith("ने") and before[:-2] in known.verbs.acting


def _instead_of_wala(found: Sequence[Word], at: int) -> tuple[str, ...]:
    before = found[at - 1].folded if at else ""
    if before.endswith("ने") or found[at].folded not in _WALA:
        return ("का अनुभव", "की क्षमता")
    return ("वाले व्यक्ति", "का अनुभव ज़रूरी") if before != fold("अनुभव") else ("ज़रूरी", "वाले लोग")


def adjectives_of(
    text: str, found: Sequence[Word], known: Grammar, listed: Patterns, instead: Sequence[tuple[str, ...]]
) -> Iterator[Hit]:
    """Adjectives in -ा and -ी that stand before a person, or say of one what the person should be."""
    for first, last, number in listed.find(text, found):
        if (last < len(found) and _slash(text, found, last)) or (first and _slash(text, found, first)):
            continue
        if _person_ahead(text, found, last - 1, last, known) is not None or _said_of_person(
            text, found, first, last, known
        ):
            yield Hit(ADJECTIVE, first, last, instead[number])


def _person_ahead(text: str, found: Sequence[Word], describing: int, at: int, known: Grammar) -> int | None:
    """The place of a person word that what stands before describes, across at most two words such as सेल्स."""
    feminine = found[describing].folded.endswith("ी")
    for later in range(at, min(at + 3, len(found))):
        if not joined(text, found, later):
            return None
        word = found[later].folded
        after = found[later + 1].folded if later + 1 < len(found) and joined(text, found, later + 1) else ""
        lead = word in known["led"] and after in known["leads"] and not _leads_on(found, later + 2, known)
        if lead or (_anybody(word, known) and word not in known["pronouns"] and word not in known["leads"]):
            if not lead and known.person(after) and after not in known["pronouns"]:
                continue
            another = not lead and (after in known["compounds"] or after in known["groups"])
            return None if another else later + lead  # नया टीम लीड: the word after the first
        if word in known["postpositions"] or word in known["copulas"] or word.endswith("ने"):
            return None
        if word in known["titling"] and _title_across(text, found, later, known):
            continue  # डेटा एंट्री ऑपरेटर
        if word in known["groups"] or word in known["things-m"] or word in known["things-f"]:
            agrees = feminine == (word in known["things-f"] or word in known["groups-f"])
            title = known.person(after) and known.verbs.form(after) is None
            if agrees or not title or not _nominative(text, found, later + 1, known):
                return None
            continue  # टीम लीड, डिलीवरी पार्टनर
        if known.verbs.form(word) is not None or known.verbs.named(word) or word in known["adverbs"]:
            return None
    return None


def _leads_on(found: Sequence[Word], at: int, known: Grammar) -> bool:
    """Whether a lead is no person by what follows: नई टीम लीड करना, विभाग प्रमुख रूप से, प्रमुख काम."""
    word = found[at].folded if at < len(found) else ""
    thing = word in known["things-m"] or word in known["things-f"]
    return word.startswith("कर") or word == fold("रूप") or (thing and found[at - 1].folded == fold("प्रमुख"))


def _title_across(text: str, found: Sequence[Word], at: int, known: Grammar) -> bool:
    """Whether a title in the nominative stands two words on, in one phrase."""
    end = at + 2
    phrase = end < len(found) and joined(text, found, at + 1) and joined(text, found, end)
    inner = found[at + 1].folded if phrase else ""
    plain = inner not in known["postpositions"] and not known.person(inner) and known.verbs.form(inner) is None
    return phrase and plain and known.person(found[end].folded) and _nominative(text, found, end, known)


def _nominative(text: str, found: Sequence[Word], at: int, known: Grammar) -> bool:
    follows = at + 1 < len(found) and joined(text, found, at + 1)
    return not (follows and found[at + 1].folded in known["postpositions"])


def _anybody(word: str, known: Grammar) -> bool:
    return known.person(word) or word in known["people"]


def _said_of_person(text: str, found: Sequence[Word], first: int, last: int, known: Grammar) -> bool:
    if last >= len(found) or found[last].folded not in known["copulas"] or not joined(text, found, last):
        return False
    for place in range(max(0, first - 5), first):
        word = found[place].folded
        if known.person(word) and word not in known["pronouns"]:
            return found[place + 1].folded not in known["postpositions"]
    return False


def slashes_of(text: str, found: Sequence[Word], known: Grammar) -> Iterator[Hit]:
    """करता/करती, करेगा(गी), वाला/वाली: two genders where one form without any will do."""
    for at in range(1, len(found)):
        gap = text[found[at - 1].end : found[at].start]
        first, second = found[at - 1].folded, found[at].folded
        if not (found[at].devanagari and found[at - 1].devanagari):
            continue
        slash = gap.strip() == "/" and (_pair(first, second) or second in _ENDINGS)
        if slash or (gap == "(" and second in _ENDINGS and text[found[at].end : found[at].end + 1] == ")"):
            yield Hit(SLASH, at - 1, at + 1, _instead_of_pair(first, known))
        elif gap.strip() == "/" and _double(text, found, at):
            yield Hit(SLASH, at - 2, at + 2)
        elif gap.strip() == "/" and first in known["copulas"] and at > 1 and _pair(found[at - 2].folded, second):
            copula = at + 1 < len(found) and found[at + 1].folded in known["copulas"]
            yield Hit(SLASH, at - 2, at + 2 if copula else at + 1, _instead_of_pair(found[at - 2].folded, known))


def _double(text: str, found: Sequence[Word], at: int) -> bool:
    """Whether two words with a hyphen stand on both sides: पढ़ा-लिखा/पढ़ी-लिखी."""
    if at < 2 or at + 1 >= len(found):  # noqa: PLR2004 - two words on the left
        return False
    hyphens = [text[found[one - 1].end : found[one].start] == "-" for one in (at - 1, at + 1)]
    pairs = [_pair(found[one].folded, found[one + 2].folded) for one in (at - 2, at - 1)]
    return all(hyphens) and all(pairs)


def gendered_titles_of(found: Sequence[Word], known: Grammar) -> Iterator[Hit]:
    """Feminine forms of titles (प्रशिक्षिका), and titles that end in मैन, बॉय, गर्ल and the like."""
    for at, word in enumerate(found):
        named = word.folded.removesuffix("ों")
        end = next((end for end in known["gendered-ends"] if named.endswith(end)), "")
        if end and len(named) > len(end) + 1 and named not in known["no-feminines"]:
            yield Hit(WORD, at, at + 1, (named.removesuffix(end) + "पर्सन",) if end == _MAN else ())
        one = word.folded.removesuffix("एं").removesuffix("ओं")
        union = at + 1 < len(found) and found[at + 1].folded == "संघ"
        if known.feminine(one) and not union:
            yield Hit(WORD, at, at + 1, (known.masculine(one),))


def _slash(text: str, found: Sequence[Word], at: int) -> bool:
    return "/" in text[found[at - 1].end : found[at].start]


def _pair(first: str, second: str) -> bool:
    """Whether two words differ by their gender only: लड़का and लड़की, करेगा and करेगी, गया and गई."""
    if first == second or len(first) < 2 or len(second) < 2:  # noqa: PLR2004 - a letter and its vowel
        return False
    if first[-1] in _VOWELS and second[-1] in _VOWELS and first[:-1] == second[:-1]:
        return True
    if first.endswith("क") and first[:-1] + "िका" == second:
        return True
    if first.endswith(_MAN) and second in (first.removesuffix(_MAN) + ending for ending in ("गर्ल", "वुमन")):
        return True
    return first.endswith("या") and second == first[:-2] + "ई"


def _instead_of_pair(first: str, known: Grammar) -> tuple[str, ...]:
    form = known.verbs.form(first, certain=True)
    if form is not None:
        return (known.verbs.infinitive(form.stem), known.verbs.request(form.stem))
    if first.endswith(_WALA):
        return ("का अनुभव", "वाले व्यक्ति")
    if first.endswith(_MAN):
        return (first.removesuffix(_MAN) + "पर्सन",)
    if first in map(fold, ("लड़का", "लड़की", "युवक")):
        return ("उम्मीदवार",)
    if first in map(fold, ("उसका", "उसकी", "इसका", "जिसका")):
        return ("पद का", "उम्मीदवार का")
    return ()
