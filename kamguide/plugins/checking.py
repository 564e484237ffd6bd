"""The checks of plugins: asked of each library, and their remarks told at the line that each is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kamguide.hookspecs import Check, Remark
from kamguide.library.loading import Stack
from kamguide.plugins.host import Host, Plugin, line_of
from kamguide.problems import Problem, Said

Asked = Sequence[tuple[Plugin, Check]]


def checks_of(host: Host) -> Asked:
    """The checks that plugins bring. What is no function leaves its plugin out."""
    asked: list[tuple[Plugin, Check]] = []
    for plugin, answer in host.answers("kamguide_checks", Iterable):
        checks = list(answer)
        if all(callable(check) for check in checks):
            asked += [(plugin, check) for check in checks]
        else:
            detail = "kamguide_checks returned something that cannot be called"
            host.leave_out(plugin, detail, line_of(plugin, "kamguide_checks"))
    return asked


def remarks_of(host: Host, asked: Asked) -> Callable[[Stack], list[Problem]]:
    """Asks every check of a stack; one that fails leaves its plugin out, and the others go on."""

    def ask(stack: Stack) -> list[Problem]:
        problems: list[Problem] = []
        company = stack.layers[-1].name if len(stack.layers) > 1 else None
        for plugin, check in asked:
            if plugin.problem is None:
                told = host.run(plugin, _listed, check, stack, company)
                problems += _placed(host, plugin, told or [], stack)
        return problems

    return ask


def _listed(check: Check, stack: Stack, company: str | None) -> list[Remark]:
    return list(check(stack.library, company))


def _placed(host: Host, plugin: Plugin, remarks: Sequence[object], stack: Stack) -> list[Problem]:
    problems = []
    for remark in remarks:
        document = stack.documents.get((remark.kind, remark.slug)) if isinstance(remark, Remark) else None
        if not isinstance(remark, Remark) or document is None:
            detail = f"its check returned {str(remark)[:80]}, which is no Remark on a document"
            host.leave_out(plugin, detail, line_of(plugin, "kamguide_checks"))
            return []
        code = "plugin-remark" if remark.severity == "error" else "plugin-advice"
        words = Said(remark.words.to("hi"), remark.words.to("en"))
        place = document.root.at(remark.path).place
        problems.append(Problem(code, place, {"words": words, "plugin": plugin.name}))
    return problems
