"""Wage tables of the US survey OEWS (Bureau of Labor Statistics): national and by state, in each layout of its files.

Known layouts: the workbooks of 2017 (capitals, national without an area), of 2024 (capitals, with AREA and I_GROUP) and
their states, the flat CSV of 2025 (whole words, footnotes by number), and our own series of years (``ref_year_may``).
What a cell says is kept: ``#`` is at or above the limit of that year, ``*`` is not released. Nothing is guessed: a
column that is missing, a code that is absent and a cell that is no figure are each told by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kamguide.errors import RefusedFileError
from kamguide.model.survey import NOT_RELEASED, TOP_CODED, Limit, Row
from kamguide.model.text import FIRST_YEAR, LAST_YEAR
from kamguide.problems import Fact, Message
from kamguide.sources.characters import visible

Value = str | int | float | bool | None

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "occupation": ("occ_code", "soc_code"),
    "title": ("occ_title", "occupation_name"),
    "employment": ("tot_emp", "employment"),
    "mean": ("a_mean", "annual_mean_wage"),
    "p10": ("a_pct10", "annual_10th_percentile_wage"),
    "p25": ("a_pct25", "annual_25th_percentile_wage"),
    "median": ("a_median", "annual_median_wage"),
    "p75": ("a_pct75", "annual_75th_percentile_wage"),
    "p90": ("a_pct90", "annual_90th_percentile_wage"),
}
"""What a row needs -> what its column is called in one layout or another, in small letters."""
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "year": ("ref_year_may",),
    "area_type": ("area_type", "areatype"),
    "state": ("prim_state", "st"),
    "fips": ("state_code", "area"),
    "industry": ("naics", "industry_code"),
    "footnotes": ("footnotes",),
}
FOOTNOTES = {
    "employment": "Employment",
    "mean": "Annual mean wage",
    "p10": "Annual 10th percentile wage",
    "p25": "Annual 25th percentile wage",
    "median": "Annual median wage",
    "p75": "Annual 75th percentile wage",
    "p90": "Annual 90th percentile wage",
}
"""What the footnotes of the flat layout call each cell; number 5 says top-coded, number 8 not released."""
LIMITS = (Limit(since=2017, until=2021, amount=208_000), Limit(since=2022, until=2024, amount=239_200))
"""From which yearly wage on the tables print #, as their notes say."""
STATES = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE", "11": "DC",
    "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA", "20": "KS", "21": "KY",
    "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO", "30": "MT",
    "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND", "39": "OH",
    "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT",
    "50": "VT", "51": "VA", "53": "WA", "54": "WV", "55": "WI", "56": "WY", "66": "GU", "72": "PR", "78": "VI",
}  # fmt: skip
"""Numbers of states and territories (FIPS) -> their letters."""
_NATIONAL, _STATE = ("1", "N", ""), ("2", "3", "S")
_ALL_INDUSTRIES = ("", "0", "000000")
_CODE = re.compile(r"[0-9]{2}-[0-9]{4}")


@dataclass
class Imported:
    """What was taken from a file, and what was not."""

    rows: list[Row] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    """Title in the file by code."""
    read: int = 0
    """Rows of the file that hold something."""
    rejected: list[Message] = field(default_factory=list)
    """Rows and cells that are not taken, and codes that are absent."""

    def span(self, dash: str) -> str:
        """The year of the rows; of several years the first and the last."""
        years = [row.year for row in self.rows]
        return dash.join(dict.fromkeys((str(min(years)), str(max(years)))))


def parse(lines: Iterable[Sequence[Value]], codes: Sequence[str], year: int | None) -> Imported:
    """The rows of some occupations in all industries together, of the nation or of states.

    :param codes: which occupations; all of the file where none is named.
    :param year: of which May the file is; a file with a column of years says it itself.
    :raises RefusedFileError: a column that is needed is not there, or no year is given.
    """
    taken = Imported()
    places: dict[str, int] | None = None
    seen: dict[tuple[str, str, int], Row] = {}
    for number, line in enumerate(lines, 1):
        if all(value in (None, "") for value in line):
            continue
        if places is None:
            places = _columns(line, year)
            continue
        taken.read += 1
        cells = {name: _word(line[place]) for name, place in places.items() if place < len(line)}
        code = cells.get("occupation", "")
        if (codes and code not in codes) or cells.get("industry", "") not in _ALL_INDUSTRIES:
            continue
        row = _row(cells, number, year, taken)
        if row is None or row == seen.get(row[:3]):  # a group of one occupation bears the same code and figures
            continue
        if row[:3] in seen:
            name = f"{row.occupation}, {row.area}, {row.year}"
            taken.rejected.append(Message("row %(row)s: other figures for %(name)s", {"row": number, "name": name}))
            continue
        seen[row[:3]] = row
        taken.rows.append(row)
        taken.titles[code] = cells["title"]
    if places is None:
        raise RefusedFileError("The file is empty.")
    for code in codes:
        if code not in taken.titles:
            taken.rejected.append(Message("the code %(code)s is not in the file", {"code": code}))
    return taken


def _columns(head: Sequence[Value], year: int | None) -> dict[str, int]:
    names = [_word(cell).lower() for cell in head]
    places = {
        name: names.index(known)
        for name, all_known in (*COLUMNS.items(), *OPTIONAL.items())
        for known in reversed(all_known)
        if known in names
    }
    twice = sorted({name for name in names if names.count(name) > 1 and names.index(name) in places.values()})
    if twice:
        raise RefusedFileError("These columns stand there twice: %(twice)s.", twice=", ".join(twice))
    missing = [" / ".join(COLUMNS[name]) for name in COLUMNS if name not in places]
    if missing:
        raise RefusedFileError(
            "These columns are not there: %(missing)s. The first row holds: %(found)s.",
            missing=", ".join(missing),
            found=visible(", ".join(filter(None, names)))[:300],
        )
    if "year" not in places and year is None:
        raise RefusedFileError("The file names no year: say it with --year.")
    return places


