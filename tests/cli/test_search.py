"""``kamguide search``: the API's answer as JSON, the same hits as lines, and wrong use told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from kamguide.cli import main

Search = Callable[..., Result]


@pytest.fixture
def search(indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Search:
    """Runs the command on the packaged guide and its index, in a folder that is no site."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KAMGUIDE_DATA_DIR", str(indexed))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["search", *arguments])

    return run


@pytest.mark.parametrize(
    ("options", "query"),
    [
        ({"lang": "hi"}, "KAM ki salary"),
        ({"lang": "en", "kind": "skill"}, "negotiation"),
        ({"role": "sales-manager", "topic": "salary", "limit": "3"}, "वेतन"),
        ({}, "AM vs KAM"),
        ({}, "xyzzyx"),
    ],
)
def test_json_is_the_api_s_answer(options: dict[str, str], query: str, search: Search, client: FlaskClient) -> None:
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    done = search(query, "--json", *flags)
    assert done.exit_code == 0
    assert json.loads(done.stdout) == client.get("/api/v1/search", query_string={"q": query, **options}).get_json()


def test_words_need_no_quotes(search: Search) -> None:
    together, apart = search("KAM ki salary"), search("KAM", "ki", "salary")
    assert together.stdout == apart.stdout


def test_lines_name_each_hit_with_its_address_and_hold_no_html(search: Search, client: FlaskClient) -> None:
    done = search("negotiation", "--lang", "en", "--limit", "4")
    hits = client.get("/api/v1/search?q=negotiation&lang=en&limit=4").get_json()["hits"]
    lines = done.stdout.splitlines()
    counted = next(number for number, line in enumerate(lines) if line.endswith("results for “negotiation”"))
    titles = [f"{number}. {hit['title']}" for number, hit in enumerate(hits, 1)]
    assert [line for line in lines[counted + 1 :] if line[:1].isdigit()] == titles
    assert [line.strip() for line in lines if line.startswith("   /")] == [hit["url"] for hit in hits]
    assert "<mark>" not in done.stdout
    assert "&amp;" not in done.stdout


def test_nothing_found_is_said_and_no_error(search: Search) -> None:
    done = search("xyzzyx", "--lang", "en")
    assert (done.exit_code, "Nothing was found" in done.stdout) == (0, True)


def test_a_query_for_accountants_is_told_so(search: Search) -> None:
    assert "accounting" in search("accounts payable").stdout


def test_an_unknown_role_is_wrong_use_with_the_nearest_names(search: Search) -> None:
    done = search("pay", "--role", "sales-manger")
    assert done.exit_code == 2
    assert "sales-manger" in done.stderr


@pytest.mark.parametrize(
    "wrong", [["--limit", "0"], ["--limit", "101"], ["--kind", "job"], ["--lang", "de"], ["--company", "x"]]
)
def test_wrong_use_ends_with_two(wrong: list[str], search: Search) -> None:
    assert search("pay", *wrong).exit_code == 2


def test_without_a_query_it_is_wrong_use(search: Search) -> None:
    assert search().exit_code == 2


def test_without_an_index_it_answers_from_memory_and_writes_nothing(
    search: Search, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_index = search("pay")
    monkeypatch.delenv("KAMGUIDE_DATA_DIR")
    assert search("pay").stdout == with_index.stdout
    assert list(tmp_path.iterdir()) == []
