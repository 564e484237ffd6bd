"""What the READMEs say is true: fields, commands, options, make targets, addresses, settings and links."""

from __future__ import annotations

import inspect
import re
import shlex
from dataclasses import asdict
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from kamguide import hookspecs
from kamguide.cli import COMMANDS, main
from kamguide.guide import open_guide
from kamguide.library.schema import json_schema
from kamguide.model import KINDS
from kamguide.model.company import Company, DocumentStyle
from kamguide.render.markdown import heading_id
from kamguide.settings import Settings, read_settings
from tests import write_docs, write_plugin_docs
from tests.conftest import ROOT, Loader
from tests.plugins import sites

READMES = sorted(
    {ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("*/README.md"), *ROOT.glob("kamguide/*/README.md")}
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
SHELL = ("sh", "bash", "console", "shell")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, *languages: str) -> list[str]:
    """The fenced blocks of a file in one of the languages."""
    return [body for language, body in FENCE.findall(read(path)) if language in languages]


def shell_lines() -> list[tuple[Path, list[str]]]:
    """Every command line of every README's shell blocks, as words, without prompt and comment."""
    lines = []
    for path in READMES:
        for block in blocks(path, *SHELL):
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line.removeprefix("$ "), comments=True)
                if words:
                    lines.append((path, words))
    return lines


LINES = shell_lines()
OURS = [words[1:] for _, words in LINES if Path(words[0]).name == "kamguide"]
OURS += [words[3:] for _, words in LINES if words[1:3] == ["-m", "kamguide"]]
INLINE = sorted({m for path in READMES for m in re.findall(r"`(kamguide [a-z][^`]*)`", FENCE.sub("", read(path)))})


# content/README.md


def test_content_readme_is_what_the_model_says_now() -> None:
    """Else run ``python -m tests.write_docs``."""
    assert read(write_docs.README) == write_docs.text()


# plugins/README.md


def test_plugins_readme_is_what_hooks_and_model_say_now() -> None:
    """Else run ``make docs``."""
    assert read(write_plugin_docs.README) == write_plugin_docs.text()


def written(hook: str) -> str:
    """A hook's signature, told by Python itself."""
    function = getattr(hookspecs, hook)
    parameters = ", ".join(inspect.signature(function).parameters)
    return f"def {hook}({parameters}) -> {function.__annotations__['return']}"


@pytest.mark.parametrize("name", hookspecs.HOOKS)
def test_each_hook_stands_there_with_its_exact_signature(name: str) -> None:
    assert f"@hookimpl\n{written(name)}: ..." in read(write_plugin_docs.README)
    assert inspect.getdoc(getattr(hookspecs, name))


@pytest.mark.parametrize("language", ["hi", "en"])
def test_the_page_of_plugins_shows_exactly_the_hooks_that_there_are(language: str, app: Flask) -> None:
    page = unescape(app.test_client().get(f"/{language}/docs/plugins").text)
    assert re.findall(r"<code lang=\"en\">(def [^<]*)</code>", page) == [written(name) for name in hookspecs.HOOKS]


def test_the_example_of_a_check_runs_as_it_stands(tmp_path: Path) -> None:
    code = next(block for block in blocks(write_plugin_docs.README, "python") if "Remark(" in block)
    site = sites.written(tmp_path, {**sites.SHARED, "plugins/long/plugin.py": code})
    sites.written(site, {sites.ROLE: sites.SHARED[sites.ROLE].replace("notation: KAM", "notation: KAMKAMKAM")})
    told = [problem for problem in open_guide(site, Settings()).problems if problem.place.layer == "shared"]
    assert [(problem.code, problem.place.line) for problem in told] == [("plugin-advice", 1)]


def test_every_field_of_plugin_yaml_is_told() -> None:
    rows = {row.path for row in write_plugin_docs.manifest_rows()}
    assert {path for path in rows if "." not in path} == set(Company.model_fields) - {"slug"}
    assert {f"documents.{name}" for name in DocumentStyle.model_fields} <= rows


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_it_is(kind: str) -> None:
    assert [row.path for row in write_docs.rows(kind) if not row.meaning] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_tables_reach_every_field_of_the_model(kind: str) -> None:
    """Counted a second way: the names of all fields of all models that the kind's schema mentions."""
    schema = json_schema(kind)
    models = [schema, *(m for name, m in schema.get("$defs", {}).items() if name not in write_docs.LEAVES)]
    names = {name for model in models for name in model.get("properties", {})}
    assert {row.path.rpartition(".")[2] for row in write_docs.rows(kind)} - {"<slug>", "<topic>"} == names


def test_the_examples_together_are_a_guide_without_problems(library_of: Loader) -> None:
    files = {f"{kind}/{write_docs.EXAMPLE_SLUGS[kind]}.yaml": text for kind, text in write_docs.EXAMPLES.items()}
    library, problems = library_of(files)
    assert problems == []
    assert set(library.roles) == {"key-account-manager"}


