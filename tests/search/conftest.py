"""The shipped guide's catalogue and its index in memory, made once for the tests of the search."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamguide.guide import open_guide
from kamguide.search.catalogue import Catalogue
from kamguide.search.memory_index import MemoryIndex
from kamguide.search.searching import Result, Wanted, search
from kamguide.settings import Settings


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the shipped guide."""
    return Catalogue(open_guide(None, Settings()).library)


@pytest.fixture(scope="session")
def index(catalogue: Catalogue) -> MemoryIndex:
    """Its index in memory."""
    return MemoryIndex(catalogue.documents)


@pytest.fixture(scope="session")
def ask(catalogue: Catalogue, index: MemoryIndex) -> Callable[..., Result]:
    """Asks the shipped guide."""

    def asked(query: str, **wanted: object) -> Result:
        return search(catalogue, index, query, Wanted(**wanted))  # type: ignore[arg-type] # each as Wanted names it

    return asked
