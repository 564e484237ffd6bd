"""Documents as Markdown: read again by our own reader, every text is the text it was, whatever signs it holds."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.render.blocks import Paragraph as P
from kamguide.render.blocks import cleaned, words
from kamguide.render.documents import Document, Part, texts_in
from kamguide.render.markdown import block, plain
from kamguide.render.markdown_out import escaped, to_markdown
from tests.render.documents import DAY, FIELD, with_every_block

SIGNS = "<b>*_`[]()<>#+-.!|~&\\{}$:=1 aक्"


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(SIGNS, max_size=30))
def test_what_is_escaped_is_read_as_the_text_it_was(text: str) -> None:
    text = cleaned(text)
    assert plain(f"a {escaped(text)} z") == " ".join(f"a {text} z".split())
    document = Document([Part("en", "T", [P(words(text))])], DAY)
    html = str(block(to_markdown(document)))
    assert unescape(re.sub(r"<[^>]+>", " ", html)).split() == ["T", *text.split()]


def test_texts_in_the_content_name_their_field() -> None:
    made = to_markdown(with_every_block())
    assert made.count(f"<!-- field: {FIELD} -->") == 10
    assert "# T क्षत्रिय श्री <!-- field: key-account-manager.preferred_label -->" in made


def test_every_text_stands_in_the_markdown() -> None:
    document = with_every_block("त्र")
    made = plain(to_markdown(document))
    for part in document.parts:
        for text in texts_in(part):
            if text not in ("0", "त्र", "L"):
                assert text in made.replace(":", "").replace("\xa0", " ") or text in made, text