def test_every_example_stands_in_the_readme() -> None:
    shown = blocks(write_docs.README, "yaml")
    assert [block.partition("\n")[2] for block in shown] == [
        write_docs.EXAMPLES[kind] for kind in KINDS if kind in write_docs.EXAMPLES
    ]


# commands


def test_the_readme_shows_commands() -> None:
    assert OURS != []


@pytest.mark.parametrize("words", [*OURS, *(shlex.split(line)[1:] for line in INLINE)], ids=" ".join)
def test_a_command_that_is_shown_exists_with_its_options(words: list[str]) -> None:
    if words[0].startswith("-"):
        names = [option for parameter in main.params for option in parameter.opts]
        assert words[0] in [*names, "--help", "-h"]
        return
    assert words[0] in COMMANDS
    command = main.get_command(click.Context(main), words[0])
    if isinstance(command, click.Group) and len(words) > 1:
        command = command.commands.get(words[1], command)
    assert command is not None
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    used = {
        word.partition("=")[0].strip("[]") for word in words[1:] if word.lstrip("[").startswith("-") and word != "-"
    }
    assert used <= {*known, "--help"}


@pytest.mark.parametrize("words", OURS, ids=" ".join)
def test_a_command_that_is_shown_is_used_rightly(words: list[str]) -> None:
    """Parsed, not run: a wrong value or a missing argument would be refused here."""
    name, *arguments = words
    command = main.get_command(click.Context(main), name)
    assert command is not None
    command.make_context(name, arguments, parent=click.Context(main, **main.context_settings))


@pytest.mark.parametrize("path", [path for path in READMES if "kamguide" in read(path)], ids=relative)
def test_make_targets_that_are_named_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):", read(ROOT / "Makefile"), re.MULTILINE))
    named = {words[1] for origin, words in LINES if origin == path and words[0] == "make"}
    named |= set(re.findall(r"`make ([a-z][\w-]*)`", read(path)))
    assert named <= targets


def test_modules_that_are_run_exist() -> None:
    text = "\n".join(read(path) for path in [*READMES, ROOT / "Makefile"])
    modules = set(re.findall(r"-m ((?:kamguide|tests)[\w.]*)", text))
    assert {
        name for name in modules if not (ROOT / f"{name.replace('.', '/')}.py").is_file() and not (ROOT / name).is_dir()
    } == set()


def test_addresses_of_the_site_that_are_shown_exist(app: Flask) -> None:
    addresses = app.url_map.bind("127.0.0.1:8000")
    shown = {url for path in READMES for url in re.findall(r"http://127\.0\.0\.1:8000(/[^\s\"'`)]*)", read(path))}
    wrong = set()
    for url in shown:
        try:
            addresses.match(urlsplit(url).path)
        except HTTPException:
            wrong.add(url)
    assert wrong == set()


# settings


def test_the_settings_table_gives_settings_that_exist_with_their_defaults() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \|.*\| (?:`([^`]*)`|none) \|$", read(ROOT / "README.md"), re.MULTILINE)
    defaults = {name: str(default).lower() for name, default in asdict(Settings()).items()}
    assert rows != []
    assert dict(rows) == {name: defaults.get(name) for name, _ in rows}


def test_the_example_settings_are_accepted(tmp_path: Path) -> None:
    example = "\n".join(blocks(ROOT / "README.md", "toml"))
    (tmp_path / "kamguide.toml").write_text(example, encoding="utf-8")
    assert read_settings(tmp_path, {}) != Settings()


# links


@pytest.mark.parametrize("path", READMES, ids=relative)
def test_every_file_that_is_linked_exists(path: Path) -> None:
    targets = [link.partition("#")[0] for link in LINK.findall(read(path)) if not urlsplit(link).scheme]
    assert [target for target in targets if target and not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", READMES, ids=relative)
def test_every_heading_that_is_linked_exists(path: Path) -> None:
    wrong = []
    for link in LINK.findall(read(path)):
        file, _, fragment = link.partition("#")
        target = path.parent / file if file else path
        if fragment and not urlsplit(link).scheme and target.suffix == ".md":
            taken: set[str] = set()
            headings = {heading_id(words, taken) for words in re.findall(r"^#+ (.+)$", read(target), re.MULTILINE)}
            if fragment not in headings:
                wrong.append(link)
    assert wrong == []


def test_the_readme_leads_to_the_readmes_of_the_folders() -> None:
    linked = {(ROOT / link).resolve() for link in LINK.findall(read(ROOT / "README.md")) if not urlsplit(link).scheme}
    assert {ROOT / "content" / "README.md", ROOT / "kamguide" / "README.md"} <= linked
