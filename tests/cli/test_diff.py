"""``kamguide diff``, ``plugins`` and ``new company``: what they print, what they write, how they exit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamguide.cli import main
from kamguide.guide import open_guide
from kamguide.settings import Settings
from tests.conftest import TODAY
from tests.plugins.sites import ROLE, SHARED, accept, company, written

KAM = "key-account-manager"


def run(*arguments: str, site: Path) -> Result:
    result = CliRunner().invoke(main, [*arguments, "--site", str(site)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A company that changes one level, accepted."""
    written(tmp_path, {**SHARED, **company("acme", {ROLE: "skills: {negotiation: {level: 4}}\n"})})
    accept(tmp_path, "acme")
    return tmp_path


def upstream(site: Path, old: str, new: str) -> None:
    path = site / ROLE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_diff_prints_place_field_and_the_three_values(site: Path) -> None:
    result = run("diff", "acme", "--lang", "en", site=site)
    assert result.exit_code == 0
    assert result.output == (
        f"plugins/acme/{ROLE}:1:24: roles/{KAM}: skills.negotiation.level: ours\n"
        "  In the shared guide, when last looked at: 3\n  In the shared guide, now: 3\n  Here: 4\n"
    )


def test_diff_speaks_hindi(site: Path) -> None:
    assert "सामान्य गाइड, अब: 3" in run("diff", "acme", "--lang", "hi", site=site).output


def test_a_conflict_exits_1_until_somebody_accepts(site: Path) -> None:
    upstream(site, "level: 3", "level: 2")
    assert run("check", "--strict", site=site).exit_code == 1
    result = run("diff", "acme", "--json", site=site)
    assert result.exit_code == 1
    assert json.loads(result.output) == {
        "company": "acme",
        "fields": [{
            "kind": "roles", "slug": KAM, "field": "skills.negotiation.level", "status": "changed-there",
            "conflict": True, "then": 3, "now": 2, "ours": 4,
            "layer": "acme", "file": f"plugins/acme/{ROLE}", "line": 1, "column": 24,
        }],
        "conflicts": 1,
    }  # fmt: skip
    assert run("diff", "acme", "--accept", site=site).exit_code == 0
    assert run("diff", "acme", site=site).exit_code == 0
    assert run("check", "--strict", site=site).output == ""


def test_a_role_alone(site: Path) -> None:
    written(site, {f"plugins/acme/{ROLE}": "skills: {negotiation: {level: 4}}\n",
                   "plugins/acme/content/roles/own.yaml": f"extends: {KAM}\nnotation: O\n"})  # fmt: skip
    tree = json.loads(run("diff", "acme", "own", "--json", site=site).output)
    assert [(one["slug"], one["field"]) for one in tree["fields"]] == [("own", "extends"), ("own", "notation")]


def test_a_change_of_what_a_role_extends_is_a_conflict(site: Path) -> None:
    own = f"extends: {KAM}\nnotation: O\nskills: {{negotiation: {{level: 4}}}}\n"
    written(site, {f"plugins/acme/{ROLE}": "notation: A\n", "plugins/acme/content/roles/own.yaml": own})
    accept(site, "acme")
    upstream(site, "level: 3", "level: 2")
    tree = json.loads(run("diff", "acme", "own", "--json", site=site).output)
    told = [(one["field"], one["then"], one["now"], one["ours"]) for one in tree["fields"] if one["conflict"]]
    assert told == [("skills.negotiation.level", 3, 2, 4)]
    assert "own.yaml:3:24: warning: roles/own: skills.negotiation.level: changed below too" in (
        run("check", site=site).output
    )


def test_a_field_that_base_yaml_does_not_know_has_a_dash(site: Path) -> None:
    written(site, {f"plugins/acme/{ROLE}": "notation: A\n"})
    output = run("diff", "acme", "--lang", "en", site=site).output
    assert 'In the shared guide, when last looked at: -\n  In the shared guide, now: "KAM"\n  Here: "A"\n' in output


