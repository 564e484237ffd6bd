"""``kamguide index``: brings the search index up to date, in a process of its own, under a lock."""

from __future__ import annotations

import time
from importlib.metadata import entry_points
from pathlib import Path

import click

from kamguide import hookspecs
from kamguide.cli.options import chosen_site, site_option
from kamguide.errors import StartRefusedError
from kamguide.guide import Guide, content_folder, data_folder, open_guide, packaged_site
from kamguide.plugins.discovery import FOLDER as PLUGINS
from kamguide.search.builder import build, stamp_of, up_to_date
from kamguide.search.content_digest import digest, known_version, remember
from kamguide.search.desk import FOLDER
from kamguide.settings import Settings, read_settings


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Build it anew, whatever is there.")
@site_option
def command(rebuild: bool, site: Path | None) -> None:
    """Bring the search index up to date; do nothing when nothing changed.

    The site does this itself while it serves. Exit 0: the index is up to date, or another process is building it;
    2: it cannot be written.
    """
    where = chosen_site(site)
    settings = read_settings(where)
    folder = data_folder(where, settings) / FOLDER
    content = digest_of(where, settings)
    version = known_version(folder, content)
    if not rebuild and version is not None and up_to_date(folder, stamp_of(version)):
        click.echo("The index is up to date.")
        return
    guide = open_guide(where, settings)
    try:
        click.echo(_built(guide, folder, content, rebuild=rebuild))
    except OSError as error:
        raise StartRefusedError(
            "the index cannot be written to %(folder)s: %(reason)s",
            folder=str(folder),
            reason=error.strerror or type(error).__name__,
        ) from None


def digest_of(site: Path | None, settings: Settings) -> str:
    """Changes with all files that the index is made from, the settings that choose them, and installed packages."""
    installed = [f"{e.name} {e.value} {e.dist.version if e.dist else ''}" for e in entry_points(group=hookspecs.NAME)]
    beside = "\n".join([settings.companies, *sorted(installed)])
    roots = dict.fromkeys([(site or packaged_site()) / PLUGINS, packaged_site() / PLUGINS])
    return digest(content_folder(site), *roots, beside=beside)


def _built(guide: Guide, folder: Path, content: str, *, rebuild: bool) -> str:
    """Build what is missing; a sentence on what was done."""
    begun = time.perf_counter()
    catalogue = guide.catalogue
    stamp = stamp_of(catalogue.version)
    done = build(folder, stamp, catalogue.documents, catalogue.kept.to_bytes(), anew=rebuild)
    if not done and not up_to_date(folder, stamp):
        return "Another process is building the index."
    if digest_of(guide.site, guide.settings) == content:  # else it was changed while it was read
        remember(folder, content, catalogue.version)
    if not done:
        return "The index is up to date."
    return f"Indexed {len(catalogue.entries)} entries in {time.perf_counter() - begun:.1f} s."
