"""Sourcegraph's handbook against the plugin made from it: facts were taken, no sentence was."""

from __future__ import annotations

import re

from tests.conftest import ROOT

HANDBOOK = ROOT.parent / "shared" / "data" / "frameworks" / "sourcegraph"
RUN = 7
"""Words in a row that may not stand in both."""


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_no_sentence_of_the_handbook_was_taken_over() -> None:
    theirs = runs(" ".join(path.read_text(encoding="utf-8") for path in HANDBOOK.glob("*.md")))
    files = sorted((ROOT / "plugins" / "sourcegraph" / "content").rglob("*.yaml"))
    assert (len(theirs) > 1_000, files != []) == (True, True)
    assert [file.name for file in files if runs(file.read_text(encoding="utf-8")) & theirs] == []
