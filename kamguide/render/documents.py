"""A document: one part of blocks for each language, its look and its day; each exit writes it in its own form.

Exits: :mod:`kamguide.render.markdown_out`, :mod:`plain_text`, :mod:`html_out`, :mod:`word`, :mod:`typesetting` (PDF),
:mod:`blocks_data` (JSON).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kamguide.errors import WrongUseError
from kamguide.model.text import Language
from kamguide.render.blocks import Block, cleaned, texts_of

BLOCKS_LIMIT = 2_000
"""Blocks, items and rows of one document."""
LETTERS_LIMIT = 200_000
"""Characters of one document; some 60 pages."""
BRAND = "#2E3192"


def _n(text: str) -> str:
    return text


_TOO_LONG = _n("The document would hold more than %(limit)s characters: leave something out.")
_TOO_MANY = _n("The document would hold more than %(limit)s blocks and rows: leave something out.")


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture at the head: PNG, JPEG or WebP, and what it shows in words."""

    data: bytes
    media_type: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is dressed: the colour of its headings, a logo."""

    colour: str = BRAND
    """As `#RRGGBB`."""
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The document in one language: its title, a line above it, what it says, and its foot."""

    language: Language
    title: str
    blocks: Sequence[Block]
    eyebrow: str = ""
    """A short line above the title, such as the employer."""
    lead: str = ""
    """A short line below the title."""
    foot: Sequence[str] = ()
    """Short lines in the foot of every page, such as where it comes from and of which day it is."""
    page_of: str = ""
    """How pages are numbered, with ``%(page)s`` and ``%(pages)s``; empty: by numbers alone."""
    field: str = ""

    def __post_init__(self) -> None:
        for name in ("title", "eyebrow", "lead", "page_of"):
            object.__setattr__(self, name, cleaned(getattr(self, name)))
        object.__setattr__(self, "foot", tuple(cleaned(line) for line in self.foot))


@dataclass(frozen=True, slots=True)
class Document:
    """A document: one part for each language, in the order in which they are to stand.

    :raises WrongUseError: it holds more than ``BLOCKS_LIMIT`` blocks or ``LETTERS_LIMIT`` characters.
    """

    parts: Sequence[Part]
    made: date
    """The day it is of; exits write it as the file's date, so that the same document gives the same bytes."""
    author: str = ""
    look: Look = field(default_factory=Look)
    facts: Mapping[str, str] = field(default_factory=dict)
    """What programs may want to know beside the text, such as the role's reference and the content's version."""

    def __post_init__(self) -> None:
        count = letters = 0
        for part in self.parts:
            for text in texts_in(part):
                count += 1
                letters += len(text)
        if count > BLOCKS_LIMIT:
            raise WrongUseError(_TOO_MANY, limit=BLOCKS_LIMIT)
        if letters > LETTERS_LIMIT:
            raise WrongUseError(_TOO_LONG, limit=LETTERS_LIMIT)

    @property
    def title(self) -> str:
        """The title of its first part."""
        return self.parts[0].title

    @property
    def language(self) -> Language:
        """The language of its first part."""
        return self.parts[0].language


def texts_in(part: Part) -> Iterator[str]:
    """Every text of a part, in reading order, each as one string."""
    yield from (text for text in (part.eyebrow, part.title, part.lead) if text)
    for block in part.blocks:
        yield from (text for text in texts_of(block) if text)
    yield from part.foot
