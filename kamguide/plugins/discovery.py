"""Where companies and plugins are looked for: the site's ``plugins/``, the examples that come along, packages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kamguide.errors import WrongUseError
from kamguide.library.nearest import nearest
from kamguide.model.text import is_slug
from kamguide.plugins.folder import MANIFEST, Origin, has_code, is_company, origins_in
from kamguide.plugins.host import Host, Plugin, RefusedError, installed, of_folder
from kamguide.problems import Place, Problem

FOLDER = "plugins"


@dataclass(frozen=True)
class Found:
    """What there is: folders of companies, the host of all code, and what could not be either."""

    companies: tuple[Origin, ...] = ()
    host: Host = field(default_factory=Host)
    problems: tuple[Problem, ...] = ()
    brought: tuple[Origin, ...] = ()
    """Those of the companies that packages and hooks bring."""


def find(
    site: Path | None, packaged: Path, *, examples: bool, named: Collection[str], before: Found | None = None
) -> Found:
    """Every company and plugin of a site.

    :param site: its folder, None for the packaged guide.
    :param packaged: the folder of the packaged guide, in whose ``plugins/`` the examples lie.
    :param examples: whether all examples count; else only those that are ``named``.
    :param before: what was found when the program started: its code stays as it is, only folders are looked for again.
    :raises WrongUseError: a name that is no example and no company.
    """
    own, problems = _own(site, packaged)
    shipped, faults = origins_in(packaged / FOLDER, f"{FOLDER}/")
    problems += faults if examples else []
    chosen = [origin for origin in shipped if examples or origin.slug in named]
    origins = [*own, *chosen]
    if before is not None:
        host, brought = before.host, before.brought
    else:
        host = Host([*(of_folder(origin) for origin in origins if has_code(origin)), *installed()])
        brought = (*_in_packages(host), *_from_hooks(host))
    companies = (*(origin for origin in origins if is_company(origin)), *brought)
    _refuse_unknown(named, [*(o.slug for o in companies), *(o.slug for o in origins)], shipped)
    return Found(companies, host, tuple(problems), brought)


def _own(site: Path | None, packaged: Path) -> tuple[list[Origin], list[Problem]]:
    if site is None or site.resolve() == packaged.resolve():
        return [], []
    folder = site / FOLDER
    if folder.is_symlink():
        return [], [Problem("file-outside", Place(FOLDER))]
    return origins_in(folder, f"{FOLDER}/")


def _in_packages(host: Host) -> list[Origin]:
    """Packages that are companies: those with a ``plugin.yaml`` beside their module."""
    return [
        Origin(plugin.name, plugin.folder, plugin.place.file.rpartition("/")[0] + "/", package=True)
        for plugin in _packages(host)
        if plugin.folder is not None and (plugin.folder / MANIFEST).is_file()
    ]


def _packages(host: Host) -> Sequence[Plugin]:
    return [plugin for plugin in host.plugins if plugin.package and plugin.problem is None]


def _folders(answer: object) -> dict[str, Path]:
    if not isinstance(answer, Mapping):
        raise RefusedError(f"kamguide_layers returned {type(answer).__name__}")
    folders = dict(answer)
    for slug, root in folders.items():
        if not isinstance(slug, str) or not is_slug(slug) or not isinstance(root, Path):
            raise RefusedError(f"kamguide_layers returned '{slug}', which is no slug with a folder")
    return folders


def _from_hooks(host: Host) -> list[Origin]:
    origins = []
    for plugin, folders in host.answers("kamguide_layers", _folders):
        prefix = plugin.place.file.rpartition("/")[0]
        for slug, root in folders.items():
            inside = plugin.folder is not None and root.is_relative_to(plugin.folder)
            below = root.relative_to(plugin.folder).as_posix() if inside and plugin.folder else slug
            origins.append(Origin(slug, root, f"{prefix}/{below}/", package=True))
    return origins


def _refuse_unknown(named: Collection[str], known: Collection[str], shipped: Sequence[Origin]) -> None:
    for name in named:
        if name not in known:
            candidates = sorted({*known, *(origin.slug for origin in shipped)})
            raise WrongUseError(
                "setting 'companies' names '%(name)s', which is not there; there is %(known)s",
                name=name,
                known=", ".join(nearest(name, candidates) or candidates) or "none",
            )
