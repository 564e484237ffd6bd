"""What people type into a job description, taken for what it means: text, amounts of money, currencies, dates."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from pydantic_core import PydanticCustomError

from kamguide.language import is_currency
from kamguide.sources.characters import normalised, without_refused

AMOUNT_LIMIT = 1_000_000_000_000
"""The largest amount of pay, in whole units of its currency."""
_AMOUNT = re.compile(
    r"(?:[₹$€£]|rs\.?|inr|usd)?\s*(?P<digits>[0-9](?:[0-9,\s]*[0-9])?(?:\.[0-9]+)?)\s*(?P<times>\D*?)\.?\s*",
    re.IGNORECASE,
)
_TIMES = {
    "": 1, "/-": 1,
    "k": 1_000, "हज़ार": 1_000, "thousand": 1_000,
    "l": 100_000, "lpa": 100_000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000, "लाख": 100_000,
    "m": 1_000_000, "million": 1_000_000,
    "cr": 10_000_000, "crore": 10_000_000, "crores": 10_000_000, "करोड़": 10_000_000,
}  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def cleaned(text: str) -> str:
    """The text as it is kept: one line, in NFC, without refused characters."""
    return normalised(re.sub(r"\s+", " ", without_refused(re.sub(r"[\r\n\v\f\x85\u2028\u2029]", " ", text)))).strip()


def amount(value: object) -> int:
    """An amount of money in whole units: 800000, ``8,00,000``, ``₹ 8.5 लाख``, ``8 LPA``, ``८,००,०००``.

    :raises PydanticCustomError: it is none, or not between 1 and ``AMOUNT_LIMIT``.
    """
    if value is None or value == "":
        raise PydanticCustomError("empty-amount", "empty")
    found = _counted(value)
    if found is None or found != int(found):
        raise PydanticCustomError("no-amount", "no amount", {"value": cleaned(str(value))[:40]})
    if not 1 <= found <= AMOUNT_LIMIT:
        raise PydanticCustomError("amount-out-of-range", "out of range", {"limit": AMOUNT_LIMIT})
    return int(found)


def _counted(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value) if abs(value) <= AMOUNT_LIMIT * 10 else Decimal(AMOUNT_LIMIT * 10)
    if isinstance(value, float):
        found = Decimal(value)
        return found if found.is_finite() and abs(found) <= AMOUNT_LIMIT * 10 else None
    if not isinstance(value, str) or len(value) > 60:  # noqa: PLR2004 - no amount is longer
        return None
    match = _AMOUNT.fullmatch(_digits(cleaned(value)))
    times = _TIMES.get(normalised(match["times"].strip().lower())) if match is not None else None
    if match is None or times is None:
        return None
    return Decimal(re.sub(r"[,\s]", "", match["digits"])) * times


def _digits(text: str) -> str:
    """Digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if unicodedata.decimal(c, None) is not None else c for c in text)


def currency(value: str) -> str:
    """An ISO 4217 code, in capitals.

    :raises PydanticCustomError: there is no such currency.
    """
    code = cleaned(value).upper()
    if not is_currency(code):
        raise PydanticCustomError("no-currency", "no currency", {"value": code[:40]})
    return code


def calendar_day(value: object) -> date:
    """A day: ``2026-12-31``, or day first as forms without a calendar have it: ``31/12/2026``.

    :raises PydanticCustomError: it is none.
    """
    if type(value) is date:
        return value
    text = _digits(cleaned(value)) if isinstance(value, str) and len(value) <= 60 else ""  # noqa: PLR2004
    if (match := _ISO.fullmatch(text)) is not None:
        year, month, day = map(int, match.groups())
    elif (match := _DAY_FIRST.fullmatch(text)) is not None:
        day, month, year = map(int, match.groups())
    else:
        raise PydanticCustomError("no-date", "no date", {"value": cleaned(str(value))[:40]})
    try:
        return date(year, month, day)
    except ValueError:
        raise PydanticCustomError("no-date", "no date", {"value": text[:40]}) from None
