"""``kamguide schema``: the JSON Schema of content files, for editors."""

from __future__ import annotations

import json

import click

from kamguide.library.schema import json_schema
from kamguide.model import KINDS


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(sorted(KINDS)))
def command(kind: str | None) -> None:
    """Print the JSON Schema of KIND's files; without KIND, of every kind, by name.

    Save it and name it in the first line of a file, and an editor completes and checks as you type:
    "# yaml-language-server: $schema=roles.json".
    """
    schema = json_schema(kind) if kind else {name: json_schema(name) for name in sorted(KINDS)}
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
