"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kamguide.guide import Guide, open_guide, site_here
from kamguide.model.text import Language
from kamguide.settings import read_settings

site_option = click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The site's folder. Default: the current folder if it is a site, else the packaged guide.",
)
language_option = click.option(
    "--lang", "language", type=click.Choice(["hi", "en"]), help="Language of the answer. Default: the terminal's."
)


def chosen_site(site: Path | None) -> Path | None:
    """The site that a command works on; None for the packaged guide."""
    return site if site is not None else site_here(Path.cwd())


def opened(site: Path | None) -> Guide:
    """The guide of a site, with its settings."""
    return open_guide(site, read_settings(site))


def chosen_language(language: Language | None) -> Language:
    """The language asked for, else the terminal's if it is Hindi, else English."""
    if language is not None:
        return language
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "hi" if locale.lower().startswith("hi") else "en"
