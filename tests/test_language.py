"""Hindi and English: the catalogue is whole and well written; numbers, money, dates and names read as they should."""

from __future__ import annotations

import ast
import io
import re
import unicodedata
from datetime import date

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.language import (
    catalogue,
    day,
    indian_grouping,
    listed,
    money,
    number,
    render,
    territory,
    translate,
)
from kamguide.model.text import LANGUAGES, Language
from kamguide.problems import SENTENCES, Message
from tests.catalogue import CATALOGUE, ROOT, Sentence, forms, missing, sentences, translations, updated

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[^%(]")
KNOWN = translations(CATALOGUE.read_text(encoding="utf-8"))
FORMS = [(english, hindi) for english, words in KNOWN.items() for hindi in forms(words)]
"""Every Hindi sentence with the English one that it stands for, plurals form by form."""


@pytest.fixture(scope="module")
def wanted() -> set[Sentence]:
    """Every sentence that code and templates use."""
    return sentences()


# the catalogue is whole


def test_every_sentence_is_in_the_catalogue(wanted: set[Sentence]) -> None:
    assert sorted(wanted - set(KNOWN), key=str) == []


def test_no_sentence_of_the_catalogue_is_stale(wanted: set[Sentence]) -> None:
    assert sorted(set(KNOWN) - wanted, key=str) == []


def test_every_sentence_of_the_catalogue_is_translated() -> None:
    assert missing(CATALOGUE.read_text(encoding="utf-8")) == []


def test_every_translation_has_the_placeholders_of_its_sentence() -> None:
    wrong = [
        (english, hindi)
        for english, hindi in FORMS
        if sorted(PLACEHOLDER.findall(hindi)) != sorted(PLACEHOLDER.findall(forms(english)[-1]))
    ]
    assert wrong == []


def test_the_catalogue_stands_as_make_messages_writes_it(wanted: set[Sentence]) -> None:
    text = CATALOGUE.read_text(encoding="utf-8")
    assert updated(text, wanted).rstrip() == text.rstrip()


def test_the_extraction_finds_sentences_of_code_and_of_templates(wanted: set[Sentence]) -> None:
    in_code = {sentence.sentence for sentence in SENTENCES.values()}
    in_templates = {"Skip to the main content", ("%(num)s problem", "%(num)s problems")}
    assert (in_code | in_templates) - wanted == set()


def test_no_sentence_hides_from_the_extraction_in_an_f_string(wanted: set[Sentence]) -> None:
    """Before Python 3.12 an f-string is one token, and what it calls is not seen."""
    calls = [
        node
        for file in (ROOT / "kamguide").rglob("*.py")
        for text in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_n", "gettext")
    ]
    assert {ast.literal_eval(call.args[0]) for call in calls} - wanted == set()


# make messages

SMALL = """# By hand.
msgid ""
msgstr ""
"Language: hi\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Kept"
msgstr "रखा"

msgid "Stale"
msgstr "पुराना"
"""


def test_make_messages_keeps_what_is_translated_drops_what_is_stale_and_leaves_what_is_missing_empty() -> None:
    after = updated(SMALL, {"Kept", "New", ("one", "many")})
    assert translations(after) == {"Kept": "रखा", "New": "", ("one", "many"): ("", "")}
    assert missing(after) == [("one", "many"), "New"]


def test_make_messages_keeps_the_header_set_by_hand() -> None:
    assert updated(SMALL, {"Kept"}).partition("\n\n")[0] == SMALL.partition("\n\n")[0]


def test_make_messages_changes_nothing_the_second_time() -> None:
    once = updated(SMALL, {"New", "Kept", "Another"})
    assert updated(once, {"Another", "Kept", "New"}) == once


def test_a_half_translated_plural_is_missing() -> None:
    half = updated(SMALL, {("one", "many")}).replace('msgstr[0] ""', 'msgstr[0] "एक"')
    assert missing(half) == [("one", "many")]


# plurals


def test_the_hindi_plural_rule_is_the_one_set_by_hand() -> None:
    header = read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="hi")
    assert 'Plural-Forms: nplurals=2; plural=(n > 1);\\n"' in CATALOGUE.read_text(encoding="utf-8")
    assert header.num_plurals == 2


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("hi", 0, "%(num)s गड़बड़ी"),
        ("hi", 1, "%(num)s गड़बड़ी"),
        ("hi", 2, "%(num)s गड़बड़ियाँ"),
        ("en", 0, "%(num)s problems"),
        ("en", 1, "%(num)s problem"),
        ("en", 2, "%(num)s problems"),
    ],
)
def test_zero_and_one_are_singular_in_hindi_and_only_one_in_english(
    language: Language, count: int, expected: str
) -> None:
    assert catalogue(language).ngettext("%(num)s problem", "%(num)s problems", count) == expected


