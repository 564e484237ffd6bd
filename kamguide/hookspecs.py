"""What a plugin with code may answer: five hooks, each called once, when the program starts.

A plugin is a module: a company's ``plugin.py``, or whatever an installed package names in the entry point group
``kamguide``. Its functions are marked with ``hookimpl``; the names below are all there are.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pluggy

from kamguide.library.library import Library
from kamguide.library.role_reference import Chosen
from kamguide.model.text import Slug, Text
from kamguide.problems import Severity

NAME = "kamguide"
"""Of the hooks' project and of the entry point group."""
hookspec = pluggy.HookspecMarker(NAME)
hookimpl = pluggy.HookimplMarker(NAME)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a plugin's check has to say of a document, at one of its fields."""

    kind: str
    """Of the document, such as ``roles``."""
    slug: str
    """Of the document."""
    words: Text
    """The sentence, in Hindi and English."""
    path: tuple[str, ...] = ()
    """The field, from the top: ``("skills", "negotiation", "level")``; none: the document itself."""
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Pages:
    """A plugin's pages, and the words of the link that leads to the first of them from the foot of every page."""

    blueprint: object
    """An object of ``flask.Blueprint``."""
    label: Text | None = None
    """What the link says, in Hindi and English."""


Check: TypeAlias = Callable[[Library, str | None], Iterable[Remark]]
"""Looks at a library: the shared one, or that of the company whose slug is given."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of job descriptions: a heading, and paragraphs with an empty line between them; marks do nothing."""

    slug: Slug
    """Its name; none of the guide's and none of the company's own."""
    title: Text
    text: Text
    before: str = "apply"
    """The section that it stands before; last where that is not printed."""


Sections: TypeAlias = Callable[[Chosen], Iterable[Section]]
"""What is to stand in the job description of a role or grade; ``chosen.company`` is the company, or empty."""


@hookspec
def kamguide_layers() -> Mapping[str, Path]:
    """Company folders that the plugin brings: the company's slug, and where its ``plugin.yaml`` lies.

    Such a folder is read exactly as one in ``plugins/``. A package whose module lies beside a ``plugin.yaml`` needs no
    hook: it is a company by itself, under the entry point's name.
    """
    raise NotImplementedError


@hookspec
def kamguide_checks() -> Iterable[Check]:
    """Checks of one's own. Each is called with a library and the company's slug (None for the shared guide).

    It is called for every library, again after each change of the files, and gives a ``Remark`` for each fault.
    """
    raise NotImplementedError


@hookspec
def kamguide_pages() -> Iterable[object]:
    """Pages: objects of ``flask.Blueprint``. They stand under ``/hi`` and ``/en``, and below every company too.

    An object of ``Pages`` adds what the link says that leads to the first of them from the foot of every page. Where
    an address is taken, or a function is meant for all pages of the site, the plugin is left out. Templates lie in
    ``templates/`` beside the module.
    """
    raise NotImplementedError


@hookspec
def kamguide_commands() -> Iterable[object]:
    """Commands: objects of ``click.Command``, run as ``kamguide x NAME``."""
    raise NotImplementedError


@hookspec
def kamguide_sections() -> Iterable[Sections]:
    """Sections of job descriptions. Each function is called with a role or grade and gives its sections, or none.

    It is called for each document. What it gives is told as plain text in every form. Where it fails, the document is
    made without it, and the plugin is left out.
    """
    raise NotImplementedError


def signature(hook: str) -> str:
    """A hook as it is written: ``def kamguide_checks() -> Iterable[Check]``."""
    return f"def {hook}{inspect.signature(globals()[hook])}".replace("'", "")


HOOKS = ("kamguide_layers", "kamguide_checks", "kamguide_pages", "kamguide_commands", "kamguide_sections")
"""All hooks, in the order in which they are called."""
