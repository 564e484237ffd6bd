"""The checks of plugins: asked of each library, and their remarks told at the line that each is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kamguide.hookspecs import Check, Remark
from kamguide.library.loading import Stack
from kamguide.model.text import Text
from kamguide.plugins.host import Host, Plugin, RefusedError, line_of, listed
from kamguide.problems import Problem, Said
from kamguide.sources.characters import visible

_CODES = {"error": "plugin-remark", "warning": "plugin-advice"}

Asked = Sequence[tuple[Plugin, Check]]


def checks_of(host: Host) -> Asked:
    """The checks that plugins bring. What is no function leaves its plugin out."""
    return [(plugin, check) for plugin, checks in host.answers("kamguide_checks", _callables) for check in checks]


def _callables(answer: object) -> list[Check]:
    checks = listed(answer, "kamguide_checks")
    if not all(callable(check) for check in checks):
        raise RefusedError("kamguide_checks returned something that cannot be called")
    return checks


def remarks_of(host: Host, asked: Asked) -> Callable[[Stack], list[Problem]]:
    """Asks every check of a stack; one that fails leaves its plugin out, and the others go on."""

    def ask(stack: Stack) -> list[Problem]:
        problems: list[Problem] = []
        company = stack.layers[-1].name if len(stack.layers) > 1 else None
        for plugin, check in asked:
            if plugin.problem is None:
                place = line_of(plugin, "kamguide_checks")
                problems += host.run(plugin, _told, plugin, check, stack, company, place=place) or []
        return problems

    return ask


def _told(plugin: Plugin, check: Check, stack: Stack, company: str | None) -> list[Problem]:
    return [_placed(plugin, remark, stack) for remark in listed(check(stack.library, company), "its check")]


def _placed(plugin: Plugin, remark: object, stack: Stack) -> Problem:
    """A remark as a problem at the line of its field.

    :raises RefusedError: it is no remark, or one of its values cannot be meant.
    """
    if not isinstance(remark, Remark):
        raise RefusedError(f"its check returned {visible(str(remark))}, which is no Remark on a document")
    document = stack.documents.get((remark.kind, remark.slug))
    if document is None:
        raise RefusedError(f"its check returned {visible(str(remark))}, which is no Remark on a document")
    if remark.severity not in _CODES:
        raise RefusedError(f"its check returned the severity '{visible(str(remark.severity))}', not error or warning")
    if not isinstance(remark.words, Text) or isinstance(remark.path, str):
        raise RefusedError("its check returned a Remark without a Text, or whose path is no tuple of names")
    words = Said(remark.words.to("hi"), remark.words.to("en"))
    place = document.root.at(tuple(remark.path)).place
    return Problem(_CODES[remark.severity], place, {"words": words, "plugin": plugin.name})
