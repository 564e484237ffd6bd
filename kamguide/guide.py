"""The guide: one site's settings, library and problems, wired once at start. It holds; it does nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kamguide.library.layer import read_layer
from kamguide.library.library import Library
from kamguide.library.loading import load
from kamguide.model import KINDS
from kamguide.problems import Place, Problem, has_errors, in_order
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
    site: Path | None = None
    """The site's folder; None for the packaged guide."""
    degraded: bool = False
    """Whether the library lacks what could not be read: any other library is better then."""

    @property
    def content_folder(self) -> Path:
        """Where the content files lie."""
        return content_folder(self.site)

    @property
    def data_folder(self) -> Path:
        """Where the program keeps what it makes itself."""
        return data_folder(self.site, self.settings)


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
    library, problems = load_content(_with_content(site), today or datetime.now(UTC).date())
    templates = [packaged / "templates"]
    if site is not None and (site / "templates").is_dir() and site.resolve() != packaged.resolve():
        templates.insert(0, site / "templates")
    return Guide(settings, library, tuple(problems), tuple(templates), site, has_errors(problems))


def reopened(guide: Guide) -> Guide:
    """The same site, read again. A bad edit never replaces a good library: that one stays, and the problems show.

    A vanished file counts as a bad edit too; only a new start takes out what it said.

    A library that was not good itself gives way to any other.
    """
    fresh = open_guide(guide.site, guide.settings)
    gone = [] if guide.degraded else _gone(guide.library, fresh)
    if (fresh.degraded or gone) and not guide.degraded:
        return replace(guide, problems=tuple(in_order([*fresh.problems, *gone])))
    return fresh


def _gone(library: Library, fresh: Guide) -> list[Problem]:
    """A problem for each thing whose file has vanished: perhaps it is only being written anew."""
    told = {problem.place.file for problem in fresh.problems}
    gone = [
        f"content/{kind}/{slug}.yaml"
        for kind in KINDS
        for slug in getattr(library, kind)
        if slug not in getattr(fresh.library, kind)
    ]
    return [Problem("file-gone", Place(file)) for file in gone if file not in told]


def content_folder(site: Path | None) -> Path:
    """Where a site's content files lie; those of the packaged guide where it has none."""
    return _with_content(site) / "content"


def data_folder(site: Path | None, settings: Settings) -> Path:
    """``data_dir`` as set, seen from the site's folder; else ``data`` there. Without a site: the current folder."""
    return (site or Path.cwd()) / (settings.data_dir or "data")


def _with_content(site: Path | None) -> Path:
    """The site's folder where it has content of its own, else the packaged site's."""
    return site if site is not None and (site / "content").is_dir() else packaged_site()


def load_content(folder: Path, today: date) -> tuple[Library, list[Problem]]:
    """The library of ``folder/content`` and all its problems, in order."""
    layer, read_problems = read_layer(FolderSource(folder / "content"), "shared", "content/")
    library, load_problems = load([layer], today)
    places = {(p.place.file, p.place.line, p.place.column) for p in read_problems}
    fresh = [
        p
        for p in load_problems
        if p.code == "missing-field" or (p.place.file, p.place.line, p.place.column) not in places
    ]
    return library, in_order([*read_problems, *fresh])
