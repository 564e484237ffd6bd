"""Role references: `[company:]role[@grade]`, read in the library meant, written back in one form."""

from __future__ import annotations

import pytest

from kamguide.errors import NotFoundError
from kamguide.guide import Guide
from kamguide.library.library import Library
from kamguide.library.role_reference import choose


@pytest.mark.parametrize("reference", ["key-account-manager", "key-account-manager@senior", "acme:account-manager"])
def test_a_reference_comes_back_as_it_was_given(reference: str, guide: Guide) -> None:
    assert choose(f" {reference} ", guide.library, lambda _: guide.library).reference == reference


def test_a_grade_is_called_by_its_own_name(guide: Guide) -> None:
    role = guide.library.role("key-account-manager")
    assert choose("key-account-manager", guide.library).label == role.preferred_label
    assert choose("key-account-manager@senior", guide.library).label == role.grades["senior"].label


def test_a_company_is_asked_for_once_by_its_slug_and_its_library_is_meant(guide: Guide) -> None:
    asked: list[str] = []

    def company_library(slug: str) -> Library:
        asked.append(slug)
        return Library(roles={"account-manager": guide.library.role("account-manager")})

    chosen = choose("acme:account-manager", guide.library, company_library)
    assert asked == ["acme"]
    assert set(chosen.library.roles) == {"account-manager"}
    with pytest.raises(NotFoundError):
        choose("acme:sales-manager", guide.library, company_library)


@pytest.mark.parametrize(
    "reference",
    ["", "@", ":", "@senior", ":account-manager@", "key-account-manager@", "a:b:c", "account-manager@a@b", "\u202e"],
)
def test_what_names_nothing_is_not_found(reference: str, guide: Guide) -> None:
    with pytest.raises(NotFoundError):
        choose(reference, guide.library)
