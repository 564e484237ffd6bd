"""What a plugin with code may answer: four hooks, each called once, when the program starts.

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
from kamguide.model.text import Text
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


def signature(hook: str) -> str:
    """A hook as it is written: ``def kamguide_checks() -> Iterable[Check]``."""
    return f"def {hook}{inspect.signature(globals()[hook])}".replace("'", "")


HOOKS = ("kamguide_layers", "kamguide_checks", "kamguide_pages", "kamguide_commands")
"""All hooks, in the order in which they are called."""
