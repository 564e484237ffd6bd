"""Plugins with code: thirty ways to fail, each named; the others and the site never notice."""

from __future__ import annotations

import logging
import os
import textwrap
from collections.abc import Mapping
from pathlib import Path
from threading import Timer

import pytest
from click.testing import CliRunner

from kamguide import hookspecs
from kamguide.cli import main
from kamguide.guide import Guide, open_guide
from kamguide.plugins.folder import Origin
from kamguide.plugins.host import Host, of_folder
from kamguide.settings import Settings
from kamguide.web.app import create_app
from tests.conftest import TODAY
from tests.plugins.sites import SHARED, written

GOOD = """
import click
from flask import Blueprint

from kamguide.hookspecs import hookimpl

pages = Blueprint("good", __name__)


@pages.get("/good-page")
def good():
    return "good"


@hookimpl
def kamguide_pages():
    return [pages]


@click.command("good-command")
def command():
    click.echo("done")


@hookimpl
def kamguide_commands():
    return [command]
"""
IMPORTS = "from kamguide.hookspecs import Remark, hookimpl\nfrom kamguide.model.text import Text\n"


def hook(name: str, body: str) -> str:
    return f"{IMPORTS}\n\n@hookimpl\ndef kamguide_{name}():\n" + textwrap.indent(body, "    ")


def page(rule: str, name: str = "own", body: str = "return 'x'") -> str:
    return (
        f"from flask import Blueprint\n{IMPORTS}\np = Blueprint('{name}', __name__)\n\n"
        f"@p.get('{rule}')\ndef view():\n    {body}\n\n@hookimpl\ndef kamguide_pages():\n    return [p]\n"
    )


def remark(wrong: str) -> str:
    """A check whose remark has one wrong value."""
    good = {"kind": "'roles'", "slug": "'key-account-manager'", "words": "Text(en='x')"}
    name, _, value = wrong.partition("=")
    arguments = ", ".join(f"{field}={text}" for field, text in {**good, name: value}.items())
    return hook("checks", f"return [lambda library, company: [Remark({arguments})]]\n")


