"""Small sites with companies, as files in a folder: what the tests of companies and plugins share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kamguide.guide import laying_of
from kamguide.library.diff import accepted
from kamguide.plugins.recorded import FILE, recorded_text
from kamguide.settings import Settings
from tests.conftest import TODAY
from tests.write_docs import EXAMPLE_SLUGS, EXAMPLES

SHARED = {f"content/{kind}/{EXAMPLE_SLUGS[kind]}.yaml": text for kind, text in EXAMPLES.items()}
"""A shared guide of one role, one skill, one salary and one source."""
ROLE = "content/roles/key-account-manager.yaml"
LABEL = "label: {{hi: {name}, en: {name}}}\nvisibility: {visibility}\n"


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder with the files."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def company(slug: str, files: Mapping[str, str], *, visibility: str = "private", more: str = "") -> dict[str, str]:
    """The files of a company's folder."""
    manifest = LABEL.format(name=slug.title(), visibility=visibility) + more
    return {f"plugins/{slug}/plugin.yaml": manifest, **{f"plugins/{slug}/{path}": text for path, text in files.items()}}


def accept(site: Path, slug: str) -> None:
    """What ``kamguide diff --accept`` does."""
    laid = laying_of(site, Settings(), TODAY).laid(slug)
    assert laid is not None
    (site / "plugins" / slug / FILE).write_text(recorded_text(slug, accepted(laid.differences)), encoding="utf-8")
