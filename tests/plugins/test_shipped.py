"""The three plugins that come along: without a problem, every field told with its file and line, their facts right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from kamguide.cli import main
from kamguide.cli.diff import _tell_field
from kamguide.guide import Guide, laying_of, open_guide
from kamguide.library.diff import leaves
from kamguide.plugins.variants import Laid
from kamguide.settings import Settings
from kamguide.sources.document import Node
from kamguide.web.app import create_app
from tests.conftest import ROOT, TODAY
from tests.plugins.sites import SHARED, company, written

COMPANIES = sorted(path.parent.name for path in (ROOT / "plugins").glob("*/plugin.yaml"))
PLUGINS = sorted(path.name for path in (ROOT / "plugins").iterdir() if path.is_dir())


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*arguments, "--site", str(ROOT)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@cache
def laid(slug: str) -> Laid:
    found = laying_of(None, Settings(), TODAY).laid(slug)
    assert found is not None
    return found


def test_three_plugins_come_along() -> None:
    assert len(PLUGINS) == 3
    assert len(COMPANIES) == 2


def test_none_of_them_has_a_problem(guide: Guide) -> None:
    assert [p for p in guide.problems if p.place.file.startswith("plugins/")] == []
    assert sorted(guide.companies) == COMPANIES


@pytest.mark.parametrize("slug", COMPANIES)
def test_nothing_below_has_changed_unseen(slug: str) -> None:
    statuses = {field.status for field in laid(slug).differences.fields}
    assert statuses <= {"ours", "same"}


def changed_roles(slug: str) -> list[str]:
    return laid(slug).variant().roles


ROLES = [(slug, role) for slug in COMPANIES for role in changed_roles(slug)]


@cache
def lines(file: str) -> list[str]:
    return (ROOT / file).read_text(encoding="utf-8").splitlines()


def rendered(slug: str, role: str) -> Iterator[tuple[tuple[str, ...], Node]]:
    return leaves(laid(slug).stack.documents["roles", role].root)


@pytest.mark.parametrize(("slug", "role"), ROLES)
def test_every_field_is_told_with_the_file_and_line_that_says_it(slug: str, role: str) -> None:
    """Not by trust: at the line stands the first word of the value, or the value goes on from there."""
    layers = set()
    for path, node in rendered(slug, role):
        line = lines(node.place.file)[node.place.line - 1]
        there = line[node.place.column - 1 :].lstrip(">|-[]{}'\" ")
        value = node.plain()
        if isinstance(value, str) and there:
            assert there.startswith(value.split()[0]) or value.startswith(there.split()[0].rstrip(",}")), (path, line)
        elif isinstance(value, int) and not isinstance(value, bool):
            assert there.startswith(str(value)), (path, line)
        layers.add(node.place.layer)
        origin = "plugins/" + slug if node.place.layer == slug else "content/"
        assert node.place.file.startswith(origin)
    assert layers == {"shared", slug}


@pytest.mark.parametrize(("slug", "role"), ROLES)
def test_diff_field_names_layer_file_and_line(slug: str, role: str) -> None:
    """Through the command itself: the first and the last field that the company says, and the last of all."""
    every = list(rendered(slug, role))
    own = [(path, node) for path, node in every if node.place.layer == slug]
    for path, node in [own[0], own[-1], every[-1]]:
        if any("." in step for step in path):
            continue
        code, output = run("diff", slug, role, "--field", ".".join(path), "--json")
        told = json.loads(output)
        place = node.place
        assert code == 0
        assert (told["layer"], told["file"], told["line"]) == (place.layer, place.file, place.line)
        assert told["ours"] == node.plain()


@pytest.mark.parametrize("slug", COMPANIES)
def test_diff_field_answers_for_every_field_of_every_document(slug: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All of them, of all kinds, as ``kamguide diff --field`` tells them; what is taken out too."""
    held, count = laid(slug), 0
    assert held.folder.layer is not None
    for key, document in held.folder.layer.documents.items():
        fields = dict(leaves(held.stack.documents[key].root))
        for path, node in fields.items():
            pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)
            _tell_field(held, key, pointer, True)
            told = json.loads(capsys.readouterr().out)
            assert told["ours"] == node.plain()
            assert (told["layer"], told["file"], told["line"]) == (node.place.layer, node.place.file, node.place.line)
            assert lines(told["file"])[told["line"] - 1].strip(), (key, path)
            count += 1
        for path, node in leaves(document.root):
            if node.value is None:
                _tell_field(held, key, "/" + "/".join(path), True)
                told = json.loads(capsys.readouterr().out)
                assert ("ours" in told, told["layer"]) == (False, slug)
                count += 1
    assert count > 500


