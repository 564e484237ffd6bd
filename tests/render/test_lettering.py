"""Lines of pictures: no wider than asked, nothing lost, no letter torn from its signs; widths as in the typeface."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import fontpkg_mukta
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from kamguide.guide import Guide
from kamguide.model.text import LANGUAGES
from kamguide.render.lettering import broken, widest, width
from kamguide.render.markdown import plain

FACE = hb.Face(hb.Blob.from_file_path(str(Path(fontpkg_mukta.__file__).parent / "files" / "Mukta-SemiBold.ttf")))
WORDS = st.text(alphabet="abc क्षत्रिय ज़ि मैं नेगोशिएशन ()", max_size=60)


def shaped(text: str) -> float:
    """The width that the shaper gives, in thousandths of the size."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(FACE), buffer)
    return sum(position.x_advance for position in buffer.glyph_positions) * 1000 / FACE.upem


def test_no_name_of_a_step_is_wider_than_it_is_taken_for(guide: Guide) -> None:
    library = guide.library
    nodes = [*library.roles, *library.positions, *(f"{r.slug}@{g}" for r in library.roles.values() for g in r.grades)]
    for node in nodes:
        for language in LANGUAGES:
            label = plain(library.node_label(node).to(language))
            assert shaped(label) <= width(label, 1000), label
            assert width(label, 1000) <= 1.5 * shaped(label), label


def begins_with_a_sign(text: str) -> bool:
    return bool(text) and unicodedata.category(text[0]) in ("Mn", "Mc")


@given(WORDS, st.integers(40, 200), st.booleans())
def test_lines_keep_to_the_width_and_lose_nothing(text: str, most: int, spaced: bool) -> None:
    lines = broken(text, 16, most, spaced)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert sum(map(begins_with_a_sign, lines)) <= sum(map(begins_with_a_sign, text.split()))
    assert [line for line in lines if " " in line and width(line, 16, spaced) > most] == []


def test_a_word_that_is_too_long_is_parted_between_letters() -> None:
    assert broken("क्षत्रिय", 16, 20) == ("क्ष", "त्रि", "य")
    assert broken("", 16, 20) == ("",)


def test_a_line_may_end_after_a_hyphen_but_no_letter_is_lost() -> None:
    room = width("coordinator", 16)
    assert broken("Client-relations coordinator", 16, room) == ("Client-", "relations", "coordinator")
    assert broken("उप-प्रमुख - 4--6", 16, 1_000) == ("उप-प्रमुख - 4--6",)
    assert widest("Client-relations coordinator", 16) == room
