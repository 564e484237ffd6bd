"""``kamguide db``: what an operator does with people's own data; nothing of it is ever shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamguide.cli.options import chosen_site, site_option
from kamguide.errors import StartRefusedError
from kamguide.guide import data_folder
from kamguide.settings import read_settings

if TYPE_CHECKING:
    from kamguide.store.store import Store


@click.group("db")
def command() -> None:
    """Look after people's own data: assessments, mentors' links and lists, drafts.

    It lies in SQLite in data_dir, or where database_url says. Exit 0: done; 2: not, and why.
    """


@command.command("upgrade")
@site_option
def upgrade(site: Path | None) -> None:
    """Bring the database to this program's schema, in one step or not at all.

    SQLite files, and databases that are empty, are brought up by the site itself.
    """
    from kamguide.store import schema  # noqa: PLC0415 - SQLAlchemy is slow to import
    from kamguide.store.store import open_database  # noqa: PLC0415

    where = chosen_site(site)
    settings = read_settings(where)
    database = open_database(settings, data_folder(where, settings))
    try:
        found, now = schema.upgrade(database)
    finally:
        database.close()
    click.echo(f"The schema is {now}, as it was." if found == now else f"The schema was {found or 'none'}, is {now}.")
    with suppress(StartRefusedError), _store(site):  # without a key there is none to compare
        pass


@command.command("purge")
@site_option
def purge(site: Path | None) -> None:
    """Delete what is past its time, and tell how much that was. The site does this itself once an hour."""
    with _store(site) as store:
        purged = store.purge()
        click.echo(
            f"Deleted: {purged.assessments} assessments, {purged.drafts} drafts, {purged.mentors} mentors' lists; "
            f"ended: {purged.links} links."
        )


@command.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@site_option
def backup(file: Path, site: Path | None) -> None:
    """Write all that is kept to FILE, for restore into SQLite or PostgreSQL. The site may go on meanwhile.

    The secret key is not in it: keep that elsewhere; without it no code opens what is restored.
    """
    with _store(site) as store:
        click.echo(f"Wrote {store.backup(file)} rows to {file}.")


@command.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Delete what is kept now.")
@site_option
def restore(file: Path, *, replace: bool, site: Path | None) -> None:
    """Put what a backup holds into the store, all of it or nothing. Without --replace the store must be empty."""
    with _store(site) as store:
        click.echo(f"Restored {store.restore(file, replace=replace)} rows.")


@command.command("accept-key")
@site_option
def accept_key(site: Path | None) -> None:
    """Go on with a secret_key that was changed. Codes and links of before open nothing then.

    Better set the former key again, where it is still there. What was kept under it is deleted 90 days after its last
    use; until then the pages for codes that open nothing say that the key was changed.
    """
    with _store(site, told=False) as store:
        accepted = store.accept_key()
        click.echo("The key is accepted. Codes of before open nothing." if accepted else "The key is known already.")


@contextmanager
def _store(site: Path | None, *, told: bool = True) -> Iterator[Store]:
    """The store; that its key was changed is told."""
    from kamguide.store.known_key import CHANGED  # noqa: PLC0415 - as above
    from kamguide.store.store import opened  # noqa: PLC0415 - as above

    where = chosen_site(site)
    settings = read_settings(where)
    store = opened(settings, data_folder(where, settings), tidied=False)
    try:
        change = store.key_change()
        if told and change is not None and change.accepted is None:
            click.echo(f"warning: {CHANGED}", err=True)
        yield store
    finally:
        store.close()
