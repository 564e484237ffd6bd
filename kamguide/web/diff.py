"""What a company changes, field by field: the value below then and now, its own, and the file that says so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, g, url_for

from kamguide.library.diff import NOTHING, Difference, Value
from kamguide.library.library import Library
from kamguide.model.role import TOPICS
from kamguide.model.text import Text
from kamguide.plugins.variants import Variant
from kamguide.titles import DIFF_STATUSES, DIFF_VALUES, TOPIC_TITLES
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import variant

blueprint = Blueprint("diff", __name__)


@dataclass(frozen=True)
class Change:
    """One field as the page shows it."""

    field: Difference
    about: Text | str
    """What the field is about in people's words: a topic or a skill; empty where its name says all."""
    status: str

    @property
    def changed_below(self) -> bool:
        """Whether there is a value of then to show beside that of now."""
        return self.field.status != "unrecorded" and self.field.then != self.field.now

    @property
    def file(self) -> str:
        """The file and line, without the folder."""
        return f"{self.field.place.file.rpartition('/')[2]}:{self.field.place.line}"


@dataclass(frozen=True)
class Changed:
    """One document with the fields that the company says of it."""

    kind: str
    slug: str
    label: Text | None
    url: str
    folder: str
    below: str
    """What lies below it."""
    fields: Sequence[Change]

    @property
    def then(self) -> str:
        return gettext(DIFF_VALUES["then"]) % {"below": self.below}

    @property
    def now(self) -> str:
        return gettext(DIFF_VALUES["now"]) % {"below": self.below}


@blueprint.get("/c/<company>/diff")
def index() -> Response:
    """Every field that the company changes. The page stands below companies only."""
    held = variant()
    assert held is not None  # noqa: S101 - its address names one
    below = (held.group.label if held.group is not None else held.below(("", ""))).to(g.language)
    title = gettext("What differs from %(below)s") % {"below": below}
    frame = Frame(
        title=f"{held.company.label.to(g.language)}: {title}",
        crumbs=[home_crumb(), Crumb(title)],
        abbreviations=False,
    )
    documents = by_document(held)
    shown = [change for document in documents for change in document.fields]
    return page(
        "diff/index.html", frame, documents=documents, total=sum(one.field.differs for one in shown), below=below,
        conflicts=[(d, c) for d in documents for c in d.fields if c.field.conflict], leaf=leaf, branch=branch,
    )  # fmt: skip


def by_document(held: Variant) -> list[Changed]:
    """The differences of each document."""
    documents = []
    for key, found in groupby(held.differences.fields, key=lambda one: one.key):
        below = held.below(key).to(g.language)
        fields = [Change(one, about(one, held), gettext(DIFF_STATUSES[one.status]) % {"below": below})
                  for one in found]  # fmt: skip
        kind, slug = key
        label, url = named(kind, slug, held.library)
        folder = fields[0].field.place.file.rpartition("/")[0]
        documents.append(Changed(kind, slug, label, url, folder, below, fields))
    return documents


def named(kind: str, slug: str, library: Library) -> tuple[Text | None, str]:
    """What a document is called, and where its page stands."""
    if kind == "roles" and slug in library.roles:
        return library.roles[slug].preferred_label, url_for("roles.role", slug=slug)
    if kind == "skills" and slug in library.skills:
        return library.skills[slug].label, url_for("skills.skill", slug=slug)
    if kind == "guides" and slug in library.guides:
        return library.guides[slug].title, url_for("guides.guide", slug=slug)
    return None, ""


def about(one: Difference, held: Variant) -> Text | str:
    """The topic, skill or grade of which a role's field says something; of what is taken out, as it is called below."""
    if one.key[0] != "roles" or len(one.path) < 2:  # noqa: PLR2004 - a part, and what is in it
        return ""
    part, name = one.path[:2]
    if part == "topics" and name in TOPICS:
        return gettext(TOPIC_TITLES[name])
    for library in (held.library, held.base):
        role = library.roles.get(one.key[1])
        if part == "skills" and name in library.skills:
            return library.skills[name].label
        if part == "grades" and role is not None and name in role.grades:
            return role.grades[name].label
    return ""


def branch(value: Value) -> bool:
    """Whether the value holds fields."""
    return isinstance(value, dict) and bool(value)


def leaf(value: Value) -> str:
    """A value without fields: words as they are, lists parted by commas, the rest as JSON; empty for nothing."""
    if value is NOTHING:
        return ""
    if isinstance(value, list) and not any(isinstance(part, dict | list) for part in value):
        return ", ".join(leaf(part) for part in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
