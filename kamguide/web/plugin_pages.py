"""The pages of plugins: tried on an application of their own first, then registered; what does not fit is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, Flask
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from kamguide.guide import Guide
from kamguide.hookspecs import Pages
from kamguide.model.text import Text
from kamguide.plugins.host import Plugin, RefusedError, line_of, listed
from kamguide.problems import in_order

HOOK = "kamguide_pages"
Brought = Sequence[tuple[Plugin, Sequence[Pages]]]
_COMPANIES = "c"
"""What the addresses of companies begin with."""


@dataclass(frozen=True, slots=True)
class PluginPages:
    """What plugins have added: endpoints that need nothing but a language, and the links that lead to pages."""

    plain: tuple[str, ...] = ()
    links: tuple[tuple[str, Text], ...] = ()


class SpoiledError(Exception):
    """A plugin failed halfway through registering: the application must be made anew, without it."""


def brought(guide: Guide) -> Brought:
    """What every plugin answers when it is asked for pages."""
    return guide.found.host.answers(HOOK, _pages)


def _pages(answer: object) -> list[Pages]:
    found = [one if isinstance(one, Pages) else Pages(one) for one in listed(answer, HOOK)]
    for one in found:
        if not isinstance(one.blueprint, Blueprint):
            raise RefusedError(f"{HOOK} returned {type(one.blueprint).__name__}, which is no Blueprint")
        if one.label is not None and not isinstance(one.label, Text):
            raise RefusedError(f"{HOOK} returned Pages whose label is no Text")
    return found


def registered(app: Flask, guide: Guide, prefix: str, pages: Brought) -> tuple[Guide, PluginPages]:
    """Registers the blueprints of all plugins that work under the prefix.

    :returns: the guide with what had to be left out, and what there is now.
    :raises SpoiledError: one failed that had passed its trial.
    """
    host = guide.found.host
    links: list[tuple[str, Text]] = []
    before = set(app.view_functions)
    for plugin, own in pages:
        place = line_of(plugin, HOOK)
        if plugin.problem is None:
            host.run(plugin, _try, app, own, prefix, place=place)
        if plugin.problem is None:
            host.run(plugin, _register, app, own, prefix, place=place)
            if plugin.problem is not None:
                raise SpoiledError
            links += [(found, one.label) for one in own if one.label and (found := _first(app, one))]
    told = {(problem.code, problem.place) for problem in guide.problems}
    fresh = [problem for problem in host.problems if (problem.code, problem.place) not in told]
    new = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in before and "GET" in (rule.methods or ())]
    plain = tuple(sorted(rule.endpoint for rule in new if rule.arguments == {"language"}))
    problems = tuple(in_order([*guide.problems, *fresh]))
    return replace(guide, problems=problems), PluginPages(plain, tuple(links))


def _register(app: Flask, pages: Sequence[Pages], prefix: str) -> None:
    for one in pages:
        blueprint = one.blueprint
        assert isinstance(blueprint, Blueprint)  # noqa: S101 - looked at when it was brought
        app.register_blueprint(blueprint, url_prefix=prefix + (blueprint.url_prefix or ""))


def _first(app: Flask, pages: Pages) -> str:
    """The first page of a blueprint that needs nothing but a language."""
    begins = f"{getattr(pages.blueprint, 'name', '')}."
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(begins)]
    return next((rule.endpoint for rule in rules if rule.arguments == {"language"}), "")


def _try(app: Flask, pages: Sequence[Pages], prefix: str) -> None:
    """Registers on an application that nobody serves.

    :raises RefusedError: the pages reach beyond their own addresses, or one of these is taken.
    """
    trial = Flask("trial", static_folder=None)
    before = _reach(trial)
    for one in pages:
        name = getattr(one.blueprint, "name", "")
        if name in app.blueprints or name in trial.blueprints:
            raise RefusedError(f"the name '{name}' is taken")
        _register(trial, [one], prefix)
    if _reach(trial) != before:
        raise RefusedError("its pages bring functions for all pages; they may bring some for themselves only")
    taken = {_form(rule.rule) for rule in app.url_map.iter_rules()}
    for rule in trial.url_map.iter_rules():
        _refuse(app, rule, prefix, taken)
        taken.add(_form(rule.rule))


def _reach(app: Flask) -> tuple[int, ...]:
    """How many functions an application runs for all of its pages."""
    tables = (
        app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs, app.url_value_preprocessors,
        app.url_default_functions, app.template_context_processors,
    )  # fmt: skip
    everywhere = [len(table.get(None, ())) for table in tables]
    handlers = sum(len(found) for found in app.error_handler_spec.get(None, {}).values())
    return (*everywhere, handlers, len(app.teardown_appcontext_funcs))


def _form(rule: str) -> str:
    """A rule with what may stand in it left open: two that differ in names only answer the same addresses."""
    return re.sub(r"<[^>]*>", "<>", rule).rstrip("/")


def _refuse(app: Flask, rule: Rule, prefix: str, taken: set[str]) -> None:
    """:raises RefusedError: the rule stands outside the prefix, below companies, or where a page stands already."""
    if not rule.rule.startswith(f"{prefix}/") or rule.host or rule.subdomain:
        raise RefusedError(f"the address {rule.rule} does not begin with the language")
    path = rule.rule.removeprefix(prefix)
    first = path.split("/")[1]
    if first == _COMPANIES or "<" in first:
        raise RefusedError(f"the address {path} must begin with a name of its own, other than /{_COMPANIES}")
    if _form(rule.rule) in taken or _answered(app, "/en" + re.sub(r"<[^>]*>", "1", path)):
        raise RefusedError(f"the address {path} is taken")


def _answered(app: Flask, path: str) -> bool:
    try:
        app.url_map.bind("localhost").match(path)
    except NotFound:
        return False
    except Exception:  # a redirect, or another method: something stands there
        return True
    return True
