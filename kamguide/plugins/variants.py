"""Company variants: each company's files laid over what it is based on, with what they change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kamguide.language import translate
from kamguide.library.diff import NOTHING, Difference, Differences, at_home, differences
from kamguide.library.extending import FIELD, beneath
from kamguide.library.layer import Layer
from kamguide.library.library import Library
from kamguide.library.loading import Stack, laid_over
from kamguide.library.nearest import did_you_mean
from kamguide.library.telling import misnamed, misnamed_parts, removing_nothing
from kamguide.model.company import Company
from kamguide.model.text import Text
from kamguide.plugins.folder import CompanyFolder
from kamguide.plugins.holding import with_what_holds
from kamguide.plugins.marking import counted
from kamguide.problems import Fact, Message, Place, Problem, in_order, together
from kamguide.render.documents import Logo
from kamguide.sources.document import Document
from kamguide.titles import SHARED_GUIDE

Check = Callable[[Stack], Iterable[Problem]]
"""What plugins look for in a stack of layers."""


@dataclass(frozen=True)
class Variant:
    """One company as its readers see it."""

    company: Company
    library: Library
    differences: Differences = field(default_factory=Differences)
    problems: tuple[Problem, ...] = ()
    """Those of its own files."""
    base: Library = field(default_factory=Library)
    """What it is laid over: the library of the company that it is based on, or the shared one."""
    place: Place = field(default_factory=lambda: Place(""))
    """Where its faults as a whole are told: its ``plugin.yaml``."""
    files: tuple[Place, ...] = ()
    """The files of its content."""
    group: Company | None = None
    """The company over which it is laid; None: the shared guide."""
    logo: Logo | None = None
    """What stands at the head of its documents."""

    @property
    def roles(self) -> list[str]:
        """Slugs of the roles in which it says something of its own, in career order; those that it adds too."""
        return [role.slug for role in self.library.roles_in_order if self.topics_of(role.slug) or self.adds(role.slug)]

    def adds(self, role: str) -> bool:
        """Whether what it is laid over knows no such role."""
        return role not in self.base.roles

    def topics_of(self, role: str) -> Counter[str]:
        """How many fields say something else than below in each topic of a role's page, and in its head (``HERO``)."""
        return counted(self.differences.fields, role, self.library, self.base)

    def below(self, key: tuple[str, str]) -> Text:
        """What lies below a document: the one that it extends, else the company it is laid over, else the guide."""
        extended = next((str(d.ours) for d in self.differences.of(*key) if d.path == (FIELD,)), "")
        kind, library = key[0], self.library
        if kind == "roles" and extended in library.roles:
            return library.roles[extended].preferred_label
        if kind == "skills" and extended in library.skills:
            return library.skills[extended].label
        if kind == "guides" and extended in library.guides:
            return library.guides[extended].title
        return self.group.label if self.group is not None else SHARED


SHARED = Text(hi=translate(SHARED_GUIDE, "hi"), en=SHARED_GUIDE)


@dataclass(frozen=True)
class Laid:
    """A company's folder over what it is based on, still with its documents."""

    folder: CompanyFolder
    company: Company
    below: Stack
    stack: Stack
    differences: Differences
    problems: tuple[Problem, ...]
    group: Company | None = None

    @property
    def faults(self) -> list[Problem]:
        """The errors of its own files: what they say is not known while there are any."""
        return [p for p in self.problems if p.severity == "error" and p.code not in ("plugin-remark", "plugin-failed")]

    def beneath(self, key: tuple[str, str]) -> Document | None:
        """What stands below one of its documents; below one that extends another stands that other."""
        written = self.stack.written
        return beneath(written, self.below.written, key) if key in written else None

    def variant(self) -> Variant:
        """What remains once everything is checked: documents cost memory and are read again when asked for."""
        layer = self.folder.layer
        files = tuple(document.root.place for document in layer.documents.values()) if layer is not None else ()
        library, below = self.stack.library, self.below.library
        manifest = self.folder.manifest
        return Variant(
            self.company, library, self.differences, self.problems, below, manifest, files, self.group, self.folder.logo
        )


def variants(
    ground: Stack, folders: Sequence[CompanyFolder], today: date, checks: Check = lambda _: ()
) -> tuple[dict[str, Variant], list[Problem]]:
    """Every company over the ground (the shared content), and the problems of those that had to be left out.

    A company that is broken, or based on one that is not there, is left out; the others stand. Documents stand in
    memory for one company at a time, and for those that others are based on.
    """
    laying = Laying(ground, folders, today, checks)
    made: dict[str, Variant] = {}
    for slug in laying.folders:
        laid = laying.laid(slug)
        if laid is not None:
            made[slug] = laid.variant()
    return made, laying.problems


