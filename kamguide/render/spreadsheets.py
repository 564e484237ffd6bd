"""Spreadsheets out and in: CSV and XLSX as rows of values. The one door for openpyxl, which comes with an extra.

What comes in is a stranger's file: it is measured before anything is built from it (``render/workbook_scan.py``), and
refused by name. Formulas, macros and references to other files never reach a cell.
"""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from kamguide.errors import RefusedFileError
from kamguide.render.unpacking import merged_cells

Value = str | int | float | bool | None
FILE_LIMIT = 10_000_000
"""Bytes of a file."""
ROWS_LIMIT, CELLS_LIMIT = 10_000, 2_000_000


def _n(text: str) -> str:
    return text


_TOO_MANY = _n("The sheet holds more than 10,000 rows or %(cells)s cells.")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


_TYPEFACE = "Nirmala UI"
"""Comes with Windows and Office and holds Devanagari as well as Latin; elsewhere the program takes its own."""
_WIDTHS = {1: 28, 2: 44, 3: 14}
_WIDTH = 16
"""Letters that fit into a column: the first three as given, the others as wide as a heading's longest word."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, where it stands, and what is wrong with it as a cell: ``formula``, ``error`` or nothing."""

    name: str
    """Such as C7."""
    value: Value
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of the sheet that is read, and the names of further sheets that hold cells: those are not read."""

    rows: list[list[Cell]]
    unread: tuple[str, ...] = ()


def offered() -> bool:
    """Whether workbooks can be written and read here."""
    return find_spec("openpyxl") is not None


def to_csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """Rows as CSV in UTF-8, with the mark by which Excel knows that it is."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([["" if v is None else _cleaned(v) for v in row] for row in rows])
    return ("\ufeff" + text.getvalue()).encode()


def to_xlsx(rows: Sequence[Sequence[Value]], title: str) -> bytes:
    """Rows as a workbook of one sheet; its first row and first two columns stay in sight. Text is text, never code."""
    from openpyxl import Workbook  # noqa: PLC0415 - in an extra
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    # the first font is that of all cells without another: setting it on each takes twice as long
    fonts: Any = vars(book)["_fonts"]
    fonts.clear()
    fonts.add(Font(name=_TYPEFACE, size=11))
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "C2"
    for number in range(1, max(map(len, rows), default=0) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(number, _WIDTH)
    bold = Font(name=_TYPEFACE, size=11, bold=True)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, _cleaned(value))
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula, whatever it begins with
            if not number:
                cell.font = bold
                cell.alignment = wrapped
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def clean(text: str) -> str:
    """The text without control characters, which neither form may hold; whoever guards it does so after this."""
    return _CONTROL.sub("", text)


def _cleaned(value: Value) -> Value:
    return clean(value) if isinstance(value, str) else value


def read(data: bytes) -> Sheet:
    """A CSV file, or a workbook's first sheet; which of the two it is, its bytes say.

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
    return _workbook(data) if data.startswith(_ZIP) else Sheet(_text(data))


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
    if len(lines) > ROWS_LIMIT or sum(map(len, lines)) > CELLS_LIMIT:
        raise RefusedFileError(_TOO_MANY, cells=CELLS_LIMIT)
    return [[Cell(name_of(r, c), value) for c, value in enumerate(line, 1)] for r, line in enumerate(lines, 1)]


def _workbook(data: bytes) -> Sheet:
    if not offered():
        raise RefusedFileError("Workbooks need the extra “spreadsheets”; CSV can be read without.")
    merged = merged_cells(data)
    from openpyxl import load_workbook  # noqa: PLC0415 - in an extra

    try:
        # read only: nothing is built for merges, links and remarks, which may span a whole sheet
        with contextlib.closing(
            load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        ) as book:
            sheets = book.worksheets
            if not sheets:
                raise RefusedFileError("The workbook has no sheet with cells.")
            first, *others = sheets
            part = getattr(first, "_worksheet_path", "")  # openpyxl has no public name for it
            if cells := merged.get(str(part).lstrip("/")):
                raise RefusedFileError("Cells are merged (%(cells)s): split them first.", cells=cells)
            return Sheet(_rows(first), tuple(str(one.title) for one in others if _holds_cells(one)))
    except RefusedFileError:
        raise
    except Exception as error:
        raise RefusedFileError("The workbook is damaged: %(reason)s.", reason=type(error).__name__) from None


def _rows(sheet: Any) -> list[list[Cell]]:
    """The rows of a sheet; it is given up as soon as it holds too much."""
    sheet.reset_dimensions()  # what a sheet says of its own size need not be so
    rows: list[tuple[Any, ...]] = []
    width = 0
    for row in sheet.iter_rows():
        rows.append(row)
        width = max(width, len(row))
        if len(rows) > ROWS_LIMIT or len(rows) * width > CELLS_LIMIT:
            raise RefusedFileError(_TOO_MANY, cells=CELLS_LIMIT)
    # a workbook leaves out empty cells at the end of a row: they are there, and empty
    return [
        [_cell(row[place] if place < len(row) else None, name_of(number, place + 1)) for place in range(width)]
        for number, row in enumerate(rows, start=1)
    ]


def _holds_cells(sheet: Any) -> bool:
    sheet.reset_dimensions()
    rows = itertools.islice(sheet.iter_rows(values_only=True), ROWS_LIMIT)
    return any(value is not None for row in rows for value in row)


def _cell(cell: Any, name: str) -> Cell:
    if cell is None:
        return Cell(name, None)
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if kind in ("f", "e"):
        return Cell(name, str(value)[:60], "formula" if kind == "f" else "error")
    if value is None or isinstance(value, str | int | float | bool):
        return Cell(name, value)
    return Cell(name, str(value))


def name_of(row: int, column: int) -> str:
    """The name of a cell, rows and columns counted from 1: C7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
