"""A changed spreadsheet as a proposal: an overlay of what it changes, and every cell that is not taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from kamguide.errors import RefusedFileError
from kamguide.library.library import Library
from kamguide.library.nearest import did_you_mean
from kamguide.model.claim import Relation, Requirement
from kamguide.problems import Fact, Message
from kamguide.render.spreadsheets import Cell, Value, unguarded
from kamguide.skills_matrix.sheet import FACTS, IMPORTANCE, LEVEL, RELATION, SKILL
from kamguide.sources.characters import visible

_RANGES = {LEVEL: (0, 4), IMPORTANCE: (1, 5)}
_WORDS = {LEVEL: Message("level"), IMPORTANCE: Message("importance"), RELATION: Message("relation")}
_RELATIONS: tuple[Relation, ...] = get_args(Relation)

Fields = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A cell that is not taken, and why."""

    cell: str
    reason: Message


@dataclass
class Proposal:
    """What a sheet changes: role -> skill -> its changed fields, None where the skill goes; and what is not taken."""

    changes: dict[str, dict[str, Fields | None]] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)

    def reject(self, cell: Cell, text: str, **facts: Fact) -> None:
        """Note a cell that is not taken."""
        self.rejected.append(Rejected(cell.name, Message(text, facts)))

    def files(self) -> Iterator[tuple[str, str]]:
        """The overlay: path below the content folder, and text, of each role that changes."""
        for role, skills in sorted(self.changes.items()):
            lines = [f"  {skill}: {_flow(fields)}" for skill, fields in sorted(skills.items())]
            yield f"roles/{role}.yaml", "\n".join(["skills:", *lines, ""])


def _flow(fields: Fields | None) -> str:
    return "null" if fields is None else "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


def propose(rows: Sequence[Sequence[Cell]], library: Library) -> Proposal:
    """What a sheet changes against a library.

    :raises RefusedFileError: the first row does not name the skills' column and at least one role's level.
    """
    proposal = Proposal()
    head = rows[0] if rows else ()
    columns = _columns(head, library, proposal)
    if SKILL not in [_word(cell) for cell in head]:
        raise RefusedFileError("The first row has no column “%(name)s”.", name=SKILL)
    if not any(LEVEL in facts for facts in columns.values()):
        raise RefusedFileError("The first row names no role: write “%(name)s”.", name="account-manager: level")
    place = [_word(cell) for cell in head].index(SKILL)
    seen: set[str] = set()
    for row in rows[1:]:
        if all(cell.value in (None, "") for cell in row):
            continue
        first = row[place] if place < len(row) else Cell(row[0].name, None)
        skill = _word(first)
        if first.fault or skill not in library.skills:
            hint = did_you_mean(skill, library.skills) if skill else ""
            proposal.reject(first, "no skill '%(name)s'%(hint)s", name=visible(skill), hint=hint)
        elif skill in seen:
            proposal.reject(first, "the skill '%(name)s' stands in an earlier row too", name=skill)
        else:
            seen.add(skill)
            _row(row, skill, columns, library, proposal)
    return proposal


def _word(cell: Cell) -> str:
    return unguarded(str(cell.value).strip()) if cell.value is not None else ""


def _columns(head: Sequence[Cell], library: Library, proposal: Proposal) -> dict[str, dict[str, int]]:
    """For each role the place of each of its facts."""
    found: dict[str, dict[str, int]] = {}
    for number, cell in enumerate(head):
        role, parted, fact = (part.strip() for part in _word(cell).partition(":"))
        if not parted:
            continue
        if role not in library.roles:
            proposal.reject(
                cell, "no role '%(name)s'%(hint)s", name=visible(role), hint=did_you_mean(role, library.roles)
            )
        elif fact not in FACTS:
            hint = did_you_mean(fact, FACTS)
            proposal.reject(cell, "'%(name)s' is no fact of a skill%(hint)s", name=visible(fact), hint=hint)
        elif fact in found.setdefault(role, {}):
            proposal.reject(cell, "the column '%(name)s' stands further left too", name=_word(cell))
        else:
            found[role][fact] = number
    return found


def _row(
    row: Sequence[Cell], skill: str, columns: Mapping[str, Mapping[str, int]], library: Library, proposal: Proposal
) -> None:
    for role, places in columns.items():
        if LEVEL not in places:
            continue
        cells = {fact: row[number] if number < len(row) else Cell(row[0].name, None) for fact, number in places.items()}
        before = len(proposal.rejected)
        values = {fact: _fact(fact, cell, proposal) for fact, cell in cells.items()}
        if len(proposal.rejected) > before:
            continue
        base = library.roles[role].skills.get(skill)
        if not _whole(values, cells, base, proposal):
            continue
        change = _change(values, base)
        if change != {}:
            proposal.changes.setdefault(role, {})[skill] = change


def _fact(fact: str, cell: Cell, proposal: Proposal) -> str | int | None:  # noqa: PLR0911 - one for each fault
    """The value of a cell, None for an empty one; a wrong one is noted."""
    if cell.fault == "formula":
        proposal.reject(cell, "holds a formula: paste its value instead")
        return None
    if cell.fault:
        proposal.reject(cell, "holds the error %(name)s", name=visible(str(cell.value)))
        return None
    if cell.value is None or _word(cell) == "":
        return None
    if fact == RELATION:
        word = _word(cell).lower()
        if word in _RELATIONS:
            return word
        proposal.reject(cell, "'%(value)s' must be essential or optional", value=visible(_word(cell)))
        return None
    least, most = _RANGES[fact]
    number = _whole_number(cell.value)
    if number is not None and least <= number <= most:
        return number
    facts: dict[str, Fact] = {"name": _WORDS[fact], "least": least, "most": most, "value": visible(_word(cell))}
    proposal.reject(cell, "%(name)s must be a whole number from %(least)s to %(most)s, not '%(value)s'", **facts)
    return None


def _whole_number(value: Value) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str):
        word = unguarded(value.strip())
        return int(word) if word.isascii() and word.isdecimal() and len(word) == 1 else None
    return value


def _whole(
    values: Mapping[str, str | int | None], cells: Mapping[str, Cell], base: Requirement | None, proposal: Proposal
) -> bool:
    """Whether the facts of one role and skill make a whole; what is missing is noted."""
    others = [fact for fact in values if fact != LEVEL and values[fact] is not None]
    if values[LEVEL] is None:
        if others:
            proposal.reject(cells[others[0]], "stands without a level; empty all three to take the skill out")
        return not others
    missing = [fact for fact in (IMPORTANCE, RELATION) if values.get(fact) is None]
    if base is None and missing:
        proposal.reject(cells[LEVEL], "is new for the role and needs %(name)s too", name=_WORDS[missing[0]])
        return False
    return True


def _change(values: Mapping[str, str | int | None], base: Requirement | None) -> dict[str, str | int] | None:
    """The fields that differ; None to take the skill out; nothing where all is as it was."""
    if values[LEVEL] is None:
        return None if base is not None else {}
    given = {fact: value for fact, value in values.items() if value is not None}
    if base is None:
        return {**given, "basis": "estimate"}
    changed = {fact: value for fact, value in given.items() if getattr(base, fact) != value}
    if LEVEL in changed and base.basis == "sourced":
        changed["basis"] = "estimate"  # the source did not say this level
    return changed
