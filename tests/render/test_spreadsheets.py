"""Spreadsheets in: what is broken or hostile is refused by name, and soon; what comes out is harmless."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook, load_workbook

from kamguide.errors import RefusedFileError
from kamguide.language import render
from kamguide.render.spreadsheets import Cell, name_of, read, to_csv, to_xlsx
from kamguide.render.unpacking import UNPACKED_LIMIT

ROWS = [["skill", "role: level"], ["selling", 3], ["नेगोशिएशन", None]]
GOOD = to_xlsx(ROWS, "matrix")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def workbook(change: Callable[[Workbook], object]) -> bytes:
    """A workbook written by another program's hand."""
    book = Workbook()
    book.active.append(["skill", "role: level"])
    book.active.append(["selling", 3])
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    """The good workbook with parts added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def rows_of(data: bytes) -> list[list[Cell]]:
    return read(data).rows


def without(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return out.getvalue()


def with_password() -> bytes:
    data = bytearray(GOOD)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(sign), GOOD):
            data[found.start() + offset] |= 1
    return bytes(data)


SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
FAR = HEAD + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
END = b"</worksheet>"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def merging(written: bytes) -> bytes:
    """A sheet that merges all its cells, the reference written as given."""
    return HEAD + b'</sheetData><mergeCells count="1"><mergeCell ' + written + b"/></mergeCells>" + END


WHOLE = HEAD + b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'

BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "spaces": (lambda: b" \r\n \n", "empty"),
    "too large": (lambda: b"a," * 5_000_001, "larger than 10 MB"),
    "xls": (lambda: OLE, ".xls"),
    "xls renamed to xlsx": (lambda: OLE + b"Workbook", ".xls"),
    "PDF": (lambda: b"%PDF-1.7\n1 0 obj", "PDF"),
    "web page": (lambda: b"<html><table><tr><td>skill</td></tr></table></html>", "web page"),
    "JSON": (lambda: b'{"skill": "selling"}', "other code"),
    "XML of Excel 2003": (lambda: b'<?xml version="1.0"?><Workbook/>', "other code"),
    "UTF-16, little end first": (lambda: "skill,a: level".encode("utf-16"), "UTF-16"),
    "UTF-16, big end first": (lambda: b"\xfe\xff" + "skill".encode("utf-16-be"), "UTF-16"),
    "Latin-1": (lambda: "skill,r\xe9sum\xe9".encode("latin-1"), "UTF-8"),
    "ISCII bytes": (lambda: b"skill,\xb3\xcf\xda", "UTF-8"),
    "UTF-8 cut short": (lambda: "skill,कौशल".encode()[:-1], "UTF-8"),
    "UTF-16 without its mark": (lambda: "skill,level".encode("utf-16-le"), "no text"),
    "open quotation mark": (lambda: b'skill,"role: level\nselling,3\n', "cannot be read"),
    "word after a quotation mark": (lambda: b'"skill"x,"a"\n', "cannot be read"),
    "zip of something else": (lambda: without("xl/workbook.xml"), "no .xlsx"),
    "zip cut short": (lambda: GOOD[: len(GOOD) // 2], "damaged"),
    "zip of zeros": (lambda: b"PK\x03\x04" + b"\0" * 500, "damaged"),
    "zip without its sheet": (lambda: without(SHEET), "no sheet"),
    "sheet that is no XML": (lambda: packed(**{SHEET: b"<<<"}), "damaged"),
    "sheet of another form": (lambda: packed(**{SHEET: HEAD + b"</oops>"}), "damaged"),
    "part that does not unpack": (lambda: GOOD.replace(b"PK\x01\x02", b"PK\x01\x09", 1), "damaged"),
    "password on the parts": (with_password, "password"),
    "macros": (lambda: packed(**{"xl/vbaProject.bin": b"x"}), "macros"),
    "entities": (lambda: packed(**{SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]>' + HEAD}), "entities"),
    "60 MB when unpacked": (lambda: packed(**{"xl/media/big.bin": b"\0" * 60_000_000}), "when unpacked"),
    "60 MB in the sheet": (lambda: packed(**{SHEET: HEAD + b" " * 60_000_000}), "when unpacked"),
    "too many parts": (lambda: packed(**{f"x/{n}.xml": b"" for n in range(600)}), "500 files"),
    "merged cells": (lambda: workbook(lambda book: book.active.merge_cells("A2:B3")), "A2:B3"),
    "all cells merged": (lambda: packed(**{SHEET: WHOLE}), "merged"),
    "merge with blanks": (lambda: packed(**{SHEET: merging(b'\n ref = "A1:XFD1048576"')}), "A1:XFD1048576"),
    "merge with other attributes first": (lambda: packed(**{SHEET: merging(b'x="1" ref="A1:C9"')}), "A1:C9"),
    "merge in entities": (lambda: packed(**{SHEET: merging(b'ref="&#65;1:&#x58;FD1048576"')}), "A1:XFD1048576"),
    "merge with dollar signs": (lambda: packed(**{SHEET: merging(b'ref="$A$1:$XFD$1048576"')}), "$A$1"),
    "merge in small letters": (lambda: packed(**{SHEET: merging(b'ref="a1:xfd1048576"')}), "a1:xfd1048576"),
    "merge in another encoding": (
        lambda: packed(**{SHEET: merging(b'ref="A1:XFD1048576"').decode().encode("utf-16")}),
        "A1:XFD1048576",
    ),
    "merge under a prefix": (
        lambda: packed(
            **{
                SHEET: b'<x:worksheet xmlns:x="' + MAIN + b'"><x:sheetData/><x:mergeCells><x:mergeCell ref="A1:B2"/>'
                b"</x:mergeCells></x:worksheet>"
            }
        ),
        "A1:B2",
    ),
    "entities in another encoding": (
        lambda: packed(**{SHEET: '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")}),
        "entities",
    ),
    "rows without end": (lambda: packed(**{SHEET: HEAD + b"<row/>" * 2_000_000 + b"</sheetData>" + END}), "too much"),
    "styles without end": (
        lambda: packed(**{"xl/styles.xml": b'<styleSheet xmlns="' + MAIN + b'"><fonts>' + b"<font/>" * 200_000}),
        "too much",
    ),
    "a part nested deeply": (lambda: packed(**{"xl/styles.xml": b"<a>" * 100_000}), "too much"),
    "a row of very many cells": (
        lambda: packed(**{SHEET: HEAD + b'<row><c r="ZZZ1"/></row>' * 9_000 + b"</sheetData>" + END}),
        "more than",
    ),
    "a cell in the farthest corner": (lambda: packed(**{SHEET: FAR}), "more than"),
    "too many rows": (lambda: b"a,b\n" * 10_001, "more than"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_spreadsheet_is_refused_by_name_and_soon(case: str) -> None:
    make, said = BROKEN[case]
    data = make()
    begin = time.process_time()
    with pytest.raises(RefusedFileError) as refused:
        read(data)
    assert time.process_time() - begin < 3
    assert said in str(refused.value)
    assert render(refused.value.message, "hi") != str(refused.value)


def test_there_are_thirty_broken_spreadsheets() -> None:
    assert len(BROKEN) >= 30


def test_a_bomb_is_refused_before_it_is_whole() -> None:
    """A thousand to one: a small file that would fill the memory."""
    bomb = packed(**{"xl/media/big.bin": b"\0" * (3 * UNPACKED_LIMIT)})
    assert len(bomb) < UNPACKED_LIMIT // 100
    with pytest.raises(RefusedFileError, match="unpacked"):
        read(bomb)


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"])
def test_a_formula_is_named_and_never_calculated(formula: str) -> None:
    rows = rows_of(workbook(lambda book: book.active.append(["x", formula])))
    assert [(cell.name, cell.fault) for row in rows for cell in row if cell.fault] == [("B3", "formula")]


def test_an_error_of_the_sheet_is_named() -> None:
    rows = rows_of(workbook(lambda book: book.active.append(["x", "#REF!"])))
    assert [(cell.name, cell.fault) for row in rows for cell in row if cell.fault] == [("B3", "error")]


def test_both_forms_are_read_as_they_were_written() -> None:
    csv, xlsx = rows_of(to_csv(ROWS)), rows_of(GOOD)
    assert [[cell.value for cell in row] for row in xlsx] == ROWS
    assert [[cell.value for cell in row] for row in csv] == [["" if v is None else str(v) for v in r] for r in ROWS]
    assert [[cell.name for cell in row] for row in csv] == [[cell.name for cell in row] for row in xlsx]


def test_csv_tells_excel_that_it_is_utf_8() -> None:
    assert to_csv(ROWS).startswith(b"\xef\xbb\xbf")
    assert "नेगोशिएशन" in to_csv(ROWS).decode("utf-8-sig")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\x0bx", "a\x1bb", "\x00=1"])
def test_a_workbook_holds_text_as_text(text: str) -> None:
    """Characters that XML cannot hold are left out; nothing becomes a formula."""
    data = to_xlsx([["skill"], [text]], "matrix")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read(SHEET)
    cell = load_workbook(io.BytesIO(data)).active["A2"]
    assert cell.data_type == "s"


WIDE = (
    HEAD + b'<row r="1"><c r="A1"><v>7</v></c></row></sheetData><hyperlinks>'
    b'<hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>' + END
)


def test_a_link_over_all_cells_builds_none_of_them() -> None:
    """The sheet itself is small and good; what would fill the memory is only said about it."""
    begin = time.process_time()
    assert [[(cell.name, cell.value) for cell in row] for row in rows_of(packed(**{SHEET: WIDE}))] == [[("A1", 7)]]
    assert time.process_time() - begin < 3


def test_a_merge_on_another_sheet_hurts_nobody_and_the_sheet_is_named() -> None:
    def noted(book: Workbook) -> None:
        notes = book.create_sheet("Notes")
        notes.append(["a", "b"])
        notes.merge_cells("A1:B1")
        book.create_sheet("Empty")

    sheet = read(workbook(noted))
    assert sheet.unread == ("Notes",)
    assert [cell.value for cell in sheet.rows[1]] == ["selling", 3]


def test_empty_cells_at_the_end_of_a_row_are_there_in_a_workbook() -> None:
    rows = rows_of(workbook(lambda book: book.active.append(["hiring"])))
    assert [(cell.name, cell.value) for cell in rows[2]] == [("A3", "hiring"), ("B3", None)]


def test_a_workbook_is_set_in_a_typeface_that_holds_devanagari_and_no_word_is_cut() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx([["skill", "name", "group", "key-account-manager: relation"],
        ["selling", "नेगोशिएशन और डील पूरी करना", "relationship", "essential"]], "matrix"))).active  # fmt: skip
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Nirmala UI"}
    assert sheet["D1"].alignment.wrap_text
    for column in "ABCD":
        longest = max(len(word) for word in re.split(r"[ -]", str(sheet[f"{column}1"].value)))
        assert sheet.column_dimensions[column].width > max(longest, len(str(sheet[f"{column}2"].value)))


def test_numbers_stay_numbers() -> None:
    assert load_workbook(io.BytesIO(GOOD)).active["B2"].value == 3


@pytest.mark.parametrize(("column", "name"), [(1, "A1"), (26, "Z1"), (27, "AA1"), (702, "ZZ1"), (703, "AAA1")])
def test_cells_are_named_as_spreadsheets_name_them(column: int, name: str) -> None:
    assert name_of(1, column) == name