def _word(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _row(cells: Mapping[str, str], number: int, year: int | None, taken: Imported) -> Row | None:
    code, said = cells.get("occupation", ""), cells.get("year", "")
    area = _area(cells)
    if area is None:
        return None
    if not _CODE.fullmatch(code):
        taken.rejected.append(Message("row %(row)s: %(value)s is no code", {"row": number, "value": visible(code, 40)}))
        return None
    of = _year(said) if "year" in cells else year
    if of is None:
        taken.rejected.append(Message("row %(row)s: %(value)s is no year", {"row": number, "value": visible(said, 40)}))
        return None
    notes = dict(_footnotes(cells.get("footnotes", "")))
    figures: dict[str, int | str] = {}
    for name, told in FOOTNOTES.items():
        word = cells.get(name, "")
        figure = _cell(word, notes.get(told, ""))
        if figure is None:
            facts: dict[str, Fact] = {"row": number, "column": name, "value": visible(word, 40)}
            empty = Message("row %(row)s, %(column)s: the cell is empty", facts)
            taken.rejected.append(Message("row %(row)s, %(column)s: %(value)s is no figure", facts) if word else empty)
            return None
        figures[name] = figure
    return Row(code, area, of, *(figures[name] for name in FOOTNOTES))  # type: ignore[arg-type] # cells of a row


def _year(word: str) -> int | None:
    year = int(word) if re.fullmatch("[0-9]{4}", word) else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _area(cells: Mapping[str, str]) -> str | None:
    """US, or a state as in ISO 3166-2; None for towns and other parts, which are not taken."""
    kind = cells.get("area_type", "")
    state = cells.get("state", "")
    if kind in _NATIONAL and (kind or state in ("", "US")):
        return "US"
    if kind in _STATE or (not kind and state in STATES.values()):
        letters = state if state in STATES.values() else STATES.get(cells.get("fips", "").zfill(2)[:2], "")
        return f"US-{letters}" if letters else None
    return None


def _footnotes(text: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, text.split(";")):
        name, _, note = part.rpartition(":")
        yield name.strip(), note.strip()


def _cell(word: str, note: str) -> int | str | None:
    """A figure, ``#`` or ``*``; None for what is none of them, such as nothing: the source leaves no cell empty."""
    if word == TOP_CODED or (word == "-" and note == "5"):
        return TOP_CODED
    if word in ("*", "**", "-"):
        return NOT_RELEASED
    digits = word.replace(",", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 12 else None  # noqa: PLR2004


def told_year(name: str) -> int | None:
    """The year in a file's name, such as ``national_M2024_dl.xlsx``; None where there is none."""
    found = re.search(r"(?:M|_|^)((?:19|20)[0-9]{2})(?:_|\.|$)", name)
    return int(found[1]) if found else None


def files(  # noqa: PLR0917 - what a file says of itself
    taken: Imported, name: str, slug: str, source: str, retrieved: str, known: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """The content: path below the content folder, and text. A title that is not known in Hindi stands in English only.

    :param name: of the file that was read.
    :param known: Hindi and English label of occupations by code.
    """
    limits = [limit for limit in LIMITS if any(limit.since <= row.year <= limit.until for row in taken.rows)]
    span = taken.span("–")
    lines = [
        f"label: {{hi: OEWS {span}, en: OEWS {span}}}",
        f"source: {source}",
        "currency: USD",
        "period: year",
        "component: total",
        f'provenance: {{file: "{_quoted(name)}", rows: {len(taken.rows)}, retrieved: "{retrieved}"}}',
    ]
    if limits:
        lines += ["limits:", *(f"- {{since: {one.since}, until: {one.until}, amount: {one.amount}}}" for one in limits)]
    lines.append("occupations:")
    for code, title in sorted(taken.titles.items()):
        hindi, english = known.get(code, ("", title))
        label = f'{{hi: "{_quoted(hindi)}", en: "{_quoted(english)}"}}' if hindi else f'{{en: "{_quoted(english)}"}}'
        lines += [f"  {code}:", f"    label: {label}", f'    title: "{_quoted(title)}"']
    lines.append("rows:")
    lines += [f"- [{', '.join(_told(cell) for cell in row)}]" for row in taken.rows]
    yield f"surveys/{slug}.yaml", "\n".join([*lines, ""])


def source_file(taken: Imported, retrieved: str) -> str:
    """A file of content for the table of one year, or of a span of years, as a source."""
    return "\n".join([
        'publisher: "U.S. Bureau of Labor Statistics"',
        f'title: "Occupational Employment and Wage Statistics, May {taken.span("–")}"',
        f"year: {max(row.year for row in taken.rows)}",
        "country: US",
        "language: en",
        'licence: "Public domain (US government work)"',
        f'retrieved: "{retrieved}"',
        "worth:",
        "  hi: अमेरिका के वेतन का सरकारी सर्वे। भारत पर इससे कुछ पता नहीं चलता।",
        "  en: The official survey of US wages. It says nothing about India.",
        "",
    ])  # fmt: skip


def _quoted(text: str) -> str:
    return visible(text, 200).replace("\\", "\\\\").replace('"', '\\"')


def _told(cell: str | int) -> str:
    return f'"{cell}"' if cell in (TOP_CODED, NOT_RELEASED) else str(cell)
