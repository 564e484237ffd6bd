"""Pictures for links: 1200 by 630, title and sentence in the page's language, set by Typst (`pages/picture.typ`).

Typst comes with the extra ``export`` (:mod:`kamguide.render.typesetting`); without it links travel without a picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kamguide.render import typesetting

WIDTH, HEIGHT = 1200, 630

COLOURS: Mapping[str, tuple[str, str]] = {
    "account-executive": ("#B0421C", "#FCEBE3"),
    "account-manager": ("#0A6C74", "#E1F1F2"),
    "key-account-manager": ("#2E3192", "#ECEDFA"),
    "sales-manager": ("#7B2A6D", "#F7E9F4"),
}
"""Each role's colour and its soft ground, as in the style sheet."""
_OTHER = COLOURS["key-account-manager"]


@dataclass(frozen=True, slots=True)
class Picture:
    """The words of one picture, and the role whose colour it wears."""

    language: str
    title: str
    subtitle: str
    sentence: str
    badge: str
    role: str
    site: str
    other_badge: str = ""
    """The badge of the role it is compared with, where it is."""
    other_role: str = ""


@lru_cache(maxsize=200)
def png(picture: Picture) -> bytes:
    """The picture as PNG. Words reach Typst as data, never as markup; nothing is fetched."""
    colour, ground = COLOURS.get(picture.role, _OTHER)
    data = {
        "language": picture.language,
        "other_language": "en" if picture.language == "hi" else "hi",
        "title": picture.title,
        "subtitle": picture.subtitle,
        "sentence": shortened(picture.sentence),
        "badge": picture.badge,
        "other_badge": picture.other_badge,
        "other_colour": COLOURS.get(picture.other_role, (colour, ground))[0],
        "site": picture.site,
        "size": 84 if len(picture.title) < 26 else 64 if len(picture.title) < 60 else 54,  # noqa: PLR2004 - what fits
        "colour": colour,
        "ground": ground,
    }
    return typesetting.picture(data)


_LONGEST = 420
"""Letters that stand on the picture at its smallest size."""


def shortened(sentence: str) -> str:
    """Whole sentences up to the length that fits; of a first one that is longer the words that do, and a mark."""
    kept = ""
    for part in sentence.replace("।", "।\0").replace(". ", ". \0").split("\0"):
        if len(kept) + len(part) > _LONGEST:
            break
        kept += part
    return kept.strip() or sentence[:_LONGEST].rpartition(" ")[0].strip() + " …"
