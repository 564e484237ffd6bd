"""A stranger's workbook, measured before anything is built from it: read piece by piece, and nothing kept.

Every part goes through expat, as a program for spreadsheets would read it: what is written in another encoding, with
blanks or with entities is seen as it is meant.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from xml.parsers import expat

from kamguide.errors import RefusedFileError
from kamguide.sources.characters import visible

UNPACKED_LIMIT = 20_000_000
"""Bytes of a workbook once unpacked."""
PARTS_LIMIT = 500
"""Files inside a workbook."""
ELEMENTS_LIMIT = 1_500_000
"""Elements in all parts; a sheet takes two for each cell."""
OTHER_ELEMENTS_LIMIT = 100_000
"""Elements in a part that is no sheet and no list of texts: styles cost more to read than cells do."""
DEPTH_LIMIT = 100
_MANY = ("xl/worksheets/", "xl/sharedstrings")


def merged_cells(data: bytes) -> Mapping[str, str]:
    """The first merge of each sheet that has one, as written there, by the part's path; and all is measured on the way.

    :raises RefusedFileError: it would be too large, is damaged, is no workbook, or holds macros or entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            if len(parts) > PARTS_LIMIT:
                raise RefusedFileError("The workbook holds more than %(limit)s files.", limit=PARTS_LIMIT)
            if any(part.flag_bits & 1 for part in parts):
                raise RefusedFileError("The workbook has a password: save it without one.")
            if "xl/workbook.xml" not in names:
                raise RefusedFileError("This is no .xlsx workbook.")
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise RefusedFileError("The workbook holds macros: save it as .xlsx.")
            if len(set(names)) < len(names):
                raise RefusedFileError("The workbook is damaged: %(reason)s.", reason="the same part twice")
            return _measured(archive, parts)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, zlib.error) as error:
        raise RefusedFileError("The workbook is damaged: %(reason)s.", reason=type(error).__name__) from None


def _measured(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> dict[str, str]:
    merged: dict[str, str] = {}
    left, elements = UNPACKED_LIMIT, ELEMENTS_LIMIT
    for part in parts:
        many = part.filename.lower().startswith(_MANY)
        seen = _Part(elements if many else min(elements, OTHER_ELEMENTS_LIMIT))
        with archive.open(part) as stream:
            while piece := stream.read(65_536):
                left -= len(piece)
                if left < 0:
                    raise RefusedFileError(
                        "The workbook would be larger than %(limit)s MB when unpacked.",
                        limit=UNPACKED_LIMIT // 1_000_000,
                    )
                seen.feed(piece)
        elements -= seen.elements
        if seen.merged:
            merged[part.filename] = visible(seen.merged, 30)
    return merged


class _Part:
    """One part on its way through expat. What is no XML is counted in bytes only: nobody will read it as a sheet."""

    def __init__(self, limit: int) -> None:
        self.elements = 0
        self.merged = ""
        self._limit = limit
        self._depth = 0
        self._parser: expat.XMLParserType | None = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._declared

    def feed(self, piece: bytes) -> None:
        if self._parser is None:
            return
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError:
            self._parser = None

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        self._depth += 1
        if self.elements > self._limit or self._depth > DEPTH_LIMIT:
            raise RefusedFileError("The workbook holds too much: copy its cells into a new one.")
        if name.rpartition(" ")[2] == "mergeCell" and not self.merged:
            self.merged = attributes.get("ref", "?").strip() or "?"

    def _end(self, name: str) -> None:  # noqa: ARG002 - expat's signature
        self._depth -= 1

    def _declared(self, *_: object) -> None:
        raise RefusedFileError("The workbook declares entities: save it anew as .xlsx.")
