"""``kamguide x``: the commands that plugins bring."""

from __future__ import annotations

from pathlib import Path

import click

from kamguide.cli.options import chosen_site
from kamguide.cli.trying import commands_of
from kamguide.guide import found_in
from kamguide.settings import read_settings


class _PluginCommands(click.Group):
    """Looks for plugins when a command is asked for; what is no command leaves its plugin out."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._found(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self._found(ctx).get(cmd_name)

    def _found(self, ctx: click.Context) -> dict[str, click.Command]:
        known = ctx.meta.get("kamguide.commands")
        if known is None:
            known = ctx.meta["kamguide.commands"] = _commands(ctx.params.get("site"))
        commands: dict[str, click.Command] = known
        return commands


def _commands(site: Path | None) -> dict[str, click.Command]:
    where = chosen_site(site)
    host = found_in(where, read_settings(where)).host
    found = commands_of(host)
    for problem in host.problems:
        click.echo(f"{problem.place.file}:{problem.place.line}: {problem.sentence}", err=True)
    return found


@click.group("x", cls=_PluginCommands)
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    is_eager=True,
    help="The site's folder. Default: the current folder if it is a site, else the packaged guide.",
)
@click.pass_context
def command(ctx: click.Context, site: Path | None) -> None:
    """Run a command of a plugin. Without a name: which there are."""
    ctx.obj = chosen_site(site)
