"""Where companies are looked for, what may lie in their folders, and what a path in them can never reach."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kamguide.errors import WrongUseError
from kamguide.guide import Guide, open_guide
from kamguide.settings import Settings
from kamguide.web.app import create_app
from tests.conftest import TODAY
from tests.plugins.sites import ROLE, SHARED, company, written

KAM = "key-account-manager"
SECRET = "notation: SECRET\npreferred_label: {hi: राज़, en: SECRET}\n"


def opened(site: Path, **settings: str) -> Guide:
    return open_guide(site, Settings(**settings), TODAY)  # type: ignore[arg-type] # companies is text


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one company, and a file outside it that nobody may read."""
    (tmp_path / "secret.yaml").write_text(SECRET, encoding="utf-8")
    return written(tmp_path / "site", {**SHARED, **company("acme", {ROLE: "notation: ACM\n"})})


def link_to_file(acme: Path) -> None:
    (acme / "content" / "roles" / "more.yaml").symlink_to(acme.parents[2] / "secret.yaml")


def link_up(acme: Path) -> None:
    (acme / "content" / "roles" / "more.yaml").symlink_to("../../../../../secret.yaml")


def link_to_content(acme: Path) -> None:
    (acme / "content").rename(acme.parents[2] / "elsewhere")
    (acme / "content").symlink_to(acme.parents[2] / "elsewhere")


def link_of_kind(acme: Path) -> None:
    outside = acme.parents[2] / "skills"
    written(outside, {"s.yaml": SECRET})
    (acme / "content" / "skills").symlink_to(outside)


def link_of_manifest(acme: Path) -> None:
    (acme / "plugin.yaml").rename(acme.parents[2] / "manifest.yaml")
    (acme / "plugin.yaml").symlink_to(acme.parents[2] / "manifest.yaml")


def link_of_base(acme: Path) -> None:
    (acme / "base.yaml").symlink_to(acme.parents[2] / "secret.yaml")


def link_of_code(acme: Path) -> None:
    (acme.parents[2] / "code.py").write_text("raise SystemExit('SECRET')\n")
    (acme / "plugin.py").symlink_to(acme.parents[2] / "code.py")


def link_of_company(acme: Path) -> None:
    acme.rename(acme.parents[2] / "acme")
    acme.symlink_to(acme.parents[2] / "acme")


def link_of_templates(acme: Path) -> None:
    (acme / "templates").symlink_to(acme.parents[2])


def pipe_of_manifest(acme: Path) -> None:
    (acme / "plugin.yaml").unlink()
    os.mkfifo(acme / "plugin.yaml")


def large_base(acme: Path) -> None:
    (acme / "base.yaml").write_text("#" * 200_001)


HOSTILE: dict[Callable[[Path], None], tuple[str, str]] = {
    link_to_file: ("plugins/acme/content/roles/more.yaml", "file-outside"),
    link_up: ("plugins/acme/content/roles/more.yaml", "file-outside"),
    link_to_content: ("plugins/acme/content", "file-outside"),
    link_of_kind: ("plugins/acme/content/skills", "file-outside"),
    link_of_manifest: ("plugins/acme/plugin.yaml", "file-outside"),
    link_of_base: ("plugins/acme/base.yaml", "file-outside"),
    link_of_code: ("plugins/acme/plugin.py", "file-outside"),
    link_of_company: ("plugins/acme", "file-outside"),
    link_of_templates: ("plugins/acme/templates", "file-outside"),
    pipe_of_manifest: ("plugins/acme/plugin.yaml", "unreadable-file"),
    large_base: ("plugins/acme/base.yaml", "file-too-large"),
}


@pytest.mark.parametrize("attack", HOSTILE, ids=lambda attack: attack.__name__)
def test_what_leads_out_of_a_company_s_folder_is_refused_by_name(attack: Callable[[Path], None], site: Path) -> None:
    attack(site / "plugins" / "acme")
    guide = opened(site)
    assert HOSTILE[attack] in {(problem.place.file, problem.code) for problem in guide.problems}
    client = create_app(guide).test_client()
    assert client.get(f"/en/roles/{KAM}").status_code == 200
    for path in (f"/en/c/acme/roles/{KAM}", "/en/c/acme/", "/en/problems", "/api/v1/roles?company=acme"):
        assert "SECRET" not in client.get(path).text


