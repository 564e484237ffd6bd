"""The desk where a library's searches are answered: its catalogue, and the index on disk or one in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kamguide.search.builder import open_index, stamp_of, up_to_date
from kamguide.search.catalogue import Catalogue
from kamguide.search.completions import suggester
from kamguide.search.index import Index
from kamguide.search.memory_index import MemoryIndex
from kamguide.search.searching import Hit, Result, Wanted, search
from kamguide.search.snippets import snippet
from kamguide.search.suggest import Suggester

FOLDER = "search"
"""The index's folder in the data folder."""
KEPT_DESKS = 8
"""Catalogues whose desks are kept: the one that is served, and those that requests under way still hold."""


@dataclass(frozen=True)
class Desk:
    """Answers the searches of one library. Both kinds of index give the same answers in the same order."""

    catalogue: Catalogue
    index: Index
    lasting: bool
    """Whether the index is the one on disk; else it lives in this process only."""

    def search(self, query: str, wanted: Wanted) -> Result:
        """The hits for a query."""
        return search(self.catalogue, self.index, query, wanted)

    def other_snippet(self, result: Result, hit: Hit) -> str:
        """Where the hit's own language holds nothing of what was searched for: the snippet of the one that does."""
        if hit.snippet.marked:
            return ""
        for code in hit.entry.title:
            if code != hit.language:
                other = snippet(hit.entry, code, result.understanding, self.catalogue.texts)
                return other.html if other.marked else ""
        return ""

    @cached_property
    def suggester(self) -> Suggester:
        """What completes a query that is being typed."""
        return suggester(self.catalogue)


def open_desk(catalogue: Catalogue, folder: Path) -> Desk:
    """The desk of a library with its index in ``folder``; where none can be opened, with one made in memory."""
    index = open_index(folder, stamp_of(catalogue.version))
    if index is not None:
        return Desk(replace(catalogue, read=index.kept), index, lasting=True)
    return Desk(catalogue, MemoryIndex(catalogue.documents), lasting=False)


class Desks:
    """The desks of one process, made when first asked for. It reads the index's folder and never writes it."""

    def __init__(self, data_folder: Path) -> None:
        self.folder = data_folder / FOLDER
        self._desks: OrderedDict[str, Desk] = OrderedDict()
        self._making = threading.Lock()

    def of(self, catalogue: Catalogue) -> Desk:
        """The desk of a catalogue."""
        desk = self._desks.get(catalogue.version)
        if desk is None:
            with self._making:
                desk = self._desks.get(catalogue.version) or open_desk(catalogue, self.folder)
                self._keep(desk)
        return desk

    def reopen(self, catalogue: Catalogue) -> Desk:
        """The desk of a catalogue, with the index on disk as soon as there is one."""
        desk = self.of(catalogue)
        if not desk.lasting:
            index = open_index(self.folder, stamp_of(catalogue.version))
            if index is not None:
                desk = replace(desk, index=index, lasting=True)
                with self._making:
                    self._keep(desk)
        return desk

    def lasting(self, catalogue: Catalogue) -> bool:
        """Whether the index on disk is whole and answers, or would. Cheap: nothing is opened."""
        desk = self._desks.get(catalogue.version)
        return (desk is None or desk.lasting) and up_to_date(self.folder, stamp_of(catalogue.version))

    def _keep(self, desk: Desk) -> None:
        self._desks[desk.catalogue.version] = desk
        while len(self._desks) > KEPT_DESKS:
            self._desks.popitem(last=False)
