"""``python -m tests.search.bench_pages``: CPU times of the search as it is asked from outside, on the shipped guide."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from kamguide.guide import Guide, open_guide
from kamguide.search.builder import build, stamp_of, up_to_date
from kamguide.search.content_digest import digest, known_version, remember
from kamguide.search.desk import Desks
from kamguide.settings import Settings
from kamguide.web.app import create_app


def queries(guide: Guide) -> list[str]:
    """Every role with some topics, every skill, every term, and a few of other kinds."""
    library = guide.library
    roles = [
        f"{r.preferred_label.en} {word}" for r in library.roles.values() for word in ("pay", "skills", "kaise bane")
    ]
    skills = [skill.label.hi or "" for skill in library.skills.values()]
    terms = [term.label.en or "" for term in library.glossary.values()]
    return [query for query in (*roles, *skills, *terms, "AM vs KAM", "51,933", "KAM ki salary") if query]


def told(name: str, works: Iterable[Callable[[], object]]) -> None:
    """Do each work once and print p50 and p95."""
    times = []
    for work in works:
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    times.sort()
    print(f"{name}: p50 {times[len(times) // 2] * 1000:.3f} ms, p95 {times[len(times) * 95 // 100] * 1000:.3f} ms")


def main() -> None:
    """Print all figures."""
    guide = open_guide(None, Settings(limits="off"))
    app = create_app(guide)
    client = app.test_client()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told("a desk in memory", [lambda: Desks(folder).of(guide.catalogue)])
        client.get("/en/search?q=warm")
        for path in ("/hi/search", "/api/v1/search", "/api/v1/suggest"):
            told(path, [lambda q=q, p=path: client.get(p, query_string={"q": q}) for q in queries(guide)])  # type: ignore[misc]
        environ = client.get("/en/search?q=hot").request.environ
        told("a hot query", [lambda: b"".join(app.wsgi_app(dict(environ), lambda *_: lambda _: None))] * 500)
        suggester = app.extensions["kamguide"].desks.of(guide.catalogue).suggester
        typed = [query[:end] for query in queries(guide) for end in range(1, min(len(query), 12))]
        told("suggestions alone", [lambda t=t: suggester.suggest(t) for t in typed])  # type: ignore[misc]
        version, documents = guide.catalogue.version, guide.catalogue.documents
        told("building the index", [lambda: build(folder, stamp_of(version), documents)])
        remember(folder, digest(guide.content_folder), version)
        told(
            "up-to-date check",
            [lambda: up_to_date(folder, stamp_of(known_version(folder, digest(guide.content_folder)) or ""))] * 20,
        )


if __name__ == "__main__":
    main()
