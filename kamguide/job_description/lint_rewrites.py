"""What to write instead of a Hindi verb that shows a gender: the work, a request, the team that does it."""

from __future__ import annotations

from kamguide.job_description.lint_text import fold
from kamguide.job_description.lint_verbs import Form, Verbs

VERB, YOU, WE = "gendered-verb", "gendered-you", "gendered-we"
_LOOKING = frozenset(map(fold, ("खोज", "ढूँढ", "देख", "चाह")))
"""Verbs of looking for somebody: हमें … चाहिए says the same."""


def rewrites(verbs: Verbs, rule: str, form: Form, stem: str, *, bare: bool) -> tuple[str, ...]:
    """What to write instead of a verb that shows a gender, by the rule that it breaks.

    :param stem: of the verb that says what is done.
    :param bare: whether the form is of a light verb after that stem: कर चुका.
    """
    light = form.stem if bare else ""
    if rule == WE:
        return _of_we(verbs, form, stem, light)
    if light == "चुक":
        return (f"{verbs.infinitive(stem)[:-1]}े का अनुभव",)
    if light in ("सक", "पा"):
        able = f"{verbs.spelt.get(stem, stem)} पाना"
        return (verbs.request(stem),) if form.gender == "p" else (able,)
    return (verbs.infinitive(stem), verbs.request(stem))


def _of_we(verbs: Verbs, form: Form, stem: str, light: str) -> tuple[str, ...]:
    spelt = verbs.spelt.get(stem, stem)
    if form.kind == "future":
        return (f"हमारी टीम … {verbs.coming(stem)}",)
    ours = f"हमारी टीम … {spelt} रही है" if light == "रह" else f"हमारी टीम … {verbs.habit(stem)} है"
    return (ours, "हमें … चाहिए") if stem in _LOOKING else (ours,)
