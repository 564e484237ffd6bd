"""The ``kamguide`` command: one small module per command, each imported only when it runs."""

from __future__ import annotations

import importlib
from typing import Any

import click

from kamguide import __version__

COMMANDS = {
    "serve": "serve",
    "check": "check",
    "index": "index",
    "search": "search",
    "compare": "compare",
    "jd": "jd",
    "matrix": "matrix",
    "salaries": "salaries",
    "import": "import_data",
    "path": "path",
    "gap": "gap",
    "schema": "schema",
    "diff": "diff",
    "plugins": "plugins",
    "new": "new",
    "lint": "lint",
    "x": "x",
    "db": "db",
}
"""Command -> module of this package that holds it."""


class _Commands(click.Group):
    """Finds a command's module when it is asked for, so that ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kamguide.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _SUMMARIES[name]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        from kamguide.errors import KamguideError  # noqa: PLC0415 - --help does without

        try:
            return super().invoke(ctx)
        except KamguideError as error:
            from kamguide.cli.options import told  # noqa: PLC0415 - slow to import

            click.echo(told(error, ctx), err=True)
            raise SystemExit(2) from None


_SUMMARIES = {
    "serve": "Serve the site.",
    "check": "Tell all problems of the content.",
    "index": "Bring the search index up to date.",
    "search": "Search the guide.",
    "compare": "Set two to four roles side by side.",
    "jd": "Write job descriptions.",
    "matrix": "Write the skills matrix to a spreadsheet, or read a changed one.",
    "salaries": "Tell figures of pay with year, area and source.",
    "import": "Take public data into files of content.",
    "path": "Find the cheapest ways from one role or position to another.",
    "gap": "Hold ratings of your skills against a role: gaps, SWOT and plan.",
    "schema": "Print the JSON Schema of a kind of content.",
    "diff": "Tell what a company changes, and what changed below it.",
    "plugins": "Tell which companies and plugins there are.",
    "new": "Write the skeleton of a company.",
    "lint": "Give advice on the wording of a job description.",
    "x": "Run a command of a plugin.",
    "db": "Look after people's own data: upgrade, purge, backup, restore.",
}


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kamguide")
def main() -> None:
    """Job roles and career paths in Hindi and English: serve the guide, check its content."""
