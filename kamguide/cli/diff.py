"""``kamguide diff``: what a company changes, what changed below it, and which file and line says so."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kamguide.cli.options import chosen_language, chosen_site, language_option, site_option
from kamguide.errors import NotFoundError, WrongUseError
from kamguide.guide import laying_of
from kamguide.language import translate
from kamguide.library.diff import NOTHING, Difference, Recorded, Value, accepted, field_of
from kamguide.library.nearest import did_you_mean, nearest
from kamguide.model.text import Language
from kamguide.plugins.recorded import FILE, recorded_text
from kamguide.plugins.variants import Laid, shown
from kamguide.problems import Place
from kamguide.settings import read_settings
from kamguide.titles import DIFF_STATUSES, DIFF_VALUES


@click.command("diff")
@click.argument("company")
@click.argument("role", required=False)
@click.option("--field", "name", help="One field of ROLE, such as skills.negotiation.level.")
@click.option("--accept", is_flag=True, help="You have looked (at ROLE): bring base.yaml up to date.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@site_option
@language_option
def command(
    company: str,
    role: str | None,
    *,
    name: str | None,
    accept: bool,
    as_json: bool,
    site: Path | None,
    language: Language | None,
) -> None:
    """Tell what COMPANY changes (in ROLE): the shared value when last looked at, the shared value now, its own.

    Exit 0: nothing to look at; 1: a field changed below where the company changes it too; 2: wrong use.
    """
    laid = found(company, chosen_site(site))
    if name is not None:
        if role is None:
            raise WrongUseError("--field needs a ROLE")
        _tell_field(laid, role, name, as_json)
        return
    if role is not None:
        _refuse_unknown(laid, role)
    if accept:
        record: Recorded = accepted(laid.differences)
        if role is not None:
            key = ("roles", role)
            record = {**laid.folder.recorded, key: record.get(key, {})}
        (laid.folder.origin.root / FILE).write_text(recorded_text(company, record), "utf-8")
    chosen = [one for one in laid.differences.fields if role is None or one.key == ("roles", role)]
    conflicts = [] if accept else [one for one in chosen if one.conflict]
    if as_json:
        tree = {"company": company, "fields": [as_tree(one) for one in chosen], "conflicts": len(conflicts)}
        click.echo(json.dumps(tree, ensure_ascii=False, indent=2))
    elif accept:
        click.echo(f"{laid.folder.origin.prefix}{FILE}")
    else:
        _tell(chosen, chosen_language(language))
    sys.exit(1 if conflicts else 0)


def found(company: str, site: Path | None) -> Laid:
    """The company with its documents.

    :raises NotFoundError: there is none of that name, or it is broken.
    """
    laying = laying_of(site, read_settings(site))
    if company not in laying.folders:
        raise NotFoundError(
            "no company '%(name)s'%(hint)s", nearest(company, laying.folders), "companies",
            name=company, hint=did_you_mean(company, laying.folders),
        )  # fmt: skip
    laid = laying.laid(company)
    if laid is None:
        raise NotFoundError("the company '%(name)s' is left out: see kamguide check", name=company)
    return laid


def _refuse_unknown(laid: Laid, role: str) -> None:
    """:raises NotFoundError: the company's guide knows no such role."""
    roles = laid.stack.library.roles
    if role not in roles:
        raise NotFoundError(
            "no role '%(name)s'%(hint)s", nearest(role, roles), "roles", name=role, hint=did_you_mean(role, roles)
        )


def _tell(differences: Sequence[Difference], language: Language) -> None:
    for one in differences:
        place = f"{one.place.file}:{one.place.line}:{one.place.column}"
        click.echo(f"{place}: {shown(one)}: {translate(DIFF_STATUSES[one.status], language)}")
        for label, value in (("then", one.then), ("now", one.now), ("ours", one.ours)):
            click.echo(f"  {translate(DIFF_VALUES[label], language)}: {told(value)}")


def told(value: Value) -> str:
    """A value on one line; a dash where there is none."""
    return "-" if value is NOTHING else json.dumps(value, ensure_ascii=False)


def as_tree(one: Difference) -> dict[str, object]:
    """A difference as JSON; a value that is not there is left out."""
    kind, slug = one.key
    values = {"then": one.then, "now": one.now, "ours": one.ours}
    return {
        "kind": kind,
        "slug": slug,
        "field": one.name,
        "status": one.status,
        "conflict": one.conflict,
        **{name: value for name, value in values.items() if value is not NOTHING},
        **_place(one.place),
    }


def _place(place: Place) -> dict[str, object]:
    return {"layer": place.layer, "file": place.file, "line": place.line, "column": place.column}


def _tell_field(laid: Laid, role: str, name: str, as_json: bool) -> None:
    """One field, whoever says it: the shared value then and now, the value here, and the file and line of each."""
    _refuse_unknown(laid, role)
    path = tuple(name.split("."))
    key = ("roles", role)
    here, place = field_of(laid.stack.documents[key], path)
    below = laid.below.documents.get(key)
    now, now_place = field_of(below, path) if below is not None else (NOTHING, None)
    if here is NOTHING and now is NOTHING:
        raise NotFoundError("%(role)s has no field '%(name)s'", role=role, name=name)
    recorded = laid.folder.recorded.get(key, {})
    then = recorded.get(path, now)
    values = {"then": then, "now": now, "ours": here}
    if as_json:
        tree: dict[str, object] = {name: value for name, value in values.items() if value is not NOTHING}
        tree |= {"field": name, **_place(place)}
        if now_place is not None:
            tree["shared"] = _place(now_place)
        click.echo(json.dumps(tree, ensure_ascii=False, indent=2))
        return
    click.echo(f"{place.file}:{place.line}:{place.column}: {place.layer}: {told(here)}")
    if now_place is not None and now_place != place:
        click.echo(f"{now_place.file}:{now_place.line}:{now_place.column}: {now_place.layer}: {told(now)}")
    if then != now:
        click.echo(f"{laid.folder.origin.prefix}{FILE}: {told(then)}")