FAULTY: dict[str, tuple[str, str]] = {
    "raises at import": ("raise RuntimeError('no')\n", "RuntimeError: no"),
    "imports what is not there": ("import nowhere_at_all\n", "ModuleNotFoundError"),
    "exits at import": ("raise SystemExit\n", "SystemExit"),
    "interrupts at import": ("raise KeyboardInterrupt\n", "KeyboardInterrupt"),
    "generator exit at import": ("raise GeneratorExit\n", "GeneratorExit"),
    "a base exception of its own": ("class E(BaseException): pass\nraise E('own')\n", "E: own"),
    "no syntax": ("def (\n", "SyntaxError"),
    "null bytes": ("a = 1\0\n", "SyntaxError"),
    "not UTF-8": ("a = '\udcff'\n", "SyntaxError"),
    "endless recursion": ("def f(): f()\nf()\n", "RecursionError"),
    "endless memory": ("raise MemoryError\n", "MemoryError"),
    "a warning as error": ("import warnings\nwarnings.simplefilter('error')\nwarnings.warn('w')\n", "UserWarning"),
    "layers raise": (hook("layers", "1 / 0\n"), "ZeroDivisionError"),
    "layers exit": (hook("layers", "raise SystemExit(0)\n"), "SystemExit"),
    "layers interrupt": (hook("layers", "raise KeyboardInterrupt\n"), "KeyboardInterrupt"),
    "layers give nothing": (hook("layers", "return None\n"), "kamguide_layers returned NoneType"),
    "layers give text": (hook("layers", "return 'acme'\n"), "kamguide_layers returned str"),
    "layers lead out": (hook("layers", "return {'../x': 1}\n"), "which is no slug with a folder"),
    "checks give a number": (hook("checks", "return 7\n"), "kamguide_checks returned int"),
    "checks give text": (hook("checks", "return ['x']\n"), "cannot be called"),
    "a check raises": (hook("checks", "return [lambda library, company: 1 / 0]\n"), "ZeroDivisionError"),
    "a check takes too little": (hook("checks", "return [lambda library: []]\n"), "TypeError"),
    "a check gives text": (hook("checks", "return [lambda library, company: 'ab']\n"), "no Remark"),
    "a check remarks on nothing": (
        hook("checks", "return [lambda l, c: [Remark('roles', 'none', Text(en='x'))]]\n"), "no Remark",
    ),
    "pages raise": (hook("pages", "raise OSError('no')\n"), "OSError: no"),
    "pages give no blueprint": (hook("pages", "return ['x']\n"), "which is no Blueprint"),
    "a page whose address is taken": (page("/roles"), "the address /roles is taken"),
    "a page whose name is taken": (page("/own", name="roles"), "the name 'roles' is taken"),
    "the same page twice": (page("/own").replace("[p]", "[p, p]"), "the name 'own' is taken"),
    "a generator that raises": (hook("checks", "yield 1 / 0\n"), "ZeroDivisionError"),
    "a list that raises when it is read": (
        f"{IMPORTS}\nclass L(list):\n    def __iter__(self):\n        raise OSError('read')\n\n"
        "@hookimpl\ndef kamguide_checks():\n    return L()\n", "OSError: read",
    ),
    "layers that raise when they are read": (
        f"{IMPORTS}from collections import UserDict\n\nclass M(UserDict):\n    def __iter__(self):\n"
        "        raise OSError('read')\n\n"
        "@hookimpl\ndef kamguide_layers():\n    return M()\n", "OSError: read",
    ),
    "pages that raise when they are read": (
        f"{IMPORTS}\nclass L(list):\n    def __iter__(self):\n        raise OSError('read')\n\n"
        "@hookimpl\ndef kamguide_pages():\n    return L()\n", "OSError: read",
    ),
    "a check that raises when its remarks are read": (
        hook("checks", "def check(library, company):\n    yield 1 / 0\nreturn [check]\n"), "ZeroDivisionError",
    ),
    "a remark of another severity": (remark("severity='fatal'"), "the severity 'fatal', not error or warning"),
    "a remark whose words are text": (remark("words='x'"), "a Remark without a Text"),
    "a remark whose path is text": (remark("path='skills'"), "whose path is no tuple"),
    "a remark whose path is a number": (remark("path=7"), "TypeError"),
    "a remark whose kind is a list": (remark("kind=[]"), "TypeError"),
    "an error that fails at telling": (
        "class E(Exception):\n    def __str__(self):\n        raise ValueError\n\nraise E\n", "is left out: E",
    ),
    "a hook under another name that raises": (
        f"{IMPORTS}\n@hookimpl(specname='kamguide_pages')\ndef own():\n    return 1 / 0\n", "ZeroDivisionError",
    ),
    "a hook for a name that is none": (
        f"{IMPORTS}\n@hookimpl(specname='kamguide_pagse')\ndef own():\n    return []\n",
        "no hook 'kamguide_pagse' (did you mean 'kamguide_pages'?)",
    ),
    "a wrapper around others": (
        f"{IMPORTS}\n@hookimpl(wrapper=True)\ndef kamguide_pages():\n    return (yield)\n", "is a wrapper",
    ),
    "two blueprints of one name": (
        page("/own").replace("return [p]", "return [p, Blueprint('own', __name__)]"), "the name 'own' is taken",
    ),
    "a blueprint that fails while it is registered": (
        page("/own", body="return 'x'\n\n@p.record\ndef fail(state):\n    raise OSError('rec')"), "OSError: rec",
    ),
    "a blueprint that fails on the real application only": (
        page("/own", body="return 'x'\n\n@p.record\ndef fail(state):\n    assert state.app.name == 'trial', 'real'"),
        "AssertionError: real",
    ),
    "a blueprint that runs for every page": (
        page("/own", body="return 'x'\n\n@p.before_app_request\ndef stop():\n    return 'stopped'"), "for all pages",
    ),
    "a blueprint that answers every error": (
        page("/own", body="return 'x'\n\n@p.app_errorhandler(404)\ndef lost(e):\n    return 'lost'"), "for all pages",
    ),
    "an address that is taken under another name": (page("/roles/<other>"), "the address /roles/<other> is taken"),
    "an address that hides one of ours": (page("/roles/key-account-manager"), "is taken"),
    "an address that ends with a slash": (page("/roles/"), "the address /roles/ is taken"),
    "an address with another converter": (page("/roles/<int:slug>"), "is taken"),
    "a page below companies": (page("/c/<company>/own"), "must begin with a name of its own"),
    "a page below one company": (page("/c/acme/own"), "must begin with a name of its own"),
    "a page for every address": (page("/<path:anything>"), "must begin with a name of its own"),
    "a page outside its prefix": (
        page("/own", body="return 'x'\n\n@p.record\ndef out(state):\n    "
             "state.app.add_url_rule('/readyz2', 'out', view)"), "does not begin with the language",
    ),
    "static files where a page stands": (
        page("/own").replace("__name__)", "__name__, static_folder='.', static_url_path='/roles')"), "is taken",
    ),
    "a label that is no text": (
        page("/own").replace("return [p]", "return [Pages(p, 'x')]").replace("Remark, ", "Pages, Remark, "), "no Text",
    ),
    "an unknown hook": (hook("pagse", "return []\n"), "no hook 'kamguide_pagse' (did you mean 'kamguide_pages'?)"),
    "wrong arguments": (hook("pages", "").replace("pages():", "pages(app):") + "    return []\n", "'app'"),
    "a hook without its mark": ("def kamguide_pages():\n    return []\n", "is not marked"),
}  # fmt: skip


