"""For the commonest Hindi words: as many entries are found as hold the word, counted by a program of its own.

It shares nothing with the analyzer but the lexicon's files: it reads them itself, splits and compares words its own
way, and knows the forms of each word from a list made by hand. Names of a concept may stand in forms of their own:
what surely is one must be found, and what is found must hold at least what may be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import pytest
import yaml

from kamguide.model.text import LANGUAGES
from kamguide.search.catalogue import Catalogue
from kamguide.search.entries import Entry
from kamguide.search.memory_index import MemoryIndex
from tests.conftest import ROOT

FORMS = """
ग्राहक ग्राहकों
कंपनी कंपनियों कंपनियाँ
टीम टीमों
स्रोत स्रोतों
आँकड़ा आँकड़े आँकड़ों
डील डीलों
वेतन
कौशल कौशलों
भारत
साथी साथियों
साल सालों
अनुभव अनुभवों
हिस्सा हिस्से हिस्सों
रिश्ता रिश्ते रिश्तों
हिसाब
अमेरिका
टारगेट
विभाग विभागों
मैनेजमेंट
पदोन्नति
रास्ता रास्ते रास्तों
सीमा सीमाएँ सीमाओं
कमाई
सवाल सवालों
ज़िम्मेदारी ज़िम्मेदारियाँ ज़िम्मेदारियों
अनुमान अनुमानों
ध्यान
नतीजा नतीजे नतीजों
विज्ञापन विज्ञापनों
कॉन्ट्रैक्ट कॉन्ट्रैक्टों
फ़ैसला फ़ैसले फ़ैसलों
स्तर स्तरों
मीटिंग
क़दम क़दमों
जवाब जवाबों
प्रोडक्ट प्रोडक्टों
लक्ष्य लक्ष्यों
योजना योजनाएँ योजनाओं
रणनीति रणनीतियाँ रणनीतियों
शिकायत शिकायतें शिकायतों
मुनाफ़ा मुनाफ़े
भरोसा भरोसे
ज़रूरत ज़रूरतें ज़रूरतों
बोनस
कमीशन
क़ीमत क़ीमतें क़ीमतों
पढ़ाई
मेंटर मेंटरों
किताब किताबें किताबों
उद्योग उद्योगों
"""
"""Each word with the forms in which it stands in texts."""

_TOKEN = re.compile("[A-Za-z0-9\u00c0-\u024f*+]+|[\u0900-\u0963\u0971-\u097f\u200c\u200d]+")
Rule = Callable[[str, str], bool]


def plain(word: str) -> str:
    """The word without what spellings differ in: nukta, joiners, candrabindu, accents, case."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    kept = "".join(c for c in decomposed if c not in "\u093c\u200c\u200d" and not "\u0300" <= c <= "\u036f")
    kept = kept.replace("ँ", "ं").replace("ॉ", "ो").replace("ॅ", "े").replace("ऑ", "ओ")
    return re.sub("[नमङञण]्(?=[कखगघचछजझटठडढतथदधपफबभ])", "ं", kept)


def tokens(text: str) -> list[str]:
    """The words of a text."""
    return [plain(token) for token in _TOKEN.findall(unicodedata.normalize("NFC", text))]


@cache
def lexicon() -> list[tuple[list[str], list[str]]]:
    """Per concept and word of names, as the files list them: the names but for stop words, and the weak names."""
    files = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "content/lexicon").glob("*.yaml"))]
    empty = {plain(word) for data in files for word in _listed(data.get("stop_words", {}))}
    found = []
    for data in files:
        groups = [(c.get("variants", {}), c.get("weak", {})) for c in data.get("concepts", {}).values()]
        groups += [(spellings, {}) for spellings in data.get("name_words", {}).values()]
        for names, weak in groups:
            kept = [name for name in _listed(names) if plain(name) not in empty]
            found.append((kept, _listed(weak)))
    return found


def _listed(variants: Mapping[str, Sequence[str]]) -> list[str]:
    return [str(variant) for script in variants.values() for variant in script]


def surely(token: str, word: str) -> bool:
    """Whether a token is the word itself, or its English plural."""
    return token == word or (len(word) > 3 and word.isascii() and token == word + "s")


def perhaps(token: str, word: str) -> bool:
    """Whether a token may be a form of the word: alike but for its last letters."""
    shared = next(
        (at for at, (a, b) in enumerate(zip(token, word, strict=False)) if a != b), min(len(token), len(word))
    )
    return token == word or (shared >= 3 and max(len(token), len(word)) - shared <= 5)


def holding(sequences: Iterable[list[str]], read: Mapping[str, list[list[str]]], rule: Rule) -> set[str]:
    """The entries in which one of the word sequences stands."""
    vocabulary = {token for parts in read.values() for part in parts for token in part}
    wanted = [[{token for token in vocabulary if rule(token, word)} for word in words] for words in sequences if words]
    firsts: dict[str, list[list[set[str]]]] = {}
    for forms in wanted:
        for token in forms[0]:
            firsts.setdefault(token, []).append(forms)
    return {name for name, parts in read.items() if any(_stands(part, firsts) for part in parts)}


def _stands(part: list[str], firsts: Mapping[str, list[list[set[str]]]]) -> bool:
    return any(
        len(part) - at >= len(forms) and all(token in form for token, form in zip(part[at:], forms, strict=False))
        for at, first in enumerate(part)
        for forms in firsts.get(first, ())
    )


def texts(entry: Entry) -> list[list[str]]:
    """Every text of an entry, as words."""
    parts = [text for code in LANGUAGES for text in (entry.title.get(code, ""), *entry.parts.get(code, ()))]
    return [tokens(text) for text in (*parts, *entry.names)]


@pytest.fixture(scope="module")
def read(catalogue: Catalogue) -> dict[str, list[list[str]]]:
    """The texts of every entry by its id."""
    return {entry.id: texts(entry) for entry in catalogue.entries.values()}


@pytest.mark.parametrize("forms", [line.split() for line in FORMS.split("\n") if line])
def test_as_many_entries_are_found_as_hold_the_word(
    forms: list[str], catalogue: Catalogue, index: MemoryIndex, read: dict[str, list[list[str]]]
) -> None:
    own = {plain(form) for form in forms}
    named = [names for names, weak in lexicon() if own & {plain(name) for name in (*names, *weak)}]
    wanted = [*([form] for form in own), *(tokens(name) for names in named for name in names)]
    expected = holding(wanted, read, surely)
    found = {hit.id for hit in index.search(catalogue.reader.read(forms[0]).terms, {}, len(catalogue.entries))}
    assert holding([[form] for form in own], read, surely)
    assert found - holding(wanted, read, perhaps) == set(), "found through fragments"
    assert expected - found == set(), "not found"


def test_there_are_fifty() -> None:
    assert len({line.split()[0] for line in FORMS.split("\n") if line}) == 50