@pytest.mark.parametrize("slug", COMPANIES)
def test_diff_tells_every_change(slug: str) -> None:
    code, output = run("diff", slug, "--json")
    tree = json.loads(output)
    assert (code, tree["conflicts"]) == (0, 0)
    assert [(one["kind"], one["slug"], one["field"]) for one in tree["fields"]] == [
        (*one.key, one.name) for one in laid(slug).differences.fields
    ]
    for one in tree["fields"]:
        assert one["file"].startswith(f"plugins/{slug}/content/")
        assert lines(one["file"])[one["line"] - 1]


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize(("slug", "role"), ROLES)
def test_their_pages_answer(slug: str, role: str, language: str, client: FlaskClient) -> None:
    answer = client.get(f"/{language}/c/{slug}/roles/{role}")
    assert answer.status_code == 200
    assert laid(slug).stack.library.roles[role].preferred_label.to("hi" if language == "hi" else "en") in answer.text


def test_no_mapping_holds_a_name_without_a_value() -> None:
    """A comma in a text without quotes cuts it in two: what follows would take out a field of that name."""
    for slug in COMPANIES:
        held = laid(slug)
        assert held.folder.layer is not None
        for document in held.folder.layer.documents.values():
            names = [step for path, _ in leaves(document.root) for step in path]
            assert [name for name in names if " " in name] == []


# Sourcegraph


def grades() -> dict[str, str]:
    """Every grade's words, in English."""
    role = laid("sourcegraph").stack.library.roles["account-executive"]
    return {
        grade.label.en or "": " ".join(claim.text.en or "" for claim in grade.claims.values())
        for _, grade in role.grades_by_rank()
    }


QUOTAS = {"P3": "$885,000", "P4": "$1,154,000", "P5": "$1,269,000", "P6": "$1,385,000"}
"""As the handbook gives them: $885K, $1.154M, $1.269M, $1.385M."""


def test_sourcegraph_has_four_levels_with_their_quotas() -> None:
    found = {label[:2]: words for label, words in grades().items()}
    assert list(found) == list(QUOTAS)
    for level, quota in QUOTAS.items():
        assert quota in found[level]
        assert "8 new customers and 95% of renewals" in found[level]


def test_sourcegraph_s_promotion_rule_stands_at_every_level_but_the_last() -> None:
    with_rule = [label[:2] for label, words in grades().items() if "above 100%" in words and "120%" in words]
    assert with_rule == ["P3", "P4", "P5"]


def test_sourcegraph_s_licence_and_changes_are_named() -> None:
    notice = (ROOT / "plugins" / "sourcegraph" / "NOTICE").read_text(encoding="utf-8")
    assert "Apache License, Version 2.0" in notice
    assert "Changes:" in notice
    assert laid("sourcegraph").company.notice is not None


# the invented company


def test_the_invented_company_says_so_on_every_page(client: FlaskClient) -> None:
    for path in ("/", "/roles", "/roles/dealer-account-manager", "/diff"):
        assert "काल्पनिक" in client.get(f"/hi/c/udaharan-udyog{path}").text
        assert "invented" in client.get(f"/en/c/udaharan-udyog{path}").text


def test_its_bands_are_rupees_in_lakh(client: FlaskClient) -> None:
    text = client.get("/hi/c/udaharan-udyog/roles/key-account-manager").text
    assert "₹9,00,000 – ₹13,00,000" in text
    assert "₹14,00,000 – ₹22,00,000" in text


def test_its_own_grades_stand_in_place_of_the_shared_ones() -> None:
    library = laid("udaharan-udyog").stack.library
    assert list(library.roles["account-manager"].grades) == ["a1", "a2"]
    assert {salary.grade for salary in library.salaries_of("account-manager") if salary.grade} == {"a1", "a2"}


def test_its_own_role_extends_the_account_manager() -> None:
    library = laid("udaharan-udyog").stack.library
    dealer, manager = library.roles["dealer-account-manager"], library.roles["account-manager"]
    assert dealer.topics == manager.topics
    assert dealer.skills["coaching"].level == 2
    assert dealer.grades == {}


def test_its_hindi_stands_first() -> None:
    """Every text of its own is there in Hindi."""
    for field in laid("udaharan-udyog").differences.fields:
        if isinstance(field.ours, dict) and "en" in field.ours:
            assert "hi" in field.ours


