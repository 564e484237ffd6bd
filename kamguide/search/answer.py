"""The direct answer above the hits: one comparing sentence, one figure with all it must not go without, one definition.

Every word of it stands in the library; nothing is worked out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kamguide.language import money, render, territory, translate
from kamguide.library.library import Library
from kamguide.model.claim import Claim
from kamguide.model.reference import Term
from kamguide.model.role import Role
from kamguide.model.salary import Component, Figure, Salary, Statistic
from kamguide.model.text import LANGUAGES, Language, Text
from kamguide.problems import Message
from kamguide.render.markdown import plain
from kamguide.search.analysis import fold, words
from kamguide.search.comparisons import compared_claims, comparison
from kamguide.search.concepts import Matcher
from kamguide.search.understanding import Understanding
from kamguide.titles import COMPONENTS, FLAGS, PERIODS, STATISTICS


def _n(text: str) -> str:
    """Mark a sentence for the catalogue."""
    return text


AnswerKind = Literal["comparison", "figure", "definition"]

_CLAUSE = re.compile(r"[.,;:।—–]\s")
_SENTENCE = re.compile(r"[^.।]+[.।]?")
_TWO = 2
_PARTS: Mapping[str, Component] = {
    "bonus": "bonus", "commission": "commission", "profit-sharing": "profit-sharing", "base-pay": "base",
    "ctc": "ctc", "ote": "ote",
}  # fmt: skip
"""Glossary entries that are parts of pay."""
_KINDS: Mapping[str, Statistic] = {"median": "median", "average": "average"}
_TELLING = 1000
"""From this on a number in a query can be an amount."""
_SAID = _n("%(role)s, %(label)s: %(value)s. Source: %(source)s, %(year)s.")
_REMARKED = _n("%(role)s, %(label)s: %(value)s. %(note)s. Source: %(source)s, %(year)s.")
_SHOWN = _n("%(role)s: %(amount)s %(period)s (%(part)s; %(statistic)s). %(area)s, %(year)s. Source: %(source)s.")
_FLAGGED = _n("%(answer)s Note: %(flags)s.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a query at once."""

    kind: AnswerKind
    text: Mapping[Language, str]
    """In each language that the library has it in."""
    path: str
    """Where it stands, below ``/<language>``."""
    entry: str
    """The id of its entry, which is the first hit."""
    source: str | None = None
    """The source's slug."""
    year: int | None = None
    """The year of a figure, or of the source of a sentence."""


def answer(understood: Understanding, library: Library, matcher: Matcher) -> Answer | None:
    """The direct answer to an understood query; None where it asks for none, or none is certain."""
    if understood.hopeless:
        return None
    if understood.pair:
        return _comparison(understood.pair, library, matcher)
    return _figure(understood, library, matcher) or _key_fact(understood, library) or _definition(understood, library)


def _comparison(pair: Sequence[str], library: Library, matcher: Matcher) -> Answer | None:
    entry = comparison(library, pair)
    if entry is None:
        return None
    written = library.comparisons_by_roles.get(frozenset(entry.roles))
    if written is not None:
        return Answer("comparison", _plain(written.answer), entry.path, entry.id)
    claims = _claims_on(entry.roles, library)
    telling = next((claim for claim in claims if _contrasts(claim, entry.roles, matcher)), None)
    claim = telling or (claims[0] if claims and len(entry.roles) == _TWO else None)
    if claim is not None:
        source = claim.sources[0] if claim.sources else None
        text, year = _plain(claim.text), _year_of(source, library)
        return Answer("comparison", text, entry.path, entry.id, source, year)
    said = [library.roles[reference.partition("@")[0]] for reference in entry.roles]
    return Answer("comparison", {code: _side_by_side(said, code) for code in LANGUAGES}, entry.path, entry.id)


def _side_by_side(roles: Sequence[Role], language: Language) -> str:
    """What each is, in a sentence: where nothing is said that compares them."""
    firsts = (_SENTENCE.match(plain(role.description.to(language))) for role in roles)
    return " ".join(
        f"{role.preferred_label.to(language)}: {first.group()}"
        for role, first in zip(roles, firsts, strict=True)
        if first
    )


