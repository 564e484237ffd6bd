"""Judges the search: ``python -m tests.search.evaluate [tune|test|all|tuned]`` (``make eval``) prints R@1, R@3 and MRR.

A hit counts when its kind fits and its role, topic and slug are as expected; see README.md beside this file.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kamguide.guide import open_guide
from kamguide.search.catalogue import Catalogue
from kamguide.search.entries import Entry
from kamguide.search.memory_index import MemoryIndex
from kamguide.search.searching import Wanted, search
from kamguide.settings import Settings

JUDGED, TUNED = (Path(__file__).parent / name for name in ("judged.jsonl", "tuned.jsonl"))
DEPTH = 20

Query = dict[str, Any]


def judged(half: str) -> list[Query]:
    """The queries of a half (``tune``, ``test``), of both (``all``), or those written while tuning (``tuned``)."""
    file = TUNED if half == "tuned" else JUDGED
    queries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [query for query in queries if half in ("all", "tuned") or half == query["half"]]


def wants_none(query: Query) -> bool:
    """Whether the query has no answer here."""
    return query.get("expect_kind") is None and query.get("expect_role") is None


def fits(entry: Entry, query: Query) -> bool:
    """Whether a hit is what the query asks for."""
    kind, role, topic, slug = (query.get(f"expect_{name}") for name in ("kind", "role", "topic", "slug"))
    if entry.kind not in _listed(kind):
        return False
    if entry.kind in ("skill", "guide", "term"):
        return entry.slug in _listed(slug)
    if entry.kind == "comparison":
        return sorted(entry.roles) == sorted(_listed(role))
    if entry.kind == "path":
        return entry.topic in _listed(topic) and any(one in entry.roles for one in _listed(role))
    topics = ["salary", *_listed(topic)] if entry.kind == "salary" else _listed(topic)
    return (role == "any" or entry.role in [str(one).partition("@")[0] for one in _listed(role)]) and (
        topic is None or entry.topic in topics
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def rank(hits: Iterable[Entry], query: Query) -> int:
    """The place of the first hit that counts, from 1; 0 where none does."""
    return next((place for place, entry in enumerate(hits, start=1) if fits(entry, query)), 0)


def main(half: str) -> int:
    """Print the figures of a half, and on the tuning half every query that is not answered first."""
    catalogue = Catalogue(open_guide(None, Settings()).library)
    index = MemoryIndex(catalogue.documents)
    places: dict[str, list[int]] = defaultdict(list)
    none_right, none_all, empty = 0, 0, 0
    for query in judged(half):
        result = search(catalogue, index, query["q"], Wanted(limit=DEPTH))
        found = [hit.entry for hit in result.hits]
        if wants_none(query):
            none_all += 1
            none_right += not found
            if found and half != "test":
                print(f"  should have none: {query['q']!r} -> {found[0].id}")
            continue
        place = rank(found, query)
        empty += not found
        for group in ("all", *(f"{name} {query[name]}" for name in ("lang", "kind") if name in query)):
            places[group].append(place)
        if place != 1 and half != "test":
            want = [query.get(f"expect_{name}") for name in ("kind", "role", "topic", "slug")]
            print(f"  {place:2d} {query['q']!r} wants {want}, first {found[0].id if found else None}")
    print(f"{'group':24} {'n':>4} {'R@1':>6} {'R@3':>6} {'MRR':>6}")
    for group, ranks in sorted(places.items()):
        n = len(ranks)
        first, third = sum(r == 1 for r in ranks) / n, sum(0 < r <= 3 for r in ranks) / n
        mrr = sum(1 / r for r in ranks if r) / n
        print(f"{group:24} {n:4} {first:6.3f} {third:6.3f} {mrr:6.3f}")
    print(f"without a hit: {empty}; none wanted and none given: {none_right} of {none_all}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "tune"))
