"""A changed spreadsheet as a proposal: an overlay of what it changes, and every cell that is not taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from kamguide.errors import RefusedFileError
from kamguide.library.library import Library
from kamguide.library.nearest import did_you_mean
from kamguide.model.claim import Relation, Requirement
from kamguide.model.skill import Skill
from kamguide.model.text import LANGUAGES
from kamguide.problems import Fact, Message
from kamguide.render.markdown import plain
from kamguide.render.spreadsheets import Cell, Value, name_of
from kamguide.skills_matrix.sheet import FACTS, GROUP, IMPORTANCE, LEVEL, NAME, RELATION, SKILL, column, unguarded
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
    unread: list[Message] = field(default_factory=list)
    """What the sheet does not hold, or what of the file is not read: it stays as it is."""

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


def propose(rows: Sequence[Sequence[Cell]], library: Library, *, remove_absent: bool = False) -> Proposal:
    """What a sheet changes against a library. What has no row, column or cell in it stays as it is, and is told.

    :param remove_absent: a skill without a row is taken out of the roles of the sheet, if every row was understood.
    :raises RefusedFileError: the first row does not name the skills' column and at least one role's level.
    """
    proposal = Proposal()
    head = rows[0] if rows else ()
    words = [_word(cell) for cell in head]
    columns = _columns(head, library, proposal)
    if SKILL not in words:
        raise RefusedFileError("The first row has no column “%(name)s”.", name=SKILL)
    if not columns:
        raise RefusedFileError("The first row names no role: write “%(name)s”.", name="account-manager: level")
    place = words.index(SKILL)
    seen: set[str] = set()
    for number, row in enumerate(rows[1:], start=2):
        if all(cell.value in (None, "") for cell in row):
            continue
        first = row[place] if place < len(row) else Cell(name_of(number, place + 1), None)
        skill = _word(first)
        if first.fault or skill not in library.skills:
            hint = did_you_mean(skill, library.skills) if skill else ""
            proposal.reject(first, "no skill '%(name)s'%(hint)s", name=visible(skill), hint=hint)
        elif skill in seen:
            proposal.reject(first, "the skill '%(name)s' stands in an earlier row too", name=skill)
        else:
            seen.add(skill)
            _beside(row, words, library.skills[skill], proposal)
            _row(row, number, skill, columns, library=library, proposal=proposal)
    _absent(seen, columns, library, proposal, remove_absent)
    return proposal


def _word(cell: Cell) -> str:
    return unguarded(str(cell.value).strip()) if cell.value is not None else ""


def _columns(head: Sequence[Cell], library: Library, proposal: Proposal) -> dict[str, dict[str, int]]:
    """For each role whose levels are there the place of each of its facts; other columns are noted."""
    found: dict[str, dict[str, int]] = {}
    others: set[str] = set()
    for number, cell in enumerate(head):
        word = _word(cell)
        role, parted, fact = (part.strip() for part in word.partition(":"))
        if not parted:
            if word in others:
                proposal.reject(cell, "the column '%(name)s' stands further left too", name=word)
            elif word and word not in (SKILL, NAME, GROUP):
                hint = did_you_mean(word, (SKILL, NAME, GROUP))
                proposal.reject(cell, "'%(name)s' is no column of the matrix%(hint)s", name=visible(word), hint=hint)
            others.add(word or f"empty {number}")
        elif role not in library.roles:
            proposal.reject(
                cell, "no role '%(name)s'%(hint)s", name=visible(role), hint=did_you_mean(role, library.roles)
            )
        elif fact not in FACTS:
            hint = did_you_mean(fact, FACTS)
            proposal.reject(cell, "'%(name)s' is no fact of a skill%(hint)s", name=visible(fact), hint=hint)
        elif fact in found.setdefault(role, {}):
            proposal.reject(cell, "the column '%(name)s' stands further left too", name=word)
        else:
            found[role][fact] = number
    for role, places in found.items():
        if LEVEL not in places:
            for number in places.values():
                proposal.reject(head[number], "is not read without the column '%(name)s'", name=column(role, LEVEL))
    return {role: places for role, places in found.items() if LEVEL in places}


def _beside(row: Sequence[Cell], words: Sequence[str], skill: Skill, proposal: Proposal) -> None:
    """Note what stands in a row but changes nothing: another name or group, and cells under no heading."""
    known: dict[str, Collection[str]] = {
        NAME: {plain(skill.label.to(code)) for code in LANGUAGES},
        GROUP: {skill.group},
    }
    for number, cell in enumerate(row):
        word = words[number] if number < len(words) else ""
        if cell.value in (None, ""):
            continue
        if not word:
            proposal.reject(cell, "stands under no heading")
        elif word in known and words.index(word) == number and _word(cell) not in known[word]:
            proposal.reject(cell, "names and groups of skills are not changed here")


def _row(
    row: Sequence[Cell],
    number: int,
    skill: str,
    columns: Mapping[str, Mapping[str, int]],
    *,
    library: Library,
    proposal: Proposal,
) -> None:
    for role, places in columns.items():
        base = library.roles[role].skills.get(skill)
        if places[LEVEL] >= len(row):  # cut off, not emptied
            if base is not None:
                end = Cell(name_of(number, places[LEVEL] + 1), None)
                proposal.reject(end, "is not there: the row ends before it, and the skill stays as it is")
            continue
        cells = {fact: row[place] for fact, place in places.items() if place < len(row)}
        before = len(proposal.rejected)
        values = {fact: _fact(fact, cell, proposal) for fact, cell in cells.items()}
        wrong = [rejected.cell for rejected in proposal.rejected[before:]]
        if wrong:
            for fact, value in values.items():
                if value is not None and cells[fact].name not in wrong and value != getattr(base, fact, None):
                    proposal.reject(cells[fact], "is not taken as long as %(name)s is wrong", name=wrong[0])
        elif _whole(values, cells, base, proposal):
            change = _change(values, base)
            if change != {}:
                proposal.changes.setdefault(role, {})[skill] = change


_NAMED = 12
"""How many names a note lists."""


def _absent(
    seen: Collection[str],
    columns: Collection[str],
    library: Library,
    proposal: Proposal,
    remove: bool,
) -> None:
    """Note, or take out where that was asked for, what the roles of the sheet require and no row names."""
    skills = {skill for role in columns for skill in library.roles[role].skills if skill not in seen}
    if skills and remove and not proposal.rejected:
        for role in columns:
            for skill in sorted(skills.intersection(library.roles[role].skills)):
                proposal.changes.setdefault(role, {})[skill] = None
    elif skills:
        proposal.unread.append(Message("no row, so left as they are: %(names)s", {"names": _some(skills)}))
    roles = set(library.roles).difference(columns)
    if roles:
        proposal.unread.append(Message("no columns, so left as they are: %(names)s", {"names": _some(roles)}))


def _some(names: Collection[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(sorted(names)[:_NAMED]) + (f", +{more}" if more > 0 else "")


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
