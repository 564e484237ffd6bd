"""Hindi and English: catalogues, plurals, numbers, money, dates; renders a Message. The one door for Babel.

English sentences stand in the code and are the keys; Hindi stands in ``locale/hi.po``. Digits are 0-9 in both
languages; rupees are grouped in lakh and crore, other currencies in thousands.
"""

from __future__ import annotations

import gettext
import io
from datetime import date
from functools import cache
from pathlib import Path

from kamguide.model.text import Language
from kamguide.problems import Message, Said

_LOCALE = {"hi": "hi_IN", "en": "en_IN"}
_CATALOGUES = Path(__file__).parent / "locale"
_SPOKEN_TERRITORIES: dict[str, dict[Language, str]] = {"US": {"hi": "अमेरिका", "en": "US"}}
"""Countries that people call otherwise than CLDR does."""
_REGIONS: dict[str, dict[Language, str]] = {
    "US-AL": {"hi": "अलबामा", "en": "Alabama"},
    "US-AK": {"hi": "अलास्का", "en": "Alaska"},
    "US-AZ": {"hi": "ऐरिज़ोना", "en": "Arizona"},
    "US-AR": {"hi": "आर्कंसॉ", "en": "Arkansas"},
    "US-CA": {"hi": "कैलिफ़ोर्निया", "en": "California"},
    "US-CO": {"hi": "कोलोराडो", "en": "Colorado"},
    "US-CT": {"hi": "कनेक्टिकट", "en": "Connecticut"},
    "US-DE": {"hi": "डेलावेयर", "en": "Delaware"},
    "US-DC": {"hi": "वॉशिंगटन डी.सी.", "en": "District of Columbia"},
    "US-FL": {"hi": "फ़्लोरिडा", "en": "Florida"},
    "US-GA": {"hi": "जॉर्जिया", "en": "Georgia"},
    "US-GU": {"hi": "गुआम", "en": "Guam"},
    "US-HI": {"hi": "हवाई", "en": "Hawaii"},
    "US-ID": {"hi": "आइडाहो", "en": "Idaho"},
    "US-IL": {"hi": "इलिनॉय", "en": "Illinois"},
    "US-IN": {"hi": "इंडियाना", "en": "Indiana"},
    "US-IA": {"hi": "आयोवा", "en": "Iowa"},
    "US-KS": {"hi": "कैंसस", "en": "Kansas"},
    "US-KY": {"hi": "केंटकी", "en": "Kentucky"},
    "US-LA": {"hi": "लुइज़ियाना", "en": "Louisiana"},
    "US-ME": {"hi": "मेन", "en": "Maine"},
    "US-MD": {"hi": "मैरीलैंड", "en": "Maryland"},
    "US-MA": {"hi": "मैसाचुसेट्स", "en": "Massachusetts"},
    "US-MI": {"hi": "मिशिगन", "en": "Michigan"},
    "US-MN": {"hi": "मिनेसोटा", "en": "Minnesota"},
    "US-MS": {"hi": "मिसिसिपी", "en": "Mississippi"},
    "US-MO": {"hi": "मिज़ूरी", "en": "Missouri"},
    "US-MT": {"hi": "मोंटाना", "en": "Montana"},
    "US-NE": {"hi": "नेब्रास्का", "en": "Nebraska"},
    "US-NV": {"hi": "नेवाडा", "en": "Nevada"},
    "US-NH": {"hi": "न्यू हैंपशर", "en": "New Hampshire"},
    "US-NJ": {"hi": "न्यू जर्सी", "en": "New Jersey"},
    "US-NM": {"hi": "न्यू मैक्सिको", "en": "New Mexico"},
    "US-NY": {"hi": "न्यूयॉर्क", "en": "New York"},
    "US-NC": {"hi": "नॉर्थ कैरोलाइना", "en": "North Carolina"},
    "US-ND": {"hi": "नॉर्थ डकोटा", "en": "North Dakota"},
    "US-OH": {"hi": "ओहायो", "en": "Ohio"},
    "US-OK": {"hi": "ओक्लाहोमा", "en": "Oklahoma"},
    "US-OR": {"hi": "ऑरेगन", "en": "Oregon"},
    "US-PA": {"hi": "पेन्सिल्वेनिया", "en": "Pennsylvania"},
    "US-PR": {"hi": "प्योर्टो रीको", "en": "Puerto Rico"},
    "US-RI": {"hi": "रोड आइलैंड", "en": "Rhode Island"},
    "US-SC": {"hi": "साउथ कैरोलाइना", "en": "South Carolina"},
    "US-SD": {"hi": "साउथ डकोटा", "en": "South Dakota"},
    "US-TN": {"hi": "टेनेसी", "en": "Tennessee"},
    "US-TX": {"hi": "टेक्सस", "en": "Texas"},
    "US-UT": {"hi": "यूटा", "en": "Utah"},
    "US-VT": {"hi": "वरमॉन्ट", "en": "Vermont"},
    "US-VA": {"hi": "वर्जीनिया", "en": "Virginia"},
    "US-VI": {"hi": "वर्जिन आइलैंड्स", "en": "Virgin Islands"},
    "US-WA": {"hi": "वॉशिंगटन", "en": "Washington"},
    "US-WV": {"hi": "वेस्ट वर्जीनिया", "en": "West Virginia"},
    "US-WI": {"hi": "विस्कॉन्सिन", "en": "Wisconsin"},
    "US-WY": {"hi": "वायोमिंग", "en": "Wyoming"},
}
"""States and territories of the US; CLDR's names of regions do not come with Babel."""
_SIGNS = {"USD": "$", "INR": "₹", "EUR": "€", "GBP": "£"}


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The sentences of a language; English is the language of the keys and has none."""
    file = _CATALOGUES / f"{language}.po"
    if not file.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - Babel is slow to import; English needs none of it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate(text: str, language: Language) -> str:
    """A sentence of the interface in the language; the English key where none is written."""
    return catalogue(language).gettext(text) if text else text


def render(message: Message | Said | str, language: Language) -> str:
    """A message and the messages among its facts as a sentence of the language."""
    if isinstance(message, str):
        return message
    if isinstance(message, Said):
        return message.hi if language == "hi" else message.en
    facts = {n: f if isinstance(f, int) else render(f, language) for n, f in message.facts.items()}
    return translate(message.text, language) % facts


def number(value: int) -> str:
    """A whole number with thousands grouped, the same in both languages: 385,500."""
    return f"{value:,}"


def money(value: int, currency: str) -> str:
    """An amount with its sign, never converted: $51,933; rupees in lakh grouping: ₹12,50,000."""
    digits = grouped(value, currency)
    sign = _SIGNS.get(currency)
    return f"{sign}{digits}" if sign else f"{currency} {digits}"


def grouped(value: int, currency: str) -> str:
    """The digits of an amount without its sign, grouped as its currency is."""
    return indian_grouping(value) if currency == "INR" else number(value)


def indian_grouping(value: int) -> str:
    """Digits grouped as in India: the last three, then pairs: 12,50,000."""
    head, tail = divmod(abs(value), 1000)
    text = f"{tail:03d}" if head else str(tail)
    while head:
        head, pair = divmod(head, 100)
        text = (f"{pair:02d}" if head else str(pair)) + "," + text
    return ("-" if value < 0 else "") + text


@cache
def currencies() -> frozenset[str]:
    """The ISO 4217 codes of the currencies that are tender somewhere today, as CLDR has them."""
    from babel import Locale  # noqa: PLC0415 - slow to import, and only job descriptions need it
    from babel.numbers import get_territory_currencies  # noqa: PLC0415 - the same

    territories = map(str, Locale.parse("en").territories)
    return frozenset(str(code) for territory in territories for code in get_territory_currencies(territory))


def is_currency(code: str) -> bool:
    """Whether somebody can be paid in the currency of that ISO code: not XXX, nor gold, nor the mark."""
    return code in currencies()


def day(value: date, language: Language) -> str:
    """A date in words: 22 नवंबर 2026, 22 November 2026."""
    from babel.dates import format_date  # noqa: PLC0415 - slow to import, and only pages need it

    return format_date(value, "d MMMM y", locale=_LOCALE[language])


def territory(code: str, language: Language) -> str:
    """The name of a country from its ISO code; the code itself where none is known."""
    from babel import Locale  # noqa: PLC0415 - slow to import, and only pages need it

    country, _, region = code.partition("-")
    if code in _REGIONS:
        return f"{_REGIONS[code][language]}, {territory(country, language)}"
    if country in _SPOKEN_TERRITORIES:
        return _SPOKEN_TERRITORIES[country][language] + (f" ({region})" if region else "")
    name = Locale.parse(_LOCALE[language]).territories.get(country, country)
    return f"{name} ({region})" if region else str(name)


def region(code: str, language: Language) -> str:
    """The name of an area beside others of its country: of a state without the country."""
    return _REGIONS[code][language] if code in _REGIONS else territory(code, language)


def lowered(title: str, language: Language) -> str:
    """A title within a sentence: English writes its first letter small, unless it is a short name such as KAM."""
    return title[:1].lower() + title[1:] if language == "en" and title[1:2].islower() else title


def listed(items: list[str], language: Language) -> str:
    """Names in a row: a, b and c."""
    from babel.lists import format_list  # noqa: PLC0415 - slow to import, and only pages need it

    return format_list(items, "standard", locale=_LOCALE[language]) if items else ""
