"""What is one word for a reader is one word for the search."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamguide.search.analysis import fold, sound, stem, words
from kamguide.search.searching import Result

Ask = Callable[..., Result]

SAME = [
    ("हिन्दी", "हिंदी"),
    ("प्रबन्धक", "प्रबंधक"),
    ("सम्बन्ध", "संबंध"),
    ("\u095bिम्मेदारी", "\u091c\u093cिम्मेदारी"),  # the nukta in one letter and apart
    ("ज़िम्मेदारी", "जिम्मेदारी"),
    ("ज़िम्मेदारी", "ज़िम्\u200dमेदारी"),
    ("ज़िम्मेदारी", "ज़िम्\u200cमेदारी"),
    ("पाँच", "पांच"),
    ("आपत्ति", "अ\u093eपत्ति"),  # a vowel made of two
    ("ऑफ़िस", "ओफिस"),
    ("२०१६", "2016"),
    ("1,17,960", "117,960"),
    ("१,१७,९६०", "117960"),
    ("K.A.M.", "kam"),
    ("Résumé", "resume"),
]

ASKED = [
    ("प्रमुख खाता प्रबन्धक की ज़िम्मेदारी", "प्रमुख खाता प्रबंधक की जिम्मेदारी"),
    ("सेल्स मैनेजर की \u095bिम्मेदारी", "सेल्स मैनेजर की \u091c\u093cिम्\u200dमेदारी"),
    ("सेल्स मैनेजर वेतन २०१६", "सेल्स मैनेजर वेतन 2016"),
    ("1,17,960", "117,960"),
    ("KAM SALARY", "kam salary"),
    ("key-account manager: skills?", "key account manager skills"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_fold_to_one(one: str, other: str) -> None:
    assert one != other
    assert [fold(word.folded) for word in words(one)] == [fold(word.folded) for word in words(other)]
    assert len(words(one)) == 1


@pytest.mark.parametrize(("one", "other"), ASKED)
def test_spellings_get_equal_hits(one: str, other: str, ask: Ask) -> None:
    hits = [[(hit.entry.id, round(hit.score, 6)) for hit in ask(query).hits] for query in (one, other)]
    assert hits[0] == hits[1]
    assert hits[0]


@pytest.mark.parametrize(
    ("forms", "other"),
    [
        (("खाता", "खाते", "खातों"), "खाना"),
        (("रिश्ता", "रिश्ते", "रिश्तों"), "रास्ता"),
        (("कंपनी", "कंपनियाँ", "कंपनियों"), "कंपन"),
        (("योजना", "योजनाएँ", "योजनाओं"), "योग"),
        (("ग्राहक", "ग्राहकों"), "ग्रह"),
        (("माली", "मालियों"), "माल"),
        (("client", "clients"), "climate"),
    ],
)
def test_forms_share_a_stem_and_no_other_word_has_it(forms: tuple[str, ...], other: str) -> None:
    assert len({stem(fold(form)) for form in forms}) == 1
    assert stem(fold(forms[0])) != stem(fold(other))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("rijyume", "रिज़्यूमे"),
        ("prezentesan", "प्रेज़ेंटेशन"),
        ("menejar", "मैनेजर"),
        ("shikayat", "शिकायत"),
        ("vetan", "बेतन"),
        ("kampani", "कंपनी"),
        ("jimmedari", "zimmedari"),
    ],
)
def test_what_is_typed_by_ear_sounds_like_what_is_written(typed: str, written: str) -> None:
    assert sound(fold(typed)) == sound(fold(written))
