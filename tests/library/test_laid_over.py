"""A layer over a stack gives what all layers together give, and shares with the stack all that it does not change."""

from __future__ import annotations

import tracemalloc
from collections.abc import Mapping
from datetime import date

import pytest

from kamguide.guide import packaged_site
from kamguide.library.layer import Layer, read_layer
from kamguide.library.loading import Stack, laid_over, load, stacked
from kamguide.model import KINDS
from kamguide.sources.folder import FolderSource
from kamguide.sources.memory import MemorySource

TODAY = date(2026, 11, 22)


def over(files: Mapping[str, str], name: str = "acme") -> Layer:
    layer, problems = read_layer(MemorySource(files), name, f"{name}/", overlay=True)
    assert problems == []
    return layer


@pytest.fixture(scope="module")
def shared() -> Stack:
    return stacked([read_layer(FolderSource(packaged_site() / "content"), "shared", "content/")[0]], TODAY)


KAM = "roles/key-account-manager.yaml"
LAYERS: dict[str, dict[str, str]] = {
    "nothing": {},
    "a word": {KAM: "preferred_label: {en: Strategic client partner}\n"},
    "a level raised and a skill taken out": {KAM: "skills: {negotiation: {level: 2}, digital-tools: ~}\n"},
    "a claim replaced and a topic taken out": {
        "roles/account-manager.yaml": (
            "topics: {books: ~, definition: {claims: {view-care: {text: {en: Care.}, confidence: ~}}}}\n"
        )
    },
    "a grade that steps lead to is taken out": {KAM: "grades: {senior: ~}\n"},
    "a sense that claims are about is taken out": {"roles/account-executive.yaml": "senses: {closer: ~}\n"},
    "figures that a role shows are taken out": {
        "salaries/account-manager-indeed.yaml": "figures: {pay: ~, o: {statistic: mean, component: base, amount: 1}}\n"
    },
    "a position that steps lead to is taken out": {
        "paths/key-accounts.yaml": "positions: {key-accounts-sales-manager: ~}\n"
    },
    "a role that extends one": {
        "roles/lead.yaml": "extends: account-manager\nnotation: L\nskills: {selling: ~, coaching: {level: 4}}\n",
    },
    "a role that extends one that is changed": {
        "roles/lead.yaml": "extends: account-manager\nnotation: L\n",
        "roles/account-manager.yaml": "skills: {selling: {level: 4}}\n",
    },
    "a role that extends one that extends one": {
        "roles/a.yaml": "extends: b\nnotation: A\n",
        "roles/b.yaml": "extends: account-manager\nnotation: B\nskills: {selling: {level: 1}}\n",
    },
    "a skill, a guide and a source of one's own": {
        "sources/own.yaml": (
            "publisher: P\ntitle: T\nyear: 2020\ncountry: IN\nretrieved: 2026-11-22\nworth: {hi: क।, en: W.}\n"
        ),
        "guides/own.yaml": "basis: editorial\nreviewed: {hi: 2026-11-22, en: 2026-11-22}\nroles: [sales-manager]\n",
        "guides/own.hi.md": "---\ntitle: क\ndescription: ख।\n---\nग।\n",
        "guides/own.en.md": "---\ntitle: A\ndescription: B.\n---\nC.\n",
    },
    "a guide's words in one language": {
        "guides/resume.en.md": "---\ntitle: Another title\n---\nOnly this.\n",
    },
}


@pytest.mark.parametrize("name", LAYERS)
def test_laid_over_is_what_all_layers_together_are(name: str, shared: Stack) -> None:
    layer = over(LAYERS[name])
    library, problems = load([*shared.layers, layer], TODAY)
    laid = laid_over(shared, layer, TODAY)
    assert {kind: dict(getattr(laid.library, kind)) for kind in KINDS} == {
        kind: dict(getattr(library, kind)) for kind in KINDS
    }
    assert list(laid.problems) == [p for p in problems if p not in shared.problems and p.place.layer == "acme"]
    assert laid.library.version == library.version


