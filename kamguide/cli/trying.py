"""Asks every hook of every plugin, so that a command can tell what would fail when the site is served."""

from __future__ import annotations

from dataclasses import replace

import click

from kamguide.guide import Guide
from kamguide.plugins.host import Host, RefusedError, listed
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
    """The commands that plugins bring, by name. What is no command leaves its plugin out, with all that it brings."""
    found: dict[str, click.Command] = {}

    def read(answer: object) -> dict[str, click.Command]:
        own: dict[str, click.Command] = {}
        for command in listed(answer, "kamguide_commands"):
            if not isinstance(command, click.Command) or not command.name:
                raise RefusedError(f"kamguide_commands returned {type(command).__name__}, which is no command")
            if command.name in found or command.name in own:
                raise RefusedError(f"there is another command '{command.name}'")
            own[command.name] = command
        found.update(own)
        return own

    host.answers("kamguide_commands", read)
    return found
