"""The guide: one site's settings, library, companies and problems, wired once at start. It holds; it does nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from kamguide.errors import NotFoundError
from kamguide.job_description.style import Style, style_of
from kamguide.library.layer import read_layer
from kamguide.library.library import Library
from kamguide.library.loading import Stack, stacked
from kamguide.library.nearest import nearest
from kamguide.library.role_reference import Chosen
from kamguide.model import KINDS
from kamguide.plugins.checking import Asked, checks_of, remarks_of
from kamguide.plugins.discovery import FOLDER, Found, find
from kamguide.plugins.folder import read_folder
from kamguide.plugins.sections import Brought, sections_of, with_sections
from kamguide.plugins.variants import Laying, Variant, variants
from kamguide.problems import Place, Problem, has_errors, in_order, together
from kamguide.search.catalogue import Catalogue
from kamguide.search.companies import address_below
from kamguide.settings import FILE_NAME, Settings
from kamguide.sources.characters import visible
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
    companies: Mapping[str, Variant] = field(default_factory=dict)
    """Every company variant by slug, private ones too."""
    found: Found = field(default_factory=Found)
    """Where companies and plugins lie; the host of the code."""
    checks: Asked = ()
    """What plugins look for."""
    sections: Brought = ()
    """What plugins bring to job descriptions."""
    awaited: frozenset[str] = frozenset()
    """Files of companies that have vanished and may come back at once: what they said still counts."""

    @property
    def content_folder(self) -> Path:
        """Where the content files lie."""
        return content_folder(self.site)

    @property
    def data_folder(self) -> Path:
        """Where the program keeps what it makes itself."""
        return data_folder(self.site, self.settings)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder whose files make the guide."""
        site = self.site if self.site is not None else packaged_site()
        lying = [origin.root for origin in self.found.companies if not origin.root.is_relative_to(site / FOLDER)]
        return (self.content_folder, site / FOLDER, *lying)

    @cached_property
    def version(self) -> str:
        """Changes with every byte of the content, the shared and that of every company."""
        parts = [self.library.version]
        for slug, variant in self.companies.items():
            parts += [slug, variant.library.version, variant.company.model_dump_json(), repr(variant.differences)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    @property
    def listed(self) -> list[Variant]:
        """The companies that the shared pages may name, by slug."""
        return [variant for slug, variant in sorted(self.companies.items()) if variant.company.listed]

    @cached_property
    def catalogue(self) -> Catalogue:
        """What is searched from the shared pages: the library, and what listed companies say of their own."""
        return Catalogue(self.library, tuple((variant.company, variant.library) for variant in self.listed))

    def catalogue_of(self, variant: Variant) -> Catalogue:
        """What is searched from a company's own pages."""
        return Catalogue(variant.library, below=address_below(variant.company))

    def company(self, slug: str) -> Variant:
        """One company, also a private one: who knows its address may see it.

        :raises NotFoundError: with the nearest listed ones.
        """
        try:
            return self.companies[slug]
        except KeyError:
            listed = [variant.company.slug for variant in self.listed]
            raise NotFoundError(
                "There is no company “%(name)s”.", nearest(slug, listed), "companies", name=visible(slug)
            ) from None

    def style(self, chosen: Chosen, below: str = "") -> Style:
        """How the job description of a role is dressed: as its company says, with what plugins bring.

        :param below: the company in whose guide the role was asked for, where its reference names none.
        :raises NotFoundError: there is no such company.
        """
        slug = chosen.company or below
        held = self.company(slug) if slug else None
        style = style_of(held.company, held.logo) if held is not None else style_of(None)
        return with_sections(style, chosen, self.found.host, self.sections)


def packaged_site() -> Path:
    """The folder whose ``content/`` and ``templates/`` come with the program: in a wheel, or the checkout."""
    inside = Path(__file__).parent / "site"
    return inside if inside.is_dir() else Path(__file__).parent.parent


def site_here(folder: Path) -> Path | None:
    """The folder itself where it is a site (has a settings file, ``content/`` or ``plugins/``), else None."""
    marks = (folder / FILE_NAME, folder / "content", folder / "plugins")
    return folder if any(mark.exists() for mark in marks) else None


def open_guide(site: Path | None, settings: Settings, today: date | None = None, before: Guide | None = None) -> Guide:
    """The guide of the site in a folder; None, or a folder without ``content/``: the packaged guide.

    :param before: the same site as it was: its plugins' code is not run again.
    :raises WrongUseError: the setting ``companies`` names one that is not there.
    """
    day = today or datetime.now(UTC).date()
    ground = ground_of(_with_content(site), day)
    found = found_in(site, settings, before.found if before else None)
    checks = before.checks if before else checks_of(found.host)
    sections = before.sections if before else sections_of(found.host)
    ask = remarks_of(found.host, checks)
    shared = in_order([*ground.problems, *ask(ground)])
    companies, faults = variants(
        replace(ground, problems=tuple(shared)), [read_folder(origin) for origin in found.companies], day, ask
    )
    own = [problem for variant in companies.values() for problem in variant.problems]
    problems = in_order([*shared, *found.problems, *found.host.problems, *faults, *own])
    packaged = packaged_site()
    templates = [packaged / "templates", *found.host.template_folders]
    if site is not None and (site / "templates").is_dir() and site.resolve() != packaged.resolve():
        templates.insert(0, site / "templates")
    degraded = has_errors(ground.problems)
    return Guide(
        settings, ground.library, tuple(problems), tuple(templates), site, degraded, companies, found, checks, sections
    )


def reopened(guide: Guide) -> Guide:
    """The same site, read again. A bad edit never replaces a good library: that one stays, and the problems show.

    A vanished file counts as a bad edit too; only a new start takes out what it said. A company's bad edit keeps back
    that company alone; what a company has taken away is gone where it is still away at the next reading. A library that
    was not good itself gives way to any other.
    """
    fresh = open_guide(guide.site, guide.settings, before=guide)
    gone = [] if guide.degraded else _gone(guide.library, fresh)
    if (fresh.degraded or gone) and not guide.degraded:
        return replace(guide, problems=tuple(in_order([*fresh.problems, *gone])))
    companies = dict(fresh.companies)
    vanished: list[Problem] = []
    for slug, before in guide.companies.items():
        now = fresh.companies.get(slug)
        missing = _vanished(before, now, {problem.place.file for problem in fresh.problems})
        if all(problem.place.file in guide.awaited for problem in missing):
            missing = []
        broken = now is None and before.place.file not in guide.awaited
        if not has_errors(before.problems) and (broken or missing or (now is not None and has_errors(now.problems))):
            companies[slug] = before
            vanished += missing
    awaited = frozenset(problem.place.file for problem in vanished)
    problems = tuple(in_order([*fresh.problems, *vanished]))
    return replace(fresh, companies=companies, problems=problems, awaited=awaited)


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


def _vanished(before: Variant, now: Variant | None, told: set[str]) -> list[Problem]:
    """The same for a company: its files that are no longer there."""
    there = {place.file for place in (now.place, *now.files)} if now is not None else set()
    files = [place.file for place in (before.place, *before.files)]
    return [Problem("file-gone", Place(file)) for file in files if file not in there and file not in told]


def _with_content(site: Path | None) -> Path:
    """The site's folder where it has content of its own, else the packaged site's."""
    return site if site is not None and (site / "content").is_dir() else packaged_site()


def found_in(site: Path | None, settings: Settings, before: Found | None = None) -> Found:
    """The companies and plugins of a site. The examples count in a checkout, or where the settings name them."""
    packaged = packaged_site()
    checkout = packaged.name != "site"
    ours = site is None or site.resolve() == packaged.resolve()
    named = [name.strip() for name in settings.companies.split(",") if name.strip()]
    return find(site, packaged, examples=checkout and ours, named=named, before=before)


def ground_of(folder: Path, today: date) -> Stack:
    """The shared content of a folder, with its documents and all its problems."""
    layer, problems = read_layer(FolderSource(folder / "content"), "shared", "content/")
    stack = stacked([layer], today)
    return replace(stack, problems=tuple(together(problems, stack.problems)))


def laying_of(site: Path | None, settings: Settings, today: date | None = None) -> Laying:
    """The companies of a site with their documents, to look closer at one. Plugins' checks are not asked."""
    day = today or datetime.now(UTC).date()
    found = found_in(site, settings)
    return Laying(ground_of(_with_content(site), day), [read_folder(origin) for origin in found.companies], day)


def load_content(folder: Path, today: date) -> tuple[Library, list[Problem]]:
    """The library of ``folder/content`` and all its problems, in order."""
    stack = ground_of(folder, today)
    return stack.library, list(stack.problems)
