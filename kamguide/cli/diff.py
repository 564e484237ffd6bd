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
from kamguide.library.diff import NOTHING, Difference, Recorded, Value, accepted, field_of, then_of
from kamguide.library.loading import Key
from kamguide.library.nearest import did_you_mean, nearest
from kamguide.model.text import Language
from kamguide.plugins.recorded import FILE, pointed, write_recorded
from kamguide.plugins.variants import Laid, shown
from kamguide.problems import Place
from kamguide.settings import read_settings
from kamguide.titles import DIFF_STATUSES, DIFF_VALUES


@click.command("diff")
@click.argument("company")
@click.argument("what", metavar="[ROLE|KIND/SLUG]", required=False)
@click.option("--field", "name", help="One field of it, such as skills.negotiation.level or /skills/negotiation/level.")
@click.option("--accept", is_flag=True, help="You have looked (at ROLE): bring base.yaml up to date.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@site_option
@language_option
def command(
    company: str,
    what: str | None,
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
    if name is not None and what is None:
        raise WrongUseError("--field needs a ROLE, or KIND/SLUG such as skills/negotiation")
    if name is not None and accept:
        raise WrongUseError("--field tells of one field; --accept takes a whole ROLE: use one of the two")
    laid = found(company, chosen_site(site))
    key = _key(laid, what) if what is not None else None
    if name is not None and key is not None:
        _tell_field(laid, key, name, as_json)
        return
    if accept:
        _accept(laid, key)
    chosen = [one for one in laid.differences.fields if key is None or one.key == key]
    conflicts = [] if accept else [one for one in chosen if one.conflict]
    if as_json:
        tree = {"company": company, "fields": [as_tree(one) for one in chosen], "conflicts": len(conflicts)}
        click.echo(json.dumps(tree, ensure_ascii=False, indent=2))
    elif accept:
        click.echo(f"{laid.folder.origin.prefix}{FILE}")
    else:
        _tell(laid, chosen, chosen_language(language))
    sys.exit(1 if conflicts else 0)


def _accept(laid: Laid, key: Key | None) -> None:
    """Write base.yaml.

    :raises WrongUseError: a file is faulty: what it says would be taken out of base.yaml, and lost.
    :raises RefusedFileError: base.yaml cannot be written.
    """
    for fault in laid.faults:
        raise WrongUseError(
            "nothing was written, since what is faulty would be lost from base.yaml: %(file)s:%(line)s: %(sentence)s",
            file=fault.place.file, line=fault.place.line, sentence=fault.sentence,
        )  # fmt: skip
    record: Recorded = accepted(laid.differences)
    if key is not None:
        record = {**laid.folder.recorded, key: record.get(key, {})}
    write_recorded(laid.folder.origin.root, laid.folder.origin.slug, record)


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


def _key(laid: Laid, what: str) -> Key:
    """The document that is meant: a role's slug, or kind and slug.

    :raises NotFoundError: the company's guide knows no such document.
    """
    kind, slug = what.split("/", maxsplit=1) if "/" in what else ("roles", what)
    documents = {**laid.stack.documents, **dict.fromkeys(one.key for one in laid.differences.fields)}
    if (kind, slug) in documents:
        return kind, slug
    if "/" not in what:
        known = sorted(laid.stack.library.roles)
        hint = did_you_mean(slug, known)
        raise NotFoundError("no role '%(name)s'%(hint)s", nearest(slug, known), "roles", name=slug, hint=hint)
    known = sorted(f"{kind}/{slug}" for kind, slug in documents)
    hint = did_you_mean(what, known)
    raise NotFoundError("no document '%(name)s'%(hint)s", nearest(what, known), "documents", name=what, hint=hint)


def _tell(laid: Laid, differences: Sequence[Difference], language: Language) -> None:
    variant = laid.variant()
    for one in differences:
        below = {"below": variant.below(one.key).to(language)}
        place = f"{one.place.file}:{one.place.line}:{one.place.column}"
        click.echo(f"{place}: {shown(one)}: {translate(DIFF_STATUSES[one.status], language) % below}")
        for label, value in (("then", one.then), ("now", one.now), ("ours", one.ours)):
            click.echo(f"  {translate(DIFF_VALUES[label], language) % below}: {_short(told(value))}")


_SHOWN = 300
"""Characters of a value in a list of many; --field and --json tell all of it."""


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]} …"


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


def _tell_field(laid: Laid, key: Key, name: str, as_json: bool) -> None:
    """One field, whoever says it: the shared value then and now, the value here, and the file and line of each."""
    path = _path(name)
    held, below = laid.stack.documents.get(key), laid.beneath(key)
    here, place = field_of(held, path) if held is not None else (NOTHING, None)
    now, now_place = field_of(below, path) if below is not None else (NOTHING, None)
    then = then_of(laid.differences, key, path, now)
    if place is None or (here is NOTHING and now is NOTHING and then is NOTHING):
        raise NotFoundError("%(role)s has no field '%(name)s'", role="/".join(key), name=name)
    if as_json:
        values = {"then": then, "now": now, "ours": here}
        tree: dict[str, object] = {label: value for label, value in values.items() if value is not NOTHING}
        tree |= {"kind": key[0], "slug": key[1], "field": name, **_place(place)}
        if now_place is not None and now is not NOTHING:
            tree["shared"] = _place(now_place)
        click.echo(json.dumps(tree, ensure_ascii=False, indent=2))
        return
    click.echo(f"{place.file}:{place.line}:{place.column}: {place.layer}: {told(here)}")
    if now_place is not None and now is not NOTHING and now_place != place:
        click.echo(f"{now_place.file}:{now_place.line}:{now_place.column}: {now_place.layer}: {told(now)}")
    if then != now:
        click.echo(f"{laid.folder.origin.prefix}{FILE}: {told(then)}")


def _path(name: str) -> tuple[str, ...]:
    """The field meant: names with dots between them, or a JSON pointer, in which a name may hold dots itself."""
    path = pointed(name) if name.startswith("/") else tuple(name.split("."))
    if path is None or not name:
        raise WrongUseError("'%(name)s' names no field; write skills.negotiation.level", name=name)
    return path
