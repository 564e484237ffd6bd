"""What listed companies say of their own, as entries beside the shared ones: found from the shared pages too.

A company's entry ranks below the shared one of the same thing, but where the query names the company.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kamguide.library.library import Library
from kamguide.model.company import Company
from kamguide.model.text import LANGUAGES
from kamguide.search.analysis import hard_fold, words
from kamguide.search.concepts import Matcher
from kamguide.search.entries import Entry, plain_texts

Listed = tuple[tuple[Company, Library], ...]
"""Companies that the shared pages may name, with what their readers see."""

UNNAMED = 0.5
"""What a company's entry counts where the query does not name the company."""
NAMED = 2.0


def address_below(company: Company) -> str:
    """Where a company's pages stand below ``/<language>``."""
    return f"/c/{company.slug}"


def company_entries(
    company: Company, own: Sequence[Entry], shared: Mapping[str, Entry], library: Library
) -> Iterator[Entry]:
    """The company itself, and each of its entries that the shared guide has not, or not so."""
    below, label = address_below(company), plain_texts(company.label)
    names = tuple(dict.fromkeys(label.values()))
    about = plain_texts(company.description) if company.description else {}
    roles = {code: ", ".join(role.preferred_label.to(code) for role in library.roles_in_order) for code in LANGUAGES}
    yield Entry(
        id=f"company:{company.slug}",
        kind="company",
        slug=company.slug,
        title=label,
        path=f"{below}/",
        parts={code: tuple(filter(None, (about.get(code), roles[code]))) for code in label},
        company=company.slug,
        names=names,
    )
    for entry in own:
        if _says_more(entry, shared.get(entry.id)):
            title = {code: _with_name(text, label.get(code, company.slug), names) for code, text in entry.title.items()}
            yield replace(
                entry,
                id=f"{company.slug}/{entry.id}",
                title=title,
                path=below + entry.path,
                company=company.slug,
                names=(*entry.names, *names),
            )


def _says_more(entry: Entry, shared: Entry | None) -> bool:
    """Whether the company says something of its own here; another name of the role counts once, in its definition."""
    renamed = entry.topic == "definition" and shared is not None and entry.title != shared.title
    return shared is None or renamed or entry.parts != shared.parts


def _with_name(text: str, label: str, names: Collection[str]) -> str:
    return text if any(name in text for name in names) else f"{text} ({label})"


def weight(entry: Entry, named: Collection[str]) -> float:
    """What the score of an entry counts, where these companies are named."""
    if entry.company is None:
        return 1.0
    return NAMED if entry.company in named else UNNAMED


def company_names(listed: Listed) -> dict[str, str]:
    """The folded names of companies, each to its slug."""
    names = (
        (name, company.slug) for company, _ in listed for name in (company.slug, *plain_texts(company.label).values())
    )
    return {key: slug for name, slug in names if (key := _key(name))}


def named_companies(query: str, names: Mapping[str, str]) -> frozenset[str]:
    """Slugs of the companies one of whose names stands in the query."""
    typed = f" {_key(query)} "
    return frozenset(slug for key, slug in names.items() if f" {key} " in typed)


def asked_for(query: str, names: Mapping[str, str], matcher: Matcher) -> str | None:
    """The slug of the company of which the query gives nothing but the name, words that carry nothing aside."""
    typed = words(query)
    keys = [hard_fold(word.folded) for word in typed]
    for start in range(len(typed)):
        for end in range(start + 1, len(typed) + 1):
            slug = names.get(" ".join(keys[start:end]))
            if slug is not None:
                rest = (*typed[:start], *typed[end:])
                return slug if all(matcher.is_stop(word) or matcher.is_everyday(word) for word in rest) else None
    return None


def _key(text: str) -> str:
    return " ".join(hard_fold(word.folded) for word in words(text))
