"""Actions that a person and a mentor agree on, as a form changes them; the same from both sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kamguide.assessment.actions import Actions, Side
from kamguide.errors import WrongUseError
from kamguide.store.errors import ChangedMeanwhileError
from kamguide.store.kept import Writing

_TRIES = 5
"""How often a change is made anew because the other side saved before."""
_NUMBER = 9
"""Digits that a number in a form may have."""

Save = Callable[[str, int], Writing | None]
"""Keeps a text in the place of a version; None: the link opens nothing any more."""


def kept_actions(writing: Writing | None) -> Actions:
    """What stands under a link."""
    return Actions.from_text(writing.text) if writing is not None and writing.text else Actions()


def change(form: Mapping[str, str], side: Side, writing: Writing | None, save: Save) -> bool:
    """Make one change that a form asks for; whether the link still opens.

    Where the other side has saved meanwhile, the change is made in what stands there now.

    :raises WrongUseError: the form asks for nothing that there is, or for too much.
    :raises ChangedMeanwhileError: the other side saves all the time.
    """
    there, version = kept_actions(writing), writing.version if writing is not None else 0
    for attempt in range(_TRIES):
        try:
            return save(_changed(form, side, there).to_text(), version) is not None
        except ChangedMeanwhileError as error:
            if attempt == _TRIES - 1:
                raise
            there, version = Actions.from_text(error.kept.text), error.kept.version
    return False


def _changed(form: Mapping[str, str], side: Side, there: Actions) -> Actions:
    asked, number = form.get("do", ""), number_of(form.get("action", ""))
    match asked:
        case "propose":
            return there.proposed(form.get("text", ""), side)
        case "agree":
            return there.agreed(number, side)
        case "done" | "undone":
            return there.done(number, done=asked == "done")
        case "remove":
            return there.without(number)
    raise WrongUseError("This form asks for nothing that can be done here.")


def number_of(typed: str) -> int:
    """The number that a form sends; 0 where it is none, which nothing has."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _NUMBER else 0
