"""Markdown: nothing an author writes becomes code, headings get ids in any script, and no text takes long."""

from __future__ import annotations

import itertools
import time
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kamguide.model.text import TEXT_LIMIT, Text
from kamguide.render.markdown import article, block, heading_id, inline, plain

# nothing becomes code

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>script>alert(1)<</script>/script>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<IMG SRC=\"javascript:alert('x')\">",
    "<img/src=x/onerror=alert(1)>",
    "<img src=\"x`<script>alert(1)</script>\"` `>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=//evil.example/>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)></select>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\"&#106;&#97;&#118;&#97;script:alert(1)\">x</a>",
    "<a href=\" \x01javascript:alert(1)\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href=\"https://example.org\" onclick=alert(1)>x</a>",
    "<a href=\"https://example.org\" style=\"position:fixed;inset:0\">x</a>",
    "<a href=\"https://example.org\" target=_blank id=main name=main>x</a>",
    "<p onmouseover=alert(1) class=\"skip\" id=\"main\">x</p>",
    "<div style=\"background:url(javascript:alert(1))\">x</div>",
    "<template><script>alert(1)</script></template>",
    "<xss onafterscriptexecute=alert(1)><script>1</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?><img src=x onerror=alert(1)>",
    "<td onclick=alert(1)>x",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java\nscript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](https://example.org \"t\\\" onmouseover=alert(1) x=\\\"\")",
    "[x](https://example.org\"onmouseover=alert(1))",
    "[x](//evil.example\"><script>alert(1)</script>)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x][1]\n\n[1]: https://example.org \"\\\"><script>alert(1)</script>\"",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/x.png \"\\\" onerror=alert(1)\")",
    "![x](x\"onerror=\"alert(1))",
    "![\" onerror=alert(1) x=\"](x)",
    "# x {: onclick=alert(1) }",
    "# <script>alert(1)</script>",
    "## \"onmouseover=alert(1)",
    "x{: onclick=alert(1) style=x }",
    "`<script>alert(1)</script>`",
    "```html onclick=alert(1)\n<script>alert(1)</script>\n```",
    "```\"><script>alert(1)</script>\nx\n```",
    "    <script>alert(1)</script>",
    "| <script>alert(1)</script> | b |\n| --- | --- |\n| <img src=x onerror=alert(1)> | d |",
    "| a |\n|:-\" onclick=alert(1) -:|\n| b |",
    "x\n: <img src=x onerror=alert(1)>",
    "> <script>alert(1)</script>",
    "1. <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script\\>alert(1)\\</script\\>",
    "<b>x</b><script>alert(1)</script>",
    "{{7*7}} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
    "\ufeff<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "<a href=https://example.org rel=opener>x</a>",
]  # fmt: skip

ALLOWED = {
    "p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "h2", "h3", "h4", "a", "table", "thead",
    "tbody", "tr", "th", "td", "hr",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "rel"}, "th": {"class"}, "td": {"class"}, "ol": {"start"},
    "h2": {"id"}, "h3": {"id"}, "h4": {"id"},
}  # fmt: skip


def elements(html: str) -> list[Element]:
    """What a browser makes of a piece of a page's body."""
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [element for element in fragment.iter() if element.tag != "DOCUMENT_FRAGMENT"]


def live(html: str) -> list[str]:
    """Everything in a piece of HTML that our list does not have: elements, attributes, addresses."""
    found = []
    for element in elements(html):
        tag = str(element.tag)
        if tag not in ALLOWED:
            found.append(tag)
        found += [f"{tag} {name}" for name in element.attrib if name not in ATTRIBUTES.get(tag, ())]
        address = element.get("href", "").strip()
        if urlsplit(address).scheme not in ("", "http", "https", "mailto") or address.lower().startswith("javascript"):
            found.append(f"{tag} {address}")
    return found


