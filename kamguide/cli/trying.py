"""Asks every hook of every plugin, so that a command can tell what would fail when the site is served."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import click

from kamguide.guide import Guide
from kamguide.plugins.host import Host, line_of
from kamguide.problems import in_order


def tried(guide: Guide) -> Guide:
    """The guide with the problems of pages and commands too; without plugins the guide itself."""
    host = guide.found.host
    if not host.plugins:
        return guide
    from kamguide.web.app import create_app  # noqa: PLC0415 - slow to import, and most sites have no code

    app = create_app(guide, quiet=True)
    commands_of(host)
    shown: Guide = app.extensions["kamguide"].guide
    told = {(problem.code, problem.place) for problem in shown.problems}
    fresh = [problem for problem in host.problems if (problem.code, problem.place) not in told]
    return replace(shown, problems=tuple(in_order([*shown.problems, *fresh])))


def commands_of(host: Host) -> dict[str, click.Command]:
    """The commands that plugins bring, by name. What is no command leaves its plugin out."""
    found: dict[str, click.Command] = {}
    for plugin, answer in host.answers("kamguide_commands", Iterable):
        for command in answer:
            if not isinstance(command, click.Command) or not command.name:
                detail = f"kamguide_commands returned {type(command).__name__}, which is no command"
                host.leave_out(plugin, detail, line_of(plugin, "kamguide_commands"))
            elif command.name in found:
                detail = f"there is another command '{command.name}'"
                host.leave_out(plugin, detail, line_of(plugin, "kamguide_commands"))
            else:
                found[command.name] = command
    return found
