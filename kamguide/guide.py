"""The guide: one site's settings, library and problems, wired once at start. It holds; it does nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from kamguide.library.layer import read_layer
from kamguide.library.library import Library
from kamguide.library.loading import load
from kamguide.problems import Problem, in_order
from kamguide.settings import FILE_NAME, Settings
from kamguide.sources.folder import FolderSource


@dataclass(frozen=True)
class Guide:
    """Everything that the web and the command line need."""

    settings: Settings
    library: Library
    problems: tuple[Problem, ...] = ()
    template_folders: tuple[Path, ...] = ()
    """Where templates are looked for, the site's own first."""


def packaged_site() -> Path:
    """The folder whose ``content/`` and ``templates/`` come with the program: in a wheel, or the checkout."""
    inside = Path(__file__).parent / "site"
    return inside if inside.is_dir() else Path(__file__).parent.parent


def site_here(folder: Path) -> Path | None:
    """The folder itself where it is a site (has a settings file, ``content/`` or ``plugins/``), else None."""
    marks = (folder / FILE_NAME, folder / "content", folder / "plugins")
    return folder if any(mark.exists() for mark in marks) else None


def open_guide(site: Path | None, settings: Settings, today: date | None = None) -> Guide:
    """The guide of the site in a folder; None, or a folder without ``content/``: the packaged guide."""
    packaged = packaged_site()
    folder = site if site is not None and (site / "content").is_dir() else packaged
    library, problems = load_content(folder, today or datetime.now(UTC).date())
    templates = [packaged / "templates"]
    if site is not None and (site / "templates").is_dir() and site.resolve() != packaged.resolve():
        templates.insert(0, site / "templates")
    return Guide(settings, library, tuple(problems), tuple(templates))


def load_content(folder: Path, today: date) -> tuple[Library, list[Problem]]:
    """The library of ``folder/content`` and all its problems, in order."""
    layer, read_problems = read_layer(FolderSource(folder / "content"), "shared", "content/")
    library, load_problems = load([layer], today)
    places = {(p.place.file, p.place.line, p.place.column) for p in read_problems}
    fresh = [p for p in load_problems if (p.place.file, p.place.line, p.place.column) not in places]
    return library, in_order([*read_problems, *fresh])