# messages


def test_an_empty_text_stays_empty_and_is_not_the_catalogue_s_header() -> None:
    assert translate("", "hi") == ""


def test_an_unknown_sentence_stays_english() -> None:
    assert translate("No such sentence stands in the catalogue.", "hi") == "No such sentence stands in the catalogue."


def test_messages_among_the_facts_are_rendered_too() -> None:
    message = Message("expected %(expected)s, found %(found)s", {"expected": Message("a list"), "found": "x"})
    assert render(message, "hi") == "यहाँ सूची चाहिए, मिला: x"
    assert render(message, "en") == "expected a list, found x"


def test_a_plain_word_is_rendered_as_it_is() -> None:
    assert render("Roles", "hi") == "Roles"


def test_percent_signs_among_the_facts_do_no_harm() -> None:
    assert render(Message("no role '%(name)s'", {"name": "100%(x)s %d %"}), "en") == "no role '100%(x)s %d %'"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SENTENCES)
def test_every_problem_reads_as_a_sentence_in_both_languages(code: str, language: Language) -> None:
    for pattern in (SENTENCES[code].sentence, SENTENCES[code].remedy):
        facts = {name: f"«{name}»" for name in re.findall(r"%\((\w+)\)", pattern)}
        told = render(Message(pattern, facts), language)
        assert {fact: told.count(fact) for fact in facts.values()} == {
            fact: pattern.count(f"({fact[1:-1]})") for fact in facts.values()
        }
        assert "%" not in told


# numbers, money, dates, names


def grouped_by_words(value: int) -> str:
    """The reference: the last three digits, then pairs, told with a regular expression on the reversed digits."""
    digits = str(abs(value))[::-1]
    groups = [digits[:3], *re.findall(r"..?", digits[3:])]
    return ("-" if value < 0 else "") + ",".join(group for group in groups if group)[::-1]


@given(st.integers(min_value=-(10**15), max_value=10**15))
@settings(derandomize=True, deadline=None)
def test_indian_grouping_is_the_last_three_digits_and_then_pairs(value: int) -> None:
    assert indian_grouping(value) == grouped_by_words(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (100_000, "1,00,000"), (1_250_000, "12,50,000"),
     (10_000_000, "1,00,00,000"), (10_000_007, "1,00,00,007"), (-1_250_000, "-12,50,000")],
)  # fmt: skip
def test_indian_grouping_of_lakh_and_crore(value: int, text: str) -> None:
    assert indian_grouping(value) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (999, "999"), (385_500, "385,500"), (1_000_000, "1,000,000")])
def test_numbers_are_grouped_in_thousands(value: int, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (51_933, "USD", "$51,933"),
        (1_250_000, "INR", "₹12,50,000"),
        (1_250_000, "EUR", "€1,250,000"),
        (1_250_000, "GBP", "£1,250,000"),
        (1_250_000, "AED", "AED 1,250,000"),
    ],
)
def test_money_has_its_sign_and_its_own_grouping_and_is_never_converted(value: int, currency: str, text: str) -> None:
    assert money(value, currency) == text


@pytest.mark.parametrize(("language", "text"), [("hi", "22 नवंबर 2026"), ("en", "22 November 2026")])
def test_a_date_is_told_in_words_with_digits_0_to_9(language: Language, text: str) -> None:
    assert day(date(2026, 11, 22), language) == text


