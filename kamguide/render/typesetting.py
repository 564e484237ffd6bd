"""The one door for Typst: a document as PDF, and pictures as PNG. Words reach Typst as data, never as markup.

Typst and the typeface come with the extra ``export``. Nothing is fetched: templates ask for no package, the root holds
them alone, and fonts are those of the wheel. What is to be set waits for its turn (``_PRESS``), so that many at
once neither starve the pages nor need memory side by side; Typst lets other threads run meanwhile.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kamguide.render.blocks_data import part_data
from kamguide.render.documents import Document, Logo, texts_in
from kamguide.render.pdf_words import mended

if TYPE_CHECKING:
    import typst

_PAGES = Path(__file__).parent / "pages"
"""Our templates, and nothing else: the root out of which Typst reads nothing."""
_FAMILIES = ("Mukta",)
_PRESS = threading.Lock()
"""One document at a time."""


@cache
def offered() -> bool:
    """Whether anything can be set here: Typst and the typeface are installed."""
    return find_spec("typst") is not None and find_spec("fontpkg_mukta") is not None


def pdf(document: Document) -> bytes:
    """The document as a tagged PDF (PDF/UA-1) with its fonts; the same document gives the same bytes."""
    made = document.made
    logo = document.look.logo
    data = {
        "title": document.title,
        "author": document.author or [],
        "description": document.parts[0].lead or document.title,
        "made": {"year": made.year, "month": made.month, "day": made.day},
        "fonts": list(_FAMILIES),
        "colour": document.look.colour,
        "logo": None if logo is None else _logo(logo),
        "parts": [part_data(part) for part in document.parts],
    }  # fmt: skip
    with _PRESS:
        raw = _set(data, made)
        try:
            return mended(raw, [text for part in document.parts for text in texts_in(part)])
        except ValueError:  # such as brackets nested deeper than is looked: drawn right, told as Typst tells it
            return raw


def _set(data: Mapping[str, object], made: date) -> bytes:
    """Set to PDF/UA-1; without that standard where a letter stands in no typeface, without a logo that is damaged."""
    import typst  # noqa: PLC0415 - in an extra

    stamp = datetime.combine(made, time(), UTC)
    bare = {**data, "logo": None}
    ways = ((data, True), (data, False), (bare, True), (bare, False))
    for number, (inputs, strict) in enumerate(ways, start=1):
        try:
            return typst.compile(
                _PAGES / "document.typ",
                root=_PAGES,
                font_paths=_fonts(),
                format="pdf",
                pdf_standards="ua-1" if strict else None,
                timestamp=stamp,
                package_path=_PAGES,
                package_cache_path=_PAGES,
                sys_inputs={"document": json.dumps(inputs)},
            )
        except typst.TypstError:
            if number == len(ways):
                raise
    raise AssertionError("one of the ways was taken, or its error told")


def as_png(logo: Logo) -> bytes | None:
    """A logo in a form that every word processor takes; None where it cannot be made: without Typst, or damaged."""
    if logo.media_type != "image/webp":
        return logo.data
    if not offered():
        return None
    import typst  # noqa: PLC0415 - in an extra

    try:
        return _png("logo.typ", {"logo": _logo(logo)})
    except typst.TypstError:
        return None


def picture(data: Mapping[str, object]) -> bytes:
    """The picture for links as PNG, from the words that ``pages/picture.typ`` asks for."""
    return _png("picture.typ", {"picture": data})


def _png(template: str, inputs: Mapping[str, Mapping[str, object]]) -> bytes:
    import typst  # noqa: PLC0415 - in an extra

    with _PRESS:
        return typst.compile(
            _PAGES / template,
            root=_PAGES,
            font_paths=_fonts(),
            format="png",
            ppi=72,
            package_path=_PAGES,
            package_cache_path=_PAGES,
            sys_inputs={name: json.dumps(data) for name, data in inputs.items()},
        )


def _logo(logo: Logo) -> dict[str, object]:
    kind = logo.media_type.removeprefix("image/").replace("jpeg", "jpg")
    return {"data": list(logo.data), "format": kind, "alternative": logo.alternative}


@cache
def _fonts() -> typst.Fonts:
    """The typeface, read once."""
    import fontpkg_mukta  # noqa: PLC0415 - in an extra
    import typst  # noqa: PLC0415 - in an extra

    files = str(Path(fontpkg_mukta.__file__).parent / "files")
    return typst.Fonts(include_system_fonts=False, font_paths=[files])
