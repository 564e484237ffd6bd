"""What the five seed articles ask of the content: nothing copied from them, nothing mistranslated, no fact lost."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml
from flask import Flask

from kamguide.guide import Guide
from tests.conftest import ROOT

SEEDS = ROOT.parent / "shared" / "seeds"
CONTENT = ROOT / "content"
FILES = tuple(sorted(path for path in CONTENT.rglob("*") if path.suffix in {".yaml", ".md"}))
LANGUAGES = ("hi", "en")
RUN = 8

KAM, AM, AE, SM = "key-account-manager", "account-manager", "account-executive", "sales-manager"

MAY_BE_COPIED = {
    "पूरी जिंदगी के लिए ग्राहक": "title of a book, in the only form the source gives",
    "प्रतिस्पर्धी लाभ के रूप में फर्स्ट क्लास सर्विस": "title of a book",
    "ग्राहक केंद्रित। डिजिटल युग में ग्राहकों के साथ व्यवहार": "title of a book",
    "प्रमुख क्लाइंट का मैनेजमेंट। प्रभावी सहयोग, रणनीतिक साझेदारी और बिक्री में वृद्धि": "title of a book",
    "संक्षेप में। स्पष्ट। आसान": "title of a book",
    "कार्ल सेवेल और पॉल ब्राउन": "names of the authors",
    "पीटर फ़ेडर और सारा थॉमस": "names of the authors, as the source spells them",
    "एलन सीगल और आइरीन एट्ज़कोर्न": "names of the authors",
}
"""What may stand in a seed word by word, and why. Everything else may share at most seven words in a row."""

MISTRANSLATIONS = {
    # key account manager (000)
    "गिनती प्रबंधक": "key account manager",
    "लायानुकसान भरपाई": "pay, glued to an advertisement",
    "सहयोगी*": "associate (degree, grade)",
    "25 वां प्रतिशत": "25th percentile",
    "75 वां प्रतिशत": "75th percentile",
    "75 प्रतिशत अधिक": "75 % of the people earned more",
    "25 प्रतिशत अधिक": "25 % of the people earn more",
    "2010 तक": "as of 2010",
    "कम अंत": "at the low end",
    "महत्वपूर्ण सोच": "critical thinking",
    "संगठन कौशल": "keeping work in order",
    "उपस्थिति": "presence (attendance, in India)",
    "दृष्टिकोण": "outlook",
    "के साथ आता": "draws up",
    "के साथ आती": "draws up",
    "वहन": "attends to",
    "बातचीत कौशल": "negotiation",
    "स्वाद": "tastes",
    "संघर्ष*": "conflict handling",
    "गतिशीलता": "how the account develops",
    "दिन का वीडियो": "advertisement",
    "आप के लिए लाया": "advertisement",
    # account manager (001)
    "त्वरित कैरियर": "rising fast",
    "पर कब्जा": "get the position",
    "केवल गतिविधि": "drive",
    "योग्यता सेट": "set of competences",
    "कर्मचारी इकाई": "a post on the staff list",
    "धातु रोलिंग": "rolled metal products",
    "उन्नत प्रशिक्षण": "further training",
    "माध्यमिक*": "vocational diploma (class 10, in India)",
    "न्यूनतम दक्षता": "a minimum of skills",
    "अनुनय*": "persuading",
    "पूर्ण पाठ्यक्रम": "completed courses",
    "बयानबाजी": "public speaking",
    "सौदों को बंद": "closing deals",
    "निर्देशांक": "contact details",
    "पतेदारों": "prospects",
    "नीचे स्थित": "less prominent",
    "द्वारा आकर्षित": "hired by",
    "साधारण कार्यालय": "an average office worker",
    "न्यूनतम वेतन": "guaranteed fixed part (minimum wage, in India)",
    "संपन्न लेनदेन": "concluded deals",
    "तैरता*": "variable part of pay",
    "ऊपरी वेतन": "no upper limit on pay",
    "अंशकालिक": "students earning on the side",
    "प्रति सहानुभूति": "take job changes as given",
    "विशेषज्ञ*": "member of staff; for us the word of level 4",
    "पुनः उद्देश्य": "career change",
    "तीसरे पक्ष": "outsiders",
    "लाभप्रद*": "favourably; profitability",
    "किराए": "hired",
    "सहायक प्रबंधक": "managers' assistants",
    "बोझ": "an extra duty",
    "व्यापार कर्मचारी": "shop staff",
    "लेखा": "accounting, never account",
    # account executive (002)
    "काम शीर्षक": "job title",
    "प्रमुख अधिकारियों": "major customers",
    "खाता अधिकारी": "account executive (a bank's officer, in India)",
    "चाबी छीन": "key takeaways",
    "मुआवज*": "pay",
    "क्षतिपूर्ति": "additional pay",
    "आयोग": "commission",
    "आधार वेतन": "base salary",
    "चित्र में है": "involved from the start",
    "प्रदर्शन को संचालित": "giving demonstrations",
    "एफआईएनआरए": "FINRA",
    "फिनारा": "FINRA",
    "ग्रेच्युटी": "gratuities (the retirement benefit, in India)",
    "कोटा": "target (reservation, in India)",
    "कार्पेट उपचार": "red-carpet treatment",
    "एकल*": "a single executive",
    "प्रमुख ब्रोकरेज": "prime brokerage",
    "ग्लासगो": "Glassdoor",
    "लोग प्रबंधन": "people management",
    "के शीर्ष पर": "keeping on top of",
    # key account manager in depth (003)
    "सामान्य मैनेजर*": "ordinary manager (general manager, in India)",
    "बिल बढ़ाने": "a larger order",
    "स्पेशलिस्ट": "professional",
    "ऑउटफ्लो": "churn",
    "उसके डेटाबेस": "the manager's own portfolio",
    "स्ट्रीम पर": "volume work",
    "संकीर्ण": "a narrow segment (narrow-minded)",
    "प्रमुख लोगों": "key customers",
    "ग्राहक मंथन": "churn",
    "पुनर्नियुक्ति": "transfer",
    "बिज़नेस प्लेटफार्मों": "unclear in the source",
    "निर्णय निर्माताओं": "decision makers",
    "आदर्श प्रभाव": "a good first impression",
    "वैश्विक परिस्थितियों": "large-scale situations",
    "आंशिक विज्ञापन": "some of the advertising work",
    "अपरिहार्य": "inevitably",
    "मान्यता प्राप्त": "recognised people",
    "अनुभवी मामलों": "cases from practice",
    "गंभीर लोगों": "important people",
    "Lectera कोर्स": "advertisement",
    # account manager (004)
    "दोषपूर्ण": "defecting",
    "चालू खाते": "current state of the account (a bank's current account)",
    "वेतन सीमा": "range of pay",
    "इंडिड": "Indeed",
    "प्रवेश स्तर": "entry level",
    "प्रदान किए गए ग्राहकों": "the clientele the firm serves",
    "गो-बीच": "go-between",
    "संपर्क का एक बिंदु": "point of contact",
    "आमने-सामने": "one-on-one contact",
    "प्रतिधारण": "retention",
    "निदेशक": "director (लेखा निदेशक: of accounting)",
    "उपाध्यक्ष": "vice president",
    "returnoninvestment": "a link of the source's own site",
}
"""What the translating machines wrote in the seeds -> what is meant. A star stands for any ending."""

VARIANTS = {
    "नुकसान भरपाई": "pay",
    "25वाँ प्रतिशत": "25th percentile",
    "75वाँ प्रतिशत": "75th percentile",
    "आउटफ्लो": "churn",
    "डील बंद": "closing a deal",
    "सौदा बंद": "closing a deal",
    "मूल वेतन": "base salary (Basic, one part of an Indian payslip)",
    "संपर्क बिंदु": "point of contact",
    "सेवानिवृत्ति लाभ": "gratuities",
    "glasgow*": "Glassdoor",
    "defective customer*": "defecting customers",
    "counting manager": "account manager",
    "customer churning": "churn",
    "outflow rate": "churn",
    "staff unit": "a post on the staff list",
    "floating part": "variable part of pay",
    "rolling metal": "rolled metal products",
    "secondary special": "vocational diploma",
}
"""The same mistakes in another spelling, by another hand, or carried into English."""

RIGHT_HERE = {
    "यूरोपीय आयोग": "the European Commission",
    "4 विशेषज्ञ": "the name of our level 4",
    "सॉफ़्टवेयर, लेखा": "accounting is meant: firms in software, accounting and legal services",
    "बही-खाते (लेखा)": "accounting is meant: the job of an Accounts Executive",
    "बेसिक (मूल वेतन)": "the Indian Basic is meant, and told apart from base salary",
}
"""Where a word of the lists above is the right one, and why."""

TYPED = re.compile(r"^lexicon/|\.hidden_labels\.|^rules/[^.]+\.yaml\.(lists|words\..*\.(find|near|unless\w*))\.")
"""Places of words that visitors type: search and linter have to know the mistranslations, and never show them."""


@dataclass(frozen=True)
class Fact:
    """A figure, year, name or place of a seed. Any one of the forms will do; the API may leave out the commas."""

    role: str
    hi: tuple[str, ...]
    en: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.role}: {self.en[0]}"


def same(role: str, *forms: str) -> list[Fact]:
    """Facts that are written alike in both languages."""
    return [Fact(role, (form,), (form,)) for form in forms]


def named(role: str, hi: str, en: str) -> Fact:
    """A fact with its forms in both languages, parted by strokes."""
    return Fact(role, tuple(hi.split("|")), tuple(en.split("|")))


FACTS = [
    # key account manager (000): pay, outlook, education, experience
    *same(KAM, "51,933", "94,871", "4,015", "15,494", "1,769", "5,197", "5,500", "39,999", "2010", "PayScale"),
    named(KAM, "13 प्रतिशत|13%", "13 per cent|13%"),
    named(KAM, "2008 से 2018|2008–2018|2008–18", "2008 and 2018|2008 to 2018|2008–2018|2008–18"),
    named(KAM, "श्रम सांख्यिकी ब्यूरो", "Bureau of Labor Statistics"),
    named(KAM, "3–5 साल|तीन से पाँच साल|3 से 5 साल", "3–5 years|three to five years|3 to 5 years"),
    named(KAM, "एसोसिएट डिग्री", "associate degree"),
    named(KAM, "ग्रेजुएशन", "bachelor’s degree|bachelor's degree"),
    named(KAM, "बैचलर ऑफ़ साइंस", "Bachelor of Science"),
    named(KAM, "BBA|बैचलर ऑफ़ बिज़नेस एडमिनिस्ट्रेशन", "BBA|Bachelor of Business Administration"),
    named(KAM, "बैचलर ऑफ़ आर्ट्स", "BA|Bachelor of Arts"),
    named(KAM, "MBA", "MBA"),
    named(KAM, "जनसंपर्क", "public relations"),
    # sales managers (000): pay and employment
    *same(SM, "117,960", "79,420", "168,300", "385,500", "2016", "BLS"),
    named(SM, "75 प्रतिशत लोगों|75% लोगों", "75% of people"),
    named(SM, "25 प्रतिशत|25% लोगों", "25% more|25% of people"),
    named(SM, "अमेरिका", "United States"),
    # account manager (001): fields of study, trades, posts people come from
    named(AM, "अर्थशास्त्र", "economics"),
    named(AM, "क़ानून", "law"),
    named(AM, "रोल्ड मेटल", "rolled metal"),
    named(AM, "इंजीनियरिंग", "engineering"),
    named(AM, "प्रेस सचिव", "press secretaries|press secretary"),
    named(AM, "उप-प्रमुख|उप प्रमुख", "deputy head of public relations"),
    # account executive (002)
    *same(AE, "60,260", "31,109", "2020", "Glassdoor", "FINRA", "3220"),
    named(AE, "फ़ाइनेंशियल इंडस्ट्री रेगुलेटरी अथॉरिटी", "Financial Industry Regulatory Authority"),
    named(AE, "ब्रोकर-डीलर", "broker-dealers"),
    named(AE, "निवेश सलाहकार", "investment advisers"),
    named(AE, "उपहार और बख़्शीश", "gifts and gratuities"),
    named(AE, "फ़ास्ट-फ़ूड", "fast-food"),
    named(AE, "साइबर सुरक्षा", "cybersecurity"),
    named(AE, "अस्पताल", "hospital"),
    named(AE, "हेज फ़ंड", "hedge fund"),
    named(AE, "प्राइम ब्रोकरेज", "prime brokerage"),
    # key account manager in depth (003)
    *same(KAM, "B2B", "B2C", "KPI", "SWOT", "Lectera"),
    named(KAM, "2–3|2 से 3", "2–3|2 to 3"),
    named(KAM, "10–25|10 से 25", "10–25|10 to 25"),
    named(KAM, "ई-कॉमर्स", "e-commerce"),
    named(KAM, "रिटेल", "retail"),
    named(KAM, "शिकारी", "hunter"),
    named(KAM, "माली", "gardener"),
    named(KAM, "जूनियर", "junior"),
    named(KAM, "सीनियर", "senior"),
    named(KAM, "पूरी जिंदगी के लिए ग्राहक", "Customers for Life"),
    named(KAM, "कार्ल सेवेल", "Carl Sewell"),
    named(KAM, "पॉल ब्राउन", "Paul B. Brown"),
    named(KAM, "प्रतिस्पर्धी लाभ के रूप में फर्स्ट क्लास सर्विस", "First-class service as a competitive advantage"),
    named(KAM, "जॉन शोल", "John Tschohl"),
    named(
        KAM,
        "ग्राहक केंद्रित। डिजिटल युग में ग्राहकों के साथ व्यवहार",
        "Customer-centric. Dealing with customers in the digital age",
    ),
    named(KAM, "पीटर फ़ेडर", "Peter Fader"),
    named(KAM, "सारा थॉमस", "Sarah Thomas"),
    named(KAM, "सारा टॉम्स", "Sarah Toms"),
    named(
        KAM,
        "प्रमुख क्लाइंट का मैनेजमेंट। प्रभावी सहयोग, रणनीतिक साझेदारी और बिक्री में वृद्धि",
        "Effective cooperation, strategic partnership and growth in sales",
    ),
    named(KAM, "स्टीफ़न शिफ़मैन", "Stephan Schiffman"),
    named(KAM, "संक्षेप में। स्पष्ट। आसान", "Clear. Simple"),
    named(KAM, "एलन सीगल", "Alan Siegel"),
    named(KAM, "आइरीन एट्ज़कोर्न", "Irene Etzkorn"),
    # sales manager, the seller (003)
    named(SM, "2–3|2 से 3", "2–3|2 to 3"),
    named(SM, "10–25|10 से 25", "10–25|10 to 25"),
    named(SM, "शिकारी", "hunter"),
    named(SM, "माली", "gardener"),
    # account manager (004)
    *same(AM, "45,000", "85,000", "Indeed"),
    named(AM, "न्यूयॉर्क", "New York"),
    named(AM, "शिकागो", "Chicago"),
    named(AM, "सैन फ़्रांसिस्को", "San Francisco"),
    named(AM, "अटलांटा", "Atlanta"),
    named(AM, "लॉस एंजिल्स", "Los Angeles"),
    named(AM, "अमेरिका", "United States"),
    named(AM, "अकाउंट डायरेक्टर", "account director"),
    named(AM, "डायरेक्टर, अकाउंट मैनेजमेंट", "director of account management"),
    named(AM, "वाइस प्रेसिडेंट", "vice president of account management"),
    named(AM, "असिस्टेंट", "assistant"),
    named(AM, "एसोसिएट", "associate"),
    named(AM, "लीड अकाउंट मैनेजर", "lead account manager"),
    named(AM, "ROI", "return on investment"),
]
"""Every figure, year, name and place of the seeds, on the role whose page has to hold it."""

NOT_FACTS = {
    "keywords": "front matter",
    "careers": "front matter",
    "title": "front matter",
    "description": "front matter",
    "vs": "versus",
    "returnoninvestment": "a link of the source's own site",
}
"""Latin words of the seeds that name nothing."""

Pay = tuple[str, str, str, tuple[int | None, ...], str, int | None, tuple[str, ...], str | None]
PAY: dict[str, list[Pay]] = {
    KAM: [
        ("payscale-2010", "average", "salary", (None, 51933, 94871), "US", 2010, ("area-inferred",), None),
        ("payscale-2010", "range", "bonus", (None, 4015, 15494), "US", 2010, ("area-inferred", "year-inferred"), None),
        (
            "payscale-2010",
            "range",
            "profit-sharing",
            (None, 1769, 5197),
            "US",
            2010,
            ("area-inferred", "year-inferred"),
            None,
        ),
        (
            "payscale-2010",
            "range",
            "commission",
            (None, 5500, 39999),
            "US",
            2010,
            ("area-inferred", "year-inferred"),
            None,
        ),
    ],
    AM: [("indeed-account-manager", "range", "not-stated", (None, 45000, 85000), "US", None, (), None)],
    AE: [
        ("glassdoor-2020", "average", "base", (60260, None, None), "US", 2020, ("area-inferred",), None),
        ("glassdoor-2020", "average", "additional", (31109, None, None), "US", 2020, ("area-inferred",), None),
    ],
    SM: [
        (
            "bls-oews-2016",
            "average",
            "total",
            (117960, None, None),
            "US",
            2016,
            ("statistic-as-printed",),
            "team-head",
        ),
        ("bls-oews-2016", "p25", "total", (79420, None, None), "US", 2016, (), "team-head"),
        ("bls-oews-2016", "p75", "total", (168300, None, None), "US", 2016, (), "team-head"),
    ],
}
"""The seeds' pay facts: source, statistic, component, amounts, area, year (None: not given), flags and sense."""


