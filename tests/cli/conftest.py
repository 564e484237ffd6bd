"""The guide that comes with the program is read once for all commands of one process; every other site each time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kamguide.cli import options, search
from kamguide.guide import Guide, open_guide
from kamguide.settings import Settings
from tests.conftest import ROOT


@cache
def _read_once(site: Path | None, settings: Settings) -> Guide:
    return open_guide(site, settings)


def _opened(site: Path | None, settings: Settings) -> Guide:
    """As ``open_guide``: reading takes a second, and nobody changes these files while the tests run."""
    return (_read_once if site is None or site.resolve() == ROOT else open_guide)(site, settings)


@pytest.fixture(autouse=True)
def _packaged_guide_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (options, search):
        monkeypatch.setattr(module, "open_guide", _opened)
