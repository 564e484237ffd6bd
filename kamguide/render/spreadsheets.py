"""Spreadsheets out and in: CSV and XLSX as rows of values. The one door for openpyxl, which comes with an extra.

What comes in is a stranger's file: it is measured before it is unpacked, and refused by name. Formulas, macros and
references to other files never reach a cell.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from kamguide.errors import RefusedFileError

Value = str | int | float | bool | None
FILE_LIMIT = 10_000_000
"""Bytes of a file."""
UNPACKED_LIMIT = 20_000_000
"""Bytes of a workbook once unpacked."""
TABLE_LIMIT = 400_000_000
"""Bytes of a large table once unpacked: the states of OEWS take about 60 million."""
PARTS_LIMIT = 500
"""Files inside a workbook."""
ROWS_LIMIT, COLUMNS_LIMIT, CELLS_LIMIT = 10_000, 16_384, 2_000_000


def _n(text: str) -> str:
    return text


_TOO_MANY = _n("The sheet holds more than 10,000 rows or %(cells)s cells.")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=[\"']([A-Z0-9:]{1,30})")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, where it stands, and what is wrong with it as a cell: ``formula``, ``error`` or nothing."""

    name: str
    """Such as C7."""
    value: Value
    fault: str = ""


def offered() -> bool:
    """Whether workbooks can be written and read here."""
    return find_spec("openpyxl") is not None


def guarded(text: str) -> str:
    """The text with an apostrophe where a spreadsheet would calculate it, or where it begins with one."""
    return f"'{text}" if text.lstrip(" ").startswith((*_RISKY, "'")) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text