# -- words ------------------------------------------------------------------------------------------------------------

WORD = re.compile(r"[\w\u0900-\u0963\u0971-\u097f]+")
INLINE = re.compile(r"</?(?:a|abbr|b|i|em|strong|small|span|cite)\b[^>]*>")


def folded(text: str) -> str:
    """NFC, no case, no nukta, one sign for the nasal: two spellings of one word are one."""
    return unicodedata.normalize("NFC", text).replace("\u093c", "").replace("\u0901", "\u0902").casefold()


def words(text: str) -> tuple[str, ...]:
    """The words of a text, Devanagari and Latin, folded."""
    return tuple(WORD.findall(folded(text)))


def spaced(text: str) -> str:
    """The words between spaces, so that a phrase can be found by whole words."""
    return f" {' '.join(words(text))} "


def without(text: str, phrases: Mapping[str, str]) -> str:
    """The spaced words of a text, each of the phrases replaced by a stroke, which is no word."""
    result = spaced(text)
    for phrase in phrases:
        result = result.replace(spaced(phrase), " | ")
    return result


def runs(parted: str) -> Iterator[str]:
    """All runs of eight words, none of them across a stroke."""
    for part in parted.split("|"):
        tokens = part.split()
        for start in range(len(tokens) - RUN + 1):
            yield " ".join(tokens[start : start + RUN])


