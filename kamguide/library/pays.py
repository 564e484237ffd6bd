"""Every figure of pay that a library holds, of salary files and of surveys, each with all that says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kamguide.model.pay import Pay
from kamguide.model.salary import Flag, Salary
from kamguide.model.source import Source
from kamguide.model.survey import NOT_RELEASED, STATISTICS, TOP_CODED, Occupation, Row, Survey


def pays(
    salaries: Mapping[str, Salary], surveys: Mapping[str, Survey], sources: Mapping[str, Source]
) -> tuple[Pay, ...]:
    """All figures. What a salary file repeats of a survey's row stands once, as the survey's; so does what a second
    survey repeats of the first, such as a year's own table beside a series of years.
    """
    known_as = occupations(surveys)
    first: dict[tuple[object, ...], Pay] = {}
    for survey in surveys.values():
        for pay in _of_survey(survey, sources, known_as):
            first.setdefault((*_told(pay), pay.occupation, pay.flags), pay)
    surveyed = first.values()
    known = {_told(pay) for pay in surveyed}
    written = [pay for salary in salaries.values() for pay in _of_salary(salary, sources) if _told(pay) not in known]
    return (*written, *surveyed)


def occupations(surveys: Mapping[str, Survey]) -> dict[str, Occupation]:
    """The occupations of all surveys by code: the words of the first that says which role it is, else of the first."""
    found: dict[str, Occupation] = {}
    for survey in surveys.values():
        for code, occupation in survey.occupations.items():
            if code not in found or (found[code].role is None and occupation.role is not None):
                found[code] = occupation
    return found


def _told(pay: Pay) -> tuple[object, ...]:
    return (
        pay.role, pay.sense, pay.grade, pay.publisher, pay.area, pay.year, pay.currency, pay.period, pay.component,
        pay.statistic, pay.amount, pay.low, pay.high,
    )  # fmt: skip


def _of_salary(salary: Salary, sources: Mapping[str, Source]) -> Iterator[Pay]:
    year = salary.reference_year
    for name, figure in salary.figures.items():
        yield Pay(
            id=f"{salary.slug}.{name}",
            account=salary.slug,
            role=salary.role,
            occupation=None,
            sense=salary.sense,
            grade=salary.grade,
            statistic=figure.statistic,
            component=figure.component,
            amount=figure.amount,
            low=figure.low,
            high=figure.high,
            currency=salary.currency,
            period=salary.period,
            area=salary.area,
            year=year if isinstance(year, int) else None,
            source=salary.source,
            publisher=sources[salary.source].publisher,
            flags=tuple(dict.fromkeys((*salary.flags, *figure.flags))),
            sample_size=figure.sample_size,
            note=figure.note or salary.note,
        )


def _of_survey(survey: Survey, sources: Mapping[str, Source], known_as: Mapping[str, Occupation]) -> Iterator[Pay]:
    publisher = sources[survey.source].publisher
    for row in survey.rows:
        for statistic in STATISTICS:
            yield _of_row(survey, row, statistic, publisher, known_as[row.occupation])


def _of_row(survey: Survey, row: Row, statistic: str, publisher: str, occupation: Occupation) -> Pay:
    cell = getattr(row, statistic)
    account = f"{survey.slug}.{row.occupation}.{row.area.lower()}.{row.year}"
    flags: dict[str, tuple[Flag, ...]] = {TOP_CODED: ("top-coded",), NOT_RELEASED: ("suppressed",)}
    return Pay(
        id=f"{account}.{statistic}",
        account=account,
        role=occupation.role,
        occupation=row.occupation,
        sense=occupation.sense,
        grade=None,
        statistic=statistic,  # type: ignore[arg-type] # one of STATISTICS
        component=survey.component,
        amount=cell if isinstance(cell, int) else survey.limit(row.year) if cell == TOP_CODED else None,
        low=None,
        high=None,
        currency=survey.currency,
        period=survey.period,
        area=row.area,
        year=row.year,
        source=survey.source,
        publisher=publisher,
        flags=flags.get(str(cell), ()),
        employment=row.employment if isinstance(row.employment, int) else None,
        note=survey.note,
    )
