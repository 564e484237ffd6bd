"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kamguide.errors import KamguideError, NotFoundError, WrongUseError
from kamguide.guide import Guide, open_guide, site_here
from kamguide.language import render
from kamguide.library.library import Library
from kamguide.model.text import Language
from kamguide.plugins.variants import Variant
from kamguide.settings import read_settings

_LANGUAGE = "kamguide.language"


def _remember(context: click.Context, _: click.Parameter, value: Language | None) -> Language | None:
    """Keep the language for errors, which are told when the command is over."""
    if value is not None:
        context.meta[_LANGUAGE] = value
    return value


site_option = click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The site's folder. Default: the current folder if it is a site, else the packaged guide.",
)
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["hi", "en"]),
    callback=_remember,
    is_eager=True,
    help="Language of the answer. Default: the terminal's.",
)
company_option = click.option("--company", help="Answer from a company's version of the guide.")


def chosen_site(site: Path | None) -> Path | None:
    """The site that a command works on; None for the packaged guide."""
    return site if site is not None else site_here(Path.cwd())


def opened(site: Path | None) -> Guide:
    """The guide of a site, with its settings."""
    return open_guide(site, read_settings(site))


def chosen_company(guide: Guide, company: str | None) -> Variant | None:
    """The company asked for, None for the shared guide.

    :raises NotFoundError: no such company.
    """
    return guide.company(company) if company else None


def chosen_library(guide: Guide, company: str | None) -> Library:
    """The library of the company asked for, else the shared one.

    :raises NotFoundError: no such company.
    """
    held = chosen_company(guide, company)
    return held.library if held is not None else guide.library


def chosen_language(language: Language | None) -> Language:
    """The language asked for, else the terminal's if it is Hindi, else English."""
    if language is not None:
        return language
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "hi" if locale.lower().startswith("hi") else "en"


def told(error: KamguideError, context: click.Context) -> str:
    """An error as the terminal shows it, in the language asked for, with the nearest names."""
    nearest = error.nearest if isinstance(error, NotFoundError) else ()
    sentence = render(error.message, chosen_language(context.meta.get(_LANGUAGE)))
    return f"kamguide: {sentence}" + (f" ({', '.join(nearest)}?)" if nearest else "")


def cannot_write(path: Path, error: OSError) -> WrongUseError:
    """What is said where a file or folder cannot be written."""
    return WrongUseError(
        "%(path)s cannot be written (%(reason)s): name another place with -o",
        path=str(path),
        reason=error.strerror or type(error).__name__,
    )
