"""What a built index keeps beside its documents, so that a start need not read every question and entry again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from kamguide.search.asked import Pools


@dataclass(frozen=True)
class Kept:
    """What reading queries takes, and is made from all texts of a library."""

    asked: Pools
    topics: Pools
    found: Mapping[str, int]
    """The words of the entries, folded, each with how many hold it."""
    heard: Mapping[str, int]
    """The words of the questions that people ask, folded, each with how often it stands there."""

    def to_bytes(self) -> bytes:
        """As a file."""
        raw = {**vars(self), "asked": asdict(self.asked), "topics": asdict(self.topics)}
        return json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Kept:
        """From a file that was made here: its checksum has been looked at."""
        raw = json.loads(data)
        return cls(Pools(**raw["asked"]), Pools(**raw["topics"]), raw["found"], raw["heard"])
