"""Checks ``judged.jsonl``: its form, that every expected answer stands in the library, and the halves.

Run it with ``python -m tests.search.check_judged``; it prints what is wrong and the counts.
"""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, get_args

from kamguide.guide import open_guide
from kamguide.library.library import Library
from kamguide.model.role import Topic
from kamguide.settings import Settings

JUDGED = Path(__file__).parent / "judged.jsonl"
SEED = 20261122
FIELDS = ["q", "lang", "group", "kind", "expect_kind", "expect_role", "expect_topic", "expect_slug", "half"]
VALUES = {
    "lang": {"en", "hi", "hi-en", "hinglish"},
    "group": {"candidate", "hr", "mentor", "searcher"},
    "kind": {"topic", "fact", "number", "comparison", "grade", "skill", "guide", "term", "typo", "title", "none"},
    "half": {"tune", "test"},
}
BY_ROLE = {"role", "salary", "path"}
BY_SLUG = {"skill", "guide", "term"}

Query = dict[str, Any]


def queries() -> list[Query]:
    """The queries in the order of the file."""
    return [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]


def several(value: object) -> list[str]:
    """A field as a list: null is none, a word is one."""
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def halves(rows: list[Query]) -> list[str]:
    """Which half each query belongs to: per lang and kind, shuffled with the seed, dealt in turn."""
    rng = random.Random(SEED)
    strata: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(rows):
        strata.setdefault((row["lang"], row["kind"]), []).append(number)
    dealt = [""] * len(rows)
    turn = 0
    for key in sorted(strata):
        rng.shuffle(strata[key])
        for number in strata[key]:
            dealt[number] = ("tune", "test")[turn % 2]
            turn += 1
    return dealt


def topics_of(library: Library, slug: str) -> set[str]:
    """The topics under which the role's page has a section: written ones, and those made from other content."""
    role = library.roles[slug]
    made = {
        "skills": bool(role.skills),
        "salary": bool(library.salaries_of(slug)),
        "career-path": bool(library.steps_of(slug)),
        "grades": bool(role.grades),
    }
    return set(role.topics) | {topic for topic, stands in made.items() if stands}


def faults(row: Query, library: Library) -> list[str]:
    """What is wrong with one query."""
    found = [] if list(row) == FIELDS else [f"fields {list(row)}"]
    found += [f"{name} {row[name]!r}" for name, allowed in VALUES.items() if row[name] not in allowed]
    if row["q"] != row["q"].strip() or not unicodedata.is_normalized("NFC", row["q"]):
        found.append("q is not trimmed NFC")
    kinds, roles, topics, slugs = (several(row[f"expect_{name}"]) for name in ("kind", "role", "topic", "slug"))
    if (row["kind"] == "none") != (not kinds) or (not kinds and (roles or topics or slugs)):
        found.append("an answer is expected exactly of a query that has one")
    found += [f"kind {kind!r}" for kind in kinds if kind not in BY_ROLE | BY_SLUG | {"comparison"}]
    named = [role for role in roles if role != "any"]
    unknown = [reference for reference in named if not stands(reference, library)]
    if unknown:
        return [*found, f"no role {unknown}"]
    return found + section_faults(kinds, named, topics, library) + slug_faults(kinds, slugs, library)


def stands(reference: str, library: Library) -> bool:
    """Whether there is such a role, and such a grade of it."""
    slug, _, grade = reference.partition("@")
    return slug in library.roles and (not grade or grade in library.roles[slug].grades)


def section_faults(kinds: list[str], named: list[str], topics: list[str], library: Library) -> list[str]:
    """What is wrong with the expected roles and topics; no role named means any role."""
    found = [f"topic {topic!r}" for topic in topics if topic not in get_args(Topic)]
    if bool(set(kinds) & (BY_ROLE | {"comparison"})) != bool(topics):
        found.append("kind and topic do not go together")
    if "comparison" in kinds and (len(named) < 2 or "comparison" not in topics):
        found.append("a comparison needs its roles and its topic")
    if "salary" in kinds and ("salary" not in topics or not all(library.salaries_of(role) for role in named)):
        found.append("no salary figure")
    if "path" in kinds and ("career-path" not in topics or not all(library.steps_of(role) for role in named)):
        found.append("no step of a path")
    if "role" in kinds:
        places = [reference.partition("@")[0] for reference in named] or list(library.roles)
        there = {topic for place in places for topic in topics_of(library, place)}
        found += [f"no section {topic!r} of {places}" for topic in topics if topic not in there]
    return found


def slug_faults(kinds: list[str], slugs: list[str], library: Library) -> list[str]:
    """What is wrong with the expected pages: each slug stands under an expected kind, each such kind has a slug."""
    pages = {"skill": library.skills, "guide": library.guides, "term": library.glossary}
    asked = {kind: pages[kind] for kind in kinds if kind in BY_SLUG}
    found = [f"no page {slug!r}" for slug in slugs if not any(slug in page for page in asked.values())]
    return found + [f"no slug of kind {kind!r}" for kind, page in asked.items() if not any(s in page for s in slugs)]


def main() -> int:
    """Prints faults and counts; 1 when there is a fault."""
    rows = queries()
    library = open_guide(None, Settings()).library
    found = [f"{row['q']!r}: {fault}" for row in rows for fault in faults(row, library)]
    seen = Counter(row["q"].casefold() for row in rows)
    found += [f"{q!r}: {count} times" for q, count in seen.items() if count > 1]
    found += [
        f"{row['q']!r}: half is {row['half']}, the seed says {half}"
        for row, half in zip(rows, halves(rows), strict=True)
        if row["half"] != half
    ]
    for line in found:
        print(line)
    for name in ("lang", "kind", "group", "half"):
        print(name, dict(sorted(Counter(row[name] for row in rows).items())))
    cells = Counter((row["lang"], row["kind"], row["half"]) for row in rows)
    for lang, kind in sorted({key[:2] for key in cells}):
        print(f"{lang:9}{kind:11} tune {cells[lang, kind, 'tune']:3} test {cells[lang, kind, 'test']:3}")
    print(len(rows), "queries,", len(found), "faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
