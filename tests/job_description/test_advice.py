"""Advice on a job description: none on what the guide ticks by itself, each piece where it stands in the text."""

from __future__ import annotations

from kamguide.guide import Guide
from kamguide.job_description.advice import advised, advised_in_text
from kamguide.job_description.lint import linter
from kamguide.render.plain_text import to_text
from tests.job_description.test_building import built, kam, references


def test_there_is_none_on_what_a_role_ticks(guide: Guide) -> None:
    count = 0
    for chosen in references(guide):
        for sense in ("", *list(chosen.role.senses)[1:]):
            document = built(chosen, lang="both", sense=sense)
            for report in (advised, advised_in_text):
                told = report(linter(chosen.library), document, "Pune").findings
                assert [(one.rule.slug, one.text) for one in told] == [], (chosen.reference, sense)
            count += 1
    assert count > 25


def test_each_piece_stands_where_it_says_in_both_languages(guide: Guide) -> None:
    lines = ["मैनेजर रोज़ रिपोर्ट बनाता है।", "He sells pumps."]
    document = built(kam(guide), lang="both", own={"responsibilities": lines})
    text = to_text(document)
    told = advised_in_text(linter(kam(guide).library), document, "").findings
    assert {"बनाता", "He"} <= {word for one in told for word in one.text.split()}
    assert all(text[one.start : one.end] == one.text for one in told)
    assert (
        len({one.start for one in told})
        == len(told)
        == 2 * len(advised(linter(kam(guide).library), document, "").findings) // 2
    )


def test_pay_among_the_facts_counts_where_the_law_asks_for_it(guide: Guide) -> None:
    said = {"pay": {"currency": "USD", "low": 80000, "high": 90000, "period": "year"}}
    for report in (advised, advised_in_text):
        found = [
            [
                one.rule.slug
                for one in report(linter(kam(guide).library), built(kam(guide), lang="en", **more), "Denver").findings
            ]
            for more in ({}, said)
        ]
        assert found == [["pay-range"], []]
