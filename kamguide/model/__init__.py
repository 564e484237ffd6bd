"""What content is made of: immutable models, one per kind of file. They say their own JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping

from kamguide.model.career import Path
from kamguide.model.comparison import Comparison
from kamguide.model.lexicon import Lexicon
from kamguide.model.price_index import PriceIndex
from kamguide.model.reference import Guide, Term
from kamguide.model.role import Role
from kamguide.model.rule import Rule
from kamguide.model.salary import Salary
from kamguide.model.skill import Skill
from kamguide.model.source import Source
from kamguide.model.survey import Survey
from kamguide.model.text import Model

Entity = Role | Skill | Salary | Path | Source | Term | Guide | Lexicon | Comparison | Survey | PriceIndex | Rule

KINDS: Mapping[str, type[Model]] = {
    "roles": Role,
    "skills": Skill,
    "salaries": Salary,
    "paths": Path,
    "sources": Source,
    "glossary": Term,
    "guides": Guide,
    "lexicon": Lexicon,
    "comparisons": Comparison,
    "surveys": Survey,
    "prices": PriceIndex,
    "rules": Rule,
}
"""Folder of content -> model of its files."""