def test_the_search_for_live_html_finds_some() -> None:
    html = '<script>1</script><img src=x onerror=a><a href="javascript:x">x</a><p style=x>'
    assert live(html) == ["script", "img", "img src", "img onerror", "a javascript:x", "p style"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_code(payload: str) -> None:
    assert live(block(payload)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_code_within_a_line(payload: str) -> None:
    assert live(inline(payload)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "around", ["- {}", "> {}", "**{}**", "[{}](https://example.org)", "| {} |\n| --- |\n| x |", "# {}"]
)
def test_no_text_becomes_code_inside_other_marks(around: str, payload: str) -> None:
    assert live(block(around.format(payload))) == []


@pytest.mark.parametrize(("one", "other"), list(itertools.pairwise(PAYLOADS)))
def test_no_two_texts_together_become_code(one: str, other: str) -> None:
    assert live(block(one + other)) == []
    assert live(block(one) + block(other)) == []


@given(st.text(alphabet="<>\"'`=/!-[](){}:;&#\\ \naxonscriptjv\u0915\u094d", max_size=200))
@settings(derandomize=True, deadline=None, max_examples=300)
def test_no_mixture_of_signs_becomes_code(text: str) -> None:
    assert live(block(text)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_plain_text_has_no_tags_of_ours(payload: str) -> None:
    told = plain(payload)
    assert "\n" not in told
    assert [tag for tag in ("<p>", "</p>", "<a ", "<h2", "<em>", "<code>") if tag in told] == []


# what it is for


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("एक *दो* **तीन**", "<p>एक <em>दो</em> <strong>तीन</strong></p>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("```\na\n```", "<pre><code>a\n</code></pre>"),
        ("[KAM](../roles/kam)", '<p><a href="../roles/kam">KAM</a></p>'),
        ("[x](#कमाई)", '<p><a href="#कमाई">x</a></p>'),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("<b>a</b> & b", "<p>a &amp; b</p>"),
    ],
)
def test_marks_become_html(text: str, html: str) -> None:
    assert block(text) == html


@pytest.mark.parametrize(("text", "html"), [("a *b*", "a <em>b</em>"), ("a\n\nb", "<p>a</p>\n<p>b</p>"), ("", "")])
def test_one_paragraph_stands_without_its_tags(text: str, html: str) -> None:
    assert inline(text) == html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a *b* [c](d)", "a b c"),
        ("**a**, *b*: `c`.", "a, b: c."),
        ("a < b & c", "a < b & c"),
        ("# a\n\n- b\n- c", "a b c"),
        ("1. a", "a"),
        ("2 से 3", "2 से 3"),
        ("  a \n b ", "a b"),
        ("R&D", "R&D"),
        ("a_b", "a_b"),
    ],
)
def test_plain_text_is_the_words_on_one_line(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize("url", ["https://example.org", "http://example.org/a?b=c", "mailto:a@example.org"])
def test_a_link_to_elsewhere_gives_no_hold(url: str) -> None:
    link = next(element for element in elements(block(f"[x]({url})")) if element.tag == "a")
    assert link.attrib == {"href": url, "rel": "noopener noreferrer"}


# headings


def test_the_highest_heading_is_the_second() -> None:
    assert block("# a") == "<h2>a</h2>"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("कंपनी के शब्दों से मिलाइए", "कंपनी-के-शब्दों-से-मिलाइए"),
        ("प्रमुख अकाउंट मैनेजर (KAM)", "प्रमुख-अकाउंट-मैनेजर-kam"),
        ("ज़रूरी बात?", "ज़रूरी-बात"),
        ("Résumé: 2 steps", "résumé-2-steps"),
        ("***", "section"),
        ("", "section"),
    ],
)
def test_a_heading_is_named_by_its_words_in_any_script(words: str, name: str) -> None:
    assert heading_id(words, set()) == name


def test_a_heading_of_marked_words_is_named_by_the_words() -> None:
    assert article("## *अ* & `b`") == '<h2 id="h-अ-b"><em>अ</em> &amp; <code>b</code></h2>'


def test_headings_of_one_text_have_different_names() -> None:
    ids = [element.attrib["id"] for element in elements(article("# a\n\n## a\n\n### a\n\n# a-2\n\n# ?\n\n# !"))]
    assert ids == ["h-a", "h-a-2", "h-a-3", "h-a-2-2", "h-section", "h-section-2"]