def site(folder: Path, plugins: Mapping[str, str]) -> Path:
    files = {f"plugins/{name}/plugin.py": text for name, text in plugins.items()}
    return written_bytes(folder, {**SHARED, **files})


def written_bytes(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
    return folder


def opened(folder: Path) -> Guide:
    return open_guide(folder, Settings(), TODAY)


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages of the site with the good plugin alone."""
    client = create_app(opened(site(tmp_path_factory.mktemp("good"), {"good": GOOD}))).test_client()
    return {path: client.get(path).text for path in PATHS}


PATHS = ("/en/", "/hi/roles/key-account-manager", "/en/good-page", "/hi/c/none/", "/api/v1/roles")


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_plugin_is_left_out_and_named_and_the_others_are_the_same(
    name: str, tmp_path: Path, without: dict[str, str]
) -> None:
    text, reason = FAULTY[name]
    guide = opened(site(tmp_path, {"faulty": text, "good": GOOD}))
    app = create_app(guide)
    problems = [p for p in app.extensions["kamguide"].guide.problems if p.place.layer == "faulty"]
    assert [(p.severity, p.place.file) for p in problems] == [("error", "plugins/faulty/plugin.py")]
    assert reason in str(problems[0].sentence)
    client = app.test_client()
    assert {path: client.get(path).text for path in PATHS} == without
    assert client.get("/readyz").get_json()["plugins"]["status"] == "degraded"


def test_what_is_left_out_stands_on_the_problems_page_and_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    guide = opened(site(tmp_path, {"faulty": hook("pages", "1 / 0\n")}))
    with caplog.at_level(logging.WARNING, "kamguide"):
        client = create_app(guide).test_client()
    assert "the plugin 'faulty' is left out: ZeroDivisionError: division by zero" in caplog.text
    page_text = client.get("/en/problems").text
    assert "plugins/faulty/plugin.py:7:1" in page_text
    assert "ZeroDivisionError" in page_text


def test_a_plugin_that_goes_elsewhere_leaves_us_where_we_were(tmp_path: Path) -> None:
    before = Path.cwd()
    opened(site(tmp_path, {"walker": "import os\nos.chdir('/')\n"}))
    assert Path.cwd() == before


def test_a_call_that_does_not_return_in_time_is_named_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = written(tmp_path, {"slow/plugin.py": "import time\ntime.sleep(0.6)\n"}) / "slow"
    with caplog.at_level(logging.WARNING, "kamguide"):
        host = Host([of_folder(Origin("slow", folder, "plugins/slow/"))], deadline=0.05)
    assert "the plugin 'slow' has not answered" in caplog.text
    assert host.problems == []


def test_a_real_interrupt_is_none_of_the_plugins_doing(tmp_path: Path) -> None:
    folder = written(tmp_path, {"slow/plugin.py": "import time\ntime.sleep(5)\n"}) / "slow"
    interrupt = Timer(0.3, os.kill, (os.getpid(), 2))
    interrupt.start()
    with pytest.raises(KeyboardInterrupt):
        Host([of_folder(Origin("slow", folder, "plugins/slow/"))])


def test_hooks_are_called_once(tmp_path: Path) -> None:
    counting = "import pathlib\n" + hook(
        "layers", "with pathlib.Path(__file__).with_name('calls.txt').open('a') as f: f.write('x')\nreturn {}\n"
    )
    folder = site(tmp_path, {"counting": counting})
    guide = opened(folder)
    create_app(guide)
    open_guide(folder, Settings(), TODAY, before=guide)
    assert (folder / "plugins" / "counting" / "calls.txt").read_text() == "x"


def test_a_plugin_brings_pages_below_companies_and_commands(tmp_path: Path) -> None:
    company = {"plugins/acme/plugin.yaml": "label: {hi: एक्मे, en: Acme}\n"}
    folder = written(site(tmp_path, {"good": GOOD}), company)
    client = create_app(opened(folder)).test_client()
    assert [client.get(path).text for path in ("/hi/good-page", "/en/c/acme/good-page")] == ["good", "good"]
    assert "/en/good-page" in client.get("/sitemap.xml").text
    result = CliRunner().invoke(main, ["x", "--site", str(folder), "good-command"])
    assert (result.exit_code, result.output) == (0, "done\n")


def test_a_command_that_cannot_be_taken_leaves_its_plugin_out_in_check(tmp_path: Path) -> None:
    twice = hook("commands", "import click\nreturn [click.Command('x'), click.Command('x')]\n")
    folder = site(tmp_path, {"twice": twice, "raising": hook("commands", "yield 1 / 0\n"), "good": GOOD})
    output = CliRunner().invoke(main, ["check", "--lang", "en", "--site", str(folder)]).output
    assert "the plugin 'twice' is left out: there is another command 'x'" in output
    assert "the plugin 'raising' is left out: ZeroDivisionError" in output
    result = CliRunner().invoke(main, ["x", "--site", str(folder), "good-command"])
    assert result.output.endswith("done\n")


def test_a_hook_may_have_another_name_in_its_module(tmp_path: Path) -> None:
    """pluggy calls that ``specname``."""
    named = GOOD.replace("@hookimpl\ndef kamguide_pages", "@hookimpl(specname='kamguide_pages')\ndef own_pages")
    client = create_app(opened(site(tmp_path, {"good": named}))).test_client()
    assert client.get("/hi/good-page").text == "good"


def test_pages_with_a_label_are_linked_from_every_page(tmp_path: Path) -> None:
    labelled = page("/own-page", body="return 'x'").replace("Remark, ", "Pages, Remark, ")
    labelled = labelled.replace("return [p]", "return [Pages(p, Text(hi='अपना पन्ना', en='Own page'))]")
    folder = written(site(tmp_path, {"own": labelled}), {"plugins/acme/plugin.yaml": "label: {hi: एक्मे, en: Acme}\n"})
    client = create_app(opened(folder)).test_client()
    assert '<a href="/en/own-page">Own page</a>' in client.get("/en/").text
    assert '<a href="/hi/c/acme/own-page">अपना पन्ना</a>' in client.get("/hi/c/acme/roles").text


def test_a_blueprint_keeps_its_own_prefix(tmp_path: Path) -> None:
    text = page("/list").replace("__name__)", "__name__, url_prefix='/own')")
    client = create_app(opened(site(tmp_path, {"own": text}))).test_client()
    assert [client.get(path).status_code for path in ("/en/own/list", "/en/list")] == [200, 404]


def test_an_unknown_command_is_wrong_use(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["x", "--site", str(site(tmp_path, {})), "none"]).exit_code == 2


def test_the_hooks_are_those_of_the_hookspec() -> None:
    assert set(hookspecs.HOOKS) == {name for name in vars(hookspecs) if name.startswith("kamguide_")}


def test_answers_come_from_those_that_answer(tmp_path: Path) -> None:
    folder = site(tmp_path, {"good": GOOD})
    host = Host([of_folder(Origin("good", folder / "plugins" / "good", "plugins/good/"))])
    assert [plugin.hooks for plugin in host.plugins] == [("kamguide_pages", "kamguide_commands")]
    assert [plugin.name for plugin, _ in host.answers("kamguide_pages", list)] == ["good"]
    assert host.answers("kamguide_layers", dict) == []
