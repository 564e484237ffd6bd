"""Marks each abbreviation of the glossary where a page first uses it, with its meaning and a link to its entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape

from kamguide.library.library import Library
from kamguide.model.text import Language
from kamguide.render.markdown import plain

_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_VOID = {"area", "br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "path", "rect", "wbr"}
_PASSED_OVER = {
    "a", "abbr", "button", "caption", "code", "data", "dt", "figcaption", "h1", "h2", "h3", "h4", "label", "option",
    "script", "style", "summary", "svg", "th", "title",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an abbreviation stands for, and where its entry is."""

    title: str
    url: str


def meanings(library: Library, language: Language, glossary: str) -> dict[str, Meaning]:
    """The abbreviations of the glossary; ``glossary`` is the address of its page."""
    found = {}
    for term in library.glossary.values():
        if term.abbreviation is None:
            continue
        label = plain(term.label.to(language))
        title = label if label != term.abbreviation else plain(term.definition.to(language))
        found[term.abbreviation] = Meaning(title, f"{glossary}#{term.slug}")
    return found


def marked(html: str, known: Mapping[str, Meaning]) -> str:
    """The page with the first use of each abbreviation in ``<main>`` marked; headings, links and pictures untouched."""
    begin, end = html.find("<main"), html.rfind("</main>")
    if not known or begin < 0 or end < 0:
        return html
    left = dict(known)
    pieces = []
    open_tags: list[tuple[str, bool]] = []
    for piece in _TAG.split(html[begin:end]):
        if piece.startswith("<"):
            _follow(piece, open_tags)
        elif left and piece.strip() and not any(passed for _, passed in open_tags):
            piece = _first_uses(piece, left)  # noqa: PLW2901 - the same piece, marked
        pieces.append(piece)
    return html[:begin] + "".join(pieces) + html[end:]


def _follow(tag: str, open_tags: list[tuple[str, bool]]) -> None:
    match = _NAME.match(tag)
    if match is None:
        return
    name = match[1].lower()
    if tag.startswith("</"):
        while open_tags and open_tags.pop()[0] != name:
            pass
    elif name not in _VOID and not tag.endswith("/>"):
        passed = name in _PASSED_OVER or "aria-hidden" in tag or 'class="badge' in tag or "lang=" in tag
        open_tags.append((name, passed))


def _first_uses(text: str, left: dict[str, Meaning]) -> str:
    words = "|".join(re.escape(escape(word)) for word in sorted(left, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w\u0900-\u097f&/.-])(?:{words})(?![\w\u0900-\u097f/-])")

    def mark(match: re.Match[str]) -> str:
        meaning = left.pop(unescape(match[0]), None)
        if meaning is None:
            return match[0]
        return (
            f'<a class="term" href="{escape(meaning.url)}"><abbr title="{escape(meaning.title)}">{match[0]}</abbr></a>'
        )

    return pattern.sub(mark, text)