# tables


def test_alignment_of_columns_is_a_class() -> None:
    html = block("| a | b | c | d |\n| :-- | --: | :-: | --- |\n| 1 | 2 | 3 | 4 |")
    classes = [element.get("class") for element in elements(html) if element.tag in ("th", "td")]
    assert classes == ["left", "right", "center", None] * 2
    assert "align=" not in html
    assert "style=" not in html


def test_words_that_look_like_an_attribute_stay_as_they_are() -> None:
    assert block('`<td align="left">`') == '<p><code>&lt;td align="left"&gt;</code></p>'


# time

PIECES = [
    "[", "![", "<", "`", "*", "_", "&", "\\", "|", "-", "=", "#", ">", "1. ", "- ", "    ", "\n", "\n\n", ":", "~", "(",
    ")", "]", '"', "'", "!", "a", "http://", "<a",
    "<!--", "<![CDATA[", "<?", "</p>", "&#", "[a]: ", "[a][", "](", "***", "__a",
    "~~~", "```", "\n    ", "\n> ", "\n- ", "\n1. ", "\n: ", "| a ", "|-", "\n|", "{: ", "[[", "x\n===", "\t",
    "*a ", "<div>", "#\n", "\\\n", "a\n:   b\n", "- a\n    ",
]  # fmt: skip
FILLERS = ["", "\\"]
MORE_FILLERS = ["a", " ", "\n", "a ", "|", "(", '"', " a\n"]


def allowed(text: str) -> bool:
    """Whether the model takes the text."""
    try:
        Text(en=text)
    except ValidationError:
        return False
    return True


def heaviest(piece: str, filler: str) -> str:
    """As often a piece as the model takes it in one text, spread evenly with a filler to the greatest length."""

    def spread(count: int) -> str:
        pad = (TEXT_LIMIT - len(piece) * count) // count
        return (piece + (filler * pad)[:pad]) * count

    least, most = 1, TEXT_LIMIT // len(piece)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if allowed(spread(middle)) else (least, middle - 1)
    return spread(least)


def seconds(text: str) -> float:
    """How much of the processor's time a text takes that was not rendered before; for ever, where it cannot be."""
    block.cache_clear()
    start = time.thread_time()
    try:
        block(text)
    except RecursionError:
        return float("inf")
    return time.thread_time() - start


SECONDS = 3
"""What a text may take here: three times the second that it is meant to take, since this machine may be slow."""

NESTED = ["\n".join("    " * depth + "- a" for depth in range(most)) for most in (10, 30, 50, 69)]
RUNS = ["\n\n".join([piece * 20] * 400)[:TEXT_LIMIT] for piece in ("- ", "> ", "1. ", "    - ", "| ", "# ")]


@pytest.mark.parametrize("piece", PIECES)
def test_the_heaviest_text_that_the_model_takes_is_rendered_within_a_second(piece: str) -> None:
    texts = [heaviest(piece, filler) for filler in FILLERS]
    assert max(seconds(text) if allowed(text) else 0 for text in texts) <= SECONDS


@pytest.mark.parametrize("text", [*NESTED, *RUNS], ids=range(len(NESTED) + len(RUNS)))
def test_deep_nesting_is_refused_or_rendered_within_a_second(text: str) -> None:
    assert not allowed(text) or seconds(text) <= SECONDS


@pytest.mark.long
@pytest.mark.parametrize("filler", MORE_FILLERS)
@pytest.mark.parametrize("piece", PIECES)
def test_the_heaviest_text_with_any_filler_is_rendered_within_a_second(piece: str, filler: str) -> None:
    text = heaviest(piece, filler)
    assert not allowed(text) or seconds(text) <= SECONDS


@pytest.mark.long
@pytest.mark.parametrize("one", PIECES)
def test_the_heaviest_text_of_two_pieces_is_rendered_within_a_second(one: str) -> None:
    texts = [heaviest(one + other, "") for other in PIECES]
    assert max(seconds(text) if allowed(text) else 0 for text in texts) <= SECONDS
