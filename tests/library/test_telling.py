"""A company's faults are told at its own lines, and only those that it can mend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from kamguide.guide import packaged_site
from kamguide.library.layer import Layer, read_layer
from kamguide.library.loading import Stack, laid_over, stacked
from kamguide.library.telling import misnamed, misnamed_parts, removing_nothing
from kamguide.problems import Place, Problem
from kamguide.sources.folder import FolderSource
from kamguide.sources.memory import MemorySource
from kamguide.sources.reader import read_yaml

TODAY = date(2026, 11, 22)
KAM = "roles/key-account-manager.yaml"


@pytest.fixture(scope="module")
def shared() -> Stack:
    return stacked([read_layer(FolderSource(packaged_site() / "content"), "shared", "content/")[0]], TODAY)


def over(files: Mapping[str, str]) -> Layer:
    layer, problems = read_layer(MemorySource(files), "acme", "acme/", overlay=True)
    assert problems == []
    return layer


TAKEN_OUT = {
    "a grade that steps lead to": {KAM: "grades: {senior: ~}\n"},
    "every grade": {"roles/account-manager.yaml": "grades: ~\n"},
    "a sense that claims are about": {"roles/account-executive.yaml": "senses: {closer: ~}\n"},
    "figures that a role shows": {
        "salaries/account-manager-indeed.yaml": "figures: {pay: ~, o: {statistic: mean, component: base, amount: 1}}\n"
    },
    "a position that steps lead to": {"paths/key-accounts.yaml": "positions: {key-accounts-sales-manager: ~}\n"},
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN_OUT)
def test_what_others_refer_to_can_be_taken_out(name: str, shared: Stack) -> None:
    """Nothing is told; for the company's readers the references are closed."""
    laid = laid_over(shared, over(TAKEN_OUT[name]), TODAY)
    assert laid.problems == ()
    nodes = {*laid.library.roles, *laid.library.positions}
    nodes |= {f"{role.slug}@{grade}" for role in laid.library.roles.values() for grade in role.grades}
    assert {node for step in laid.library.steps for node in (step.from_, step.to)} <= nodes


def test_what_the_company_itself_still_refers_to_is_told_at_its_line(shared: Stack) -> None:
    step = "from: account-manager\n    to: key-account-manager@senior\n    kind: promotion\n    basis: editorial\n"
    files = {KAM: "grades: {senior: ~}\n", "paths/own.yaml": f"positions: {{}}\nsteps:\n  own:\n    {step}"}
    told = [p for p in laid_over(shared, over(files), TODAY).problems if p.code == "unknown-reference"]
    assert [(p.place.file, p.place.line) for p in told] == [("acme/paths/own.yaml", 5)]


BLAMED = {
    "a source taken out under a sourced claim": (
        KAM, "topics:\n  portfolio:\n    claims:\n      salesdose: {sources: ~}\n", "sourced-without-source", 4,
    ),
    "a review date": (KAM, 'notation: K\nreviewed: {en: "2026-11-20"}\n', "stale-translation", 2),
    "the other review date": (KAM, 'notation: K\nreviewed: {hi: "2026-11-20"}\n', "stale-translation", 2),
    "a range turned round": (
        "salaries/key-account-manager-payscale-2010.yaml", "figures:\n  salary: {low: 999999}\n", "low-above-high", 2,
    ),
    "a field taken out that must be there": (KAM, "notation: K\ndescription: ~\n", "missing-field", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", BLAMED)
def test_a_fault_that_a_company_makes_is_told_at_its_line(name: str, shared: Stack) -> None:
    file, text, code, line = BLAMED[name]
    told = laid_over(shared, over({file: text}), TODAY).problems
    assert {(p.code, p.place.line) for p in told} >= {(code, line)}
    assert {(p.place.file, p.place.layer) for p in told} == {(f"acme/{file}", "acme")}


# names that are nearly right


def test_a_misnamed_overlay_is_asked_whether_another_was_meant(shared: Stack) -> None:
    layer = over({"roles/key-acount-manager.yaml": "notation: K\n", "skills/wholly-new-and-other.yaml": "group: x\n"})
    problems = laid_over(shared, layer, TODAY).problems
    told = [str(problem.sentence) for problem in misnamed(layer, set(shared.written), problems)]
    assert told == [
        "there is no roles/key-acount-manager below (did you mean 'key-account-manager'?), "
        "and as something new it lacks fields"
    ]


def test_a_misnamed_part_is_asked_whether_another_was_meant(shared: Stack) -> None:
    layer = over({KAM: "skills:\n  negotiaton: {level: 4}\n  selling: {level: 4}\n"})
    document, under = layer.documents["roles", "key-account-manager"], shared.written["roles", "key-account-manager"]
    lacking = {p.place for p in laid_over(shared, layer, TODAY).problems if p.code == "missing-field"}
    told = [(p.place.line, str(p.sentence)) for p in misnamed_parts(document.root, under.root, lacking)]
    assert told == [
        (2, "there is no negotiaton below (did you mean 'negotiation'?), and as something new it lacks fields")
    ]


def test_something_new_that_is_whole_is_not_called_misnamed(shared: Stack) -> None:
    layer = over({"roles/key-account-manager-2.yaml": "extends: key-account-manager\nnotation: K\n"})
    problems = laid_over(shared, layer, TODAY).problems
    assert [*misnamed(layer, set(shared.written), problems), *problems] == []


def removals(patch: str, under: str, known: set[tuple[str, ...]] | None = None) -> list[Problem]:
    trees = [read_yaml(text, Place("f.yaml"), allow_null=True)[0] for text in (patch, under)]
    assert trees[0] is not None
    return list(removing_nothing(trees[0], trees[1], known or set()))


def test_taking_out_what_is_not_there_is_told_with_the_name_meant() -> None:
    told = removals("skills:\n  negotation: ~\n  selling: ~\nown: {a: ~}\n", "skills: {negotiation: 1, selling: 2}\n")
    assert [(p.place.line, str(p.sentence)) for p in told] == [
        (2, "takes out 'negotation', which is not there (did you mean 'negotiation'?)"),
        (4, "takes out 'a', which is not there"),
    ]


def test_what_upstream_took_out_too_is_not_told() -> None:
    assert removals("skills: {selling: ~}\n", "skills: {a: 1}\n", {("skills", "selling")}) == []