def test_a_data_only_company_runs_nothing_and_reads_nothing_outside(site: Path) -> None:
    """Every file that Python opens while the guide is loaded, told by its own audit hook."""
    written(site, company("evil", {
        ROLE: "description: {en: \"{{ 7 * 7 }} {% include '/etc/passwd' %} ${{x}} {0.__class__}\"}\n",
        "content/roles/__init__.py": "raise SystemExit\n",
        "content/conftest.py": "raise SystemExit\n",
        "setup.cfg": "[x]\n",
    }, more="site: https://evil.example.org\n"))  # fmt: skip
    code = (
        "import sys\nopened = []\n"
        "sys.addaudithook(lambda name, args: opened.append(str(args[0])) if name == 'open' else None)\n"
        "from pathlib import Path\nfrom kamguide.guide import open_guide\nfrom kamguide.settings import Settings\n"
        "from kamguide.web.app import create_app\n"
        f"guide = open_guide(Path({str(site)!r}), Settings())\n"
        f"text = create_app(guide).test_client().get('/en/c/evil/roles/{KAM}').text\n"
        "assert '{{ 7 * 7 }}' in text and '49 ' not in text and 'root:' not in text, text\n"
        f"print('\\n'.join(name for name in opened if {str(site.parent)!r} in name))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = set(done.stdout.split())
    assert f"{site}/plugins/evil/plugin.yaml" in names
    assert {name for name in names if not name.startswith((f"{site}/content/", f"{site}/plugins/"))} == set()
    assert {name for name in names if name.endswith((".py", ".cfg", ".pyc"))} == set()


def test_the_examples_come_with_the_packaged_guide_only(guide: Guide, site: Path) -> None:
    assert set(opened(site).companies) == {"acme"}
    assert {"sourcegraph", "udaharan-udyog"} <= set(guide.companies)


def test_the_setting_companies_brings_an_example(site: Path) -> None:
    guide = opened(site, companies="pay-transparency")
    assert [plugin.name for plugin in guide.found.host.plugins] == ["pay-transparency"]
    assert set(opened(site, companies="acme, pay-transparency").companies) == {"acme"}


def test_a_name_in_companies_that_is_not_there_is_wrong_use(site: Path) -> None:
    with pytest.raises(WrongUseError, match=r"sorcegraph.*sourcegraph"):
        opened(site, companies="sorcegraph")


def test_a_chain_of_companies_is_laid_from_the_shared_guide_up(tmp_path: Path) -> None:
    files = {
        **SHARED,
        **company("a-unit", {ROLE: "notation: UNIT\n"}, more="based_on: b-firm\n"),
        **company("b-firm", {ROLE: "skills: {negotiation: {level: 1}}\nnotation: FIRM\n"}, more="based_on: group\n"),
        **company("group", {ROLE: "skills: {negotiation: {level: 4, importance: 2}}\n", "content/roles/own.yaml": (
            f"extends: {KAM}\npreferred_label: {{hi: अपना, en: Own}}\n")}),
    }  # fmt: skip
    companies = opened(written(tmp_path, files)).companies
    role = companies["a-unit"].library.roles[KAM]
    assert (role.notation, role.skills["negotiation"].level, role.skills["negotiation"].importance) == ("UNIT", 1, 2)
    assert companies["group"].library.roles[KAM].notation == "KAM"
    assert companies["a-unit"].library.roles["own"].skills["negotiation"].level == 1
    assert companies["a-unit"].base.roles[KAM].notation == "FIRM"
    assert [(d.name, d.now, d.ours) for d in companies["a-unit"].differences.fields] == [("notation", "FIRM", "UNIT")]
