"""``kamguide plugins``: which companies and plugins there are, which hooks they answer, and what is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from kamguide.cli.options import chosen_language, chosen_site, language_option, site_option
from kamguide.cli.trying import tried
from kamguide.guide import Guide, open_guide
from kamguide.language import render, translate
from kamguide.model.text import Language
from kamguide.plugins.folder import read_folder
from kamguide.settings import read_settings


def _n(text: str) -> str:
    """Mark a word for the catalogue."""
    return text


@click.command("plugins")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@site_option
@language_option
def command(as_json: bool, site: Path | None, language: Language | None) -> None:
    """Tell which companies and plugins are loaded, from where, which hooks they answer, and why one is left out."""
    where = chosen_site(site)
    shown = chosen_language(language)
    rows = list(listed(tried(open_guide(where, read_settings(where))), shown))
    if as_json:
        click.echo(json.dumps({"plugins": rows}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(_as_line(row, shown))
    if not rows:
        click.echo(translate("There are no companies and no plugins here.", shown))


_WORDS = {
    "company": _n("company"),
    "company with code": _n("company with code"),
    "code": _n("code"),
    "private": _n("private"),
    "listed": _n("listed"),
}


def _as_line(row: dict[str, object], language: Language) -> str:
    """A row as a sentence. Where a company stands and only its code does not, it is the code that is left out."""
    told = [translate(_WORDS[str(row[name])], language) for name in ("kind", "visibility") if row[name]]
    hooks = row["hooks"]
    if isinstance(hooks, list) and hooks:
        told.append(translate(_n("answers %(hooks)s"), language) % {"hooks": ", ".join(hooks)})
    if row["left_out"]:
        words = _n("its code is left out: %(reason)s") if row["visibility"] else _n("left out: %(reason)s")
        told.append(translate(words, language) % {"reason": row["left_out"]})
    return f"{row['name']} ({row['file']}): {'; '.join(told)}"


def listed(guide: Guide, language: Language) -> Iterator[dict[str, object]]:
    """A row for each company and each plugin with code: name, file, kind, visibility, hooks, why it is left out."""
    code = {plugin.place.layer: plugin for plugin in guide.found.host.plugins}
    shown = set()
    for origin in guide.found.companies:
        variant = guide.companies.get(origin.slug)
        plugin = code.get(origin.slug)
        shown.add(origin.slug)
        folder = read_folder(origin)
        reason = plugin.problem if plugin is not None else None
        if variant is None:
            reason = next((p for p in guide.problems if p.place.file.startswith(origin.prefix)), reason)
        yield {
            "name": origin.slug,
            "file": folder.manifest.file,
            "kind": "company" if plugin is None else "company with code",
            "visibility": variant.company.visibility if variant is not None else "",
            "hooks": list(plugin.hooks) if plugin is not None else [],
            "left_out": render(reason.sentence, language) if reason is not None else "",
        }
    for name, plugin in code.items():
        if name not in shown:
            yield {
                "name": plugin.name,
                "file": plugin.place.file,
                "kind": "code",
                "visibility": "",
                "hooks": list(plugin.hooks),
                "left_out": render(plugin.problem.sentence, language) if plugin.problem is not None else "",
            }
