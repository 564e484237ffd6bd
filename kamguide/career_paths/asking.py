"""From the two names that somebody asks with to two nodes of one library; every name that is wrong is told at once."""

from __future__ import annotations

from dataclasses import dataclass

from kamguide.career_paths.graph import graph_of
from kamguide.errors import NotFoundError, WrongUseError
from kamguide.library.library import Library
from kamguide.library.nearest import nearest
from kamguide.library.role_reference import CompanyLibrary, no_company
from kamguide.sources.characters import visible

_SHOWN = 80
"""Characters of a wrong name that are given back."""


@dataclass(frozen=True)
class Asked:
    """Two nodes of the library of one company, or of whoever asked; one of them may be left open."""

    library: Library
    company: str
    start: str
    end: str

    def reference(self, node: str) -> str:
        """How the node is named in addresses."""
        return f"{self.company}:{node}" if self.company and node else node


def asked(start: str, end: str, library: Library, company_library: CompanyLibrary = no_company) -> Asked:
    """What two names mean: `[company:]role[@grade]` or a position; an empty one is left open.

    :param library: that of the address or of `--company`; it is meant where neither name gives a company.
    :raises NotFoundError: no such company, role, grade or position; all that is wrong is named, with what is near.
    :raises WrongUseError: the same place twice, or two companies.
    """
    parted = [name.strip().rpartition(":")[::2] for name in (start, end)]
    companies = list(dict.fromkeys(company for company, _ in parted if company))
    if len(companies) > 1:
        raise WrongUseError(
            "Choose both ends in one company, not in %(one)s and %(other)s.",
            one=visible(companies[0], _SHOWN),
            other=visible(companies[1], _SHOWN),
        )
    where = company_library(companies[0]) if companies else library
    known = graph_of(where).number
    wrong = list(dict.fromkeys(node for _, node in parted if node and node not in known))
    if wrong:
        raise _not_found(wrong, list(known))
    (_, first), (_, last) = parted
    if first and first == last:
        raise WrongUseError("From and to are the same: %(name)s. Choose another aim.", name=visible(first, _SHOWN))
    return Asked(where, companies[0] if companies else "", first, last)


def _not_found(wrong: list[str], known: list[str]) -> NotFoundError:
    near = list(dict.fromkeys(name for word in wrong for name in nearest(_slug(word), known)))
    names = [visible(word, _SHOWN) for word in wrong]
    if len(names) == 1:
        return NotFoundError("There is no role or position “%(name)s”.", near, "nodes", name=names[0])
    return NotFoundError(
        "There are no roles or positions “%(one)s” and “%(other)s”.", near, "nodes", one=names[0], other=names[1]
    )


def _slug(words: str) -> str:
    return "-".join(words.lower().split())
