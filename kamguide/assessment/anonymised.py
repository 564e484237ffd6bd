"""A round fit to be shown outside: levels and gaps stay; what could name a person, an employer or a day goes."""

from __future__ import annotations

from collections.abc import Container

from kamguide.assessment.record import Round

EXAMPLE = "…"
"""What stands for an example that was given: that there is one counts, its words do not leave."""


def anonymised(taken: Round, own: Container[str] = ()) -> Round:
    """The round without words of the person, struck lines, wishes, day and company.

    :param own: ids of the person's own lines that may go along all the same, because the person chose them.

    Of a company's target its own facts and questions go too, and the names of the company's other roles lose its slug.
    """
    target = taken.target
    company = target.company if target else ""
    if target and company:
        target = target.model_copy(update={"company": "", "reference": _without(company, target.reference)})
    others = tuple(other.model_copy(update={"reference": other.reference.rpartition(":")[2]}) for other in taken.others)
    return taken.model_copy(
        update={
            "taken": taken.taken.replace(day=1),
            "library_version": "",
            "target": target,
            "others": others,
            "facts": () if company else taken.facts,
            "questions": () if company else taken.questions,
            "evidence": dict.fromkeys(taken.evidence, EXAMPLE),
            "desire": (),
            "own": tuple(line for line in taken.own if line.id in own and line.id not in taken.struck),
            "struck": (),
        }
    )


def _without(company: str, reference: str) -> str:
    return reference.removeprefix(f"{company}:")