@pytest.mark.parametrize("name", LAYERS)
def test_a_second_layer_is_laid_over_the_first(name: str, shared: Stack) -> None:
    first, second = over({"roles/account-manager.yaml": "notation: AMX\n"}, "group"), over(LAYERS[name])
    whole, _ = load([*shared.layers, first, second], TODAY)
    laid = laid_over(laid_over(shared, first, TODAY), second, TODAY)
    assert dict(laid.library.roles) == dict(whole.roles)


def test_what_a_layer_does_not_change_is_the_same_object(shared: Stack) -> None:
    laid = laid_over(shared, over({KAM: "skills: {negotiation: {level: 1}}\n"}), TODAY).library
    below = shared.library
    kinds = [kind for kind in KINDS if kind != "roles"]
    assert [kind for kind in kinds if getattr(laid, kind) is not getattr(below, kind)] == []
    assert [slug for slug in below.roles if laid.roles[slug] is not below.roles[slug]] == ["key-account-manager"]
    ours, theirs = laid.roles["key-account-manager"], below.roles["key-account-manager"]
    assert ours.skills["negotiation"] != theirs.skills["negotiation"]
    assert [slug for slug in theirs.skills if ours.skills[slug] is not theirs.skills[slug]] == ["negotiation"]
    fields = [name for name in type(theirs).model_fields if name not in ("slug", "skills", "topics", "notation")]
    assert [name for name in fields if getattr(ours, name) is not getattr(theirs, name)
            and not isinstance(getattr(ours, name), Mapping)] == []  # fmt: skip
    assert [t for t in theirs.topics if ours.topics[t] is not theirs.topics[t]] == []


def test_memory_grows_with_what_a_layer_changes_not_with_the_base(shared: Stack) -> None:
    """Ten companies that change one level each: less than a tenth of the role's own size for all of them."""
    laid_over(shared, over({KAM: "skills: {negotiation: {level: 1}}\n"}), TODAY)
    layers = [over({KAM: f"skills: {{negotiation: {{level: {n % 5}}}}}\n"}, f"c{n}") for n in range(10)]
    tracemalloc.start()
    kept = [laid_over(shared, layer, TODAY).library for layer in layers]
    ours, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    copies = [shared.library.roles["key-account-manager"].model_copy(deep=True) for _ in range(10)]
    both, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(kept) == len(copies)
    assert ours < (both - ours) / 10


INVALID = {
    "not valid": "notation: 7\n",
    "unknown field": "notaton: X\n",
    "not in its range": "skills: {negotiation: {level: 9}}\n",
    "a required field taken out": "preferred_label: ~\n",
    "another form": "skills: [negotiation]\n",
}


@pytest.mark.parametrize("text", INVALID.values(), ids=INVALID)
def test_a_document_that_a_layer_makes_faulty_stays_as_it_is_below(text: str, shared: Stack) -> None:
    laid = laid_over(shared, over({KAM: text, "roles/account-manager.yaml": "notation: AMX\n"}), TODAY)
    assert laid.library.roles["key-account-manager"] is shared.library.roles["key-account-manager"]
    assert laid.library.roles["account-manager"].notation == "AMX"
    assert {problem.place.file for problem in laid.problems} == {f"acme/{KAM}"}
    _, alone = load([*shared.layers, over({KAM: text})], TODAY)
    assert [problem for problem in laid.problems if problem not in alone] == []


def test_what_extends_a_changed_role_changes_with_it(shared: Stack) -> None:
    group = laid_over(shared, over({"roles/lead.yaml": "extends: account-manager\nnotation: L\n"}, "group"), TODAY)
    laid = laid_over(group, over({"roles/account-manager.yaml": "skills: {selling: {level: 1}}\n"}), TODAY)
    assert laid.library.roles["lead"].skills["selling"].level == 1
    before = shared.library.roles["account-manager"].skills["selling"].level
    assert group.library.roles["lead"].skills["selling"].level == before
