"""Measures the search indexes: ``python -m tests.search.bench [--full]`` prints a Markdown table.

The shipped guide, then guides made from it: its entries and as many made ones as are missing to 1,000, 10,000 and, with
``--full``, 100,000. A made entry's length and words follow the guide's, and a few words of its own are new, so that the
vocabulary grows as it does in texts. Times are CPU times of this process.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kamguide.guide import open_guide
from kamguide.search.builder import build, open_index, up_to_date
from kamguide.search.catalogue import Catalogue
from kamguide.search.index import Document, Index
from kamguide.search.memory_index import MemoryIndex
from kamguide.search.ranking import CANDIDATES
from kamguide.search.searching import Wanted, search
from kamguide.settings import Settings
from tests.search.evaluate import judged

SEED = 20261122
SECTIONS = 14
"""Made entries per made role."""
NEW_WORDS = 0.04
"""Share of words that the guide does not have."""
STAMP = "bench"
ROUNDS = 3

Asked = tuple[Mapping[str, float], Mapping[str, float]]

OPENED = """
import gc, sys
from pathlib import Path
from kamguide.search.builder import open_index
def resident():
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
before = resident()
index = open_index(Path(sys.argv[1]), sys.argv[2])
print(resident() - before)
"""
"""Prints how much memory an opened index takes in a process of its own."""


def generated(real: Sequence[Document], number: int, seed: int = SEED) -> list[Document]:
    """The real documents and enough made ones, the same for the same seed."""
    rng = random.Random(seed)
    words = [term for document in real for term in document.terms]
    topics = sorted({mark for document in real for mark in document.marks if mark.startswith("topic:")})
    made = list(real)
    for at in range(number - len(real)):
        role, topic = f"made-{at // SECTIONS}", topics[at % SECTIONS % len(topics)]
        length = len(rng.choice(real).terms)
        terms = [_new_word(rng, at) if rng.random() < NEW_WORDS else rng.choice(words) for _ in range(length)]
        marks = ["kind:role", f"role:{role}", f"slug:role:{role}", topic, f"section:{role}:{topic.partition(':')[2]}"]
        made.append(Document(f"role:{role}:{at % SECTIONS}", [*terms, f"={role}"], marks))
    return made


def _new_word(rng: random.Random, at: int) -> str:
    return f"new{int(rng.paretovariate(0.6)) % (1000 + at)}"


def taken(work: Callable[[], object], rounds: int = 1) -> float:
    """CPU seconds of a piece of work, the best of some rounds."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def milliseconds(times: Sequence[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(times)
    return " / ".join(f"{1000 * ordered[int(share * (len(ordered) - 1))]:.2f}" for share in (0.5, 0.95))


def by_kind(queries: Mapping[str, Sequence[Asked]], index: Index) -> dict[str, list[float]]:
    """CPU seconds of each query, by its kind."""
    times: dict[str, list[float]] = defaultdict(list)
    for kind, asked in queries.items():
        for terms, marks in asked:
            times[kind].append(taken(lambda t=terms, m=marks: index.search(t, m, CANDIDATES), ROUNDS))  # type: ignore[misc]
    return times


def measured(documents: Sequence[Document], queries: Mapping[str, Sequence[Asked]], folder: Path) -> dict[str, str]:
    """All figures of one set of documents: label -> value."""
    building = taken(lambda: build(folder, STAMP, documents))
    checking = taken(lambda: up_to_date(folder, STAMP), 5)
    opening = taken(lambda: open_index(folder, STAMP), 5)
    index = open_index(folder, STAMP)
    if index is None:
        raise RuntimeError(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    resident = int(subprocess.check_output([sys.executable, "-c", OPENED, str(folder), STAMP]))
    figures = {
        "entries": f"{len(documents):,}",
        "build, s": f"{building:.2f}",
        "up-to-date check, ms": f"{1000 * checking:.2f}",
        "open with checksums, ms": f"{1000 * opening:.1f}",
        "on disk, MB": f"{size / 1e6:.1f}",
        "memory when opened, MB": f"{resident / 1e6:.1f}",
    }
    whoosh = by_kind(queries, index)
    figures["**all queries, p50 / p95 ms**"] = milliseconds([one for times in whoosh.values() for one in times])
    figures.update({f"{kind} ({len(times)})": milliseconds(times) for kind, times in sorted(whoosh.items())})
    begun = time.process_time()
    memory = MemoryIndex(documents)
    figures["memory index: made from documents, s"] = f"{time.process_time() - begun:.2f}"
    plain = [one for times in by_kind(queries, memory).values() for one in times]
    figures["memory index: all queries, p50 / p95 ms"] = milliseconds(plain)
    return figures


def main(full: bool) -> int:
    """Print the table, then what a whole search of the shipped guide takes."""
    catalogue = Catalogue(open_guide(None, Settings()).library)
    analysing = taken(lambda: catalogue.documents)
    queries: dict[str, list[Asked]] = defaultdict(list)
    for query in judged("all"):
        understood = catalogue.reader.read(query["q"])
        queries[query["kind"]].append((understood.terms, understood.marks))
    columns = []
    with tempfile.TemporaryDirectory() as temporary:
        for number in (len(catalogue.documents), 1_000, 10_000, *([100_000] if full else [])):
            folder = Path(temporary) / str(number)
            columns.append(measured(generated(catalogue.documents, number), queries, folder))
        index = open_index(Path(temporary) / str(len(catalogue.documents)), STAMP)
        assert index is not None
        whole = [
            taken(lambda q=query["q"]: search(catalogue, index, q, Wanted()), ROUNDS)  # type: ignore[misc]
            for query in judged("all")
        ]
    for label in columns[0]:
        print("|", " | ".join([label, *(column[label] for column in columns)]), "|")
        if label == "entries":
            print("| --- " * (len(columns) + 1) + "|")
    print(f"\nShipped guide: analysing its entries {analysing:.2f} s; a search with snippets {milliseconds(whole)} ms.")
    return 0


if __name__ == "__main__":
    sys.exit(main("--full" in sys.argv))
