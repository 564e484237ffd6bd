"""``kamguide compare``: the page's answer as lines, the API's as JSON, wrong use with the nearest names."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from kamguide.cli import main
from kamguide.comparison import compare
from kamguide.guide import Guide
from kamguide.model.text import LANGUAGES, Language


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_comes_first_then_every_row(guide: Guide, language: Language) -> None:
    roles = ["key-account-manager", "sales-manager"]
    result = run(*roles, "--lang", language)
    compared = compare(roles, guide.library)
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert lines[0] == compared.answer.to(language)
    assert sum("[" in line and not line.startswith(" ") for line in lines) == len(compared.rows)


def test_diff_leaves_out_what_is_the_same() -> None:
    roles = ["key-account-manager@junior", "key-account-manager@senior", "--lang", "en"]
    assert "[the same]" in run(*roles).output
    assert "[the same]" not in run(*roles, "--diff").output


@pytest.mark.parametrize("lang", [(), ("--lang", "hi"), ("--lang", "en")])
def test_json_is_the_answer_of_the_api(client: FlaskClient, lang: tuple[str, ...]) -> None:
    result = run("account-manager,key-account-manager", "--json", *lang)
    query = f"&lang={lang[1]}" if lang else ""
    assert (
        json.loads(result.output)
        == client.get(f"/api/v1/compare?roles=account-manager,key-account-manager{query}").get_json()
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["key-acount-manager", "account-manager"], "key-account-manager"),
        (["key-account-manager@seniour", "account-manager"], "key-account-manager@senior"),
        (["account-manager"], "at least two"),
        (["account-manager", "account-manager"], "account-manager"),
        (["acme:account-manager", "account-manager"], "acme"),
    ],
)
def test_wrong_use_is_2_and_names_what_is_near(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize("arguments", [("--company", "udaharan-udyog", "AM", "KAM"), ("AM", "udaharan-udyog:KAM")])
def test_a_companys_role_comes_with_the_companys_warning(arguments: tuple[str, ...]) -> None:
    result = run(*arguments, "--lang", "en")
    assert result.exit_code == 0
    assert "This company is invented, and so is every figure of it." in result.output
    assert "Five large plants" in result.output
    assert "A band of an invented company" in result.output
    answer = json.loads(run(*arguments, "--json", "--lang", "hi").output)
    assert [one["company"] for one in answer["companies"]] == ["udaharan-udyog"]
    assert "काल्पनिक" in answer["companies"][0]["note"]


def test_an_error_is_told_in_the_language_asked_for() -> None:
    english, hindi = (run("KAM", "nobody", "--lang", lang) for lang in ("en", "hi"))
    assert (english.exit_code, hindi.exit_code) == (2, 2)
    assert "There is no role “nobody”" in english.output
    assert "“nobody”" in hindi.output
    assert "There is no" not in hindi.output
