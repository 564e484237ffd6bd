"""What companies cost: loading is a small multiple of parsing their files, and memory grows with what they change."""

from __future__ import annotations

import pytest

from tests.plugins.bench import Figures, measured


@pytest.fixture(scope="module")
def figures() -> Figures:
    """Twelve companies with four roles each; the bench does the same with two hundred."""
    return measured(12)


def test_loading_takes_less_than_three_times_parsing(figures: Figures) -> None:
    assert figures.ratio < 3


def test_a_company_holds_much_less_than_copies_of_its_roles_would(figures: Figures) -> None:
    assert figures.memory < figures.copies / 4
