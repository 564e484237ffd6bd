"""Pictures for links: 1200 by 630, title and sentence in the page's language, set by Typst. The one door for Typst.

Typst comes with the extra ``export``; without it links travel without a picture.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

WIDTH, HEIGHT = 1200, 630

COLOURS: Mapping[str, tuple[str, str]] = {
    "account-executive": ("#B0421C", "#FCEBE3"),
    "account-manager": ("#0A6C74", "#E1F1F2"),
    "key-account-manager": ("#2E3192", "#ECEDFA"),
    "sales-manager": ("#7B2A6D", "#F7E9F4"),
}
"""Each role's colour and its soft ground, as in the style sheet."""
_OTHER = COLOURS["key-account-manager"]

_TEMPLATE = """
#let d = json(bytes(sys.inputs.picture))
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: rgb(d.ground))
#set text(font: "Mukta", lang: d.language, fill: rgb("#1A1B2E"))
#place(top, rect(width: 100%, height: 22pt, fill: rgb(d.colour)))
#place(top + right, rect(width: 50%, height: 22pt, fill: rgb(d.other_colour)))
#let hung(colour, words) = box(
  fill: rgb(colour), inset: (x: 34pt, y: 20pt), radius: (bottom: 16pt),
  text(size: 46pt, weight: 600, fill: white, lang: "en", words))
#place(top + left, dx: 90pt, dy: 22pt, {
  hung(d.colour, d.badge)
  if d.other_badge != "" { h(24pt); hung(d.other_colour, d.other_badge) }
})
#place(top + left, dx: 90pt, dy: 185pt, block(width: 1020pt)[
  #set par(leading: 0.42em)
  #text(size: d.size * 1pt, weight: 600, d.title)
  #if d.subtitle != "" { v(-0.1em); text(size: 40pt, fill: rgb("#4B4D63"), lang: d.other_language, d.subtitle) }
  #v(0.35em)
  #text(size: 36pt, d.sentence)
])
#place(bottom + left, dx: 90pt, dy: -48pt, text(size: 34pt, weight: 600, fill: rgb(d.colour), lang: "en", d.site))
"""


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


@cache
def offered() -> bool:
    """Whether pictures can be made here: Typst and the typeface are installed."""
    return find_spec("typst") is not None and find_spec("fontpkg_mukta") is not None


@cache
def _fonts() -> typst.Fonts:
    """The typeface, read once."""
    import fontpkg_mukta  # noqa: PLC0415 - in an extra
    import typst  # noqa: PLC0415 - in an extra

    files = str(Path(fontpkg_mukta.__file__).parent / "files")
    return typst.Fonts(include_system_fonts=False, font_paths=[files])


@lru_cache(maxsize=200)
def png(picture: Picture) -> bytes:
    """The picture as PNG. Words reach Typst as data, never as markup; nothing is fetched."""
    import typst  # noqa: PLC0415 - in an extra

    colour, ground = COLOURS.get(picture.role, _OTHER)
    data = {
        "language": picture.language,
        "other_language": "en" if picture.language == "hi" else "hi",
        "title": picture.title,
        "subtitle": picture.subtitle,
        "sentence": _shortened(picture.sentence),
        "badge": picture.badge,
        "other_badge": picture.other_badge,
        "other_colour": COLOURS.get(picture.other_role, (colour, ground))[0],
        "site": picture.site,
        "size": 84 if len(picture.title) < 26 else 64 if len(picture.title) < 60 else 54,  # noqa: PLR2004 - what fits
        "colour": colour,
        "ground": ground,
    }
    return typst.compile(
        _TEMPLATE.encode(),
        format="png",
        ppi=72,
        font_paths=_fonts(),
        sys_inputs={"picture": json.dumps(data)},
    )


def _shortened(sentence: str, most: int = 190) -> str:
    """Whole sentences up to the length that fits; at least the first."""
    kept = ""
    for part in sentence.replace("।", "।\0").replace(". ", ". \0").split("\0"):
        if kept and len(kept) + len(part) > most:
            break
        kept += part
    return kept.strip()