def _claims_on(references: Sequence[str], library: Library) -> list[Claim]:
    """What the content says when it compares these."""
    role, _, grade = references[0].partition("@")
    if grade:
        grades = (library.roles[role].grades[reference.partition("@")[2]] for reference in reversed(references))
        return [claim for one in grades for claim in one.claims.values()]
    return compared_claims([library.roles[reference] for reference in references])


def _contrasts(claim: Claim, references: Sequence[str], matcher: Matcher) -> bool:
    """Whether the claim says one thing of one role and another of the other, each in a clause of its own."""
    if any("@" in reference for reference in references):
        return False
    language: Language = "en" if claim.text.has("en") else "hi"
    alone: set[str] = set()
    for clause in _CLAUSE.split(plain(claim.text.to(language))):
        named = {matcher.concepts[match.concept].role for match in matcher.matches(words(clause))} - {None}
        if len(named) == 1:
            alone |= {str(role) for role in named}
    return alone >= set(references)


def _figure(understood: Understanding, library: Library, matcher: Matcher) -> Answer | None:
    """The figure whose number was typed, or that says what the named role is paid."""
    typed = {int(number) for number in understood.numbers if number.isdigit()}
    for salary, figure in _figures(library.salaries.values()):
        amounts = {amount for amount in (figure.amount, figure.low, figure.high) if amount and amount >= _TELLING}
        if typed & amounts and (not understood.roles or salary.role in understood.roles):
            return _told(salary, figure, library)
    if understood.topics != ("salary",) or len(understood.roles) != 1:
        return None
    salaries = library.salaries_of(understood.roles[0])
    dated = [salary for salary in salaries if salary.reference_year in typed]
    wanted = _figures(dated or salaries)
    asked = [found for found in wanted if _asked(found[1], understood, typed)]
    plainly = [found for found in wanted if found[1].statistic == "median"]
    if not asked and (understood.beside or not _amount_asked(understood, matcher)):
        return None
    chosen = next(iter((*asked, *_key_figure(understood, library, bool(dated)), *plainly, *wanted)), None)
    return _told(*chosen, library) if chosen else None


def _amount_asked(understood: Understanding, matcher: Matcher) -> bool:
    """Whether the query asks for an amount: quota, limit and the like belong to pay, but ask for none."""
    pay = [match for match in understood.matches if matcher.concepts[match.concept].topic == "salary"]
    terms = {match.start for match in understood.matches if matcher.concepts[match.concept].term}
    return any(not match.weak for match in pay) and all(not match.weak or match.start in terms for match in pay)


def _figures(salaries: Iterable[Salary]) -> list[tuple[Salary, Figure]]:
    return [(salary, figure) for salary in salaries for figure in salary.figures.values()]


def _asked(figure: Figure, understood: Understanding, typed: set[int]) -> bool:
    """Whether the query names the part of pay, or the kind of figure."""
    named = understood.glossary
    part = any(_PARTS.get(term) == figure.component for term in named)
    kind = any(_KINDS.get(term) == figure.statistic for term in named)
    percentile = "percentile" in named and any(figure.statistic == f"p{number}" for number in typed)
    return part or kind or percentile


def _key_figure(understood: Understanding, library: Library, dated: bool) -> list[tuple[Salary, Figure]]:
    """The figure that the role's page shows under its headline."""
    fact = library.roles[understood.roles[0]].key_facts.get("salary")
    if dated or fact is None or fact.figure is None:
        return []
    return [library.figure(fact.figure)]


def _key_fact(understood: Understanding, library: Library) -> Answer | None:
    """The fact under the named role's headline that is of the one topic asked for, where a source says it."""
    if len(understood.roles) != 1 or len(understood.topics) != 1 or understood.beside:
        return None
    if understood.grades or understood.positions or understood.skills:
        return None
    role, topic = library.roles[understood.roles[0]], understood.topics[0]
    fact = role.key_facts.get(topic)
    if fact is None or fact.claim is None or fact.value is None:
        return None
    source = next(iter(role.topics[topic].claims[fact.claim].sources), None)
    if source is None:
        return None
    year, publisher = _year_of(source, library), library.sources[source].publisher
    text: dict[Language, str] = {}
    for code in LANGUAGES:
        label, note = plain(fact.label.to(code)), plain(fact.note.to(code)) if fact.note else ""
        facts = {
            "role": role.preferred_label.to(code),
            "label": label[:1].lower() + label[1:] if label[1:2].islower() else label,
            "value": plain(fact.value.to(code)),
            "note": note[:1].upper() + note[1:],
            "source": publisher,
            "year": translate("year not given", code) if year is None else str(year),
        }
        text[code] = render(Message(_REMARKED if note else _SAID, facts), code)
    return Answer("figure", text, f"/roles/{role.slug}#{topic}", f"role:{role.slug}:{topic}", source, year)


