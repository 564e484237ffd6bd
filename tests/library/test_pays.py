"""Figures of several surveys: what one repeats of another stands once, and a role is known to all of them."""

from __future__ import annotations

from kamguide.guide import Guide
from kamguide.library.pays import occupations, pays


def test_a_second_survey_adds_only_what_is_new_and_its_occupations_are_the_roles_that_they_are(guide: Guide) -> None:
    """As `kamguide import` writes it: the occupations of a year's own table do not say which role they are."""
    library = guide.library
    series = library.surveys["oews-national"]
    bare = {code: one.model_copy(update={"role": None, "sense": None}) for code, one in series.occupations.items()}
    managers = {row.year: row for row in series.rows if row.occupation == "11-2022"}
    rows = (managers[2024], managers[2023]._replace(mean=1))
    own = series.model_copy(update={"slug": "a-table", "occupations": bare, "rows": rows})
    surveys = {"a-table": own, **library.surveys}
    assert occupations(surveys)["11-2022"].role == "sales-manager"
    found = pays(library.salaries, surveys, library.sources)
    assert len(found) == len(library.pays) + 1
    assert {pay.role for pay in found if pay.account.startswith("a-table")} == {"sales-manager"}
