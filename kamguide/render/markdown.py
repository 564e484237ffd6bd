"""The one door for Markdown: text to sanitised HTML, rendered once and kept.

Order matters: Markdown makes HTML, nh3 takes out whatever is not on our list, and only then do we add alignment
classes, ``rel`` and, in an article, heading ids. Texts are capped where they are read (:mod:`kamguide.model.text`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape

import markdown
import nh3
from markupsafe import Markup

from kamguide.sources.characters import without_refused

_TAGS = {
    "p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "h2", "h3", "h4", "a",
    "table", "thead", "tbody", "tr", "th", "td", "hr",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_HEADING = re.compile(r"<(h[234])>(.*?)</\1>", re.DOTALL)
_ALIGN = re.compile(r'<(t[hd]) align="(left|right|center)">')
_OUTSIDE = re.compile(r'<a (href="(?:https?:|mailto:))')
_TAG = re.compile(r"<[^>]+>")
_INLINE_TAG = re.compile(r"</?(?:a|code|em|strong)\b[^>]*>")
_ONE_PARAGRAPH = re.compile(r"\A<p>(.*)</p>\Z", re.DOTALL)


@lru_cache(maxsize=20_000)
def block(text: str) -> Markup:
    """Markdown to HTML blocks."""
    converter = markdown.Markdown(
        extensions=["tables", "fenced_code", "sane_lists"],
        extension_configs={"tables": {"use_align_attribute": True}},
        output_format="html",
    )
    made = converter.convert(text)
    made = re.sub(r"<(/?)h1>", r"<\1h2>", made)
    clean = nh3.clean(
        made,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    clean = without_refused(clean)  # brought in by an entity such as &#x202e;
    clean = _ALIGN.sub(r'<\1 class="\2">', clean)
    clean = _OUTSIDE.sub(r'<a rel="noopener noreferrer" \1', clean)
    return Markup(clean.strip())  # noqa: S704 - sanitised above


@lru_cache(maxsize=1_000)
def article(text: str) -> Markup:
    """Markdown to HTML blocks whose headings can be linked to: their ids begin with ``h-``, as none of a page's do."""
    return Markup(_with_ids(block(text)))  # noqa: S704 - sanitised above


@lru_cache(maxsize=20_000)
def inline(text: str) -> Markup:
    """Markdown of one paragraph to HTML without the paragraph around it."""
    made = block(text)
    match = _ONE_PARAGRAPH.match(made)
    if match and "<p>" not in match[1]:
        return Markup(match[1])  # noqa: S704 - part of what block() sanitised
    return made


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Markdown to plain text on one line."""
    if not _MARKED.search(text):
        return " ".join(text.split())
    return " ".join(unescape(_TAG.sub(" ", _INLINE_TAG.sub("", block(text)))).split())


_MARKED = re.compile(r"[*_`\[<&#>|~\\]|^\s*[-+\d]", re.MULTILINE)


def heading_id(text: str, taken: set[str]) -> str:
    """An id from a heading's words: letters, digits and vowel signs of any script, joined by hyphens."""
    kept = "".join(character if unicodedata.category(character)[0] in "LNM" else " " for character in text.lower())
    base = "-".join(kept.split()) or "section"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _with_ids(html: str) -> str:
    taken: set[str] = set()

    def named(match: re.Match[str]) -> str:
        name = heading_id(unescape(_TAG.sub("", match[2])), taken)
        return f'<{match[1]} id="h-{name}">{match[2]}</{match[1]}>'

    return _HEADING.sub(named, html)