@pytest.mark.parametrize("month", range(1, 13))
def test_no_date_has_devanagari_digits(month: int) -> None:
    assert re.fullmatch(r"9 [^\W\d]\S* 2026", day(date(2026, month, 9), "hi"))


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("IN", "hi", "भारत"),
        ("IN", "en", "India"),
        ("US", "hi", "अमेरिका"),
        ("US", "en", "US"),
        ("US-CA", "hi", "कैलिफ़ोर्निया, अमेरिका"),
        ("US-CA", "en", "California, US"),
        ("US-ZZ", "hi", "अमेरिका (ZZ)"),
        ("GB", "en", "United Kingdom"),
        ("QQ", "en", "QQ"),
    ],
)
def test_a_country_has_a_name_and_an_unknown_one_its_code(code: str, language: Language, name: str) -> None:
    assert territory(code, language) == name


@pytest.mark.parametrize(
    ("items", "language", "text"),
    [
        ([], "hi", ""),
        (["क"], "hi", "क"),
        (["क", "ख"], "hi", "क और ख"),
        (["क", "ख", "ग"], "hi", "क, ख और ग"),
        (["a", "b"], "en", "a and b"),
        (["a", "b", "c"], "en", "a, b and c"),
    ],
)
def test_names_in_a_row_are_joined_as_the_language_joins_them(items: list[str], language: Language, text: str) -> None:
    assert listed(items, language) == text


# Hindi is written as design says: gender, danda, slashes, spelling

PERSONS = {
    "वह", "वे", "आप", "मैं", "हम", "उम्मीदवार", "अभ्यर्थी", "आवेदक", "कर्मचारी", "मैनेजर", "एग्ज़ीक्यूटिव", "अधिकारी",
    "लीडर", "व्यक्ति", "मेंटर", "साथी", "सदस्य", "प्रतिनिधि", "डायरेक्टर", "विशेषज्ञ", "विक्रेता", "KAM", "AM", "AE", "SM",
}  # fmt: skip
POSTPOSITIONS = {"को", "ने", "से", "का", "के", "की", "में", "पर", "तक", "लिए", "जैसा", "जैसे", "जैसी", "बिना"}
STEMS = (
    "कर|करवा|बना|बनवा|दे|ले|ला|रख|सँभाल|बेच|चला|सिखा|समझ|समझा|बता|पहुँचा|निभा|खोज|ढूँढ|देख|सुन|लिख|पढ़|सीख|जीत|मना|सुलझा|"
    "जोड़|बाँट|भेज|जान|चाह|मान|सोच|जाँच|परख|बढ़ा|घटा|उठा|दिखा|पा|सक|निकाल|पूछ|पहचान|गिन|भर|चुन|छोड़|रोक|बदल|जुटा|हटा|बचा|"
    "कमा|हो|रह|जा|आ|मिल|बैठ|बोल|पहुँच|चल|बढ़|बन|जुड़"
)
GENDERED = re.compile(
    rf"(?:{STEMS})(?:ता|ती|ते)|रहा|रही|रहे|चुका|चुकी|चुके|(?:{STEMS})(?:ेगा|ेगी|ेंगे|ेंगी|एगा|एगी|एँगे|एँगी)|आया|आए|गया|गए|करते|कितने"
)
WORD = re.compile(r"[\w\u0900-\u0963\u0971-\u097f]+")


def gendered(sentence: str) -> list[str]:
    """The verb forms that give a person a gender: a person as subject, then a form that agrees with it."""
    found = []
    for clause in re.split(r"[।?!;:,.\n]", re.sub(r"\([^)]*\)", "", sentence)):
        words = WORD.findall(clause)
        persons = [
            n
            for n, word in enumerate(words)
            if word in PERSONS and words[n + 1 : n + 2] not in ([p] for p in POSTPOSITIONS)
        ]
        if persons and words[:2] != ["अपने", "आप"]:
            found += [word for word in words[persons[0] + 1 :] if GENDERED.fullmatch(word)]
    return found


