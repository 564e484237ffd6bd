"""A document as DOCX for Word and LibreOffice: the one door for python-docx, which comes with an extra.

Behind it stand :mod:`word_writer` and :mod:`word_styles`.

Word keeps a second set of properties for Devanagari (complex script): each run and style says bold, size, typeface and
language twice. Links stand as text with their address, so that the file refers to nothing outside itself.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kamguide.render.documents import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_EARLIEST = (1980, 1, 1)


def offered() -> bool:
    """Whether python-docx is installed."""
    return find_spec("docx") is not None


def to_word(document: Document) -> bytes:
    """The document as DOCX, with real headings and lists; the same document gives the same bytes."""
    import docx  # noqa: PLC0415 - in an extra

    from kamguide.render.word_writer import Writer, dressed  # noqa: PLC0415 - stands on it

    made = docx.Document()
    dressed(made, document.look.colour)
    _properties(made, document)
    for number, part in enumerate(document.parts):
        Writer(made, part.language).part(part, document, number)
    saved = io.BytesIO()
    made.save(saved)
    return _same_bytes(saved.getvalue())


def _properties(made: WordDocument, document: Document) -> None:
    known = made.core_properties
    stamp = datetime.combine(document.made, time())
    known.title, known.author, known.comments = document.title[:250], (document.author or "kamguide")[:250], ""
    known.language, known.created, known.modified = f"{document.language}-IN", stamp, stamp
    known.last_modified_by, known.revision = "", 1


def _same_bytes(data: bytes) -> bytes:
    """The archive without the hour in which it was written."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as anew:
        for name in archive.namelist():
            entry = zipfile.ZipInfo(name, (*_EARLIEST, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            anew.writestr(entry, archive.read(name))
    return kept.getvalue()
