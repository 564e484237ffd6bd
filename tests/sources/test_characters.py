"""Which characters content may hold: everything that can be seen, and joiners where Indic words need them."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from kamguide.problems import Problem
from kamguide.render.markdown import block
from kamguide.sources.characters import normalised, refused
from tests.conftest import Loader, minimal_source

VISIBLE_FORMATS = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
"""Format characters with a shape of their own: signs that enclose the digits after them."""
HIEROGLYPHS = set(range(0x13430, 0x13456))
"""Format characters that stack hieroglyphs; nobody takes them for something else."""
IGNORABLE = {
    0x00AD,
    0x034F,
    0x061C,
    *range(0x115F, 0x1161),
    *range(0x17B4, 0x17B6),
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0x3164,
    *range(0xFE00, 0xFE10),
    0xFEFF,
    0xFFA0,
    *range(0xFFF0, 0xFFF9),
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE1000),
}
"""Unicode's Default_Ignorable_Code_Point: shown as nothing."""
LINE_ENDS = {0x09, 0x0A, 0x0D}
EVERY = range(sys.maxunicode + 1)
BY_CATEGORY: dict[str, set[int]] = {}
for _code in EVERY:
    BY_CATEGORY.setdefault(unicodedata.category(chr(_code)), set()).add(_code)


def in_category(*categories: str) -> set[int]:
    return set().union(*(BY_CATEGORY[category] for category in categories))


def let_through(codes: set[int]) -> list[str]:
    """Which of the characters are not refused after a Latin letter."""
    text = "".join(f"a{chr(code)}" for code in sorted(codes))
    told = {code for _, _, code in refused(text)}
    return [f"U+{code:04X}" for code in sorted(codes) if f"U+{code:04X}" not in told]


@pytest.mark.parametrize(
    "codes",
    [
        pytest.param(in_category("Cc") - LINE_ENDS, id="control"),
        pytest.param(in_category("Cs"), id="surrogate"),
        pytest.param(in_category("Co"), id="private use"),
        pytest.param(in_category("Zl", "Zp"), id="line and paragraph separator"),
        pytest.param(in_category("Cf") - VISIBLE_FORMATS - HIEROGLYPHS, id="format"),
        pytest.param(IGNORABLE, id="ignorable"),
        pytest.param(
            {code for code in EVERY if code & 0xFFFE == 0xFFFE} | set(range(0xFDD0, 0xFDF0)), id="noncharacter"
        ),
        pytest.param({0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}, id="direction"),
    ],
)
def test_no_character_is_let_through_that_is(codes: set[int]) -> None:
    assert let_through(codes) == []


@pytest.mark.parametrize(
    "categories",
    [
        ("Lu", "Ll", "Lt", "Lm"),
        ("Nd", "Nl", "No"),
        ("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"),
        ("Sm", "Sc", "Sk"),
        ("Zs",),
    ],
    ids=" ".join,
)
def test_every_character_passes_that_is(categories: tuple[str, ...]) -> None:
    codes = in_category(*categories) - IGNORABLE
    assert list(refused("".join(f"a{chr(code)}" for code in codes))) == []


def test_every_indic_letter_and_sign_passes() -> None:
    assert [f"U+{code:04X}" for code in range(0x0900, 0x0D80) if list(refused("क" + chr(code)))] == []


def test_tab_and_line_ends_pass() -> None:
    assert list(refused("a\tb\nc\r\n")) == []


@pytest.mark.parametrize("word", ["क्‍ष", "र्‍य", "श्‌", "ক্‍", "ന്‍"])
def test_a_joiner_after_an_indic_letter_passes(word: str) -> None:
    assert list(refused(word)) == []


@pytest.mark.parametrize("text", ["a\u200db", "\u200d", " \u200c", "क \u200d", "👩\u200d💻", "1\u200c2"])
def test_a_joiner_elsewhere_is_refused(text: str) -> None:
    assert [code for _, _, code in refused(text)] in (["U+200D"], ["U+200C"])


def test_a_character_is_told_with_line_column_and_code() -> None:
    assert list(refused("क\u202eख\nab\x00\n\n\U000e0041")) == [(1, 2, "U+202E"), (2, 3, "U+0000"), (4, 1, "U+E0041")]


@pytest.mark.parametrize("letter", [chr(code) for code in range(0x0958, 0x0960)])
def test_a_letter_with_nukta_has_one_spelling(letter: str) -> None:
    assert normalised(letter) == unicodedata.normalize("NFD", letter)


def test_an_accent_has_one_spelling() -> None:
    assert normalised("e\u0301") == "é"


@pytest.mark.parametrize(
    "entity",
    [
        "&#8238;",
        "&#x202E;",
        "&rlm;",
        "&lrm;",
        "&shy;",
        "&zwj;",
        "&#57344;",
        "&#x2028;",
        "&#8203;",
        "&ZeroWidthSpace;",
        "&NoBreak;",
    ],
)
def test_an_entity_brings_no_refused_character_to_a_page(entity: str, library_of: Loader) -> None:
    files = {"sources/a.yaml": minimal_source(worth=f'{{hi: एक।, en: "a {entity} b"}}')}
    library, problems = library_of(files)
    shown = [str(block(source.worth.to("en"))) for source in library.sources.values()]
    assert [list(refused(html)) for html in shown] in ([], [[]])
    assert bool(shown) != bool(problems)


def test_a_refused_character_keeps_the_file_out_of_the_library(library_of: Loader) -> None:
    library, problems = library_of({"sources/a.yaml": minimal_source(title="A\u202e page")})
    assert (dict(library.sources), [type(p) for p in problems], problems[0].code) == ({}, [Problem], "bad-character")