# pay in job advertisements


def test_the_rules_are_a_page_in_both_languages_and_below_companies(client: FlaskClient) -> None:
    for path in ("/hi/pay-transparency", "/en/pay-transparency", "/en/c/sourcegraph/pay-transparency"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "2023/970" in answer.text
        assert "432.3" in answer.text


@pytest.mark.parametrize(("area", "law"), [("us-ca", "432.3"), ("US-NY", "194-b"), ("de", "2023/970"), ("FR", "2023")])
def test_the_command_tells_the_rule_of_an_area(area: str, law: str) -> None:
    result = CliRunner().invoke(main, ["x", "--site", str(ROOT), "pay-rules", area])
    assert result.exit_code == 0
    assert law in result.output


def test_the_command_says_where_we_know_of_no_rule() -> None:
    result = CliRunner().invoke(main, ["x", "--site", str(ROOT), "pay-rules", "IN"])
    assert (result.exit_code, result.output) == (1, "IN: no rule known here\n")


SALARY = """\
role: key-account-manager
source: example-article
currency: USD
period: year
area: {area}
reference_year: 2026
figures:
  base: {{{figure}}}
"""


@pytest.mark.parametrize(
    ("area", "figure", "expected"),
    [
        ("US-CA", "statistic: mean, component: base, amount: 90000", ["8:52"]),
        ("DE", "statistic: mean, component: base, amount: 90000", ["8:52"]),
        ("IN", "statistic: mean, component: base, amount: 90000", []),
        ("US-CA", "statistic: mean, component: bonus, amount: 90000", []),
        ("US-CA", "statistic: range, component: base, low: 80000, high: 90000", []),
    ],
)
def test_the_check_asks_for_a_range_where_the_rule_does(
    area: str, figure: str, expected: list[str], tmp_path: Path
) -> None:
    text = SALARY.format(area=area, figure=figure)
    code = (ROOT / "plugins" / "pay-transparency" / "plugin.py").read_text(encoding="utf-8")
    site = written(
        tmp_path,
        {
            **SHARED,
            "plugins/pay-transparency/plugin.py": code,
            **company("acme", {"content/salaries/acme-pay.yaml": text, "content/salaries/other.yaml": text}),
        },
    )
    guide = open_guide(site, Settings(), TODAY)
    told = [p for p in guide.problems if p.code == "plugin-advice"]
    assert [(p.place.file, f"{p.place.line}:{p.place.column}") for p in told] == [
        ("plugins/acme/content/salaries/acme-pay.yaml", place) for place in expected
    ]
    assert [p for p in guide.problems if p.severity == "error"] == []
    assert create_app(guide).test_client().get("/en/c/acme/").status_code == 200


def test_the_grade_p3_serves_no_large_enterprise() -> None:
    """As the framework says: nearly all 1,500 to 4,500, some 4,500 to 9,000, none above."""
    claim = laid("sourcegraph").stack.library.roles["account-executive"].grades["mid-market"].claims["segment"]
    for words in (claim.text.hi or "", claim.text.en or ""):
        assert [number in words for number in ("1,500", "4,500", "9,000", "30,000")] == [True, True, True, False]


def test_the_invented_company_says_one_thing_of_pay_and_of_accounts() -> None:
    library = laid("udaharan-udyog").stack.library
    role = library.roles["key-account-manager"]
    salary, _ = library.figure(role.key_facts["salary"].figure or "")
    assert (salary.slug, salary.currency) == ("udaharan-udyog-b2", "INR")
    body = role.topics["salary"].body
    assert body is not None
    assert "रुपये" in (body.hi or "")
    assert "rupees" in (body.en or "")
    said = " ".join(claim.text.en or "" for claim in role.topics["portfolio"].claims.values())
    assert ("five large plants" in said, "2 to 3 customers" in said, role.hub) == (True, False, None)


@pytest.mark.parametrize(
    ("slug", "role", "kept"),
    [
        ("udaharan-udyog", "key-account-manager", False),
        ("udaharan-udyog", "dealer-account-manager", False),
        ("sourcegraph", "account-executive", False),
        ("sourcegraph", "key-account-manager", True),
    ],
)
def test_what_a_company_says_in_its_headline_is_not_put_down_to_a_source_of_the_shared_guide(
    slug: str, role: str, kept: bool
) -> None:
    fact = laid(slug).stack.library.roles[role].key_facts["portfolio"]
    assert (fact.claim is not None) == kept
