"""``base.yaml``: what cannot be meant is told by name, never read as something else."""

from __future__ import annotations

import pytest

from kamguide.library.diff import NOTHING
from kamguide.plugins.recorded import read_recorded
from kamguide.problems import Place
from kamguide.sources.reader import read_yaml

FAULTS = {
    "values:\n  roles/r:\n    skills/a: 1\n": ("bad-pointer", 3),
    "values:\n  roles/r:\n    notation: 1\n": ("bad-pointer", 3),
    "values:\n  roles/r:\n    /a~2b: 1\n": ("bad-pointer", 3),
    "absent:\n  roles/r:\n    - skills/a\n": ("bad-pointer", 3),
    "absent:\n  roles/r:\n    - 7\n": ("bad-pointer", 3),
    "values:\n  roles: {/a: 1}\n": ("bad-document-name", 2),
    "values:\n  laws/r: {/a: 1}\n": ("bad-document-name", 2),
    "values:\n  roles/../r: {/a: 1}\n": ("bad-document-name", 2),
    "values:\n  roles/r: {/a: 1}\nabsent:\n  roles/r:\n    - /a\n": ("written-twice", 5),
    "values:\n  roles/r: 7\n": ("wrong-type", 2),
    "absent:\n  roles/r: {/a: 1}\n": ("wrong-type", 2),
    "value:\n  roles/r: {/a: 1}\n": ("unknown-field", 1),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told_at_its_line(text: str) -> None:
    tree, problems = read_yaml(text, Place("base.yaml"))
    assert (tree is not None, problems) == (True, [])
    assert tree is not None
    _, told = read_recorded(tree)
    assert [(problem.code, problem.place.line) for problem in told] == [FAULTS[text]]


def test_pointers_are_read_by_the_letter() -> None:
    text = 'values:\n  roles/r: {"/a~1b/c~0d": 1, "/": 2}\nabsent:\n  skills/s:\n    - ""\n'
    tree, problems = read_yaml(text, Place("b"))
    assert problems == []
    assert tree is not None
    assert read_recorded(tree) == (
        {("roles", "r"): {("a/b", "c~d"): 1, ("",): 2}, ("skills", "s"): {(): NOTHING}},
        [],
    )
