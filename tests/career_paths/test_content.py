"""The steps that the sources name are in the guide, each as what it is: solid where the source states it."""

from __future__ import annotations

from kamguide.career_paths import graph_of
from kamguide.guide import Guide
from kamguide.search.entries import entries

AM, KAM, AE, SM = "account-manager", "key-account-manager", "account-executive", "sales-manager"
STATED = {
    "lectera-key-account-manager": {
        (f"{KAM}@junior", f"{KAM}@senior", "promotion"), (AM, KAM, "promotion"), (SM, KAM, "promotion"),
    },
    "investopedia-account-manager": {
        (AM, "account-director", "promotion"), (AM, "director-of-account-management", "promotion"),
        ("account-director", "vice-president-account-management", "promotion"),
        ("director-of-account-management", "vice-president-account-management", "promotion"),
    },
    "workingrede-account-manager": {
        *((start, AM, "entry") for start in (
            "analyst", "consultant", "pr-employee", "assistant-manager", "office-staff", "shop-staff", "similar-firm",
            "student-or-young-professional",
        )),
        ("pr-deputy-head", AM, "lateral"), ("own-staff", AM, "lateral"),
    },
    "nco-2015": {(AE, "account-director", "promotion"), (SM, "sales-director", "promotion")},
    "nqr-india": {("trainee", AE, "qualification")},
    "gitlab-handbook": {(f"{AE}@mid-market", f"{AE}@strategic", "promotion"), (AE, SM, "promotion")},
    "sourcegraph-handbook": {
        (f"{AE}@mid-market", f"{AE}@enterprise", "promotion"),
        (f"{AE}@enterprise", f"{AE}@senior-enterprise", "promotion"),
        (f"{AE}@senior-enterprise", f"{AE}@strategic", "promotion"),
    },
}  # fmt: skip
"""Steps by a source that states them."""
ESTIMATED = {
    "investopedia-account-manager": {
        (f"{AM}@assistant", AM), (f"{AM}@associate", AM), (AM, f"{AM}@lead"), (KAM, "account-director"),
    },
    "workingrede-account-manager": {
        (start, AM) for start in ("press-secretary", "department-head", "subject-specialist")
    },
    "nco-2015": {
        ("key-accounts-sales-manager", KAM), ("key-account-service-manager", KAM), ("sales-coordinator", SM),
        ("sales-and-pre-sales-analyst", AM),
    },
}  # fmt: skip
"""Steps that a source suggests and does not state."""
SOURCEGRAPH = {
    ("sales-development-representative", "senior-sdr"), ("senior-sdr", "sdr-team-lead"), ("senior-sdr", AE),
    ("senior-sdr", "technical-advisor"), ("sdr-team-lead", AE), ("sdr-team-lead", "technical-advisor"),
    ("sdr-team-lead", "sdr-manager"),
}  # fmt: skip
"""What its framework of sales development says of promotion beyond the shared guide."""


def test_every_step_of_the_sources_is_there_as_what_it_is(guide: Guide) -> None:
    edges = graph_of(guide.library).edges
    for source, steps in STATED.items():
        for start, end, kind in steps:
            edge = edges[start, end]
            assert (edge.basis, edge.step.kind, source in edge.step.sources) == ("sourced", kind, True), edge
    for source, pairs in ESTIMATED.items():
        for pair in pairs:
            assert (edges[pair].basis, source in edges[pair].step.sources) == ("estimate", True), pair


def test_no_step_is_called_sourced_without_a_source(guide: Guide) -> None:
    for books in (guide.library, *(guide.company(slug).library for slug in guide.companies)):
        for edge in graph_of(books).edges.values():
            if edge.basis == "sourced":
                assert edge.step.sources, edge
                assert set(edge.step.sources) <= set(books.sources), edge


def test_a_company_s_ladder_is_there_in_full(guide: Guide) -> None:
    edges = graph_of(guide.company("sourcegraph").library).edges
    assert {pair for pair in SOURCEGRAPH if edges[pair].basis == "sourced"} == SOURCEGRAPH


def test_a_step_that_is_found_leads_to_the_page_of_where_it_begins(guide: Guide) -> None:
    nodes = set(graph_of(guide.library).nodes)
    found = [entry for entry in entries(guide.library) if entry.kind == "path"]
    assert {entry.slug for entry in found} >= {"am-to-kam", "analyst-to-am", "kam-to-account-director"}
    assert {entry.path.removeprefix("/paths?from=") for entry in found} <= nodes
