"""A plugin from somebody else, installed with pip into an environment of its own: no file of ours is changed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.plugins.sites import written

PROJECT = """\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "acme-guide"
version = "1.0"

[project.entry-points.kamguide]
acme = "acme_guide"
broken = "acme_broken"

[tool.hatch.build.targets.wheel]
packages = ["acme_guide", "acme_broken"]
"""
CODE = """\
from flask import Blueprint

from kamguide.hookspecs import hookimpl

pages = Blueprint("acme", __name__)


@pages.get("/acme-page")
def page() -> str:
    return "a page of acme"


@hookimpl
def kamguide_pages() -> list[Blueprint]:
    return [pages]
"""
FILES = {
    "pyproject.toml": PROJECT,
    "acme_broken/__init__.py": "raise SystemExit('no')\n",
    "acme_guide/__init__.py": CODE,
    "acme_guide/plugin.yaml": "label: {hi: एक्मे, en: Acme}\nvisibility: listed\n",
    "acme_guide/content/roles/acme-lead.yaml": (
        "extends: account-manager\nnotation: AL\npreferred_label: {hi: एक्मे लीड, en: Acme lead}\n"
    ),
}
ASK = """\
import json
from kamguide.guide import open_guide
from kamguide.settings import Settings
from kamguide.web.app import create_app
client = create_app(open_guide(None, Settings())).test_client()
paths = ["/en/c/acme/roles/acme-lead", "/en/roles/acme-lead", "/en/acme-page", "/hi/c/acme/acme-page", "/en/companies",
         "/en/roles/account-manager"]
print(json.dumps({path: [client.get(path).status_code, "Acme" in client.get(path).text] for path in paths}))
"""


@pytest.mark.long
def test_a_plugin_installed_by_entry_point_adds_a_role_and_a_page(tmp_path: Path) -> None:
    package = written(tmp_path / "acme", FILES)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    for what in (ROOT, package):
        subprocess.run([python, "-m", "pip", "install", "-q", what], check=True, timeout=600)

    def run(*arguments: str) -> str:
        return subprocess.run(
            [python, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True, env={"PATH": ""}
        ).stdout

    assert json.loads(run("-c", ASK)) == {
        "/en/c/acme/roles/acme-lead": [200, True],
        "/en/roles/acme-lead": [404, False],
        "/en/acme-page": [200, False],
        "/hi/c/acme/acme-page": [200, False],
        "/en/companies": [200, True],
        "/en/roles/account-manager": [200, False],
    }
    rows = {row["name"]: row for row in json.loads(run("-m", "kamguide", "plugins", "--json"))["plugins"]}
    assert (rows["acme"]["kind"], rows["acme"]["hooks"]) == ("company with code", ["kamguide_pages"])
    assert rows["acme"]["file"] == "acme_guide/plugin.yaml"
    assert "SystemExit: no" in rows["broken"]["left_out"]
    assert "sourcegraph" not in rows, "the examples load in a checkout only"
    told = subprocess.run(
        [python, "-m", "kamguide", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    lines = [line for line in told.stdout.splitlines() if ": error: " in line]
    assert [line.partition(":")[0] for line in lines] == ["acme_broken/__init__.py"]
