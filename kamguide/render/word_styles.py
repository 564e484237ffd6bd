"""How DOCX files look: styles with both sets of properties, for Latin and for complex script; small pieces of XML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kamguide.model.text import Language

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.shape import InlineShape
    from docx.table import _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

LANGUAGES: Mapping[Language, str] = {"hi": "hi-IN", "en": "en-IN"}
TYPEFACE = "Nirmala UI"
"""Comes with Windows and Office and holds both scripts; elsewhere the program takes its own for the Devanagari."""
_INK, _SOFT, _LINE = "1A1B2E", "4B4D63", "D9D4C6"
_STYLES: Mapping[str, tuple[float, bool, str, float, float]] = {
    "Normal": (10.5, False, _INK, 0, 5),
    "Heading 1": (24, True, _INK, 0, 4),
    "Heading 2": (14, True, "", 16, 5),
    "Heading 3": (11.5, True, _INK, 10, 3),
    "Subtitle": (11.5, True, "", 0, 0),
    "Lead": (12, False, _SOFT, 0, 10),
    "Note": (9, False, _SOFT, 4, 5),
    "Gap": (4, False, _INK, 0, 0),
    "Cell": (10.5, False, _INK, 0, 0),
    "List Bullet": (10.5, False, _INK, 0, 3),
    "List Number": (10.5, False, _INK, 0, 3),
    "Footer": (8, False, _SOFT, 0, 0),
    "Header": (8, False, _SOFT, 0, 0),
}
"""Size in points, bold, colour (empty: the document's own), space before and after."""
_OWN = ("Lead", "Note", "Gap", "Cell")


def dressed(made: WordDocument, colour: str) -> None:
    """Gives a new file its page, its styles and its languages; everything else of the template's look goes."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(20), Mm(27), Mm(11)
    for name in _OWN:
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = made.styles["Normal"]
    table = made.styles.add_style("Plain rows", WD_STYLE_TYPE.TABLE)
    table.base_style = made.styles["Normal Table"]
    table.element.append(_rows())
    for name, (size, bold, ink, before, after) in _STYLES.items():
        style = made.styles[name].element
        properties = style.get_or_add_rPr()
        for child in list(properties):
            properties.remove(child)
        for child in _looks(size, bold, ink or colour.removeprefix("#")):
            properties.append(child)
        spacing = made.styles[name].paragraph_format
        spacing.space_before, spacing.space_after = Pt(before), Pt(after)
        spacing.line_spacing = 1.15
        for border in style.pPr.findall(qn("w:pBdr")):
            style.pPr.remove(border)
    defaults = made.styles.element.find(qn("w:docDefaults"))
    found = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(found):
        found.remove(child)
    for child in (_element("w:rFonts", _typefaces()), *_sizes(10.5), _language()):
        found.append(child)
    package = made.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # a picture of python-docx's own template
            package.rels.pop(name)


def spoken(what: Run | _Row, language: Language = "en", strong: bool = False, head: bool = False) -> None:
    """A run in its language, bold in both scripts where it is; a row that is not torn, and repeated as a head."""
    element: Any = what._element if hasattr(what, "_element") else what
    if element.tag == qn("w:tr"):
        properties = element.get_or_add_trPr()
        properties.append(_element("w:cantSplit", {}))
        if head:
            properties.append(_element("w:tblHeader", {}))
        return
    properties = element.get_or_add_rPr()
    for child in [*(_bold() if strong else []), _language(language)]:
        properties.append(child)


def bordered(paragraph: Paragraph) -> None:
    """A line below a paragraph; of several one after another each has its own."""
    borders = OxmlElement("w:pBdr")
    for side in ("bottom", "between"):
        borders.append(_element(f"w:{side}", {"val": "single", "sz": "4", "space": "1", "color": _LINE}))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def touched(shape: InlineShape, alternative: str) -> None:
    """What a picture shows, in words."""
    shape._inline.docPr.set("descr", alternative)


def field_code(paragraph: Paragraph, code: str) -> None:
    """A number that the program fills in: PAGE or NUMPAGES, and nothing from a text."""
    field = _element("w:fldSimple", {"instr": code})
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def own_numbers(made: WordDocument) -> Callable[[Paragraph], None]:
    """A numbered list that begins at 1; gives what puts a paragraph into it."""
    numbering = made.part.numbering_part.element
    style = made.styles["List Number"].element
    abstract = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(0).add_startOverride(1)

    def put(paragraph: Paragraph) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number.numId

    return put


def _looks(size: float, bold: bool, colour: str) -> Iterable[Any]:
    yield _element("w:rFonts", _typefaces())
    if bold:
        yield from _bold()
    yield _element("w:color", {"val": colour})
    yield from _sizes(size)
    yield _language()


def _bold() -> list[Any]:
    return [_element("w:b", {}), _element("w:bCs", {})]


def _sizes(points: float) -> list[Any]:
    half = str(round(points * 2))
    return [_element("w:sz", {"val": half}), _element("w:szCs", {"val": half})]


def _language(language: Language = "en") -> Any:
    return _element("w:lang", {"val": LANGUAGES[language], "eastAsia": "en-IN", "bidi": "hi-IN"})


def _typefaces() -> dict[str, str]:
    return dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), TYPEFACE)


def _rows() -> Any:
    """Rows apart by thin lines."""
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(_element(f"w:{side}", {"val": "single", "sz": "4", "space": "0", "color": _LINE}))
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "60"), ("bottom", "40"), ("right", "60")):
        margins.append(_element(f"w:{side}", {"w": width, "type": "dxa"}))
    properties.append(margins)
    return properties


def _element(name: str, values: Mapping[str, str]) -> Any:
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made
