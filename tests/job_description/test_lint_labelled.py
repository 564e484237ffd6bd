"""The labelled sentences: figures of the linter, printed with ``pytest -s``, by rule and half."""

from __future__ import annotations

import pytest

from kamguide.guide import Guide
from kamguide.job_description.lint import Linter, linter
from kamguide.model.text import LANGUAGES, Language
from tests.job_description.measured import (
    FILES,
    GROUNDS,
    LATIN,
    MIXED,
    ROUNDS,
    Half,
    Labelled,
    labelled,
    measured,
    table,
)

PRECISION, RECALL = 0.90, 0.95
OF_ONE_RULE = 0.80
"""What a single rule must reach, where it has at least ``FEW`` labels."""
FEW = 5
ALONE: dict[Language, tuple[Half, ...]] = {"hi": ("fourteenth",), "en": ()}
"""Sets of one language."""
HALVES: tuple[Half, ...] = ("tune", "test", *(name for name in ROUNDS if name not in ALONE["hi"]), *GROUNDS)


@pytest.fixture(scope="module")
def ours(guide: Guide) -> Linter:
    return linter(guide.library)


@pytest.mark.parametrize("language", LANGUAGES)
def test_precision_and_recall(ours: Linter, language: Language) -> None:
    for half in (*HALVES, *ALONE[language]):
        found = measured(ours, language, half)
        print(f"\n{language}, {half}: {table(found)}")
        for kind in ("gendered", "all") if half not in GROUNDS else ("all",):
            assert found.counts[kind].precision >= PRECISION, found.faults
            assert found.counts[kind].recall >= RECALL, found.faults
        for rule, counts in found.counts.items():
            if counts.right + counts.missed >= FEW:
                assert min(counts.precision, counts.recall) >= OF_ONE_RULE, (rule, found.faults)


def test_hindi_in_latin_letters(ours: Linter) -> None:
    """Rules about gender, in sentences of both scripts too; what is written instead of Latin letters is in them.

    No English sentence is read as Hindi.
    """
    for half in (*LATIN, *MIXED):
        found = measured(ours, "hi", half)
        print(f"\n{half}: {table(found)}")
        assert found.counts["gendered"].precision >= PRECISION, found.faults
        assert found.counts["gendered"].recall >= RECALL, found.faults
        for sentence in labelled("hi", FILES[half]) if half in LATIN else ():
            for finding in ours.lint(sentence.text, "hi").findings:
                assert all(words.isascii() or "…" in words for words in finding.instead), finding.instead


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_set_is_what_it_says(ours: Linter, language: Language) -> None:
    sentences = list(labelled(language))
    clean = [sentence for sentence in sentences if not sentence.spans]
    assert len(sentences) >= 300
    assert 2 * len(clean) == len(sentences)
    assert len({sentence.text for sentence in sentences}) == len(sentences)
    named = {rule for sentence in sentences for rule, _, _ in sentence.spans}
    assert named <= set(ours.rules)
    halves = [sentence.half for sentence in sentences]
    assert 0.4 < halves.count("tune") / len(halves) < 0.6


def test_what_rules_offer_is_clean_itself(ours: Linter) -> None:
    """No rewrite of a finding breaks a rule about gender."""
    for language in LANGUAGES:
        for sentence in labelled(language):
            for finding in ours.lint(sentence.text, language).findings:
                for words in finding.instead:
                    again = [found.rule.slug for found in ours.lint(words, language).findings]
                    assert not [rule for rule in again if rule.startswith("gendered")] or "हमारी टीम" in words, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_spellings_find_the_same(ours: Linter, language: Language) -> None:
    """NFC and NFD, with and without nukta, joiners in between: the same rules at the same words."""
    import unicodedata

    for sentence in labelled(language):
        usual = _rules(ours, sentence.text, language)
        for form in ("NFC", "NFD"):
            assert _rules(ours, unicodedata.normalize(form, sentence.text), language) == usual
        bare = unicodedata.normalize("NFD", sentence.text).replace("\u093c", "")
        assert _rules(ours, bare, language) == usual, sentence.text
        joined = sentence.text.replace("\u094d", "\u094d\u200d")
        assert _rules(ours, joined, language) == usual, sentence.text


def _rules(ours: Linter, text: str, language: Language) -> list[str]:
    return [finding.rule.slug for finding in ours.lint(text, language).findings]


def test_all_sentences_as_one_text_find_what_each_finds(ours: Linter) -> None:
    """Hindi and English lines in one text: each is read in its own language, and places count from the beginning."""
    lines: list[Labelled] = [one for pair in zip(labelled("hi"), labelled("en"), strict=False) for one in pair]
    text = "\n".join(line.text for line in lines)
    report = ours.lint(text, "hi")
    assert report.truncated is False
    for finding in report.findings:
        assert text[finding.start : finding.end] == finding.text
    single = sum(len(_rules(ours, line.text, "hi")) for line in lines)
    # acronyms are told once; the length, the balance and repeated lines are matters of the whole
    whole = {"long-text", "coded-balance", "duplicate", "acronym", "essentials"}
    told = [finding.rule.slug for finding in report.findings if finding.rule.slug not in whole]
    alone = [rule for line in lines for rule in _rules(ours, line.text, "hi") if rule not in whole]
    assert sorted(told) == sorted(alone)
    assert single >= len(alone)
