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
#let told(size) = block(width: 1020pt)[
  #set par(leading: 0.42em)
  #text(size: d.size * 1pt, weight: 600, d.title)
  #if d.subtitle != "" { v(-0.6em); text(size: 40pt, fill: rgb("#4B4D63"), lang: d.other_language, d.subtitle) }
  #v(0.35em)
  #text(size: size, d.sentence)
]
// the largest size at which all of it stands above the site's name; signs above the line need room at the top
#place(top + left, dx: 70pt, dy: 135pt, context {
  let sizes = (36pt, 34pt, 32pt, 30pt, 28pt, 26pt, 24pt)
  let fit = sizes.find(size => measure(told(size)).height <= 345pt)
  box(height: 400pt, clip: true, inset: (top: 50pt, x: 20pt), told(if fit == none { sizes.last() } else { fit }))
})
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
        "sentence": shortened(picture.sentence),
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
