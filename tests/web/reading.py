"""A page as a browser reads it, and the addresses of all pages of an application: what the tests of the web share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask

from kamguide.library.library import Library
from kamguide.model.text import LANGUAGES

PRIVATE = frozenset(("reference", "code", "token", "form"))
"""Arguments of addresses that are somebody's own, or lead there: they are looked at by tests of their own."""
HOST = "http://localhost"
"""The host of Flask's test client."""


@dataclass(frozen=True)
class Reading:
    """A page parsed strictly: what a browser would have to mend is an error here."""

    url: str
    html: str

    @cached_property
    def root(self) -> Element:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        root: Element = parser.parse(self.html)
        return root

    def all(self, name: str, /, **attributes: str) -> list[Element]:
        """The elements of a name that have the attributes; ``class_`` names one of several classes."""
        wanted = attributes.pop("class_", None)
        return [
            element
            for element in self.root.iter(name)
            if all(element.get(key) == value for key, value in attributes.items())
            and (wanted is None or wanted in (element.get("class") or "").split())
        ]

    @cached_property
    def ids(self) -> list[str]:
        return [element.attrib["id"] for element in self.root.iter() if element.get("id")]

    @cached_property
    def links(self) -> list[str]:
        """Every address that the page names, in full."""
        named = [element.get(name) for element in self.root.iter() for name in ("href", "src", "action", "poster")]
        return [urljoin(self.url, link) for link in named if link is not None]

    @cached_property
    def posts(self) -> set[str]:
        """The addresses, in full, to which forms of the page are sent by POST."""
        forms = [form for form in self.all("form") if form.get("method", "").lower() == "post"]
        return {urljoin(self.url, form.get("action", "")) for form in forms}

    def meta(self, name: str) -> str:
        """The content of the ``<meta>`` of a name, nothing where there is none."""
        found = self.all("meta", name=name)
        return found[0].attrib["content"] if found else ""

    def rel(self, kind: str) -> dict[str, str]:
        """The addresses of ``<link rel=...>`` by language; without one under the empty name."""
        return {link.get("hreflang", ""): link.attrib["href"] for link in self.all("link", rel=kind)}


def words(element: Element) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def letters(text: str) -> str:
    """A text without any space, to compare words wherever tags stand between them."""
    return "".join(text.split())


def own(url: str) -> bool:
    """Whether an address is on the site that the test client asks."""
    return urlsplit(url).netloc == urlsplit(HOST).netloc


def addresses(app: Flask, library: Library) -> Iterator[tuple[str, str]]:
    """Every address that can be asked for with GET, as endpoint and path: each language, each thing that has a slug.

    The slug's kind stands before it in the address: ``/roles/<slug>``. Static files have no place here, nor what
    stands below a company: the same pages, of another library.
    """
    build = app.url_map.bind("localhost").build
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.arguments & {"path", "company", *PRIVATE}:
            continue
        languages = LANGUAGES if "language" in rule.arguments else ("",)
        kind = re.search(r"/(\w+)/<slug>", rule.rule)
        slugs = sorted(getattr(library, kind[1])) if kind else [""]
        for language in languages:
            for slug in slugs:
                values = {"language": language, "slug": slug}
                yield rule.endpoint, build(rule.endpoint, {name: values[name] for name in rule.arguments})


def pages(app: Flask, library: Library) -> list[str]:
    """The paths of all pages: what stands under a language and is no picture."""
    return [path for _, path in addresses(app, library) if re.match(r"/(hi|en)/", path) and not path.endswith(".png")]
