"""Every index keeps the same promise: what is tested here runs over all of them, and they agree with each other."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from math import isclose
from pathlib import Path

import pytest

from kamguide.guide import Guide
from kamguide.search.builder import build, open_index
from kamguide.search.catalogue import Catalogue
from kamguide.search.index import Document, Found, Index
from kamguide.search.memory_index import MemoryIndex
from kamguide.search.ranking import CANDIDATES
from kamguide.search.searching import Wanted, search
from tests.search.evaluate import judged

Maker = Callable[[Iterable[Document]], Index]


@pytest.fixture
def built(tmp_path: Path) -> Maker:
    """Makes a Whoosh index by the way that a site takes: built, then opened."""
    numbers = count()

    def make(documents: Iterable[Document]) -> Index:
        folder = tmp_path / f"search-{next(numbers)}"
        build(folder, "test", documents)
        index = open_index(folder, "test")
        assert index is not None
        return index

    return make


@pytest.fixture(params=["memory", "whoosh"])
def index_of(request: pytest.FixtureRequest, built: Maker) -> Maker:
    """Makes an index of documents; each test runs with each kind."""
    return MemoryIndex if request.param == "memory" else built


@pytest.fixture(scope="session")
def catalogue(guide: Guide) -> Catalogue:
    return Catalogue(guide.library)


def ids(found: Sequence[Found]) -> list[str]:
    return [hit.id for hit in found]


SMALL = [
    Document("c", ["salary", "salary", "manager"], ["role:kam", "topic:salary"]),
    Document("a", ["manager", "customer"], ["role:kam"]),
    Document("b", ["manager", "customer"], ["role:am"]),
    Document("d", ["=key-account-manager", "वेतन", "51933"], ["pair:am,kam"]),
]


def test_rare_terms_count_more_than_common_ones(index_of: Maker) -> None:
    assert ids(index_of(SMALL).search({"salary": 1.0, "manager": 1.0}, {}, 10)) == ["c", "a", "b"]


def test_a_term_may_be_anything_that_the_analyzer_makes(index_of: Maker) -> None:
    index = index_of(SMALL)
    for term in ("=key-account-manager", "वेतन", "51933"):
        assert ids(index.search({term: 1.0}, {}, 10)) == ["d"]


def test_scores_are_bm25(index_of: Maker) -> None:
    (hit,) = index_of(SMALL).search({"salary": 1.0}, {}, 10)
    norm = 1 - 0.75 + 0.75 * 3 / 2.5
    assert hit.score == pytest.approx(1.6931472 * 2 * 2.2 / (2 + 1.2 * norm), rel=1e-6)


def test_weights_multiply_what_a_term_counts(index_of: Maker) -> None:
    index = index_of(SMALL)
    (once,) = index.search({"salary": 1.0}, {}, 10)
    for weight in (0.15, 0.5, 3.0):
        (weighed,) = index.search({"salary": weight}, {}, 10)
        assert weighed.score == pytest.approx(weight * once.score, rel=1e-6)


def test_marks_add_exactly_their_weight(index_of: Maker) -> None:
    index = index_of(SMALL)
    assert index.search({}, {"role:kam": 4.0}, 10) == [Found("a", 4.0), Found("c", 4.0)]
    assert index.search({}, {"role:kam": 4.0, "topic:salary": 8.0}, 10) == [Found("c", 12.0), Found("a", 4.0)]
    both = {hit.id: hit.score for hit in index.search({"customer": 1.0}, {"role:am": 4.0}, 10)}
    assert both["b"] == pytest.approx(both["a"] + 4.0)


def test_marks_and_terms_are_apart(index_of: Maker) -> None:
    index = index_of(SMALL)
    assert index.search({"role:kam": 1.0}, {"manager": 1.0}, 10) == []


def test_ties_are_told_apart_by_id_however_few_are_asked_for(index_of: Maker) -> None:
    documents = [Document(f"{number:03}", ["same"], ["mark"]) for number in range(300)]
    random.Random(1).shuffle(documents)
    index = index_of(documents)
    for limit in (1, 2, 50, 200, 1000):
        wanted = [f"{number:03}" for number in range(min(limit, 300))]
        assert ids(index.search({"same": 1.0}, {}, limit)) == wanted
        assert ids(index.search({"same": 1.0}, {"mark": 2.0}, limit)) == wanted
        assert ids(index.search({}, {"mark": 2.0}, limit)) == wanted


def test_an_empty_query_finds_nothing(index_of: Maker) -> None:
    index = index_of(SMALL)
    assert index.search({}, {}, 10) == []
    assert index.search({"manager": 1.0}, {}, 0) == []


@pytest.mark.parametrize("strange", ["unknown", "", "a b", "*", "\x00", "\ud800", "manager OR salary", "म" * 500])
def test_unknown_terms_find_nothing_and_disturb_nothing(index_of: Maker, strange: str) -> None:
    index = index_of(SMALL)
    assert index.search({strange: 1.0}, {strange: 4.0}, 10) == []
    alone = index.search({"customer": 1.0}, {}, 10)
    assert index.search({strange: 1.0, "customer": 1.0}, {strange: 4.0}, 10) == alone


def test_count(index_of: Maker) -> None:
    assert index_of(SMALL).count() == 4
    assert index_of([]).count() == 0


def test_an_empty_index_and_empty_documents(index_of: Maker) -> None:
    assert index_of([]).search({"a": 1.0}, {"b": 1.0}, 10) == []
    index = index_of([Document("empty", [], []), Document("marked", [], ["mark"])])
    assert index.search({"a": 1.0}, {"mark": 1.0}, 10) == [Found("marked", 1.0)]
    assert index.count() == 2


def test_no_hit_is_lost_among_many(built: Maker) -> None:
    """Whoosh skips postings that seem hopeless where it is let, and loses hits here by it."""
    rng = random.Random(20261122)
    vocabulary = [f"w{number}" for number in range(400)]
    frequencies = [1 / (number + 1) for number in range(400)]
    marks = [f"m{number}" for number in range(40)]
    documents = [
        Document(f"{n:05}", rng.choices(vocabulary, frequencies, k=rng.randint(1, 120)), set(rng.choices(marks, k=3)))
        for n in range(3000)
    ]
    memory, whoosh = MemoryIndex(documents), built(documents)
    for _ in range(60):
        terms = {word: rng.choice([0.15, 0.5, 1.0]) for word in rng.choices(vocabulary, frequencies, k=6)}
        wanted = {mark: rng.choice([4.0, 8.0, 40.0]) for mark in rng.sample(marks, rng.randint(0, 3))}
        for limit in (10, 200):
            assert agree(whoosh.search(terms, wanted, limit), memory.search(terms, wanted, limit))


def agree(some: Sequence[Found], others: Sequence[Found]) -> bool:
    """Whether two answers are the same but for the last digits of scores, and for order where only those differ."""
    by_id = {hit.id: hit.score for hit in others}
    last = others[-1].score if others else 0.0
    return len(some) == len(others) and all(
        isclose(one.score, other.score, rel_tol=1e-5) and isclose(one.score, by_id.get(one.id, last), rel_tol=1e-5)
        for one, other in zip(some, others, strict=True)
    )


def test_the_indexes_answer_the_judged_queries_alike(catalogue: Catalogue, built: Maker) -> None:
    memory, whoosh = MemoryIndex(catalogue.documents), built(catalogue.documents)
    assert whoosh.count() == memory.count() == len(catalogue.documents)
    queries = [query["q"] for query in judged("tune")]
    same = 0
    for query in queries:
        plain, found = (search(catalogue, index, query, Wanted(limit=5)) for index in (memory, whoosh))
        understood = plain.understanding
        candidates = [index.search(understood.terms, understood.marks, CANDIDATES) for index in (whoosh, memory)]
        assert agree(*candidates), query
        assert found.total == plain.total, query
        assert found.facets == plain.facets, query
        same += [hit.entry.id for hit in found.hits] == [hit.entry.id for hit in plain.hits]
    assert same >= 0.98 * len(queries)
