"""The pages of plugins: tried on an application of their own first, then registered; what does not fit is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, Flask

from kamguide.guide import Guide
from kamguide.plugins.host import line_of
from kamguide.problems import in_order


def registered(app: Flask, guide: Guide, prefix: str) -> tuple[Guide, tuple[str, ...]]:
    """Registers the blueprints of all plugins under the prefix.

    :returns: the guide with what had to be left out, and the endpoints of pages that need nothing but a language.
    """
    before = set(app.view_functions)
    host = guide.found.host
    for plugin, answer in host.answers("kamguide_pages", Iterable):
        blueprints = list(answer)
        refusal = host.run(plugin, _refusal, app, blueprints, prefix) if blueprints else ""
        if plugin.problem is None and refusal:
            host.leave_out(plugin, refusal, line_of(plugin, "kamguide_pages"))
        if plugin.problem is None:
            for blueprint in blueprints:
                app.register_blueprint(blueprint, url_prefix=prefix)
    told = {(problem.code, problem.place) for problem in guide.problems}
    fresh = [problem for problem in host.problems if (problem.code, problem.place) not in told]
    new = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in before and "GET" in (rule.methods or ())]
    plain = tuple(sorted(rule.endpoint for rule in new if rule.arguments == {"language"}))
    return replace(guide, problems=tuple(in_order([*guide.problems, *fresh]))), plain


def _refusal(app: Flask, blueprints: list[object], prefix: str) -> str:
    """Why blueprints cannot be registered; nothing where they can."""
    taken = {rule.rule for rule in app.url_map.iter_rules()}
    for blueprint in blueprints:
        if not isinstance(blueprint, Blueprint):
            return f"kamguide_pages returned {type(blueprint).__name__}, which is no Blueprint"
        if blueprint.name in app.blueprints:
            return f"the name '{blueprint.name}' is taken"
        trial = Flask("trial", static_folder=None)
        trial.register_blueprint(blueprint, url_prefix=prefix)
        for rule in trial.url_map.iter_rules():
            if rule.rule in taken:
                return f"the address {rule.rule.removeprefix(prefix)} is taken"
            taken.add(rule.rule)
    return ""