def test_a_long_value_is_told_whole_by_field_and_json_only(site: Path) -> None:
    path, longer = site / ROLE, "Writing an account plan for each customer, " * 20
    path.write_text(
        path.read_text("utf-8").replace("Writing an account plan for each customer", f"'{longer}'"), "utf-8"
    )
    written(site, {f"plugins/acme/{ROLE}": "topics: ~\n"})
    shown = run("diff", "acme", "--lang", "en", site=site).output
    assert max(map(len, shown.splitlines())) < 400
    assert " …\n" in shown
    whole = json.loads(run("diff", "acme", "--json", site=site).output)["fields"][0]["now"]
    assert "responsibilities" in whole
    assert json.dumps(whole, ensure_ascii=False) in run("diff", "acme", KAM, "--field", "topics", site=site).output


FAULTY = {
    "an overlay that is no YAML": (ROLE, "skills: [\n"),
    "an unknown field": (ROLE, "notaton: X\n"),
    "a reference to nothing": (ROLE, "skills: {none: {level: 1, importance: 1, relation: essential}}\n"),
    "base.yaml that is no YAML": ("base.yaml", "values: [\n"),
    "base.yaml with a bad pointer": ("base.yaml", f"values:\n  roles/{KAM}:\n    skills: 1\n"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_nothing_is_accepted_while_a_file_is_faulty(name: str, site: Path) -> None:
    """What a faulty file says would vanish from base.yaml, and a conflict with it."""
    path, text = FAULTY[name]
    written(site, {f"plugins/acme/{path}": text})
    before = (site / "plugins" / "acme" / "base.yaml").read_bytes()
    result = run("diff", "acme", "--accept", site=site)
    assert result.exit_code == 2
    assert f"plugins/acme/{path}:" in result.output
    assert (site / "plugins" / "acme" / "base.yaml").read_bytes() == before


def test_accepting_writes_through_no_link(site: Path) -> None:
    base, outside = site / "plugins" / "acme" / "base.yaml", site / "outside.yaml"
    base.rename(outside)
    before = outside.read_bytes()
    base.symlink_to(outside)
    assert run("diff", "acme", "--accept", site=site).exit_code == 2
    assert (outside.read_bytes(), base.is_symlink()) == (before, True)


def test_a_new_company_is_written_through_no_link(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    written(site, SHARED)
    (site / "plugins").symlink_to(outside)
    result = run("new", "company", "acme", site=site)
    assert (result.exit_code, list(outside.iterdir())) == (2, [])
    assert "links are not followed" in result.output


def test_every_kind_of_document_can_be_asked_for(site: Path) -> None:
    written(site, {"plugins/acme/content/skills/negotiation.yaml": "group: coordination\n"})
    accept(site, "acme")
    tree = json.loads(run("diff", "acme", "skills/negotiation", "--json", site=site).output)
    assert [(one["kind"], one["field"]) for one in tree["fields"]] == [("skills", "group")]
    told = json.loads(run("diff", "acme", "skills/negotiation", "--field", "group", "--json", site=site).output)
    assert (told["ours"], told["now"], told["layer"], told["line"]) == ("coordination", "business", "acme", 1)
    told = json.loads(run("diff", "acme", f"roles/{KAM}", "--field", "/skills/negotiation", "--json", site=site).output)
    assert (told["then"]["level"], told["ours"]["level"], told["file"]) == (3, 4, f"plugins/acme/{ROLE}")


def test_a_field_of_what_is_extended_names_the_file_that_says_it(site: Path) -> None:
    written(site, {"plugins/acme/content/roles/own.yaml": f"extends: {KAM}\nnotation: O\n"})
    told = json.loads(run("diff", "acme", "own", "--field", "notation", "--json", site=site).output)
    assert (told["ours"], told["now"], told["shared"]["file"]) == ("O", "KAM", ROLE)
    told = json.loads(run("diff", "acme", "own", "--field", "preferred_label.en", "--json", site=site).output)
    assert (told["file"], told["layer"]) == (ROLE, "shared")


def test_one_role_alone_can_be_accepted(site: Path) -> None:
    files = {f"plugins/acme/{ROLE}": "skills: {negotiation: {level: 4}}\n",
             "plugins/acme/content/skills/negotiation.yaml": "group: coordination\n"}  # fmt: skip
    written(site, files)
    accept(site, "acme")
    upstream(site, "level: 3", "level: 2")
    skill = site / "content" / "skills" / "negotiation.yaml"
    skill.write_text(skill.read_text(encoding="utf-8").replace("group: business", "group: relationship"), "utf-8")
    assert json.loads(run("diff", "acme", "--json", site=site).output)["conflicts"] == 2
    assert run("diff", "acme", KAM, "--accept", site=site).exit_code == 0
    left = json.loads(run("diff", "acme", "--json", site=site).output)
    assert [one["field"] for one in left["fields"] if one["conflict"]] == ["group"]


def test_a_field_with_the_place_of_each_layer(site: Path) -> None:
    upstream(site, "level: 3", "level: 2")
    result = run("diff", "acme", KAM, "--field", "skills.negotiation.level", site=site)
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert lines[0] == f"plugins/acme/{ROLE}:1:31: acme: 4"
    assert lines[1].startswith(f"{ROLE}:")
    assert lines[1].endswith(": shared: 2")
    assert lines[2] == "plugins/acme/base.yaml: 3"


def test_a_field_that_nobody_changes_is_told_too(site: Path) -> None:
    result = run("diff", "acme", KAM, "--field", "preferred_label.en", site=site)
    assert result.output.endswith(': shared: "Key account manager"\n')


def test_a_field_that_was_taken_out_is_told_where_it_was(site: Path) -> None:
    written(site, {f"plugins/acme/{ROLE}": "skills: ~\n"})
    told = json.loads(run("diff", "acme", KAM, "--field", "skills", "--json", site=site).output)
    assert (told["layer"], told["line"], "ours" in told, "now" in told) == ("acme", 1, False, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("acmee",), "did you mean 'acme'"),
        (("acme", "key-account-manger"), f"did you mean '{KAM}'"),
        (("acme", KAM, "--field", "nothing.there"), "has no field 'nothing.there'"),
        (("acme", "--field", "notation"), "needs a ROLE"),
        (("acme", KAM, "--field", "notation", "--accept"), "use one of the two"),
        (("acme", "skills/negotation"), "did you mean 'skills/negotiation'"),
        (("acme", KAM, "--field", "/a~2"), "names no field"),
    ],
)
def test_wrong_use_exits_2_and_says_why(arguments: tuple[str, ...], words: str, site: Path) -> None:
    result = run("diff", *arguments, site=site)
    assert result.exit_code == 2
    assert words in result.output


def test_a_broken_company_cannot_be_compared(site: Path) -> None:
    written(site, {"plugins/acme/plugin.yaml": "label: [\n"})
    result = run("diff", "acme", site=site)
    assert (result.exit_code, "see kamguide check" in result.output) == (2, True)


# new company


@pytest.mark.parametrize("name", ["acme", "my-firm-2"])
def test_the_skeleton_of_a_company_has_no_problem_and_is_served(name: str, tmp_path: Path) -> None:
    written(tmp_path, SHARED)
    assert run("new", "company", name, site=tmp_path).exit_code == 0
    result = run("check", "--strict", site=tmp_path)
    assert (result.output, result.exit_code) == ("", 0)
    guide = open_guide(tmp_path, Settings(), TODAY)
    assert guide.companies[name].company.visibility == "private"
    assert run("diff", name, site=tmp_path).exit_code == 0


def test_a_skeleton_over_the_packaged_guide(tmp_path: Path) -> None:
    assert run("new", "company", "acme", site=tmp_path).exit_code == 0
    assert run("check", "--strict", site=tmp_path).output == ""


def test_what_the_skeleton_teaches_holds(tmp_path: Path) -> None:
    """Its commented examples, taken at their word, are valid."""
    written(tmp_path, SHARED)
    run("new", "company", "acme", site=tmp_path)
    file = tmp_path / "plugins" / "acme" / ROLE
    text = file.read_text(encoding="utf-8")
    for line in ("# skills:", "#   negotiation: {level: 4}", "# topics:", "#   books: ~"):
        assert line in text
        text = text.replace(line, line.removeprefix("# ").replace("#   ", "  "))
    file.write_text(text, encoding="utf-8")
    own = "extends: key-account-manager\nnotation: MR\npreferred_label: {hi: मेरी भूमिका, en: My role}\n"
    assert all(f"# {line}" in text for line in own.splitlines())
    written(tmp_path, {"plugins/acme/content/roles/my-role.yaml": own})
    assert run("check", site=tmp_path).exit_code == 0
    library = open_guide(tmp_path, Settings(), TODAY).companies["acme"].library
    assert (library.roles[KAM].skills["negotiation"].level, library.roles["my-role"].notation) == (4, "MR")


@pytest.mark.parametrize("name", ["Acme", "a b", "../x", "", "a--b", "-a"])
def test_a_name_that_is_no_slug_is_refused(name: str, tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", "company", "--site", str(tmp_path), "--", name]).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(site: Path) -> None:
    before = (site / "plugins" / "acme" / "plugin.yaml").read_bytes()
    assert run("new", "company", "acme", site=site).exit_code == 2
    assert (site / "plugins" / "acme" / "plugin.yaml").read_bytes() == before


# plugins


def test_plugins_lists_companies_and_code_with_hooks_and_reasons(site: Path) -> None:
    code = "from kamguide.hookspecs import hookimpl\n\n\n@hookimpl\ndef kamguide_layers():\n    return {}\n"
    written(site, {"plugins/tool/plugin.py": code, "plugins/shaky/plugin.py": "1 / 0\n",
                   "plugins/lost/plugin.yaml": "label: {en: L, hi: ल}\nbased_on: nobody\n"})  # fmt: skip
    rows = {row["name"]: row for row in json.loads(run("plugins", "--json", site=site).output)["plugins"]}
    assert rows["acme"] == {"name": "acme", "file": "plugins/acme/plugin.yaml", "kind": "company",
                            "visibility": "private", "hooks": [], "left_out": ""}  # fmt: skip
    assert (rows["tool"]["kind"], rows["tool"]["hooks"]) == ("code", ["kamguide_layers"])
    assert "ZeroDivisionError" in rows["shaky"]["left_out"]
    assert "no company 'nobody'" in rows["lost"]["left_out"]
    text = run("plugins", "--lang", "en", site=site).output
    assert "tool (plugins/tool/plugin.py): code; answers kamguide_layers\n" in text
    assert "acme (plugins/acme/plugin.yaml): company; private\n" in text
    assert "shaky (plugins/shaky/plugin.py): code; left out: the plugin 'shaky' is left out" in text
    assert "निजी" in run("plugins", "--lang", "hi", site=site).output


def test_of_a_company_whose_code_fails_the_code_is_left_out(site: Path) -> None:
    written(site, {"plugins/acme/plugin.py": "1 / 0\n"})
    text = run("plugins", "--lang", "en", site=site).output
    assert "acme (plugins/acme/plugin.yaml): company with code; private; its code is left out: the plugin" in text


def test_where_there_is_nothing_plugins_says_so(tmp_path: Path) -> None:
    written(tmp_path, SHARED)
    assert run("plugins", "--lang", "en", site=tmp_path).output == "There are no companies and no plugins here.\n"