def holds(text: str, phrase: str) -> bool:
    """Whether the spaced words hold the phrase; a star at its end stands for any ending."""
    ending = r"\S*" if phrase.endswith("*") else ""
    return re.search(f" {re.escape(' '.join(words(phrase)))}{ending} ", text) is not None


# -- what is read -----------------------------------------------------------------------------------------------------


@cache
def seeds() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))


@cache
def seed_runs() -> frozenset[str]:
    return frozenset(run for seed in seeds() for run in runs(spaced(seed)))


def strings(node: object, place: str) -> Iterator[tuple[str, str]]:
    """Every text in a tree of mappings and lists, with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from strings(value, f"{place}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from strings(value, f"{place}.{number}")
    elif isinstance(node, str):
        yield place, node


@cache
def texts_of(path: Path) -> tuple[tuple[str, str], ...]:
    """The texts of one content file, in both languages, with their places."""
    name = path.relative_to(CONTENT).as_posix()
    text = path.read_text(encoding="utf-8")
    return tuple(strings(yaml.safe_load(text), name)) if path.suffix == ".yaml" else ((name, text),)


@cache
def shown_texts() -> tuple[tuple[str, str], ...]:
    """All texts but those that are only typed, without what is right where it stands."""
    return tuple(
        (place, without(text, RIGHT_HERE))
        for path in FILES
        for place, text in texts_of(path)
        if TYPED.search(place) is None
    )


def page_text(markup: str) -> str:
    """What one reads on a page: blocks on lines of their own, words with marks inside kept whole."""
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", markup)
    return html.unescape(re.sub(r"<[^>]+>", "\n", INLINE.sub("", body)))


def says(text: str, forms: tuple[str, ...]) -> bool:
    """Whether a text holds one of the forms, not as a part of a longer number."""
    plain = folded(text)
    return any(re.search(rf"(?<![\d.,]){re.escape(folded(form))}(?!\d|[.,]\d)", plain) is not None for form in forms)


@pytest.fixture(scope="session")
def near(guide: Guide, app: Flask) -> Mapping[tuple[str, str], str]:
    """By role and language: the text of the role's page and of its guides, one click away."""
    client = app.test_client()
    found = {}
    for language in LANGUAGES:
        for slug in guide.library.roles:
            addresses = [f"/{language}/roles/{slug}"]
            addresses += [f"/{language}/guides/{g}" for g, one in guide.library.guides.items() if slug in one.roles]
            found[slug, language] = "\n".join(page_text(client.get(address).text) for address in addresses)
    return found