def to_csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """Rows as CSV in UTF-8, with the mark by which Excel knows that it is."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([["" if v is None else _clean(v) for v in row] for row in rows])
    return ("\ufeff" + text.getvalue()).encode()


def to_xlsx(rows: Sequence[Sequence[Value]], title: str) -> bytes:
    """Rows as a workbook of one sheet; its first row and first two columns stay in sight. Text is text, never code."""
    from openpyxl import Workbook  # noqa: PLC0415 - in an extra
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "C2"
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 40
    for number, row in enumerate(rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, _clean(value))
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula, whatever it begins with
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _clean(value: Value) -> Value:
    """The value without control characters, which neither form may hold."""
    return _CONTROL.sub("", value) if isinstance(value, str) else value


def read(data: bytes) -> list[list[Cell]]:
    """The rows of a CSV file or of a workbook's first sheet; which of the two it is, its bytes say.

    :raises RefusedFileError: it is neither, or is not to be unpacked; the message says why.
    """
    if not data.strip():
        raise RefusedFileError("The file is empty.")
    if len(data) > FILE_LIMIT:
        raise RefusedFileError("The file is larger than %(limit)s MB.", limit=FILE_LIMIT // 1_000_000)
    if data.startswith(_OLD):
        raise RefusedFileError("This is an old .xls workbook, or one with a password: save it as .xlsx without one.")
    if data.startswith(b"%PDF"):
        raise RefusedFileError("This is a PDF, no spreadsheet.")
    return _limited(_workbook(data) if data.startswith(_ZIP) else _text(data))


def table(data: bytes) -> Iterator[Sequence[Value]]:
    """The values of a large table, row by row: a CSV file, or a workbook's first sheet. Formulas are no values here.

    Its limits are wider than those of ``read``, for nothing is built but the row at hand; merged cells are empty but
    for the first.

    :raises RefusedFileError: it is neither, is damaged or is larger than any table that we know.
    """
    if not data.strip():
        raise RefusedFileError("The file is empty.")
    if data.startswith((_OLD, b"%PDF")):
        raise RefusedFileError("This is no .xlsx workbook.")
    if not data.startswith(_ZIP):
        yield from ([cell.value for cell in line] for line in _text(data))
        return
    if not offered():
        raise RefusedFileError("Workbooks need the extra “spreadsheets”; CSV can be read without.")
    _unpacked_safely(data, TABLE_LIMIT, merged=True)
    from openpyxl import load_workbook  # noqa: PLC0415 - in an extra

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [v if v is None or isinstance(v, str | int | float | bool) else str(v) for v in row]
    except Exception as error:
        raise RefusedFileError("The workbook is damaged: %(reason)s.", reason=type(error).__name__) from None


def _limited(rows: list[list[Cell]]) -> list[list[Cell]]:
    if len(rows) > ROWS_LIMIT or sum(map(len, rows)) > CELLS_LIMIT:
        raise RefusedFileError(_TOO_MANY, cells=CELLS_LIMIT)
    return rows


def _text(data: bytes) -> list[list[Cell]]:
    for mark, name in _BOMS.items():
        if data.startswith(mark):
            raise RefusedFileError("The file is %(name)s text: save it as CSV in UTF-8.", name=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFileError("The file is not UTF-8 text: save it as CSV in UTF-8.") from None
    if "\0" in text:
        raise RefusedFileError("The file holds bytes that are no text.")
    if text.lstrip().startswith(("<", "{")):
        raise RefusedFileError("This is a web page or other code, no spreadsheet.")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise RefusedFileError("The CSV cannot be read: %(reason)s.", reason=str(error)) from None
    return [[Cell(name_of(r, c), value) for c, value in enumerate(line, 1)] for r, line in enumerate(lines, 1)]


def _workbook(data: bytes) -> list[list[Cell]]:
    if not offered():
        raise RefusedFileError("Workbooks need the extra “spreadsheets”; CSV can be read without.")
    _unpacked_safely(data)
    from openpyxl import load_workbook  # noqa: PLC0415 - in an extra

    try:
        book = load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
        sheets = book.worksheets
    except Exception as error:
        raise RefusedFileError("The workbook is damaged: %(reason)s.", reason=type(error).__name__) from None
    if not sheets:
        raise RefusedFileError("The workbook has no sheet with cells.")
    sheet = sheets[0]
    if sheet.max_row > ROWS_LIMIT or sheet.max_column > COLUMNS_LIMIT or sheet.max_row * sheet.max_column > CELLS_LIMIT:
        raise RefusedFileError(_TOO_MANY, cells=CELLS_LIMIT)
    return [[_cell(cell) for cell in row] for row in sheet.iter_rows()]


def _cell(cell: Any) -> Cell:
    name, value = str(cell.coordinate), cell.value
    if cell.data_type == "f":
        return Cell(name, str(value)[:60], "formula")
    if cell.data_type == "e":
        return Cell(name, str(value)[:60], "error")
    if value is None or isinstance(value, str | int | float | bool):
        return Cell(name, value)
    return Cell(name, str(value))


def _unpacked_safely(data: bytes, limit: int = UNPACKED_LIMIT, *, merged: bool = False) -> None:
    """Measures what a workbook would become, by unpacking it piece by piece and keeping nothing.

    :raises RefusedFileError: it would be too large, is damaged, is no workbook, or holds macros or entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > PARTS_LIMIT:
                raise RefusedFileError("The workbook holds more than %(limit)s files.", limit=PARTS_LIMIT)
            if any(part.flag_bits & 1 for part in parts):
                raise RefusedFileError("The workbook has a password: save it without one.")
            if "xl/workbook.xml" not in names:
                raise RefusedFileError("This is no .xlsx workbook.")
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise RefusedFileError("The workbook holds macros: save it as .xlsx.")
            _measured(archive, parts, limit, merged)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, zlib.error) as error:
        raise RefusedFileError("The workbook is damaged: %(reason)s.", reason=type(error).__name__) from None


def _measured(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo], limit: int, merged: bool) -> None:
    left = limit
    for part in parts:
        with archive.open(part) as stream:
            tail = b""
            while piece := stream.read(65_536):
                left -= len(piece)
                if left < 0:
                    raise RefusedFileError(
                        "The workbook would be larger than %(limit)s MB when unpacked.",
                        limit=limit // 1_000_000,
                    )
                seen, tail = tail + piece, piece[-100:]
                if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                    raise RefusedFileError("The workbook declares entities: save it anew as .xlsx.")
                if not merged and (
                    found := _MERGED.search(seen)
                ):  # before anything is built from it: a merge may span the whole sheet
                    cells = found[1].decode("ascii", "replace")
                    raise RefusedFileError("Cells are merged (%(cells)s): split them first.", cells=cells)


def name_of(row: int, column: int) -> str:
    """The name of a cell, rows and columns counted from 1: C7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
