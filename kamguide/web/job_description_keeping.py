"""Where a draft of a job description lives: in the address while that is short, else in the store under a code."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import g, url_for

from kamguide.job_description import ADDRESS_LIMIT, Draft, from_query, read, role_named, to_query
from kamguide.library.role_reference import Chosen, choose
from kamguide.store.codes import read_code
from kamguide.web.site import company_library, library, store, variant
from kamguide.web.unopened import NothingOpensError, lost

Typed = dict[str, Any]
"""A draft in the API's shape, as it was typed: not read yet, perhaps wrong."""
PREVIEW = "preview"
"""``step=`` of what comes after the last page."""


class NoSuchDraftError(NothingOpensError):
    """No draft opens with this code; nor does another company's."""


@dataclass(frozen=True)
class Place:
    """Where a draft lives: its query, or its code and the version that was read."""

    query: str = ""
    code: str = ""
    version: int = 0

    def page(self, step: str = "1", mark: str = "") -> str:
        """The address of a page of the builder, or of the preview."""
        return self._address("job_description.index", "" if step == "1" else f"step={step}") + (mark and f"#{mark}")

    def file(self, form: str, lang: str = "") -> str:
        """The address of the document in a form; perhaps in another language than the draft says."""
        return self._address("job_description_files.document", lang and f"in={lang}", form=form)

    def interview(self, form: str = "", lang: str = "") -> str:
        """The address of the interview kit: the page, or a file in a form, perhaps in another language."""
        if form:
            return self._address("job_description_files.interview_file", lang and f"in={lang}", form=form)
        return self._address("job_description_files.interview")

    def _address(self, endpoint: str, more: str = "", **values: str) -> str:
        if self.code:
            values["code"] = self.code
        path = url_for(endpoint, _anchor=None, _method=None, _scheme=None, _external=None, **values)
        query = "&".join(part for part in (self.query, more) if part)
        return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class Begun:
    """A draft as it was found, not read yet."""

    typed: Typed
    chosen: Chosen
    place: Place

    def read(self) -> Draft:
        """:raises WrongDraftError: it does not fit the role, or the day."""
        return read(self.typed, self.chosen, g.language, g.today)


def from_address(args: Mapping[str, Sequence[str]]) -> Begun:
    """The draft that a query tells.

    :raises WrongDraftError: it names no role.
    :raises NotFoundError: the role is not there.
    """
    typed = from_query(args)
    return Begun(typed, choose(role_named(typed), library(), company_library), Place())


def from_code(code: str) -> Begun:
    """The draft that a code opens; below a company only that company's.

    :raises NoSuchDraftError: none.
    :raises StoreError: the store cannot be read.
    """
    kept = store().drafts.open(code)
    told: Any = json.loads(kept.text) if kept is not None else None
    if kept is None or told["company"] != _company():
        raise lost(NoSuchDraftError)
    typed: Typed = told["draft"]
    chosen = choose(role_named(typed), library(), company_library)
    read_as = read_code(code)
    return Begun(typed, chosen, Place(code=str(read_as) if read_as is not None else code, version=kept.version))


def settled(draft: Draft, chosen: Chosen, before: Place) -> Place:
    """Where the draft lives now: in the address where it fits, else under a code, the one it had or a new one.

    :raises ChangedMeanwhileError: it was saved in another window since it was read.
    :raises StoreError: it was not kept.
    """
    query = to_query(draft, chosen, g.language)
    if not before.code and len(query) <= ADDRESS_LIMIT:
        return Place(query)
    text = json.dumps({"company": _company(), "draft": draft.to_json()}, ensure_ascii=False)
    if not before.code:
        return Place(code=str(store().drafts.create(text)), version=1)
    kept = store().drafts.save(before.code, text, before.version)
    if kept is None:
        raise lost(NoSuchDraftError)
    return replace(before, version=kept.version)


def _company() -> str:
    held = variant()
    return held.company.slug if held is not None else ""