@pytest.fixture(scope="session")
def answers(guide: Guide, app: Flask) -> Mapping[tuple[str, str], str]:
    """By role and language: what the API answers, as text; figures there have no commas."""
    client = app.test_client()
    return {
        (slug, language): json.dumps(
            client.get(f"/api/v1/roles/{slug}?lang={language}").get_json(), ensure_ascii=False, indent=0
        )
        for slug in guide.library.roles
        for language in LANGUAGES
    }


# -- nothing copied ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CONTENT).as_posix())
def test_no_run_of_eight_words_is_shared_with_a_seed(path: Path) -> None:
    copied = [(place, run) for place, text in texts_of(path) for run in runs(without(text, MAY_BE_COPIED))]
    assert [found for found in copied if found[1] in seed_runs()] == []


@pytest.mark.parametrize("number", range(5))
def test_a_copied_sentence_would_be_noticed_in_another_spelling(number: int) -> None:
    sentence = max(re.split(r"[।\n]", seeds()[number]), key=len)
    respelt = unicodedata.normalize("NFD", sentence).replace("\u0902", "\u0901").upper()
    assert [run for run in runs(without(respelt, MAY_BE_COPIED)) if run not in seed_runs()] == []


@pytest.mark.parametrize("phrase", MAY_BE_COPIED)
def test_what_may_be_copied_stands_in_a_seed_and_in_the_content(phrase: str) -> None:
    in_seed = any(holds(spaced(seed), phrase) for seed in seeds())
    in_content = any(holds(spaced(text), phrase) for path in FILES for _, text in texts_of(path))
    assert (in_seed, in_content) == (True, True)


