"""The forms in which a job description leaves: media type, ending and bytes of each, and what its file is called."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kamguide.errors import WrongUseError
from kamguide.job_description.building import build
from kamguide.job_description.draft import Draft
from kamguide.job_description.posting import posting
from kamguide.job_description.style import PLAIN, Style
from kamguide.library.role_reference import Chosen
from kamguide.render import typesetting, word
from kamguide.render.blocks_data import to_data
from kamguide.render.documents import Document
from kamguide.render.html_out import to_html
from kamguide.render.markdown_out import to_markdown
from kamguide.render.plain_text import to_text


@dataclass(frozen=True)
class Exit:
    """One form: what it is called in an address and as a file's ending, its media type, and whether it can be made."""

    name: str
    media_type: str
    offered: Callable[[], bool] = lambda: True


EXITS: Mapping[str, Exit] = {
    made.name: made
    for made in (
        Exit("pdf", "application/pdf", typesetting.offered),
        Exit("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", word.offered),
        Exit("html", "text/html; charset=utf-8"),
        Exit("md", "text/markdown; charset=utf-8"),
        Exit("txt", "text/plain; charset=utf-8"),
        Exit("jsonld", "application/ld+json"),
        Exit("json", "application/json"),
    )
}
"""Every form, in the order in which they are offered."""


def offered_exits() -> Sequence[Exit]:
    """The forms that can be made here."""
    return [exit_ for exit_ in EXITS.values() if exit_.offered()]


def exported(name: str, chosen: Chosen, draft: Draft, today: date, style: Style = PLAIN) -> bytes:
    """A job description in one form.

    :raises WrongUseError: there is no such form, it needs what is not installed, or the document is too long.
    """
    form = EXITS.get(name)
    if form is None:
        raise WrongUseError("There is no format “%(name)s”. Choose one of %(known)s.", name=name[:40], known=_known())
    if not form.offered():
        raise WrongUseError(
            "“%(name)s” cannot be made here: pip install 'kamguide[documents]'. Choose one of %(known)s.",
            name=name,
            known=_known(),
        )
    if name == "jsonld":
        return _json(posting(chosen, draft, today, style))
    return written(name, build(chosen, draft, today, style))


def written(name: str, document: Document) -> bytes:
    """A document in one of the forms but ``jsonld``, which needs more than the document says."""
    match name:
        case "pdf":
            return typesetting.pdf(document)
        case "docx":
            return word.to_word(document)
        case "html":
            return to_html(document).encode()
        case "md":
            return to_markdown(document).encode()
        case "txt":
            return to_text(document).encode()
        case _:
            return _json(to_data(document))


def file_name(chosen: Chosen, draft: Draft, name: str) -> str:
    """What the file is called: slugs and the language, nothing that was typed."""
    parts = [chosen.company, chosen.role.slug, chosen.grade_slug, draft.lang if draft.lang != "both" else "hi-en"]
    return f"{'-'.join(part for part in parts if part)}.{name}"


def _known() -> str:
    return ", ".join(exit_.name for exit_ in offered_exits())


def _json(tree: Mapping[str, object]) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()
