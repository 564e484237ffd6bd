"""The skills matrix: what stands in it, out to a spreadsheet and back, and what a changed sheet proposes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamguide.errors import NotFoundError, RefusedFileError
from kamguide.guide import Guide, packaged_site
from kamguide.language import render
from kamguide.library.layer import read_layer
from kamguide.library.library import Library
from kamguide.library.loading import load
from kamguide.model.text import LANGUAGES, Language
from kamguide.render.spreadsheets import Value, read, to_csv, to_xlsx
from kamguide.skills_matrix.matrix import matrix
from kamguide.skills_matrix.proposal import Proposal, propose
from kamguide.skills_matrix.sheet import FACTS, guarded, rows, unguarded
from kamguide.sources.folder import FolderSource
from kamguide.sources.memory import MemorySource
from tests.conftest import TODAY

Rows = list[list[Value]]
FORMS: dict[str, Callable[[Sequence[Sequence[Value]]], bytes]] = {
    "csv": to_csv,
    "xlsx": lambda table: to_xlsx(table, "matrix"),
}


def proposed(table: Sequence[Sequence[Value]], library: Library, form: str = "csv") -> Proposal:
    return propose(read(FORMS[form](table)).rows, library)


def sheet(guide: Guide, language: Language = "en") -> Rows:
    return [list(row) for row in rows(matrix(guide.library), language)]


def place(table: Rows, skill: str, column: str) -> tuple[int, int]:
    return [row[0] for row in table].index(skill), table[0].index(column)


# what stands in it


def test_every_requirement_stands_in_it_once(guide: Guide) -> None:
    told = [(role.slug, skill.slug, need) for role, skill, need in matrix(guide.library).cells()]
    wanted = [(role.slug, s, need) for role in guide.library.roles.values() for s, need in role.skills.items()]
    assert sorted(told, key=lambda cell: cell[:2]) == sorted(wanted, key=lambda cell: cell[:2])


def test_a_group_and_a_role_leave_out_the_others(guide: Guide) -> None:
    shown = matrix(guide.library, "coordination", ["sales-manager"])
    assert [role.slug for role in shown.roles] == ["sales-manager"]
    assert {skill.group for skill in shown.skills} == {"coordination"}
    assert {skill.slug for skill in shown.skills} <= set(guide.library.role("sales-manager").skills)


def test_pages_together_are_the_whole(guide: Guide) -> None:
    pages = [matrix(guide.library, limit=3, offset=offset) for offset in (0, 3)]
    assert [role.slug for page in pages for role in page.roles] == [r.slug for r in guide.library.roles_in_order]
    assert {page.total for page in pages} == {len(guide.library.roles)}


def test_an_unknown_role_is_told(guide: Guide) -> None:
    with pytest.raises(NotFoundError):
        matrix(guide.library, roles=["nobody"])


# out and back


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_out_and_back_changes_nothing(form: str, language: Language, guide: Guide) -> None:
    proposal = proposed(sheet(guide, language), guide.library, form)
    assert (proposal.changes, proposal.rejected) == ({}, [])


@pytest.mark.parametrize("form", FORMS)
def test_what_is_changed_is_proposed_and_nothing_else(form: str, guide: Guide) -> None:
    table = sheet(guide)
    row, column = place(table, "negotiation", "account-manager: level")
    table[row][column] = 4
    row, column = place(table, "coaching", "sales-manager: level")
    table[row][column : column + 3] = [None, None, None]
    row, column = place(table, "hiring", "account-manager: level")
    table[row][column : column + 3] = [1, 2, "Optional "]
    assert proposed(table, guide.library, form).changes == {
        "account-manager": {
            "negotiation": {"level": 4},
            "hiring": {"level": 1, "importance": 2, "relation": "optional", "basis": "estimate"},
        },
        "sales-manager": {"coaching": None},
    }


def test_the_proposal_is_an_overlay_that_makes_the_change(guide: Guide) -> None:
    table = sheet(guide)
    row, column = place(table, "negotiation", "account-manager: level")
    table[row][column] = 4
    row, column = place(table, "coaching", "sales-manager: level")
    table[row][column : column + 3] = [None, None, None]
    proposal = proposed(table, guide.library)
    shared, faults = read_layer(FolderSource(packaged_site() / "content"), "shared", "content/")
    company, more = read_layer(MemorySource(dict(proposal.files())), "acme", "acme/", overlay=True)
    library, problems = load([shared, company], TODAY)
    assert [*faults, *more, *problems] == []
    assert library.role("account-manager").skills["negotiation"].level == 4
    assert "coaching" not in library.role("sales-manager").skills
    assert proposed(table, library).changes == {}


def test_a_level_that_a_source_gave_becomes_our_estimate_when_it_is_changed(guide: Guide) -> None:
    role = guide.library.role("account-manager")
    sourced = role.skills["negotiation"].model_copy(update={"basis": "sourced", "sources": ("esco-1-1-1",)})
    changed = role.model_copy(update={"skills": {**role.skills, "negotiation": sourced}})
    library = replace(guide.library, roles={**guide.library.roles, role.slug: changed})
    table = sheet(guide)
    row, column = place(table, "negotiation", "account-manager: level")
    table[row][column] = 4
    assert proposed(table, library).changes == {"account-manager": {"negotiation": {"level": 4, "basis": "estimate"}}}


def test_levels_alone_are_enough_for_skills_that_the_role_has(guide: Guide) -> None:
    """Only the column of levels: what is not there stays as it is."""
    table: Rows = [["skill", "account-manager: level"], ["negotiation", "3"], ["communication", 2.0]]
    proposal = proposed(table, guide.library, "xlsx")
    base = guide.library.role("account-manager").skills
    assert proposal.rejected == []
    assert proposal.changes.get("account-manager", {}).keys() == {
        skill for skill, level in (("negotiation", 3), ("communication", 2)) if base[skill].level != level
    }


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_marks_between_cells_are_read_too(delimiter: str, guide: Guide) -> None:
    """Excel writes semicolons in much of Europe."""
    lines = to_csv(sheet(guide)).decode("utf-8-sig").replace(",", delimiter)
    proposal = propose(read(lines.encode()).rows, guide.library)
    assert (proposal.changes, proposal.rejected) == ({}, [])


# texts that a spreadsheet would calculate

RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "\0x", "＝1", "＋1", "－1", "＠x", " =1", "'=1", "''"]


@pytest.mark.parametrize("text", RISKY)
def test_a_risky_text_is_guarded_and_comes_back(text: str) -> None:
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text


@settings(derandomize=True, deadline=None)
@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["नेगोशिएशन", "Selling", "a=b", "3-4", ""])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("text", RISKY)
def test_no_name_becomes_a_formula_in_either_form(text: str, guide: Guide) -> None:
    skill = guide.library.skill("selling")
    named = skill.model_copy(update={"label": skill.label.model_copy(update={"en": text})})
    library = replace(guide.library, skills={**guide.library.skills, "selling": named})
    table = rows(matrix(library), "en")
    for cells in (read(to_csv(table)).rows, read(to_xlsx(table, "matrix")).rows):
        assert [cell.fault for line in cells for cell in line if cell.fault] == []
        assert not [c.value for line in cells for c in line if str(c.value).startswith(("=", "+", "-", "@", "＝"))]


@pytest.mark.parametrize("text", ["\x01=1+1", "\x1b@SUM(A1)", " \x00+1", "\x0b-1"])
def test_a_sign_behind_a_control_character_is_guarded_too(text: str, guide: Guide) -> None:
    """Control characters are taken out before the guard looks: else they would hide the sign until the file is made."""
    skill = guide.library.skill("selling")
    named = skill.model_copy(update={"label": skill.label.model_copy(update={"en": text})})
    library = replace(guide.library, skills={**guide.library.skills, "selling": named})
    for form, data in ((form, write(rows(matrix(library), "en"))) for form, write in FORMS.items()):
        names = [str(line[1].value) for line in read(data).rows if line[0].value == "selling"]
        assert len(names) == 1, form
        assert names[0].lstrip().startswith("'"), form


# what a sheet does not hold, and what is not read


def test_a_sheet_cut_short_takes_nothing_out(guide: Guide) -> None:
    """A CSV that ends in the middle: rows and cells that are not there are no wish to remove."""
    whole = to_csv(sheet(guide)).decode()
    for length in range(len(whole) // 3, len(whole), 97):
        data = whole[:length].rpartition(",")[0].encode()  # a number may be cut in two, and would be another
        proposal = propose(read(data).rows, guide.library)
        assert proposal.changes == {}, length
        assert proposal.unread != [] or proposal.rejected != [], length


def test_what_a_short_row_lacks_is_named_where_it_would_stand(guide: Guide) -> None:
    table = sheet(guide)
    row, column = place(table, "negotiation", "key-account-manager: level")
    table[row] = table[row][:column]
    proposal = proposed(table, guide.library)
    assert proposal.changes == {}
    assert proposal.rejected[0].cell == f"{'ABCDEFGHIJKLMNOPQRS'[column]}{row + 1}"
    assert "the row ends before it" in render(proposal.rejected[0].reason, "en")


def test_rows_and_columns_that_are_not_there_are_named(guide: Guide) -> None:
    table = rows(matrix(guide.library, "business", ["account-manager"]), "en")
    proposal = proposed(table, guide.library)
    told = [render(note, "en") for note in proposal.unread]
    assert (proposal.changes, proposal.rejected) == ({}, [])
    assert "customer-service" in told[0] or "+" in told[0]
    assert "key-account-manager" in told[1]
    assert all(render(note, "hi") != render(note, "en") for note in proposal.unread)


def test_absent_rows_are_removals_only_where_that_is_asked_for(guide: Guide) -> None:
    table = [row for row in sheet(guide) if row[0] != "coaching"]
    assert proposed(table, guide.library).changes == {}
    asked = propose(read(to_csv(table)).rows, guide.library, remove_absent=True)
    roles = [role.slug for role in guide.library.roles_with("coaching")]
    assert asked.changes == {role: {"coaching": None} for role in roles}
    assert roles != []
    table[1][0] = "no-such-skill"  # what its row was meant for is not known
    assert propose(read(to_csv(table)).rows, guide.library, remove_absent=True).changes == {}


IGNORED: dict[str, tuple[Callable[[Rows], object], str, str]] = {
    "another name": (lambda t: t[1].__setitem__(1, "Something else"), "B2", "names and groups"),
    "another group": (lambda t: t[1].__setitem__(2, "elsewhere"), "C2", "names and groups"),
    "a cell beyond the headings": (lambda t: t[1].append("a remark"), "P2", "no heading"),
    "a column of one's own": (lambda t: [t[0].append("remarks"), t[1].append("why")], "P1", "no column"),
    "a heading twice": (lambda t: t[0].append("name"), "P1", "further left"),
    "a role without levels": (lambda t: t[0].__setitem__(3, ""), "E1", "is not read without"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", IGNORED)
def test_a_cell_that_is_not_read_is_named(case: str, form: str, guide: Guide) -> None:
    change, cell, said = IGNORED[case]
    table = sheet(guide)
    change(table)
    found = {one.cell: render(one.reason, "en") for one in proposed(table, guide.library, form).rejected}
    assert said in found[cell]


def test_good_cells_beside_a_wrong_one_are_named_where_they_change_something(guide: Guide) -> None:
    table = sheet(guide)
    row, column = place(table, "negotiation", "account-manager: level")
    base = guide.library.role("account-manager").skills["negotiation"]
    table[row][column : column + 2] = [9, 1 if base.importance != 1 else 2]
    proposal = proposed(table, guide.library)
    assert [one.cell for one in proposal.rejected] == [f"G{row + 1}", f"H{row + 1}"]
    assert f"G{row + 1}" in render(proposal.rejected[1].reason, "en")


# cells that are not taken

CELLS: dict[str, tuple[str, str, Value, str]] = {
    "level above 4": ("negotiation", "account-manager: level", 5, "0 to 4"),
    "level below 0": ("negotiation", "account-manager: level", -1, "0 to 4"),
    "level between": ("negotiation", "account-manager: level", 2.5, "0 to 4"),
    "level in words": ("negotiation", "account-manager: level", "three", "three"),
    "level as a date": ("negotiation", "account-manager: level", "03-Apr", "03-Apr"),
    "level in Devanagari digits": ("negotiation", "account-manager: level", "३", "३"),
    "level of many digits": ("negotiation", "account-manager: level", "3" * 400, "0 to 4"),
    "level yes": ("negotiation", "account-manager: level", "TRUE", "0 to 4"),
    "importance 0": ("negotiation", "account-manager: importance", 0, "1 to 5"),
    "importance 6": ("negotiation", "account-manager: importance", 6, "1 to 5"),
    "relation unknown": ("negotiation", "account-manager: relation", "must", "essential or optional"),
    "level taken out alone": ("negotiation", "account-manager: level", None, "empty all three"),
    "new skill without importance": ("hiring", "account-manager: level", 2, "importance"),
    "importance without a level": ("hiring", "account-manager: importance", 2, "without a level"),
    "unknown skill": ("negotiation", "skill", "negotiaton", "did you mean 'negotiation'?"),
    "skill twice": ("negotiation", "skill", "communication", "earlier row"),
    "unknown role": ("skill", "account-manager: level", "account-manger: level", "did you mean 'account-manager'?"),
    "unknown fact": ("skill", "account-manager: level", "account-manager: levle", "did you mean 'level'?"),
    "column twice": ("skill", "account-manager: level", "account-executive: level", "further left"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CELLS)
def test_a_cell_that_is_not_taken_is_named_with_the_reason(case: str, form: str, guide: Guide) -> None:
    skill, column, value, said = CELLS[case]
    table = sheet(guide)
    row, number = place(table, skill, column)
    table[row][number] = value
    proposal = proposed(table, guide.library, form)
    assert proposal.rejected != []
    first = next(one for one in proposal.rejected if said in render(one.reason, "en"))
    letters = "".join(filter(str.isalpha, first.cell))
    assert first.cell == f"{letters}{row + 1}"
    assert skill not in proposal.changes.get("account-manager", {})
    assert render(first.reason, "hi") != render(first.reason, "en")


def test_one_wrong_cell_leaves_the_others_to_be_taken(guide: Guide) -> None:
    table = sheet(guide)
    row, column = place(table, "negotiation", "account-manager: level")
    table[row][column] = 9
    row, column = place(table, "selling", "sales-manager: level")
    table[row][column] = 1
    proposal = proposed(table, guide.library)
    assert len(proposal.rejected) == 1
    assert proposal.changes == {"sales-manager": {"selling": {"level": 1}}}


@pytest.mark.parametrize(
    "table",
    [[["name", "account-manager: level"]], [["skill", "name"]], [["skill", "account-manager: importance"]], [["x"]]],
    ids=str,
)
def test_a_sheet_of_something_else_is_refused(table: Rows, guide: Guide) -> None:
    with pytest.raises(RefusedFileError):
        proposed(table, guide.library)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 42), st.integers(0, 14), st.none() | st.text(max_size=6) | st.integers() | st.booleans()
        ),
        max_size=6,
    )
)
def test_any_cells_give_a_proposal_that_loads_or_reasons(guide: Guide, cells: list[tuple[int, int, Value]]) -> None:
    """Whatever is typed: levels stay within the scale, and the files are valid overlays."""
    table = sheet(guide)
    for row, column, value in cells:
        table[row][column] = value.replace("\0", "") if isinstance(value, str) else value
    try:
        proposal = propose(read(to_csv(table)).rows, guide.library)
    except RefusedFileError:
        return
    _, faults = read_layer(MemorySource(dict(proposal.files())), "acme", "acme/", overlay=True)
    assert faults == []
    for skills in proposal.changes.values():
        for fields in skills.values():
            assert fields is None or (0 <= int(fields.get("level", 0)) <= 4 and set(fields) <= {*FACTS, "basis"})
