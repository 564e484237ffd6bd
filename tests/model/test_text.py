"""The small value types of all content: what is accepted, what is refused and as what, and how one text falls back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from kamguide.model.text import (
    LANGUAGES,
    MARK_LIMIT,
    MARKS,
    NESTING_LIMIT,
    TEXT_LIMIT,
    Area,
    Currency,
    Labels,
    Language,
    Markdown,
    Phrase,
    Slug,
    Text,
    Url,
    Year,
    is_slug,
)
from kamguide.render.markdown import block
from tests.sources.test_reader import within


def refusal(kind: Any, value: object) -> str:
    """The code with which a value is refused; empty where it is accepted."""
    try:
        TypeAdapter(kind).validate_python(value, strict=True)
    except ValidationError as error:
        return " and ".join(fault["type"] for fault in error.errors())
    return ""


# ----------------------------------------------------------------------------------------------- a text


def test_the_languages_are_those_of_the_type() -> None:
    assert get_args(Language) == LANGUAGES


@pytest.mark.parametrize(
    ("text", "wanted", "words", "language"),
    [
        (Text(hi="एक", en="one"), "hi", "एक", "hi"),
        (Text(hi="एक", en="one"), "en", "one", "en"),
        (Text(hi="एक"), "en", "एक", "hi"),
        (Text(en="one"), "hi", "one", "en"),
    ],
)
def test_a_text_falls_back_to_the_other_language(text: Text, wanted: Language, words: str, language: Language) -> None:
    assert (text.to(wanted), text.language(wanted)) == (words, language)


def test_a_text_knows_its_languages() -> None:
    assert [Text(hi="एक").has(language) for language in LANGUAGES] == [True, False]


@pytest.mark.parametrize("value", [{}, {"hi": None, "en": None}])
def test_a_text_in_no_language_is_refused(value: dict[str, None]) -> None:
    assert refusal(Text, value) == "no-language"


def test_a_text_in_a_third_language_is_refused() -> None:
    assert refusal(Text, {"en": "one", "fr": "un"}) == "extra_forbidden"


def test_a_text_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Text(en="one").en = "two"  # type: ignore[misc]


def test_labels_are_listed_per_language() -> None:
    labels = Labels(hi=("एक", "दो"))
    assert (labels.to("hi"), labels.to("en")) == (("एक", "दो"), ())


# ------------------------------------------------------------------------------------- phrase and Markdown


@pytest.mark.parametrize("kind", [Phrase, Markdown], ids=["phrase", "Markdown"])
@pytest.mark.parametrize("value", ["", " ", "\n", "\t", "\u00a0", "\u3000"])
def test_an_empty_text_is_refused(kind: object, value: str) -> None:
    assert refusal(kind, value) == "empty-text"


@pytest.mark.parametrize("kind", [Phrase, Markdown], ids=["phrase", "Markdown"])
@pytest.mark.parametrize(("length", "code"), [(TEXT_LIMIT, ""), (TEXT_LIMIT + 1, "too-long")])
def test_a_text_has_a_largest_length(kind: object, length: int, code: str) -> None:
    assert refusal(kind, "क" * length) == code


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(("count", "code"), [(MARK_LIMIT, ""), (MARK_LIMIT + 1, "markdown-load")])
def test_a_mark_may_stand_so_often_in_a_text(mark: str, count: int, code: str) -> None:
    assert refusal(Markdown, f"{mark} a " * count) == code


@pytest.mark.parametrize("mark", ["> ", ">", "- ", "* ", "+ ", "1. ", "1) ", "12. ", "> - ", "1. > "])
@pytest.mark.parametrize(("more", "code"), [(-1, ""), (0, "markdown-load")])
def test_marks_of_quotes_and_lists_may_nest_so_deep(mark: str, more: int, code: str) -> None:
    marks = re.findall(r"[0-9]+[.)] |> ?|[-*+] ", mark)
    count = NESTING_LIMIT // len(marks) * len(marks) + more
    line = "".join(marks[n % len(marks)] for n in range(count))
    assert refusal(Markdown, f"Before\n\n  {line}deep\n\nafter") == code


@pytest.mark.parametrize(
    "line", ["a - b - c " * 30, "1.2.3.4." * 30, "--" * 60, "2020-2021 " * 30, "> a\n" * 60, "- a\n" * 60]
)
def test_marks_that_do_not_nest_are_fine(line: str) -> None:
    assert refusal(Markdown, line) == ""


ACCEPTED: dict[str, str] = {
    "quotes in quotes": ("> " * (NESTING_LIMIT - 1) + "a\n") * 200,
    "lists in lists by tabs": "".join("\t" * n + "- a\n" for n in range(135)),
    "lists in lists by spaces": "".join("    " * n + "1. a\n" for n in range(65)),
    "definitions in definitions": "a\n" + "".join("    " * n + ":   a\n" for n in range(65)),
    "headings": "# a\n\n" * MARK_LIMIT,
    "underlined headings": "a\n=\n" * 2_400,
    "rules": "---\n" * 2_400,
    "a table of bars": "a|b\n-|-\n" + "|\n" * 4_900,
    "brackets that do not close": "[a](" * MARK_LIMIT + "(" * 9_000,
    "brackets that only close": "](" * 4_900,
    "angles that do not close": "<a " * MARK_LIMIT + "b" * 9_000,
    "comments that do not close": "<!--" * MARK_LIMIT + "-" * 9_000,
    "backticks": "`" * MARK_LIMIT + "a" * 9_000,
    "emphasis": "**a_" * (MARK_LIMIT // 2),
    "backslashes": "\\" * 9_999,
    "fences": "~~~\n" * 2_400,
    "spaces": " " * 9_990 + "a",
    "marks with spaces": ("-   " * (NESTING_LIMIT - 1) + "x\n\n") * 100,
    "exclamation marks": "!" * 9_999,
    "a long address": "<" + "a" * 4_900 + "@" + "b" * 4_900 + ">",
}
"""Texts that are allowed, and as hard to render as we know."""


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_hardest_text_that_is_accepted_is_rendered_within_two_seconds(name: str) -> None:
    assert refusal(Markdown, ACCEPTED[name]) == ""
    with within(2):
        block(ACCEPTED[name])


HARD_TO_REFUSE: dict[str, str] = {
    "dashes with spaces": "-    " * (NESTING_LIMIT - 1) + "x",
    "quotes with tabs": ">\t\t\t" * (NESTING_LIMIT - 1) + "x",
    "numbers with spaces": "1.     " * (NESTING_LIMIT - 1) + "x",
    "mixed": "- >  1. " * 6 + "x",
    "digits": "1" * 9_999,
    "spaces": " " * 9_990 + "x",
    "spaces on lines": (" " * 99 + "\n") * 99 + "x",
}


@pytest.mark.parametrize("name", HARD_TO_REFUSE)
def test_a_text_is_judged_within_a_second(name: str) -> None:
    with within(1):
        assert refusal(Markdown, HARD_TO_REFUSE[name]) == ""


# ------------------------------------------------------------------------------------------------ slugs


@pytest.mark.parametrize("value", ["a", "0", "a-b", "key-account-manager", "a1-2b", "x" * 80])
def test_a_slug_is(value: str) -> None:
    assert (is_slug(value), refusal(Slug, value)) == (True, "")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "-",
        "-a",
        "a-",
        "a--b",
        "A",
        "a_b",
        "a b",
        "a.b",
        "a/b",
        "../a",
        "a\n",
        "\na",
        "é",
        "क",
        "१",
        "ａ",
        "а",
        "a\u200b",
        "a\x00",
        "x" * 81,
    ],
)
def test_a_slug_is_not(value: str) -> None:
    assert (is_slug(value), refusal(Slug, value)) == (False, "bad-slug")


# ------------------------------------------------------------------------------------- areas, money, years

TABLE: list[tuple[object, str, list[str], list[str]]] = [
    (
        Area,
        "bad-country",
        ["IN", "US", "US-CA", "IN-MH", "GB-1", "FR-75C", "not-given"],
        ["", "in", "IND", "India", "US-", "US-CALI", "US_CA", "IN\n", "ＩＮ", "NOT-GIVEN"],
    ),
    (Currency, "bad-currency", ["INR", "USD", "EUR"], ["", "inr", "IN", "INRS", "₹", "$", "INR ", "INR\n"]),
    (
        Url,
        "bad-url",
        [
            "https://example.org",
            "http://example.org/a?b=c&d=e#f",
            "https://हिंदी.example/पथ",
            "https://example.org:8000/~a/%20",
        ],
        [
            *(
                "",
                "example.org",
                "//example.org",
                "ftp://example.org",
                "javascript:alert(1)",
                "data:text/html,x",
                "mailto:a@b.c",
            ),
            *(
                "https://",
                "https://a",
                "HTTPS://example.org",
                " https://example.org",
                "https://example.org\n",
                "https://a b.org",
            ),
            *(
                "https://example.org/'x",
                'https://example.org/"x',
                "https://example.org/<x",
                "https://example.org/\\x",
                "https://example.org/`x",
            ),
            "https://" + "x" * 501,
        ],
    ),
]


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, _, good, _ in TABLE for value in good])
def test_a_good_value_is_accepted(kind: object, value: str) -> None:
    assert refusal(kind, value) == ""


@pytest.mark.parametrize(
    ("kind", "code", "value"), [(kind, code, value) for kind, code, _, bad in TABLE for value in bad]
)
def test_a_bad_value_is_refused(kind: object, code: str, value: str) -> None:
    assert refusal(kind, value) == code


@pytest.mark.parametrize("year", [1900, 2026, 2100, "not-given"])
def test_a_year_is(year: int | str) -> None:
    assert TypeAdapter(Year).validate_python(year, strict=True) == year


@pytest.mark.parametrize("year", [1899, 2101, 0, -2020, 2020.0, "2020", "soon", "", True, None, [2020]])
def test_a_year_is_not(year: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Year).validate_python(year, strict=True)


@pytest.mark.parametrize("kind", [Phrase, Markdown, Slug, Area, Currency, Url])
@pytest.mark.parametrize("value", [1, 1.5, True, None, ["a"], {"a": "b"}, b"a"], ids=lambda value: type(value).__name__)
def test_what_is_no_text_is_refused_as_such(kind: object, value: object) -> None:
    assert refusal(kind, value) == "string_type"


@pytest.mark.parametrize("check", [is_slug])
def test_a_very_long_word_is_judged_within_a_second(check: Callable[[str], bool]) -> None:
    with within(1):
        assert check("a-" * 100_000) is False
