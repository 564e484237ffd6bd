"""The stateless assessment: ratings in; gaps, SWOT, plan and fits out. Nothing of it is kept or logged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from flask import Response, g

from kamguide.assessment.changing import answered, begun, with_budget
from kamguide.assessment.pinning import pin, pin_undecided
from kamguide.assessment.plan import REASONS, Item, Plan, plan
from kamguide.assessment.record import Round
from kamguide.assessment.scoring import Fit, Rated, fits, rated, readiness
from kamguide.assessment.swot import Line, Swot, swot
from kamguide.assessment.wording import worded
from kamguide.library.library import Library
from kamguide.library.nearest import did_you_mean
from kamguide.library.role_reference import Chosen, CompanyLibrary, choose
from kamguide.problems import Message
from kamguide.web.api import parameters
from kamguide.web.api.answers import Tree
from kamguide.web.api.bodies import body, pointer
from kamguide.web.api.gap_shapes import AssessedAnswer, GapRequest
from kamguide.web.api.openapi import operation
from kamguide.web.api.views import answered as sent_answer
from kamguide.web.api.views import blueprint
from kamguide.web.errors import InvalidBodyError
from kamguide.web.site import company_library, library

Location = Sequence[str | int]


@blueprint.post("/gap")
@operation("/gap", AssessedAnswer, ("lang", "company"), body=GapRequest)
def gap() -> Response:
    """Ratings in; gaps, a SWOT with reasons, a plan of 12 weeks and the best-fitting roles out. Stores nothing."""
    parameters.company()
    asked = body(GapRequest)
    return sent_answer(gap_answer(taken(asked, library(), company_library, g.today)))


def taken(asked: GapRequest, books: Library, company: CompanyLibrary, today: date) -> Round:
    """The round that a request stands for.

    :raises NotFoundError: no such company, role or grade.
    :raises InvalidBodyError: skills that nobody knows, or a grade or company named twice in different ways.
    """
    faults = list(faults_of(asked, books, company))
    if faults:
        raise InvalidBodyError([(pointer(location), message) for location, message in faults])
    where, chosen = _target(asked, books, company)
    rated_skills = {*asked.ratings, *asked.evidence, *asked.desire}
    fresh = (
        pin(chosen, today, rated_skills) if chosen else pin_undecided(where, today, asked.company or "", rated_skills)
    )
    record = answered(begun(fresh), asked.ratings, asked.evidence, dict.fromkeys(asked.desire, True))
    return with_budget(record, asked.hours_per_week, asked.languages).last


def faults_of(asked: GapRequest, books: Library, company: CompanyLibrary) -> Iterator[tuple[Location, Message]]:
    """What is wrong with a request beyond its shape, each with its place.

    :raises NotFoundError: no such company.
    """
    named, _, rest = (asked.role or "").rpartition(":")
    grade = rest.partition("@")[2]
    for field, inside, given in (("company", named, asked.company), ("grade", grade, asked.grade)):
        if given and inside and given != inside:
            yield (
                (field,),
                Message("'%(given)s' here, but '%(inside)s' in the role", {"given": given, "inside": inside}),
            )
    if asked.grade and not asked.role:
        yield ("grade",), Message("a grade needs a role")
    where = company(named or asked.company or "") if named or asked.company else books
    for field, skills in (("ratings", asked.ratings), ("evidence", asked.evidence)):
        for skill in skills:
            if skill not in where.skills:
                yield (field, skill), _unknown(skill, where)
    for at, skill in enumerate(asked.desire):
        if skill not in where.skills:
            yield ("desire", at), _unknown(skill, where)


def _unknown(skill: str, books: Library) -> Message:
    return Message("unknown skill '%(name)s'%(hint)s", {"name": skill, "hint": did_you_mean(skill, books.skills)})


def _target(asked: GapRequest, books: Library, company: CompanyLibrary) -> tuple[Library, Chosen | None]:
    if not asked.role:
        return (company(asked.company) if asked.company else books), None
    reference = asked.role
    if asked.grade and "@" not in reference:
        reference += f"@{asked.grade}"
    if asked.company and ":" not in reference:
        reference = f"{asked.company}:{reference}"
    chosen = choose(reference, books, company)
    return chosen.library, chosen


def gap_answer(now: Round) -> Tree:
    """A round's result as a tree in the form of ``gap_shapes``."""
    made, told, ready = plan(now), swot(now), readiness(now)
    return {
        "role": now.target.reference if now.target else None,
        "label": now.target.label if now.target else None,
        "readiness": {"ready": ready.ready, "of": ready.of},
        "gaps": [_gap(now, one) for one in rated(now)],
        "swot": _swot(told),
        "talk": list(told.talk),
        "unrated": list(told.unrated),
        **_plan(now, made),
        "fits": [_fit(fit) for fit in fits(now)],
    }


def _gap(now: Round, one: Rated) -> Tree:
    return {
        "skill": one.skill,
        "label": now.skills[one.skill].label,
        "required": one.required,
        "self": one.own,
        "gap": one.gap,
        "importance": one.need.importance,
        "important": one.need.important,
        "evidence": one.evidence or None,
    }


def _swot(told: Swot) -> Tree:
    return {
        "strengths": [_line(line) for line in told.strengths],
        "weaknesses": [_line(line) for line in told.weaknesses],
        "opportunities": [_line(line) for line in told.opportunities],
        "threats": [_line(line) for line in told.threats],
    }


def _line(line: Line) -> Tree:
    because = line.because
    assert because is not None  # noqa: S101 - a request adds no lines of its own
    return {
        "id": line.id,
        "text": line.text,
        "because": {
            "kind": because.kind,
            "skill" if because.kind == "skill" else "claim": because.name,
            "required": because.required,
            "self": because.own,
            "evidence": because.evidence or None,
            "basis": because.basis,
            "sources": list(because.sources),
        },
        "talk": line.talk,
        "old": line.old,
    }


def _plan(now: Round, made: Plan) -> Tree:
    return {
        "plan": [_item(now, item) for item in made.items],
        "not_covered": [
            {
                "skill": one.skill,
                "label": one.label,
                "gap": one.gap,
                "important": one.important,
                "code": one.reason,
                "reason": worded(REASONS[one.reason]),
            }
            for one in made.not_covered
        ],
        "hours_per_week": made.hours_per_week,
    }


def _item(now: Round, item: Item) -> Tree:
    known = now.skills[item.skill].resources
    slug = next(slug for slug, one in known.items() if one == item.resource)
    return {
        "skill": item.skill,
        "label": item.label,
        "from": item.from_,
        "to": item.to,
        "weeks": [item.first_week, item.last_week],
        "hours_per_week": item.hours_per_week,
        "action": item.action,
        "goal": item.goal,
        "proof": item.proof,
        "resource": {
            "resource": slug,
            **{name: getattr(item.resource, name) for name in type(item.resource).model_fields},
        },
        "talk": item.talk,
    }


def _fit(fit: Fit) -> Tree:
    return {"role": fit.reference, "label": fit.label, "score": round(fit.score, 4), "rated": round(fit.rated, 4)}
