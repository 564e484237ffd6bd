"""The text of a stranger's Word file, a line for each paragraph: read piece by piece, and nothing of it is kept.

Only ``word/document.xml`` is unpacked, through expat: pictures, macros, links and styles are never opened, so nothing
needs python-docx and nothing is fetched. Points of a list begin with ``- ``, as people write them by hand.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from kamguide.errors import RefusedFileError

FILE_LIMIT = 20_000_000
"""Bytes of a file as it is handed in; pictures make job descriptions large."""
UNPACKED_LIMIT = 20_000_000
"""Bytes of the text's part once unpacked: 100,000 characters take some 2 MB with all their marks."""
TEXT_LIMIT = 1_000_000
"""Characters taken out of it."""
PARTS_LIMIT = 2_000
"""Files inside."""
DEPTH_LIMIT = 200
BEGINS = b"PK\x03\x04"
"""How such a file begins, whatever its name."""
_PART = "word/document.xml"
_SPACES = frozenset(
    f"{space}/main"
    for space in (
        "http://schemas.openxmlformats.org/wordprocessingml/2006",
        "http://purl.oclc.org/ooxml/wordprocessingml",
    )
)
_SIGNS: Mapping[str, str] = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def text_of_word(data: bytes) -> str:
    """What a .docx file says, in reading order; text of comments, headers and footers is left out.

    :raises RefusedFileError: it is too large, damaged, locked, holds entities, or is no such file.
    """
    if len(data) > FILE_LIMIT:
        raise RefusedFileError("The file is larger than %(limit)s MB.", limit=FILE_LIMIT // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename == _PART]
            if len(archive.infolist()) > PARTS_LIMIT:
                raise RefusedFileError("The file holds more than %(limit)s parts.", limit=PARTS_LIMIT)
            if len(parts) != 1:
                raise RefusedFileError("This is no .docx file of Word: save it as .docx or as plain text.")
            if parts[0].flag_bits & 1:
                raise RefusedFileError("The file has a password: save it without one.")
            return _read(archive, parts[0])
    except (
        zipfile.BadZipFile,
        expat.ExpatError,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
        zlib.error,
    ) as error:
        raise RefusedFileError("The Word file is damaged: %(reason)s.", reason=type(error).__name__) from None


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    reading, left = _Reading(), UNPACKED_LIMIT
    with archive.open(part) as stream:
        while piece := stream.read(65_536):
            left -= len(piece)
            if left < 0:
                raise RefusedFileError(
                    "The file would be larger than %(limit)s MB when unpacked.", limit=UNPACKED_LIMIT // 1_000_000
                )
            reading.parser.Parse(piece, False)
    reading.parser.Parse(b"", True)
    return reading.text()


class _Reading:
    """The text on its way out of the part: what is in runs, but not what a newer form of it stands beside."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said
        self.parser.StartDoctypeDeclHandler = self._declared
        self._lines: list[str] = []
        self._open: list[tuple[list[str], bool]] = []
        self._length = self._depth = self._older = 0
        self._inside = False

    def text(self) -> str:
        """All lines that were read."""
        return "\n".join(self._lines)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise RefusedFileError("The Word file is damaged: %(reason)s.", reason="depth")
        space, _, local = name.rpartition(" ")
        if local == "Fallback":
            self._older += 1
        if self._older or space not in _SPACES:
            return
        if local == "p":
            self._open.append(([], False))
        elif local == "numPr" and self._open:
            self._open[-1] = (self._open[-1][0], True)
        elif local == "numId" and self._open and attributes.get(f"{space} val") == "0":
            self._open[-1] = (self._open[-1][0], False)
        elif local == "t":
            self._inside = True
        elif local in _SIGNS:
            self._add(_SIGNS[local])

    def _end(self, name: str) -> None:
        self._depth -= 1
        space, _, local = name.rpartition(" ")
        if local == "Fallback":
            self._older -= 1
        if self._older or space not in _SPACES:
            return
        if local == "t":
            self._inside = False
        elif local == "p" and self._open:
            pieces, point = self._open.pop()
            said = "".join(pieces)
            self._lines.append(f"- {said}" if point and said.strip() else said)

    def _said(self, piece: str) -> None:
        if self._inside:
            self._add(piece)

    def _add(self, piece: str) -> None:
        if self._open:
            self._length += len(piece)
            if self._length > TEXT_LIMIT:
                raise RefusedFileError("The file holds more than %(limit)s characters.", limit=TEXT_LIMIT)
            self._open[-1][0].append(piece)

    def _declared(self, *_: object) -> None:
        raise RefusedFileError("The Word file declares entities: save it anew as .docx.")
