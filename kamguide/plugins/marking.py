"""Where on a role's page a company's differences show: how many in each topic, and what is taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kamguide.library.diff import Difference
from kamguide.library.extending import FIELD
from kamguide.library.library import Library
from kamguide.model.career import Step

HERO = "hero"
"""The head of a role's page: its name, its description, its key facts. No topic has this name."""
_OWN_TOPIC = {"skills": "skills", "grades": "grades"}


def counted(differences: Iterable[Difference], role: str, library: Library, base: Library) -> Counter[str]:
    """How many fields of a role's page say something else than below: by topic, those of no topic under ``HERO``.

    :param library: what the company's readers see.
    :param base: what it is laid over.
    """
    found: Counter[str] = Counter()
    for difference in differences:
        if difference.differs:
            found.update(_topics(difference, role, library, base))
    return found


def _topics(difference: Difference, role: str, library: Library, base: Library) -> Iterator[str]:
    (kind, slug), path = difference.key, difference.path
    if kind == "roles" and slug == role and path and path[0] != FIELD:
        yield path[1] if path[0] == "topics" and len(path) > 1 else _OWN_TOPIC.get(path[0], HERO)
    elif kind == "salaries":
        salary = library.salaries.get(slug) or base.salaries.get(slug)
        if salary is not None and salary.role == role:
            yield "salary"
    elif kind == "paths" and any(_touches(step, role) for step in _steps(difference, library, base)):
        yield "career-path"


def _steps(difference: Difference, library: Library, base: Library) -> Iterator[Step]:
    """The steps of which a difference of a career path says something."""
    path = difference.path
    for books in (library, base):
        file = books.paths.get(difference.key[1])
        for name, step in file.steps.items() if file is not None else ():
            ends = (step.from_, step.to)
            if len(path) < 2 or (path[1] == name if path[0] == "steps" else path[1] in ends):  # noqa: PLR2004
                yield step


def _touches(step: Step, role: str) -> bool:
    return role in (step.from_.partition("@")[0], step.to.partition("@")[0])
