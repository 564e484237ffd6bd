"""A library as it is searched: entries, names, analysed texts and questions, each made once per version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kamguide.library.library import Library
from kamguide.model.role import Role
from kamguide.search.asked import Asked, Speech, asked_questions, asked_words, pooled, pooled_topics
from kamguide.search.companies import Listed, company_entries, company_names
from kamguide.search.comparisons import comparisons
from kamguide.search.concepts import Matcher
from kamguide.search.documents import document, vocabulary
from kamguide.search.entries import Entry, entries
from kamguide.search.evidence import Spoken
from kamguide.search.ideas import Ideas, ideas_of
from kamguide.search.index import Document
from kamguide.search.kept import Kept
from kamguide.search.names import matcher
from kamguide.search.query import Reader
from kamguide.search.repair import repairer
from kamguide.search.spelling import Speller
from kamguide.search.texts import Texts
from kamguide.search.tongue import Tongue, tongue


@dataclass(frozen=True)
class Catalogue:
    """Everything about a library that searching needs, made once per version."""

    library: Library
    listed: Listed = ()
    """Companies whose own words are found too."""
    below: str = ""
    """What stands before every address: ``/c/<company>`` where the library is a company's."""
    read: bytes = b""
    """What a built index keeps beside its documents (:class:`Kept`); empty where there is none."""

    @cached_property
    def version(self) -> str:
        """Changes with everything that can be found."""
        if not self.listed and not self.below:
            return self.library.version
        parts = [self.library.version, self.below]
        parts += [text for company, own in self.listed for text in (company.model_dump_json(), own.version)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        shared = {entry.id: entry for entry in (*entries(self.library), *comparisons(self.library))}
        found = [*shared.values()]
        for company, own in self.listed:
            theirs = [*entries(own), *comparisons(own)]
            found += company_entries(company, theirs, shared, own)
        if self.below:
            found = [replace(entry, path=self.below + entry.path) for entry in found]
        return {entry.id: entry for entry in found}

    @cached_property
    def company_names(self) -> Mapping[str, str]:
        """The folded names of the listed companies, each to its slug."""
        return company_names(self.listed)

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """The roles of the library, and those that listed companies add."""
        return {**{slug: role for _, own in self.listed for slug, role in own.roles.items()}, **self.library.roles}

    @cached_property
    def matcher(self) -> Matcher:
        return matcher(self.library)

    @cached_property
    def texts(self) -> Texts:
        return Texts(self.matcher)

    @property
    def documents(self) -> list[Document]:
        """What an index is built from; made anew each time, since nobody needs it twice."""
        return [document(entry, self.texts) for entry in self.entries.values()]

    @cached_property
    def kept(self) -> Kept:
        """What is made from all texts: taken from a built index, or made here."""
        if self.read:
            return Kept.from_bytes(self.read)
        questions = asked_questions(self.library)
        return Kept(
            asked=pooled(self.library, questions, self._speech),
            topics=pooled_topics(questions, self._little_speech),
            found=vocabulary(self.entries.values()),
            heard=asked_words(questions),
        )

    @cached_property
    def reader(self) -> Reader:
        """What reads a query."""
        kept = self.kept
        return Reader(
            library=self.library,
            matcher=self.matcher,
            speller=self._speller,
            asked=Asked(self._speech, kept.asked),
            asked_topics=Asked(self._little_speech, kept.topics),
            ideas=self.ideas,
        )

    @cached_property
    def _speller(self) -> Speller:
        kept, matcher = self.kept, self.matcher
        common = matcher.stop_words | matcher.everyday
        return Speller(
            matcher=matcher,
            repairer=repairer(
                matcher.vocabulary | self.ideas.words, common, {*kept.found, *kept.heard}, matcher.telling
            ),
            spoken=Spoken.of(kept.found),
            asked=Spoken.of(kept.heard),
            asked_often=Spoken.of([word for word, count in kept.heard.items() if count > 1]),
            ideas=self.ideas,
        )

    @cached_property
    def _speech(self) -> Speech:
        return Speech(self.matcher, self.ideas)

    @cached_property
    def _little_speech(self) -> Speech:
        return Speech(self.matcher, self.ideas, little_words=True)

    @cached_property
    def ideas(self) -> Ideas:
        """Everyday words that mean a thing together."""
        return ideas_of(self.library, self.matcher.concepts)

    @cached_property
    def tongue(self) -> Tongue:
        """What tells the language of a query."""
        return tongue(self.library)
