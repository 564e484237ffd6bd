"""The reader: strict YAML, each value with line and column, all faults told at once, and no input that stops it."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import FrameType

import pytest
import yaml

from kamguide.library.layer import read_layer
from kamguide.library.loading import load
from kamguide.problems import Place, Problem
from kamguide.sources.document import Node, Plain
from kamguide.sources.memory import MemorySource
from kamguide.sources.reader import DEPTH_LIMIT, NODE_LIMIT, decode, read_markdown, read_yaml
from tests.conftest import TODAY, minimal_source

FILE = Place("content/sources/a.yaml")


def at(line: int, column: int) -> Place:
    return Place(FILE.file, line, column)


def read(text: str, *, allow_null: bool = False) -> Node:
    """The tree of a text without faults."""
    root, problems = read_yaml(text, FILE, allow_null=allow_null)
    assert problems == []
    assert root is not None
    return root


def value(text: str) -> Plain:
    """What a plain word is read as."""
    plain = read(f"x: {text}\n").plain()
    assert isinstance(plain, dict)
    return plain["x"]


def faults(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each fault."""
    return [(p.code, p.place.line, p.place.column) for p in read_yaml(text, FILE)[1]]


# -------------------------------------------------------------------------------------------- bytes to text


def text_of(data: bytes) -> str | None:
    text, problems = decode(data, FILE)
    assert problems == []
    return text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a: b\n", "a: b\n"),
        (b"\xef\xbb\xbfa: b\n", "a: b\n"),
        (b"a: b\r\nc: d\r\n", "a: b\nc: d\n"),
        (b"a: b\rc: d\r", "a: b\nc: d\n"),
        (b"a: b\r\r\n\nc: d", "a: b\n\n\nc: d"),
        (b"a:\tb", "a:\tb"),
        (b"", ""),
    ],
    ids=["plain", "byte order mark", "Windows", "old Mac", "mixed", "tab", "nothing"],
)
def test_bytes_are_read_as_utf8_with_line_feeds(data: bytes, text: str) -> None:
    assert text_of(data) == text


def test_text_is_brought_to_nfc() -> None:
    assert text_of("\u0958 Cafe\u0301".encode()) == "\u0915\u093c Caf\u00e9"


@pytest.mark.parametrize(
    "prefix",
    [b"", b"\xef\xbb\xbf", b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r"],
    ids=["first line", "byte order mark", "LF", "CRLF", "CR"],
)
@pytest.mark.parametrize("before", ["", "title: A ", "title: हिंदी "], ids=["first column", "English", "Hindi"])
def test_what_is_not_utf8_is_told_at_its_line_and_column(prefix: bytes, before: str) -> None:
    text, problems = decode(prefix + before.encode() + b"\xff\n", FILE)
    assert (text, problems) == (None, [Problem("not-utf8", at(3 if b"a" in prefix else 1, len(before) + 1))])


@pytest.mark.parametrize(
    "data",
    [b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80"],
    ids=["cut", "overlong", "surrogate", "too high", "stray"],
)
def test_bytes_that_only_look_like_utf8_are_refused(data: bytes) -> None:
    assert decode(data, FILE) == (None, [Problem("not-utf8", FILE)])


def test_every_refused_character_of_a_file_is_told() -> None:
    text, problems = decode("a\u202e\nb \u200b\u0007".encode(), FILE)
    assert (text, problems) == (
        None,
        [
            Problem("bad-character", at(1, 2), {"code": "U+202E"}),
            Problem("bad-character", at(2, 3), {"code": "U+200B"}),
            Problem("bad-character", at(2, 4), {"code": "U+0007"}),
        ],
    )


# ------------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A page", "A page"),
        ("0", 0),
        ("2020", 2020),
        ("-7", -7),
        ("999999999999999999", 999_999_999_999_999_999),
        ("0.5", 0.5),
        ("-10.25", -10.25),
        ("true", True),
        ("false", False),
        ("2026-11-22", "2026-11-22"),
        ("१२३", "१२३"),
        ("12 customers", "12 customers"),
        ("1.2.3", "1.2.3"),
        ("no one", "no one"),
        ("NOT", "NOT"),
        ("'NO'", "NO"),
        ('"0123"', "0123"),
        ("''", ""),
        ("'12'", "12"),
        ('"a\\tb\\nc"', "a\tb\nc"),
        ("'it''s'", "it's"),
        ("[]", []),
        ("[a, 1]", ["a", 1]),
        ("{}", {}),
        ("{a: 1}", {"a": 1}),
        ("|\n  a\n   b\n\n", "a\n b"),
        (">\n  a\n  b\n", "a b"),
        ("a # a comment", "a"),
        ("a#b", "a#b"),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
    ],
)
def test_a_value_is_read_as(text: str, expected: Plain) -> None:
    assert (value(text), type(value(text))) == (expected, type(expected))


