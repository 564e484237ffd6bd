"""The matrix as the rows of a spreadsheet: one row per skill, three columns per role, safe to open and to read back.

Texts that a spreadsheet would take for a formula get an apostrophe in front; reading takes it off again.
"""

from __future__ import annotations

from collections.abc import Sequence

from kamguide.model.text import Language
from kamguide.render.markdown import plain
from kamguide.render.spreadsheets import clean
from kamguide.skills_matrix.matrix import Matrix

Value = str | int | None
SKILL, NAME, GROUP = "skill", "name", "group"
LEVEL, IMPORTANCE, RELATION = "level", "importance", "relation"
FACTS = (LEVEL, IMPORTANCE, RELATION)
"""What stands of each role in three columns, headed ``role: fact``."""
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def rows(matrix: Matrix, language: Language) -> list[list[Value]]:
    """The header and a row for each skill. An empty cell: the role does not require the skill."""
    head: list[Value] = [SKILL, NAME, GROUP]
    head += [column(role.slug, fact) for role in matrix.roles for fact in FACTS]
    return [
        head,
        *([*_begin(matrix, number, language), *_needs(matrix, number)] for number in range(len(matrix.skills))),
    ]


def column(role: str, fact: str) -> str:
    """The heading of a column."""
    return f"{role}: {fact}"


def _begin(matrix: Matrix, number: int, language: Language) -> list[Value]:
    skill = matrix.skills[number]
    return [skill.slug, guarded(clean(plain(skill.label.to(language)))), skill.group]


def _needs(matrix: Matrix, number: int) -> Sequence[Value]:
    cells: list[Value] = []
    for role in matrix.roles:
        need = matrix.need(role, matrix.skills[number])
        cells += [need.level, need.importance, need.relation] if need else [None, None, None]
    return cells


def guarded(text: str) -> str:
    """The text with an apostrophe where a spreadsheet would calculate it, or where it begins with one."""
    return f"'{text}" if text.lstrip(" ").startswith((*_RISKY, "'")) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text