# -- nothing mistranslated --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phrase", [*MISTRANSLATIONS, *VARIANTS])
def test_a_mistranslation_stands_in_no_text(phrase: str) -> None:
    assert [place for place, text in shown_texts() if holds(text, phrase)] == []


@pytest.mark.parametrize("phrase", MISTRANSLATIONS)
def test_a_mistranslation_of_the_list_really_stands_in_a_seed(phrase: str) -> None:
    assert any(holds(spaced(seed), phrase) for seed in seeds())


@pytest.mark.parametrize("phrase", RIGHT_HERE)
def test_an_exception_is_still_needed(phrase: str) -> None:
    assert any(holds(spaced(text), phrase) for path in FILES for _, text in texts_of(path))


# -- no fact lost -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_the_page_of_the_right_role_or_one_click_from_it_holds_the_fact(
    fact: Fact, language: str, near: Mapping[tuple[str, str], str]
) -> None:
    assert says(near[fact.role, language], fact.hi if language == "hi" else fact.en)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_the_api_holds_the_fact(fact: Fact, language: str, answers: Mapping[tuple[str, str], str]) -> None:
    forms = fact.hi if language == "hi" else fact.en
    assert says(answers[fact.role, language], (*forms, *(re.sub(r"(?<=\d),(?=\d)", "", form) for form in forms)))