def test_an_escaped_letter_is_brought_to_nfc() -> None:
    assert value('"e\\u0301"') == "\u00e9"


WORDS = re.findall(
    r"\S+",
    """NO no No yes YES on Off true True TRUE false y n null Null NULL ~ 0 00 0123 0o17 0x1F 0b11 1_000 1,000 +1 -1 -0
    1.5 1. .5 -.5 +.5 1e3 1E-3 1.5e3 1.5e+3 .inf -.inf .nan .NaN 12:30 12:30:45 1:2 190:20:30.15 2026-11-22 2026-1-2
    2026-11-22T10:00:00Z 2026-11-22t10:00:00+05:30 = << 0. 08 09 0_ _1 1_ 0.0 -1.5 123456789012345678 .e1 e1 1e 1ee3
    1234567890123456789 inf nan Infinity None 0xZZ 0o8 1-2 2026-11 22-11-2026 --1 1,5""",
)


@pytest.mark.parametrize("word", [*WORDS, "9" * 100, "0." + "9" * 100])
def test_a_word_is_read_as_every_yaml_program_reads_it_or_refused(word: str) -> None:
    root, problems = read_yaml(f"x: {word}\n", FILE)
    if not problems and word != "2026-11-22":
        assert root is not None
        assert root.plain() == yaml.safe_load(f"x: {word}\n")


def test_a_date_stays_text_though_older_programs_read_a_date() -> None:
    assert (value("2026-11-22"), yaml.safe_load("2026-11-22")) == ("2026-11-22", date(2026, 11, 22))


# ------------------------------------------------------------------------------------------------- places

TREE = """\
# a comment
name: one
list:
  - first
  -   second: 2
"quoted": {inner: [a, b]}
"""


def test_the_tree_begins_where_its_first_field_stands() -> None:
    assert read(TREE).place == at(2, 1)


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (["name"], (2, 7)),
        (["list"], (4, 3)),
        (["list", 0], (4, 5)),
        (["list", 1], (5, 7)),
        (["list", 1, "second"], (5, 15)),
        (["quoted"], (6, 11)),
        (["quoted", "inner", 1], (6, 23)),
    ],
)
def test_a_value_knows_its_place(location: list[str | int], place: tuple[int, int]) -> None:
    assert read(TREE).at(location).place == at(*place)


@pytest.mark.parametrize(
    ("location", "place"),
    [(["name"], (2, 1)), (["list", 1, "second"], (5, 7)), (["quoted"], (6, 1)), (["quoted", "inner"], (6, 12))],
)
def test_a_value_knows_the_place_of_its_name(location: list[str | int], place: tuple[int, int]) -> None:
    assert read(TREE).at(location).key == at(*place)


def test_columns_count_characters_not_bytes() -> None:
    assert read("worth: {hi: हिंदी, en: English}\n").at(["worth", "en"]).place == at(
        1, len("worth: {hi: हिंदी, en: ") + 1
    )


def test_places_count_from_the_line_at_which_the_text_begins() -> None:
    root, _ = read_yaml("a: b\nc: d\n", at(5, 1))
    assert root is not None
    assert root.at(["c"]).place == at(6, 4)


def test_places_keep_their_layer() -> None:
    root, _ = read_yaml("a: b\n", Place("plugins/acme/content/roles/a.yaml", layer="acme"))
    assert root is not None
    assert root.at(["a"]).place == Place("plugins/acme/content/roles/a.yaml", 1, 4, "acme")


# ------------------------------------------------------------------------------------------------- faults


def test_all_faults_of_a_file_are_told_at_once() -> None:
    assert faults("a: NO\nb: !x y\nc: &d e\na: 2\nf: ~\n") == [
        ("ambiguous-value", 1, 4),
        ("tag", 2, 4),
        ("anchor", 3, 4),
        ("duplicate-key", 4, 1),
        ("null-value", 5, 4),
    ]


def test_faults_before_a_syntax_error_are_told_too() -> None:
    assert faults("a: NO\nb: [\n") == [("ambiguous-value", 1, 4), ("yaml-syntax", 3, 1)]


@pytest.mark.parametrize("text", ["", "\n", "# words\n", "---\n", "---\n...\n", "~\n", "''\n", "null"])
def test_what_says_nothing_is_empty(text: str) -> None:
    assert faults(text) == [("empty-file", 1, 1)]


@pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF", "\\UDEADBEEF"])
def test_an_escape_beyond_unicode_is_told_at_its_line(escape: str) -> None:
    root, problems = read_yaml(f'a: b\nc: d\ne: "x {escape}"\n', FILE)
    assert (root, [p.code for p in problems], problems[0].place.line) == (None, ["yaml-syntax"], 3)


@pytest.mark.parametrize(
    "before",
    ["# \\U00110000\n\n\n", "a: '\\U00110000'\n\n\n", 'a: "\\\\U00110000"\n\n\n'],
    ids=["comment", "single quotes", "no escape"],
)
def test_an_escape_beyond_unicode_is_told_where_it_is_one(before: str) -> None:
    assert [place[:2] for place in faults(f'{before}b: "\\U00110000"\n')] == [("yaml-syntax", 4)]


def test_a_directive_with_a_number_of_5000_digits_is_told_at_its_line() -> None:
    assert [place[:2] for place in faults(f"# a\n# b\n# c\n%YAML 1.{'9' * 5_000}\n---\na: b\n")] == [("yaml-syntax", 4)]


@pytest.mark.parametrize(
    "escape",
    [
        "\\0",
        "\\a",
        "\\b",
        "\\e",
        "\\v",
        "\\f",
        "\\N",
        "\\L",
        "\\P",
        "\\x7f",
        "\\u200e",
        "\\u2066",
        "\\ud83d\\ude00",
        "\\ufffe",
        "\\ufeff",
    ],
)
def test_an_escape_brings_in_no_character_that_is_refused_elsewhere(escape: str) -> None:
    assert {code for code, line, _ in faults(f'a: b\nc: "x{escape}y"\n') if line == 2} == {"bad-character"}


def test_an_escape_in_a_field_name_brings_in_no_refused_character() -> None:
    assert {code for code, _, _ in faults('"a\\u202eb": c\n')} == {"bad-character"}


@pytest.mark.parametrize("name", ["~", "null", "''", "12", "1.5", "true", "[a]", "{a: b}", '"a\\nb"'])
def test_a_field_name_that_is_no_plain_text_is_refused(name: str) -> None:
    assert faults(f"a: b\n? {name}\n: c\n") == [("key-not-text", 2, 3)]


@pytest.mark.parametrize("name", ["NO", "0123", "12:30", "<<", "2026-11-22T10:00:00Z"])
def test_a_field_name_that_yaml_would_change_is_refused(name: str) -> None:
    assert faults(f"a: b\n? {name}\n: c\n") == [("ambiguous-value", 2, 3)]


def test_a_second_document_is_told_after_an_empty_first_one() -> None:
    assert faults("---\n---\na: b\n") == [("two-documents", 2, 1)]


def test_the_end_of_a_document_may_be_marked() -> None:
    assert read("---\na: b\n...\n").plain() == {"a": "b"}


# ------------------------------------------------------------------------------------------------- null


def test_null_may_stand_in_an_overlay() -> None:
    assert read("a: ~\nb: null\nc:\n", allow_null=True).plain() == {"a": None, "b": None, "c": None}


def test_a_list_without_a_value_is_told_by_the_name_of_the_list() -> None:
    assert read_yaml("list:\n  - ~\n", FILE)[1] == [Problem("null-value", at(2, 5), {"name": "list"})]


# ------------------------------------------------------------------------------------------------- limits


def nested(depth: int) -> str:
    """A text that many levels deep; the mapping is level 1, the innermost word the last."""
    return "a: " + "[" * (depth - 2) + "x" + "]" * (depth - 2) + "\n"


def test_the_deepest_allowed_nesting_is_read() -> None:
    assert faults(nested(DEPTH_LIMIT)) == []


def test_one_level_more_is_refused() -> None:
    assert [code for code, _, _ in faults(nested(DEPTH_LIMIT + 1))] == ["too-deep"]


def test_the_most_values_allowed_are_read() -> None:
    assert faults("a:\n" + "- x\n" * (NODE_LIMIT - 3)) == []


def test_one_value_more_is_refused_at_its_line() -> None:
    assert faults("a:\n" + "- x\n" * (NODE_LIMIT - 2)) == [("too-many-nodes", NODE_LIMIT - 1, 3)]


def source(**changes: str) -> str:
    return minimal_source(**changes)