class Laying:
    """Lays companies over the ground, each after those that it is based on."""

    def __init__(
        self, ground: Stack, folders: Sequence[CompanyFolder], today: date, checks: Check = lambda _: ()
    ) -> None:
        self.problems: list[Problem] = []
        """Why some companies are left out."""
        self.folders: dict[str, CompanyFolder] = {}
        for folder in folders:
            first = self.folders.setdefault(folder.origin.slug, folder)
            if first is not folder:
                facts: dict[str, Fact] = {"name": folder.origin.slug, "first": first.origin.prefix}
                self.problems.append(Problem("company-twice", folder.manifest, facts))
        self.ground = ground
        self._today = today
        self._checks = checks
        self._bases = {folder.company.based_on for folder in folders if folder.company is not None}
        self._kept: dict[str, Laid] = {}
        self._left_out: set[str] = set()

    def laid(self, slug: str, above: tuple[str, ...] = ()) -> Laid | None:
        """A company over what it is based on; None, and why among ``problems``, where it must be left out.

        :param above: companies that wait for this one.
        """
        if slug in self._kept:
            return self._kept[slug]
        if slug in self._left_out:
            return None
        folder = self.folders[slug]
        below = self._below(folder, (*above, slug)) if folder.company is not None else None
        if folder.company is None or folder.layer is None or below is None:
            self._left_out.add(slug)
            self.problems += folder.problems
            return None
        laid = self._over(below, folder, self._as_shown(folder.company), folder.layer)
        if slug in self._bases:
            self._kept[slug] = laid
        return laid

    def _below(self, folder: CompanyFolder, above: tuple[str, ...]) -> Stack | None:
        base = folder.company.based_on if folder.company is not None else None
        if base is None:
            return self.ground
        place = folder.fields.get("based_on", folder.manifest)
        if base not in self.folders:
            known = [slug for slug in self.folders if slug != folder.origin.slug]
            facts: dict[str, Fact] = {"kind": Message("company"), "name": base, "hint": did_you_mean(base, known)}
            self.problems.append(Problem("unknown-reference", place, facts))
            return None
        if base in above:
            self.problems.append(Problem("circular-based-on", place))
            return None
        laid = self.laid(base, above)
        if laid is None:
            self.problems.append(Problem("base-left-out", place, {"name": base}))
            return None
        return laid.stack

    def _as_shown(self, company: Company) -> Company:
        """The company; private where what it is laid over is, whose words its pages hold."""
        base = self._kept.get(company.based_on) if company.based_on is not None else None
        if base is None or base.company.listed or not company.listed:
            return company
        return company.model_copy(update={"visibility": "private"})

    def _over(self, below: Stack, folder: CompanyFolder, company: Company, layer: Layer) -> Laid:
        found = differences(layer, below.written, folder.recorded)
        stack = with_what_holds(laid_over(below, at_home(layer, found), self._today), below, layer.documents)
        told = {(problem.code, problem.place) for problem in below.problems}
        remarks = [problem for problem in self._checks(stack) if (problem.code, problem.place) not in told]
        made = [*stack.problems, *_overlooked(layer, below, stack, folder)]
        problems = [*together(folder.problems, made), *_conflicts(found), *remarks]
        if company != folder.company:
            place = folder.fields.get("based_on", folder.manifest)
            problems.append(Problem("private-base", place, {"name": company.based_on or ""}))
        whole = replace(stack, problems=(*below.problems, *stack.problems, *remarks))
        base = self._kept.get(company.based_on) if company.based_on is not None else None
        group = base.company if base is not None else None
        return Laid(folder, company, below, whole, found, tuple(in_order(problems)), group)


def _overlooked(layer: Layer, below: Stack, stack: Stack, folder: CompanyFolder) -> list[Problem]:
    """Files and fields whose names are nearly those of what they were meant for."""
    problems = list(misnamed(layer, set(below.written), stack.problems))
    lacking = {problem.place for problem in stack.problems if problem.code == "missing-field"}
    for key, document in layer.documents.items():
        under = beneath(stack.written, below.written, key) if key in stack.written else None
        known = {path for path, value in folder.recorded.get(key, {}).items() if path and value is not NOTHING}
        if under is not None:
            problems += removing_nothing(document.root, under.root, known)
            problems += misnamed_parts(document.root, under.root, lacking) if lacking else ()
    return problems


_CONFLICT = {
    "changed-there": "conflict-changed",
    "removed-there": "conflict-removed",
    "added-there": "conflict-added",
}


def _conflicts(found: Differences) -> list[Problem]:
    """A warning for each conflict, and one per document that has fields which base.yaml does not know."""
    problems = [Problem(_CONFLICT[one.status], one.place, {"field": shown(one)}) for one in found.conflicts]
    unrecorded: dict[tuple[str, str], Difference] = {}
    for difference in found.fields:
        if difference.status == "unrecorded":
            unrecorded.setdefault(difference.key, difference)
    return [*problems, *(Problem("not-recorded", one.place, {"field": shown(one)}) for one in unrecorded.values())]


def shown(difference: Difference) -> str:
    """A field with its document: ``roles/account-manager: skills.negotiation.level``."""
    kind, slug = difference.key
    return f"{kind}/{slug}: {difference.name}" if difference.path else f"{kind}/{slug}"