def test_every_number_of_the_seeds_is_in_the_list() -> None:
    number = re.compile(r"(?<![A-Za-z])\d[\d,]*(?:-\d+)?(?![A-Za-z])")
    listed = {part for fact in FACTS for form in fact.en for part in re.findall(r"\d[\d,]*", form)}
    printed = {part for seed in seeds() for found in number.findall(seed) for part in found.rstrip(",").split("-")}
    assert printed - listed == set()


def test_every_latin_name_of_the_seeds_is_in_the_list() -> None:
    listed = {word for fact in FACTS for form in fact.en for word in words(form)}
    printed = {word.casefold() for seed in seeds() for word in re.findall(r"[A-Za-z][A-Za-z0-9]+", seed)}
    assert printed - listed == set(NOT_FACTS)


@pytest.mark.parametrize("role", PAY)
def test_the_seeds_pay_facts_are_in_the_api_exactly_as_stated(role: str, app: Flask) -> None:
    sources = {pay[0] for pay in PAY[role]}
    figures = app.test_client().get(f"/api/v1/roles/{role}?lang=en").get_json()["salaries"]
    stated = [
        (
            figure["source"],
            figure["statistic"],
            figure["component"],
            (figure["amount"], figure["low"], figure["high"]),
            figure["area"],
            figure["reference_year"],
            tuple(sorted(figure["flags"])),
            figure["sense"],
        )
        for figure in figures
        if figure["source"] in sources
    ]
    assert sorted(stated, key=str) == sorted(PAY[role], key=str)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_account_manager_never_gets_the_sales_managers_customers(
    language: str, answers: Mapping[tuple[str, str], str]
) -> None:
    assert not says(answers[AM, language], ("10–25", "10-25", "10 से 25", "10 to 25"))
