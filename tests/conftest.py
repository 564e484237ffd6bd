"""What all tests share. Real objects only: small sites from files in memory or in a temporary folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kamguide.guide import Guide, open_guide
from kamguide.library.layer import read_layer
from kamguide.library.library import Library
from kamguide.library.loading import load
from kamguide.problems import Problem
from kamguide.search.builder import build, stamp_of
from kamguide.search.desk import FOLDER
from kamguide.settings import Settings
from kamguide.sources.memory import MemorySource
from kamguide.web.app import create_app

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)

collect_ignore = [] if (ROOT.parent / "shared").is_dir() else ["with_shared"]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In CI a skipped test is a failed one: whatever it needs must be installed there."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"


Loader = Callable[[Mapping[str, str]], tuple[Library, list[Problem]]]


@pytest.fixture
def library_of() -> Loader:
    """Builds a library from files given as path -> text, with all its problems."""

    def build(files: Mapping[str, str]) -> tuple[Library, list[Problem]]:
        layer, problems = read_layer(MemorySource(files), "shared", "content/")
        library, more = load([layer], TODAY)
        return library, [*problems, *more]

    return build


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide that comes with the program."""
    return open_guide(None, Settings(limits="off"))


@pytest.fixture(scope="session")
def indexed(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of the packaged guide: what opens it need not make one in memory."""
    folder, catalogue = tmp_path_factory.mktemp("indexed"), guide.catalogue
    build(folder / FOLDER, stamp_of(catalogue.version), catalogue.documents, catalogue.kept.to_bytes())
    return folder


@pytest.fixture(scope="session")
def app(guide: Guide) -> Flask:
    """The application of the packaged guide."""
    return create_app(guide)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client without cookies; ``http://localhost`` is its host."""
    return app.test_client()


@pytest.fixture(scope="session")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application of a site without any content."""
    site = tmp_path_factory.mktemp("empty")
    (site / "content").mkdir()
    return create_app(open_guide(site, Settings()))


def minimal_source(**changes: str) -> str:
    """The text of the smallest valid source, with lines replaced."""
    lines = {
        "publisher": "Example Press",
        "title": "A page",
        "year": "2020",
        "country": "IN",
        "retrieved": "2026-11-22",
        "worth": "{hi: एक नमूना।, en: A sample.}",
    }
    return "".join(f"{name}: {value}\n" for name, value in {**lines, **changes}.items())
