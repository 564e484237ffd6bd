"""What a company changes, field by field: the shared value then and now, its own, and the file that says so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from flask import Blueprint, Response, g

from kamguide.library.diff import NOTHING, Difference, Value
from kamguide.plugins.variants import Variant
from kamguide.web.frame import Crumb, Frame, gettext, home_crumb, page
from kamguide.web.site import variant

blueprint = Blueprint("diff", __name__)


@blueprint.get("/c/<company>/diff")
def index() -> Response:
    """Every field that the company changes. The page stands below companies only."""
    held = variant()
    assert held is not None  # noqa: S101 - its address names one
    title = gettext("What differs from the shared guide")
    frame = Frame(
        title=f"{held.company.label.to(g.language)}: {title}",
        crumbs=[home_crumb(), Crumb(title)],
        abbreviations=False,
    )
    return page("diff/index.html", frame, documents=by_document(held), said=said, library=held.library)


def by_document(held: Variant) -> list[tuple[str, str, Sequence[Difference]]]:
    """The differences of each document: kind, slug, fields."""
    return [(*key, list(fields)) for key, fields in groupby(held.differences.fields, key=lambda one: one.key)]


def said(value: Value) -> str:
    """A value as it is shown: words as they are, numbers and lists as JSON, fields one after the other."""
    if value is NOTHING:
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {said(part)}" for name, part in value.items())
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