def _told(salary: Salary, figure: Figure, library: Library) -> Answer | None:
    if figure.amount is None and figure.low is None:
        return None
    role, source = library.roles[salary.role], library.sources[salary.source]
    year = salary.reference_year if isinstance(salary.reference_year, int) else None
    text = {code: _sentence(salary, figure, role, source.publisher, code) for code in LANGUAGES}
    return Answer("figure", text, f"/roles/{role.slug}#salary", f"salary:{salary.slug}", salary.source, year)


def _sentence(salary: Salary, figure: Figure, role: Role, publisher: str, language: Language) -> str:
    amount = money(figure.amount, salary.currency) if figure.amount is not None else _range(figure, salary)
    area, year = salary.area, salary.reference_year
    shown = Message(
        _SHOWN,
        {
            "role": role.preferred_label.to(language),
            "amount": amount,
            "period": Message(PERIODS[salary.period]),
            "part": Message(COMPONENTS[figure.component]),
            "statistic": Message(STATISTICS[figure.statistic]),
            "area": translate("country not stated", language) if area == "not-given" else territory(area, language),
            "year": translate("year not given", language) if year == "not-given" else str(year),
            "source": publisher,
        },
    )
    flags = [translate(FLAGS[flag], language) for flag in (*salary.flags, *figure.flags)]
    return render(Message(_FLAGGED, {"answer": shown, "flags": "; ".join(flags)}) if flags else shown, language)


def _range(figure: Figure, salary: Salary) -> str:
    return f"{money(figure.low or 0, salary.currency)}–{money(figure.high or 0, salary.currency)}"


def _definition(understood: Understanding, library: Library) -> Answer | None:
    """What the one named thing is, where the query is its name or asks what it is."""
    asked = understood.only or understood.defining
    if not asked or set(understood.topics) - {"definition"} or understood.grades or understood.positions:
        return None
    term = library.glossary[understood.glossary[0]] if len(understood.glossary) == 1 else None
    if len(understood.roles) == 1:
        role = library.roles[understood.roles[0]]
        entry = f"role:{role.slug}:definition"
        if term is not None and term.abbreviation and fold(term.abbreviation) != fold(role.notation):
            return _of_term(term, library, f"/roles/{role.slug}#definition", entry)  # a narrower title, such as ASM
        text = _titled(role.preferred_label, role.notation, role.description)
        return Answer("definition", text, f"/roles/{role.slug}#definition", entry)
    if understood.roles or term is None:
        return None
    return _of_term(term, library, f"/glossary#{term.slug}", f"term:{term.slug}")


def _of_term(term: Term, library: Library, path: str, entry: str) -> Answer:
    source = next(iter(term.sources), None)
    text = _titled(term.label, term.abbreviation, term.definition)
    return Answer("definition", text, path, entry, source, _year_of(source, library))


def _titled(label: Text, abbreviation: str | None, said: Text) -> dict[Language, str]:
    """The full name with its abbreviation (in Hindi with the English name too, which it shortens), then the meaning."""
    names = _plain(label)
    full = [abbreviation or "", *(name for code, name in names.items() if code == "en" and abbreviation)]
    told = {"en": full[:1], "hi": full}
    made: dict[Language, str] = {}
    for code, text in _plain(said).items():
        name = names.get(code, "")
        beside = ", ".join(word for word in told[code] if word and word not in name)
        made[code] = f"{name} ({beside}): {text}" if beside else f"{name}: {text}"
    return made


def _plain(text: Text) -> dict[Language, str]:
    return {code: plain(text.to(code)) for code in LANGUAGES if text.has(code)}


def _year_of(source: str | None, library: Library) -> int | None:
    year = library.sources[source].year if source is not None else None
    return year if isinstance(year, int) else None