BOMBS: dict[str, str] = {
    "laughs": "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60)),
    "merges": "a0: &a0 {x: y}\n"
    + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 60)),
    "anchors": "a: [" + "&b c, " * 30_000 + "d]\n",
    "brackets": "a: " + "[" * 190_000,
    "brackets-on-lines": "a: " + "[\n" * 90_000,
    "braces": "a: " + "{a: " * 48_000,
    "dashes": "- " * 95_000,
    "questions": "? " * 95_000,
    "indents": "".join(f"{' ' * n}a:\n" for n in range(600)),
    "nulls": "".join(f"a{n}:\n" for n in range(20_000)),
    "same-key": "a: b\n" * 39_000,
    "same-long-key": f"{'k' * 900}: b\n" * 210,
    "unknown-fields": source() + "".join(f"publisherr{n}: x\n" for n in range(9_900)),
    "unknown-long-field": source() + "? " + "publisher" * 21_000 + "\n: x\n",
    "unknown-sources": "label: {hi: अ}\nsources:\n" + "".join(f"- source-{n}\n" for n in range(12_000)),
    "digits": source(title="1" * 190_000),
    "digits-and-letter": source(title="1" * 190_000 + "x"),
    "digits-and-dot": source(title="1" * 190_000 + ".x"),
    "underscores": source(title="1_" * 95_000 + "x"),
    "colons": source(title="1:" * 95_000 + "x"),
    "word": source(title="x" * 190_000),
    "words": source(title="x " * 95_000),
    "escapes": source(title='"' + "\\x41" * 47_000 + '"'),
    "quoted-lines": source(title='"' + "a\n\n" * 60_000 + '"'),
    "block": source(title="|\n" + " a\n" * 60_000),
    "comments": "#\n" * 95_000,
    "directives": "%A b\n" * 39_000,
    "documents": "---\n" * 49_000,
    "nul": "\0" * 190_000,
    "nul-on-lines": "\0\n" * 95_000,
    "bidi": "\u202e" * 65_000,
    "line-separators": "a:\u2028" * 39_000,
    "joiners": source(title="क" + "\u200d" * 60_000),
    "dashes-and-spaces": source(worth="{hi: अ, en: '" + "-   " * 19 + "x'}"),
    "quotes-and-spaces": source(worth="{hi: अ, en: '" + ">    " * 19 + "x'}"),
    "numbers-and-tabs": source(worth='{hi: अ, en: "' + "1.\\t\\t\\t" * 19 + 'x"}'),
    "marks-on-lines": source(worth="{hi: अ, en: '" + ("- " * 18 + "x\n\n") * 250 + "'}"),
    "spaces": source(worth="{hi: अ, en: '" + " " * 9_000 + "x'}"),
    "backticks": source(worth="{hi: अ, en: '" + "`" * 9_000 + "'}"),
}
"""Texts of at most 200 kB that stop a careless reader."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails when what it holds computes longer, without waiting for its end. What others compute does not count."""

    def ring(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_or_refused_within_two_seconds(name: str) -> None:
    with within(2):
        layer, problems = read_layer(MemorySource({"sources/a.yaml": BOMBS[name]}), "shared", "content/")
        _, more = load([layer], TODAY)
    assert {p.place.file for p in [*problems, *more]} <= {"content/sources/a.yaml"}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_as_large_as_a_file_may_be(name: str) -> None:
    assert len(BOMBS[name].encode()) <= 200_000


# ------------------------------------------------------------------------------------------------- Markdown


def test_a_markdown_file_is_front_matter_and_body() -> None:
    front, body, place, problems = read_markdown("---\ntitle: A\n---\n\n\nText\n\nmore\n\n", FILE)
    assert front is not None
    assert (front.plain(), body, place, problems) == ({"title": "A"}, "Text\n\nmore", at(6, 1), [])


def test_front_matter_counts_lines_from_the_top_of_the_file() -> None:
    front, _, _, _ = read_markdown("---\ntitle: A\ndescription: B\n---\nText\n", FILE)
    assert front is not None
    assert front.at(["description"]).place == at(3, 14)


def test_a_fault_of_front_matter_is_told_at_the_line_of_the_file() -> None:
    assert read_markdown("---\ntitle: NO\n---\nText\n", FILE)[3][0].place == at(2, 8)


def test_a_rule_in_the_body_ends_nothing() -> None:
    assert read_markdown("---\ntitle: A\n---\nText\n\n---\n\nmore\n", FILE)[1] == "Text\n\n---\n\nmore"


def test_front_matter_may_end_with_the_file() -> None:
    front, body, _, problems = read_markdown("---\ntitle: A\n---", FILE)
    assert (front is not None, body, problems) == (True, "", [])


@pytest.mark.parametrize(
    "text", ["", "Text\n", " ---\ntitle: A\n---\n", "---\ntitle: A\n", "--- \ntitle: A\n---\n", "----\ntitle: A\n---\n"]
)
def test_without_front_matter_a_markdown_file_is_refused(text: str) -> None:
    assert read_markdown(text, FILE)[3] == [Problem("front-matter", FILE)]