@pytest.mark.parametrize(
    "sentence",
    ["मैनेजर हर महीने रिपोर्ट बनाता है।", "वह विवाद सुलझाती है।", "उम्मीदवार टीम के साथ काम करेगा।",
     "उम्मीदवार दो साल काम कर चुका हो", "मैं अकेले डील पूरी कर सकता हूँ",
     "लीडर जो टीम को जोड़ता है", "आप बड़े ग्राहकों के साथ काम करेंगे।",
     "आप ग्राहक की ज़रूरत समझते हैं।", "आप इस काम में कैसे आए?", "आप कितने तैयार हैं?", "हम सेल्स मैनेजर खोज रहे हैं"],
)  # fmt: skip
def test_the_search_for_gendered_forms_finds_the_examples_of_the_design(sentence: str) -> None:
    assert gendered(sentence) != []


@pytest.mark.parametrize(
    "sentence",
    ["बिक्री बढ़ती है तो इंसेंटिव भी बढ़ता है", "मैनेजर की ज़िम्मेदारी: अकाउंट प्लान बनाना", "उम्मीदवार ने दो बड़े अकाउंट सँभाले हों",
     "वेतन अनुभव पर निर्भर करता है", "मुझे नेगोशिएशन आता है", "पहुँच सीमित हो सकती है", "आपकी तैयारी कितनी है?"],
)  # fmt: skip
def test_the_search_for_gendered_forms_passes_over_things(sentence: str) -> None:
    assert gendered(sentence) == []


def test_no_sentence_gives_a_person_a_gender() -> None:
    assert {hindi: gendered(hindi) for _, hindi in FORMS if gendered(hindi)} == {}


def test_no_sentence_has_slash_forms_or_endings_in_brackets() -> None:
    slash = re.compile(
        r"[\u0900-\u097f]\s*/\s*[\u0900-\u097f]|[\u0900-\u097f]\([\u093a-\u094f\u0901-\u0903]|\((?:गी|गे|ती)\)"
    )
    assert [hindi for _, hindi in FORMS if slash.search(hindi)] == []


def test_a_danda_ends_a_sentence_exactly_where_english_has_a_full_stop() -> None:
    """Labels, headings and messages of one phrase have neither."""
    wrong = [
        (english, hindi)
        for english, hindi in FORMS
        if forms(english)[-1].endswith((".", "!", "?")) != hindi.endswith(("।", "?"))
    ]
    assert wrong == []


def test_no_danda_follows_a_space_and_no_other_sign_stands_for_it() -> None:
    wrong = re.compile(r"\s[।?]|[\u0900-\u097f]\.(?:\s|$)|[\u0900-\u097f]\s*\||॥|।\S")
    assert [hindi for _, hindi in FORMS if wrong.search(hindi)] == []


def test_every_sentence_is_in_nfc_and_holds_no_invisible_character() -> None:
    wrong = [
        hindi
        for _, hindi in FORMS
        if not unicodedata.is_normalized("NFC", hindi) or any(unicodedata.category(c) in ("Cc", "Cf") for c in hindi)
    ]
    assert wrong == []


def test_digits_are_0_to_9() -> None:
    assert [hindi for _, hindi in FORMS if re.search("[०-९]", hindi)] == []


