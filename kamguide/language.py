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
    digits = indian_grouping(value) if currency == "INR" else number(value)
    sign = _SIGNS.get(currency)
    return f"{sign}{digits}" if sign else f"{currency} {digits}"


def indian_grouping(value: int) -> str:
    """Digits grouped as in India: the last three, then pairs: 12,50,000."""
    head, tail = divmod(abs(value), 1000)
    text = f"{tail:03d}" if head else str(tail)
    while head:
        head, pair = divmod(head, 100)
        text = (f"{pair:02d}" if head else str(pair)) + "," + text
    return ("-" if value < 0 else "") + text


def day(value: date, language: Language) -> str:
    """A date in words: 22 नवंबर 2026, 22 November 2026."""
    from babel.dates import format_date  # noqa: PLC0415 - slow to import, and only pages need it

    return format_date(value, "d MMMM y", locale=_LOCALE[language])


def territory(code: str, language: Language) -> str:
    """The name of a country from its ISO code; the code itself where none is known."""
    from babel import Locale  # noqa: PLC0415 - slow to import, and only pages need it

    country, _, region = code.partition("-")
    if country in _SPOKEN_TERRITORIES:
        return _SPOKEN_TERRITORIES[country][language] + (f" ({region})" if region else "")
    name = Locale.parse(_LOCALE[language]).territories.get(country, country)
    return f"{name} ({region})" if region else str(name)


def lowered(title: str, language: Language) -> str:
    """A title within a sentence: English writes its first letter small, unless it is a short name such as KAM."""
    return title[:1].lower() + title[1:] if language == "en" and title[1:2].islower() else title


def listed(items: list[str], language: Language) -> str:
    """Names in a row: a, b and c."""
    from babel.lists import format_list  # noqa: PLC0415 - slow to import, and only pages need it

    return format_list(items, "standard", locale=_LOCALE[language]) if items else ""
