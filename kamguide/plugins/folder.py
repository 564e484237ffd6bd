"""One company's folder, read: ``plugin.yaml``, ``base.yaml`` and the files of ``content/``. Runs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kamguide.errors import RefusedFileError, SourceError
from kamguide.library.checks import translations
from kamguide.library.diff import Recorded
from kamguide.library.layer import Layer, printable, read_layer
from kamguide.library.schema import validated
from kamguide.model.company import Company
from kamguide.model.text import is_slug
from kamguide.plugins.recorded import FILE as BASE
from kamguide.plugins.recorded import read_recorded
from kamguide.problems import Place, Problem
from kamguide.render.documents import Logo
from kamguide.render.logos import logo_from
from kamguide.sources.document import Document, Node
from kamguide.sources.folder import LEFTOVERS, FolderSource
from kamguide.sources.reader import decode, read_yaml

MANIFEST, CONTENT, CODE, TEMPLATES = "plugin.yaml", "content", "plugin.py", "templates"
_PARTS = {MANIFEST, BASE, CONTENT, CODE, TEMPLATES, "README.md", "LICENSE", "NOTICE"}
_MADE = {"__pycache__"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a company's folder lies, and how its files are called in problems."""

    slug: str
    root: Path
    prefix: str
    """What stands before its paths, such as ``plugins/acme/``."""
    package: bool = False
    """Whether it is an installed package, which holds other files too."""


@dataclass(frozen=True)
class CompanyFolder:
    """What was read of a company's folder; ``company`` and ``layer`` are None where it must be left out."""

    origin: Origin
    company: Company | None = None
    layer: Layer | None = None
    recorded: Recorded = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    fields: Mapping[str, Place] = field(default_factory=dict)
    """Where the values of ``plugin.yaml`` stand."""
    logo: Logo | None = None
    """The picture that ``documents.logo`` names."""

    @property
    def manifest(self) -> Place:
        """Where its faults as a whole are told."""
        return Place(self.origin.prefix + MANIFEST, layer=self.origin.slug)


def origins_in(folder: Path, prefix: str) -> tuple[list[Origin], list[Problem]]:
    """The company folders of a ``plugins/`` folder; what cannot be one is told.

    A folder without ``plugin.yaml`` and ``content/`` is no company: it may still hold a ``plugin.py``.
    """
    found: list[Origin] = []
    problems: list[Problem] = []
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        names = []
    for name in names:
        path = folder / name
        place = Place(f"{prefix}{printable(name)}")
        if name.startswith((".", "__")) or name.endswith(LEFTOVERS) or name == "README.md":
            continue
        if path.is_symlink():
            problems.append(Problem("file-outside", place))
        elif not path.is_dir():
            problems.append(Problem("not-a-company", place, {"name": printable(name)}))
        elif not is_slug(name):
            problems.append(Problem("bad-file-name", place, {"name": printable(name)}))
        else:
            found.append(Origin(name, path, f"{prefix}{name}/"))
    return found, problems


def read_folder(origin: Origin) -> CompanyFolder:
    """Everything that a company's folder says, and its faults. What leads out of the folder is never opened."""
    company, fields, problems = _manifest(origin)
    style = company.documents if company is not None else None
    if not origin.package:
        problems = [*_parts(origin, style.logo if style is not None else None), *problems]
    logo, faults = _logo(origin, company, fields)
    problems += faults
    recorded, faults = _recorded(origin)
    problems += faults
    layer, faults = _layer(origin)
    problems += faults
    return CompanyFolder(origin, company, layer, recorded, tuple(problems), fields, logo)


def is_company(origin: Origin) -> bool:
    """Whether the folder holds a company; one with code alone is a plugin without content."""
    return (origin.root / MANIFEST).exists() or (origin.root / MANIFEST).is_symlink() or not has_code(origin)


def has_code(origin: Origin) -> bool:
    """Whether the folder brings a ``plugin.py`` of its own."""
    return (origin.root / CODE).is_file() and not (origin.root / CODE).is_symlink()


def _parts(origin: Origin, logo: str | None) -> list[Problem]:
    problems = []
    for path in sorted(origin.root.iterdir()):
        place = Place(origin.prefix + printable(path.name), layer=origin.slug)
        if path.name.startswith(".") or path.name.endswith(LEFTOVERS) or path.name in _MADE:
            continue
        if path.name not in _PARTS and path.name != logo:
            problems.append(Problem("not-in-a-company", place, {"name": printable(path.name)}))
        elif path.is_symlink():
            problems.append(Problem("file-outside", place))
        elif path.name == TEMPLATES and not has_code(origin):
            problems.append(Problem("templates-without-code", place))
    return problems


def _tree(origin: Origin, name: str) -> tuple[Node | None, list[Problem]]:
    """A file of the folder as a tree; nothing, and why, where it cannot be read."""
    place = Place(origin.prefix + name, layer=origin.slug)
    try:
        text, problems = decode(FolderSource(origin.root).read(name), place)
    except SourceError as error:
        told = (origin.root / name).is_symlink() and not origin.package  # by _parts already
        return None, [] if told else [Problem(error.code, place, error.message.facts)]
    if text is None:
        return None, problems
    return read_yaml(text, place)


def _manifest(origin: Origin) -> tuple[Company | None, Mapping[str, Place], list[Problem]]:
    if not (origin.root / MANIFEST).exists() and not (origin.root / MANIFEST).is_symlink():
        return None, {}, [Problem("no-manifest", Place(origin.prefix + MANIFEST, layer=origin.slug))]
    root, problems = _tree(origin, MANIFEST)
    if root is None or not isinstance(root.value, Mapping):
        return None, {}, problems
    document = Document("company", origin.slug, root)
    company, faults = validated(document, Company)
    problems = [*problems, *faults]
    if company is not None:
        problems += translations(document, company)
    return company, {name: node.place for name, node in root.value.items()}, problems


def _logo(origin: Origin, company: Company | None, fields: Mapping[str, Place]) -> tuple[Logo | None, list[Problem]]:
    """The logo that the manifest names; without it, and why, where it cannot be used."""
    name = company.documents.logo if company is not None and company.documents is not None else None
    if company is None or name is None:
        return None, []
    place = fields.get("documents", Place(origin.prefix + MANIFEST, layer=origin.slug))
    try:
        return logo_from(FolderSource(origin.root).read(name), company.label.to("en")), []
    except (SourceError, RefusedFileError) as error:
        return None, [Problem("logo-refused", place, {"name": name, "reason": error.message})]


def _recorded(origin: Origin) -> tuple[Recorded, list[Problem]]:
    if not (origin.root / BASE).exists():
        return {}, []
    root, problems = _tree(origin, BASE)
    if root is None:
        return {}, problems
    recorded, faults = read_recorded(root)
    return recorded, [*problems, *faults]


def _layer(origin: Origin) -> tuple[Layer | None, list[Problem]]:
    content = origin.root / CONTENT
    if content.is_symlink():
        return None, []  # told as a part of the folder
    return read_layer(FolderSource(content), origin.slug, f"{origin.prefix}{CONTENT}/", overlay=True)