NUKTA_WORDS = WORD.findall(
    "क़दम क़ीमत क़रीब क़रार क़ानून क़ाबिल क़िस्म क़िस्त बाक़ी ताक़त तरीक़ा मौक़ा इलाक़ा लायक़ मुलाक़ात मुक़ाबला फ़र्क़ वक़्त हक़ तरक़्क़ी रक़म "
    "ख़ास ख़ुद ख़ुश ख़ाली ख़राब ख़त्म ख़बर ख़रीद ख़र्च ख़तरा ख़ूबी आख़िर तारीख़ रुख़ सख़्त बख़्शीश तनख़्वाह ग़लत ग़लती ग़ैर ग़ौर काग़ज़ दिमाग़ "
    "ज़रूरी ज़रूरत ज़िम्मे ज़िम्मेदारी ज़्यादा ज़्यादातर सिर्फ़ फ़ैसला फ़ाइल फ़ील्ड फ़ोल्डर बाज़ार चीज़ रोज़ कमज़ोरी कमज़ोर मुनाफ़ा अंग्रेज़ी "
    "नज़र तरफ़ साफ़ हफ़्ता दस्तावेज़ रिज़्यूमे पढ़ाई पढ़ना जोड़ना छोड़ना बढ़ना बड़ा"
)
"""Words whose nukta is part of their spelling: the design's closed list for क़ ख़ ग़, and common ones for ज़ फ़ ड़ ढ़."""
NO_NUKTA = WORD.findall(
    "जल्दी जगह जवाब जारी जोखिम मौजूदा नतीजा दर्जा तजुर्बा फिर फल सफल फैलाना मैनेजर जूनियर बजट एजेंसी प्रोजेक्ट मैसेज "
    "रीजनल कारोबार किताब"
)
ENDINGS = "(?:ा|ी|े|ें|ों|ियाँ|ियों|ाएँ|ाओं)?"
NUKTA = "\u093c"


def misspelt(word: str) -> re.Pattern[str]:
    """The word, in any of its endings, with a nukta missing."""
    stem = re.sub("[\u093e\u0940\u0947]$", "", unicodedata.normalize("NFC", word))
    letters = "".join(re.escape(c) if c != NUKTA else f"{NUKTA}?" for c in stem)
    return re.compile(rf"(?!{re.escape(stem)}){letters}{ENDINGS}")


def words_of(hindi: str) -> list[str]:
    return WORD.findall(hindi)


@pytest.mark.parametrize(
    ("word", "wrong"), [("ताक़त", "ताकत"), ("बाक़ी", "बाकी"), ("कमज़ोर", "कमजोर"), ("तरीक़ा", "तरीके"), ("तरक़्क़ी", "तरक़्की")]
)
def test_a_missing_nukta_is_found(word: str, wrong: str) -> None:
    assert misspelt(word).fullmatch(wrong)
    assert not misspelt(word).fullmatch(unicodedata.normalize("NFC", word))


def test_no_word_of_the_closed_list_lacks_its_nukta() -> None:
    patterns = [misspelt(word) for word in NUKTA_WORDS if NUKTA in unicodedata.normalize("NFC", word)]
    wrong = {word for _, hindi in FORMS for word in words_of(hindi) if any(p.fullmatch(word) for p in patterns)}
    assert wrong == set()


def test_no_word_has_a_nukta_by_ear() -> None:
    plain = {unicodedata.normalize("NFC", word) for word in NO_NUKTA}
    wrong = {
        word for _, hindi in FORMS for word in words_of(hindi) if NUKTA in word and word.replace(NUKTA, "") in plain
    }
    assert wrong == set()


def test_no_sentence_uses_a_word_that_the_design_avoids() -> None:
    avoided = re.compile(
        "हिन्दी|कैरियर|कृपया|अमान्य|उपाध्यक्ष|संपादकीय|मूल वेतन|कौन सा|कौन सी|ग्राहक-सेवा|मुखपृष्ठ|सूत्र|श्रोत|अज्ञात|द्वारा|साक्षात्कार|ः"
    )
    assert [(m.group(), hindi) for _, hindi in FORMS if (m := avoided.search(hindi))] == []


def test_english_sentences_are_not_left_as_translations() -> None:
    """A translation has Devanagari in it, but for names that both languages write alike."""
    latin = {hindi for _, hindi in FORMS if not re.search("[\u0900-\u097f]", hindi)}
    assert latin <= {"merge key", "%(field)s: %(reason)s"}


def test_the_catalogue_is_the_one_the_package_carries() -> None:
    assert CATALOGUE == ROOT / "kamguide" / "locale" / "hi.po"
    assert catalogue("hi").gettext("Roles") == KNOWN["Roles"]
